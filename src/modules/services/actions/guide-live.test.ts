import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../../test/database.ts';
import { definitionsByGuide } from '../../../../test/guide-blocks.ts';
import { officialOf, openServiceStage, personOf, refused, type Stage } from '../../../../test/service-stage.ts';
import { releaseFolder } from '../../../app/installation.ts';
import { openServer } from '../../../app/server.ts';
import type { Actor } from '../../../kernel/access.ts';
import { checkDocument } from '../../documents/actions.ts';
import { notifications } from '../../process/index.ts';
import { questionPage, saveAnswers, startCase, submitCase } from './applying.ts';
import { caseView } from './following.ts';
import { worklist } from './queue.ts';

/* What docs/guides/write-a-service.md tells people to write is released in a running house, and works there from the
   application to the entry in the register. The people are those whom the guide names. */

let stage: Stage;
let test: Stage['test'];
let server: FastifyInstance;
let folder: string;
let [citizen, officer, approver]: Actor[] = [];
const service = 'fishing-permit';
const address = `/xidmetler/${service}`;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  server = await openServer(test.vahid, root);
  citizen = await personOf(test, '5KN7R2A');
  officer = await officialOf(test, 'Məmmədzadə', 'ktn', 'officer');
  approver = await officialOf(test, 'Bağırov', 'ktn', 'approver');
  folder = await mkdtemp(join(tmpdir(), 'vahid-guide-'));
  for (const { file, text } of await definitionsByGuide()) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}, 120_000);
afterAll(async () => {
  await server.close();
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};
const own = (id: string) => caseView(as(citizen), { id });
const linksIn = async (url: string) =>
  [...(await server.inject(url)).body.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);

/** An application for this water, sent; what follows at once has happened. */
async function sent(water: string): Promise<string> {
  const { id, page } = await startCase(as(citizen), { service });
  await saveAnswers(as(citizen), { id, page, values: { water } });
  await submitCase(as(citizen), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

async function permits(): Promise<readonly object[]> {
  const { rows } = await sql<{ data: object }>`select data from records.record where register = 'fishing-permits'
    and superseded_at is null`.execute(test.vahid.db);
  return rows.map(({ data }) => data);
}

it('is not there before, and is in force once it is released', async () => {
  expect((await server.inject(address)).statusCode).toBe(404);
  const vahid = { ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } };
  const { compilation, released } = await releaseFolder(vahid, 'test');
  expect(compilation.problems.map(({ file, line, message }) => `${file}:${line} ${message.en}`)).toEqual([]);

  expect(released).toEqual(expect.arrayContaining([expect.stringContaining(service)]));
  await stage.drain();
});

describe('the service that the guide writes', () => {
  it('has its pages, is found by search and stands in the catalogue', async () => {
    for (const part of ['', '/qerar', '/gedis']) expect((await server.inject(address + part)).statusCode).toBe(200);
    expect(await linksIn('/xidmetler')).toContain(address);
    expect(await linksIn('/xidmetler?q=baliqciliq')).toContain(address);
    expect(await linksIn('/en/xidmetler?q=fish')).toContain(`/en${address}`);
    expect(await linksIn('/xidmetler?q=pensiya')).not.toContain(address);
    expect(await linksIn('/kataloq?q=baliqciliq')).toEqual(
      expect.arrayContaining([
        `/kataloq/xidmet/${service}`,
        '/kataloq/reyestr/fishing-permits',
        '/kataloq/sistem/fishing-system',
      ]),
    );
  });

  it('asks only what no register knows', async () => {
    const { id, page } = await startCase(as(citizen), { service });
    const { fields, facts } = await questionPage(as(citizen), { id, page });
    expect(fields.map(({ name }) => name)).toEqual(['water']);
    expect(facts.map(({ field, state }) => [field, state])).toEqual([
      ['fin', 'value'],
      ['name', 'value'],
      ['mayFish', 'value'],
    ]);
  });

  it('is decided by an officer and a second official, and gives document and entry', async () => {
    const id = await sent('reserve');
    const { reference, status } = await own(id);
    expect([reference.slice(0, 3), status]).toEqual(['BI-', 'in_review']);
    const { items } = await worklist(as(officer));
    expect(items.map((one) => one.reference)).toContain(reference);
    await stage.take(as(officer).actor, id, 'recommend', 'Verilsin.');
    expect(await refused(stage.take(as(officer).actor, id, 'approve'))).not.toBe('done');
    await stage.take(as(approver).actor, id, 'approve');
    const view = await own(id);
    expect([view.status, view.decision?.outcome]).toEqual(['issued', 'approved']);
    expect(await permits()).toEqual([
      { number: reference, holder: '5KN7R2A', water: 'reserve', startsOn: '2026-11-23', endsOn: '2027-11-22' },
    ]);
    const checked = await checkDocument(as(citizen), view.document?.code ?? '', 'test');
    expect(checked).toMatchObject({ state: 'valid' });
    const told = (await notifications(as(citizen))).items.map(({ text }) => text.az);
    expect(told.filter((text) => text.includes(reference))).toHaveLength(2);
  });

  it('is then known to the register: there is no second permit at the same time', async () => {
    const { id, page } = await startCase(as(citizen), { service });
    const { facts } = await questionPage(as(citizen), { id, page });
    expect(facts.find(({ field }) => field === 'mayFish')?.shown?.az).toBe('bəli');
  });
});
