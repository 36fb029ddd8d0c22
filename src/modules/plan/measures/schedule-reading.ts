import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { ranIn } from './rules.ts';
import { schedulesAsSet, type StandingMeasure } from './schedule-as-set.ts';
import type { GivenSchedule } from './schedule.ts';
import * as store from './store.ts';

export interface PresentSchedule {
  /** Of the baseline in force; null where none was ever set. */
  readonly version: number | null;
  readonly schedule: GivenSchedule;
}

/** What a measure has to make, its steps and their dates, as `setSchedule` would take them. */
export async function presentSchedule(ctx: Context, item: string): Promise<PresentSchedule> {
  const [row] = await schedulesAsSet(ctx.db, sql`i.id = ${item}`);
  return {
    version: row?.version ?? null,
    schedule: {
      ...given(row),
      deliverables: row?.deliverables ?? [],
      milestones: (row?.milestones ?? []).map(({ code, title, weight, needs, ...one }) => ({
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

function given(dates: Pick<StandingMeasure, 'starts' | 'due'> | undefined): { starts?: string; due?: string } {
  return {
    ...(dates?.starts ? { starts: dates.starts } : {}),
    ...(dates?.due ? { due: dates.due } : {}),
  };
}

/** Of these measures, those that ran in all of a period, and are not done: a report of it is owed. */
export async function owingReport(
  ctx: Context,
  items: readonly string[],
  period: string,
): Promise<ReadonlySet<string>> {
  const done = new Set(
    (await store.standingsOf(ctx.db, items)).filter(({ state }) => state === 'done').map(({ item }) => item),
  );
  const pictures = await store.pictures(ctx.db, items);
  return new Set(pictures.filter((one) => !done.has(one.item) && ranIn(one, period)).map(({ item }) => item));
}
