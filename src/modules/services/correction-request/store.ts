import type { Database } from '../../../kernel/database.ts';
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

/** Of a person, the newest first. */
export async function listRequests(
  db: Database,
  person: string,
  limit: number,
): Promise<readonly CorrectionRequestRow[]> {
  return tables(db)
    .selectFrom('services.correction_request')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .orderBy('instance', 'desc')
    .limit(limit)
    .execute();
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
