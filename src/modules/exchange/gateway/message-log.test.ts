import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import type { Database } from '../../../kernel/database.ts';
import { type LoggedMessage, openMessageLog } from './message-log.ts';
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
