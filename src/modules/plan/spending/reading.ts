import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';
import { answersFor, inChargeOf } from '../../identity/index.ts';
import {
  type AvailableAction,
  availableActions,
  type ClockView,
  clock,
  type Instance,
  instance,
  journal,
  type JournalEntry,
  titleAtDesk,
} from '../../process/index.ts';
import { officeOf } from '../measures/index.ts';
import { spendingAccess } from './access.ts';
import { showersOf } from './actions/conditions.ts';
import { recordOf, type TrackRecord } from './autonomy.ts';
import { type CostLine, type FundingShare } from './content.ts';
import { guardInput, type Standing, standingOf } from './guards.ts';
import { readAnswers, recordFor, today } from './lookup.ts';
import { processInForce, rulesOf, sends, stepsOf } from './rules.ts';
import * as states from './states.ts';
import * as board from './store/board.ts';
import { type CheckRow, listChecks } from './store/checks.ts';
import { type ConditionRow, listConditions } from './store/conditions.ts';
import { type DecisionRow, listDecisions, listOutcomes } from './store/decisions.ts';
import { type DuplicateRow, listDuplicates } from './store/duplicates.ts';
import { findSpend, listMoney, type SpendRow } from './store/requests.ts';

export interface StateView {
  readonly name: string;
  readonly title: Text;
}

/** States in the order of the process, as officials call them. */
export function stateViews(ctx: Pick<Context, 'vahid'>): readonly StateView[] {
  return processInForce(ctx).process.states.map((state) => ({ name: state.name, title: titleAtDesk(state) }));
}

export interface SpendingBoard {
  readonly states: readonly (StateView & board.StateCount)[];
  readonly lines: readonly board.SpendLine[];
  readonly total: number;
  readonly pages: number;
}

export const linesOnPage = 50;

async function boardOf(ctx: Context, filter: board.SpendFilter, page: number): Promise<SpendingBoard> {
  const counts = await board.countByState(ctx.db, filter);
  const states = stateViews(ctx).flatMap((state) => {
    const found = counts.find((one) => one.state === state.name);
    return found ? [{ ...state, ...found }] : [];
  });
  const total = states
    .filter(({ name }) => filter.state === undefined || name === filter.state)
    .reduce((sum, { requests }) => sum + requests, 0);
  const part = { limit: linesOnPage, offset: (page - 1) * linesOnPage };
  const lines = await board.listSpending(ctx.db, filter, part);
  return { states, lines, total, pages: Math.max(1, Math.ceil(total / linesOnPage)) };
}

type Narrowed = Pick<board.SpendFilter, 'state' | 'institution' | 'measure'>;

/** All digital spending that is more than a draft, by state. Public. */
export async function spendingBoard(ctx: Context, filter: Narrowed, page = 1): Promise<SpendingBoard> {
  allow(ctx, 'plan.readSpending');
  return boardOf(ctx, filter, page);
}

/** Every line of the board, part by part, for a file. Public. */
export function spendingLines(ctx: Context, filter: Narrowed): AsyncIterable<readonly board.SpendLine[]> {
  allow(ctx, 'plan.readSpending');
  return board.eachSpending(ctx.db, filter, 1000);
}

export interface Discipline {
  readonly times: board.DecisionTimes;
  readonly overdue: Awaited<ReturnType<typeof board.overdueConditions>>;
  readonly duplicates: Awaited<ReturnType<typeof board.duplicateCounts>>;
  readonly records: readonly (TrackRecord & { readonly institution: string })[];
}

/** Decision times, conditions overdue, duplicates avoided, and what institutions have earned. Public. */
export async function spendingDiscipline(ctx: Context): Promise<Discipline> {
  allow(ctx, 'plan.readSpending');
  return {
    times: await board.decisionTimes(ctx.db),
    overdue: await board.overdueConditions(ctx.db, today(ctx), 50),
    duplicates: await board.duplicateCounts(ctx.db),
    records: await records(ctx),
  };
}

