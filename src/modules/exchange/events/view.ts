import type { Context } from '../../../kernel/context.ts';
import { printPosition } from './position.ts';
import { standingOf } from './standing.ts';
import { formerUntil, publicKeys } from './webhook-key.ts';
import type { Subscription } from './subscription-store.ts';
import type { EventType } from './type.ts';

/** A subscription as its subscriber is told of it. No secret is in it. */
export async function viewOf(ctx: Context, one: Subscription, { event }: EventType) {
  const standing = (await standingOf(ctx.db, [one.id])).get(one.id);
  const [key, former] = publicKeys(ctx, one);
  const until = formerUntil(ctx, one);
  return {
    id: one.id,
    type: one.type,
    mode: one.mode,
    state: one.state,
    ...(one.reason === null ? {} : { reason: one.reason }),
    ...(one.filter === null ? {} : { filter: one.filter }),
    ...(one.address === null ? {} : { push: { address: one.address, signature: one.scheme } }),
    // A webhook that failed for days tells its owner why.
    ...(one.failure === null ? {} : { failure: one.failure, failingSince: one.failing_since }),
    ...(key === undefined ? {} : { publicKey: key }),
    ...(former === undefined ? {} : { formerPublicKey: former }),
    ...(until === undefined ? {} : { formerKeyUntil: until }),
    purpose: one.purpose,
    act: one.act,
    article: one.article,
    confirmedAt: one.confirmed_at,
    visibilitySeconds: one.visibility_seconds,
    mostAttempts: one.most_attempts,
    keepDays: event.keepDays,
    reached: printPosition({ xid: one.reached_xid, id: one.reached_id }),
    createdAt: one.created_at,
    standing,
  };
}
