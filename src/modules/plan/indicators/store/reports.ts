import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Verdict } from '../entities.ts';

/** A reported value as it was entered, and what became of it. */
export interface ReportRow {
  readonly id: string;
  readonly indicator: string;
  readonly sheetVersion: number;
  readonly period: string;
  readonly ends: string;
  readonly value: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly institution: string;
  readonly url: string;
  readonly note: string;
  /** Of an index: the edition that says it. */
  readonly edition: string | null;
  readonly person: string;
  readonly at: Date;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
}

const read = (db: Database, where: RawBuilder<unknown>) =>
  sql<ReportRow>`select r.id, r.indicator, r.sheet_version as "sheetVersion", r.period, r.ends, r.value, r.numerator,
      r.denominator, r.institution, r.url, r.note, r.edition, r.person, r.at, v.verdict, v.reason
    from plan.indicator_report r left join plan.indicator_verdict v on v.report = r.id ${where}`.execute(db);

export async function insertReport(db: Database, row: Omit<ReportRow, 'verdict' | 'reason'>): Promise<void> {
  await sql`insert into plan.indicator_report (id, indicator, sheet_version, period, ends, value, numerator, denominator,
      institution, url, note, edition, person, at)
    values (${row.id}, ${row.indicator}, ${row.sheetVersion}, ${row.period}, ${row.ends}, ${row.value}, ${row.numerator},
      ${row.denominator}, ${row.institution}, ${row.url}, ${row.note}, ${row.edition}, ${row.person}, ${row.at})`.execute(
    db,
  );
}

export async function findReport(db: Database, id: string): Promise<ReportRow | undefined> {
  return (await read(db, sql`where r.id = ${id}`)).rows[0];
}

/** What was reported of an indicator, the newest first. */
export async function listReports(db: Database, indicator: string): Promise<readonly ReportRow[]> {
  return (await read(db, sql`where r.indicator = ${indicator} order by r.at desc limit 100`)).rows;
}

/** How many reported values of each indicator nobody has judged yet. */
export async function countWaiting(db: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ indicator: string; count: number }>`select r.indicator, count(*) as count
    from plan.indicator_report r where not exists (select from plan.indicator_verdict v where v.report = r.id)
    group by 1`.execute(db);
  return new Map(rows.map(({ indicator, count }) => [indicator, count]));
}

/** Does a value of the period wait to be judged? Keeps others of the indicator from being entered meanwhile. */
export async function lockWaiting(db: Database, indicator: string, period: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('plan.indicator_report'), hashtext(${indicator}))`.execute(db);
  const { rows } =
    await sql`select from plan.indicator_report r where r.indicator = ${indicator} and r.period = ${period}
    and not exists (select from plan.indicator_verdict v where v.report = r.id) limit 1`.execute(db);
  return rows.length > 0;
}

/** Answers false where somebody has judged it already. */
export async function insertVerdict(
  db: Database,
  given: {
    readonly report: string;
    readonly verdict: Verdict;
    readonly reason: string | null;
    person: string;
    at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql`insert into plan.indicator_verdict (report, verdict, reason, person, at)
    values (${given.report}, ${given.verdict}, ${given.reason}, ${given.person}, ${given.at})
    on conflict do nothing returning report`.execute(db);
  return rows.length > 0;
}
