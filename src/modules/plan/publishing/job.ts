import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate, bakuInstant } from '../../../language/index.ts';
import { findPlans, officeOf, periodEnd, periodOf, periodStart } from '../measures/index.ts';
import { freezePlan } from './actions.ts';
import { owesEdition } from './store.ts';

const kind = 'plan.freeze';

/** After each reporting period the national plans in force are kept as they stand. */
export const freezePlansJob: JobKind = {
  kind,
  async run(ctx) {
    await inTransaction(ctx, async (inner) => {
      const today = bakuDate(inner.vahid.now());
      const plans = (await findPlans(inner.db)).filter((one) => one.kind === 'national' && one.period_to >= today);
      for (const { code } of plans) await freezePlan(inner, code);
      await scheduleFreezing(inner);
    });
  },
};

/** After a release: an edition that fell due while the program stood still is taken now, and not put off to the next period. */
export async function resumeFreezing(ctx: Context): Promise<void> {
  const now = ctx.vahid.now();
  const { period } = officeOf(ctx.vahid.releases);
  const due = bakuInstant(periodStart(periodOf(bakuDate(now), period)), '01:00');
  if (due > now || !(await owesEdition(ctx.db, due))) return scheduleFreezing(ctx);
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: now, payload: {} });
}

/** On the first morning of the next period, after the standings were computed anew. */
export async function scheduleFreezing(ctx: Context): Promise<void> {
  const { period } = officeOf(ctx.vahid.releases);
  const at = bakuInstant(periodEnd(periodOf(bakuDate(ctx.vahid.now()), period)), '01:00');
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: {} });
}
