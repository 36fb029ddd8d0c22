import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';
import { inChargeOf } from '../../identity/index.ts';
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
import {
  findItemById,
  type ItemRow,
  partiesNow,
  type PlanSubject,
  standingsOf,
  type StandingRow,
  subjectFor,
  subjectOf,
} from '../measures/index.ts';
import { reportingRoles } from './access.ts';
import type { PieceRow } from './entities.ts';
import * as evidence from './evidence-store.ts';
import { judgeObstacle, ownersActions, writableStates } from './rules.ts';
import * as store from './store.ts';

/** What the desk shows of anything that runs as a process between an institution and the centre. */
export interface Shown {
  readonly of: Instance;
  readonly subject: PlanSubject;
  readonly item: ItemRow;
  readonly state: Text;
  readonly clock: ClockView | undefined;
  readonly journal: readonly JournalEntry[];
  readonly actions: readonly AvailableAction[];
  /** The reader holds an office in the institution that reports. */
  readonly inside: boolean;
  /** Reads as a co-executor alone: the process is none of theirs. */
  readonly helps: boolean;
  /** The one who reads may write now. */
  readonly writable: boolean;
}

export interface ReportView extends Shown {
  readonly row: store.ReportRow;
  /** Of what is shown: whoever sends it names it, so that nothing is sent or judged that they did not see. */
  readonly version: number;
  /** The one who reads may add pieces now: those of co-executors too. */
  readonly adds: boolean;
  /** Person who reads. */
  readonly reader: string | undefined;
  /** As it is being written; for those outside the institution as it was submitted last. */
  readonly content: store.ReportContent;
  readonly targets: readonly evidence.Target[];
  /** Being gathered: only for the institution itself and for co-executors. */
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
  const { of, subject, inside, helps } = shown;
  const part = { writers: row.writers, institutions: await partakers(ctx, row.item, subject.ownerInstitution) };
  const judges = permitted(ctx.vahid.access['plan.judgeEvidence'] ?? [], ctx.actor, subject);
  const guard = { unjudged: await evidence.unjudged(ctx.db, id) };
  const all = helps ? [] : await availableActions(ctx, of, guard);
  const [standing] = await standingsOf(ctx.db, [row.item]);
  const submissions = await store.submissionsOf(ctx.db, id);
  const gathers = permitted(ctx.vahid.access['plan.addPiece'] ?? [], ctx.actor, await gatheringSubject(ctx, row));
  return {
    ...shown,
    version: versionOf(row, of),
    adds: gathers && writableStates.has(of.state),
    reader: ctx.actor.person,
    actions: blockedFor(ctx, all, part, ownersActions),
    row,
    content: inside ? row.draft : (submissions[0]?.content ?? {}),
    targets: await evidence.targetsOf(ctx.db, row.item),
    pieces: inside || gathers ? await evidence.piecesOf(ctx.db, id) : [],
    evidence: await evidence.evidenceOfReport(ctx.db, id),
    submissions,
    standing,
    judges: of.state === 'submitted' && judges && judgeObstacle(ctx.actor, part) === undefined,
  };
}

/** Counts whatever changes of a report: its steps, and each time that somebody writes of it. */
function versionOf({ revision }: Pick<store.ReportRow, 'revision'>, { version }: Pick<Instance, 'version'>) {
  return version + revision;
}

/** The measure, also one that has left its plan: what was begun of it is brought to an end. @throws notFound */
export async function itemOf(ctx: Context, id: string): Promise<ItemRow> {
  const found = await findItemById(ctx.db, id);
  if (!found) throw notFound();
  return found;
}

/** Who gathers evidence: the institution that reports, and those that help it to carry the measure out. */
export async function gatheringSubject(ctx: Context, row: Pick<store.ReportRow, 'item' | 'institution'>) {
  const own = await subjectFor(ctx, row.institution);
  const may = permitted(ctx.vahid.access['plan.addPiece'] ?? [], ctx.actor, own);
  return may ? own : subjectOf(ctx, row.item, 'plan.addPiece');
}

/** Institutions that have a part in a report: the one that reports, and those that help to carry the measure out. */
export async function partakers(ctx: Context, item: string, own: string): Promise<readonly string[]> {
  const helpers = (await partiesNow(ctx.db, item)).filter(({ role }) => role === 'co_executor');
  return [own, ...(await Promise.all(helpers.map(({ institution }) => inChargeOf(ctx, institution))))];
}

/** Actions of those who judge, each with why this reader may not take it. */
export function blockedFor(
  ctx: Context,
  actions: readonly AvailableAction[],
  part: Parameters<typeof judgeObstacle>[1],
  owners: ReadonlySet<string>,
): readonly AvailableAction[] {
  const why = judgeObstacle(ctx.actor, part);
  if (!why) return actions;
  const blocked = { code: why.code, text: why.text };
  return actions.map((one) => (owners.has(one.action) ? one : { ...one, blocked: one.blocked ?? blocked }));
}

/** Reads the process itself, where the room has let the actor in. */
export const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

/** The parts that a report and a request for dates share. */
export async function shownOf(
  ctx: Context,
  row: { readonly id: string; readonly item: string; readonly institution: string },
  read: string,
  write: string,
): Promise<Omit<Shown, 'actions'>> {
  const of = await instance(program(ctx), row.id);
  const subject = await subjectFor(ctx, row.institution, of.institution);
  const reads = permitted(ctx.vahid.access[read] ?? [], ctx.actor, subject);
  // Those who help to carry the measure out read of it as well.
  allow(ctx, read, reads ? subject : await subjectOf(ctx, row.item, read));
  const item = await itemOf(ctx, row.item);
  const inside = isInside(ctx, subject);
  const state = await stateOfInstance(program(ctx), of);
  const writes = permitted(ctx.vahid.access[write] ?? [], ctx.actor, subject);
  return {
    of,
    subject,
    item,
    state: inside ? state.title : titleAtDesk(state),
    clock: await clock(program(ctx), of),
    journal: await journal(program(ctx), of),
    inside,
    helps: !reads,
    writable: writes && (writableStates.has(of.state) || of.state === 'question'),
  };
}

function isInside({ actor }: Context, { ownerInstitution }: PlanSubject): boolean {
  return permitted(
    reportingRoles.map((who) => ({ who, where: 'owner' })),
    actor,
    { ownerInstitution },
  );
}
