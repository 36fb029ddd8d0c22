import type { Context } from '../../../kernel/context.ts';
import { mostAttempts, waitAfter } from '../../../protocols/webhook/answer.ts';
import { institutions } from '../../identity/index.ts';
import { notify } from '../../process/index.ts';
import { partsOf } from '../directory/instance.ts';
import { type StopReason } from './entities.ts';
import { eventsDesk } from './path.ts';
import * as store from './store.ts';
import { endSubscription } from './subscription.ts';
import * as subscriptions from './subscription-store.ts';
import type { Subscription } from './subscription-store.ts';
import { noticeText } from './text/notice.ts';
import { eventType, type EventType } from './type.ts';

interface Sent {
  readonly subscription: Subscription;
  readonly type: EventType;
  readonly event: store.Claimed;
}

const claimed = ({ subscription, event }: Sent) => ({
  subscription: subscription.id,
  event: event.id,
  attempts: event.attempts,
});

export async function settleTaken(ctx: Context, { subscription, event }: Sent): Promise<void> {
  await store.acknowledge(ctx.db, subscription.id, { ids: [event.id] }, ctx.vahid.now());
  await subscriptions.noteSuccess(ctx.db, subscription.id);
}

/** The receiver says that nothing is to come any more. */
export async function settleGone(ctx: Context, { subscription }: Sent): Promise<void> {
  const now = await subscriptions.lockSubscription(ctx.db, subscription.id);
  if (now?.state !== 'active') return;
  await endSubscription(ctx, subscription.id, 'gone');
  await tell(ctx, subscription, 'gone');
}

/** Too much at once: nothing is sent before that moment, and it was no attempt. */
export const settleWait = (ctx: Context, sent: Sent, until: Date): Promise<void> =>
  store.unclaim(ctx.db, claimed(sent), until);

/** A parcel is done: what of it was not sent may be claimed again, and the subscription with it, from `next` on. */
export async function giveBack(
  ctx: Context,
  { id }: Subscription,
  unsent: readonly store.Claimed[],
  next: Date,
): Promise<void> {
  for (const { id: event, attempts } of unsent)
    await store.unclaim(ctx.db, { subscription: id, event, attempts }, next);
  await subscriptions.setNext(ctx.db, id, next);
}

/** An address that did nothing but fail for so long gets nothing more until its owner says so. */
const failingDays = 5;
const dayMs = 86_400_000;

export async function deliveryFailed(ctx: Context, sent: Sent, failure: string): Promise<void> {
  const { subscription, event } = sent;
  const now = ctx.vahid.now();
  const dead = event.attempts >= subscription.most_attempts;
  const due = new Date(now.getTime() + waitAfter(event.attempts));
  await store.failed(ctx.db, claimed(sent), { due, dead, failure });
  const since = await subscriptions.noteFailure(ctx.db, subscription.id, failure, now);
  if (now.getTime() - since.getTime() >= failingDays * dayMs) await stop(ctx, subscription, 'failing');
}

export const settleAgreed = (ctx: Context, { id }: Subscription, rate: number | null): Promise<void> =>
  subscriptions.agreed(ctx.db, id, rate, ctx.vahid.now());

/** Whoever does not agree is asked again for a day or so. */
const mostHandshakes = mostAttempts - 3;

export async function agreementFailed(ctx: Context, subscription: Subscription, failure: string): Promise<void> {
  await subscriptions.noteFailure(ctx.db, subscription.id, failure, ctx.vahid.now());
  if (subscription.attempts >= mostHandshakes) await stop(ctx, subscription, 'handshake');
}

/** Stops a subscription: it keeps its place, and gets nothing until it is taken up again. Both sides are told. */
export async function stop(ctx: Context, subscription: Subscription, reason: StopReason): Promise<void> {
  const now = await subscriptions.lockSubscription(ctx.db, subscription.id);
  if (now?.state !== 'active' && now?.state !== 'pending') return;
  await subscriptions.setState(ctx.db, subscription.id, { state: 'stopped', reason, now: ctx.vahid.now() });
  await tell(ctx, subscription, reason);
}

async function tell(ctx: Context, subscription: Subscription, reason: StopReason): Promise<void> {
  const { vahid } = ctx;
  const of = eventType(vahid, subscription.type);
  const known = new Set((await institutions(ctx)).map(({ code }) => code));
  const told = new Set([partsOf(vahid, subscription.client)?.institution ?? '', of?.owner ?? '']);
  for (const institution of told) {
    if (!known.has(institution)) continue;
    await notify(ctx, {
      institution,
      role: 'registrar',
      text: noticeText(of?.event.title, subscription.client, reason),
      link: `${eventsDesk}/${subscription.id}`,
      effectKey: `exchange.subscription ${subscription.id} ${reason} ${institution} ${vahid.now().toISOString()}`,
    });
  }
}
