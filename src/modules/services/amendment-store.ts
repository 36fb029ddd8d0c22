import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { AmendmentRow, AmendmentTables } from './amendment-entities.ts';

const tables = (db: Database) => db.withTables<AmendmentTables>();

export async function insertAmendment(db: Database, row: AmendmentRow): Promise<void> {
  const { instance, seq, at, kind, field, before, value } = row;
  await sql`insert into services.amendment (instance, seq, at, kind, field, before, value)
    values (${instance}, ${seq}, ${at}, ${kind}, ${field}, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(value)}::jsonb)`.execute(
    db,
  );
}

export const lastProposed = (rows: readonly AmendmentRow[]): AmendmentRow | undefined =>
  rows.findLast(({ kind }) => kind === 'proposed');

/** All of a case, in the order of its journal. */
export async function listAmendments(db: Database, instance: string): Promise<readonly AmendmentRow[]> {
  return tables(db)
    .selectFrom('services.amendment')
    .selectAll()
    .where('instance', '=', instance)
    .orderBy('seq')
    .execute();
}
