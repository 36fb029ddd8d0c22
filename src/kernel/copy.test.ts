import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../test/database.ts';
import { openDatabase, openPool } from './database.ts';
import { CopyFormat, sendCopy } from './copy.ts';
import { kernelRoom } from './room.ts';
import { insertAll } from './writer.ts';

let test: TestVahid;
let session: Pool;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom] });
  session = openPool(test.server, 'owner', 1);
  const columns = Object.entries(journal.columns).map(([name, type]) => `${name} ${type}`);
  for (const table of ['copied', 'inserted'])
    await session.query(`create table ${table} (at serial, ${columns.join(', ')})`);
});
afterAll(async () => {
  await session.end();
  await test.close();
});

const journal = {
  table: 'inserted',
  columns: {
    some_bytes: 'bytea',
    some_text: 'text',
    some_integer: 'integer',
    some_bigint: 'bigint',
    some_uuid: 'uuid',
    some_moment: 'timestamptz',
    some_day: 'date',
    some_json: 'jsonb',
  },
};
const none = Object.fromEntries(Object.keys(journal.columns).map((name) => [name, null]));
const rows = [
  {
    some_bytes: Buffer.from([0, 1, 255, 92, 10]),
    some_text: 'Gəncə, "İçərişəhər"\n\\N\t😀',
    some_integer: -2_147_483_648,
    some_bigint: Number.MIN_SAFE_INTEGER,
    some_uuid: '018f6b2e-7c1a-7ABC-8def-0123456789ab',
    some_moment: new Date('1999-12-31T23:59:59.999Z'),
    some_day: '1999-12-31',
    some_json: { a: ['ə', null, 1.5] },
  },
  { ...none, some_text: '', some_bytes: Buffer.alloc(0), some_json: 'a "text"' },
  none,
  {
    ...none,
    some_text: 'ü'.repeat(300_000),
    some_bigint: Number.MAX_SAFE_INTEGER,
    some_moment: new Date('2026-11-30T12:00:00.001Z'),
    some_day: '2028-02-29',
  },
];

describe('a copy', () => {
  it('writes of each type what an insert of the same rows writes', async () => {
    const format = new CopyFormat(`copied (${Object.keys(journal.columns).join(', ')})`, journal.columns);
    for (const row of rows) format.check(row);
    await sendCopy(session, format.bytesOf(rows));
    await insertAll(openDatabase(session), journal, rows);
    const read = async (table: string) => (await session.query(`select * from ${table} order by at`)).rows as unknown;
    const copied = await read('copied');
    expect(copied).toEqual(await read('inserted'));
    expect(copied).toEqual([
      expect.objectContaining({ ...rows[0], some_uuid: rows[0]?.some_uuid?.toLowerCase() }),
      expect.objectContaining({ some_text: '', some_json: 'a "text"', some_day: null }),
      expect.objectContaining({ some_text: null, some_bigint: null }),
      expect.objectContaining({ ...rows[3], some_json: null }),
    ]);
  });

  it.each([
    ['some_bytes', 'text'],
    ['some_integer', 1.5],
    ['some_bigint', 2 ** 60],
    ['some_uuid', 'x'],
    ['some_moment', new Date(Number.NaN)],
    ['some_day', '2026-13-01'],
  ])('of a value that is none of its type is refused with the column: %s', (name, value) => {
    const format = new CopyFormat('copied', journal.columns);
    expect(() => format.check({ ...none, [name]: value })).toThrow(name);
  });

  it('is not made of types that nobody writes in binary form', () => {
    expect(() => new CopyFormat('copied', { point: 'point' })).toThrow('point is not written');
  });
});
