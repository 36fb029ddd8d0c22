import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { act, type Acted, type Instance, instance } from '../../process/index.ts';
import { note, type PlanSubject, restand, subjectFor } from '../measures/index.ts';
import { endUnderWay } from './ending.ts';
import * as evidence from './evidence-store.ts';
import { tellAccepted, tellReturned, tellSubmitted } from './notices.ts';
import * as refusals from './refusals.ts';
import { judgeObstacle, longestField, ownersActions, problemsOf, reportFields, writableStates } from './rules.ts';
import * as store from './store.ts';
import { gatheringSubject, itemOf, partakers, program } from './views.ts';

/** A report under its lock, with the process and the institutions that stand before it. */
export interface Held {
  readonly row: store.ReportRow;
  readonly of: Instance;
  readonly subject: PlanSubject;
}

/** One at a time writes or acts on a report: what is submitted is what was last kept. Checks no access. @throws notFound */
export async function hold(ctx: Context, id: string): Promise<Held> {
  const row = await store.lockReport(ctx.db, id);
  if (!row) throw notFound();
  const of = await instance(program(ctx), id);
  return { row, of, subject: await subjectFor(ctx, row.institution, of.institution) };
}

/** The report in a state in which it is written, for somebody who may write of it, or gather evidence for it. */
export async function holdForWriting(
  ctx: Context,
  id: string,
  access: 'plan.writeReport' | 'plan.addPiece' = 'plan.writeReport',
): Promise<Held> {
  const held = await hold(ctx, id);
  allow(ctx, access, access === 'plan.addPiece' ? await gatheringSubject(ctx, held.row) : held.subject);
  if (!writableStates.has(held.of.state)) throw refusals.notOpenForWriting();
  return held;
}

/** Keeps what was typed, complete or not; what is not named stays. @throws notFound, notAllowed, notOpenForWriting */
export async function saveReport(ctx: Context, id: string, given: store.ReportContent): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { row } = await holdForWriting(inner, id);
    const typed = Object.fromEntries(
      reportFields.flatMap((name) => {
        const value = given[name];
        return value === undefined ? [] : [[name, plainText(value).slice(0, longestField)]];
      }),
    );
    const rating = given.selfRating === undefined ? {} : { selfRating: given.selfRating };
    const draft = { ...row.draft, ...typed, ...rating };
    await store.updateDraft(inner.db, id, { draft, writer: ctx.actor.person, at: inner.vahid.now() });
    await audit(inner, 'plan.saveReport', id);
  });
}

export interface ProcessAct {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

export interface ReportAct extends ProcessAct {
  /** Of the report as the actor saw it. */
  readonly version: number;
}

const sends: ReadonlySet<string> = new Set(['submit', 'answer']);

/**
 * One action on a report as it was seen: submitted only when it is complete, judged by nobody who had a part in it, accepted only when
 * every piece of its evidence has a verdict.
 * @throws Incomplete, ownWriting, sameInstitution, changedMeanwhile, and what `act` throws
 */
export async function actOnReport(ctx: Context, { id, ...given }: ReportAct): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    const held = await hold(inner, id);
    allow(inner, 'plan.actOnReport', held.subject);
    if (!ownersActions.has(given.action)) await checkJudge(inner, held);
    const acted = await act(inner, {
      instance: id,
      ...given,
      version: given.version - held.row.revision,
      guardInput: { unjudged: await evidence.unjudged(inner.db, id) },
    });
    // The same form sent again is answered, and nothing more follows.
    if (acted.seq <= held.of.seq) return acted;
    if (sends.has(given.action)) await submitted(inner, held);
    if (acted.state === 'accepted' || acted.state === 'returned') await judged(inner, held, acted.state);
    return acted;
  });
}

async function checkJudge(ctx: Context, { row, subject }: Held): Promise<void> {
  const institutions = await partakers(ctx, row.item, subject.ownerInstitution);
  const why = judgeObstacle(ctx.actor, { writers: row.writers, institutions });
  if (why) throw why;
}

