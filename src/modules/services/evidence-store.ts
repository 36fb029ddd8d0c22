import type { Database } from '../../kernel/database.ts';
import type { EvidenceRow, ServiceTables } from './entities.ts';

const tables = (db: Database) => db.withTables<ServiceTables>();

export async function insertEvidence(db: Database, row: EvidenceRow): Promise<void> {
  await tables(db).insertInto('services.evidence').values(row).execute();
}

/** A file of a case. */
export async function findEvidence(db: Database, instance: string, id: string): Promise<EvidenceRow | undefined> {
  return tables(db)
    .selectFrom('services.evidence')
    .selectAll()
    .where('instance', '=', instance)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Files of one field, in the order in which they came. */
export async function listEvidence(db: Database, instance: string, field: string): Promise<readonly EvidenceRow[]> {
  return tables(db)
    .selectFrom('services.evidence')
    .selectAll()
    .where('instance', '=', instance)
    .where('field', '=', field)
    .orderBy('id')
    .execute();
}

/** Takes files of cases out; with `ids` only these. Answers which files they were. */
export async function deleteEvidence(
  db: Database,
  instances: readonly string[],
  ids?: readonly string[],
): Promise<readonly string[]> {
  if (instances.length === 0 || ids?.length === 0) return [];
  const all = tables(db)
    .deleteFrom('services.evidence')
    .where('instance', 'in', [...instances]);
  const rows = await (ids ? all.where('id', 'in', [...ids]) : all).returning('file').execute();
  return [...new Set(rows.map(({ file }) => file))];
}
