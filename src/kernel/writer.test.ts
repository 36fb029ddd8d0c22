import type { Pool, Submittable } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../test/database.ts';
import { appRole, openPool } from './database.ts';
import { kernelRoom } from './room.ts';
import { openWriter } from './writer.ts';

let test: TestVahid;
let session: Pool;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom] });
  session = openPool(test.server, appRole, 1);
});
afterAll(async () => {
  await session.end();
  await test.close();
});

const journal = {
  table: 'kernel.measurement',
  columns: {
    name: 'text',
    day: 'date',
    institution: 'text',
    service: 'text',
    region: 'text',
    dimension: 'text',
    numerator: 'bigint',
    denominator: 'bigint',
    count: 'bigint',
  },
};
const nowhere = { institution: '', service: '', region: '', dimension: '' };
const row = (name: string) => ({ name, day: '2026-11-23', ...nowhere, numerator: 0, denominator: 0, count: 0 });

/** A writer over one session, whose statements are counted as far as they succeed. */
function openCounted() {
  const counted = { begun: 0, committed: 0 };
  const pool = {
    async query(order: Submittable) {
      counted.begun += 1;
      await (session.query(order) as unknown as Promise<void>);
      counted.committed += 1;
    },
  };
  return { writer: openWriter(pool as unknown as Pool), counted };
}

/** Lets everything go on that waits for nothing but promises. */
const microtasks = () => new Promise<void>((done) => process.nextTick(done));

describe('writer', () => {
  it('acknowledges only what is committed, and one bad row does not take its neighbours', async () => {
    const results = await Promise.allSettled(
      ['w1', 'w2', 'w1', 'w3'].map((name) => test.vahid.writer.append(journal, row(name))),
    );
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('commits together what is written at once, again and again', async () => {
    const { writer, counted } = openCounted();
    const lane = async (_: unknown, lane: number) => {
      for (let turn = 0; turn < 6; turn += 1) await writer.append(journal, row(`lane ${lane} ${turn}`));
    };
    await Promise.all(Array.from({ length: 20 }, lane));
    expect(counted.committed).toBe(6);
    await writer.append(journal, row('alone 1'));
    await writer.append(journal, row('alone 2'));
    await writer.drain();
    expect(counted.committed).toBe(8);
  });

  it('does not have many rows wait for the end of a long turn', async () => {
    const { writer, counted } = openCounted();
    const write = (count: number) =>
      Array.from({ length: count }, (_, place) => writer.append(journal, row(`long ${count} ${place}`)));
    const few = write(31);
    await microtasks();
    expect(counted.begun).toBe(0);
    const many = write(9);
    await microtasks();
    // The turn still goes on.
    expect(counted.begun).toBe(1);
    await Promise.all([...few, ...many]);
    expect(counted.begun).toBe(1);
  });

  it('finds one bad row among many in few statements', async () => {
    const { writer, counted } = openCounted();
    const names = Array.from({ length: 256 }, (_, index) => `many ${index === 200 ? 0 : index}`);
    const results = await Promise.allSettled(names.map((name) => writer.append(journal, row(name))));
    expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([200]);
    // The whole, then two halves at each of eight steps, of which one comes to an end.
    expect(counted.committed).toBe(8);
  });

  it.each([
    ['is away', { code: 'ECONNREFUSED', syscall: 'connect' }],
    ['has not answered in time', { code: '57014' }],
  ])('asks once for all rows where the database %s', async (_, why) => {
    let statements = 0;
    const query = async () => {
      statements += 1;
      throw Object.assign(new Error('no answer'), why);
    };
    const writer = openWriter({ query });
    const rows = Array.from({ length: 500 }, (_row, place) => writer.append(journal, row(`away ${place}`)));
    const results = await Promise.allSettled(rows);
    expect(results.map((result) => (result.status === 'rejected' ? (result.reason as Error).message : ''))).toEqual(
      rows.map(() => 'no answer'),
    );
    expect(statements).toBe(1);
    // The lane goes on.
    await expect(writer.append(journal, row('after'))).rejects.toThrow('no answer');
  });

  it('goes on after a statement that the server refused', async () => {
    const { writer } = openCounted();
    const nowhereAtAll = { ...journal, table: 'kernel.nowhere' };
    await expect(writer.append(nowhereAtAll, row('refused'))).rejects.toThrow('does not exist');
    await writer.append(journal, row('after a refusal'));
    const { rows } = await session.query(`select name from kernel.measurement where name like '%refus%'`);
    expect(rows).toEqual([{ name: 'after a refusal' }]);
  });

  it('names the column whose value is none of its type, and lets the others through', async () => {
    const results = await Promise.allSettled([
      test.vahid.writer.append(journal, row('right')),
      test.vahid.writer.append(journal, { ...row('wrong'), day: '23.11.2026' }),
      test.vahid.writer.append(journal, { ...row('lost'), name: null }),
    ]);
    expect(results.map((result) => (result.status === 'rejected' ? (result.reason as Error).message : ''))).toEqual([
      '',
      'day is no date',
      expect.stringContaining('violates not-null constraint'),
    ]);
  });
});
