import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { inTransaction } from '../../../kernel/context.ts';
import type { Database } from '../../../kernel/database.ts';
import { newId } from '../../../kernel/identifier.ts';
import { moveTo as moveDisclosure, nextLines } from '../disclosure/store.ts';
import { nextNight } from '../archive/forget.ts';
import { rooms } from '../gateway/test-stand.ts';
import { operationRetention } from './retention.ts';
import {
  addCounted,
  askedSince,
  type CountedRow,
  dropCounted,
  firstCounted,
  moveTo,
  nextCounted,
  undelivered,
} from './store.ts';

/* What goes to the centre is read on from where it has come, however much lies before that, and however little PostgreSQL
   knows of a day that has just begun. */

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms });
});
afterAll(() => test.close());

const gateway = 'AZ/GOV/din/gw1';
const [day, dayBefore] = ['2026-11-23T05:00:00Z', '2026-11-22T05:00:00Z'];
/** An id of version 7, as it begins at a moment; the rest is left to chance. */
const idAt = (moment: string) =>
  `overlay(gen_random_uuid()::text placing '${newId(Date.parse(moment)).slice(0, 15)}' from 1)::uuid`;
const row = {
  operation: (at: string) => `(id, at, gateway, side, client, service, succeeded, failed, faults, classes, duration,
      waited, request_size, response_size)
    values (${idAt(at)}, '${at}', '${gateway}', 'provider', 'c', 's', 1, 0, '{}', '[]', '{}', '{}', '{}', '{}')`,
  disclosure: (at: string) => `(id, at, gateway, request_id, client, service, method, path, entity, subject, purpose,
      act, article, fields, outcome)
    values (${idAt(at)}, '${at}', '${gateway}', gen_random_uuid(), 'c', 's', 'GET', '/', 'person', '', 'p', 'a', '1',
      '[]', 'granted')`,
};

/** Writes so many lines, each in a transaction of its own. */
async function write(table: keyof typeof row, count: number, at = day): Promise<void> {
  await asOwner(test.server, (owner) =>
    owner.query(`do $$ begin for number in 1..${count} loop
      insert into exchange.${table} ${row[table](at)};
      commit;
    end loop; end $$`),
  );
  await allCommitted(test.vahid);
}

