import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Json } from '../../kernel/job.ts';
import type { CorrectionRow, ServiceTables } from './entities.ts';

const tables = (db: Database) => db.withTables<ServiceTables>();

export async function insertCorrections(db: Database, rows: readonly CorrectionRow[]): Promise<void> {
  for (const { instance, seq, page, kind, at, remark, before, changed } of rows)
    await sql`insert into services.correction (instance, seq, page, kind, at, remark, before, changed)
      values (${instance}, ${seq}, ${page}, ${kind}, ${at}, ${remark}, ${json(before)}::jsonb, ${[...changed]}::text[])`.execute(
      db,
    );
}

const json = (value: Json | null): string | null => (value === null ? null : JSON.stringify(value));

/** All of a case, in the order of its journal. */
export async function listCorrections(db: Database, instance: string): Promise<readonly CorrectionRow[]> {
  return tables(db)
    .selectFrom('services.correction')
    .selectAll()
    .where('instance', '=', instance)
    .orderBy('seq')
    .orderBy('page')
    .execute();
}
