import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../test/database.ts';
import { asOwner } from '../../../test/server.ts';
import { catalogueData, institutionCodes, writeCatalogueData } from '../../../tools/proof/catalogue-data.ts';
import { type Command, type CommandIo, openProgress, readGiven } from '../../kernel/command.ts';
import { appoint, ensurePerson } from '../identity/index.ts';
import { exportCommand, importCommand } from './commands.ts';
import type { Envelope } from './envelope.ts';

let test: TestVahid;
let folder: string;
let person: string;
beforeAll(async () => {
  test = await openTestVahid();
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  person = await ensurePerson(test.ctx(), fin);
  const registrar = await ensurePerson(test.ctx(), '9AAAAA2');
  await appoint(test.ctx(), { person, institution: 'rinn', role: 'approver', title });
  await appoint(test.ctx(), { person: registrar, institution: 'din', role: 'registrar', title });
  // The database knows the register as the small one that it was: an import may not be slow for that.
  await asOwner(test.server, (client) => client.query('analyze'));
  folder = await mkdtemp(join(tmpdir(), 'vahid-intake-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const fin = '9AAAAA1';
async function run(command: Command, words: readonly string[], approver = fin) {
  const given = command === importCommand ? [...words, '--approver', approver] : words;
  const lines: string[] = [];
  const io: CommandIo = {
    lang: 'en',
    json: false,
    root,
    env: {},
    open: async () => ({ vahid: test.vahid, close: async () => undefined }),
    out: (text) => lines.push(text),
    err: (text) => lines.push(text),
    progress: (label) => openProgress(label, process.stderr, true),
  };
  return { code: await command.run(readGiven(command, given), io), lines };
}

const counted = async () => {
  const { rows } = await sql<{ entries: number; relations: number; versions: number }>`select
    (select count(*) from catalogue.entry where origin = 'import') as entries,
    (select count(*) from catalogue.entry_version where origin = 'import') as versions,
    (select count(*) from catalogue.relation r join catalogue.entry e on e.id = r.source where e.origin = 'import') as relations`.execute(
    test.vahid.db,
  );
  return rows[0];
};
const made = (options: { entries: number; relations: number }) => catalogueData(institutionCodes(root), options);
const exported = async (file: string) => {
  await run(exportCommand, [file]);
  return (JSON.parse(await readFile(file, 'utf8')) as { entries: readonly Envelope[] }).entries;
};

describe('vahid catalogue import and export', () => {
  it('writes nothing with --dry-run, then all with their relations, and the same again changes nothing', async () => {
    const file = join(folder, 'c.xlsx');
    await writeCatalogueData(file, made({ entries: 2500, relations: 6000 }));
    expect(await run(importCommand, [file, '--dry-run'])).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('2500')],
    });
    expect(await counted()).toEqual({ entries: 0, relations: 0, versions: 0 });
    expect((await run(importCommand, [file])).code).toBe(0);
    expect(await counted()).toEqual({ entries: 2500, relations: 6000, versions: 2500 });
    expect((await run(importCommand, [file])).lines).toEqual(['0 entries entered or changed.']);
  });

  it('gives everything back, and takes its own export in as no change', async () => {
    const entries = await exported(join(folder, 'all.json'));
    expect(entries.filter(({ code }) => /^(system|api|portal|hosting|service|register)-\d/.test(code))).toHaveLength(
      2500,
    );
    expect(await run(importCommand, [join(folder, 'all.json')])).toEqual({
      code: 0,
      lines: ['0 entries entered or changed.'],
    });
    const written = join(folder, 'all.xlsx');
    expect(await run(exportCommand, [written])).toEqual({ code: 0, lines: [`Written: ${written}`] });
    expect(await run(importCommand, [join(folder, 'all.xlsx')])).toEqual({
      code: 0,
      lines: ['0 entries entered or changed.'],
    });
  });

  it('enters nothing when one entry is kept by a definition or cannot be read', async () => {
    const entries = await exported(join(folder, 'all.json'));
    const register = entries.find(({ code }) => code === 'population') as Envelope;
    const another = { ...made({ entries: 50, relations: 0 })[0], code: 'hosting-new' };
    const file = join(folder, 'bad.json');
    await writeFile(file, JSON.stringify({ entries: [another, { ...register, state: 'finished' }] }));
    const owned = await run(importCommand, [file]);
    expect(owned).toMatchObject({ code: 1 });
    expect(owned.lines[0]).toContain('/entries/1/code: This entry has another source: registers/population.yaml.');
    await writeFile(file, JSON.stringify({ entries: [another, { ...another, code: 'x', institution: 'atlantis' }] }));
    expect((await run(importCommand, [file])).lines[0]).toContain('/entries/1/institution: “atlantis” was not found.');
    expect((await counted())?.entries).toBe(2500);
  });

  it('is in the name of an approver of the centre, kept with the digest of the file, and told to the owners', async () => {
    const file = join(folder, 'named.json');
    const one = { ...made({ entries: 50, relations: 0 })[0], code: 'hosting-named', institution: 'din' };
    await writeFile(file, JSON.stringify({ entries: [one] }));
    const before = await counted();
    for (const nobody of ['', '9AAAAA2', '9AAAAA9'])
      expect(await run(importCommand, [file], nobody)).toMatchObject({
        code: 1,
        lines: [expect.stringContaining('--approver')],
      });
    expect(await counted()).toEqual(before);
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    const rows = async () => {
      const audited = await sql`select person, subject from kernel.audit where action = 'catalogue.import'
        and subject = ${digest}`.execute(test.vahid.db);
      const told = await sql`select text ->> 'en' as said from process.notification
        where institution = 'din' and role = 'registrar' and text ->> 'en' like '%named.json%'`.execute(test.vahid.db);
      return { audited: audited.rows, told: told.rows };
    };
    expect((await run(importCommand, [file, '--dry-run'])).code).toBe(0);
    expect((await rows()).told).toEqual([]);
    expect((await run(importCommand, [file])).code).toBe(0);
    expect(await rows()).toEqual({
      audited: [{ person, subject: digest }],
      told: [
        {
          said: `Entries of your institution entered or changed in the catalogue from a file: 1 (named.json ${digest.slice(0, 16)}).`,
        },
      ],
    });
  });

  it('refuses a service that asks for what a register holds or another service of the file gives', async () => {
    const file = join(folder, 'asks.json');
    const service = (code: string, spec: object) => ({
      kind: 'service',
      code,
      title: { az: `Xidmət ${code}`, en: `Service ${code}`, ru: `Услуга ${code}` },
      institution: 'din',
      state: 'in_use',
      acts: [],
      spec: { audience: 'person', lifeEvents: [], ...spec },
      relations: [],
    });
    const given = async (asked: string) => {
      const output = { az: 'Kirayə müqaviləsi arayışı', en: 'Lease note', ru: 'Справка об аренде' };
      const entries = [service('gives', { output }), service('asks', { asks: [asked] })];
      await writeFile(file, JSON.stringify({ entries }));
      return run(importCommand, [file]);
    };
    const held = await given('person.name');
    expect(held.code).toBe(1);
    expect(held.lines[0]).toContain('/entries/1/spec/asks: “person.name” may not be asked of the applicant.');
    expect((await given('Kirayə müqaviləsi arayışı')).lines[0]).toContain(
      'the service “Service gives” gives this document',
    );
    expect((await given('Biznes plan')).code).toBe(0);
  });

  it('refuses a second primary source of a concept and personal data without an act, each at its cell', async () => {
    const file = join(folder, 'sources.json');
    const label = { az: 'Ad', en: 'Name', ru: 'Имя' };
    const field = (concept: string, given: object = {}) => {
      return { name: 'ad', label, class: 'open', concept, primary: true, ...given };
    };
    const register = (code: string, fields: readonly object[], acts: readonly string[] = []) => ({
      kind: 'register',
      code,
      title: { az: `Ehtiyat ${code}`, en: `Resource ${code}`, ru: `Ресурс ${code}` },
      institution: 'din',
      state: 'in_use',
      acts,
      spec: { objects: [{ name: 'qeyd', label, fields }] },
      relations: [],
    });
    const given = async (...entries: readonly object[]) => {
      await writeFile(file, JSON.stringify({ entries }));
      return run(importCommand, [file]);
    };
    const source = '/entries/0/spec/objects/0/fields/0/primary';
    // A definition provides it; another file says so; another entry of the same file says so.
    expect((await given(register('rival', [field('person.name')]))).lines[0]).toContain(
      `${source}: Another resource is the primary source of “person.name” already.`,
    );
    expect((await given(register('first', [field('residency.area')]))).code).toBe(0);
    const second = await given(register('second', [field('residency.area')]));
    expect(second.lines[0]).toContain(source);
    expect(second.lines[0]).toContain('Resource first');
    const moved = [
      register('first', [field('residency.area', { primary: false })]),
      register('second', [field('residency.area')]),
    ];
    expect((await given(...moved, register('third', [field('residency.area')]))).lines[0]).toContain(
      '/entries/2/spec/objects/0/fields/0/primary',
    );
    expect((await given(...moved)).code).toBe(0);
    const personal = register('fourth', [field('residency.area', { primary: false, class: 'personal' })]);
    expect((await given(personal)).lines[0]).toContain('/entries/0/acts');
    expect((await given({ ...personal, acts: ['data-exchange-rules 3.1'] })).code).toBe(0);
  });
});
