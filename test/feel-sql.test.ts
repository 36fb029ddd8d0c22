import * as fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  compileTable,
  evaluateMany,
  pathText,
  SqlError,
  type Table,
  type TableSource,
  toSql,
  type Types,
} from '../src/feel/index.ts';
import { columnsOf, inputs, narrowRows, type Row, tables } from '../src/feel/sets/set-sample.ts';
import { asOwner, testServer } from './server.ts';

const digits = { n: { precision: 7, scale: 3 }, m: { precision: 7, scale: 3 } };

let client: Client;
let release: () => void;
let ended: Promise<unknown>;

beforeAll(async () => {
  const at = await testServer();
  await new Promise<void>((ready, failed) => {
    ended = asOwner(at('postgres'), async (opened) => {
      client = opened;
      // Sorted as a language does, which must make no difference.
      const types = { number: 'numeric', string: 'text collate "und-x-icu"', boolean: 'boolean', date: 'date' };
      const columns = Object.entries(inputs).map(([name, type]) => `"${name}" ${types[type]}`);
      await client.query(`create temporary table population (place integer, ${columns.join(', ')})`);
      ready();
      await new Promise<void>((done) => (release = done));
    }).catch(failed);
  });
});
afterAll(async () => {
  release();
  await ended;
});

interface Found {
  readonly place: number;
  readonly fired: readonly number[];
  readonly missing: readonly string[];
}

async function decided(table: Table, population: readonly Partial<Row>[]): Promise<readonly Found[]> {
  await client.query('truncate population');
  const rows = population.map((row, place) => ({ place, ...row }));
  await client.query('insert into population select * from jsonb_populate_recordset(null::population, $1::jsonb)', [
    JSON.stringify(rows),
  ]);
  const statement = toSql(table, { from: ['population'], keep: ['place'], digits });
  const found = await client.query<{ row: Found }>(
    `select to_jsonb(found) as row from (${statement}) as found order by place`,
  );
  return found.rows.map(({ row }) => row);
}

function refusals(error: unknown): Set<string> {
  if (error instanceof SqlError) return new Set(error.problems.map(({ code }) => code));
  throw error;
}

