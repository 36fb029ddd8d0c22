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
import { type DeliveryFacts, updateDelivery } from './actions/delivery.ts';
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

  it('asks a note of every decision, has words for every guard, and looks for an interest of every official', () => {
    const { actions } = compiled();
    expect(
      actions.filter(({ effects }) => effects.includes('decide')).filter(({ note }) => note !== 'required'),
    ).toEqual([]);
    expect(actions.filter(({ guard, otherwise }) => guard !== undefined && !otherwise)).toEqual([]);
    expect(actions.filter(({ to, effects }) => approvals.has(to) && !effects.includes('decide'))).toEqual([]);
    const judging = actions.filter(({ actor }) => ['officer', 'approver'].includes(actor));
    expect(judging.filter(({ guard }) => !guard?.includes('not(conflict)')).map(({ name }) => name)).toEqual([]);
  });
});

const rightful = {
  registrar: 'registrar',
  owner_deputy_head: 'deputy',
  owner_head: 'head',
  officer: 'officer',
  approver: 'approver',
} as const;
const who = [
  'registrar',
  'deputy',
  'officer',
  'other',
  'approver',
  'turncoat',
  'moved',
  'right',
  'right',
  'right',
] as const;
const deeds = ['money', 'condition', 'show', 'verify', 'deliver', 'resolve'] as const;
const step = fc.record({
  kind: fc.constantFrom('act', 'act', 'act', 'act', 'act', 'act', ...deeds),
  who: fc.constantFrom(...who),
  action: fc.nat(999),
  days: fc.constantFrom(0, 0, 0, 0, 1, 2, 5, 11),
  share: fc.constantFrom('40', '40', '40.00', '39.99', '41'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What the test itself saw of one path, whatever the program keeps. */
interface Seen {
  /** Who wrote any of it: what nobody of them may decide. */
  readonly wrote: Set<string>;
  /** Said by the institution and not yet decided. */
  scopeChanged: boolean;
}

/** Tries it; what is refused changes nothing. Answers whether it was done. */
async function tried(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return false;
  }
}

const weighty = new Set(['withdraw', 'reject', 'uphold', 'suspend']);

async function take(id: string, { kind, who: chosen, action, days, share }: Step, seen: Seen): Promise<void> {
  stand.test.clock.advance(days * 86_400_000);
  if (days > 0) await stand.settle();
  if (kind === 'act') return press(id, chosen, action);
  const owners = kind === 'money' || kind === 'show' || kind === 'deliver';
  const name = chosen === 'right' ? (owners ? 'registrar' : kind === 'condition' ? 'approver' : 'officer') : chosen;
  const ctx = stand.as(name);
  const { db } = stand.test.vahid;
  const [condition] = (await listConditions(db, id)).filter(({ verifiedAt }) => verifiedAt === null);
  const wrote = (done: boolean) => void (done && seen.wrote.add(ctx.actor.person ?? ''));
  if (kind === 'money') wrote(await tried(() => saveSpending(ctx, id, { fund_extra_budgetary: share })));
  if (kind === 'condition') await tried(() => setCondition(ctx, id, given(action)));
  if (kind === 'show') await tried(() => showEvidence(ctx, id, condition?.id ?? id, 'Protokol'));
  if (kind === 'verify') await tried(() => verifyCondition(ctx, id, condition?.id ?? id));
  if (kind === 'deliver') {
    const told: DeliveryFacts = facts[action % facts.length] ?? {};
    const done = await tried(() => updateDelivery(ctx, id, told));
    wrote(done);
    if (done) seen.scopeChanged = told.scopeChanged ?? seen.scopeChanged;
  }
  if (kind === 'resolve') {
    const [open] = (await listDuplicates(db, id)).filter(({ resolution }) => resolution === null);
    await tried(() =>
      resolveDuplicate(ctx, id, { candidate: open?.id ?? id, resolution: 'justified', reason: 'Başqadır.' }),
    );
  }
}

/** What is told of a delivery: mostly as approved, sometimes beyond it. */
const facts = [
  { committed: '50000', contract: 'M-1' },
  { budgetLine: '2.1' },
  { scopeChanged: true },
  { scopeChanged: false },
  { committed: '60000' },
  { forecast: '70000', endsOn: '2098-01-01' },
  { supplier: 'Arı MMC' },
  { supplier: 'Bal MMC' },
] as const;

async function press(id: string, chosen: Step['who'], action: number): Promise<void> {
  const state = await stand.state(id);
  const able = compiled().actions.filter((one) => one.from.includes(state) && one.actor !== 'system');
  const likely = able.filter((one) => !weighty.has(one.name) || action % 25 === 0);
  const pressed = likely[action % Math.max(likely.length, 1)];
  if (!pressed) return;
  const name = chosen === 'right' ? rightful[pressed.actor as keyof typeof rightful] : chosen;
  await tried(() => stand.act(name, id, pressed.name));
}

const gates = ['commit', 'delivery', 'closing'] as const;
const given = (action: number) => ({
  text: 'Sınaq hesabatı',
  ...(action % 4 === 0
    ? {}
    : { owner: 'aef', evidence: 'report' as const, due: '2098-01-01', gate: gates[action % 3] ?? 'commit' }),
  blocking: true,
});

/** What each gate leads out of, and into. */
const gated = [
  { gate: 'commit', from: [...approvals], to: 'committed' },
  { gate: 'delivery', from: ['committed'], to: 'delivering' },
  { gate: 'closing', from: ['delivering'], to: 'closing' },
];

/** What stands in the request that may not stand there. */
async function wrongs(id: string, before: string, seen: Seen): Promise<readonly string[]> {
  const { db } = stand.test.vahid;
  const row = await stand.row(id);
  const found: string[] = [];
  const { funding } = await listMoney(db, id);
  if (sent.has(row.state) && !isWhole(funding.map(({ percent }) => percent))) found.push('money that is not whole');
  const loose = (await listConditions(db, id)).filter(({ blocking, verifiedAt }) => blocking && verifiedAt === null);
  for (const { gate, from, to } of gated)
    if (from.includes(before) && row.state === to && loose.some((one) => one.gate === gate))
      found.push(`through the gate of ${gate}, which a condition should hold`);
  if (row.state !== (await stand.state(id))) found.push('a state of its own');
  if (row.state === 'delivering') found.push(...beyond(row, seen));
  return found;
}

/** In delivery nothing goes beyond the approval but what has been decided. */
function beyond(row: Awaited<ReturnType<Stand['row']>>, { scopeChanged }: Seen): readonly string[] {
  const most = Number(row.approved) * 1.1;
  const cost = Number(row.forecast) > most || Number(row.committed ?? 0) > most;
  const time = Date.parse(row.endsOn ?? '') > Date.parse(row.approvedEnd ?? '') + 90 * 86_400_000;
  return [
    ...(cost ? ['more than was approved'] : []),
    ...(time ? ['later than was approved'] : []),
    ...(scopeChanged ? ['another scope than was approved'] : []),
  ];
}

const decisions = new Set(['returned', 'rejected', 'upheld', ...approvals]);
const isDecision = ({ action, to }: { readonly action: string; readonly to: string }) =>
  decisions.has(to) || ['accept-change', 'refuse-change'].includes(action);

/** Who decided since the last look, though they wrote, saved, signed or advised. */
async function broken(id: string, { after, seen }: { readonly after: number; readonly seen: Seen }) {
  const found: string[] = [];
  const advised = new Map<string, string | null>();
  for (const entry of await journal(stand.test.ctx(), id)) {
    const { seq, action, person, actedAs } = entry;
    if (seq > after && isDecision(entry)) {
      if (person === null) found.push(`${action} by the program`);
      if (seen.wrote.has(person ?? '')) found.push(`${action} by who wrote or signed`);
      const own = [...advised].filter(([, adviser]) => adviser === person).map(([name]) => name);
      if (actedAs === 'approver' && own.length > 0) found.push(`${action} by who took ${own.join()}`);
    }
    if (seq > after && action === 'accept-change') seen.scopeChanged = false;
    if (['recommend', 'advise-against', 'assess-change'].includes(action)) advised.set(action, person);
    if (['registrar', 'owner_deputy_head'].includes(actedAs)) seen.wrote.add(person ?? '');
  }
  return found;
}

/** So far each path is led before chance takes over: some begin where few random steps lead. */
async function led(id: string, ahead: number): Promise<void> {
  const { as, act, settle } = stand;
  const steps: readonly (() => Promise<unknown>)[] = [
    () => act('registrar', id, 'enter-pipeline'),
    () => act('deputy', id, 'submit').then(settle),
    () => act('officer', id, 'take-up'),
    () => stand.clear(id).then(() => act('officer', id, 'recommend')),
    async () => {
      for (const at of [1, 2, 3]) await setCondition(as('approver'), id, given(at));
      await act('approver', id, 'approve-with-conditions');
    },
    async () => {
      await updateDelivery(as('registrar'), id, { committed: '50000', contract: 'M-1', supplier: 'Arı MMC' });
      await verified(id, 'commit');
      await act('registrar', id, 'commit');
    },
    () => verified(id, 'delivery').then(() => act('registrar', id, 'begin-delivery')),
    () => act('registrar', id, 'request-change').then(() => act('officer', id, 'assess-change')),
  ];
  // One of them leaves a question open, which time may end.
  for (const one of steps.slice(0, ahead > steps.length ? 3 : ahead)) await one();
  if (ahead > steps.length) await act('officer', id, 'ask');
}

async function verified(id: string, gate: (typeof gates)[number]): Promise<void> {
  for (const one of await listConditions(stand.test.vahid.db, id)) {
    if (one.gate !== gate) continue;
    await showEvidence(stand.as('registrar'), id, one.id, 'Protokol');
    await verifyCondition(stand.as('officer'), id, one.id);
  }
}

const rightly = (kind: Step['kind'], action: number): Step => ({ kind, who: 'right', action, days: 0, share: '40' });

/** What chance may pass by. */
const examples: [Step[], number][] = [
  // A question stays without an answer.
  [[], 9],
  // In delivery the scope changes; before delivery it does, and something else is saved before delivery begins.
  [[rightly('deliver', 2)], 7],
  [[rightly('deliver', 2), rightly('deliver', 1), rightly('show', 0), rightly('verify', 0), rightly('act', 0)], 6],
  // Who wrote a part of it before leaving the institution would approve it, or return it.
  [[{ ...rightly('act', 1), who: 'moved' }], 4],
  [[{ ...rightly('act', 3), who: 'moved' }], 4],
  // The last condition is met and the work handed over.
  [[rightly('act', 1), rightly('show', 0), rightly('verify', 0), rightly('act', 1), rightly('act', 1)], 7],
];

const ledOver = [
  ...'submit triage take-up ask recommend approve-with-conditions overdue lapse commit begin-delivery'.split(' '),
  ...'detect-change assess-change accept-change refuse-change finish deliver'.split(' '),
];

describe('every path', () => {
  it('keeps the rules, and silence approves nothing', async () => {
    const taken = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 35 }), fc.nat(9), async (steps, ahead) => {
        const id = await stand.draft(centralAnswers, `Yol ${stand.test.clock.now().getTime()}`);
        const seen: Seen = { wrote: new Set([stand.people.registrar.person ?? '']), scopeChanged: false };
        // One who has left the institution once wrote a part of it.
        await saveSpending(stand.as('turncoat'), id, { purpose: 'Başqa sözlər.' });
        seen.wrote.add(stand.people.turncoat.person ?? '');
        await led(id, ahead);
        await stand.settle();
        for (const one of steps) {
          const [before, after] = [await stand.state(id), (await journal(stand.test.ctx(), id)).at(-1)?.seq ?? 0];
          await take(id, one, seen);
          await stand.settle();
          expect(await broken(id, { after, seen })).toEqual([]);
          expect(await wrongs(id, before, seen)).toEqual([]);
        }
        const waiting = await stand.state(id);
        stand.test.clock.advance(400 * 86_400_000);
        await stand.settle();
        const at = await stand.state(id);
        expect(at === waiting || ['pipeline', 'expired', 'triaged'].includes(at)).toBe(true);
        for (const { action } of await journal(stand.test.ctx(), id)) taken.add(action);
      }),
      { numRuns: 24, seed: 20_261_127, examples },
    );
    // The paths led over what they are about.
    expect([...taken]).toEqual(expect.arrayContaining(ledOver));
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
