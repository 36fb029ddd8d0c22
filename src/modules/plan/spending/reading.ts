import { allow } from '../../../kernel/access.ts';
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
import { type Outcome, type Record, recordOf } from './autonomy.ts';
import { writableIn } from './actions/writing.ts';
import { type CostLine, type FundingShare } from './content.ts';
import { guardInput, type Standing, standingOf } from './guards.ts';
import { readAnswers, today } from './lookup.ts';
import { processInForce, rulesOf } from './rules.ts';
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

/** Every line of the board, for a file. Public. */
export async function spendingLines(ctx: Context, filter: Narrowed): Promise<readonly board.SpendLine[]> {
  allow(ctx, 'plan.readSpending');
  return board.listSpending(ctx.db, filter, { limit: 100_000, offset: 0 });
}

export interface Discipline {
  readonly times: readonly board.DecisionTimes[];
  readonly overdue: Awaited<ReturnType<typeof board.overdueConditions>>;
  readonly duplicates: Awaited<ReturnType<typeof board.duplicateCounts>>;
  readonly records: readonly (Record & { readonly institution: string })[];
}

/** Decision times, conditions overdue, duplicates avoided, and what institutions have earned. Public. */
export async function spendingDiscipline(ctx: Context): Promise<Discipline> {
  allow(ctx, 'plan.readSpending');
  return {
    times: await board.decisionTimes(ctx.db),
    overdue: await board.overdueConditions(ctx.db, today(ctx), 50),
    duplicates: await board.duplicateCounts(ctx.db),
    records: records(ctx, await listOutcomes(ctx.db)),
  };
}

function records(ctx: Context, outcomes: readonly (Outcome & { readonly institution: string })[]) {
  const { tolerance, autonomy } = rulesOf(ctx);
  return [...Map.groupBy(outcomes, ({ institution }) => institution)]
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
  readonly record: Record;
  /** What the reader may do besides the steps. */
  readonly may: Readonly<{
    [K in 'write' | 'waive' | 'resolve' | 'condition' | 'show' | 'verify' | 'deliver']: boolean;
  }>;
}

const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

/** @throws notFound, notAllowed */
export async function deskRequest(ctx: Context, id: string): Promise<DeskRequest> {
  const row = await findSpend(ctx.db, id);
  if (!row) throw notFound();
  const centre = await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre);
  const ownerInstitution = await inChargeOf(ctx, row.institution);
  allow(ctx, 'plan.readSpendingRequest', { institution: centre, ownerInstitution });
  // A draft is nobody's concern but the institution's.
  const isOwn = ctx.actor.appointments.some(({ institution }) => institution === ownerInstitution);
  if (!isOwn && !(await board.isShown(ctx.db, id))) throw notFound();
  const standing = await standingOf(ctx, row, await readAnswers(ctx, row.answers, row.institution));
  const of = await instance(program(ctx), id);
  const { tolerance, autonomy } = rulesOf(ctx);
  const state = stateViews(ctx).find(({ name }) => name === of.state);
  return {
    ...standing,
    of,
    state: state?.title ?? { az: of.state, en: of.state, ru: of.state },
    clock: await clock(program(ctx), of),
    decisions: await listDecisions(ctx.db, id),
    journal: await journal(program(ctx), of),
    actions: await actionsFor(ctx, of, standing),
    record: recordOf(await listOutcomes(ctx.db, row.institution), today(ctx), tolerance, autonomy),
    may: mayDo(ctx, of.state, { centre, owner: ownerInstitution }),
  };
}

/** Guards name different numbers of problems to enter the pipeline and to be sent, so each is asked for itself. */
async function actionsFor(ctx: Context, of: Instance, standing: Standing): Promise<readonly AvailableAction[]> {
  const action = of.state === 'draft' ? 'enter-pipeline' : 'submit';
  const readers = ctx.actor.appointments.some(({ role }) => role !== 'auditor');
  return readers ? availableActions(ctx, of, await guardInput(ctx, standing, action)) : [];
}

function mayDo(
  { actor }: Context,
  state: string,
  { centre, owner }: { readonly centre: string; readonly owner: string },
): DeskRequest['may'] {
  const holds = (institution: string, ...offices: readonly string[]) =>
    actor.appointments.some((held) => held.institution === institution && offices.includes(held.role));
  const writers = holds(owner, 'registrar', 'officer', 'deputy_head');
  const review = ['triaged', 'assessing', 'recommended'].includes(state);
  const after = ['approved_with_conditions', 'committed', 'delivering', 'change_request', 'closing'].includes(state);
  return {
    write: writers && writableIn.includes(state),
    waive: review && holds(centre, 'approver'),
    resolve: review && holds(centre, 'officer'),
    condition:
      (state === 'assessing' && holds(centre, 'officer', 'approver')) ||
      (state === 'recommended' && holds(centre, 'approver')),
    show: after && writers,
    verify: after && holds(centre, 'officer', 'project_office'),
    deliver:
      holds(owner, 'registrar') &&
      [
        'approved',
        'approved_with_conditions',
        'committed',
        'delivering',
        'suspended',
        'closing',
        'benefits_review',
      ].includes(state),
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
