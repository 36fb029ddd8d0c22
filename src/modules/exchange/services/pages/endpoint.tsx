import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import type { Request } from '../../../../kernel/http/route.ts';
import { pick } from '../../../../language/index.ts';
import { Back, EmptyState, type Frame, Page, Table } from '../../../../ui/index.ts';
import { subsystemIdOf } from '../../directory/instance.ts';
import { serviceIdOf } from '../book.ts';
import { labelAmong } from '../field-names.ts';
import type { DescribedEndpoint, FieldLine } from '../openapi/described.ts';
import { servicePath } from '../path.ts';
import { publishedEndpoint } from '../reading.ts';
import { callOf, curlOf, typeScriptOf } from '../sample-call.ts';
import { t } from '../text/index.ts';
import { Code, fieldWords, Whose } from './words.tsx';

export const endpointQuery = Type.Object({
  metod: Type.String({ pattern: '^[A-Z]{3,7}$' }),
  yol: Type.String({ pattern: '^/', maxLength: 1000 }),
});

interface Named {
  readonly system: string;
  readonly code: string;
  readonly metod: string;
  readonly yol: string;
}

/** The page; `trial` stands before the description. */
export async function endpointPage(request: Request, { metod, yol, ...name }: Named, trial?: VNode): Promise<VNode> {
  const { service, endpoint } = await publishedEndpoint(request, { ...name, method: metod, path: yol });
  const frame = frameOf(request, 'mygov');
  const { lang } = frame;
  const client = subsystemIdOf(request.vahid, 'QURUM', 'SISTEM');
  const call = callOf(endpoint, serviceIdOf(request, service), client);
  const called = `${endpoint.method} ${endpoint.path}`;
  return (
    <Page frame={frame} title={`${called}, ${pick(service.title, lang)}`}>
      <Back href={frame.href(servicePath(service.system, service.code))}>{pick(service.title, lang)}</Back>
      <div class="stack">
        <h1>
          <code>{called}</code>
        </h1>
        <p class="lead">{endpoint.summary === '' ? t(lang, 'noSummary') : endpoint.summary}</p>
        <h2>{t(lang, 'whose')}</h2>
        <p>
          <Whose lang={lang} places={endpoint.subjects} />
        </p>
        {trial}
        <Parameters request={request} frame={frame} endpoint={endpoint} />
        {endpoint.body ? (
          <Fields request={request} frame={frame} endpoint={endpoint} title={t(lang, 'body')} fields={endpoint.body} />
        ) : null}
        {endpoint.answer ? (
          <Fields
            request={request}
            frame={frame}
            endpoint={endpoint}
            title={t(lang, 'answer')}
            fields={endpoint.answer}
          />
        ) : (
          <>
            <h2>{t(lang, 'answer')}</h2>
            <EmptyState>{t(lang, 'answerUnknown')}</EmptyState>
          </>
        )}
        <h2>{t(lang, 'example')}</h2>
        <p>{t(lang, 'exampleLead')}</p>
        <h3>curl</h3>
        <Code label="curl">{curlOf(call)}</Code>
        <h3>{t(lang, 'typescript')}</h3>
        <Code label={t(lang, 'typescript')}>{typeScriptOf(call)}</Code>
      </div>
    </Page>
  );
}

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  readonly endpoint: DescribedEndpoint;
}

/** In the language of the reader where the dictionary knows it, else as the document says it. */
function aboutWords({ request, endpoint }: Props, pointer: string, about: string | undefined): string {
  const label = labelAmong(request, [endpoint], pointer);
  return label ? pick(label, request.lang) : (about ?? t(request.lang, 'unsaid'));
}

const places = { path: 'wherePath', query: 'whereQuery', header: 'whereHeader' } as const;

function Parameters(props: Props): VNode | null {
  const { lang } = props.frame;
  const { parameters } = props.endpoint;
  if (parameters.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'parameters')}</h2>
      <Table
        caption={t(lang, 'parameters')}
        quiet
        columns={[
          { label: t(lang, 'parameter') },
          { label: t(lang, 'where'), onPhone: t(lang, 'where') },
          { label: t(lang, 'type'), onPhone: t(lang, 'type') },
          { label: t(lang, 'required'), onPhone: t(lang, 'required') },
          { label: t(lang, 'about'), onPhone: t(lang, 'about') },
        ]}
        rows={parameters.map((one) => [
          <code>{one.name}</code>,
          t(lang, places[one.in]),
          one.type,
          t(lang, one.required ? 'requiredYes' : 'requiredNo'),
          aboutWords(props, `/${one.name}`, one.about),
        ])}
      />
    </>
  );
}

interface FieldsProps extends Props {
  readonly title: string;
  readonly fields: readonly FieldLine[];
}

/** Fields in words and by their pointers. */
function Fields({ title, fields, ...props }: FieldsProps): VNode {
  const { lang } = props.frame;
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'field') },
          { label: t(lang, 'pointer'), onPhone: t(lang, 'pointer') },
          { label: t(lang, 'type'), onPhone: t(lang, 'type') },
          { label: t(lang, 'required'), onPhone: t(lang, 'required') },
          { label: t(lang, 'about'), onPhone: t(lang, 'about') },
        ]}
        rows={fields.map((one) => [
          fieldWords(lang, one.at),
          <code>{one.at === '' ? '/' : one.at}</code>,
          one.type,
          t(lang, one.required ? 'requiredYes' : 'requiredNo'),
          aboutWords(props, one.at, one.about),
        ])}
      />
    </>
  );
}
