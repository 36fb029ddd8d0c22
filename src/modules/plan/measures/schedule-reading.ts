import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { officeOf } from './office.ts';
import { owedPeriod } from './rules.ts';
import type { GivenSchedule } from './schedule.ts';
import * as store from './store.ts';

export interface PresentSchedule {
  /** Of the baseline in force; null where none was ever set. */
  readonly version: number | null;
  readonly schedule: GivenSchedule;
}

interface DatesRow {
  readonly code: string;
  readonly starts: string | null;
  readonly due: string | null;
}

/** What a measure has to make, its steps and their dates, as `setSchedule` would take them. */
export async function presentSchedule(ctx: Context, item: string): Promise<PresentSchedule> {
  const { rows } = await sql<{
    version: number | null;
    dates: DatesRow | null;
    deliverables: GivenSchedule['deliverables'];
    milestones: readonly (GivenSchedule['milestones'][number] & DatesRow & { readonly deliverable: string | null })[];
  }>`with present as (select id, version from plan.baseline where item = ${item} order by version desc limit 1)
    select (select version from present) as version,
      (select json_build_object('starts', d.starts, 'due', d.due) from plan.baseline_date d
        where d.baseline = (select id from present) and d.milestone is null) as dates,
      (select coalesce(json_agg(json_build_object('code', code, 'title', title) order by position, code), '[]')
        from plan.deliverable where item = ${item} and removed_at is null) as deliverables,
      (select coalesce(json_agg(json_build_object('code', m.code, 'title', m.title, 'weight', m.weight::text,
          'deliverable', t.code, 'starts', d.starts, 'due', d.due,
          'needs', (select coalesce(json_agg(case when n.item = m.item then n.code else i.number || '/' || n.code end
              order by n.code), '[]')
            from plan.dependency x join plan.milestone n on n.id = x.needs join plan.item i on i.id = n.item
            where x.milestone = m.id and n.removed_at is null)) order by m.position, m.code), '[]')
        from plan.milestone m left join plan.deliverable t on t.id = m.deliverable and t.removed_at is null
          left join plan.baseline_date d on d.milestone = m.id and d.baseline = (select id from present)
        where m.item = ${item} and m.removed_at is null) as milestones`.execute(ctx.db);
  const [row] = rows;
  return {
    version: row?.version ?? null,
    schedule: {
      ...given(row?.dates),
      deliverables: row?.deliverables ?? [],
      milestones: (row?.milestones ?? []).map(({ code, title, weight, needs = [], ...one }) => ({
        code,
        title,
        weight,
        needs,
        ...given(one),
        ...(one.deliverable === null ? {} : { deliverable: one.deliverable }),
      })),
    },
  };
}

function given(dates: Pick<DatesRow, 'starts' | 'due'> | null | undefined): { starts?: string; due?: string } {
  return {
    ...(dates?.starts ? { starts: dates.starts } : {}),
    ...(dates?.due ? { due: dates.due } : {}),
  };
}

/** Of these measures, those that ran in all of the last period, and are not done: a report of it is owed. */
export async function owingReport(ctx: Context, items: readonly string[]): Promise<ReadonlySet<string>> {
  const today = bakuDate(ctx.vahid.now());
  const { period } = officeOf(ctx.vahid.releases);
  const done = new Set(
    (await store.standingsOf(ctx.db, items)).filter(({ state }) => state === 'done').map(({ item }) => item),
  );
  const pictures = await store.pictures(ctx.db, items);
  return new Set(
    pictures.filter((one) => !done.has(one.item) && owedPeriod(one, today, period) !== null).map(({ item }) => item),
  );
}
