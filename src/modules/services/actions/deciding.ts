import type { Context } from '../../../kernel/context.ts';
import { publish } from '../../../kernel/event.ts';
import { addDays, bakuDate } from '../../../language/index.ts';
import type { Acted, Instance } from '../../process/index.ts';
import { act, officialTook } from './acting.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { tableActions } from '../definition/process.ts';
import {
  type AnswerRow,
  type CaseRow,
  type Decider,
  type DecisionRow,
  type FactRow,
  type Outcome,
  outcomeNames,
} from '../entities.ts';
import { caseDecided } from '../events.ts';
import type { AmendmentRow } from '../amendment-entities.ts';
import { listAmendments } from '../amendment-store.ts';
import { type Amendment, withAmendments } from '../rules/amending.ts';
import {
  askTable,
  type JudgedRequirement,
  judgeRequirements,
  type Reason,
  type TableVerdict,
} from '../rules/judging.ts';
import { type KnownOpinions, withOpinions } from '../rules/opinions.ts';
import { type Points, withReviews } from '../rules/reviews.ts';
import { chosenReasons, type ProposedReason, proposedReasons, type ReasonGrounds } from '../rules/reasons.ts';
import { type CaseData, caseData } from '../rules/values.ts';
import { withAgreements, type KnownAgreement } from '../rules/co-applicants.ts';
import { knownAgreements } from '../agreement-store.ts';
import { knownOpinions } from '../opinion-store.ts';
import { givenReviews } from '../review-store.ts';
import * as store from '../store.ts';
import { factsByField } from './facts.ts';
import type { LoadedCase } from './loading.ts';
import { approvedBeside } from './once.ts';
import { approvedBefore, tryAgain } from './turn.ts';

/** What the rules make of a case as it is known now. */
export interface Judged {
  readonly data: CaseData;
  readonly requirements: readonly JudgedRequirement[];
  readonly verdict: TableVerdict;
}

export async function judge(ctx: Context, service: CompiledService, row: SentCase): Promise<Judged> {
  const { id } = row;
  const [facts, answers] = [await store.listFacts(ctx.db, id), await store.listAnswers(ctx.db, id)];
  return judgeRead(service, facts, answers, await besidesOf(ctx, service, row));
}

type SentCase = Pick<CaseRow, 'id' | 'submitted_at'>;

/** What the rules look at besides facts and answers. */
interface Besides {
  readonly opinions: KnownOpinions;
  readonly agreements?: readonly KnownAgreement[];
  /** Points of the reviews that have come. */
  readonly reviews: readonly Points[];
  readonly submittedOn: string;
  /** Slips that were corrected since. */
  readonly amendments?: readonly Amendment[];
}

/** Opinions and reviews that have come, who has agreed, and the day of submission in Baku; of what is being sent now, today. */
export async function besidesOf(ctx: Context, service: CompiledService, row: SentCase): Promise<Besides> {
  return {
    opinions: await knownOpinions(ctx, service, row.id),
    agreements: await knownAgreements(ctx, service, row.id),
    reviews: await givenReviews(ctx, service, row.id),
    submittedOn: submissionDay(ctx, row),
  };
}

export const submissionDay = (ctx: Context, { submitted_at: at }: Pick<CaseRow, 'submitted_at'>): string =>
  bakuDate(at ?? ctx.vahid.now());

/**
 * `judge` by the facts that a decision was taken on, whatever was asked since, with the slips in it that were corrected;
 * `until`: only those made before this step; `besides`: as it would be with one more.
 */
export async function judgeDecided(
  ctx: Context,
  service: CompiledService,
  row: SentCase,
  { at }: DecisionRow,
  { until = Number.POSITIVE_INFINITY, besides }: { readonly until?: number; readonly besides?: Amendment } = {},
): Promise<Judged> {
  const { past } = await store.listFactsNowAndPast(ctx.db, row.id, at);
  const answers = await store.listAnswers(ctx.db, row.id);
  const made = (await madeAmendments(ctx, service, row.id)).filter(({ seq }) => seq < until);
  const standing = made.filter((one) => holdsStill(one, past, answers));
  const amendments = besides ? [...standing, besides] : standing;
  return judgeRead(service, past, answers, { ...(await besidesOf(ctx, service, row)), amendments });
}

