import type { VNode } from 'preact';
import { formBody, type FormBody, formValue, page, type Request, route } from '../../../../kernel/http/route.ts';
import { Refusal } from '../../../../kernel/refusal.ts';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formatNumber, pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Button,
  Form,
  type Frame,
  KeyFacts,
  Select,
  TextArea,
  TextInput,
} from '../../../../ui/index.ts';
import type { DescribedEndpoint } from '../openapi/described.ts';
import { endpointPath, servicesPath } from '../path.ts';
import { publishedEndpoint } from '../reading.ts';
import { callOf, type CallValues, curlOf, typeScriptOf, valueKey } from '../sample-call.ts';
import { t } from '../text/index.ts';
import { trialSystems, type Tried, tryEndpoint, whyNoTrial } from '../trial.ts';
import { endpointPage, endpointQuery } from './endpoint.tsx';
import { serviceParams } from './service.tsx';
import { Code } from './words.tsx';

/** One endpoint: what is sent, what comes back, a call to copy, and where a test environment is connected, to try. */
export const endpointRoute = route({
  method: 'GET',
  path: `${servicesPath}/:system/:code/emeliyyat`,
  access: 'exchange.readServices',
  params: serviceParams,
  query: endpointQuery,
  async handler(request) {
    const named = { ...request.params, ...request.query };
    return page(await endpointPage(request, named, await trialOf(request, named, {})));
  },
});

/** Calls the endpoint in the test environment and shows what came of it. */
export const trialRoute = route({
  method: 'POST',
  path: `${servicesPath}/:system/:code/emeliyyat`,
  access: 'exchange.tryService',
  params: serviceParams,
  query: endpointQuery,
  body: formBody,
  async handler(request) {
    const named = { ...request.params, ...request.query };
    const { service, endpoint } = await publishedEndpoint(request, { ...named, method: named.metod, path: named.yol });
    const typed = typedIn(request.body, endpoint);
    let shown: Shown = { typed };
    try {
      shown = { typed, tried: await tryEndpoint(request, { service, endpoint, ...typed }) };
    } catch (error) {
      if (!(error instanceof Refusal) || ![409, 422, 429].includes(error.status)) throw error;
      shown = { typed, refused: error };
    }
    const trial = await trialOf(request, named, shown);
    return page(await endpointPage(request, named, trial), shown.refused?.status ?? 200);
  },
});

interface Typed {
  readonly system: string;
  readonly values: CallValues;
  readonly body: string;
}
interface Shown {
  readonly typed?: Typed;
  readonly tried?: Tried;
  readonly refused?: Refusal;
}

function typedIn(body: FormBody, { parameters }: DescribedEndpoint): Typed {
  const values = parameters.map((one, index) => [valueKey(one), formValue(body, `p-${index}`).slice(0, 500)] as const);
  return {
    system: formValue(body, 'system').slice(0, 100),
    values: Object.fromEntries(values),
    body: formValue(body, 'body'),
  };
}

interface Named {
  readonly system: string;
  readonly code: string;
  readonly metod: string;
  readonly yol: string;
}

async function trialOf(request: Request, named: Named, shown: Shown): Promise<VNode> {
  const why = await whyNoTrial(request);
  if (why)
    return (
      <>
        <h2 id="trial">{t(request.lang, 'trial')}</h2>
        <p class="soft">{t(request.lang, why)}</p>
      </>
    );
  const { endpoint } = await publishedEndpoint(request, { ...named, method: named.metod, path: named.yol });
  const systems = await trialSystems(request);
  const frame = frameOf(request, 'mygov');
  return <Trial frame={frame} named={named} endpoint={endpoint} systems={systems} shown={shown} />;
}

interface TrialProps {
  readonly frame: Frame;
  readonly named: Named;
  readonly endpoint: DescribedEndpoint;
  readonly systems: Awaited<ReturnType<typeof trialSystems>>;
  readonly shown: Shown;
}

function Trial({ frame, named, endpoint, systems, shown: { typed, tried, refused } }: TrialProps): VNode {
  const { lang } = frame;
  const example = callOf(endpoint, '', '').body;
  return (
    <>
      <h2 id="trial">{t(lang, 'trial')}</h2>
      <p>{t(lang, 'trialLead')}</p>
      <Alarm errors={refused ? [{ name: 'system', text: pick(refused.text, lang) }] : []} title={t(lang, 'notDone')} />
      {tried ? <Answered frame={frame} tried={tried} /> : null}
      <Form action={frame.href(endpointPath(named.system, named.code, named.metod, named.yol))}>
        <Select
          name="system"
          label={t(lang, 'trialSystem')}
          options={systems.map(({ code, title }) => ({ value: code, label: pick(title, lang) }))}
          value={typed?.system}
        />
        {endpoint.parameters.map((one, index) => (
          <TextInput
            name={`p-${index}`}
            label={one.name}
            hint={one.about}
            max={500}
            optional={!one.required}
            value={typed?.values[valueKey(one)] ?? one.example}
          />
        ))}
        {endpoint.body ? (
          <TextArea name="body" label={t(lang, 'body')} rows={8} value={typed?.body ?? example} />
        ) : null}
        <Actions>
          <Button>{t(lang, 'trialSend')}</Button>
        </Actions>
      </Form>
    </>
  );
}

function Answered({ frame: { lang }, tried }: { readonly frame: Frame; readonly tried: Tried }): VNode {
  const { call, status, headers, body, cut, milliseconds } = tried;
  return (
    <section class="stack">
      <h3>{t(lang, 'trialAnswer')}</h3>
      <KeyFacts
        facts={[
          { term: t(lang, 'trialStatus'), value: String(status) },
          { term: t(lang, 'trialTime'), value: t(lang, 'milliseconds', { count: formatNumber(milliseconds, lang) }) },
        ]}
      />
      <Code label={t(lang, 'trialAnswer')}>{body === '' ? t(lang, 'trialNothing') : body}</Code>
      {cut ? <p class="soft">{t(lang, 'trialCut')}</p> : null}
      <h3>{t(lang, 'trialHeaders')}</h3>
      <Code label={t(lang, 'trialHeaders')}>{headers.map(([name, value]) => `${name}: ${value}`).join('\n')}</Code>
      <h3>{t(lang, 'trialCopy')}</h3>
      <Code label="curl">{curlOf(call)}</Code>
      <Code label={t(lang, 'typescript')}>{typeScriptOf(call)}</Code>
    </section>
  );
}
