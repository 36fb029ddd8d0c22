import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { addDays, bakuDate, bakuInstant } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { act, instance } from '../../process/index.ts';
import { findItemById, officeOf, owingReport, periodOf, previousPeriod } from '../measures/index.ts';
import { openReport } from './beginning.ts';
import { tellOwed } from './notices.ts';
import * as store from './store.ts';

const kind = 'plan.owe-reports';
const atOnce = 100;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Every day, after the standings were computed anew: what was begun for a period that is over falls due, and every
 * measure that ran in all of the last period and has no report of it gets one that is owed. Some at a time, each part a
 * job of its own.
 */
export const oweJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { after = first, daily = false } = payload as { after?: string; daily?: boolean };
    await inTransaction(ctx, async (inner) => {
      const last = await owePart(inner, after);
      if (last !== undefined) await scheduleAfter(inner, last);
      if (daily) await scheduleDaily(inner);
    });
  },
};

/** Where the next part begins; undefined when this was the last one. */
async function owePart(ctx: Context, after: string): Promise<string | undefined> {
  const { period: length } = officeOf(ctx.vahid.releases);
  const present = periodOf(bakuDate(ctx.vahid.now()), length);
  const begun = await store.notFallenDue(ctx.db, present, atOnce);
  for (const id of begun) await fallDue(ctx, id);
  const period = previousPeriod(present);
  const missing = await store.withoutReport(ctx.db, period, after, atOnce);
  const owing = await owingReport(
    ctx,
    missing.map(({ item }) => item),
    period,
  );
  for (const { item, institution } of missing) {
    const found = owing.has(item) ? await findItemById(ctx.db, item) : undefined;
    if (!found) continue;
    const report = { institution: await inChargeOf(ctx, institution), period, owed: true };
    const { id, begun: fresh } = await openReport(ctx, found, report);
    if (fresh) await fallDue(ctx, id);
  }
  if (missing.length === atOnce) return missing.at(-1)?.item;
  return begun.length === atOnce ? after : undefined;
}

/** From now on it is owed, and its time runs. */
async function fallDue(ctx: Context, id: string): Promise<void> {
  // Its measure and its own row before the instance, as wherever they are locked.
  await store.lockReport(ctx.db, id);
  await act(ctx, { instance: id, action: 'fall-due' });
  await store.markOwed(ctx.db, id, ctx.vahid.now());
  await tellOwed(ctx, await instance(ctx, id));
}

async function scheduleAfter(ctx: Context, after: string): Promise<void> {
  const at = ctx.vahid.now();
  await ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind}:${newId(at.getTime())}`, at, payload: { after } });
}

/** The next run is at once where the program may have stood still over the last; then every morning. */
export async function scheduleOwing(ctx: Context): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: ctx.vahid.now(), payload: { daily: true } });
}

async function scheduleDaily(ctx: Context): Promise<void> {
  const now = ctx.vahid.now();
  const morning = bakuInstant(bakuDate(now), '00:20');
  const at = morning > now ? morning : bakuInstant(addDays(bakuDate(now), 1), '00:20');
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: { daily: true } });
}