const countOf = async (db: Database): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::integer as n from exchange.operation`.execute(db)).rows[0]?.n ?? 0;

/** How many lines of a table a piece of work fetches, by whatever plan. */
const fetches = (table: keyof typeof row, work: (db: Database) => Promise<unknown>): Promise<number> =>
  inTransaction(test.ctx(), async ({ db }) => {
    const fetched = async () =>
      (
        await sql<{ n: number }>`select sum(seq_tup_read + idx_tup_fetch)::integer as n from pg_stat_xact_user_tables
          where relname ~ ${`^${table}_(2|d)`}`.execute(db)
      ).rows[0]?.n ?? 0;
    const before = await fetched();
    await work(db);
    return (await fetched()) - before;
  });

/** Notes that the centre has so many more. */
const told = {
  operation: (count: number) =>
    inTransaction(test.ctx(), async ({ db }) => {
      const last = (await nextCounted(db, gateway, count)).at(-1);
      if (last) await moveTo(db, last, test.clock.now());
    }),
  disclosure: (count: number) =>
    inTransaction(test.ctx(), async ({ db }) => {
      const last = (await nextLines(db, gateway, count)).at(-1);
      if (last) await moveDisclosure(db, last, test.clock.now());
    }),
};
const reading = { operation: nextCounted, disclosure: nextLines };

describe.each(['operation', 'disclosure'] as const)('the next lines of exchange.%s', (table) => {
  it('are read from where it has come, whatever was told before', async () => {
    await write(table, 1500);
    await told[table](1500);
    const idle = await fetches(table, async (db) => expect(await reading[table](db, gateway, 500)).toEqual([]));
    expect(idle).toBeLessThan(10);
    await write(table, 1500);
    const some = await fetches(table, async (db) => expect(await reading[table](db, gateway, 100)).toHaveLength(100));
    expect(some).toBeGreaterThanOrEqual(100);
    expect(some).toBeLessThan(200);
  });

  it('are those that were not told, each once', async () => {
    const ids = new Set<string>();
    for (let more = true; more; ) {
      const lines = await inTransaction(test.ctx(), async ({ db }) => {
        const next = await reading[table](db, gateway, 400);
        for (const { id } of next) ids.add(id);
        return next;
      });
      await told[table](400);
      more = lines.length > 0;
    }
    expect(ids.size).toBe(1500);
  });
});

describe('lines that the centre has not got', () => {
  const waiting = (most?: number) => inTransaction(test.ctx(), ({ db }) => undelivered(db, gateway, most));

  it('are counted from where it has come, and up to a number', async () => {
    expect(await fetches('disclosure', (db) => undelivered(db, gateway))).toBeLessThan(10);
    expect(await waiting()).toBe(0);
    await write('disclosure', 1500);
    expect(await waiting()).toBe(1500);
    expect(await waiting(100)).toBe(100);
    const some = await fetches('disclosure', (db) => undelivered(db, gateway, 100));
    expect(some).toBeGreaterThanOrEqual(100);
    expect(some).toBeLessThan(200);
  });

  it('are all of a gateway that has told nothing', async () => {
    expect(await inTransaction(test.ctx(), ({ db }) => undelivered(db, 'AZ/GOV/din/gw2'))).toBe(0);
    await asOwner(test.server, (owner) => owner.query('delete from exchange.disclosure_position'));
    expect(await waiting()).toBe(4500);
  });
});

describe('what was counted', () => {
  it('goes once its time is over, the oldest first, and nothing else does', async () => {
    const keptBefore = await countOf(test.vahid.db);
    for (const at of ['2026-08-20T05:00:00Z', '2026-08-21T05:00:00Z', '2026-08-22T05:00:00Z', '2026-08-25T05:00:00Z'])
      await write('operation', 2, at);
    const before = new Date('2026-08-25T05:00:00Z');
    const drop = () => inTransaction(test.ctx(), ({ db }) => dropCounted(db, before, 4));
    const first = () => inTransaction(test.ctx(), ({ db }) => firstCounted(db));
    expect(await drop()).toBe(4);
    expect(await first()).toEqual(new Date('2026-08-22T05:00:00Z'));
    expect([await drop(), await drop()]).toEqual([2, 0]);
    expect(await first()).toEqual(before);
    expect(await countOf(test.vahid.db)).toBe(keptBefore + 2);
    // The rest is as the program leaves it: append-only.
    await expect(sql`delete from exchange.operation`.execute(test.vahid.db)).rejects.toThrow('permission denied');
    await asOwner(test.server, (owner) => owner.query('delete from exchange.operation where at < $1', [day]));
  });
});

describe('the job that lets it go', () => {
  it('keeps 90 days, and comes again the next night', async () => {
    for (const at of ['2026-08-25T04:59:00Z', '2026-08-25T05:01:00Z']) await write('operation', 1, at);
    const kept = await countOf(test.vahid.db);
    await inTransaction(test.ctx(), (ctx) => operationRetention.run(ctx, null, undefined));
    expect(await countOf(test.vahid.db)).toBe(kept - 1);
    const { rows } = await sql<{ at: Date }>`select run_at as at from kernel.job
      where key = 'exchange.operation-retention'`.execute(test.vahid.db);
    expect(rows).toEqual([{ at: nextNight(test.ctx()) }]);
  });
});

describe('when a service was asked last', () => {
  const none = { count: 0, sum: 0, squares: 0, least: 0, most: 0 };
  const sums = { duration: none, waited: none, request_size: none, response_size: none, classes: [], faults: {} };
  const counted = (at: Date, service: string, { good, bad }: { good?: Date; bad?: Date }): CountedRow => ({
    ...sums,
    id: newId(at.getTime()),
    at,
    gateway,
    side: 'provider',
    client: 'c',
    service,
    succeeded: good ? 1 : 0,
    failed: bad ? 1 : 0,
    last_success: good ?? null,
    last_failure: bad ?? null,
    last_fault: null,
  });
  const [first, second, third] = ['2026-11-23T05:01:00Z', '2026-11-23T05:02:00Z', '2026-11-23T05:03:00Z'].map(
    (at) => new Date(at),
  ) as [Date, Date, Date];
  const asked = (from: Date) => askedSince(test.vahid.db, from);

  it('is known of each, in whatever order and however often its minutes come', async () => {
    const late = counted(first, 'a', { good: first, bad: first });
    await addCounted(test.vahid.db, [counted(second, 'a', { good: second }), counted(first, 'b', { bad: first })]);
    const consumer = { ...counted(third, 'c', { good: third }), side: 'consumer' as const };
    expect(await addCounted(test.vahid.db, [late, counted(third, 'b', { bad: third }), consumer])).toBe(3);
    expect(await addCounted(test.vahid.db, [late])).toBe(0);
    const [a, b] = [
      { service: 'a', lastSuccess: second, lastFailure: first },
      { service: 'b', lastSuccess: null, lastFailure: third },
    ];
    expect([await asked(first), await asked(third)]).toEqual([[a, b], [b]]);
  });

  it('is forgotten after 90 days', async () => {
    const [now, begun] = [test.clock.now(), new Date(0)];
    for (const [days, services] of [
      [89, ['a', 'b']],
      [91, []],
    ] as const) {
      test.clock.set(new Date(now.getTime() + days * 86_400_000));
      await inTransaction(test.ctx(), (ctx) => operationRetention.run(ctx, null, undefined));
      expect((await asked(begun)).map(({ service }) => service)).toEqual(services);
    }
    test.clock.set(now);
  });
});

describe('since when there is anything to tell', () => {
  it('is found by the index of each partition, whatever was told first', async () => {
    await write('operation', 1, dayBefore);
    const first = () => inTransaction(test.ctx(), ({ db }) => firstCounted(db));
    expect(await first()).toEqual(new Date(dayBefore));
    expect(await fetches('operation', firstCounted)).toBeLessThan(10);
    await asOwner(test.server, (owner) => owner.query('delete from exchange.operation'));
    expect(await first()).toBeUndefined();
  });
});
