import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { allow, permitted } from '../../../kernel/access.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatDateTime, type Lang, pick } from '../../../language/index.ts';
import { institutions, roleTitles } from '../../identity/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  EmptyState,
  Form,
  type Frame,
  Page,
  Select,
  TextArea,
} from '../../../ui/index.ts';
import { assignMeasure, commentMeasure, commentsOf, measureById, measureDeskPath, measurePath } from './actions.ts';
import type { ItemRow } from './entities.ts';
import { institutionOptions } from './institution-options.ts';
import * as store from './store.ts';
import { type MeasureState, measureStates } from './states.ts';
import { subjectOf } from './subject.ts';
import { t } from './text.ts';
import { titleIn } from './title.ts';

interface Wrong {
  readonly refused: Refusal;
  /** The question that it is about. */
  readonly at: 'executor' | 'text';
  readonly typed: Readonly<Record<string, string>>;
}

/** A measure at the desk: who carries it out, and what is said about it. */
export const measureDeskRoute = route({
  method: 'GET',
  path: '/masa/plan/tedbir/:id',
  access: 'plan.readInternal',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

export const assignRoute = route({
  method: 'POST',
  path: '/masa/plan/tedbir/:id/icraci',
  access: 'plan.assign',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const typed = { executor: formValue(request.body, 'executor'), others: formValue(request.body, 'others') };
    const coExecutors = typed.others.split(/\r?\n/);
    const refused = await refusedBy(() => assignMeasure(request, id, { executor: typed.executor, coExecutors }), [422]);
    if (!refused) return redirect(measureDeskPath(id));
    return page(await drawn(request, id, { refused, at: 'executor', typed }), refused.status);
  },
});

export const commentRoute = route({
  method: 'POST',
  path: '/masa/plan/tedbir/:id/serh',
  access: 'plan.comment',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const typed = {
      text: formValue(request.body, 'text').slice(0, 5000),
      internal: formValue(request.body, 'internal'),
    };
    const given = { text: typed.text, internal: typed.internal === 'yes' };
    const refused = await refusedBy(() => commentMeasure(request, id, given), [422]);
    if (!refused) return redirect(measureDeskPath(id));
    return page(await drawn(request, id, { refused, at: 'text', typed }), refused.status);
  },
});

interface View {
  readonly item: ItemRow;
  readonly frame: Frame;
  readonly executor: string;
  readonly options: ReturnType<typeof institutionOptions>;
  readonly others: string;
  readonly comments: readonly store.CommentView[];
  readonly acronyms: ReadonlyMap<string, string>;
  readonly mayAssign: boolean;
  readonly mayComment: boolean;
  readonly mayRaise: boolean;
  readonly wrong: Wrong | undefined;
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const item = await measureById(request, id);
  const subject = await subjectOf(request, id, 'plan.readInternal');
  allow(request, 'plan.readInternal', subject);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const may = (action: string) => permitted(request.vahid.access[action] ?? [], request.actor, subject);
  const all = await institutions(request);
  const acronyms = new Map(all.map(({ code, acronym }) => [code, pick(acronym, lang)]));
  const parties = await store.partiesNow(request.db, id);
  const executor = parties.find(({ role }) => role === 'executor')?.institution ?? '';
  const others = parties.filter(({ role }) => role === 'co_executor');
  const view: View = {
    item,
    frame,
    executor,
    options: institutionOptions(all, { lang, now: request.vahid.now(), chosen: executor }),
    others: others.map(({ institution }) => acronyms.get(institution) ?? institution).join('\n'),
    comments: await commentsOf(request, id),
    acronyms,
    mayAssign: may('plan.assign'),
    mayComment: may('plan.comment'),
    // A risk is raised for the executor: who only helps comments.
    mayRaise: permitted(request.vahid.access['plan.raiseRisk'] ?? [], request.actor, await subjectOf(request, id)),
    wrong,
  };
  const [standing] = await store.standingsOf(request.db, [id]);
  return <MeasureAtDesk view={view} state={standing?.state} />;
}

function MeasureAtDesk({ view, state }: { view: View; state: MeasureState | undefined }): VNode {
  const { item, frame, wrong } = view;
  const { lang } = frame;
  const title = `${item.number} ${titleIn(item.title, lang)}`;
  return (
    <Page frame={frame} title={title} error={wrong !== undefined}>
      <Back href={frame.href('/masa/plan')}>{t(lang, 'back')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <p>
          {state ? `${t(lang, 'state')}: ${pick(measureStates[state], lang)}. ` : null}
          <a href={frame.href(measurePath(item))}>{t(lang, 'publicPage')}</a>
        </p>
        {wrong ? (
          <Alarm errors={[{ name: wrong.at, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        {view.mayRaise ? (
          <Actions>
            <ButtonLink kind="second" href={frame.href(`${measureDeskPath(item.id)}/risk`)}>
              {t(lang, 'raiseRisk')}
            </ButtonLink>
          </Actions>
        ) : null}
        {view.mayAssign ? <Executors view={view} /> : null}
        <h2>{t(lang, 'comments')}</h2>
        {view.mayComment ? <NewComment view={view} /> : null}
        <Comments view={view} />
      </div>
    </Page>
  );
}

function Executors({ view: { item, frame, executor, options, others, wrong } }: { view: View }): VNode {
  const { lang } = frame;
  const at = wrong?.at === 'executor' ? wrong : undefined;
  return (
    <Card title={t(lang, 'executorPart')}>
      <Form action={frame.href(`${measureDeskPath(item.id)}/icraci`)}>
        <Select
          name="executor"
          label={t(lang, 'executor')}
          hint={t(lang, 'executorHint')}
          none={t(lang, 'nobody')}
          options={options}
          optional
          value={at?.typed['executor'] ?? executor}
          error={at && pick(at.refused.text, lang)}
        />
        <TextArea
          name="others"
          label={t(lang, 'coExecutors')}
          hint={t(lang, 'coExecutorsHint')}
          max={4000}
          optional
          value={at?.typed['others'] ?? others}
        />
        <Actions>
          <Button>{t(lang, 'save')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function NewComment({ view: { item, frame, wrong } }: { view: View }): VNode {
  const { lang } = frame;
  const at = wrong?.at === 'text' ? wrong : undefined;
  return (
    <Card title={t(lang, 'comment')}>
      <Form action={frame.href(`${measureDeskPath(item.id)}/serh`)}>
        <TextArea
          name="text"
          label={t(lang, 'comment')}
          hint={t(lang, 'commentHint')}
          max={5000}
          value={at?.typed['text']}
          error={at && pick(at.refused.text, lang)}
        />
        <Checkbox name="internal" label={t(lang, 'internal')} checked={at?.typed['internal'] === 'yes'} />
        <Actions>
          <Button>{t(lang, 'send')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function Comments({ view: { frame, comments, acronyms } }: { view: View }): VNode {
  const { lang } = frame;
  if (comments.length === 0) return <EmptyState>{t(lang, 'noComments')}</EmptyState>;
  return (
    <ul class="rows">
      {comments.map((one) => (
        <li>
          <p class="soft small">
            {formatDateTime(one.at, lang)}, {acronyms.get(one.institution) ?? one.institution},{' '}
            {roleIn(one.office, lang)}
            {one.internal ? ` (${t(lang, 'internalMark')})` : null}
          </p>
          <p>{one.text}</p>
        </li>
      ))}
    </ul>
  );
}

function roleIn(office: string, lang: Lang): string {
  const title = office in roleTitles ? roleTitles[office as keyof typeof roleTitles] : undefined;
  return title ? pick(title, lang) : office;
}
