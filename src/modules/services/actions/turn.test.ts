import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openServiceStage, personOf, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { checkAnswers, saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';

/* A mother and a father apply at the same time: for two children and one place, or both for the same child. */

let stage: Stage;
let test: Stage['test'];
let mother: Actor;
let father: Actor;
let officer: Actor;
let approver: Actor;
let kindergarten: string;
const service = 'kindergarten-place';
const [schoolchild, daughter, youngest] = ['7BM2H4C', '7CN5J8D', '7DP9L3F'];

const official = async (fin: string, role: 'officer' | 'approver'): Promise<Actor> => ({
  ...(await personOf(test, fin)),
  appointments: [{ institution: 'etn', role }],
});

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  mother = await personOf(test, '6AY4N9R');
  const { rows } = await sql<{ fin: string }>`select a.data ->> 'fin' as fin from records.record a
    join records.record child on child.register = 'population' and child.data ->> 'fin' = ${daughter}
    where a.register = 'kindergarten-areas' and child.data::text like '%"' || (a.data ->> 'fin') || '"%'
      and a.data ->> 'fin' not in ('6AY4N9R', ${daughter})`.execute(test.vahid.db);
  father = await personOf(test, rows[0]?.fin ?? '');
  officer = await official('5NE6Q4Y', 'officer');
  approver = await official('4EM7P5D', 'approver');
  const { rows: near } = await sql<{ voen: string }>`select data -> 'kindergartens' ->> 1 as voen from records.record
    where register = 'kindergarten-areas' and data ->> 'fin' = '6AY4N9R'`.execute(test.vahid.db);
  kindergarten = near[0]?.voen ?? '';
}, 120_000);
afterAll(() => test.close());

/** None of the children has a place or waits for one. */
beforeEach(async () => {
  test.clock.advance(3_600_000);
  await sql`update records.record set superseded_at = ${test.clock.now()} where register = 'kindergarten-queue'
    and superseded_at is null and data ->> 'child' in (${daughter}, ${youngest})`.execute(test.vahid.db);
  test.clock.advance(3_600_000);
});

async function leaveFree(free: number): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from records.record
    where register = 'kindergarten-queue' and superseded_at is null and data ->> 'kindergarten' = ${kindergarten}`.execute(
    test.vahid.db,
  );
  const places = free + (rows[0]?.count ?? 0);
  await sql`with before as (update records.record set superseded_at = ${test.clock.now()} where register = 'kindergartens'
      and key = ${kindergarten} and superseded_at is null returning *)
    insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data, effect_key)
    select gen_random_uuid(), register, key, valid_from, valid_to, ${test.clock.now()},
      jsonb_set(data, '{places}', to_jsonb(${places}::int)), null from before`.execute(test.vahid.db);
}

async function send(actor: Actor, child = ''): Promise<string> {
  const ctx = test.ctx(actor);
  const { id } = await startCase(ctx, { service });
  for (const [page, values] of Object.entries({
    usaq: { child },
    bagca: { kindergarten },
    baslangic: { startsOn: '2027-02-01' },
  })) {
    test.clock.advance(100);
    await saveAnswers(ctx, { id, page, values });
  }
  await submitCase(ctx, { id, key: `send-${id}` });
  return id;
}

/** Both are sent before anything of the first is entered. */
async function both(mothers = '', fathers = ''): Promise<readonly [first: string, second: string]> {
  const sent = [await send(mother, mothers), await send(father, fathers)] as const;
  await stage.drain();
  return sent;
}

async function aMinuteOn(): Promise<void> {
  test.clock.advance(61_000);
  await stage.drain();
  await stage.drain();
}

async function standing(id: string, actor: Actor) {
  const { status, journal } = await caseView(test.ctx(actor), { id });
  return { status, steps: journal.length };
}

async function entered(child = '') {
  const { rows } = await sql<{ data: object }>`select data from records.record where register = 'kindergarten-queue'
    and superseded_at is null and data ->> 'child' = ${child}`.execute(test.vahid.db);
  return rows.map(({ data }) => data);
}

it('gives the second child its place too, when what the first took is told', async () => {
  await leaveFree(5);
  const [first, second] = await both(daughter, youngest);
  expect((await standing(first, mother)).status).toBe('issued');
  expect((await standing(second, father)).status).toBe('in_review');
  await aMinuteOn();
  expect((await standing(second, father)).status).toBe('issued');
  expect(await entered(youngest)).toMatchObject([{ kindergarten, waitsFor: null }]);
});

it('gives the last place once: the other child goes to an officer, and into the queue', async () => {
  await leaveFree(1);
  const [first, second] = await both(daughter, youngest);
  expect((await standing(first, mother)).status).toBe('issued');
  await stage.take(officer, second, 'recommend', 'Yer var.');
  expect(await refused(stage.take(approver, second, 'approve'))).toBe('services.decided_before');
  await aMinuteOn();
  expect((await standing(second, father)).status).toBe('in_review');
  await stage.take(approver, second, 'approve');
  expect((await standing(second, father)).status).toBe('issued');
  expect(await entered(daughter)).toMatchObject([{ kindergarten, waitsFor: null }]);
  expect(await entered(youngest)).toMatchObject([{ kindergarten: null, waitsFor: kindergarten, priority: true }]);
  // Of the one who waits the register says that it goes nowhere, which keeps nothing back about the other.
  const { id } = await startCase(test.ctx(mother), { service });
  await saveAnswers(test.ctx(mother), { id, page: 'usaq', values: { child: schoolchild ?? '' } });
  const { facts } = await checkAnswers(test.ctx(mother), { id });
  expect(facts.find(({ field }) => field === 'siblings')).toMatchObject({ state: 'value', value: [kindergarten] });
});

it('leaves with an officer whom the table would have approved before the last place went', async () => {
  await leaveFree(1);
  const [, second] = await both(daughter, youngest);
  await aMinuteOn();
  expect((await standing(second, father)).status).toBe('in_review');
  const { facts } = await deskCase(test.ctx(officer), { id: second });
  expect(facts.find(({ field }) => field === 'children')?.value).toBe(
    facts.find(({ field }) => field === 'places')?.value,
  );
  expect(await entered(youngest)).toEqual([]);
});

it('gives a child one place, though both parents apply', async () => {
  await leaveFree(5);
  const [first, second] = await both(daughter, daughter);
  await aMinuteOn();
  expect((await standing(first, mother)).status).toBe('issued');
  expect((await standing(second, father)).status).toBe('in_review');
  expect(await entered(daughter)).toHaveLength(1);
});
