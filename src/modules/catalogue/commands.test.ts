import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../test/database.ts';
import { catalogueData, institutionCodes, writeCatalogueData } from '../../../tools/proof/catalogue-data.ts';
import { type Command, type CommandIo, openProgress, readGiven } from '../../kernel/command.ts';
import { exportCommand, importCommand } from './commands.ts';
import type { Envelope } from './envelope.ts';

let test: TestVahid;
let folder: string;
beforeAll(async () => {
  test = await openTestVahid();
  folder = await mkdtemp(join(tmpdir(), 'vahid-intake-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

async function run(command: Command, words: readonly string[]) {
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
  return { code: await command.run(readGiven(command, words), io), lines };
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
    await run(exportCommand, [join(folder, 'all.xlsx')]);
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
});
