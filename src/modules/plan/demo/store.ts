import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { SampleKind } from './entities.ts';

export async function anySample(db: Database): Promise<boolean> {
  const { rows } = await sql`select from plan.sample_record limit 1`.execute(db);
  return rows.length > 0;
}

/** An invented executor carries it out, it has these steps, and nobody has begun the report of that period. */
export async function isFree(
  db: Database,
  item: string,
  period: string | null = null,
  steps: readonly string[] = [],
): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select
    exists (select from plan.party where item = ${item} and role = 'executor' and sample)
    and not exists (select from plan.report where item = ${item} and period = ${period})
    and not exists (select from unnest(${steps}::text[]) as wanted (code) where not exists (
      select from plan.milestone m where m.item = ${item} and m.code = wanted.code and m.removed_at is null)) as free`.execute(
    db,
  );
  return rows[0]?.free ?? false;
}

export async function noteSample(
  db: Database,
  { id, kind, at }: { readonly id: string; readonly kind: SampleKind; readonly at: Date },
): Promise<void> {
  await sql`insert into plan.sample_record (id, kind, at) values (${id}, ${kind}, ${at})`.execute(db);
}

export async function samplesOf(db: Database, kind: SampleKind): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from plan.sample_record where kind = ${kind}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function countSamples(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from plan.sample_record`.execute(db);
  return rows[0]?.count ?? 0;
}

const tables = { report: 'plan.report', risk: 'plan.risk', spending: 'plan.spend_request' } as const;

/** Deletes what is a sample, with all that hangs on it; answers of which items it was. */
export async function deleteSamples(db: Database, kind: SampleKind): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from ${sql.table(tables[kind])} t using plan.sample_record s
    where s.id = t.id and s.kind = ${kind}`.execute(db);
  await sql`delete from plan.sample_record where kind = ${kind}`.execute(db);
  return Number(numAffectedRows);
}

/** Items of which a sample tells. */
export async function itemsOfSamples(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ item: string }>`select r.item from plan.report r join plan.sample_record s on s.id = r.id
    union select r.item from plan.risk r join plan.sample_record s on s.id = r.id where r.item is not null`.execute(db);
  return rows.map(({ item }) => item);
}
