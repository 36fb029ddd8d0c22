import type { Database } from '../../kernel/database.ts';
import type { Tables } from '../../kernel/entity.ts';
import type { serviceCase } from './entities.ts';
import type { RepresentationRow, RepresentationTables } from './representation-entities.ts';

const tables = (db: Database) => db.withTables<RepresentationTables & Tables<typeof serviceCase>>();

export async function insertRepresentation(db: Database, row: RepresentationRow): Promise<void> {
  await tables(db).insertInto('services.representation').values(row).execute();
}

export async function findRepresentation(db: Database, instance: string): Promise<RepresentationRow | undefined> {
  const all = tables(db).selectFrom('services.representation').selectAll();
  return all.where('instance', '=', instance).executeTakeFirst();
}

/** Notes when the register said that the guardian may go on, and until when. */
export async function confirmRepresentation(
  db: Database,
  instance: string,
  set: Pick<RepresentationRow, 'until_day' | 'known_at'>,
): Promise<void> {
  await tables(db).updateTable('services.representation').set(set).where('instance', '=', instance).execute();
}

/** Cases that somebody conducts for others on a day, the newest first. */
export async function listRepresented(db: Database, guardian: string, day: string): Promise<readonly string[]> {
  const rows = await tables(db)
    .selectFrom('services.representation')
    .select('instance')
    .where('guardian', '=', guardian)
    .where('until_day', '>', day)
    .orderBy('instance', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ instance }) => instance);
}

/** Of the cases that somebody conducts for others on a day, those that ended with a document, the newest first. */
export async function listRepresentedDocuments(
  db: Database,
  guardian: string,
  day: string,
): Promise<readonly { readonly instance: string; readonly document: string }[]> {
  const rows = await tables(db)
    .selectFrom('services.representation')
    .innerJoin('services.case', 'services.case.id', 'services.representation.instance')
    .select(['instance', 'document'])
    .where('guardian', '=', guardian)
    .where('until_day', '>', day)
    .where('document', 'is not', null)
    .orderBy('instance', 'desc')
    .limit(100)
    .$narrowType<{ document: string }>()
    .execute();
  return rows;
}
