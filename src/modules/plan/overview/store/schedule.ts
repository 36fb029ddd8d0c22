import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Title } from '../../measures/index.ts';

interface Dates {
  readonly starts: string | null;
  readonly due: string;
}

export interface DatedMeasure {
  readonly id: string;
  readonly plan: string;
  readonly number: string;
  readonly title: Title;
  readonly state: string;
  readonly first: Dates | null;
  readonly present: Dates | null;
  /** Where it is done: the day of the last evidence. */
  readonly doneOn: string | null;
}

/** The first and the present dates of measures, in the order given by position. */
export async function datesOf(db: Database, items: readonly string[]): Promise<readonly DatedMeasure[]> {
  const { rows } = await sql<DatedMeasure>`select i.id, i.plan, i.number, i.title, s.state,
      (select json_build_object('starts', d.starts, 'due', d.due) from plan.baseline b
        join plan.baseline_date d on d.baseline = b.id and d.milestone is null where b.item = i.id and b.version = 0) as first,
      (select json_build_object('starts', d.starts, 'due', d.due) from
        (select id from plan.baseline where item = i.id order by version desc limit 1) b
        join plan.baseline_date d on d.baseline = b.id and d.milestone is null) as present,
      case when s.state = 'done' then (select max((e.submitted_at at time zone 'Asia/Baku')::date)::text from plan.evidence e
        join plan.verdict v on v.evidence = e.id and v.verdict = 'verified' where e.item = i.id) end as "doneOn"
    from plan.item i join plan.standing s on s.item = i.id where i.id = any(${[...items]}::uuid[])
    order by i.plan, i.position, i.number`.execute(db);
  return rows;
}

export interface ScheduledMilestone {
  readonly id: string;
  readonly code: string;
  readonly title: Title;
  readonly weight: string;
  readonly sample: boolean;
  readonly deliverable: string | null;
  readonly first: Dates | null;
  readonly present: Dates | null;
  readonly doneOn: string | null;
  readonly needs: readonly {
    readonly number: string;
    readonly code: string;
    readonly plan: string;
    readonly open: boolean;
  }[];
}

export interface ScheduledDeliverable {
  readonly id: string;
  readonly code: string;
  readonly title: Title;
  readonly sample: boolean;
  readonly doneOn: string | null;
}

export interface BaselineVersion {
  readonly version: number;
  readonly reason: string;
  readonly sample: boolean;
  readonly enteredAt: string;
  readonly due: string | null;
}

export interface FullSchedule {
  readonly milestones: readonly ScheduledMilestone[];
  readonly deliverables: readonly ScheduledDeliverable[];
  /** The oldest first. */
  readonly baselines: readonly BaselineVersion[];
}

/** Deliverables, milestones with their first and present dates, and every version of the dates, in one statement. */
export async function scheduleOf(db: Database, item: string): Promise<FullSchedule> {
  const { rows } =
    await sql<FullSchedule>`with dated as (select id, version, reason, sample, entered_at from plan.baseline where item = ${item}),
      present as (select id from dated order by version desc limit 1), first as (select id from dated where version = 0),
      reached as (select e.milestone, e.deliverable, min((e.submitted_at at time zone 'Asia/Baku')::date) as day
        from plan.evidence e join plan.verdict v on v.evidence = e.id and v.verdict = 'verified'
        where e.item = ${item} group by e.milestone, e.deliverable)
    select
      (select coalesce(json_agg(json_build_object('id', m.id, 'code', m.code, 'title', m.title, 'weight', m.weight::text,
          'sample', m.sample, 'deliverable', t.code,
          'first', (select json_build_object('starts', d.starts, 'due', d.due) from plan.baseline_date d
            where d.milestone = m.id and d.baseline = (select id from first)),
          'present', (select json_build_object('starts', d.starts, 'due', d.due) from plan.baseline_date d
            where d.milestone = m.id and d.baseline = (select id from present)),
          'doneOn', (select min(day) from reached where milestone = m.id),
          'needs', (select coalesce(json_agg(json_build_object('number', i.number, 'code', n.code, 'plan', i.plan, 'open',
              not exists (select 1 from plan.evidence e join plan.verdict v on v.evidence = e.id and v.verdict = 'verified'
                where e.milestone = n.id)) order by i.number, n.code), '[]')
            from plan.dependency x join plan.milestone n on n.id = x.needs join plan.item i on i.id = n.item
            where x.milestone = m.id and n.removed_at is null and i.removed_at is null)) order by m.position, m.code), '[]')
        from plan.milestone m left join plan.deliverable t on t.id = m.deliverable and t.removed_at is null
        where m.item = ${item} and m.removed_at is null) as milestones,
      (select coalesce(json_agg(json_build_object('code', t.code, 'title', t.title, 'sample', t.sample,
          'id', t.id, 'doneOn', (select min(day) from reached where deliverable = t.id)) order by t.position, t.code), '[]')
        from plan.deliverable t where t.item = ${item} and t.removed_at is null) as deliverables,
      (select coalesce(json_agg(json_build_object('version', b.version, 'reason', b.reason, 'sample', b.sample,
          'enteredAt', b.entered_at, 'due', (select d.due from plan.baseline_date d where d.baseline = b.id and d.milestone is null))
          order by b.version), '[]') from dated b) as baselines`.execute(db);
  return rows[0] ?? { milestones: [], deliverables: [], baselines: [] };
}
