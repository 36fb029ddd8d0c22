import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../../../test/database.ts';
import { openServiceStage, priority, refused, service, type Stage } from '../../../../test/service-stage.ts';
import { releaseFolder } from '../../../app/installation.ts';
import type { Actor } from '../../../kernel/access.ts';
import { measureAll } from '../../../kernel/measurement.ts';
import { registerProvider } from '../../exchange/index.ts';
import { declareOutage, endOutage } from '../../records/index.ts';
import { questionPage, saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { withdrawCase } from './following.ts';
import { answersOf } from './answers.ts';

/* The service of the house, which asks for the number of employees while the register of contracts is silent. */

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];
let folder: string;
let grounded: readonly string[];
const own = `definitions/services/${service}`;
const page = 'reyestr-evezine-staff-count';

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
  // Whatever else the house has stays in force as it is.
  folder = await mkdtemp(join(tmpdir(), 'vahid-fallback-'));
  await cp(join(root, own), join(folder, 'services', service), { recursive: true });
  grounded = await ask(
    'ifUnavailable: ask, min: 0, article: technopark-rules 4.5, why: { az: Say qərara təsir edir, en: It counts, ru: Это важно }',
  );
}, 120_000);
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const plain = 'staffCount: { source: register, concept: organisation.staffCount';

async function ask(how: string) {
  const path = join(folder, 'services', service, 'service.yaml');
  const source = await readFile(join(root, own, 'service.yaml'), 'utf8');
  expect(source).toContain(`${plain} }`);
  await writeFile(path, source.replace(`${plain} }`, `${plain}, ${how} }`));
  const vahid = { ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } };
  return (await releaseFolder(vahid, 'test')).compilation.problems.map(({ rule }) => rule);
}

const as = (actor: Actor) => test.ctx(actor);
const keeper = () => as({ ...people.registrar, appointments: [{ institution: 'eesmn', role: 'registrar' }] });
const stop = () => declareOutage(keeper(), { register: 'employment', hours: 2, reason: 'maintenance' });
const resume = () => endOutage(keeper(), 'employment');
const staff = async (id: string) =>
  (await deskCase(as(people.officer), { id })).facts.find(({ field }) => field === 'staffCount');

async function draft(): Promise<string> {
  const { id } = await startCase(as(people.head), { service });
  await stage.answer(people.head, id, priority);
  return id;
}

async function noted(id: string) {
  const { rows } = await sql`select f.register, f.concept, f.consumer, f.service from exchange.fallback f
    join services.case c using (reference) where c.id = ${id}`.execute(test.vahid.db);
  return rows;
}

it('compiles with the ground of the question only', async () => {
  expect(await ask('ifUnavailable: ask')).toEqual(expect.arrayContaining(['no-why', 'no-article']));
  expect(await ask('article: technopark-rules 4.5')).not.toEqual([]);
  expect(grounded).toEqual([]);
});

it('asks nothing while the register answers', async () => {
  const id = await draft();
  expect(await refused(questionPage(as(people.head), { id, page }))).toBe('kernel.not_found');
  await withdrawCase(as(people.head), { id, key: 'k0' });
});

it('asks the applicant in place of a silent register, and leaves what they say to an official', async () => {
  await stop();
  const id = await draft();
  const asked = await questionPage(as(people.head), { id, page });
  expect(asked.question.en).toContain('The register does not answer');
  expect(asked.why).toMatchObject([{ article: { article: '4.5' } }]);
  expect(await refused(submitCase(as(people.head), { id, key: 'k1' }))).toBe('services.answers_missing');
  await saveAnswers(as(people.head), { id, page, values: { toldStaffCount: 25 } });
  await submitCase(as(people.head), { id, key: 'k2' });
  await stage.drain();
  expect(await staff(id)).toMatchObject({ state: 'unavailable', told: { az: '25' } });
  const { table, status, requirements } = await deskCase(as(people.officer), { id });
  expect([table?.outcome, status]).toEqual(['officer', 'in_review']);
  expect(table?.reasons[0]?.text.en).toContain('what the applicant said');
  expect(requirements.some(({ sign }) => sign === 'nodata')).toBe(false);
  expect(await noted(id)).toEqual([
    { register: 'employment', concept: 'organisation.staffCount', consumer: 'rinn', service },
  ]);
  await resume();
  test.clock.advance(16 * 60_000);
  await stage.drain();
  const after = await staff(id);
  expect([after?.state, after?.told?.az]).toEqual(['value', '25']);
  const differing = await deskCase(as(people.officer), { id });
  expect([differing.table?.outcome, differing.status]).toEqual(['officer', 'in_review']);
  expect(differing.table?.reasons[0]?.text.en).toContain('differs from the register');
  await withdrawCase(as(people.head), { id, key: 'k3' });
});

