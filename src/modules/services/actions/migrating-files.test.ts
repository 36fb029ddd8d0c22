import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { stringify } from 'yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../../test/database.ts';
import { releaseFolder } from '../../../app/installation.ts';
import type { Actor } from '../../../kernel/access.ts';
import { receiveFile } from '../../../kernel/file.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { addEvidence, deskEvidence, ownEvidence } from './evidence.ts';
import { caseView } from './following.ts';

/* Later versions of the farm subsidy, in which the receipt for the seed has another name, and is no more asked for. */

const service = 'farm-subsidy';
let test: TestVahid;
let folder: string;
let farmer: Actor;
let officer: Actor;
let id = '';
let brought = '';

async function named(surname: string, appointments: Actor['appointments'] = []): Promise<Actor> {
  const found = demoPeople.find((one) => one.surname === surname);
  if (!found) throw new Error(`no demo person ${surname}`);
  return { kind: 'person', person: await ensurePerson(test.ctx(), found.fin), name: demoName(found), appointments };
}

beforeAll(async () => {
  test = await openTestVahid({ seeded: true, now: '2026-11-23T06:00:00Z' });
  farmer = await named('Bədəlov');
  officer = await named('Məmmədzadə', [{ institution: 'ktn', role: 'officer' }]);
  folder = await mkdtemp(join(tmpdir(), 'vahid-migrate-files-'));
  ({ id } = await startCase(as(farmer), { service }));
  await saveAnswers(as(farmer), { id, page: 'bitki', values: { crop: 'wheat' } });
  await saveAnswers(as(farmer), { id, page: 'sahe', values: { sownArea: 300 } });
  await add('qebz.pdf');
  await submitCase(as(farmer), { id, key: 'send' });
  await test.vahid.jobs.runDue();
  [brought = ''] = await filesOf('receipt');
}, 120_000);
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const as = (actor: Actor) => test.ctx(actor);

async function add(name: string): Promise<void> {
  const bytes = Buffer.from(`%PDF-1.7\n${name}\n%%EOF\n`);
  const file = await receiveFile(
    test.vahid,
    (async function* () {
      yield bytes;
    })(),
  );
  await addEvidence(as(farmer), { id, page: 'qebz', brought: { file, name, kind: 'pdf' } });
}

async function filesOf(field: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from services.evidence
    where instance = ${id} and field = ${field} order by id`.execute(test.vahid.db);
  return rows.map((row) => row.id);
}

/** Releases a version with the section `migrate` as given; answers the rules that were broken. */
async function release(migrate: unknown, change: (text: string) => string): Promise<readonly string[]> {
  for (const file of [
    'courses/assessed.yaml',
    `services/${service}/service.yaml`,
    `services/${service}/scenarios.yaml`,
  ]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    const text = change(await readFile(join(root, 'definitions', file), 'utf8'));
    const more = file.endsWith('/service.yaml') ? stringify({ migrate }) : '';
    await writeFile(join(folder, file), `${text}${more}`);
  }
  const vahid = { ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } };
  const { problems } = (await releaseFolder(vahid, 'test')).compilation;
  return problems.map(({ rule }) => rule).filter((rule) => !rule.startsWith('scenario'));
}

const renamed = (text: string) => text.replaceAll(/\breceipt\b(?!-)/g, 'seedReceipt');

it('a file that was brought is not lost unseen where its field has another name', async () => {
  expect(await release({ from: [1] }, renamed)).toEqual(['migrate-answer-lost']);
  expect(await release({ from: [1], answers: { receipt: 'crop' } }, renamed)).toEqual(['migrate-answer-lost']);
  expect(await filesOf('receipt')).toHaveLength(1);
});

it('goes over to the field that stands for it, and opens for whom it opened before', async () => {
  expect(await release({ from: [1], answers: { receipt: 'seedReceipt' } }, renamed)).toEqual([]);
  await test.vahid.jobs.runDue();
  expect([await filesOf('receipt'), await filesOf('seedReceipt')]).toEqual([[], [brought]]);
  const { answers } = await caseView(as(farmer), { id });
  expect(answers.find(({ field }) => field === 'seedReceipt')?.files?.map(({ name }) => name)).toEqual(['qebz.pdf']);
  expect(await ownEvidence(as(farmer), { id, evidence: brought })).toMatchObject({ field: 'seedReceipt' });
  expect(await deskEvidence(as(officer), { id, evidence: brought })).toMatchObject({ name: 'qebz.pdf' });
});

it('is deleted, with its answer and content, once the later version says that it is given up', async () => {
  const { rows: before } = await sql`select from kernel.file`.execute(test.vahid.db);
  const other = (text: string) => text.replaceAll(/\breceipt\b(?!-)/g, 'seedPaper');
  expect(await release({ from: [2] }, other)).toEqual(['migrate-answer-lost']);
  expect(await release({ from: [2], drops: ['seedReceipt'] }, other)).toEqual([]);
  await test.vahid.jobs.runDue();
  expect([await filesOf('seedReceipt'), await filesOf('seedPaper')]).toEqual([[], []]);
  const { rows: after } = await sql`select from kernel.file`.execute(test.vahid.db);
  expect(before.length - after.length).toBe(1);
  const { answers } = await deskCase(as(officer), { id });
  expect(answers.find(({ field }) => field.startsWith('seed'))?.files ?? []).toEqual([]);
});
