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

/** Consumers that asked since a moment, whatever the answer. */
export async function callersSince(
  db: Database,
  since: Date,
): Promise<readonly { readonly institution: string; readonly count: number; readonly last: Date }[]> {
  const { rows } = await sql<{ institution: string; count: number; last: Date }>`
    select consumer as institution, count(*) as count, max(at) as last from exchange.look_up
    where at >= ${since} and operation in ('read', 'entry') group by consumer order by consumer`.execute(db);
  return rows;
}

/** How often each concept and relation was read or entered since a moment; refused look-ups are no use. */
export async function conceptsSince(
  db: Database,
  since: Date,
): Promise<readonly { readonly concept: string; readonly count: number }[]> {
  const { rows } = await sql<{ concept: string; count: number }>`
    select c.concept, count(*) as count from exchange.look_up l, jsonb_array_elements_text(l.concepts) as c(concept)
    where l.at >= ${since} and l.operation in ('read', 'entry') and l.outcome <> 'refused' group by 1 order by 1`.execute(
    db,
  );
  return rows;
}