describe('a table as SQL', () => {
  it('decides as the table and the columns do', async () => {
    const refused = new Set<string>();
    let printed = 0;
    await fc.assert(
      fc.asyncProperty(tables(true), narrowRows, async (table, population) => {
        const rows = await decided(table, population).catch(refusals);
        if (rows instanceof Set) return rows.forEach((code) => refused.add(code));
        printed += 1;
        const many = evaluateMany(table, columnsOf(population, 3));
        const columns = table.source.outputs.map(({ name }) => ({ name, ...many.output(name) }));
        for (const [place, row] of population.entries()) {
          const { fired, outputs, missing } = table.decide(row);
          const given = ({ name }: { name: string }) => [name, outputs?.[name] ?? null];
          expect(rows[place]).toEqual({ place, fired, missing, ...Object.fromEntries(columns.map(given)) });
          const found = columns.map(({ name, codes, dictionary }) => [name, dictionary[codes[place] ?? -1] ?? null]);
          expect(found).toEqual(columns.map(given));
        }
      }),
      { numRuns: 150 },
    );
    // Products of products may have too many digits.
    expect([...refused].filter((code) => code !== 'table.sql_digits')).toEqual([]);
    expect(printed).toBeGreaterThan(100);
  }, 120_000);

  it('computes with numbers, whole or not, as numeric', async () => {
    const table = tableOf([{ n: '< 100000 * 100000' }], { n: 'number' });
    const rows = await decided(table, [{ n: '9999999999.5' }, { n: '1e10' }]);
    expect(rows.map(({ fired }) => fired)).toEqual([[0], [1]]);
  });

  it('reads like the table', () => {
    const cells = [
      { area: '"a","b"', jobs: '>= 2.5', since: '[@"2026-01-01"..@"2027-01-01")' },
      { area: 'not("a", null)', jobs: '? * rate > 10 or rate = null' },
    ];
    expect(toSql(tableOf(cells), { from: ['records', 'person'], keep: ['id'], digits: money })).toBe(
      `select input."id",
  decided.fired,
  array_remove(array[case when value."area" is null then 'area' end, case when value."jobs" is null then 'jobs' end, case when value."rate" is null then 'rate' end, case when value."since" is null then 'since' end]::text[], null) as missing,
  case decided.fired[1] when 0 then 'rule 0'::text when 1 then 'rule 1'::text when 2 then 'rule 2'::text end as "outcome"
from "records"."person" as input
cross join lateral (select input."area"::text collate "C" as "area", input."jobs"::numeric as "jobs", input."rate"::numeric as "rate", input."since"::date as "since") as value
cross join lateral (select array_remove(array[case
  when (value."area" in ('a', 'b')) and (value."jobs" >= 2.5) and ((value."since" >= date '2026-01-01') and (value."since" < date '2027-01-01')) then 0
  when (not ((value."area" is not distinct from 'a') or (value."area" is null))) and (((value."jobs" * value."rate") > 10) or (value."rate" is null)) then 1
  when true then 2
end]::integer[], null) as fired) as decided`,
    );
  });

  it.each([
    [
      'what is not a comparison',
      { area: 'starts with(?, "a")' },
      {},
      'rules[0].when.area table.sql_part: “starts with(?, "a")” cannot be printed as SQL.',
    ],
    ['a division', { jobs: '? / 2 > 1' }, {}, 'rules[0].when.jobs table.sql_part: “? / 2” cannot be printed as SQL.'],
    [
      'sums of text',
      { area: '? + "a" = "aa"' },
      {},
      'rules[0].when.area table.sql_part: “?” cannot be printed as SQL.',
    ],
    [
      'a sum of columns whose digits are not known',
      { jobs: '? * rate > 1' },
      { jobs: money.jobs },
      'rules[0].when.jobs table.sql_digits_unknown: “rate” is computed with, but it is not known how many digits it has.',
    ],
    [
      'a product that FEEL may round',
      { jobs: '? * ? * rate > 1' },
      money,
      'rules[0].when.jobs table.sql_digits: “(jobs * jobs) * rate” may have more than 34 digits, which the table would round.',
    ],
    [
      'a text that cannot be stored',
      { area: '"a\u0000"' },
      {},
      String.raw`rules[0].when.area table.sql_text: PostgreSQL cannot hold the text "a\u0000".`,
    ],
    [
      'a day before the first year',
      { since: '> @"-0044-03-15"' },
      {},
      'rules[0].when.since table.sql_date: The date -0044-03-15 cannot be printed as SQL.',
    ],
  ])('refuses %s', (_, cells, digits, expected) => {
    expect(refusalsOf(() => toSql(tableOf([cells]), { from: ['person'], digits }))).toEqual([expected]);
  });

  it('refuses names that no column can have', () => {
    const names = { from: ['a\0'], keep: ['outcome', 'ə'.repeat(32)] };
    expect(refusalsOf(() => toSql(tableOf([]), names)).map((refusal) => refusal.split(':')[0])).toEqual([
      'outputs[0].name table.sql_name',
      'keep table.sql_name',
      'from table.sql_name',
    ]);
  });

  it('says why in three languages', () => {
    const [problem] = problemsOf(() => toSql(tableOf([{ jobs: '? / 2 > 1' }]), { from: ['person'] }));
    expect(problem).toMatchObject({
      message: {
        az: '“? / 2” SQL-ə çevrilmir.',
        en: '“? / 2” cannot be printed as SQL.',
        ru: '«? / 2» нельзя записать на SQL.',
      },
    });
  });
});

const money = { jobs: { precision: 12, scale: 2 }, rate: { precision: 12, scale: 6 } };

const inputTypes: Types = { area: 'string', jobs: 'number', rate: 'number', since: 'date' };

/** A table whose last rule takes what the others leave. */
function tableOf(cells: readonly Readonly<Record<string, string>>[], types: Types = inputTypes): Table {
  const text = { az: 'Ad', en: 'Name', ru: 'Имя' };
  const rules = [...cells, {}].map(
    (when, rule) =>
      `{when: ${JSON.stringify(when)}, then: {outcome: rule ${rule}}, reason: ${JSON.stringify(text)}, article: sample-act 1}`,
  );
  const named = Object.entries(types).map(([name, type]) => ({ name, type, label: text }));
  const source = `{inputs: ${JSON.stringify(named)}, outputs: [{name: outcome, type: string}], hitPolicy: first, rules: [${rules.join(', ')}]}`;
  return compileTable(parse(source) as TableSource, types);
}

function problemsOf(print: () => unknown): SqlError['problems'] {
  try {
    print();
  } catch (error) {
    if (error instanceof SqlError) return error.problems;
    throw error;
  }
  return [];
}

const refusalsOf = (print: () => unknown): readonly string[] =>
  problemsOf(print).map(({ path, code, message }) => `${pathText(path)} ${code}: ${message.en}`);
