import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';

/** When this installation began to log. */
export async function installedAt(db: Database): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select created_at as at from kernel.installation`.execute(db);
  if (!rows[0]) throw new Error('the installation has no row');
  return rows[0].at;
}
