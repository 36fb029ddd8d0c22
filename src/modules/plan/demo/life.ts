import type { Actor } from '../../../kernel/access.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { bakuDate } from '../../../language/index.ts';
import { appointmentsOf, demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { findItem, officeOf, periodOf } from '../measures/index.ts';
import { actOnReport, addPiece, beginReport, judgeEvidence, reportView, saveReport } from '../reports/index.ts';
import { addMitigation, assessRisk, raiseRisk, riskById, stepMitigation } from '../risks/index.ts';
import {
  actOnSpending,
  listDuplicates,
  resolveDuplicate,
  saveSpending,
  startSpending,
  triageSent,
} from '../spending/index.ts';
import {
  type LivedReport,
  type LivedRisk,
  livedReports,
  livedRisks,
  livedSpending,
  type LivedSpending,
} from './content.ts';
import type { SampleKind } from './entities.ts';
import * as store from './store.ts';

const plan = '2026-2028';

/** The demonstration’s people act, each at a moment of its own, by the same actions as everybody. */
interface Stage {
  as(fin: string, daysAgo: number): Promise<Context>;
}

/**
 * Lets the plan of a demonstration be lived in: reports with evidence, risks, spending requests in several states. Whatever is written
 * says of itself that it is a sample, and is noted so that it can be taken away. Done once, and only where the people of the
 * demonstration hold their offices; a measure that somebody already reports on is left alone. Answers how much was written.
 */
export async function addLife(ctx: Context): Promise<number> {
  if (await store.anySample(ctx.db)) return 0;
  return await inTransaction(ctx, async (inner) => {
    for (const fin of cast) if ((await actingAs(inner, fin, 0)).actor.appointments.length === 0) return 0;
    const stage = { as: (fin: string, daysAgo: number) => actingAs(inner, fin, daysAgo) };
    for (const one of livedReports) await live(inner, 'report', await liveReport(stage, one));
    for (const one of livedRisks) await live(inner, 'risk', await liveRisk(stage, one));
    const year = Number(bakuDate(ctx.vahid.now()).slice(0, 4)) + 1;
    for (const one of livedSpending(year)) await live(inner, 'spending', await liveSpending(stage, one));
    return await store.countSamples(inner.db);
  });
}

async function live(ctx: Context, kind: SampleKind, id: string | undefined): Promise<void> {
  if (id !== undefined) await store.noteSample(ctx.db, { id, kind, at: ctx.vahid.now() });
}

/** Somebody of the demonstration at work, today or some days ago. */
export async function actingAs(ctx: Context, fin: string, daysAgo: number): Promise<Context> {
  const person = await ensurePerson(ctx, fin);
  const appointments = await appointmentsOf(ctx, person);
  const known = demoPeople.find((one) => one.fin === fin);
  const actor: Actor = { kind: 'person', person, appointments, ...(known ? { name: demoName(known) } : {}) };
  const then = new Date(ctx.vahid.now().getTime() - daysAgo * 86_400_000);
  const vahid: Vahid = { ...ctx.vahid, now: () => then };
  return { ...ctx, vahid, actor };
}

async function liveReport(stage: Stage, one: LivedReport): Promise<string | undefined> {
  const [before, sent, judge] = [
    await stage.as(one.by, one.sent + 1),
    await stage.as(one.by, one.sent),
    await stage.as(one.judge, Math.max(0, one.sent - 3)),
  ];
  const item = await findItem(before.db, plan, one.measure);
  const period = periodOf(bakuDate(before.vahid.now()), officeOf(before.vahid.releases).period);
  const steps = one.evidence.map(({ milestone }) => milestone);
  if (!item || !(await store.isFree(before.db, item.id, period, steps))) return undefined;
  const id = await beginReport(before, item.id);
  await saveReport(before, id, one.content);
  for (const { milestone, name, url } of one.evidence)
    await addPiece(before, id, { milestone, name, content: { url } });
  if (one.ends === 'written') return id;
  const act = async (ctx: Context, action: string, note: string | undefined) => {
    const { version } = await reportView(ctx, id);
    await actOnReport(ctx, { id, action, version, ...(note === undefined ? {} : { note }) });
  };
  await act(sent, 'submit', undefined);
  if (one.ends === 'sent') return id;
  const { evidence } = await reportView(judge, id);
  const verdicts = evidence.map((piece) => {
    const reason = one.evidence.find(({ name }) => name === piece.name)?.rejected;
    const verdict = reason === undefined && one.ends === 'accepted' ? ('verified' as const) : ('rejected' as const);
    return { evidence: piece.id, verdict, reason: reason ?? one.note ?? '' };
  });
  await judgeEvidence(judge, id, verdicts);
  await act(judge, one.ends === 'accepted' ? 'accept' : 'return', one.note);
  return id;
}

async function liveRisk(stage: Stage, one: LivedRisk): Promise<string | undefined> {
  const ctx = await stage.as(one.by, 15);
  const item = await findItem(ctx.db, plan, one.measure);
  if (!item || !(await store.isFree(ctx.db, item.id))) return undefined;
  const id = await raiseRisk(ctx, item.id, one.title);
  const { likelihood, impact, owner, reason, mitigation } = one;
  await assessRisk(ctx, id, { likelihood, impact, owner, reason });
  if (!mitigation) return id;
  const due = bakuDate(new Date(ctx.vahid.now().getTime() + (15 + mitigation.due) * 86_400_000));
  await addMitigation(ctx, id, { title: mitigation.title, owner: 'rinn', due });
  const [added] = (await riskById(ctx, id)).mitigations;
  const later = await stage.as(one.by, 4);
  const { word: text, done = false } = mitigation;
  if (added) await stepMitigation(later, id, added.id, { text, done });
  return id;
}

export const asking = { writer: '4WD8H5J', signer: '5YH2G8C', institution: 'aef' } as const;
const judging = { officer: '5QX2J7N', approver: '2RF8Y4S' } as const;
const cast: ReadonlySet<string> = new Set([
  ...livedReports.flatMap(({ by, judge }) => [by, judge]),
  ...livedRisks.map(({ by }) => by),
  asking.writer,
  asking.signer,
  judging.officer,
  judging.approver,
]);

async function liveSpending(stage: Stage, one: LivedSpending): Promise<string> {
  const { title, answers, sent, ends, note = '' } = one;
  const [writer, signer] = [await stage.as(asking.writer, sent + 1), await stage.as(asking.signer, sent)];
  const id = await startSpending(writer, { institution: asking.institution, title });
  await saveSpending(writer, id, { title, ...answers });
  await actOnSpending(writer, { id, action: 'enter-pipeline' });
  if (ends === 'pipeline') return id;
  await actOnSpending(signer, { id, action: 'submit' });
  await triageSent(signer, id);
  // Given to somebody only who holds the office on that day: the demonstration’s appointments begin with it.
  const officer = await stage.as(judging.officer, 0);
  await actOnSpending(officer, { id, action: 'take-up' });
  if (ends === 'clarification') {
    await actOnSpending(officer, { id, action: 'ask', note });
    return id;
  }
  for (const { id: candidate } of await listDuplicates(officer.db, id))
    await resolveDuplicate(officer, id, { candidate, resolution: 'justified', reason: 'Nümunə: başqa sahədir.' });
  const advice = ends === 'rejected' ? 'advise-against' : 'recommend';
  await actOnSpending(officer, { id, action: advice, note });
  if (ends === 'recommended') return id;
  const approver = await stage.as(judging.approver, 0);
  await actOnSpending(approver, { id, action: ends === 'approved' ? 'approve' : 'reject', note });
  return id;
}
