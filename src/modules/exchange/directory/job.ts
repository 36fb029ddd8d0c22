import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { publish } from './publish.ts';
import { tryTurn } from './store.ts';

const kind = 'exchange.publication';
/** Certificates end and systems leave the catalogue without anybody pressing anything here. */
const everyMs = 5 * 60_000;
const second = 1000;

export const publicationJob: JobKind = {
  kind,
  async run(ctx) {
    // Whoever changes the directory schedules this very job: waiting here for their turn to end, with the job locked, would
    // be a deadlock.
    if (!(await tryTurn(ctx.db))) return scheduleAt(ctx, second);
    await publish(ctx);
    await scheduleAt(ctx, everyMs);
  },
};

const scheduleAt = (ctx: Context, wait: number): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: new Date(ctx.vahid.now().getTime() + wait), payload: null });

/** What changed is handed out as soon as the transaction is committed. */
export const publishSoon = (ctx: Context): Promise<void> => scheduleAt(ctx, 0);
