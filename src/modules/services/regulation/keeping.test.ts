import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../../test/database.ts';
import { bringInLine, releaseFolder } from '../../../app/installation.ts';

const service = 'services/technopark-residency/service.yaml';
let test: TestVahid;
let folder: string;
beforeAll(async () => {
  test = await openTestVahid();
  folder = await mkdtemp(join(tmpdir(), 'vahid-definitions-'));
  await cp(join(root, 'definitions', dirname(service)), join(folder, dirname(service)), { recursive: true });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

/** Releases one file of the house with one text put otherwise, beside the service; the others stay in force as they are. */
async function release(file: string, from: string, to: string): Promise<readonly string[]> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  if (file !== service) await cp(join(root, 'definitions', file), path);
  const source = await readFile(path, 'utf8');
  expect(source).toContain(from);
  await writeFile(path, source.replaceAll(from, to));
  const vahid = { ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } };
  return (await releaseFolder(vahid, 'test')).released;
}

/** Versions kept, oldest first, with for how many years they keep a case. */
async function kept(): Promise<readonly string[]> {
  const { rows } = await sql<{ version: number; definition: number; years: string }>`select version, definition,
      (select clause ->> 'text' from jsonb_path_query(document, '$.sections[*].clauses[*]') clause where clause ->> 'key' = 'keeping.years') as years
    from catalogue.regulation where service = 'technopark-residency' order by version`.execute(test.vahid.db);
  return rows.map(({ version, definition, years }) => `${version} (${definition}): ${/\d+ il/.exec(years)?.[0]}`);
}

describe('the regulation of a service', () => {
  it('is kept from the first release on, once however often the program starts', async () => {
    await bringInLine(test.vahid);
    expect(await kept()).toEqual(['1 (1): 5 il']);
  });

  it('stays the same where only words for search or another language changed', async () => {
    expect(await release(service, 'technopark, technology park', 'technopark')).toEqual([
      'service/technopark-residency',
    ]);
    expect(await kept()).toEqual(['1 (1): 5 il']);
  });

  it('has a new version when the definition says something else', async () => {
    await release(service, 'retention: { years: 5 }', 'retention: { years: 7 }');
    expect(await kept()).toEqual(['1 (1): 5 il', '2 (3): 7 il']);
  });

  it('has a new version when what it names is called otherwise', async () => {
    await release('registers/technopark-residents.yaml', 'rezidentlərinin reyestri', 'rezidentlərinin vahid reyestri');
    expect(await kept()).toEqual(['1 (1): 5 il', '2 (3): 7 il', '3 (3): 7 il']);
  });
});
