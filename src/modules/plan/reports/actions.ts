import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { act, type Acted, type Instance, instance } from '../../process/index.ts';
import { note, restand } from '../measures/index.ts';
import { measureOf } from './beginning.ts';
import * as evidence from './evidence-store.ts';
import { tellAccepted, tellReturned, tellSubmitted } from './notices.ts';
import * as refusals from './refusals.ts';
import { judgeObstacle, longestField, problemsOf, reportFields, writableStates } from './rules.ts';
import * as store from './store.ts';
import { type ReportSubject, subjectFor } from './subject.ts';

/** A report under its lock, with the process and the institutions that stand before it. */
export interface Held {
  readonly row: store.ReportRow;
  readonly of: Instance;
  readonly subject: ReportSubject;
}

/** One at a time writes or acts on a report: what is submitted is what was last kept. @throws notFound, notAllowed */
export async function hold(ctx: Context, id: string): Promise<Held> {
  const row = await store.lockReport(ctx.db, id);
  if (!row) throw notFound();
  const of = await instance(ctx, id);
  return { row, of, subject: await subjectFor(ctx, row.institution, of.institution) };
}

/** The report, for somebody of its institution, in a state in which it is written. */
export async function holdForWriting(ctx: Context, id: string): Promise<Held> {
  const held = await hold(ctx, id);
  allow(ctx, 'plan.writeReport', held.subject);
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

const owners: ReadonlySet<string> = new Set(['submit', 'answer', 'supplement']);
const sends: ReadonlySet<string> = new Set(['submit', 'answer']);

/**
 * One action on a report: submitted only when it is complete, judged by nobody who had a part in it, accepted only when
 * every piece of its evidence has a verdict.
 * @throws Incomplete, ownWriting, sameInstitution, and what `act` throws
 */
export async function actOnReport(ctx: Context, { id, ...given }: ProcessAct): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    const held = await hold(inner, id);
    allow(inner, 'plan.actOnReport', held.subject);
    if (!owners.has(given.action)) checkJudge(inner, held);
    const acted = await act(inner, {
      instance: id,
      ...given,
      guardInput: { unjudged: await evidence.unjudged(inner.db, id) },
    });
    // The same form sent again is answered, and nothing more follows.
    if (acted.seq <= held.of.seq) return acted;
    if (sends.has(given.action)) await submitted(inner, held);
    if (acted.state === 'accepted' || acted.state === 'returned') await judged(inner, held, acted.state);
    return acted;
  });
}

function checkJudge({ actor }: Context, { row, subject }: Held): void {
  const why = judgeObstacle(actor, { writers: row.writers, ownerInstitution: subject.ownerInstitution });
  if (why) throw why;
}

async function submitted(ctx: Context, { row }: Held): Promise<void> {
  const problems = problemsOf(row.draft);
  if (problems.length > 0) throw new refusals.Incomplete(problems);
  const { person } = ctx.actor;
  if (person === undefined) throw new Error('a report is submitted by a person');
  const at = ctx.vahid.now();
  await store.updateDraft(ctx.db, row.id, { writer: person, at });
  await store.submit(ctx.db, row.id, person, at);
  await changed(ctx, row, 'report_submitted', { period: row.period });
  await tellSubmitted(ctx, await instance(ctx, row.id));
}

async function judged(ctx: Context, { row, of }: Held, outcome: 'accepted' | 'returned'): Promise<void> {
  const { person } = ctx.actor;
  if (person === undefined) throw new Error('a report is judged by a person');
  await store.judge(ctx.db, row.id, { outcome, institution: of.institution, person, at: ctx.vahid.now() });
  await changed(ctx, row, `report_${outcome}`, { period: row.period });
  const now = await instance(ctx, row.id);
  if (outcome === 'returned') return tellReturned(ctx, now);
  const all = await evidence.evidenceOfReport(ctx.db, row.id);
  await tellAccepted(ctx, now, all.filter(({ verdict }) => verdict === 'rejected').length);
}

async function changed(
  ctx: Context,
  { item }: Pick<store.ReportRow, 'item'>,
  what: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  const { plan } = await measureOf(ctx, item);
  await note(ctx, plan, [{ item, what, details }]);
  await restand(ctx, [item]);
}

export interface Verdict {
  readonly evidence: string;
  readonly verdict: 'verified' | 'rejected';
  readonly reason?: string | undefined;
}

/** Gives verdicts on pieces of a report that is being judged; each once and for good. @throws ownWriting, sameInstitution, reasonNeeded, judgedAlready, notBeingJudged */
export async function judgeEvidence(ctx: Context, id: string, given: readonly Verdict[]): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const held = await hold(inner, id);
    allow(inner, 'plan.judgeEvidence', held.subject);
    checkJudge(inner, held);
    if (held.of.state !== 'submitted') throw refusals.notBeingJudged();
    const pieces = new Map((await evidence.evidenceOfReport(inner.db, id)).map((one) => [one.id, one]));
    for (const one of given) await giveVerdict(inner, held, one, pieces.get(one.evidence));
    await audit(inner, 'plan.judgeEvidence', id);
  });
}

async function giveVerdict(
  ctx: Context,
  { row, of }: Held,
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
  await changed(ctx, row, `evidence_${verdict}`, { period: row.period, evidence: piece.id });
}
