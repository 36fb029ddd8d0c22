import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import type { Json } from '../../../kernel/job.ts';
import { ensurePerson } from '../../identity/index.ts';
import { declareOutage, endOutage } from '../../records/index.ts';
import type { AnswerField } from '../views.ts';
import { checkAnswers, questionPage, saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';
import { refreshCase, refreshJob } from './refreshing.ts';
import * as store from '../store.ts';

/* A mother chooses one of her children, and a kindergarten that serves her address. */

let stage: Stage;
let test: Stage['test'];
let mother: Actor;
const service = 'kindergarten-place';
const [schoolchild, daughter, youngest] = ['7BM2H4C', '7CN5J8D', '7DP9L3F'];
const strangersChild = '1FW0PVX';

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  const person = await ensurePerson(test.ctx(), '6AY4N9R');
  mother = { kind: 'person', person, name: 'Fidan Sultanova', appointments: [] };
}, 120_000);
afterAll(() => test.close());

const me = () => test.ctx(mother);
async function save(id: string, page: string, values: Record<string, Json>): Promise<void> {
  test.clock.set(new Date(test.clock.now().getTime() + 1000).toISOString());
  await saveAnswers(me(), { id, page, values });
}

async function choicesOn(id: string, page: string): Promise<AnswerField> {
  const [field] = (await questionPage(me(), { id, page })).fields;
  if (!field || field.kind === 'group' || field.kind === 'files') throw new Error('no choice');
  return field;
}

async function factsOf(id: string): Promise<Record<string, unknown>> {
  const { facts } = await checkAnswers(me(), { id });
  return Object.fromEntries(facts.map(({ field, value, state }) => [field, value ?? state]));
}

/** What was asked about each person since a moment, by FİN. */
async function lookUps(about: string | undefined): Promise<readonly string[]> {
  const { rows } = await sql<{ concepts: string }>`select l.concepts::text as concepts from exchange.look_up l
    join identity.person p on p.id = l.subject where p.fin = ${about}`.execute(test.vahid.db);
  return rows.map(({ concepts }) => concepts);
}

let id = '';

it('shows the children by name, keeps the FİN of the one who is chosen', async () => {
  ({ id } = await startCase(me(), { service }));
  const { choices = [] } = await choicesOn(id, 'usaq');
  expect(choices.map(({ label }) => label.az).sort()).toEqual([
    'Ayxan Emin oğlu Sultanov',
    'Uğur Emin oğlu Sultanov',
    'Zəhra Emin qızı Sultanova',
  ]);
  expect(choices.map(({ value }) => value).sort()).toEqual([schoolchild, daughter, youngest].sort());
});

it('takes nobody else: neither a stranger’s child nor oneself', async () => {
  for (const child of [strangersChild, '6AY4N9R', '', 'x', 7, [daughter]])
    expect(await refused(save(id, 'usaq', { child }))).not.toBe('done');
  const { rows } = await sql`select 1 from services.answer where instance = ${id}`.execute(test.vahid.db);
  expect(rows).toEqual([]);
  expect((await lookUps(strangersChild)).length).toBe(0);
});

it('reads about the chosen one alone, and anew when another is chosen', async () => {
  await save(id, 'usaq', { child: youngest ?? '' });
  expect(await factsOf(id)).toMatchObject({ childBirth: '2024-06-21', applied: true });
  await save(id, 'usaq', { child: daughter ?? '' });
  expect(await factsOf(id)).toMatchObject({ childBirth: '2022-04-12', applied: false });
  const births = async (fin: string | undefined) =>
    (await lookUps(fin)).filter((concepts) => concepts.includes('person.birthDate')).length;
  expect([await births(schoolchild), await births(youngest), await births(daughter)]).toEqual([0, 1, 1]);
});

