import { type Context, inTransaction, systemContext } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { LogWatcher } from '../gateway/message-log.ts';
import { growLogs, mostAtOnce } from './grow.ts';

const everyMs = 60_000;
const kind = 'exchange.log';

/**
 * Once a minute a checkpoint, if there is anything new. Where more is waiting than a turn takes, as much time is left to
 * the messages in between as the turn took.
 */
export const logJob: JobKind = {
  kind,
  async run(ctx) {
    const begun = ctx.vahid.now().getTime();
    const taken = await growLogs(ctx);
    const lasted = ctx.vahid.now().getTime() - begun;
    await scheduleAt(ctx, taken < mostAtOnce ? everyMs : lasted);
  },
};

const scheduleAt = (ctx: Context, wait: number): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: new Date(ctx.vahid.now().getTime() + wait), payload: null });

export const scheduleLog = (ctx: Context): Promise<void> => scheduleAt(ctx, 0);

/**
 * Tells the tree when as many lines were written as a turn takes. Under load it then grows little by little, over pages
 * that the database still has at hand, and not once a minute all at once.
 */
export function treeTeller(vahid: Vahid): LogWatcher {
  let written = 0;
  async function tell(): Promise<void> {
    written = 0;
    try {
      await inTransaction(systemContext(vahid, 'gateway'), scheduleLog);
    } catch (error) {
      // Its minute comes.
      vahid.log.warn({ err: error }, 'tree over the log');
    }
  }
  return {
    went(_, __, isWritten) {
      if (!isWritten) return;
      written += 1;
      if (written === mostAtOnce) void tell();
    },
  };
}
