import * as fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateMany, SqlError, type Table, toSql } from '../src/feel/index.ts';
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
      const types = { number: 'numeric', string: 'text', boolean: 'boolean', date: 'date' };
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

async function decided(table: Table, population: readonly Row[]): Promise<readonly Found[]> {
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
});
