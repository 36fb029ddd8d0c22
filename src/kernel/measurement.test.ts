import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { measureCommitted } from '../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../test/database.ts';
import { openPool } from './database.ts';
import { measureAll } from './measurement.ts';
import type { Room } from './module.ts';
import { kernelRoom } from './room.ts';

const name = 'measured.nothing';
const measured: Room = {
  name: 'measured',
  dependsOn: [],
  measurements: [
    { name, title: { az: 'Sınaq', en: 'Trial', ru: 'Проба' }, unit: 'count', collect: () => Promise.resolve([]) },
  ],
};

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, measured] });
});
afterAll(() => test.close());

async function reached(): Promise<bigint> {
  const { rows } = await sql<{ reached: string }>`select reached::text as reached from kernel.watermark
    where measurement = ${name}`.execute(test.vahid.db);
  return BigInt(rows[0]?.reached ?? 0);
}

describe('the watermark', () => {
  it('is not set back by a process that waited for another', async () => {
    await measureCommitted(test.vahid);
    const pool = openPool(test.server, 'owner', 3);
    const [open, other] = [await pool.connect(), await pool.connect()];
    // While this transaction is open, no window reaches beyond it.
    await open.query('begin');
    await open.query('select pg_current_xact_id()');
    await other.query('begin');
    await other.query('select from kernel.watermark where measurement = $1 for update', [name]);
    const waiting = measureAll(test.vahid);
    const locked = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect((await pool.query(locked)).rows).toHaveLength(1), { timeout: 10_000 });
    await open.query('commit');
    const { rows } = await other.query<{ reached: string }>(
      `update kernel.watermark set reached = pg_snapshot_xmin(pg_current_snapshot()) where measurement = $1
        returning reached::text as reached`,
      [name],
    );
    await other.query('commit');
    await waiting;
    for (const client of [open, other]) client.release();
    await pool.end();
    expect(await reached()).toBeGreaterThanOrEqual(BigInt(rows[0]?.reached ?? -1));
  });
});
