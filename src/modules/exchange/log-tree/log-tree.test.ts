import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { allCommitted } from '../../../../test/committed.ts';
import { asOwner } from '../../../../test/server.ts';
import { openCheckpoint } from '../../../protocols/merkle/checkpoint.ts';
import { consistencyProof, isConsistent } from '../../../protocols/merkle/tree.ts';
import { type MessageLog, openMessageLog } from '../gateway/message-log.ts';
import { rooms } from '../gateway/test-stand.ts';
import { type AuditOptions, auditLog } from './audit.ts';
import { growLog } from './grow.ts';
import { logKey, verifierOf } from './key.ts';
import { lastCheckpoint, nodeReader } from './store.ts';

let test: TestVahid;
let log: MessageLog;
beforeAll(async () => {
  test = await openTestVahid({ rooms });
  log = openMessageLog(test.vahid);
});
afterAll(() => test.close());

const message = (changed: { readonly signedAt?: Date } = {}) => ({
  side: 'consumer' as const,
  kind: 'request' as const,
  requestId: randomUUID(),
  client: 'AZ/GOV/rinn/portal',
  service: 'AZ/GOV/din/population/people',
  method: 'GET',
  peer: 'AZ/GOV/din/gw1',
  signer: 'AZ/GOV/rinn/gw1',
  signedAt: test.clock.now(),
  head: Buffer.from('GET\r\n'),
  body: Buffer.from('{}'),
  seal: { kid: 'k1', index: 0, size: 1, proof: [], signature: Buffer.from('signature') },
  ...changed,
});

