import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { allCommitted } from '../../../../test/committed.ts';
import { asOwner } from '../../../../test/server.ts';
import type { Database } from '../../../kernel/database.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { openCheckpoint } from '../../../protocols/merkle/checkpoint.ts';
import { consistencyProof, isConsistent } from '../../../protocols/merkle/tree.ts';
import { type LineOfContent, sealContent } from '../gateway/content.ts';
import { type MessageLog, openMessageLog } from '../gateway/message-log.ts';
import { rooms } from '../gateway/test-stand.ts';
import { type AuditOptions, auditLog } from './audit.ts';
import { growLog } from './grow.ts';
import { treeTeller } from './job.ts';
import { logKey, verifierOf } from './key.ts';
import { nodeReader } from './leaves.ts';
import { messages } from './logs.ts';
import { clusterOf, lastCheckpoint } from './store.ts';
import { readyTurn } from './ready-turn.ts';
import { nextTurn } from './turn.ts';

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
/** Lines that this session has fetched so far, by whatever plan. */
const fetchedBy = async (db: Database): Promise<number> =>
  (
    await sql<{ n: number }>`select sum(seq_tup_read + idx_tup_fetch)::integer as n from pg_stat_xact_user_tables
      where relname ~ '^message_'`.execute(db)
  ).rows[0]?.n ?? 0;
const owner = (text: string) => asOwner(test.server, (one) => one.query(text));
const grow = async (most?: number): Promise<number> => {
  await allCommitted(test.vahid);
  return growLog(test.ctx(), messages, most);
};
const due = async (): Promise<void> => {
  await allCommitted(test.vahid);
  await test.vahid.jobs.runDue();
};
const grown = async (): Promise<string> => {
  await append(3);
  await grow();
  return (await lastCheckpoint(test.vahid.db, 'message'))?.note ?? '';
};

