import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Json } from '../../kernel/job.ts';
import type { EvidenceRow, ServiceTables } from './entities.ts';

const tables = (db: Database) => db.withTables<ServiceTables>();

type NewEvidence = Pick<EvidenceRow, 'id' | 'instance' | 'field' | 'file' | 'added_at'>;

export async function insertEvidence(db: Database, row: NewEvidence): Promise<void> {
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

/** Files of one field, in the order in which they came; those that were removed with them. */
export async function listEvidence(db: Database, instance: string, field: string): Promise<readonly EvidenceRow[]> {
  return tables(db)
    .selectFrom('services.evidence')
    .selectAll()
    .where('instance', '=', instance)
    .where('field', '=', field)
    .orderBy('id')
    .execute();
}

/** Files that the applicant removed after officials had them, in the order in which they were removed. */
export async function listRemoved(db: Database, instance: string): Promise<readonly EvidenceRow[]> {
  return tables(db)
    .selectFrom('services.evidence')
    .selectAll()
    .where('instance', '=', instance)
    .where('removed_at', 'is not', null)
    .orderBy('removed_at')
    .orderBy('id')
    .execute();
}

/** Officials have files of a case before them: all of it, or with `id` one. What they had already keeps its moment. */
export async function handEvidence(db: Database, instance: string, at: Date, id?: string): Promise<void> {
  const all = tables(db)
    .updateTable('services.evidence')
    .set({ handed_at: at })
    .where('instance', '=', instance)
    .where('handed_at', 'is', null);
  await (id === undefined ? all : all.where('id', '=', id)).execute();
}

/** Marks a file that stays for the officials as removed by the applicant. `as`: how the answer named it. */
export async function markRemoved(db: Database, id: string, { at, as }: { at: Date; as: Json }): Promise<void> {
  await sql`update services.evidence set removed_at = ${at}, removed_as = ${JSON.stringify(as)}::jsonb
    where id = ${id}`.execute(db);
}

/** The applicant has added a file again that they had removed. */
export async function unmarkRemoved(db: Database, id: string): Promise<void> {
  await tables(db)
    .updateTable('services.evidence')
    .set({ removed_at: null, removed_as: null })
    .where('id', '=', id)
    .execute();
}

/** Files under the names that their fields have now. */
export async function renameEvidence(
  db: Database,
  instance: string,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  await sql`update services.evidence e set field = n.now
    from unnest(${Object.keys(names)}::text[], ${Object.values(names)}::text[]) as n(earlier, now)
    where e.instance = ${instance} and e.field = n.earlier`.execute(db);
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
