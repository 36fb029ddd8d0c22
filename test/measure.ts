import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import { measureAll } from '../src/kernel/measurement.ts';
import type { Vahid } from '../src/kernel/vahid.ts';

/**
 * Measures all that is committed by now. A transaction open anywhere on the server, in another test's database too,
 * holds the window of a measurement back; so this waits until none is older than the call.
 */
export async function measureCommitted(vahid: Vahid): Promise<void> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(vahid.db);
  const mine = rows[0]?.xid ?? '0';
  await vi.waitFor(
    async () => {
      const oldest = await sql<{
        reached: boolean;
      }>`select pg_snapshot_xmin(pg_current_snapshot()) > ${mine}::xid8 as reached`.execute(vahid.db);
      expect(oldest.rows[0]?.reached).toBe(true);
    },
    { timeout: 15_000 },
  );
  await measureAll(vahid);
}
