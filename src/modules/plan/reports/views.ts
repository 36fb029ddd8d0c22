import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';
import {
  type AvailableAction,
  availableActions,
  type ClockView,
  clock,
  type Instance,
  instance,
  journal,
  type JournalEntry,
  stateOfInstance,
  titleAtDesk,
} from '../../process/index.ts';
import { findItemById, type ItemRow, standingsOf, type StandingRow } from '../measures/index.ts';
import type { PieceRow } from './entities.ts';
import * as evidence from './evidence-store.ts';
import { judgeObstacle, writableStates } from './rules.ts';
import * as store from './store.ts';
import { type ReportSubject, subjectFor } from './subject.ts';

/** What the desk shows of anything that runs as a process between an institution and the centre. */
export interface Shown {
  readonly of: Instance;
  readonly subject: ReportSubject;
  readonly item: ItemRow;
  readonly state: Text;
  readonly clock: ClockView | undefined;
  readonly journal: readonly JournalEntry[];
  readonly actions: readonly AvailableAction[];
  /** The reader holds an office in the institution that reports. */
  readonly inside: boolean;
  /** The one who reads may write now. */
  readonly writable: boolean;
}

export interface ReportView extends Shown {
  readonly row: store.ReportRow;
  /** As it is being written; for those outside the institution as it was submitted last. */
  readonly content: store.ReportContent;
  readonly targets: readonly evidence.Target[];
  /** Being gathered: only for the institution itself. */
  readonly pieces: readonly PieceRow[];
  readonly evidence: readonly evidence.EvidenceView[];
  /** The newest first. */
  readonly submissions: readonly store.SubmissionRow[];
  readonly standing: StandingRow | undefined;
  /** The one who reads may give verdicts now. */
  readonly judges: boolean;
}

/** A report with everything that its page shows. @throws notFound, notAllowed */
export async function reportView(ctx: Context, id: string): Promise<ReportView> {
  const row = await store.findReport(ctx.db, id);
  if (!row) throw notFound();
  const shown = await shownOf(ctx, row, 'plan.readReport', 'plan.writeReport');
  const { of, subject, inside } = shown;
  const all = await availableActions(ctx, of, { unjudged: await evidence.unjudged(ctx.db, id) });
  const [standing] = await standingsOf(ctx.db, [row.item]);
  const submissions = await store.submissionsOf(ctx.db, id);
  return {
    ...shown,
    actions: blockedFor(ctx, all, row.writers, subject, ownersActions),
    row,
    content: inside ? row.draft : (submissions[0]?.content ?? {}),
    targets: await evidence.targetsOf(ctx.db, row.item),
    pieces: inside ? await evidence.piecesOf(ctx.db, id) : [],
    evidence: await evidence.evidenceOfReport(ctx.db, id),
    submissions,
    standing,
    judges: of.state === 'submitted' && mayJudge(ctx, row.writers, subject),
  };
}

const ownersActions: ReadonlySet<string> = new Set(['submit', 'answer', 'supplement']);

function mayJudge(ctx: Context, writers: readonly string[], subject: ReportSubject): boolean {
  const lines = ctx.vahid.access['plan.judgeEvidence'] ?? [];
  return permitted(lines, ctx.actor, subject) && judgeObstacle(ctx.actor, { writers, ...subject }) === undefined;
}

/** Actions of those who judge, each with why this reader may not take it. */
export function blockedFor(
  ctx: Context,
  actions: readonly AvailableAction[],
  writers: readonly string[],
  subject: ReportSubject,
  owners: ReadonlySet<string>,
): readonly AvailableAction[] {
  const why = judgeObstacle(ctx.actor, { writers, ...subject });
  if (!why) return actions;
  const blocked = { code: why.code, text: why.text };
  return actions.map((one) => (owners.has(one.action) ? one : { ...one, blocked: one.blocked ?? blocked }));
}

/** The parts that a report and a request for dates share. */
export async function shownOf(
  ctx: Context,
  row: { readonly id: string; readonly item: string; readonly institution: string },
  read: string,
  write: string,
): Promise<Omit<Shown, 'actions'>> {
  const of = await instance(ctx, row.id);
  const subject = await subjectFor(ctx, row.institution, of.institution);
  allow(ctx, read, subject);
  const item = await findItemById(ctx.db, row.item);
  if (!item) throw notFound();
  const inside = isInside(ctx, subject);
  const state = await stateOfInstance(ctx, of);
  const writes = permitted(ctx.vahid.access[write] ?? [], ctx.actor, subject);
  return {
    of,
    subject,
    item,
    state: inside ? state.title : titleAtDesk(state),
    clock: await clock(ctx, of),
    journal: await journal(ctx, of),
    inside,
    writable: writes && (writableStates.has(of.state) || of.state === 'question'),
  };
}

function isInside({ actor }: Context, { ownerInstitution }: ReportSubject): boolean {
  const offices = ['officer', 'registrar', 'deputy_head', 'head'] as const;
  return permitted(
    offices.map((who) => ({ who, where: 'owner' })),
    actor,
    { ownerInstitution },
  );
}