describe('the tree over the log', () => {
  it('takes every line once, however many processes do it while lines are written', async () => {
    const writing = Array.from({ length: 8 }, () => append(25));
    const taken = await Promise.all(Array.from({ length: 12 }, () => growLog(test.ctx(), messages, 40)));
    await Promise.all(writing);
    let [sum, last] = [taken.reduce((one, other) => one + other, 0), 1];
    while (last > 0) sum += last = await grow(40);
    expect(sum).toBe(200);
    expect(await numberOf('exchange.message')).toBe(200);
    expect(await numberOf("(select unnest(lines) from exchange.log_batch where log = 'message') l")).toBe(200);
    expect(await numberOf('(select distinct unnest(lines) from exchange.log_batch) l')).toBe(200);
    expect(await numberOf('exchange.log_key')).toBe(1);
    expect(await auditLog(test.ctx(), messages)).toMatchObject({ size: 200, findings: [] });
  });

  it('waits for a line that began earlier and is committed later', async () => {
    const before = (await lastCheckpoint(test.vahid.db, 'message'))?.size ?? 0;
    const other = await asOwner(test.server, async (early) => {
      await early.query('begin');
      await early.query(`insert into exchange.message (id, at, side, kind, request_id, client, service, method, peer, signer, fault)
        values (gen_random_uuid(), '2026-11-23T05:00:00Z', 'consumer', 'failure', 'early', 'c', 's', 'GET', 'p', 's', 'f')`);
      await append(1);
      const taken = await growLog(test.ctx(), messages);
      await early.query('commit');
      return taken;
    });
    expect(other).toBe(0);
    expect(await grow()).toBe(2);
    expect((await lastCheckpoint(test.vahid.db, 'message'))?.size).toBe(before + 2);
  });

  it('only grows, which its signed checkpoints let anybody see', async () => {
    const key = await logKey(test.ctx(), 'message');
    const read = (note: string) => key && openCheckpoint(note, verifierOf(key));
    const [first, second] = [read(await grown()), read(await grown())];
    if (!first || !second) throw new Error('the log did not sign');
    const proof = await consistencyProof(nodeReader(test.vahid.db, 'message'), first.size, second.size);
    expect(second.size).toBe(first.size + 3);
    expect(isConsistent(first, second, proof)).toBe(true);
    expect(isConsistent({ ...first, root: second.root }, second, proof)).toBe(false);
  });

  it('is kept by a job', async () => {
    await append(2);
    const before = (await lastCheckpoint(test.vahid.db, 'message'))?.size ?? 0;
    test.clock.advance(61_000);
    await due();
    expect((await lastCheckpoint(test.vahid.db, 'message'))?.size).toBe(before + 2);
    await append(1);
    await due();
    expect((await lastCheckpoint(test.vahid.db, 'message'))?.size).toBe(before + 2);
    test.clock.advance(61_000);
    await due();
    expect((await lastCheckpoint(test.vahid.db, 'message'))?.size).toBe(before + 3);
  });

  it('is told where messages are many', async () => {
    const size = async () => (await lastCheckpoint(test.vahid.db, 'message'))?.size ?? 0;
    const many = openMessageLog(test.vahid, [treeTeller(test.vahid)]);
    await grow();
    await due();
    const before = await size();
    await Promise.all(Array.from({ length: 4095 }, () => many.append(message())));
    await due();
    expect(await size()).toBe(before);
    await many.append(message());
    const hasGrown = async () => {
      await due();
      return (await size()) > before;
    };
    await vi.waitUntil(hasGrown, 10_000);
    expect(await size()).toBe(before + 4096);
  });

  it('is read along its index, however much is waiting', async () => {
    await grow();
    await append(2500);
    await allCommitted(test.vahid);
    const from = async (db: Database) => ({
      last: await lastCheckpoint(db, 'message'),
      cluster: await clusterOf(db),
      most: 600,
    });
    const ways = [
      async (db: Database) => (await nextTurn(db, messages, await from(db)))?.lines,
      async (db: Database) => (await readyTurn(db, 'message', await from(db)))?.leaves,
    ];
    for (const way of ways) {
      const read = await inTransaction(test.ctx(), async ({ db }) => {
        const before = await fetchedBy(db);
        expect(await way(db)).toHaveLength(600);
        return (await fetchedBy(db)) - before;
      });
      expect(read).toBeGreaterThanOrEqual(600);
      expect(read).toBeLessThan(2000);
    }
  });

  it('takes the same lines either way', async () => {
    await grow();
    await append(700);
    await allCommitted(test.vahid);
    const { lines, ready } = await inTransaction(test.ctx(), async ({ db }) => {
      const from = { last: await lastCheckpoint(db, 'message'), cluster: await clusterOf(db), most: 650 };
      const [asked, ready] = [await nextTurn(db, messages, from), await readyTurn(db, 'message', from)];
      return { lines: asked?.lines ?? [], ready };
    });
    const times = lines.map(({ at }) => at.getTime());
    expect(lines).toHaveLength(650);
    expect(ready).toMatchObject({
      ids: `{${lines.map(({ id }) => id).join(',')}}`,
      leaves: lines.map((line) => messages.leaf(test.vahid, line)),
      first: new Date(Math.min(...times)),
      last: new Date(Math.max(...times)),
      line: lines.at(-1)?.id,
    });
  });

  it('may not be changed by the program', async () => {
    for (const table of ['log_node', 'log_batch', 'log_checkpoint', 'log_key', 'log_archive'])
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

  it('is not gone over by PostgreSQL because a day grows', async () => {
    const settings = async (table: string) =>
      (
        await owner(`select distinct c.reloptions as own, t.reloptions as long from pg_inherits
          join pg_class c on c.oid = inhrelid left join pg_class t on t.oid = c.reltoastrelid
          where inhparent = '${table}'::regclass`)
      ).rows;
    const never = 'autovacuum_vacuum_insert_threshold=-1';
    const own = [never, 'autovacuum_analyze_scale_factor=1'];
    expect(await settings('exchange.message')).toEqual([{ own, long: [never] }]);
    expect(await settings('exchange.look_up')).toEqual([{ own: null, long: null }]);
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

  it('is analysed by a small sample of what is looked for, each day of it', async () => {
    await owner("select kernel.make_partitions('2026-12-25T05:00:00Z')");
    const { rows } =
      await owner(`select distinct format_type(atttypid, null) = 'bytea' as bytes, attstattarget as target
      from pg_inherits join pg_attribute on attrelid = inhrelid
      where inhparent = 'exchange.message'::regclass and inhrelid <> 'exchange.message_202612'::regclass
        and attnum > 0 order by 1`);
    expect(rows).toEqual([
      { bytes: false, target: 10 },
      { bytes: true, target: 0 },
    ]);
  });
});

/** Does something as the owner of the database, tells what the audit finds, and undoes it. */
async function findingsAfter(change: string, undo: string, options: AuditOptions = {}) {
  await owner(change);
  const { findings } = await auditLog(test.ctx(), messages, options);
  await owner(undo);
  return findings;
}

describe('an audit', () => {
  const any = "(select id from exchange.message where kind = 'request' order by id limit 1)";
  const idOf = async () => (await sql<{ id: string }>`select ${sql.raw(any)} as id`.execute(test.vahid.db)).rows[0]?.id;

  it('finds nothing in a log that nobody touched, nor where contents were dropped', async () => {
    await grown();
    expect((await auditLog(test.ctx(), messages)).findings).toEqual([]);
    await owner(`update exchange.message set content = null where id = ${any}`);
    expect((await auditLog(test.ctx(), messages)).findings).toEqual([]);
  });

  it('finds a line that was changed, each of its parts', async () => {
    const texts = ['request_id', 'client', 'service', 'method', 'peer', 'signer'];
    const others = { purpose: "'x'", act: "'x'", article: "'x'", status: '200' };
    const bytes = ['head_digest', 'body_digest', 'seal'];
    const flip = (column: string) => `set_bit(${column}, 3, 1 - get_bit(${column}, 3))`;
    const changes = [
      ...texts.map((column) => [column, `${column} || 'x'`, `left(${column}, -1)`]),
      ...Object.entries(others).map(([column, value]) => [column, value, 'null']),
      ...bytes.map((column) => [column, flip(column), flip(column)]),
    ];
    const { rows } = await sql<{ id: string }>`select id from exchange.message where kind = 'request'
      order by id limit ${changes.length}`.execute(test.vahid.db);
    const set = (which: 1 | 2) =>
      changes
        .map((one, at) => `update exchange.message set ${one[0]} = ${one[which]} where id = '${rows[at]?.id}'`)
        .join(';');
    const found = await findingsAfter(set(1), set(2));
    expect(found.length).toBe(changes.length);
    expect(found).toEqual(expect.arrayContaining(rows.map(({ id: at }) => ({ fault: 'changed', at }))));
  });

  it('finds a line that was changed before the tree took it', async () => {
    await append(1);
    await allCommitted(test.vahid);
    const { rows } = await sql<{ id: string }>`select id from exchange.message order by xid desc limit 1`.execute(
      test.vahid.db,
    );
    const at = rows[0]?.id ?? '';
    const change = `update exchange.message set client = client || 'x' where id = '${at}'`;
    const undo = `update exchange.message set client = left(client, -1) where id = '${at}'`;
    await owner(change);
    await grow();
    expect((await auditLog(test.ctx(), messages)).findings).toEqual([{ fault: 'changed', at }]);
    await owner(undo);
    expect((await auditLog(test.ctx(), messages)).findings).toEqual([]);
  });

  it('finds nothing in lines from before leaves were written', async () => {
    await append(4);
    await owner(`update exchange.message set leaf = null where id = any(array(
      select id from exchange.message order by xid desc, id limit 2))`);
    expect(await grow()).toBe(4);
    expect((await auditLog(test.ctx(), messages)).findings).toEqual([]);
  });

  it('finds a content that was changed', async () => {
    const { rows } = await sql<LineOfContent & { content: Buffer }>`select id, at, request_id as "requestId", client,
      service, content from exchange.message where content is not null order by id limit 1`.execute(test.vahid.db);
    const [line] = rows;
    if (line === undefined) throw new Error('nothing is logged');
    const at = line.id;
    const flip = `update exchange.message set content = set_bit(content, 9, 1 - get_bit(content, 9)) where id = '${at}'`;
    expect(await findingsAfter(flip, flip)).toEqual([{ fault: 'content', at }]);
    // As whoever has the key of the installation may.
    const { head, body } = message();
    const other = sealContent(test.vahid.keys, line, { head, body: Buffer.concat([body, body]) });
    const set = (to: Buffer) =>
      `update exchange.message set content = '\\x${to.toString('hex')}' where id = '${line.id}'`;
    expect(await findingsAfter(set(other), set(line.content))).toEqual([{ fault: 'content', at }]);
  });

  it('finds a line that is gone, and one that was put in between', async () => {
    const at = await idOf();
    const take = `create table public.kept as select * from exchange.message where id = '${at}';
      delete from exchange.message where id = '${at}'`;
    const give = 'insert into exchange.message select * from public.kept; drop table public.kept';
    expect(await findingsAfter(take, give)).toEqual([{ fault: 'gone', at }]);
    const added = 'ffffffff-0000-7000-8000-000000000000';
    const put = `insert into exchange.message (id, at, side, kind, request_id, client, service, method, peer, signer, fault, xid)
      values ('${added}', now(), 'consumer', 'failure', 'r', 'c', 's', 'GET', 'p', 's', 'f', '7')`;
    const found = await findingsAfter(put, `delete from exchange.message where id = '${added}'`);
    expect(found).toEqual([{ fault: 'outside', at: added }]);
  });

  it('finds a node or a checkpoint that was changed', async () => {
    await append(320);
    await grow();
    const node =
      'update exchange.log_node set hash = set_bit(hash, 5, 1 - get_bit(hash, 5)) where level = 8 and place = 1';
    expect(await findingsAfter(node, node)).toContainEqual({ fault: 'node', at: '8/1' });
    const { rows } = await sql<{ size: number }>`select min(size) as size from exchange.log_checkpoint`.execute(
      test.vahid.db,
    );
    const size = rows[0]?.size ?? 0;
    const root = `update exchange.log_checkpoint set root = set_bit(root, 5, 1 - get_bit(root, 5)) where size = ${size}`;
    expect(await findingsAfter(root, root)).toEqual([{ fault: 'checkpoint', at: String(size) }]);
    const gone = `update exchange.log_batch set start = start + 1000000 where start = ${size}`;
    const back = `update exchange.log_batch set start = start - 1000000 where start = ${size + 1_000_000}`;
    expect(await findingsAfter(gone, back)).toContainEqual({ fault: 'node', at: `0/${size}` });
  });

  it('finds that the key of the log is gone', async () => {
    await grown();
    const at = String((await lastCheckpoint(test.vahid.db, 'message'))?.size);
    const take = 'create table public.kept as select * from exchange.log_key; delete from exchange.log_key';
    const give = 'insert into exchange.log_key select * from public.kept; drop table public.kept';
    expect(await findingsAfter(take, give)).toEqual([{ fault: 'checkpoint', at }]);
  });

  it('finds a log that was written anew, beside a checkpoint that was kept elsewhere', async () => {
    const kept = await grown();
    const size = kept.split('\n')[1] ?? '';
    await grown();
    expect((await auditLog(test.ctx(), messages, { kept })).findings).toEqual([]);
    const odd = kept.replace(`\n${size}\n`, `\n${Number(size) - 1}\n`);
    const faults = [{ fault: 'checkpoint', at: String(Number(size) - 1) }];
    expect((await auditLog(test.ctx(), messages, { kept: odd })).findings).toEqual(faults);
    // Whoever has the database and the key of the installation can do this.
    await owner(`update exchange.message set client = 'another', leaf = null where id = ${any};
      delete from exchange.log_node; delete from exchange.log_batch; delete from exchange.log_checkpoint`);
    await grow();
    expect((await auditLog(test.ctx(), messages)).findings).toEqual([]);
    expect((await auditLog(test.ctx(), messages, { kept })).findings).toEqual([{ fault: 'checkpoint', at: size }]);
    await owner(
      'delete from exchange.log_node; delete from exchange.log_batch; delete from exchange.log_checkpoint; delete from exchange.message',
    );
    expect((await auditLog(test.ctx(), messages, { kept })).findings).toEqual([{ fault: 'checkpoint', at: size }]);
  });
});