async function submitted(ctx: Context, { row, subject }: Held): Promise<void> {
  const problems = problemsOf(row.draft);
  if (problems.length > 0) throw new refusals.Incomplete(problems);
  const { person } = ctx.actor;
  if (person === undefined) throw new Error('a report is submitted by a person');
  const at = ctx.vahid.now();
  await store.updateDraft(ctx.db, row.id, { writer: person, at });
  await store.submit(ctx.db, row.id, person, at);
  await changed(ctx, row, 'report_submitted', { period: row.period }, subject.ownerInstitution);
  await tellSubmitted(ctx, await instance(ctx, row.id));
}

async function judged(ctx: Context, { row, of, subject }: Held, outcome: 'accepted' | 'returned'): Promise<void> {
  const { person } = ctx.actor;
  if (person === undefined) throw new Error('a report is judged by a person');
  await store.judge(ctx.db, row.id, { outcome, institution: of.institution, person, at: ctx.vahid.now() });
  await changed(ctx, row, `report_${outcome}`, { period: row.period }, subject.institution);
  const now = await instance(ctx, row.id);
  if (outcome === 'returned') {
    await tellReturned(ctx, now);
    // Whoever carries the measure out no more has nothing to answer.
    return endUnderWay(ctx, [row.item]);
  }
  const all = await evidence.evidenceOfReport(ctx.db, row.id);
  await tellAccepted(ctx, now, all.filter(({ verdict }) => verdict === 'rejected').length);
}

async function changed(
  ctx: Context,
  { item }: Pick<store.ReportRow, 'item'>,
  what: string,
  details: Readonly<Record<string, string>>,
  by: string,
): Promise<void> {
  const { plan } = await itemOf(ctx, item);
  await note(ctx, plan, [{ item, what, details }], by);
  await restand(ctx, [item]);
}

export interface Verdict {
  readonly evidence: string;
  readonly verdict: 'verified' | 'rejected';
  readonly reason?: string | undefined;
}

/** Gives verdicts on pieces of a report that is being judged; each once and for good. @throws namedTwice, ownWriting, sameInstitution, reasonNeeded, judgedAlready, notBeingJudged */
export async function judgeEvidence(ctx: Context, id: string, given: readonly Verdict[]): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const held = await hold(inner, id);
    allow(inner, 'plan.judgeEvidence', held.subject);
    await checkJudge(inner, held);
    if (held.of.state !== 'submitted') throw refusals.notBeingJudged();
    if (new Set(given.map((one) => one.evidence)).size < given.length) throw refusals.namedTwice();
    const pieces = new Map((await evidence.evidenceOfReport(inner.db, id)).map((one) => [one.id, one]));
    for (const one of given) await giveVerdict(inner, held, one, pieces.get(one.evidence));
    await audit(inner, 'plan.judgeEvidence', id);
  });
}

async function giveVerdict(
  ctx: Context,
  { row, of, subject }: Held,
  { verdict, reason: typed = '' }: Verdict,
  piece: evidence.EvidenceView | undefined,
): Promise<void> {
  const { person } = ctx.actor;
  if (!piece || person === undefined) throw notFound();
  if (piece.verdict !== null) throw refusals.judgedAlready();
  if (piece.person === person) throw refusals.ownWriting();
  const reason = plainText(typed).slice(0, 2000);
  if (verdict === 'rejected' && reason === '') throw refusals.reasonNeeded();
  await evidence.insertVerdict(ctx.db, {
    evidence: piece.id,
    verdict,
    reason: reason === '' ? null : reason,
    institution: of.institution,
    person,
    at: ctx.vahid.now(),
  });
  await changed(ctx, row, `evidence_${verdict}`, { period: row.period, evidence: piece.id }, subject.institution);
}