const append = (count: number) => Promise.all(Array.from({ length: count }, () => log.append(message())));
const numberOf = async (what: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.raw(what)}`.execute(test.vahid.db)).rows[0]?.n ?? 0;
const owner = (text: string) => asOwner(test.server, (one) => one.query(text));
const grow = async (most?: number): Promise<number> => {
  await allCommitted(test.vahid);
  return growLog(test.ctx(), most);
};
const due = async (): Promise<void> => {
  await allCommitted(test.vahid);
  await test.vahid.jobs.runDue();
};
const grown = async (): Promise<string> => {
  await append(3);
  await grow();
  return (await lastCheckpoint(test.vahid.db))?.note ?? '';
};

describe('the tree over the log', () => {
  it('takes every line once, however many processes do it while lines are written', async () => {
    const writing = Array.from({ length: 8 }, () => append(25));
    const taken = await Promise.all(Array.from({ length: 12 }, () => growLog(test.ctx(), 40)));
    await Promise.all(writing);
    let [sum, last] = [taken.reduce((one, other) => one + other, 0), 1];
    while (last > 0) sum += last = await grow(40);
    expect(sum).toBe(200);
    expect(await numberOf('exchange.message')).toBe(200);
    expect(await numberOf('exchange.log_node where level = 0')).toBe(200);
    expect(await numberOf('(select distinct line from exchange.log_node where level = 0) l')).toBe(200);
    expect(await numberOf('exchange.log_key')).toBe(1);
    expect(await auditLog(test.ctx(), { atOnce: 7 })).toMatchObject({ size: 200, findings: [] });
  });

  it('waits for a line that began earlier and is committed later', async () => {
    const before = (await lastCheckpoint(test.vahid.db))?.size ?? 0;
    const other = await asOwner(test.server, async (early) => {
      await early.query('begin');
      await early.query(`insert into exchange.message (id, at, side, kind, request_id, client, service, method, peer, signer, fault)
        values (gen_random_uuid(), '2026-11-23T05:00:00Z', 'consumer', 'failure', 'early', 'c', 's', 'GET', 'p', 's', 'f')`);
      await append(1);
      const taken = await growLog(test.ctx());
      await early.query('commit');
      return taken;
    });
    expect(other).toBe(0);
    expect(await grow()).toBe(2);
    expect((await lastCheckpoint(test.vahid.db))?.size).toBe(before + 2);
  });

  it('only grows, which its signed checkpoints let anybody see', async () => {
    const key = await logKey(test.ctx());
    const read = (note: string) => key && openCheckpoint(note, verifierOf(key));
    const [first, second] = [read(await grown()), read(await grown())];
    if (!first || !second) throw new Error('the log did not sign');
    const proof = await consistencyProof(nodeReader(test.vahid.db), first.size, second.size);
    expect(second.size).toBe(first.size + 3);
    expect(isConsistent(first, second, proof)).toBe(true);
    expect(isConsistent({ ...first, root: second.root }, second, proof)).toBe(false);
  });

  it('is kept by a job', async () => {
    await append(2);
    const before = (await lastCheckpoint(test.vahid.db))?.size ?? 0;
    test.clock.advance(61_000);
    await due();
    expect((await lastCheckpoint(test.vahid.db))?.size).toBe(before + 2);
    await append(1);
    await due();
    expect((await lastCheckpoint(test.vahid.db))?.size).toBe(before + 2);
    test.clock.advance(61_000);
    await due();
    expect((await lastCheckpoint(test.vahid.db))?.size).toBe(before + 3);
  });

  it('may not be changed by the program', async () => {
    for (const table of ['log_node', 'log_checkpoint', 'log_key'])
      for (const text of [`delete from exchange.${table}`, `truncate exchange.${table}`])
        await expect(sql.raw(text).execute(test.vahid.db)).rejects.toThrow('permission denied');
  });
});

describe('the log', () => {
  it('is cut by day, other tables by month', async () => {
    const parts = async (table: string) =>
      (
        await owner(`select inhrelid::regclass::text as name from pg_inherits where inhparent = '${table}'::regclass`)
      ).rows.map(({ name }: { name: string }) => name);
    expect(await parts('exchange.message')).toEqual(
      expect.arrayContaining(['exchange.message_20261123', 'exchange.message_20261206', 'exchange.message_default']),
    );
    const months = (await parts('exchange.look_up')).filter((name) => !name.endsWith('default'));
    for (const name of months) expect(name).toMatch(/^exchange\.look_up_2\d{5}$/);
    const { rows } = await owner('select distinct tableoid::regclass::text as name from exchange.message');
    expect(rows).toEqual([{ name: 'exchange.message_20261123' }]);
  });

  it('stays in months that were cut before', async () => {
    await owner(`drop table exchange.message_20261206; create table exchange.message_202612 partition of exchange.message
      for values from ('2026-12-06T00:00:00Z') to ('2027-01-01T00:00:00Z')`);
    await owner("select kernel.make_partitions('2026-12-04T05:00:00Z')");
    const day = message({ signedAt: new Date('2026-12-08T05:00:00Z') });
    await log.append(day);
    const { rows } = await owner(`select tableoid::regclass::text as name from exchange.message
      where request_id = '${day.requestId}'`);
    expect(rows).toEqual([{ name: 'exchange.message_202612' }]);
  });
});

/** Does something as the owner of the database, tells what the audit finds, and undoes it. */
async function findingsAfter(change: string, undo: string, options: AuditOptions = {}) {
  await owner(change);
  const { findings } = await auditLog(test.ctx(), { atOnce: 16, ...options });
  await owner(undo);
  return findings;
}

describe('an audit', () => {
  const any = "(select id from exchange.message where kind = 'request' order by id limit 1)";
  const idOf = async () => (await sql<{ id: string }>`select ${sql.raw(any)} as id`.execute(test.vahid.db)).rows[0]?.id;

  it('finds nothing in a log that nobody touched, nor where contents were dropped', async () => {
    await grown();
    expect((await auditLog(test.ctx())).findings).toEqual([]);
    await owner(`update exchange.message set head = null, body = null where id = ${any}`);
    expect((await auditLog(test.ctx())).findings).toEqual([]);
  });

  it('finds a line that was changed, each of its parts', async () => {
    const at = await idOf();
    const texts = ['request_id', 'client', 'service', 'method', 'peer', 'signer'];
    for (const column of texts) {
      const set = (value: string) => `update exchange.message set ${column} = ${value} where id = '${at}'`;
      const found = await findingsAfter(set(`${column} || 'x'`), set(`left(${column}, -1)`));
      expect(found, column).toEqual([{ fault: 'changed', at }]);
    }
    for (const [column, value] of [
      ['purpose', "'x'"],
      ['act', "'x'"],
      ['article', "'x'"],
      ['status', '200'],
    ]) {
      const set = (to = 'null') => `update exchange.message set ${column} = ${to} where id = '${at}'`;
      expect(await findingsAfter(set(value), set()), column).toEqual([{ fault: 'changed', at }]);
    }
    for (const column of ['head_digest', 'body_digest', 'seal']) {
      const flip = `update exchange.message set ${column} = set_bit(${column}, 3, 1 - get_bit(${column}, 3)) where id = '${at}'`;
      expect(await findingsAfter(flip, flip), column).toEqual([{ fault: 'changed', at }]);
    }
  });

  it('finds a content that was changed', async () => {
    const { rows } = await sql<{ id: string }>`select id from exchange.message where body is not null
      order by id limit 1`.execute(test.vahid.db);
    const at = rows[0]?.id;
    const flip = `update exchange.message set body = set_bit(body, 9, 1 - get_bit(body, 9)) where id = '${at}'`;
    expect(await findingsAfter(flip, flip)).toEqual([{ fault: 'content', at }]);
  });

  it('finds a line that is gone, and one that was put in between', async () => {
    const at = await idOf();
    const take = `create table public.kept as select * from exchange.message where id = '${at}';
      delete from exchange.message where id = '${at}'`;
    const give = 'insert into exchange.message select * from public.kept; drop table public.kept';
    expect(await findingsAfter(take, give)).toEqual([{ fault: 'gone', at: expect.stringMatching(/^0\/\d+$/) }]);
    const added = 'ffffffff-0000-7000-8000-000000000000';
    const put = `insert into exchange.message (id, at, side, kind, request_id, client, service, method, peer, signer, fault, xid)
      values ('${added}', now(), 'consumer', 'failure', 'r', 'c', 's', 'GET', 'p', 's', 'f', '7')`;
    const found = await findingsAfter(put, `delete from exchange.message where id = '${added}'`);
    expect(found).toEqual([{ fault: 'outside', at: added }]);
  });

  it('finds a node or a checkpoint that was changed', async () => {
    const node =
      'update exchange.log_node set hash = set_bit(hash, 5, 1 - get_bit(hash, 5)) where level = 2 and place = 3';
    expect(await findingsAfter(node, node, { atOnce: 64 })).toContainEqual({ fault: 'node', at: '2/3' });
    const { rows } = await sql<{ size: number }>`select min(size) as size from exchange.log_checkpoint`.execute(
      test.vahid.db,
    );
    const size = rows[0]?.size ?? 0;
    const root = `update exchange.log_checkpoint set root = set_bit(root, 5, 1 - get_bit(root, 5)) where size = ${size}`;
    expect(await findingsAfter(root, root)).toEqual([{ fault: 'checkpoint', at: String(size) }]);
    const gone = 'update exchange.log_node set place = place + 1000000 where level = 0 and place = 20';
    const back = 'update exchange.log_node set place = place - 1000000 where level = 0 and place = 1000020';
    expect(await findingsAfter(gone, back)).toContainEqual({ fault: 'node', at: '0/20' });
  });

  it('finds that the key of the log is gone', async () => {
    await grown();
    const at = String((await lastCheckpoint(test.vahid.db))?.size);
    const take = 'create table public.kept as select * from exchange.log_key; delete from exchange.log_key';
    const give = 'insert into exchange.log_key select * from public.kept; drop table public.kept';
    expect(await findingsAfter(take, give)).toEqual([{ fault: 'checkpoint', at }]);
  });

  it('finds a log that was written anew, beside a checkpoint that was kept elsewhere', async () => {
    const kept = await grown();
    const size = kept.split('\n')[1] ?? '';
    await grown();
    expect((await auditLog(test.ctx(), { kept })).findings).toEqual([]);
    const odd = kept.replace(`\n${size}\n`, `\n${Number(size) - 1}\n`);
    const faults = [{ fault: 'checkpoint', at: String(Number(size) - 1) }];
    expect((await auditLog(test.ctx(), { kept: odd })).findings).toEqual(faults);
    // Whoever has the database and the key of the installation can do this.
    await owner(`update exchange.message set client = 'another' where id = ${any};
      delete from exchange.log_node; delete from exchange.log_checkpoint`);
    await grow();
    expect((await auditLog(test.ctx())).findings).toEqual([]);
    expect((await auditLog(test.ctx(), { kept })).findings).toEqual([{ fault: 'checkpoint', at: size }]);
    await owner('delete from exchange.log_node; delete from exchange.log_checkpoint; delete from exchange.message');
    expect((await auditLog(test.ctx(), { kept })).findings).toEqual([{ fault: 'checkpoint', at: size }]);
  });
});
