import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';

/** What a measure of a plan can lack, so that nobody can tell how it stands. */
export const lacks = ['executor', 'deadline', 'milestones', 'evidence', 'report', 'exact', 'language'] as const;
export type Lack = (typeof lacks)[number];

/** The last period whose reports are judged by now. */
export interface LastPeriod {
  readonly name: string;
}

/** Says of measure `i` with standing `s` that it lacks this. */
export function lacking(lack: Lack, period: LastPeriod): RawBuilder<boolean> {
  switch (lack) {
    case 'executor':
      return sql`s.executor is null`;
    case 'deadline':
      return sql`s.due is null`;
    case 'milestones':
      return sql`i.id not in (select m.item from plan.milestone m where m.removed_at is null)`;
    case 'evidence':
      return sql`i.id not in (select e.item from plan.evidence e join plan.verdict v on v.evidence = e.id and v.verdict = 'verified')`;
    case 'report':
      // The standing says of every measure that ran in all of the period whether evidence of it is missing; none comes without a report.
      return sql`(s.executor is not null and (s.last_report is null or s.last_report < ${period.name})
        and s.reasons @> ${JSON.stringify([{ code: 'no_evidence', period: period.name }])}::jsonb)`;
    case 'exact':
      // A day was set where the plan itself names only a month, a quarter or a year, and it is not the end of that.
      return sql`(i.deadline_reading ->> 'precision' not in ('day', 'ongoing') and s.due <> (i.deadline_reading ->> 'due')::date)`;
    case 'language':
      return sql`not (i.title ? 'en' and i.title ? 'ru')`;
  }
}

/** Of how many measures a plan has, how many lack what. */
export async function countLacks(
  db: Database,
  plan: string,
  period: LastPeriod,
): Promise<{ readonly measures: number } & Readonly<Record<Lack, number>>> {
  const counts = lacks.map(
    (lack) => sql`count(*) filter (where ${lacking(lack, period)})::integer as ${sql.ref(lack)}`,
  );
  const { rows } = await sql<
    { measures: number } & Record<Lack, number>
  >`select count(*)::integer as measures, ${sql.join(counts)}
    from plan.item i join plan.standing s on s.item = i.id
    where i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null`.execute(db);
  const [found] = rows;
  if (!found) throw new Error('a count without a row');
  return found;
}
