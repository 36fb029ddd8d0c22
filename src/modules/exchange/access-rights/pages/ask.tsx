import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  EmptyState,
  Form,
  type Frame,
  Hidden,
  Page,
  Select,
  TextArea,
} from '../../../../ui/index.ts';
import { servicePath } from '../../services/path.ts';
import { listServices } from '../../services/reading.ts';
import { askRight } from '../actions.ts';
import { askPath, rightDeskPath, rightPath } from '../path.ts';
import { type AskingFor, askingFor } from '../reading.ts';
import * as refusals from '../refusals.ts';
import { t } from '../text/index.ts';
import { contentOf, type TypedContent, typedIn } from '../typed.ts';
import { ContentForm, errorAt, questionOf } from './form.tsx';

/** The form that asks for a right; first the service is chosen. */
export const askFormRoute = route({
  method: 'GET',
  path: askPath,
  access: 'exchange.askRight',
  query: Type.Object({ xidmet: Type.Optional(Type.Union([idParam.properties.id, Type.Literal('')])) }),
  handler: async (request) => page(await drawn(request, request.query.xidmet || undefined)),
});

export const askRoute = route({
  method: 'POST',
  path: askPath,
  access: 'exchange.askRight',
  body: formBody,
  async handler(request) {
    const typed: Typed = {
      content: typedIn(request.body),
      system: formValue(request.body, 'system').slice(0, 100),
      reason: formValue(request.body, 'reason').slice(0, 2000),
    };
    const given = formValue(request.body, 'service');
    const service = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given) ? given : undefined;
    let id = '';
    const refused = await refusedBy(async () => {
      const found = (await askingFor(request, service)).service;
      if (!found) throw refusals.noSuchService();
      const content = contentOf(typed.content, found.endpoints);
      id = await askRight(request, { system: typed.system, service: found.id, reason: typed.reason, content });
    }, [409, 422]);
    if (!refused) return redirect(rightPath(id));
    return page(await drawn(request, service, { refused, typed }), refused.status);
  },
});

interface Typed {
  readonly content: TypedContent;
  readonly system: string;
  readonly reason: string;
}
interface Wrong {
  readonly refused: Refusal;
  readonly typed: Typed;
}

async function drawn(request: Request, service: string | undefined, wrong?: Wrong): Promise<VNode> {
  const asking = await askingFor(request, service);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const errors = wrong
    ? [{ name: asking.service ? questionOf(wrong.refused.code) : 'xidmet', text: pick(wrong.refused.text, lang) }]
    : [];
  return (
    <Page frame={frame} title={t(lang, 'askTitle')} error={wrong !== undefined}>
      <Back href={frame.href(rightDeskPath)}>{t(lang, 'deskTitle')}</Back>
      <div class="stack">
        <h1>{t(lang, 'askTitle')}</h1>
        <p class="lead">{t(lang, 'askLead')}</p>
        <Alarm errors={errors} title={t(lang, 'notDone')} />
        {asking.systems.length === 0 ? (
          <EmptyState href={frame.href('/masa/kataloq')} action={t(lang, 'toCatalogue')}>
            {t(lang, 'noSystems')}
          </EmptyState>
        ) : asking.service ? (
          <Asking request={request} frame={frame} asking={asking} service={asking.service} wrong={wrong} />
        ) : (
          <Choosing frame={frame} services={(await listServices(request)).items} />
        )}
      </div>
    </Page>
  );
}

interface ChoosingProps {
  readonly frame: Frame;
  readonly services: Awaited<ReturnType<typeof listServices>>['items'];
}

function Choosing({ frame, services }: ChoosingProps): VNode {
  const { lang } = frame;
  if (services.length === 0) return <EmptyState>{t(lang, 'noServices')}</EmptyState>;
  return (
    <Form action={frame.href(askPath)} method="get">
      <Select
        name="xidmet"
        label={t(lang, 'chooseService')}
        options={services.map((one) => ({
          value: one.id,
          label: `${pick(one.title, lang)} (${one.system}/${one.code})`,
        }))}
      />
      <Actions>
        <Button>{t(lang, 'next')}</Button>
      </Actions>
    </Form>
  );
}

interface AskingProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly asking: AskingFor;
  readonly service: NonNullable<AskingFor['service']>;
  readonly wrong: Wrong | undefined;
}

function Asking({ request, frame, asking, service, wrong }: AskingProps): VNode {
  const { lang } = frame;
  const error = errorAt(wrong?.refused, lang);
  return (
    <>
      <p>
        {t(lang, 'service')}:{' '}
        <a href={frame.href(servicePath(service.system, service.code))}>{pick(service.title, lang)}</a>
      </p>
      <Form action={frame.href(askPath)}>
        <Hidden name="service" value={service.id} />
        <Select
          name="system"
          label={t(lang, 'system')}
          options={asking.systems.map(({ code, title }) => ({ value: code, label: pick(title, lang) }))}
          value={wrong?.typed.system}
          error={error('system')}
        />
        <ContentForm request={request} endpoints={service.endpoints} typed={wrong?.typed.content} error={error} />
        <TextArea
          name="reason"
          label={t(lang, 'reason')}
          hint={t(lang, 'reasonHint')}
          max={2000}
          value={wrong?.typed.reason}
          error={error('reason')}
        />
        <Actions>
          <Button>{t(lang, 'send')}</Button>
        </Actions>
      </Form>
    </>
  );
}
