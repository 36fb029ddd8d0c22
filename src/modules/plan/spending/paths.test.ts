import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { bakuDate, bakuInstant } from '../../../language/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { journal } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { setCondition, showEvidence, verifyCondition } from './actions/conditions.ts';
import { updateDelivery } from './actions/delivery.ts';
import { resolveDuplicate } from './actions/reviewing.ts';
import { saveSpending } from './actions/writing.ts';
import { isWhole } from './money.ts';
import { processInForce } from './rules.ts';
import { listConditions } from './store/conditions.ts';
import { listDecisions } from './store/decisions.ts';
import { listDuplicates } from './store/duplicates.ts';
import { listMoney } from './store/requests.ts';
import { centralAnswers, openStand, type Stand } from './test-stand.ts';

/*
 * Whatever is done by whomever and whenever: nothing is approved by silence or by the program, nobody decides what they
 * wrote, signed or recommended, a blocking condition holds its gate, and money that is not whole goes nowhere.
 */

let stand: Stand;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
  // Nightly work of other rooms has no part in this, and years go by here.
  await sql`delete from kernel.job`.execute(stand.test.vahid.db);
});
afterAll(() => stand.test.close());

const compiled = () => processInForce(stand.test.ctx()).process;
const approvals = new Set(['approved', 'approved_with_conditions']);
const used = new Set(['committed', 'delivering', 'closing', 'benefits_review', 'closed']);
const sent = new Set(['submitted', 'triaged', 'assessing', 'recommended', ...approvals, ...used]);

describe('the definition', () => {
  it('lets the program approve, commit and close nothing', () => {
    const own = compiled().actions.filter(({ actor }) => actor === 'system');
    expect(own.map(({ name, to }) => [name, to])).toEqual([
      ['triage', 'triaged'],
      ['lapse', 'pipeline'],
      ['expire', 'expired'],
      ['detect-change', 'change_request'],
    ]);
  });

  it('asks a note of every decision and has words for every guard', () => {
    const { actions } = compiled();
    expect(
      actions.filter(({ effects }) => effects.includes('decide')).filter(({ note }) => note !== 'required'),
    ).toEqual([]);
    expect(actions.filter(({ guard, otherwise }) => guard !== undefined && !otherwise)).toEqual([]);
    expect(actions.filter(({ to, effects }) => approvals.has(to) && !effects.includes('decide'))).toEqual([]);
  });
});

const who = ['registrar', 'deputy', 'head', 'officer', 'other', 'approver', 'turncoat'] as const;
const step = fc.record({
  kind: fc.constantFrom(
    'act',
    'act',
    'act',
    'act',
    'act',
    'act',
    'act',
    'money',
    'condition',
    'show',
    'verify',
    'deliver',
    'resolve',
  ),
  who: fc.constantFrom(...who),
  action: fc.nat(999),
  days: fc.constantFrom(0, 0, 0, 0, 1, 2, 5, 11),
  share: fc.constantFrom('40', '40', '40.00', '39.99', '41'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Tries it; what is refused changes nothing. */
async function tried(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const weighty = new Set(['withdraw', 'reject', 'uphold', 'suspend']);

async function take(id: string, { kind, who: name, action, days, share }: Step): Promise<void> {
  stand.test.clock.advance(days * 86_400_000);
  if (days > 0) await stand.settle();
  const ctx = stand.as(name);
  const { db } = stand.test.vahid;
  const [condition] = (await listConditions(db, id)).filter(({ verifiedAt }) => verifiedAt === null);
  if (kind === 'money') return tried(() => saveSpending(ctx, id, { fund_extra_budgetary: share }));
  if (kind === 'condition') return tried(() => setCondition(ctx, id, given(action)));
  if (kind === 'show') return tried(() => showEvidence(ctx, id, condition?.id ?? id, 'Protokol'));
  if (kind === 'verify') return tried(() => verifyCondition(ctx, id, condition?.id ?? id));
  if (kind === 'deliver') return tried(() => updateDelivery(ctx, id, { committed: '50000', contract: 'M-1' }));
  if (kind === 'resolve') {
    const [open] = (await listDuplicates(db, id)).filter(({ resolution }) => resolution === null);
    return tried(() =>
      resolveDuplicate(ctx, id, { candidate: open?.id ?? id, resolution: 'justified', reason: 'Başqadır.' }),
    );
  }
  const state = await stand.state(id);
  const able = compiled().actions.filter((one) => one.from.includes(state) && one.actor !== 'system');
  const likely = able.filter((one) => !weighty.has(one.name) || action % 25 === 0);
  const chosen = likely[action % Math.max(likely.length, 1)];
  if (chosen) await tried(() => stand.act(name, id, chosen.name));
}

const given = (action: number) => ({
  text: 'Sınaq hesabatı',
  ...(action % 4 === 0
    ? {}
    : { owner: 'aef', evidence: 'report' as const, due: '2031-01-01', gate: 'commit' as const }),
  blocking: true,
});

/** What stands in the request that may not stand there. */
async function wrongs(id: string, before: string): Promise<readonly string[]> {
  const { db } = stand.test.vahid;
  const row = await stand.row(id);
  const found: string[] = [];
  const { funding } = await listMoney(db, id);
  if (sent.has(row.state) && !isWhole(funding.map(({ percent }) => percent))) found.push('money that is not whole');
  const loose = (await listConditions(db, id)).filter(({ blocking, verifiedAt }) => blocking && verifiedAt === null);
  if (approvals.has(before) && row.state === 'committed' && loose.some(({ gate }) => gate === 'commit'))
    found.push('a gate that a condition should hold');
  if (row.state !== (await stand.state(id))) found.push('a state of its own');
  return found;
}

/** What the journal shows that may not be. */
async function broken(id: string): Promise<readonly string[]> {
  const found: string[] = [];
  const spoke = new Set<string | null>();
  let recommended: string | null = null;
  for (const { action, to, person, actedAs } of await journal(stand.test.ctx(), id)) {
    const decides = approvals.has(to) || ['returned', 'rejected', 'upheld'].includes(to);
    if (decides && person === null) found.push(`${action} by the program`);
    if (decides && spoke.has(person)) found.push(`${action} by who wrote or signed`);
    if (decides && actedAs === 'approver' && person === recommended) found.push(`${action} by who recommended`);
    if (['recommend', 'advise-against'].includes(action)) recommended = person;
    if (['registrar', 'owner_deputy_head'].includes(actedAs)) spoke.add(person);
  }
  return found;
}

describe('every path', () => {
  it('keeps the rules, and silence approves nothing', async () => {
    const taken = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 35 }), fc.nat(3), async (steps, ahead) => {
        const id = await stand.draft(centralAnswers, `Yol ${stand.test.clock.now().getTime()}`);
        // Some paths begin where few random steps lead.
        if (ahead > 0) await stand.act('registrar', id, 'enter-pipeline');
        if (ahead > 1) await stand.act('deputy', id, 'submit');
        await stand.settle();
        for (const one of steps) {
          const before = await stand.state(id);
          await take(id, one);
          await stand.settle();
          expect(await wrongs(id, before)).toEqual([]);
        }
        const waiting = await stand.state(id);
        stand.test.clock.advance(400 * 86_400_000);
        await stand.settle();
        const after = await stand.state(id);
        expect(after === waiting || ['pipeline', 'expired', 'triaged'].includes(after)).toBe(true);
        expect(await broken(id)).toEqual([]);
        expect(await wrongs(id, waiting)).toEqual([]);
        for (const { action } of await journal(stand.test.ctx(), id)) taken.add(action);
      }),
      { numRuns: 10, seed: 20_261_127 },
    );
    // The paths led over what they are about.
    for (const action of ['submit', 'triage', 'take-up', 'ask', 'recommend', 'approve', 'overdue', 'lapse'])
      expect(taken).toContain(action);
  }, 240_000);
});