it('lets the table decide once the register says the same, and asks nothing that it has said in the meantime', async () => {
  await stop();
  const id = await draft();
  await resume();
  test.clock.advance(1000);
  const known = Number(
    (
      await sql<{
        n: number;
      }>`select count(*)::int as n from records.record r join identity.organisation o on o.id = ${people.head.organisation}
    where register = 'employment' and data ->> 'employer' = o.voen and superseded_at is null and valid_from <= ${test.clock.now()}
      and (valid_to is null or valid_to > ${test.clock.now()})`.execute(test.vahid.db)
    ).rows[0]?.n,
  );
  await saveAnswers(as(people.head), { id, page, values: { toldStaffCount: known } });
  expect(await answersOf(as(people.head), id)).toMatchObject({ toldStaffCount: known });
  await submitCase(as(people.head), { id, key: 'k4' });
  await stage.drain();
  expect((await staff(id))?.told).toBeUndefined();
  expect((await deskCase(as(people.officer), { id })).status).toBe('issued');
  expect(await noted(id)).toEqual([]);
});

it('goes on with a decision only when a register kept elsewhere has acknowledged the entry', async () => {
  const register = 'registers/technopark-residents.yaml';
  const hosted = await readFile(join(root, 'definitions', register), 'utf8');
  await mkdir(join(folder, 'registers'));
  await writeFile(join(folder, register), hosted.replace('hosted: true', 'hosted: false'));
  expect(
    await ask(
      'ifUnavailable: ask, min: 0, article: technopark-rules 4.5, why: { az: Say təsir edir, en: It counts, ru: Это важно }',
    ),
  ).toEqual([]);
  const sent: string[] = [];
  let record: string | null = null;
  // The register itself, as its gateway would be heard: it takes the entry, and acknowledges it later.
  registerProvider(test.vahid, 'technopark-residents', {
    read: async (_ctx, { keys, provides }) =>
      new Map(
        keys.map((key) => [
          key,
          Object.fromEntries(provides.map(({ name, kind }) => [name, kind === 'exists' ? no : none])),
        ]),
      ),
    find: async () => new Map(),
    async enter(_ctx, { effectKey }) {
      const repeated = sent.includes(effectKey);
      sent.push(effectKey);
      const retryAt = new Date(test.clock.now().getTime() + 60_000);
      return record === null ? { record, retryAt, repeated } : { record, repeated };
    },
  });
  const { id } = await startCase(as(people.resident), { service });
  await stage.answer(people.resident, id, priority);
  await submitCase(as(people.resident), { id, key: 'k5' });
  await stage.drain();
  expect((await deskCase(as(people.officer), { id })).decision?.outcome).toBe('approved');
  const entered = async () => (await deskCase(as(people.officer), { id })).follows?.effects.map(({ done }) => done);
  expect((await entered())?.some(Boolean)).toBe(false);
  expect(sent).toHaveLength(1);
  record = 'R-1';
  test.clock.advance(61_000);
  await stage.drain();
  expect((await entered())?.every(Boolean)).toBe(true);
  expect(new Set(sent).size).toBe(1);
  const { rows } = await sql`select record from services.effect where instance = ${id} and name = 'enter'`.execute(
    test.vahid.db,
  );
  expect(rows).toEqual([{ record: 'R-1' }]);
});

const none = { state: 'none' } as const;
const no = { state: 'value', value: false } as const;

it('is counted among the cases that were sent', async () => {
  await measureAll(test.vahid);
  const { rows } = await sql`select sum(numerator)::int as asked, sum(denominator)::int as sent from kernel.measurement
    where name = 'exchange.fallbacks'`.execute(test.vahid.db);
  expect(rows).toEqual([{ asked: 1, sent: expect.any(Number) }]);
});
