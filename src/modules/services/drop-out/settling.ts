import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { settleDrafts } from './store.ts';

const kind = 'services.drafts';
const dayLength = 86_400_000;
const atOnce = 2000;

/** So long a draft has to be sent, for the share of those that were. */
export const daysToSend = 30;

export async function scheduleSettling(ctx: Context, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: null });
}

/** Once a day: of every draft whose thirty days are over it is noted whether it was sent in them. */
export const settleJob: JobKind = {
  kind,
  async run(ctx) {
    const now = ctx.vahid.now();
    const count = await settleDrafts(ctx.db, now, daysToSend, atOnce);
    await scheduleSettling(ctx, new Date(now.getTime() + (count === atOnce ? 1000 : dayLength)));
  },
};
