import type { Database } from '../../kernel/database.ts';
import type { NoteRow, ServiceTables } from './entities.ts';

const tables = (db: Database) => db.withTables<ServiceTables>();

/** Once for each id; false when it stood there already. */
export async function insertNote(db: Database, row: NoteRow): Promise<boolean> {
  const done = await tables(db)
    .insertInto('services.note')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return done.length > 0;
}

/** Of a case, the newest first. */
export async function listNotes(db: Database, instance: string): Promise<readonly NoteRow[]> {
  return tables(db)
    .selectFrom('services.note')
    .selectAll()
    .where('instance', '=', instance)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
