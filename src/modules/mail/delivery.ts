import type { Context } from '../../kernel/context.ts';
import type { Delivery } from '../process/index.ts';
import { keptMs } from './jobs.ts';
import * as store from './store.ts';

/** What became of the letters behind notifications, by their ids. */
export async function deliveries(
  ctx: Context,
  of: readonly { readonly id: string; readonly at: Date }[],
): Promise<ReadonlyMap<string, Delivery>> {
  const now = ctx.vahid.now();
  const found = await store.messagesOf(
    ctx.db,
    of.map(({ id }) => id),
  );
  const known = new Map(found.map((one) => [one.notification, deliveryOf(one, now)]));
  const remembered = of.filter(({ at }) => now.getTime() - at.getTime() < keptMs);
  return new Map<string, Delivery>([...remembered.map(({ id }) => [id, { state: 'none' }] as const), ...known]);
}

function deliveryOf(row: store.MessageState, now: Date): Delivery {
  const { state, created_at, due_at, sent_at, refused_at } = row;
  if (state !== 'waiting') return { state, at: sent_at ?? created_at };
  if (!row.addressed) return { state: 'dropped', at: created_at };
  if (refused_at) return { state: 'refused', at: refused_at };
  const at = due_at ?? created_at;
  return { state: at > now ? 'waiting' : 'delayed', at };
}
