import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { RatingRow, ServiceTables } from './entities.ts';
import type { RatingView } from './views.ts';

type ScoreRow = Omit<RatingRow, 'comment'>;

export async function insertRating(
  db: Database,
  row: { instance: string; at: Date; service: string; institution: string; score: number; comment: string | null },
): Promise<boolean> {
  const done = await db
    .withTables<ServiceTables>()
    .insertInto('services.rating')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('score')
    .execute();
  return done.length > 0;
}

export async function findRating(db: Database, instance: string): Promise<RatingView | undefined> {
  return db
    .withTables<ServiceTables>()
    .selectFrom('services.rating')
    .select(['score', 'comment'])
    .where('instance', '=', instance)
    .executeTakeFirst();
}

/** Deletes ratings that have words, and gives their scores back. Call it as the retention role. */
export async function takeCommented(db: Database, ids: readonly string[]): Promise<readonly ScoreRow[]> {
  const { rows } =
    await sql<ScoreRow>`delete from services.rating where instance = any(${ids}::uuid[]) and comment is not null
    returning instance, at, xid::text, service, institution, score`.execute(db);
  return rows;
}

/** Each by its own transaction number: it was measured then, and is not measured again. */
export async function keepScores(db: Database, scores: readonly ScoreRow[]): Promise<void> {
  for (const { instance, at, xid, service, institution, score } of scores)
    await sql`insert into services.rating (instance, at, xid, service, institution, score)
      values (${instance}, ${at}, ${xid}::xid8, ${service}, ${institution}, ${score})`.execute(db);
}