/** By who answers today. */
async function records(ctx: Context) {
  const { tolerance, autonomy } = rulesOf(ctx);
  const all = await listOutcomes(ctx.db);
  const codes = [...new Set(all.map(({ institution }) => institution))];
  const inCharge = new Map(await Promise.all(codes.map(async (code) => [code, await inChargeOf(ctx, code)] as const)));
  return [...Map.groupBy(all, ({ institution }) => inCharge.get(institution) ?? institution)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([institution, own]) => ({ institution, ...recordOf(own, today(ctx), tolerance, autonomy) }))
    .filter(({ ended }) => ended > 0);
}

/** What anybody may read of one request. */
export interface PublicRequest {
  readonly row: SpendRow;
  readonly state: Text;
  readonly checks: readonly CheckRow[];
  readonly duplicates: readonly DuplicateRow[];
  readonly conditions: readonly ConditionRow[];
  readonly decisions: readonly DecisionRow[];
  readonly costs: readonly CostLine[];
  readonly funding: readonly FundingShare[];
}

/** @throws notFound also for a draft: nobody else's business yet */
export async function publicRequest(ctx: Context, id: string): Promise<PublicRequest> {
  allow(ctx, 'plan.readSpending');
  const row = (await board.isShown(ctx.db, id)) ? await findSpend(ctx.db, id) : undefined;
  if (!row) throw notFound();
  return {
    row,
    state: stateViews(ctx).find(({ name }) => name === row.state)?.title ?? {
      az: row.state,
      en: row.state,
      ru: row.state,
    },
    checks: await listChecks(ctx.db, id),
    duplicates: await listDuplicates(ctx.db, id),
    conditions: await listConditions(ctx.db, id),
    decisions: await listDecisions(ctx.db, id),
    ...(await listMoney(ctx.db, id)),
  };
}

/** A request with everything that its desk page shows. */
export interface DeskRequest extends Standing {
  readonly of: Instance;
  readonly state: Text;
  readonly clock: ClockView | undefined;
  readonly decisions: readonly DecisionRow[];
  readonly journal: readonly JournalEntry[];
  readonly actions: readonly AvailableAction[];
  /** Names of those that send what is written. */
  readonly sends: readonly string[];
  /** Who looks at it, by name, as the journal has it. */
  readonly reviewer: string | undefined;
  readonly record: TrackRecord;
  /** What the reader may do besides the steps. */
  readonly may: May;
  /** Conditions of which the reader may show evidence. */
  readonly showable: readonly string[];
}

const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

/** @throws notFound, notAllowed */
export async function deskRequest(ctx: Context, id: string): Promise<DeskRequest> {
  const row = await findSpend(ctx.db, id);
  if (!row) throw notFound();
  const subject = await subjectFor(ctx, row);
  const standing = await standingOf(ctx, row, await readAnswers(ctx, row.answers, row.institution));
  const showable = await showableBy(ctx, standing);
  if (showable.length === 0) await allowReading(ctx, row, subject);
  const of = await instance(program(ctx), id);
  const state = stateViews(ctx).find(({ name }) => name === of.state);
  const entries = await journal(program(ctx), of);
  return {
    ...standing,
    of,
    state: state?.title ?? { az: of.state, en: of.state, ru: of.state },
    clock: await clock(program(ctx), of),
    decisions: await listDecisions(ctx.db, id),
    journal: entries,
    // Whoever owes a condition and nothing else takes no step of the process.
    actions: permitted(spendingAccess.actOnSpending, ctx.actor, subject)
      ? await availableActions(ctx, of, await guardInput(ctx, standing, of))
      : [],
    sends: (await stepsOf(ctx, of)).filter((step) => sends(step, of.state)).map(({ name }) => name),
    reviewer: reviewerIn(entries, of.assignee),
    record: await recordFor(ctx, row.institution),
    may: mayDo(ctx, of.state, subject),
    showable,
  };
}

