import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { endDeliveries } from './store.ts';

const kind = 'exchange.event-drop';

/** A piece of what lay before a subscription that has ended; at once again where more is left. */
export const dropJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const id = String(payload);
    const own = sql`select d.subscription, d.event from exchange.delivery d where d.subscription = ${id}`;
    if (await endDeliveries(ctx.db, own, 'dropped', ctx.vahid.now())) await scheduleDrop(ctx, id);
  },
};

export const scheduleDrop = (ctx: Context, id: string): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind} ${id}`, at: ctx.vahid.now(), payload: id });
