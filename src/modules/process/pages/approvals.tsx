import type { VNode } from 'preact';
import { type Lang, pick, small } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  bound,
  Button,
  Card,
  Clock,
  type Deadline,
  EmptyState,
  Form,
  type Frame,
  Hidden,
  Journal,
  Page,
  Pagination,
  Queue,
  Tag,
  TextArea,
  Time,
} from '../../../ui/index.ts';
import { type Approval, approvalsPage, type ApprovalView } from '../approvals.ts';
import type { ClockView } from '../clock.ts';
import { officeTitle } from '../entities.ts';
import { approvalsPath } from '../notices.ts';
import type { AvailableAction, JournalEntry } from '../reading.ts';
import { t } from '../texts.ts';

interface ListProps {
  readonly frame: Frame;
  readonly items: readonly Approval[];
  readonly total: number;
  readonly overdue: number;
  readonly page: number;
}

/** What waits for the reader's offices, the most urgent first. */
export function ApprovalsPage({ frame, items, total, overdue, page }: ListProps): VNode {
  const { lang, href } = frame;
  const title = t(lang, 'approvals');
  return (
    <Page frame={frame} title={title}>
      <div class="stack">
        <h1 class="hidden">{title}</h1>
        {items.length === 0 ? (
          <EmptyState>{t(lang, 'noApprovals')}</EmptyState>
        ) : (
          <Queue
            title={t(lang, 'waiting')}
            summary={bound(t(lang, 'waitingSum', { total, overdue }))}
            items={items.map(({ of, state, clock, link }) => ({
              href: href(link),
              title: pick(of.title, lang),
              about: `${of.reference}, ${small(pick(state, lang), lang)}`,
              deadline: clock && deadlineOf(clock),
            }))}
            alone
          />
        )}
        <Pagination
          page={page}
          pages={Math.ceil(total / approvalsPage)}
          href={(n) => frame.href(`${approvalsPath}?s=${n}`)}
        />
      </div>
    </Page>
  );
}

function deadlineOf({ workingDaysLeft, overdue, late, stopped }: ClockView): Deadline {
  return { left: workingDaysLeft, late: overdue ? Math.max(late ?? 1, 1) : undefined, stopped };
}

/** An action that was refused, as it was typed. */
export interface WrongStep {
  readonly note: string;
  readonly text: string;
}

interface OneProps {
  readonly frame: Frame;
  readonly view: ApprovalView;
  readonly wrong?: WrongStep | undefined;
}

/** One instance: where it stands, what was done, what can be done now. */
export function ApprovalPage({ frame, view, wrong }: OneProps): VNode {
  const { lang } = frame;
  const { of, clock, state } = view;
  const title = pick(of.title, lang);
  return (
    <Page frame={frame} title={`${of.reference}, ${title}`} error={wrong !== undefined}>
      <div class="split">
        <div class="file">
          <Back href={frame.href(approvalsPath)}>{t(lang, 'approvals')}</Back>
          <div class="top">
            <h1>{title}</h1>
            <p class="soft">{of.reference}</p>
          </div>
          <Card title={t(lang, 'journal')}>
            <Journal entries={view.journal.toReversed().map((entry) => journalRow(entry, lang))} />
          </Card>
        </div>
        <div class="file decide" id="decide">
          {clock && of.due_at ? (
            <Clock
              days={clock.days.map(({ mark }) => mark)}
              due={clock.due}
              late={deadlineOf(clock).late}
              stopped={clock.stopped}
            />
          ) : null}
          <Card title={t(lang, 'steps')} beside={<Tag>{pick(state, lang)}</Tag>}>
            <Steps frame={frame} view={view} wrong={wrong} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

function journalRow({ at, actedAs, actorName, title, note }: JournalEntry, lang: Lang) {
  const what = pick(title, lang);
  return {
    at: <Time at={at} show="short" />,
    who: actorName?.state === 'kept' ? actorName.value : pick(officeTitle(actedAs), lang),
    what: note?.state === 'kept' ? t(lang, 'wrote', { what, note: note.value }) : what,
  };
}

function Steps({ frame, view, wrong }: OneProps): VNode {
  const { lang } = frame;
  const open = view.actions.filter(({ blocked }) => !blocked);
  return (
    <div class="stack">
      <Alarm errors={wrong ? [{ name: 'note', text: wrong.text }] : []} title={t(lang, 'notDone')} />
      {open.length > 0 ? <StepsForm frame={frame} view={view} wrong={wrong} actions={open} /> : null}
      {view.actions.map(({ title, blocked }) =>
        blocked ? (
          <p class="small soft">{t(lang, 'barred', { action: pick(title, lang), reason: pick(blocked.text, lang) })}</p>
        ) : null,
      )}
      {view.actions.length === 0 ? <p class="small soft">{t(lang, 'nothing')}</p> : null}
    </div>
  );
}

function StepsForm({
  frame,
  view,
  wrong,
  actions,
}: OneProps & { readonly actions: readonly AvailableAction[] }): VNode {
  const { lang } = frame;
  const needing = actions.filter(({ note }) => note === 'required').map(({ title }) => pick(title, lang));
  const main = actions.find(({ grave }) => !grave)?.action;
  return (
    <Form action={frame.href(`${approvalsPath}/${view.of.id}`)}>
      <Hidden name="key" value={view.key} />
      <Hidden name="version" value={String(view.of.version)} />
      {actions.some(({ note }) => note !== 'none') ? (
        <TextArea
          name="note"
          label={t(lang, 'note')}
          hint={needing.length > 0 ? t(lang, 'noteNeeded', { actions: needing.join(', ') }) : undefined}
          value={wrong?.note}
          error={wrong?.text}
        />
      ) : null}
      <Actions>
        {actions.map(({ action, title, grave }) => (
          <Button name="do" value={action} kind={grave ? 'grave' : action === main ? 'first' : 'second'}>
            {pick(title, lang)}
          </Button>
        ))}
      </Actions>
    </Form>
  );
}