async function subjectFor(ctx: Context, row: SpendRow) {
  const { centre } = officeOf(ctx.vahid.releases);
  return {
    institution: await inChargeOf(ctx, centre),
    ownerInstitution: await inChargeOf(ctx, row.institution),
  };
}

type Subject = Awaited<ReturnType<typeof subjectFor>>;

async function allowReading(ctx: Context, { id }: SpendRow, subject: Subject): Promise<void> {
  allow(ctx, 'plan.readSpendingRequest', subject);
  // A draft is nobody's concern but the institution's.
  const isOwn = ctx.actor.appointments.some(({ institution }) => institution === subject.ownerInstitution);
  if (!isOwn && !(await board.isShown(ctx.db, id))) throw notFound();
}

/** Conditions of which the reader's institution shows evidence now: it asked, or it owes them. */
async function showableBy(ctx: Context, { row, conditions }: Standing): Promise<readonly string[]> {
  if (!states.owedIn.includes(row.state)) return [];
  const found: string[] = [];
  for (const condition of conditions) {
    const owners = await showersOf(ctx, row, condition);
    const may = (ownerInstitution: string) =>
      permitted(spendingAccess.showSpendingEvidence, ctx.actor, { ownerInstitution });
    if (owners.some(may)) found.push(condition.id);
  }
  return found;
}

/** Who it was given to last, by the name that the journal keeps. */
function reviewerIn(entries: readonly JournalEntry[], assignee: string | null): string | undefined {
  const kept = entries.findLast(({ person }) => assignee !== null && person === assignee)?.actorName;
  return kept?.state === 'kept' ? kept.value : undefined;
}

const deeds = {
  write: ['writeSpending', states.writableIn],
  propose: ['proposeSpendingWaiver', states.checkedIn],
  waive: ['waiveSpendingCheck', states.checkedIn],
  resolve: ['resolveSpendingDuplicate', states.reviewedIn],
  nameAct: ['nameCabinetAct', states.actNamedIn],
  condition: ['setSpendingCondition', states.conditionsSetIn],
  verify: ['verifySpendingCondition', states.owedIn],
  deliver: ['updateSpendingDelivery', states.deliveryToldIn],
} as const satisfies Record<string, readonly [keyof typeof spendingAccess, readonly string[]]>;

type May = Readonly<Record<keyof typeof deeds, boolean>>;

function mayDo({ actor }: Context, state: string, subject: Subject): May {
  const may = (deed: keyof typeof deeds): boolean => {
    const [access, within] = deeds[deed];
    return within.includes(state) && permitted(spendingAccess[access], actor, subject);
  };
  return {
    write: may('write'),
    propose: may('propose'),
    waive: may('waive'),
    resolve: may('resolve'),
    nameAct: may('nameAct'),
    condition:
      may('condition') &&
      (state !== states.recommendedIn || permitted(spendingAccess.setRecommendedCondition, actor, subject)),
    verify: may('verify'),
    deliver: may('deliver'),
  };
}

/** Requests at the desk: those of one's own institutions; for the centre and auditors all that are no drafts. */
export async function deskBoard(ctx: Context, filter: Narrowed, page = 1): Promise<SpendingBoard> {
  allow(ctx, 'plan.openSpending');
  const centre = await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre);
  const { appointments } = ctx.actor;
  const all = appointments.some(({ institution, role }) => role === 'auditor' || institution === centre);
  if (all) return boardOf(ctx, filter, page);
  const own = await Promise.all(appointments.map(({ institution }) => answersFor(ctx, institution)));
  return boardOf(ctx, { ...filter, own: [...new Set(own.flat())] }, page);
}

/** Institutions for which the actor may open a request. */
export const registrarFor = ({ actor }: Context): readonly string[] =>
  actor.appointments.filter(({ role }) => role === 'registrar').map(({ institution }) => institution);
