import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { IndicatorKind } from '../sheet.ts';

/** A value as it is kept; numbers are exact decimals. */
export interface ValueRow {
  readonly id: string;
  readonly indicator: string;
  readonly sheetVersion: number;
  readonly period: string;
  readonly ends: string;
  readonly kind: IndicatorKind;
  /** Null where so few cases stand behind it that it is not published. */
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly count: string | null;
  readonly query: string;
  readonly watermark: string | null;
  readonly computedAt: Date;
  readonly supersedes: string | null;
  readonly institution: string | null;
  readonly edition: string | null;
  readonly url: string | null;
  readonly note: string | null;
  readonly report: string | null;
}

const columns = sql`v.id, v.indicator, v.sheet_version as "sheetVersion", v.period, v.ends, v.kind, v.value, v.numerator,
  v.denominator, v.count, v.query, v.watermark, v.computed_at as "computedAt", v.supersedes, v.institution, v.edition, v.url,
  v.note, v.report`;
const inForce = sql`not exists (select from plan.indicator_value n where n.supersedes = v.id)`;

/** Values in force of some indicators, the oldest period first. */
export async function listValues(db: Database, indicators: readonly string[]): Promise<readonly ValueRow[]> {
  const { rows } = await sql<ValueRow>`select ${columns} from plan.indicator_value v
    where v.indicator = any(${indicators}::text[]) and ${inForce} order by v.indicator, v.ends, v.period`.execute(db);
  return rows;
}

/** Of each indicator and kind only the value of the last period: as many look-ups of an index as there are of both. */
export async function lastValues(db: Database, indicators: readonly string[]): Promise<readonly ValueRow[]> {
  const { rows } = await sql<ValueRow>`select l.* from unnest(${indicators}::text[]) as c(code)
    cross join unnest(array['measured', 'derived', 'external', 'reported']) as k(kind)
    cross join lateral (select ${columns} from plan.indicator_value v where v.indicator = c.code and v.kind = k.kind
      and ${inForce} order by v.ends desc limit 1) l`.execute(db);
  return rows;
}

/** Every value of an indicator that another one took the place of, the newest first. */
export async function replacedValues(db: Database, indicator: string): Promise<readonly ValueRow[]> {
  const { rows } = await sql<ValueRow>`select ${columns} from plan.indicator_value v
    where v.indicator = ${indicator} and not ${inForce} order by v.computed_at desc limit 200`.execute(db);
  return rows;
}

/** The value in force of one period. */
export async function findValue(
  db: Database,
  { indicator, kind, period }: Pick<ValueRow, 'indicator' | 'kind' | 'period'>,
): Promise<ValueRow | undefined> {
  const { rows } = await sql<ValueRow>`select ${columns} from plan.indicator_value v
    where v.indicator = ${indicator} and v.kind = ${kind} and v.period = ${period} and ${inForce}`.execute(db);
  return rows[0];
}

export async function insertValues(db: Database, values: readonly ValueRow[]): Promise<void> {
  for (const v of values) {
    await sql`insert into plan.indicator_value (id, indicator, sheet_version, period, ends, kind, value, numerator, denominator,
        count, query, watermark, computed_at, supersedes, institution, edition, url, note, report)
      values (${v.id}, ${v.indicator}, ${v.sheetVersion}, ${v.period}, ${v.ends}, ${v.kind}, ${v.value}, ${v.numerator},
        ${v.denominator}, ${v.count}, ${v.query}, ${v.watermark}, ${v.computedAt}, ${v.supersedes}, ${v.institution},
        ${v.edition}, ${v.url}, ${v.note}, ${v.report})`.execute(db);
  }
}

/** Keeps who computes figures from computing them beside another who does. */
export async function lockValues(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('plan.indicator_value'))`.execute(db);
}
