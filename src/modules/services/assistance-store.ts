import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { AssistanceRow } from './assistance-entities.ts';
import type { CaseRow, ServiceTables } from './entities.ts';

const tables = (db: Database) => db.withTables<ServiceTables>();

export async function insertAssistance(db: Database, row: AssistanceRow): Promise<void> {
  await tables(db).insertInto('services.assistance').values(row).execute();
}

/** How a case was entered at a centre. */
export async function findAssistance(db: Database, instance: string): Promise<AssistanceRow | undefined> {
  return tables(db).selectFrom('services.assistance').selectAll().where('instance', '=', instance).executeTakeFirst();
}

/** Cases that a clerk entered and nobody has sent yet, the newest first. */
export async function listAssisted(db: Database, clerk: string, centre: string): Promise<readonly CaseRow[]> {
  return tables(db)
    .selectFrom('services.case as c')
    .innerJoin('services.assistance as a', 'a.instance', 'c.id')
    .selectAll('c')
    .where('a.clerk', '=', clerk)
    .where('a.centre', '=', centre)
    .where('c.submitted_at', 'is', null)
    .orderBy('c.created_at', 'desc')
    .limit(50)
    .execute();
}

/** Puts a new code in the place of the one before. */
export async function replaceCode(db: Database, person: string, digest: Buffer, now: Date): Promise<void> {
  await sql`insert into services.assist_code (person, digest, made_at) values (${person}, ${digest}, ${now})
    on conflict (person) do update set digest = excluded.digest, made_at = excluded.made_at, used_at = null`.execute(
    db,
  );
}

/** Uses a code up; false where it is another, was used or is older than `since`. */
export async function useCode(
  db: Database,
  given: { person: string; digest: Buffer; since: Date; now: Date },
): Promise<boolean> {
  const { rows } = await sql`update services.assist_code set used_at = ${given.now} where person = ${given.person}
    and digest = ${given.digest} and used_at is null and made_at >= ${given.since} returning person`.execute(db);
  return rows.length > 0;
}
