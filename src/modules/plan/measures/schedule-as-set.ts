import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { GivenParty, Title } from './entering.ts';

interface StandingDates {
  readonly starts: string | null;
  readonly due: string | null;
}

export interface StandingMilestone extends StandingDates {
  readonly code: string;
  readonly title: Title;
  /** Decimal. */
  readonly weight: string;
  readonly deliverable: string | null;
  /** `code` of the same measure, `number/code` of another. */
  readonly needs: readonly string[];
}

/** What is entered of a measure: who, what, by when. */
export interface StandingMeasure extends StandingDates {
  readonly id: string;
  readonly number: string;
  /** Version of the dates in force; null while there are none. */
  readonly version: number | null;
  readonly parties: readonly GivenParty[];
  readonly deliverables: readonly { readonly code: string; readonly title: Title }[];
  readonly milestones: readonly StandingMilestone[];
}

/** Measures as they stand, in the order of their plan; `where` chooses among items `i`. */
export async function schedulesAsSet(db: Database, where: RawBuilder<unknown>): Promise<readonly StandingMeasure[]> {
  const { rows } =
    await sql<StandingMeasure>`select i.id, i.number, b.version, d.starts::text as starts, d.due::text as due,
      coalesce((select json_agg(json_build_object('institution', p.institution, 'role', p.role)
          order by p.role desc, p.entered_at, p.id)
        from plan.party p where p.item = i.id and p.to_day is null), '[]') as parties,
      coalesce((select json_agg(json_build_object('code', t.code, 'title', t.title) order by t.position, t.code)
        from plan.deliverable t where t.item = i.id and t.removed_at is null), '[]') as deliverables,
      coalesce((select json_agg(json_build_object('code', m.code, 'title', m.title, 'weight', m.weight::text,
          'deliverable', t.code, 'starts', x.starts, 'due', x.due,
          'needs', (select coalesce(json_agg(case when n.item = m.item then n.code else o.number || '/' || n.code end
              order by o.position, n.position, n.code), '[]')
            from plan.dependency y join plan.milestone n on n.id = y.needs and n.removed_at is null
              join plan.item o on o.id = n.item and o.removed_at is null where y.milestone = m.id))
          order by m.position, m.code)
        from plan.milestone m left join plan.deliverable t on t.id = m.deliverable and t.removed_at is null
          left join plan.baseline_date x on x.baseline = b.id and x.milestone = m.id
        where m.item = i.id and m.removed_at is null), '[]') as milestones
    from plan.item i
      left join lateral (select * from plan.baseline where item = i.id order by version desc limit 1) b on true
      left join plan.baseline_date d on d.baseline = b.id and d.milestone is null
    where ${where} order by i.position`.execute(db);
  return rows;
}
