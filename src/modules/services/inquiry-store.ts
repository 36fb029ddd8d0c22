import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { InquiryRow, InquiryTables } from './inquiry-entities.ts';

const tables = (db: Database) => db.withTables<InquiryTables>();

export async function insertInquiry(db: Database, row: Omit<InquiryRow, 'answered_at'>): Promise<void> {
  await tables(db)
    .insertInto('services.inquiry')
    .values({ ...row, answered_at: null })
    .execute();
}

export async function setAnswered(db: Database, instance: string, at: Date): Promise<void> {
  await tables(db).updateTable('services.inquiry').set({ answered_at: at }).where('instance', '=', instance).execute();
}

export async function findInquiry(db: Database, instance: string): Promise<InquiryRow | undefined> {
  return tables(db).selectFrom('services.inquiry').selectAll().where('instance', '=', instance).executeTakeFirst();
}

/** By the form with which it was asked. */
export async function findAsked(db: Database, of: string, key: string): Promise<InquiryRow | undefined> {
  return tables(db)
    .selectFrom('services.inquiry')
    .selectAll()
    .where('case', '=', of)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Within some cases, the oldest first. */
export async function listInquiries(db: Database, cases: readonly string[]): Promise<readonly InquiryRow[]> {
  if (cases.length === 0) return [];
  return tables(db)
    .selectFrom('services.inquiry')
    .selectAll()
    .where('case', 'in', [...cases])
    .orderBy('asked_at')
    .orderBy('instance')
    .execute();
}

/** Of many instances, those that are inquiries. */
export async function findInquiries(db: Database, ids: readonly string[]): Promise<readonly InquiryRow[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('services.inquiry')
    .selectAll()
    .where('instance', 'in', [...ids])
    .execute();
}

/** Fields that are shown bear other names since the case went over to a later version. */
export async function renameSeen(db: Database, of: string, names: Readonly<Record<string, string>>): Promise<void> {
  if (Object.keys(names).length === 0) return;
  await sql`update services.inquiry set sees = array(
      select coalesce(${JSON.stringify(names)}::jsonb ->> name, name) from unnest(sees) with ordinality as s (name, place)
      order by place)
    where "case" = ${of}`.execute(db);
}

/** What was asked, and by whom, is deleted; that something was asked stays. */
export async function forgetQuestions(db: Database, cases: readonly string[]): Promise<void> {
  if (cases.length === 0) return;
  await tables(db)
    .updateTable('services.inquiry')
    .set({ question: null, author: null })
    .where('case', 'in', [...cases])
    .execute();
}
