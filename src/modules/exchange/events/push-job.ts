import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { waitAfter } from '../../../protocols/webhook/answer.ts';
import { pusherPort } from './pusher.ts';
import { rightNow } from './right-now.ts';
import { stop } from './settling.ts';
import { endSubscription, handOut, hiddenUntil, restingOn, restsOn, takeNew } from './subscription.ts';
import { duePushes, putOff, type Subscription } from './subscription-store.ts';
import { eventType } from './type.ts';

const everyMs = 1000;
/** How many subscriptions are looked at in one go, and how many events of each. */
const mostSubscriptions = 20;
const mostEvents = 200;
/** Of one subscription that far behind, other subscriptions come in between. */
const mostLooks = 5;
const leaseSeconds = 120;
const minuteMs = 60_000;
const kind = 'exchange.push';

/**
 * Claims what is to be sent and commits that; only then it is sent, by the process that claimed it. Any number of
 * processes may do this job: each takes subscriptions that no other is at.
 */
export const pushJob: JobKind = {
  kind,
  async run(ctx) {
    const found = await duePushes(ctx.db, ctx.vahid.now(), mostSubscriptions);
    let more = found.length === mostSubscriptions;
    for (const subscription of found) {
      if (subscription.state === 'pending') await validate(ctx, subscription);
      else more = (await dispatch(ctx, subscription)) || more;
    }
    await scheduleAt(ctx, more ? 0 : everyMs);
  },
};

const later = ({ vahid }: Context, ms: number): Date => new Date(vahid.now().getTime() + ms);

const scheduleAt = (ctx: Context, wait: number): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: later(ctx, wait), payload: null });

export const schedulePush = (ctx: Context): Promise<void> => scheduleAt(ctx, 0);

/** Asks the address; the next time, should it not answer or this process die, is set before. */
async function validate(ctx: Context, subscription: Subscription): Promise<void> {
  const attempts = subscription.attempts + 1;
  await putOff(ctx.db, subscription.id, later(ctx, waitAfter(attempts)), attempts);
  ctx.afterCommit?.push(() => pusherPort.of(ctx.vahid).validate({ ...subscription, attempts }));
}

/** Claims the events of one subscription. Answers whether there are more. */
async function dispatch(ctx: Context, subscription: Subscription): Promise<boolean> {
  const type = eventType(ctx.vahid, subscription.type);
  if (!type) {
    await endSubscription(ctx, subscription.id, 'type');
    return false;
  }
  const right = await rightNow(ctx, subscription);
  if (right === 'refused') {
    await stop(ctx, subscription, 'right');
    return false;
  }
  if (right === 'unconfirmed') {
    await putOff(ctx.db, subscription.id, later(ctx, minuteMs));
    return false;
  }
  const held = restsOn(subscription, right) ? subscription : await restingOn(ctx, subscription, right);
  let behind = await takeNew(ctx, held, type);
  for (let looks = 1; behind && looks < mostLooks; looks += 1) behind = await takeNew(ctx, held, type, behind);
  const limit = Math.min(mostEvents, subscription.rate ?? mostEvents);
  const events = await handOut(ctx, held, type, {
    limit,
    most: held.most_attempts,
    seconds: leaseSeconds,
    doubles: false,
    hiddenUntil: hiddenUntil(ctx, right),
  });
  const { rate } = subscription;
  if (events.length === 0) return behind !== undefined;
  // One parcel at a time: whoever has this one gives the subscription free, or its lease does.
  await putOff(ctx.db, subscription.id, later(ctx, leaseSeconds * 1000));
  const leaseUntil = later(ctx, (leaseSeconds * 1000) / 2);
  const nextAt = later(ctx, rate === null ? 0 : (events.length * minuteMs) / rate);
  const parcel = { subscription: held, type, events, leaseUntil, nextAt };
  ctx.afterCommit?.push(() => pusherPort.of(ctx.vahid).send(parcel));
  return false;
}
