import { sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../../kernel/database.ts';
import type { CorrectionRequestRow, CorrectionRequestTables } from './entities.ts';

const tables = (db: Database) => db.withTables<CorrectionRequestTables>();

export async function insertRequest(db: Database, row: Omit<CorrectionRequestRow, 'forgotten_at'>): Promise<void> {
  await tables(db)
    .insertInto('services.correction_request')
    .values({ ...row, forgotten_at: null })
    .execute();
}

export async function findRequest(db: Database, instance: string): Promise<CorrectionRequestRow | undefined> {
  return tables(db)
    .selectFrom('services.correction_request')
    .selectAll()
    .where('instance', '=', instance)
    .executeTakeFirst();
}

/** Of a person about themselves, or of a company whoever wrote for it; the newest first. */
export async function listRequests(
  db: Database,
  { person, organisation }: Pick<CorrectionRequestRow, 'person' | 'organisation'>,
  limit: number,
): Promise<readonly CorrectionRequestRow[]> {
  const all = tables(db).selectFrom('services.correction_request').selectAll();
  const own =
    organisation === null
      ? all.where('person', '=', person).where('organisation', 'is', null)
      : all.where('organisation', '=', organisation);
  return own.orderBy('at', 'desc').orderBy('instance', 'desc').limit(limit).execute();
}

/** Not yet forgotten, sent before a moment, the oldest first. */
export async function listRemembered(db: Database, before: Date, limit: number): Promise<readonly string[]> {
  const rows = await tables(db)
    .selectFrom('services.correction_request')
    .select('instance')
    .where('forgotten_at', 'is', null)
    .where('at', '<', before)
    .orderBy('at')
    .limit(limit)
    .execute();
  return rows.map(({ instance }) => instance);
}

export async function setForgotten(db: Database, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tables(db)
    .updateTable('services.correction_request')
    .set({ forgotten_at: at })
    .where('instance', 'in', [...ids])
    .execute();
}

/** `value`: as the register keeps it. */
export async function insertValue(db: Database, instance: string, value: string | number): Promise<void> {
  await sql`insert into services.correction_value (instance, value) values (${instance}, ${JSON.stringify(value)}::jsonb)`.execute(
    db,
  );
}

export async function valueOf(db: Database, instance: string): Promise<string | number | undefined> {
  const { rows } = await sql<{ value: string | number }>`select value from services.correction_value
    where instance = ${instance}`.execute(db);
  return rows[0]?.value;
}

/** For good; call it in a transaction: only the retention role may. */
export async function deleteValues(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  await sql`delete from services.correction_value where instance = any(${ids}::uuid[])`.execute(db);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
}
