import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Row, Tables } from '../../kernel/entity.ts';
import type { lookUp } from './entities.ts';

export type LookUpRow = Row<typeof lookUp>;

const tables = (db: Database) => db.withTables<Tables<typeof lookUp>>();

/** Look-ups by which a person came in, which say nothing to themselves. */
export interface Entrance {
  readonly person: string | undefined;
  readonly purpose: string;
}

const butFor = ({ person, purpose }: Entrance) =>
  sql<boolean>`not (purpose = ${purpose} and actor_person is not distinct from ${person ?? null}::uuid)`;

/** Look-ups about one subject, newest first. */
export async function readLookUps(
  db: Database,
  subject: string,
  { limit, offset, without }: { limit: number; offset: number; without?: Entrance },
): Promise<readonly LookUpRow[]> {
  return tables(db)
    .selectFrom('exchange.look_up')
    .selectAll()
    .where('subject', '=', subject)
    .where(without ? butFor(without) : sql<boolean>`true`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** How many look-ups there are about a subject, from a moment on; `by`: those that one person's acts caused. */
export async function countLookUps(
  db: Database,
  subject: string,
  { since = null, without, by }: { since?: Date | null; without?: Entrance; by?: string } = {},
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from exchange.look_up
    where subject = ${subject} and at >= coalesce(${since}::timestamptz, '-infinity')
      and ${without ? butFor(without) : sql`true`} and ${by === undefined ? sql`true` : sql`actor_person = ${by}`}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
