import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import type { IntakeTables, upload } from './entities.ts';

export type UploadRow = Row<typeof upload>;

const tables = (db: Database) => db.withTables<IntakeTables>();

export async function insertUpload(db: Database, row: UploadRow): Promise<void> {
  await tables(db).insertInto('plan.upload').values(row).execute();
}

export async function findUpload(db: Database, id: string, person: string): Promise<UploadRow | undefined> {
  return tables(db)
    .selectFrom('plan.upload')
    .selectAll()
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
}

export async function uploadsOf(db: Database, person: string): Promise<readonly UploadRow[]> {
  return tables(db).selectFrom('plan.upload').selectAll().where('person', '=', person).execute();
}

export async function deleteUpload(db: Database, id: string): Promise<void> {
  await tables(db).deleteFrom('plan.upload').where('id', '=', id).execute();
}
