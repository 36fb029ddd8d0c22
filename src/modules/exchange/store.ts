import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Row, Tables } from '../../kernel/entity.ts';
import type { lookUp } from './entities.ts';

export type LookUpRow = Row<typeof lookUp>;

const tables = (db: Database) => db.withTables<Tables<typeof lookUp>>();

/** Look-ups about one subject, newest first. */
export async function readLookUps(
  db: Database,
  subject: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<readonly LookUpRow[]> {
  return tables(db)
    .selectFrom('exchange.look_up')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** How many look-ups there are about a subject, from a moment on. */
export async function countLookUps(db: Database, subject: string, since: Date | null = null): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from exchange.look_up
    where subject = ${subject} and at >= coalesce(${since}::timestamptz, '-infinity')`.execute(db);
  return rows[0]?.count ?? 0;
}
