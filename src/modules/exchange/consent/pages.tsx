import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import {
  formBody,
  formValue,
  idParam,
  json,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, type Lang, pick } from '../../../language/index.ts';
import {
  Act,
  Actions,
  Alarm,
  Back,
  Button,
  EmptyState,
  Form,
  type Frame,
  KeyFacts,
  Page,
  Pagination,
  Table,
  Tag,
  type TagState,
  TaskList,
  Time,
} from '../../../ui/index.ts';
import { fieldWords } from '../services/pages/words.tsx';
import { Type } from 'typebox';
import { decideConsent, ownConsent, ownConsents } from './actions.ts';
import type { Step } from './entities.ts';
import { consentsPath } from './path.ts';
import { type Decision, decisions, openDecisions, type Standing } from './rules.ts';
import type { StepRow } from './store.ts';
import { t } from './text/index.ts';
import { type ConsentView, viewsOf } from './view.ts';

const colours: Readonly<Record<Standing, TagState>> = {
  asked: 'wait',
  granted: 'done',
  refused: 'none',
  withdrawn: 'none',
  expired: 'none',
};

/** What was asked of oneself, or of the organisation that one acts for. */
const listPage = route({
  method: 'GET',
  path: consentsPath,
  access: 'exchange.decideConsent',
  query: pageQuery,
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const { consents, more } = await ownConsents(request, at);
    const views = await viewsOf(request, consents);
    const frame = frameOf(request as Request, ownFront(request as Request));
    const { lang } = frame;
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          {views.length === 0 ? <EmptyState>{t(lang, 'none')}</EmptyState> : <List frame={frame} views={views} />}
          <Pagination page={at} pages={at + (more ? 1 : 0)} href={(n) => frame.href(`${consentsPath}?s=${n}`)} />
        </div>
      </Page>,
    );
  },
});

function List({
  frame: { lang, href },
  views,
}: {
  readonly frame: Frame;
  readonly views: readonly ConsentView[];
}): VNode {
  return (
    <TaskList
      tasks={views.map((one) => ({
        href: href(`${consentsPath}/${one.row.id}`),
        title: t(lang, 'asks', { institution: pick(one.institution, lang) }),
        about: t(lang, 'about', { service: pick(one.service, lang), until: formatDate(one.row.until, lang) }),
        state: colours[one.standing],
        tag: t(lang, one.standing),
      }))}
    />
  );
}

const onePage = route({
  method: 'GET',
  path: `${consentsPath}/:id`,
  access: 'exchange.decideConsent',
  params: idParam,
  handler: async (request) => page(await drawn(request as Request, request.params.id)),
});

const decideRoute = route({
  method: 'POST',
  path: `${consentsPath}/:id`,
  access: 'exchange.decideConsent',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const decision = decisionOf(formValue(request.body, 'decision'));
    const refused = await refusedBy(() => decideConsent(request, id, decision), [409]);
    return refused
      ? page(await drawn(request as Request, id, refused), refused.status)
      : redirect(`${consentsPath}/${id}`);
  },
});

/** What is not understood is a no. */
const decisionOf = (text: string): Decision => (Object.hasOwn(decisions, text) ? (text as Decision) : 'refuse');

async function drawn(request: Request, id: string, refused?: Refusal): Promise<VNode> {
  const { row, steps } = await ownConsent(request, id);
  const [view] = await viewsOf(request, [row]);
  if (!view) throw new Error('a consent without a view');
  const frame = frameOf(request, ownFront(request));
  const { lang } = frame;
  const institution = pick(view.institution, lang);
  const title = t(lang, 'asks', { institution });
  return (
    <Page frame={frame} title={title} error={refused !== undefined}>
      <Back href={frame.href(consentsPath)}>{t(lang, 'back')}</Back>
      <div class="split">
        <div class="stack">
          <Alarm
            errors={refused ? [{ name: 'decision', text: pick(refused.text, lang) }] : []}
            title={t(lang, 'notDone')}
          />
          <h1>{title}</h1>
          <p class="lead">{t(lang, 'oneLead', { institution })}</p>
          <p>
            <Tag state={colours[view.standing]}>{t(lang, view.standing)}</Tag>
          </p>
        </div>
        <KeyFacts facts={facts(view, lang)} />
        <div class="stack rest">
          <What lang={lang} fields={view.fields} />
          <h2>{t(lang, 'why')}</h2>
          <p>
            {row.reason} <span class="soft small">{t(lang, 'whyNote')}</span>
          </p>
          <Decide frame={frame} view={view} />
          <h2>{t(lang, 'history')}</h2>
          <History lang={lang} steps={steps} expired={view.standing === 'expired' ? row.until : undefined} />
          <p>
            {t(lang, 'seen')} <a href={frame.href('/baxislar')}>{t(lang, 'lookUps')}</a>
          </p>
        </div>
      </div>
    </Page>
  );
}

