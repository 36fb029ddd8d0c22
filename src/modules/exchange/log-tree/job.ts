import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { growLogs, mostAtOnce } from './grow.ts';

const everyMs = 60_000;
const kind = 'exchange.log';

/** Once a minute a checkpoint, if there is anything new; at once again where more is waiting. */
export const logJob: JobKind = {
  kind,
  async run(ctx) {
    const taken = await growLogs(ctx);
    await scheduleAt(ctx, taken < mostAtOnce ? everyMs : 0);
  },
};

const scheduleAt = (ctx: Context, wait: number): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: new Date(ctx.vahid.now().getTime() + wait), payload: null });

export const scheduleLog = (ctx: Context): Promise<void> => scheduleAt(ctx, 0);
