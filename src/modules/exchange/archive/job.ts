import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { archiveDay } from './archive.ts';
import { nextNight } from './forget.ts';

const kind = 'exchange.archive';

/** Every night, where a folder is set; a day at a time, because others wait for the end of a job's transaction. */
export const archiveJob: JobKind = {
  kind,
  async run(ctx) {
    const { archive: folder, days } = ctx.vahid.config.messageLog;
    const written = folder === undefined ? [] : await archiveDay(ctx, { folder, days });
    await scheduleAt(ctx, written.length > 0 ? ctx.vahid.now() : nextNight(ctx));
  },
};

const scheduleAt = (ctx: Context, at: Date): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: null });

export const scheduleArchive = (ctx: Context): Promise<void> => scheduleAt(ctx, nextNight(ctx));
