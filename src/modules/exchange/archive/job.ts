import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { writeOldestDay } from './archive.ts';
import { nextNight } from './forget.ts';
import { replaceDay, type WrittenDay } from './store.ts';

const kind = 'exchange.archive';

/**
 * Every night, where a folder is set; a day at a time. Its files are written and read back before the transaction that
 * drops it, which would be ended by the database while they are.
 */
export const archiveJob: JobKind = {
  kind,
  async ask(ctx) {
    const { archive: folder, days } = ctx.vahid.config.messageLog;
    return folder === undefined ? undefined : writeOldestDay(ctx, { folder, days });
  },
  async run(ctx, _payload, answer) {
    const written = answer as WrittenDay | undefined;
    if (written) await replaceDay(ctx, written);
    await scheduleAt(ctx, written ? ctx.vahid.now() : nextNight(ctx));
  },
};

const scheduleAt = (ctx: Context, at: Date): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: null });

export const scheduleArchive = (ctx: Context): Promise<void> => scheduleAt(ctx, nextNight(ctx));
