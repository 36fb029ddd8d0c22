import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuInstant } from '../../../language/index.ts';
import { judgedFrom, judgedPeriod, nextPeriod, periodStart, planInForce, type PlanRow } from '../measures/index.ts';
import { freezePlan } from './actions.ts';
import { hasEdition } from './store.ts';

const kind = 'plan.freeze';

/** Once the reports of a period are judged, the plan that was in force in it is kept as it stands. */
export const freezePlansJob: JobKind = {
  kind,
  async run(ctx) {
    await inTransaction(ctx, async (inner) => {
      const plan = await planOfLastPeriod(inner);
      if (plan) await freezePlan(inner, plan.code);
      await scheduleFreezing(inner);
    });
  },
};

/** The plan that was in force when the last judged period began: one that begins now has nothing to show yet. */
function planOfLastPeriod(ctx: Context): Promise<PlanRow | undefined> {
  return planInForce(ctx, periodStart(judgedPeriod(ctx.vahid)));
}

/** After the standings of that day were computed anew. */
const freezesAt = ({ vahid }: Context, period: string): Date => bakuInstant(judgedFrom(vahid, period), '01:00');

/** After a release: an edition that fell due while the program stood still is taken now, and not put off to the next period. */
export async function resumeFreezing(ctx: Context): Promise<void> {
  const now = ctx.vahid.now();
  const due = freezesAt(ctx, judgedPeriod(ctx.vahid));
  const plan = await planOfLastPeriod(ctx);
  if (due > now || !plan || plan.entered_at >= due || (await hasEdition(ctx.db, plan.code, due)))
    return scheduleFreezing(ctx);
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: now, payload: {} });
}

/** When the reports of the next period are judged; of this one, where its morning has not come yet. */
export async function scheduleFreezing(ctx: Context): Promise<void> {
  const judged = judgedPeriod(ctx.vahid);
  const due = freezesAt(ctx, judged);
  const at = due > ctx.vahid.now() ? due : freezesAt(ctx, nextPeriod(judged));
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: {} });
}
