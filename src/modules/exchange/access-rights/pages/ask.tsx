import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import {
  formBody,
  formValue,
  idParam,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../../kernel/http/route.ts';
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
  Pagination,
  SearchForm,
  Select,
  TaskList,
  TextArea,
} from '../../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { servicePath } from '../../services/path.ts';
import { listServices } from '../../services/reading.ts';
import { askRight } from '../actions.ts';
import { askFor, askPath, rightDeskPath, rightPath } from '../path.ts';
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
  query: Type.Object({
    xidmet: Type.Optional(Type.Union([idParam.properties.id, Type.Literal('')])),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    s: pageQuery.properties.s,
  }),
  async handler(request) {
    const { xidmet, q = '', s = '1' } = request.query;
    return page(await drawn(request, xidmet || undefined, { text: q.trim(), page: Number(s) }));
  },
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
    return page(await drawn(request, service, { text: '', page: 1 }, { refused, typed }), refused.status);
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

/** What is looked for among the services; pages count from 1. */
interface Sought {
  readonly text: string;
  readonly page: number;
}

async function drawn(request: Request, service: string | undefined, sought: Sought, wrong?: Wrong): Promise<VNode> {
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
          <Choosing
            frame={frame}
            sought={sought}
            found={await listServices(request, sought.text, sought.page)}
            institutions={await institutionsByCode(request)}
          />
        )}
      </div>
    </Page>
  );
}

interface ChoosingProps {
  readonly frame: Frame;
  readonly sought: Sought;
  readonly found: Awaited<ReturnType<typeof listServices>>;
  readonly institutions: ReadonlyMap<string, Institution>;
}

/** All services, or those in whose words the sought ones stand, each leading to the form. */
function Choosing({ frame, sought: { text, page: at }, found: { items, pages }, institutions }: ChoosingProps): VNode {
  const { lang, href } = frame;
  if (items.length === 0 && text === '') return <EmptyState>{t(lang, 'noServices')}</EmptyState>;
  const to = (n: number) => `${askPath}?${new URLSearchParams({ ...(text === '' ? {} : { q: text }), s: String(n) })}`;
  return (
    <>
      <h2>{t(lang, 'chooseService')}</h2>
      <SearchForm action={href(askPath)} label={t(lang, 'searchService')} value={text} />
      {items.length === 0 ? (
        <EmptyState href={href(askPath)} action={t(lang, 'allServices')}>
          {t(lang, 'serviceNotFound')}
        </EmptyState>
      ) : (
        <TaskList
          tasks={items.map((one) => {
            const institution = institutions.get(one.institution)?.name;
            return {
              href: href(askFor(one.id)),
              title: pick(one.title, lang),
              about: `${institution ? pick(institution, lang) : one.institution}. ${pick(one.purpose, lang)}`,
            };
          })}
        />
      )}
      <Pagination page={at} pages={pages} href={(n) => href(to(n))} />
    </>
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
