import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import type { Title } from '../measures/index.ts';
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

export interface ItemChanges {
  readonly number: string;
  readonly title: Title;
  /** What was changed of it, as the history of the plan calls it. */
  readonly what: readonly string[];
}

/** What the present transaction has changed of a plan, by item, in the plan's order. */
export async function changesOfTransaction(db: Database): Promise<readonly ItemChanges[]> {
  const { rows } = await sql<ItemChanges>`select i.number, i.title, array_agg(distinct c.what order by c.what) as what
    from plan.change c join plan.item i on i.id = c.item where c.xid = pg_current_xact_id()
    group by i.id order by i.position, i.number`.execute(db);
  return rows;
}

export async function deleteUpload(db: Database, id: string): Promise<void> {
  await tables(db).deleteFrom('plan.upload').where('id', '=', id).execute();
}
