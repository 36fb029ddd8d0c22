import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { JobKind } from './job.ts';

const kind = 'kernel.partitions';
const everyMs = 86_400_000;

/** Once a day: the partitions of the days to come. */
export const partitionJob: JobKind = {
  kind,
  async run(ctx) {
    await sql`select kernel.make_partitions(${ctx.vahid.now()})`.execute(ctx.db);
    await scheduleAt(ctx, everyMs);
  },
};

const scheduleAt = (ctx: Context, wait: number): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: new Date(ctx.vahid.now().getTime() + wait), payload: null });

export const schedulePartitions = (ctx: Context): Promise<void> => scheduleAt(ctx, 0);
