import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import type { Database } from '../../../kernel/database.ts';
import { keepMarking } from './line.ts';
import { type LoggedMessage, type MessageLog, openMessageLog } from './message-log.ts';
import type { Note } from './note.ts';
import { client, rooms, service } from './test-stand.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms });
});
afterAll(() => test.close());

const minuteMs = 60_000;
const before = (milliseconds: number): Date => new Date(test.clock.now().getTime() - milliseconds);

async function append(message: Pick<LoggedMessage, 'kind' | 'requestId' | 'signedAt'>): Promise<void> {
  const names = { side: 'consumer', client, service, method: 'GET', peer: 'a', signer: 'a' } as const;
  const seal = { kid: 'k1', index: 0, size: 1, proof: [], signature: Buffer.from('signature') };
  const rest = message.kind === 'failure' ? { fault: 'x' } : { head: Buffer.from('GET'), seal };
  await openMessageLog(test.vahid).append({ ...names, ...message, ...rest });
}

/** Scans and lines of a day long before. */
async function readOfOldDay(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select (seq_scan + idx_scan + seq_tup_read + idx_tup_fetch)::integer as n
    from pg_stat_xact_user_tables where relname = 'message_20261110'`.execute(db);
  return rows[0]?.n ?? 0;
}

describe('requests that nothing followed', () => {
  it('are looked for among the lines of those days, and in no older ones', async () => {
    await asOwner(test.server, (owner) =>
      owner.query(`create table exchange.message_20261110 partition of exchange.message
          for values from ('2026-11-10T00:00:00Z') to ('2026-11-11T00:00:00Z');
        insert into exchange.message (id, at, side, kind, request_id, client, service, method, peer, signer, fault)
        select lpad(to_hex(number), 32, '0')::uuid, '2026-11-10T05:00:00Z', 'consumer', 'failure', gen_random_uuid()::text, 'c', 's', 'GET',
          'p', 's', 'f' from generate_series(1, 500) number`),
    );
    const [silent, answered, early] = [randomUUID(), randomUUID(), randomUUID()];
    await append({ kind: 'request', requestId: silent, signedAt: before(5 * minuteMs) });
    await append({ kind: 'request', requestId: answered, signedAt: before(5 * minuteMs) });
    await append({ kind: 'response', requestId: answered, signedAt: before(4 * minuteMs) });
    // The other gateway’s clock is a minute behind.
    await append({ kind: 'request', requestId: early, signedAt: before(4 * minuteMs) });
    await append({ kind: 'response', requestId: early, signedAt: before(5 * minuteMs) });
    const read = await test.vahid.db.transaction().execute(async (db) => {
      const found = await openMessageLog({ ...test.vahid, db }).unanswered(before(3 * minuteMs));
      expect(found.map(({ requestId }) => requestId)).toEqual([silent]);
      return readOfOldDay(db);
    });
    expect(read).toBeLessThan(5);
  });

  it('are none of those that were answered at the edge of the two days, by a clock that is behind', async () => {
    const [last, edge] = [before(3 * minuteMs), randomUUID()];
    const twoDays = 2 * 86_400_000;
    await append({ kind: 'failure', requestId: randomUUID(), signedAt: last });
    await append({ kind: 'request', requestId: edge, signedAt: new Date(last.getTime() - twoDays) });
    await append({ kind: 'response', requestId: edge, signedAt: new Date(last.getTime() - twoDays - minuteMs) });
    const found = await openMessageLog(test.vahid).unanswered(before(2 * minuteMs));
    expect(found.map(({ requestId }) => requestId)).not.toContain(edge);
  });
});

describe('what a former process left', () => {
  /** A gateway whose log cannot be read so many times; tells how often it was tried, and what was noted. */
  function openStation(failures: number) {
    const log = openMessageLog(test.vahid);
    const [note, unanswered] = [vi.fn<Note>(), vi.fn<MessageLog['unanswered']>(log.unanswered)];
    for (let times = 0; times < failures; times += 1) unanswered.mockRejectedValueOnce(new Error('away'));
    return { id: 'AZ/GOV/din/gw1', now: test.clock.now, note, log: { ...log, unanswered } };
  }
  const often = { afterMs: 1, againMs: 1, attempts: 4 };
  const faultsOf = async (requestId: string) =>
    (
      await sql`select fault from exchange.message where request_id = ${requestId} and kind = 'failure'`.execute(
        test.vahid.db,
      )
    ).rows;

  it('is marked later where the log could not be read at first', async () => {
    const requestId = randomUUID();
    await append({ kind: 'request', requestId, signedAt: before(minuteMs) });
    const station = openStation(2);
    const stop = keepMarking(station, often);
    await vi.waitUntil(async () => (await faultsOf(requestId)).length > 0, { timeout: 10_000 });
    stop();
    expect(await faultsOf(requestId)).toEqual([{ fault: 'server.clientproxy.interrupted' }]);
    expect(station.log.unanswered).toHaveBeenCalledTimes(3);
    expect(station.note).toHaveBeenCalledTimes(2);
  });

  it('is looked for a few times, and no more once the gateway ends', async () => {
    const never = openStation(10);
    keepMarking(never, often);
    await vi.waitUntil(() => never.note.mock.calls.length === 4, { timeout: 10_000 });
    const ended = openStation(10);
    keepMarking(ended, often)();
    // Whatever would follow of either comes within this time.
    await new Promise((done) => setTimeout(done, 50));
    expect([never.note.mock.calls.length, ended.note.mock.calls.length]).toEqual([4, 0]);
  });
});
