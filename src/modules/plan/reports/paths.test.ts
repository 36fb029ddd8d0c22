import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { bakuDate, bakuInstant } from '../../../language/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { type Instance, instance, journal } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { judgeEvidence, saveReport } from './actions.ts';
import { beginDates, saveDates } from './dates.ts';
import { draftOf } from './date-draft.ts';
import { evidenceOfReport } from './evidence-store.ts';
import { openStand, person, schedule, type Stand } from './test-stand.ts';

/*
 * Whatever people with whatever offices try, in whatever order, on whatever day: a report is accepted, and dates are
 * approved, only by somebody who had no part in writing or sending them, and never by time; every clock ends on a
 * working day, so many of them after it began.
 */

let stand: Stand;
let actors: readonly Actor[];
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
  const { deputy, officer, office, second, approver } = stand;
  const many = await person(
    stand.test,
    '1CCCCC1',
    ['aef', 'deputy_head'],
    ['rinn', 'project_office'],
    ['rinn', 'approver'],
  );
  const writing = await person(stand.test, '1CCCCC2', ['aef', 'officer'], ['rinn', 'project_office']);
  actors = [deputy, officer, office, second, approver, many, writing];
});
afterAll(() => stand.test.close());

interface Step {
  readonly actor: number;
  readonly action: string;
  /** Days that go by before. */
  readonly days: number;
  /** Offices of theirs in the institution that they left before this step. */
  readonly left: boolean;
}

const steps = (actions: readonly string[]) =>
  fc.array(
    fc.record({
      actor: fc.nat({ max: 6 }),
      action: fc.constantFrom(...actions),
      days: fc.constantFrom(0, 0, 0, 1, 3, 16),
      left: fc.boolean(),
    }),
    { minLength: 8, maxLength: 14 },
  );

async function pass(days: number): Promise<void> {
  if (days === 0) return;
  stand.test.clock.advance(days * 86_400_000);
  await stand.settle();
}

function actorOf({ actor, left }: Step): Actor {
  const found = actors[actor];
  if (!found) throw new Error(`there is no actor ${actor}`);
  const { appointments } = found;
  return left ? { ...found, appointments: appointments.filter(({ institution }) => institution === 'rinn') } : found;
}

/** Refusals are answers; whatever else goes wrong is not. */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Working days of each clock, as `plan/report.yaml` and `plan/dates.yaml` say. */
const daysOf: Readonly<Record<string, number>> = { report: 10, answer: 5, judging: 10, decision: 20 };

/** The clock that runs ends exactly so many working days after it began, those of a stop left out. */
function checkClock(of: Instance): void {
  if (of.due_at === null || of.overdue) return;
  const calendar = stand.test.vahid.calendar();
  const due = bakuDate(of.due_at);
  expect(of.due_at).toEqual(bakuInstant(due, '18:00'));
  expect(calendar.isWorkingDay(due)).toBe(true);
  const running = Object.entries(of.clocks).filter(([, { spans }]) => spans.some(({ to }) => to === null));
  expect(running).toHaveLength(1);
  for (const [name, { spans }] of running) {
    const counted = spans.map(({ from, to }) => calendar.workingDaysBetween(from, to ?? due));
    expect(counted.reduce((sum, days) => sum + days, 0)).toBe(daysOf[name]);
  }
}

async function takers(id: string, wanted: readonly string[]) {
  return (await journal(stand.test.ctx(), id)).filter(({ action }) => wanted.includes(action));
}

let used = 0;
async function fresh() {
  used += 1;
  // What a run left open for an earlier measure is of no interest to the next.
  const item = await stand.measure(used <= 17 ? `6.1.1.2.${used}` : `6.1.2.2.${used - 17}`);
  await stand.give(item, { due: '2036-06-30' });
  return item;
}

async function writersOf(table: 'report' | 'date_request', id: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    writers: string[];
  }>`select writers from ${sql.table(`plan.${table}`)} where id = ${id}`.execute(stand.test.vahid.db);
  return rows[0]?.writers ?? [];
}