describe('the days of the office', () => {
  const at = (day: string) => stand.test.clock.set(bakuInstant(day, '10:00'));

  /** Taken up, asked, answered, recommended and approved on these days; answers the days that were counted. */
  async function decided(taken: string, asked: string, answered: string, done: string) {
    at(taken);
    const id = await stand.assessing(centralAnswers, `Gün ${taken}`);
    at(asked);
    await stand.act('officer', id, 'ask');
    at(answered);
    await stand.act('registrar', id, 'answer');
    await stand.settle();
    for (const { id: candidate } of await listDuplicates(stand.test.vahid.db, id))
      await resolveDuplicate(stand.as('officer'), id, { candidate, resolution: 'justified', reason: 'Başqadır.' });
    await stand.act('officer', id, 'recommend');
    at(done);
    await stand.act('approver', id, 'approve');
    return (await listDecisions(stand.test.vahid.db, id))[0];
  }

  it('stop while a question is open and leave out weekends and holidays', async () => {
    const calendar = stand.test.vahid.calendar();
    const year = Number(bakuDate(stand.test.clock.now()).slice(0, 4)) + 1;
    const [taken, asked, answered, done] = [`${year}-12-22`, `${year}-12-29`, `${year + 1}-01-09`, `${year + 1}-01-12`];
    const expected = calendar.workingDaysBetween(taken, asked) + calendar.workingDaysBetween(answered, done);
    // The New Year's holidays lie in between, so the days are fewer than those of the wall.
    expect(calendar.isWorkingDay(`${year + 1}-01-01`)).toBe(false);
    expect(await decided(taken, asked, answered, done)).toMatchObject({ days: expected, inTime: true });
  });

  it('are late from the evening of the fifth day of the decision on, and still nobody is taken to have agreed', async () => {
    const year = Number(bakuDate(stand.test.clock.now()).slice(0, 4)) + 1;
    at(`${year}-09-01`);
    const id = await stand.recommended(centralAnswers, 'Gecikən qərar');
    const last = stand.test.vahid.calendar().addWorkingDays(`${year}-09-01`, 5);
    stand.test.clock.set(bakuInstant(last, '18:00'));
    await stand.settle();
    expect(await stand.state(id)).toBe('recommended');
    await stand.act('approver', id, 'approve');
    expect((await listDecisions(stand.test.vahid.db, id))[0]).toMatchObject({ days: 5, inTime: false });
  });
});
