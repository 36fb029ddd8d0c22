import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../../test/database.ts';
import { releaseFolder } from '../../../app/installation.ts';
import { anonymous } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { releaseWithin } from '../../../kernel/release.ts';
import { lockConcepts } from '../concepts/store.ts';
import { concept, register } from '../definition/reference.ts';
import type { Envelope } from '../envelope.ts';
import { enterAll } from './entering.ts';
import { catalogueEntry } from './reading.ts';

let test: TestVahid;
let folder: string;
beforeAll(async () => {
  test = await openTestVahid();
  folder = await mkdtemp(join(tmpdir(), 'vahid-judged-'));
  // Without the services, whose scenarios take most of the time: they have no part in it.
  const filter = (path: string) => !/\/definitions\/services\//.test(path);
  await cp(join(root, 'definitions'), folder, { recursive: true, filter });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const release = async () => {
  const vahid = { ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } };
  const { compilation, released } = await releaseFolder(vahid, 'test');
  return { problems: compilation.problems, released };
};

const title = { az: 'Əmlak reyestri', en: 'Property register', ru: 'Реестр имущества' };
const entered = (given: Partial<Envelope>): Envelope => ({
  kind: 'register',
  code: 'property',
  title,
  institution: 'aef',
  state: 'in_use',
  acts: [],
  spec: {},
  relations: [],
  ...given,
});
const enter = (given: Partial<Envelope>) =>
  enterAll(test.ctx(), [{ envelope: entered(given) }], { origin: 'import', source: 'emlak.xlsx' });

const file = 'registers/property.yaml';
const property = `
title: { az: Əmlak, en: Property, ru: Имущество }
owner: aef
act: { code: technopark-rules, article: "4.3" }
hosted: false
record:
  key: voen
  fields:
    voen: { type: text, label: { az: VÖEN, en: VÖEN, ru: VÖEN } }
    value: { type: decimal, label: { az: Dəyər, en: Value, ru: Стоимость } }
provides:
  - { concept: organisation.propertyValue, by: voen, take: value }
`;

describe('a release', () => {
  it('does not take over what people entered under the same code, until that is out of use', async () => {
    const dictionary = join(folder, 'dictionary.yaml');
    const words = await readFile(dictionary, 'utf8');
    const word =
      '  organisation.propertyValue: { label: { az: Əmlakın dəyəri, en: Value of property, ru: Стоимость }, type: decimal, class: open }';
    await writeFile(dictionary, words.replace(/^concepts:$/m, `concepts:\n${word}`));
    // Whoever a register tells of reads that themselves.
    const rights = await readFile(join(folder, 'rights.yaml'), 'utf8');
    const own = rights.replace('organisation.inSandbox]', 'organisation.inSandbox, organisation.propertyValue]');
    await writeFile(join(folder, 'rights.yaml'), own);
    expect((await release()).released).toEqual(['dictionary/dictionary', 'rights/rights']);

    await enter({});
    await writeFile(join(folder, file), property);
    const { problems, released } = await release();
    expect(problems).toMatchObject([
      { file, rule: 'code-taken', message: { en: expect.stringContaining('emlak.xlsx') } },
    ]);
    expect(released).toEqual([]);
    expect(register(test.vahid.releases, 'property')).toBeUndefined();
    const { entry } = await catalogueEntry(test.ctx(anonymous), 'register', 'property');
    expect(entry).toMatchObject({ title, origin: 'import' });

    await enter({ state: 'finished' });
    expect(await release()).toEqual({ problems: [], released: ['register/property'] });
    const after = await catalogueEntry(test.ctx(anonymous), 'register', 'property');
    expect(after.entry).toMatchObject({ title: { az: 'Əmlak' }, origin: 'definition', state: 'in_use', version: 3 });
  });

  it('does not tie a system to what is not there', async () => {
    const path = join(folder, 'systems.yaml');
    const systems = await readFile(path, 'utf8');
    const tie = (code: string) =>
      `    relations: [{ kind: uses, to: { kind: api, code: ${code} }, channel: exchange }]\n`;
    const tied = (code: string) =>
      systems.replace('    registers: [companies]', `${tie(code)}    registers: [companies]`);
    await writeFile(path, tied('nothing'));
    expect((await release()).problems).toMatchObject([{ file: 'systems.yaml', line: 29, rule: 'unknown-entry' }]);
    await enter({ kind: 'api', code: 'payments', spec: { protocol: 'rest' } });
    await writeFile(path, tied('payments'));
    expect(await release()).toEqual({ problems: [], released: ['systems/systems'] });
    const { related } = await catalogueEntry(test.ctx(anonymous), 'system', 'taxpayer-system');
    expect(related).toContainEqual(
      expect.objectContaining({ relation: 'uses', code: 'payments', channel: 'exchange' }),
    );
    const { entry } = await catalogueEntry(test.ctx(anonymous), 'system', 'population-system');
    expect(entry).toMatchObject({ criticality: 'critical', contact: { email: 'texnika@din.example' } });
  });

  it('does not bring a second source of a concept that an entered register is the source of', async () => {
    const label = { az: 'Ad', en: 'Name', ru: 'Имя' };
    const field = { name: 'ad', label, class: 'open', concept: 'organisation.propertyDebt', primary: true } as const;
    await enter({ code: 'debts', spec: { objects: [{ name: 'qeyd', label, fields: [field] }] } });
    const dictionary = join(folder, 'dictionary.yaml');
    const words = await readFile(dictionary, 'utf8');
    const word =
      '  organisation.propertyDebt: { label: { az: Əmlak borcu, en: Debt on property, ru: Долг }, type: decimal, class: open }';
    await writeFile(dictionary, words.replace(/^concepts:$/m, `concepts:\n${word}`));
    await writeFile(
      join(folder, file),
      `${property}  - { concept: organisation.propertyDebt, by: voen, take: value }\n`,
    );
    const { problems, released } = await release();
    expect(problems).toMatchObject([{ file, line: 13, rule: 'one-source' }]);
    expect(problems[0]?.message.az).toContain(title.az);
    expect(released).toEqual(['dictionary/dictionary']);
    expect(register(test.vahid.releases, 'property')?.provides).toHaveLength(1);
  });

  it('is what whoever waited for it judges by', async () => {
    const { releases, db } = test.vahid;
    const before = releases.number();
    const word = { label: title, type: 'text', class: 'open', entity: 'organisation', leaf: 'waited' };
    const definition = { kind: 'concept', name: 'organisation.waited', file: '', source: 'waited', compiled: word };
    let waiting: Promise<number> | undefined;
    await inTransaction(test.ctx(), async (releasing) => {
      await lockConcepts(releasing);
      waiting = inTransaction(test.ctx(), async (judging) => {
        await lockConcepts(judging);
        return judging.vahid.releases.number();
      });
      await releaseWithin(releasing.db, [definition], 'test', test.clock.now());
      const waits = sql<{ count: number }>`select count(*)::int as count from pg_locks
        where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`;
      while ((await waits.execute(db)).rows[0]?.count !== 1);
    });
    expect(await waiting).toBe(before + 1);
    expect(concept(releases, 'organisation.waited')).toMatchObject(word);
  });
});