it('keeps nothing of one child for another while the register is silent', async () => {
  const keeper = () =>
    test.ctx({
      ...mother,
      person: stage.people.registrar.person ?? '',
      appointments: [{ institution: 'din', role: 'registrar' }],
    });
  await declareOutage(keeper(), { register: 'population', hours: 2, reason: 'maintenance' });
  await save(id, 'usaq', { child: youngest ?? '' });
  expect(await factsOf(id)).toMatchObject({ childBirth: 'unavailable' });
  // Those who may be chosen stand as they were told before.
  expect((await choicesOn(id, 'usaq')).choices).toHaveLength(3);
  await endOutage(keeper(), 'population');
  await save(id, 'usaq', { child: daughter ?? '' });
});

it('enters the place of the chosen child; the desk reads the name, a second application finds it', async () => {
  const near = (await choicesOn(id, 'bagca')).choices ?? [];
  expect(near).toHaveLength(2);
  await save(id, 'bagca', { kindergarten: near[1]?.value ?? '' });
  await save(id, 'baslangic', { startsOn: '2027-02-01' });
  await submitCase(me(), { id, key: `send-${id}` });
  await stage.drain();
  const view = await caseView(me(), { id });
  expect(view.status).toBe('issued');
  expect(view.answers.find(({ field }) => field === 'child')?.shown?.az).toBe('Zəhra Emin qızı Sultanova');
  const { rows } =
    await sql`select data from records.record where register = 'kindergarten-queue' and data ->> 'child' = ${daughter}`.execute(
      test.vahid.db,
    );
  expect(rows).toMatchObject([
    { data: { child: daughter, kindergarten: near[1]?.value, priority: false, startsOn: '2027-02-01' } },
  ]);
  const again = await startCase(me(), { service });
  await save(again.id, 'usaq', { child: daughter ?? '' });
  expect(await factsOf(again.id)).toMatchObject({ applied: true });
});

it('goes to an officer for a child who is six already; asked again, the facts are about the same child', async () => {
  const { id: second } = await startCase(me(), { service });
  await save(second, 'usaq', { child: schoolchild ?? '' });
  const [full] = (await choicesOn(second, 'bagca')).choices ?? [];
  await save(second, 'bagca', { kindergarten: full?.value ?? '' });
  await save(second, 'baslangic', { startsOn: '2027-02-01' });
  await submitCase(me(), { id: second, key: `send-${second}` });
  await stage.drain();
  const officer = test.ctx({
    kind: 'person',
    person: await ensurePerson(test.ctx(), '5NE6Q4Y'),
    name: 'Könül Axundova',
    appointments: [{ institution: 'etn', role: 'officer' }],
  });
  await refreshCase(officer, { id: second });
  const desk = await deskCase(officer, { id: second });
  expect(desk.answers.find(({ field }) => field === 'child')?.shown?.az).toBe('Ayxan Emin oğlu Sultanov');
  expect(desk.facts.find(({ field }) => field === 'childBirth')?.value).toBe('2017-09-03');
  // The youngest goes to the full one.
  expect(desk.facts.find(({ field }) => field === 'siblings')?.value).toContain(full?.value);
});

it('keeps nothing that was read in the background about another than is chosen by then', async () => {
  const { rows } = await sql<{ id: string }>`select id from services."case" where service = ${service}
    and outcome is null and submitted_at is not null`.execute(test.vahid.db);
  const second = rows[0]?.id ?? '';
  test.clock.advance(60_000);
  const read = await refreshJob.ask?.(test.ctx(), { case: second });
  await store.writeAnswers(test.vahid.db, second, { child: daughter ?? '' }, test.clock.now(), true);
  const born = async () =>
    (await store.listFacts(test.vahid.db, second)).find(({ field }) => field === 'childBirth')?.value;
  test.clock.advance(1000);
  await inTransaction(test.ctx(), (inner) => refreshJob.run(inner, { case: second }, read));
  const { rows: kept } = await sql`select 1 from services.fact where instance = ${second}
    and read_at > ${new Date(test.clock.now().getTime() - 1500)}`.execute(test.vahid.db);
  expect(kept).toEqual([]);
  await stage.drain();
  expect(await born()).toBe('2022-04-12');
});
