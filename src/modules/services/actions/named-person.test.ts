import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, personOf, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { deskCase } from './desk.ts';
import { caseView, checkAnswers, questionPage, saveAnswers, submitCase } from './own.ts';
import { startCase } from './starting.ts';

/* Officials read in the registers of the person whom an applicant names by FİN; the applicant reads nothing of it. */

let stage: Stage;
let test: Stage['test'];
let [aunt, child, officer]: Actor[] = [];
const nephew = '7DP9L3F';
const ofWard = ['wardName', 'wardBirth', 'wardGuardian'];

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};
const person = (fin: string) => personOf(test, fin);

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  [aunt, child] = await Promise.all([person('5LS8K2M'), person(nephew)]);
  officer = { ...(await person('5CB7K2N')), appointments: [{ institution: 'bsih', role: 'officer' }] };
}, 120_000);
afterAll(() => test.close());

async function draftFor(wardFin: string): Promise<string> {
  const { id } = await startCase(as(aunt), { service: 'guardian-appointment' });
  const answers = {
    kim: { wardFin },
    sebeb: { wanted: 'temporary' },
    odenis: { forPayments: false },
    esas: { paper: 'N-2026-00017' },
  };
  for (const [page, values] of Object.entries(answers)) await saveAnswers(as(aunt), { id, page, values });
  return id;
}

async function knownOf(id: string): Promise<Record<string, Json>> {
  const { rows } = await sql<{ field: string; value: Json }>`select distinct on (field) field, value from services.fact
    where instance = ${id} and field = any(${ofWard}) order by field, read_at desc, id desc`.execute(test.vahid.db);
  return Object.fromEntries(rows.flatMap(({ field, value }) => (value === null ? [] : [[field, value]])));
}

const bornOn = async () => {
  const { lookUps } = await lookUpsAbout(as(child), { person: child?.person ?? '' });
  return lookUps.filter(({ what }) => what.some(({ az }) => az === 'Doğum tarixi')).length;
};

it('reads of whom an application names only once it is sent, and tells officials alone', async () => {
  const id = await draftFor(nephew);
  expect(await knownOf(id)).toEqual({});
  expect(await bornOn()).toBe(0);
  const drawn = [...(await checkAnswers(as(aunt), { id })).facts];
  drawn.push(...(await questionPage(as(aunt), { id, page: 'kim' })).facts);
  expect(drawn.map(({ field }) => field).filter((field) => ofWard.includes(field))).toEqual([]);

  await submitCase(as(aunt), { id, key: 'send' });
  await stage.drain();
  expect(await knownOf(id)).toEqual({ wardName: expect.stringContaining('Uğur'), wardBirth: '2024-06-21' });
  expect(await bornOn()).toBe(1);
  const view = await caseView(as(aunt), { id });
  expect(view.facts.map(({ field }) => field)).toEqual(['fin', 'name', 'birthDate', 'lookedAfter']);
  expect(JSON.stringify(view)).not.toContain('Uğur');
  const { facts, requirements } = await deskCase(as(officer), { id });
  expect(facts.find(({ field }) => field === 'wardName')?.shown?.az).toContain('Uğur');
  expect(facts.find(({ field }) => field === 'wardGuardian')?.state).toBe('none');
  expect(requirements.map(({ text }) => text.en)).toEqual(
    expect.arrayContaining(['The reason given fits the age of the person', 'The person has no guardian yet']),
  );
});

it('finds nobody by a FİN that the register does not hold', async () => {
  const id = await draftFor('9ZZ9ZZ9');
  await submitCase(as(aunt), { id, key: 'send-2' });
  await stage.drain();
  const { facts, requirements } = await deskCase(as(officer), { id });
  expect(facts.find(({ field }) => field === 'wardName')).toMatchObject({ state: 'none' });
  expect(requirements.map(({ text }) => text.en)).toContain('Nobody in the population register has this FİN');
  expect(await refused(stage.take(officer as Actor, id, 'recommend', 'Yoxlanılıb.'))).toBe('process.condition_not_met');
});
