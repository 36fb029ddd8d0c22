import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Tables } from '../../../kernel/entity.ts';
import type { person } from '../entities.ts';
import type { emailCode, EmailCodeRow } from './entities.ts';

const tables = (db: Database) => db.withTables<Tables<typeof emailCode | typeof person>>();

export async function insertCode(db: Database, row: EmailCodeRow): Promise<void> {
  await tables(db).insertInto('identity.email_code').values(row).execute();
}

export async function deleteOverdue(db: Database, now: Date): Promise<void> {
  await tables(db).deleteFrom('identity.email_code').where('until', '<', now).execute();
}

export async function findCode(db: Database, id: string): Promise<EmailCodeRow | undefined> {
  return tables(db).selectFrom('identity.email_code').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Of the browser alone that asked for it, in its time. */
export async function codeOfBrowser(db: Database, browser: Buffer, now: Date): Promise<EmailCodeRow | undefined> {
  return tables(db)
    .selectFrom('identity.email_code')
    .selectAll()
    .where('browser', '=', browser)
    .where('until', '>=', now)
    .executeTakeFirst();
}

/** Takes one of the tries that are left; false where none is, or the code was given already. */
export async function takeTry(db: Database, id: string, most: number): Promise<boolean> {
  const { rows } = await sql`update identity.email_code set tries = tries + 1
    where id = ${id} and tries < ${most} and not confirmed returning id`.execute(db);
  return rows.length > 0;
}

/** The address is the visitor's: from here on another key of the browser holds. False where somebody was quicker. */
export async function confirm(
  db: Database,
  id: string,
  { browser, until }: Pick<EmailCodeRow, 'browser' | 'until'>,
): Promise<boolean> {
  const { rows } = await sql`update identity.email_code set confirmed = true, browser = ${browser}, until = ${until}
    where id = ${id} and not confirmed returning id`.execute(db);
  return rows.length > 0;
}

/** False where it is gone already: a form that is sent twice registers once. */
export async function useUp(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`delete from identity.email_code where id = ${id} returning id`.execute(db);
  return rows.length > 0;
}

/** The applicant of an address, if it has one. */
export async function findForeigner(db: Database, account: Buffer): Promise<string | undefined> {
  const query = tables(db).selectFrom('identity.person').select('id').where('subject', '=', account);
  return (await query.where('number', 'is not', null).executeTakeFirst())?.id;
}

export async function numberOf(db: Database, id: string): Promise<string | undefined> {
  const query = tables(db).selectFrom('identity.person').select('number').where('id', '=', id);
  return (await query.executeTakeFirst())?.number ?? undefined;
}

/** False where the number is taken, or the address. */
export async function insertForeigner(
  db: Database,
  row: { readonly id: string; readonly number: string; readonly account: Buffer; readonly now: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into identity.person (id, number, subject, created_at)
    values (${row.id}, ${row.number}, ${row.account}, ${row.now}) on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** Puts a passport to an account; answers whose it is, theirs or another's. */
export async function claimPassport(
  db: Database,
  { key, person, at }: { readonly key: Buffer; readonly person: string; readonly at: Date },
): Promise<string> {
  await sql`insert into identity.passport (key, person, at) values (${key}, ${person}, ${at})
    on conflict (key) do nothing`.execute(db);
  const { rows } = await sql<{ person: string }>`select person from identity.passport where key = ${key}`.execute(db);
  return rows[0]?.person ?? person;
}
