import { sql } from 'kysely';
import type { Context } from '../../kernel/context.ts';
import { appRole, retentionRole } from '../../kernel/database.ts';

/**
 * Deletes for good the names and notes beside the journals of instances, with the keys of their digests; the journals
 * stay. Call it in a transaction. Checks no access: the caller knows by its own rules that their time is over.
 */
export async function forgetValues(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`set local role ${sql.id(retentionRole)}`.execute(ctx.db);
  await sql`delete from process.journal_value where instance = any(${ids}::uuid[])`.execute(ctx.db);
  await sql`set local role ${sql.id(appRole)}`.execute(ctx.db);
}
