import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Command } from '../../../kernel/command.ts';
import { planInForce } from '../measures/index.ts';
import { importCommand } from './command-import.ts';
import { standingMeasures } from './store.ts';
import { runCommand } from './test-command.ts';

let test: TestVahid;
let folder: string;
beforeAll(async () => {
  test = await openTestVahid();
  folder = await mkdtemp(join(tmpdir(), 'vahid-plan-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const sample = (name: string) => join(import.meta.dirname, 'samples', name);

const run = (command: Command, words: readonly string[]) => runCommand(test, command, words);

async function changed(name: string, from: string, to: string): Promise<string> {
  const text = await readFile(sample(name), 'utf8');
  expect(text).toContain(from);
  const file = join(folder, name);
  await writeFile(file, text.replace(from, to));
  return file;
}

const items = async (plan: string) => {
  const { rows } = await sql<{
    line: string;
  }>`select concat_ws(' | ', number, parent, kind, title ->> 'az', deadline_text,
    deadline_reading ->> 'due', deadline_reading ->> 'precision') as line from plan.item
    where plan = ${plan} and removed_at is null order by position`.execute(test.vahid.db);
  return rows.map(({ line }) => line);
};

const gardens = [
  '1 | direction | Əkin sahələri',
  '1.1 | 1 | group | Torpaq',
  '1.1.1 | 1.1 | measure | Torpağın xəritəsi | 2027-ci ilin payızına qədər | 2027-08-31 | season',
  '1.1.2 | 1.1 | measure | Suvarma kanallarının təmiri | daimi | ongoing',
  '1.2 | 1 | group | Tinglər',
  '1.2.1 | 1.2 | measure | Tinglik yaradılması | 2026–27 | 2027-12-31 | range',
  '2 | direction | Satış',
  '2.1 | 2 | group | Bazar',
  '2.1.1 | 2.1 | measure | Bağ məhsullarının elektron bazarı | yaxın vaxtda',
];

describe('vahid plan import --map', () => {
  it('tells everything and writes nothing in a trial', async () => {
    const { code, out, err } = await run(importCommand, [
      sample('three-level.yaml'),
      '--map',
      'three-level',
      '--dry-run',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('1.1.1\tA map of the soil\tktn, rinn');
    expect(out).toContain(
      '1.1.1\t2027-ci ilin payızına qədər\tbefore it begins (autumn 2027): 31 Aug 2027; it can also mean its end: 30 Nov 2027',
    );
    expect(err).toContainEqual(
      expect.stringMatching(/^three-level\.yaml:16 .*co_executors: “Bağbanlar Birliyi” is not among/),
    );
    expect(err).toContainEqual(
      expect.stringMatching(/^three-level\.yaml:\d+ .*deadline: “yaxın vaxtda” names no certain day/),
    );
    expect(out.at(-1)).toBe('Would change: items 9, executors 2, schedules 2, responsible 0. Nothing was written.');
    expect(await items('bag-2027')).toEqual([]);
  });

  it('enters a plan of three levels, the same from YAML and from CSV, and nothing twice', async () => {
    expect((await run(importCommand, [sample('three-level.yaml'), '--map', 'three-level'])).code).toBe(0);
    expect(await items('bag-2027')).toEqual(gardens);
    const measures = await standingMeasures(test.vahid.db, 'bag-2027');
    expect(measures.get('1.1.1')).toMatchObject({
      due: '2027-08-31',
      version: 0,
      parties: [
        { institution: 'ktn', role: 'executor' },
        { institution: 'rinn', role: 'co_executor' },
      ],
    });
    expect(measures.get('2.1.1')).toMatchObject({ due: null, version: null, parties: [] });
    for (const file of ['three-level.yaml', 'three-level.csv'])
      expect((await run(importCommand, [sample(file), '--map', 'three-level'])).out.at(-1)).toBe(
        'Changed: items 0, executors 0, schedules 0, responsible 0.',
      );
  });

  it('keeps as text who is no institution', async () => {
    const { rows } = await sql<{ note: string }>`select note ->> 'en' as note from plan.item
      where plan = 'bag-2027' and number = '2.1.1'`.execute(test.vahid.db);
    expect(rows[0]?.note).toBe('Executor, as the source has it: Bağbanlar Birliyi.');
    const { rows: parties } = await sql<{ count: number }>`select count(*)::integer as count from plan.party p
      join plan.item i on i.id = p.item where i.plan = 'bag-2027'`.execute(test.vahid.db);
    expect(parties[0]?.count).toBe(3);
  });

  it('enters a plan of four levels, the same from YAML and from CSV', async () => {
    expect((await run(importCommand, [sample('four-level.csv'), '--map', 'four-level'])).err.join('\n')).toMatch(
      /four-level\.csv:5 With: “Society of Gardeners”.*\n.*four-level\.csv:12 When: “soon” names no certain day/,
    );
    const milestones = (await standingMeasures(test.vahid.db, 'garden-2027')).get('1.1.1')?.milestones;
    expect(milestones).toMatchObject([
      { code: '1', weight: '20.000', starts: '2027-01-01', due: '2027-03-31' },
      { code: '2', weight: '50.000', starts: '2027-03-01', due: '2027-05-31' },
      { code: '3', weight: '30.000', starts: null, due: '2027-08-31' },
    ]);
    expect((await run(importCommand, [sample('four-level.yaml'), '--map', 'four-level'])).out.at(-1)).toBe(
      'Changed: items 0, executors 0, schedules 0, responsible 0.',
    );
  });

  it('moves dates only with a reason, and keeps the first ones', async () => {
    const file = await changed('four-level.yaml', 'when: Q1 2027', 'when: Q2 2027');
    const without = await run(importCommand, [file, '--map', 'four-level']);
    expect([without.code, without.err.at(-1)]).toEqual([1, 'The dates of measure 1.1.1 change. Write the reason.']);
    expect((await run(importCommand, [file, '--map', 'four-level', '--reason', 'The tender was late'])).code).toBe(0);
    const { rows } = await sql<{
      version: number;
      reason: string;
      due: string;
    }>`select b.version, b.reason, d.due::text as due
      from plan.baseline b join plan.item i on i.id = b.item join plan.baseline_date d on d.baseline = b.id
      join plan.milestone m on m.id = d.milestone and m.code = '1'
      where i.plan = 'garden-2027' and i.number = '1.1.1' order by b.version`.execute(test.vahid.db);
    expect(rows).toMatchObject([
      { version: 0, due: '2027-03-31' },
      { version: 1, due: '2027-06-30', reason: 'The tender was late' },
    ]);
  });

  it.each([
    [
      'three-level.yaml',
      'number: "1.1.2"',
      'number: "1.1.1"',
      /three-level\.yaml:20 directions\[1\]\.groups\[1\]\.measures\[2\]\.number: The number “1\.1\.1” stands twice/,
    ],
    ['three-level.yaml', 'title: Tinglik yaradılması', 'name: x', /Item “1\.2\.1” has no title/],
    ['three-level.yaml', 'from: 2026-01-01', 'from: one day', /three-level\.yaml:1 from: “one day” is no day/],
    ['three-level.yaml', 'title: Bağ planı', '', /The plan’s “title” is missing/],
    ['three-level.yaml', 'directions:', 'areas:', /There is no list under “directions”/],
    ['three-level.yaml', 'directions:', 'directions: [', /three-level\.yaml:\d+: The file cannot be read/],
    ['three-level.csv', ';deadline;', ';when;', /three-level\.csv:1 deadline: There is no column “deadline”/],
    ['three-level.csv', '"Suvarma', '"Suvarma"x', /three-level\.csv:3: The file cannot be read/],
    ['four-level.csv', '1.1.2,', '1.1.2.1.1,', /four-level\.csv:7 No: “1\.1\.1\.2\.1\.1” is no number/],
    ['four-level.csv', '2,Sales', ',Sales', /four-level\.csv:10 No: The item has no number/],
    [
      'four-level.yaml',
      'share: 50',
      'share: half',
      /four-level\.yaml:\d+ priorities\[1\].*steps\[2\]\.share: “half” is no weight/,
    ],
  ])('refuses %s with “%s” as “%s”, by its line', async (name, from, to, message) => {
    const file = await changed(name, from, to);
    const { code, err } = await run(importCommand, [
      file,
      '--map',
      name.slice(0, name.indexOf('.')),
      '--plan',
      'refused',
    ]);
    expect(err.join('\n')).toMatch(message);
    expect(err.at(-1)).toMatch(/^Errors: \d+\. Nothing was written\.$/);
    expect(code).toBe(1);
    expect(await items('refused')).toEqual([]);
  });

  it('refuses a map by its line, and says what is missing', async () => {
    const map = join(folder, 'map.yaml');
    const text = await readFile(join(import.meta.dirname, 'maps/three-level.yaml'), 'utf8');
    await writeFile(map, text.replace('- kind: group', '- kind: measure').replace('divide:', 'devide:'));
    const { code, err } = await run(importCommand, [sample('three-level.yaml'), '--map', map]);
    expect(code).toBe(1);
    expect(err.join('\n')).toMatch(/map\.yaml:10: No such field: devide/);
    await writeFile(map, text.replace('- kind: group', '- kind: measure'));
    expect((await run(importCommand, [sample('three-level.yaml'), '--map', map])).err.join('\n')).toMatch(
      /map\.yaml:\d+: Levels cannot follow each other like this: direction measure measure/,
    );
  });

  it('enters a plan beside the national one, or in its place from its first day on where that is said', async () => {
    const kept = async (code: string) =>
      (await sql`select kind, supersedes from plan.plan where code = ${code}`.execute(test.vahid.db)).rows;
    const open = (from: string) => changed('three-level.yaml', 'from: 2026-01-01', `from: ${from}`);
    const enter = (file: string, ...more: readonly string[]) =>
      run(importCommand, [file, '--map', 'three-level', '--plan', 'next', ...more]);
    const later = await open('2029-01-01');
    expect(await kept('bag-2027')).toEqual([{ kind: 'other', supersedes: null }]);
    expect((await planInForce(test.ctx()))?.code).toBe('2026-2028');
    for (const [file, replaced] of [
      [later, 'nothing'],
      [later, 'bag-2027'],
      [sample('three-level.yaml'), '2026-2028'],
    ] as const) {
      const { code, err } = await enter(file, '--supersedes', replaced);
      expect([code, err.at(-1)]).toEqual([1, expect.stringContaining(`There is no national plan “${replaced}”`)]);
    }
    const to = (await readFile(later, 'utf8')).replace(/^to: .*$/m, 'to: 2031-12-31\nsupersedes: 2026-2028');
    await writeFile(later, to);
    expect((await enter(later)).code).toBe(0);
    expect(await kept('next')).toEqual([{ kind: 'national', supersedes: '2026-2028' }]);
    expect((await planInForce(test.ctx()))?.code).toBe('2026-2028');
    expect((await planInForce(test.ctx(), '2029-01-01'))?.code).toBe('next');
  });

  it('does not overwrite a plan of the definitions', async () => {
    const { code, err } = await run(importCommand, [
      sample('three-level.yaml'),
      '--map',
      'three-level',
      '--plan',
      '2026-2028',
    ]);
    expect([code, err.at(-1)]).toEqual([1, expect.stringContaining('is kept as a definition')]);
  });
});