describe('over all paths and clocks', () => {
  it('a report is accepted by somebody who had no part in it, with every piece judged, and by nothing else', async () => {
    let accepted = 0;
    const actions = ['save', 'link', 'verify', 'submit', 'answer', 'accept', 'accept', 'return', 'supplement'];
    await fc.assert(
      fc.asyncProperty(steps(actions), async (path) => {
        const id = await stand.begin(await fresh());
        await stand.fill(id);
        let judgements = 0;
        for (const step of [...own, ...path, ...ending]) {
          await pass(step.days);
          await attempt(() => take(id, step));
          checkClock(await instance(stand.test.ctx(), id));
          judgements = await checkLastJudge(id, judgements);
        }
        const judged = await takers(id, ['accept', 'return']);
        expect(judged.filter(({ person: who, actedAs }) => who === null || actedAs !== 'project_office')).toEqual([]);
        accepted += judged.filter(({ action }) => action === 'accept').length;
        await checkEvidence(id);
      }),
      { numRuns: 6, seed: 20261127 },
    );
    expect(accepted).toBeGreaterThan(3);
  }, 240_000);

  const first = (action: string): Step => ({ actor: 0, action, days: 0, left: false });
  // Somebody of both institutions writes, and then, for the centre alone, judges.
  const own = [
    { actor: 6, action: 'save', days: 0, left: false },
    first('submit'),
    { actor: 6, action: 'verify', days: 0, left: true },
    { actor: 6, action: 'accept', days: 0, left: true },
    { actor: 6, action: 'return', days: 0, left: true },
  ];
  const ending = [
    { actor: 2, action: 'verify', days: 0, left: false },
    { actor: 2, action: 'accept', days: 0, left: false },
  ];

  /** Asked after every step: whoever judged with it had until then written, sent or proven nothing. Answers how often it was judged. */
  async function checkLastJudge(id: string, before: number): Promise<number> {
    const { rows } = await sql<{ judge: string }>`select person as judge from plan.judgement where report = ${id}
      order by number`.execute(stand.test.vahid.db);
    const writers = await writersOf('report', id);
    for (const { judge } of rows.slice(before)) expect(writers).not.toContain(judge);
    return rows.length;
  }

  /** Every piece of what is accepted was judged, by another than who gave it. */
  async function checkEvidence(id: string): Promise<void> {
    const open = (await evidenceOfReport(stand.test.vahid.db, id)).filter(({ verdict }) => verdict === null);
    const { state } = await instance(stand.test.ctx(), id);
    expect(state === 'accepted' ? open : []).toEqual([]);
    const own = await sql`select from plan.verdict v join plan.evidence e on e.id = v.evidence
      where e.report = ${id} and v.person = e.person`.execute(stand.test.vahid.db);
    expect(own.rows).toEqual([]);
  }

  async function take(id: string, step: Step): Promise<void> {
    const actor = actorOf(step);
    if (step.action === 'save') return saveReport(stand.as(actor), id, { obstacles: 'Var.' });
    if (step.action === 'link') return void (await stand.link(id, 'M1', actor));
    if (step.action !== 'verify') return void (await stand.act(actor, id, step.action));
    const open = (await evidenceOfReport(stand.test.vahid.db, id)).filter(({ verdict }) => verdict === null);
    await judgeEvidence(
      stand.as(actor),
      id,
      open.map((one) => ({ evidence: one.id, verdict: 'verified' })),
    );
  }

  it('dates are approved or refused by another than who recommended, wrote and sent them, and by nothing else', async () => {
    let decided = 0;
    const decisions = ['approve', 'approve-in-office', 'refuse', 'refuse-in-office'];
    const actions = ['save', 'ask', 'answer', 'recommend', 'recommend', 'send-back', ...decisions, ...decisions];
    const draft = { ...draftOf(schedule), reason: 'Səbəb', due: '2036-06-30', starts: '2026-02-02' };
    await fc.assert(
      fc.asyncProperty(steps(actions), async (path) => {
        const item = await fresh();
        const id = await beginDates(stand.as(stand.deputy), item.id);
        await saveDates(stand.as(stand.officer), id, draft);
        for (const step of [first('submit'), ...path, second, third]) {
          await pass(step.days);
          const work = () =>
            step.action === 'save'
              ? saveDates(stand.as(actorOf(step)), id, draft)
              : stand.dates(actorOf(step), id, step.action);
          await attempt(work);
          checkClock(await instance(stand.test.ctx(), id));
        }
        const writers = await writersOf('date_request', id);
        const recommending = (await takers(id, ['recommend'])).map(({ person: who }) => who);
        const [decision, ...more] = await takers(id, decisions);
        expect(more).toEqual([]);
        const { state } = await instance(stand.test.ctx(), id);
        expect(state === 'approved' || state === 'refused').toBe(decision !== undefined);
        if (!decision) return;
        decided += 1;
        expect([...recommending, ...writers]).not.toContain(decision.person);
        const { rows } = await sql`select from plan.baseline where item = ${item.id} and instance = ${id}`.execute(
          stand.test.vahid.db,
        );
        expect(rows.length).toBe(state === 'approved' ? 1 : 0);
      }),
      { numRuns: 6, seed: 20261127 },
    );
    expect(decided).toBeGreaterThan(3);
  }, 240_000);

  const second = { actor: 2, action: 'recommend', days: 0, left: false };
  const third = { actor: 4, action: 'approve', days: 0, left: false };
});
