import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { addDays, bakuDate, bakuInstant } from '../../../language/index.ts';
import type { StandingRow } from './progress-entities.ts';
import { judgedPeriod } from './office.ts';
import { standingOf } from './rules.ts';
import * as store from './store.ts';

const kind = 'plan.restand';
const atOnce = 500;

/**
 * Computes anew how measures stand, and those whose milestones need theirs, in the caller's transaction: whoever changes
 * what a standing is made of calls it. Checks no access.
 */
export async function restand(ctx: Context, items: readonly string[]): Promise<void> {
  if (items.length === 0) return;
  const all = await store.lockItems(ctx.db, items);
  for (let at = 0; at < all.length; at += atOnce) await write(ctx, all.slice(at, at + atOnce));
}

async function write(ctx: Context, items: readonly string[]): Promise<void> {
  const today = bakuDate(ctx.vahid.now());
  const period = judgedPeriod(ctx.vahid);
  const rows = (await store.pictures(ctx.db, items)).map(({ item, ...picture }): StandingRow => {
    const found = standingOf(picture, today, period);
    return {
      item,
      day: today,
      state: found.state,
      reasons: found.reasons,
      progress: found.progress === null ? null : found.progress.toFixed(4),
      self_rating: picture.selfRating,
      due_first: found.dueFirst,
      due: found.due,
      slip_first: found.slipFirst,
      slip: found.slip,
      slip_plan: found.slipPlan,
      next_due: found.nextDue,
      last_report: picture.lastReport,
      executor: picture.executor,
      waits_for: found.waitsFor,
    };
  });
  await store.writeStandings(ctx.db, rows);
}

/** Brings to today what was last computed on an earlier day, or never. */
export async function restandAll(ctx: Context): Promise<void> {
  const today = bakuDate(ctx.vahid.now());
  for (;;) {
    const stale = await store.staleMeasures(ctx.db, today, atOnce);
    if (stale.length === 0) return;
    await inTransaction(ctx, async (inner) => {
      await store.lockItems(inner.db, stale);
      await write(inner, stale);
    });
  }
}

/** Every day, just after midnight in Baku: what was due yesterday is late from now on. */
export const restandJob: JobKind = {
  kind,
  async run(ctx) {
    await inTransaction(ctx, async (inner) => {
      await restandAll(inner);
      await scheduleRestand(inner);
    });
  },
};

export async function scheduleRestand(ctx: Context): Promise<void> {
  const now = ctx.vahid.now();
  const morning = bakuInstant(bakuDate(now), '00:10');
  const at = morning > now ? morning : bakuInstant(addDays(bakuDate(now), 1), '00:10');
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: {} });
}