/** Slips that were corrected, in their order; none in a service where nothing is. */
export async function madeAmendments(
  ctx: Context,
  { correction }: Pick<CompiledService, 'correction'>,
  id: string,
): Promise<readonly AmendmentRow[]> {
  if (!correction) return [];
  return (await listAmendments(ctx.db, id)).filter(({ kind }) => kind === 'made');
}

/** What the applicant answered, or a register said, after it was corrected is newer than that. */
function holdsStill(
  { field, at }: Pick<AmendmentRow, 'field' | 'at'>,
  facts: readonly FactRow[],
  answers: readonly AnswerRow[],
): boolean {
  const fact = facts.find((one) => one.field === field);
  const answer = answers.find((one) => one.field === field);
  const since = fact?.read_at ?? answer?.changed_at ?? answer?.answered_at;
  return since === undefined || since <= at;
}

/** `judge` for who has read facts and answers already. Pure. */
export function judgeRead(
  service: CompiledService,
  facts: readonly FactRow[],
  answers: readonly Pick<AnswerRow, 'field' | 'value'>[],
  { opinions, agreements = [], reviews, submittedOn, amendments = [] }: Besides,
): Judged {
  const given = Object.fromEntries(answers.map(({ field, value }) => [field, value]));
  const right = withAmendments(service, { facts: factsByField(facts), answers: given }, amendments);
  const known = withOpinions(service, caseData(service, right.facts, right.answers, submittedOn), opinions);
  const data = withReviews(service, withAgreements(service, known, right.answers, agreements), reviews);
  return { data, requirements: judgeRequirements(service, data), verdict: askTable(service, data) };
}

export function outcomeOf({ outcomes }: CompiledService, action: string): Outcome | undefined {
  return outcomeNames.find((outcome) => outcomes[outcome]?.includes(action));
}

/** The reasons that a decision would have now, each by its name. */
export async function reasonsProposed(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  outcome: Outcome,
  { requirements, verdict, articles }: Pick<Judged, 'requirements' | 'verdict'> & Pick<ReasonGrounds, 'articles'>,
): Promise<readonly ProposedReason[]> {
  const opinions = await knownOpinions(ctx, service, row.id);
  return proposedReasons(service, outcome, { requirements, verdict, opinions, articles });
}

/** Writes a decision with its reasons beside the step that made it; once a step. */
export async function recordDecision(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  step: { seq: number; outcome: Outcome; by: Decider; reasons: readonly Reason[] },
): Promise<void> {
  const now = ctx.vahid.now();
  const { id, institution, origin } = row;
  const { seq, outcome, reasons } = step;
  const decision = {
    instance: id,
    seq,
    at: now,
    service: service.name,
    institution,
    origin,
    outcome,
    decided_by: step.by,
    reasons,
  };
  if (!(await store.insertDecision(ctx.db, decision))) return;
  const until = outcome === 'approved' ? null : addDays(bakuDate(now), service.appeal.days);
  await store.updateCase(ctx.db, id, { outcome, appeal_until: until });
  await publish(ctx, caseDecided, { case: id, service: service.name, seq, outcome });
}

/** True when the table may still decide: nobody of the institution has taken the case up. */
function untouched({ taken }: Instance): boolean {
  return !Object.values(taken).some(({ as }) => officialTook(as));
}

/**
 * The table decides what it may. `first`: the case was just submitted or has paid its fee, so what the table leaves open,
 * or an official has had in hand, goes on to an official; later, when a register has answered at last, only an approval
 * changes anything. Where another approval stands in the way, the registers are asked once it has been entered.
 * `askedAt`: when the registers were asked.
 */
export async function decideByTable(
  ctx: Context,
  loaded: LoadedCase,
  judged: Judged,
  { first, askedAt }: { readonly first: boolean; readonly askedAt: Date },
): Promise<void> {
  const { row, of, service } = loaded;
  const may = judged.verdict.outcome === 'approve' && untouched(of);
  const approves = may && !(await approvedBeside(ctx, row, askedAt)) && !(await approvedBefore(ctx, loaded));
  if (may && !approves) await tryAgain(ctx, row);
  if (!approves && !first) return;
  const name = approves ? tableActions.approve : tableActions.officer;
  const action = service.process.actions.find((one) => one.name === name);
  if (!action?.from.includes(of.state)) return;
  const { seq }: Acted = await act(ctx, { instance: row.id, action: name });
  if (!approves) return;
  const reasons = chosenReasons(await reasonsProposed(ctx, loaded, 'approved', judged));
  await recordDecision(ctx, loaded, { seq, outcome: 'approved', by: 'table', reasons });
}
