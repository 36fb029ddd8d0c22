import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';

export interface DiscrepancyRow {
  readonly id: string;
  readonly indicator: string;
  readonly period: string;
  readonly ends: string;
  readonly measured: string;
  readonly reported: string;
  readonly gap: string;
  readonly institution: string;
  readonly openedAt: Date;
  readonly explanation: string | null;
  readonly resolution: string | null;
  readonly closedAt: Date | null;
}

/** A discrepancy with the figures of both sides. */
export interface DiscrepancyView extends DiscrepancyRow {
  readonly measuredValue: string;
  readonly reportedValue: string;
}

export async function insertDiscrepancy(
  db: Database,
  row: Omit<DiscrepancyRow, 'explanation' | 'resolution' | 'closedAt'>,
): Promise<void> {
  await sql`insert into plan.discrepancy (id, indicator, period, ends, measured, reported, gap, institution, opened_at)
    values (${row.id}, ${row.indicator}, ${row.period}, ${row.ends}, ${row.measured}, ${row.reported}, ${row.gap},
      ${row.institution}, ${row.openedAt})`.execute(db);
}

/** Was this pair of figures found to differ before, or is another of the same period still open? */
export async function isKnown(
  db: Database,
  { indicator, period, measured, reported }: Pick<DiscrepancyRow, 'indicator' | 'period' | 'measured' | 'reported'>,
): Promise<boolean> {
  const { rows } = await sql`select from plan.discrepancy where indicator = ${indicator} and period = ${period}
    and (closed_at is null or (measured = ${measured} and reported = ${reported})) limit 1`.execute(db);
  return rows.length > 0;
}

export async function setExplanation(db: Database, id: string, words: string): Promise<void> {
  await sql`update plan.discrepancy set explanation = ${words} where id = ${id}`.execute(db);
}

/** Answers of which figure it was. */
export async function closeDiscrepancy(
  db: Database,
  id: string,
  words: string,
  at: Date,
): Promise<Pick<DiscrepancyRow, 'indicator' | 'period'> | undefined> {
  const { rows } = await sql<Pick<DiscrepancyRow, 'indicator' | 'period'>>`update plan.discrepancy
    set resolution = ${words}, closed_at = ${at} where id = ${id} returning indicator, period`.execute(db);
  return rows[0];
}

const read = (db: Database, where: RawBuilder<unknown>) =>
  sql<DiscrepancyView>`select d.id, d.indicator, d.period, d.ends, d.measured, d.reported, d.gap, d.institution,
      d.opened_at as "openedAt", d.explanation, d.resolution, d.closed_at as "closedAt", m.value as "measuredValue",
      r.value as "reportedValue"
    from plan.discrepancy d join plan.indicator_value m on m.id = d.measured
      join plan.indicator_value r on r.id = d.reported ${where}`.execute(db);

/** Of an indicator, the last period first. */
export async function discrepanciesOf(db: Database, indicator: string): Promise<readonly DiscrepancyView[]> {
  return (await read(db, sql`where d.indicator = ${indicator} order by d.ends desc, d.opened_at desc limit 100`)).rows;
}

/** Not resolved yet, of all indicators or of what some institutions answer for, the oldest first; 200 at the most. */
export async function openDiscrepancies(
  db: Database,
  institutions?: readonly string[],
): Promise<readonly DiscrepancyView[]> {
  const of = sql`(${institutions ?? null}::text[] is null or d.institution = any(${institutions ?? null}::text[]))`;
  return (await read(db, sql`where d.closed_at is null and ${of} order by d.opened_at limit 200`)).rows;
}

/** How many of each indicator are not resolved yet. */
export async function countOpenDiscrepancies(db: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ indicator: string; count: number }>`select indicator, count(*)::integer as count
    from plan.discrepancy where closed_at is null group by indicator`.execute(db);
  return new Map(rows.map(({ indicator, count }) => [indicator, count]));
}
