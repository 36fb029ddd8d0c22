import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import { type LastPeriod, lacking } from './lacks.ts';

/** How an institution keeps to reporting. */
export interface Discipline {
  /** When it last submitted a report of any measure. */
  readonly lastReport: Date | null;
  /** Measures whose report for the last period is owed. */
  readonly owed: number;
  readonly submitted: number;
  readonly accepted: number;
  /** Days from submission to acceptance: the middle one, and the longest. */
  readonly decisionDays: number | null;
  readonly longestDays: number | null;
}

export async function disciplineOf(db: Database, institution: string, period: LastPeriod): Promise<Discipline> {
  const { rows } = await sql<Discipline>`select max(r.submitted_at) as "lastReport",
      count(r.submitted_at)::integer as submitted, count(r.accepted_at)::integer as accepted,
      (percentile_cont(0.5) within group (order by extract(epoch from r.accepted_at - r.submitted_at) / 86400)
        filter (where r.accepted_at is not null))::float8 as "decisionDays",
      (max(extract(epoch from r.accepted_at - r.submitted_at)) / 86400)::float8 as "longestDays",
      (select count(*)::integer from plan.standing s join plan.item i on i.id = s.item
        where s.executor = ${institution} and i.removed_at is null and ${lacking('report', period)}) as owed
    from plan.report r where r.institution = ${institution}`.execute(db);
  const [found] = rows;
  if (!found) throw new Error('an aggregate without a row');
  return found;
}

/** Measures of an institution's roadmaps, in the order of the roadmaps. */
export async function roadmapMeasures(db: Database, institution: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select i.id from plan.plan p join plan.item i on i.plan = p.code
    where p.kind = 'roadmap' and p.institution = ${institution} and i.kind = 'measure' and i.removed_at is null
    order by p.year desc, p.topic, p.code, i.position limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