const facts = ({ row, institution, system, provider, service, purpose, act }: ConsentView, lang: Lang) => [
  { term: t(lang, 'who'), value: pick(institution, lang) },
  { term: t(lang, 'system'), value: pick(system, lang) },
  { term: t(lang, 'whose'), value: `${pick(provider, lang)}: ${pick(service, lang)}` },
  ...(purpose ? [{ term: t(lang, 'purpose'), value: pick(purpose, lang) }] : []),
  { term: t(lang, 'ground'), value: <Act sample={act.sample}>{pick(act.cited, lang)}</Act> },
  { term: t(lang, 'until'), value: <Time at={row.until} /> },
];

function What({ lang, fields }: { readonly lang: Lang; readonly fields: ConsentView['fields'] }): VNode {
  return (
    <>
      <h2>{t(lang, 'what')}</h2>
      {fields === null ? (
        <p>{t(lang, 'whole')}</p>
      ) : (
        <ul>
          {fields.map(({ pointer, label }) => (
            <li>{label ? pick(label, lang) : fieldWords(lang, pointer)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Decide({ frame, view }: { readonly frame: Frame; readonly view: ConsentView }): VNode | null {
  const { lang, href } = frame;
  const open = openDecisions(view.standing);
  if (open.length === 0) return null;
  return (
    <Form action={href(`${consentsPath}/${view.row.id}`)}>
      <Actions>
        {open.map((decision, index) => (
          <Button kind={index === 0 && decision !== 'withdraw' ? 'first' : 'second'} name="decision" value={decision}>
            {t(lang, decision)}
          </Button>
        ))}
      </Actions>
    </Form>
  );
}

const stepWords = {
  asked: 'stepAsked',
  granted: 'granted',
  refused: 'refused',
  withdrawn: 'withdrawn',
} as const satisfies Record<Step, string>;

interface HistoryProps {
  readonly lang: Lang;
  readonly steps: readonly StepRow[];
  readonly expired: string | undefined;
}

function History({ lang, steps, expired }: HistoryProps): VNode {
  return (
    <Table
      caption={t(lang, 'history')}
      quiet
      columns={[{ label: t(lang, 'at') }, { label: t(lang, 'step') }]}
      rows={[
        ...steps.map(({ standing, at }) => [<Time at={at} />, t(lang, stepWords[standing])]),
        ...(expired === undefined ? [] : [[<Time at={expired} />, t(lang, 'expired')]]),
      ]}
    />
  );
}

const listDoor = route({
  method: 'GET',
  path: '/api/v1/consents',
  access: 'exchange.decideConsent',
  summary: 'What was asked of oneself, or of the organisation one acts for, where no act gives the right',
  query: pageQuery,
  answer: Type.Object({
    consents: Type.Array(
      Type.Object({
        id: Type.String({ format: 'uuid' }),
        standing: Type.String({ enum: Object.keys(colours) }),
        client: Type.String(),
        service: Type.String(),
        purpose: Type.String(),
        fields: Type.Union([Type.Array(Type.String()), Type.Null()]),
        reason: Type.String(),
        until: Type.String({ format: 'date' }),
        askedAt: Type.String({ format: 'date-time' }),
      }),
    ),
    more: Type.Boolean(),
  }),
  async handler(request) {
    const { consents, more } = await ownConsents(request, Number(request.query.s ?? 1));
    const views = await viewsOf(request, consents);
    return json({
      more,
      consents: views.map(
        ({ row: { id, client, service, purpose, fields, reason, until, asked_at: askedAt }, standing }) => ({
          id,
          standing,
          client,
          service,
          purpose,
          fields,
          reason,
          until,
          askedAt,
        }),
      ),
    });
  },
});

const decideDoor = route({
  method: 'POST',
  path: '/api/v1/consents/:id',
  access: 'exchange.decideConsent',
  summary: 'Agrees, refuses or takes a consent back',
  params: idParam,
  body: Type.Object({ decision: Type.String({ enum: Object.keys(decisions) }) }, { additionalProperties: false }),
  answer: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  async handler(request) {
    await decideConsent(request, request.params.id, decisionOf(request.body.decision));
    return json({ id: request.params.id });
  },
});

export const consentRoutes = [listPage, onePage, decideRoute, listDoor, decideDoor];
