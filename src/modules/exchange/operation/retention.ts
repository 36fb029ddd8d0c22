import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { nextNight } from '../archive/forget.ts';
import { dropAsked, dropCounted } from './store.ts';

const kind = 'exchange.operation-retention';
const dayMs = 86_400_000;
/**
 * The longest period that is shown is 30 days, and a centre takes lines that are 60 days old and knows those it has by
 * their ids. X-Road's monitoring keeps its records for seven days. What was measured of them stays.
 */
const keptDays = 90;
/** A job is one transaction, for whose end others wait. */
const atOnce = 20_000;

/** Every night; at once again where more is waiting. */
export const operationRetention: JobKind = {
  kind,
  async run(ctx) {
    const now = ctx.vahid.now();
    const before = new Date(now.getTime() - keptDays * dayMs);
    const gone = await dropCounted(ctx.db, before, atOnce);
    await dropAsked(ctx.db, before);
    await scheduleAt(ctx, gone < atOnce ? nextNight(ctx) : now);
  },
};

const scheduleAt = (ctx: Context, at: Date): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: null });

export const scheduleOperation = (ctx: Context): Promise<void> => scheduleAt(ctx, nextNight(ctx));
