import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import { measureAll } from '../src/kernel/measurement.ts';
import type { Vahid } from '../src/kernel/vahid.ts';

/**
 * Waits until no transaction is open that is older than this call. One open anywhere on the server, in another test's
 * database too, holds back what reads journals in the order of transactions: measurements, the feed of changes.
 */
export async function allCommitted({ db }: Vahid): Promise<void> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
  const mine = rows[0]?.xid ?? '0';
  await vi.waitFor(
    async () => {
      const oldest = await sql<{
        reached: boolean;
      }>`select pg_snapshot_xmin(pg_current_snapshot()) > ${mine}::xid8 as reached`.execute(db);
      expect(oldest.rows[0]?.reached).toBe(true);
    },
    { timeout: 15_000 },
  );
}

/** Measures all that is committed by now. */
export async function measureCommitted(vahid: Vahid): Promise<void> {
  await allCommitted(vahid);
  await measureAll(vahid);
}
