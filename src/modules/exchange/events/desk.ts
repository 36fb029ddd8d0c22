import { allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { memberIdOf, partsOf } from '../directory/instance.ts';
import { listSubscriptions, type SubscriptionLine, type TypeFigures, typeFigures } from './desk-store.ts';
import { type Standing, standingOf } from './standing.ts';
import { deadLetters, redeliver } from './store.ts';
import { findSubscription, lockSubscription, type Subscription } from './subscription-store.ts';
import { eventType, type EventType, eventTypes } from './type.ts';
import { follow } from './webhook-key.ts';

export type Watched = SubscriptionLine & { readonly standing: Standing | undefined };

export interface EventsDesk {
  /** The reader sees all institutions. */
  readonly everybody: boolean;
  readonly types: readonly (EventType & { readonly figures: TypeFigures | undefined })[];
  /** Subscriptions to these. */
  readonly given: readonly Watched[];
  /** Those of the institution's own systems; not for who sees everybody. */
  readonly taken: readonly Watched[];
}

const registrarOf = ({ actor }: Context): readonly string[] =>
  actor.appointments.filter(({ role }) => role === 'registrar').map(({ institution }) => institution);

/** What the registrar's institution publishes and gets; for an auditor what all do. */
export async function eventsAtDesk(ctx: Context): Promise<EventsDesk> {
  const own = registrarOf(ctx);
  allow(ctx, 'exchange.watchEvents', { institution: own[0] });
  const everybody = own.length === 0;
  const types = eventTypes(ctx.vahid).filter(({ owner }) => everybody || own.includes(owner));
  const names = types.map(({ type }) => type);
  const figures = await typeFigures(ctx.db, names);
  const now = ctx.vahid.now();
  const given = await listSubscriptions(ctx.db, everybody ? {} : { types: names }, now);
  const members = own.map((institution) => memberIdOf(ctx.vahid, institution));
  const taken = everybody ? [] : await listSubscriptions(ctx.db, { members }, now);
  const standings = await standingOf(
    ctx.db,
    [...given, ...taken].map(({ id }) => id),
  );
  const watched = (line: SubscriptionLine): Watched => ({ ...line, standing: standings.get(line.id) });
  return {
    everybody,
    types: types.map((type) => ({ ...type, figures: figures.get(type.type) })),
    given: given.map(watched),
    taken: taken.map(watched),
  };
}

/** Letters as the desk shows them: what an event holds is for its subscriber alone. */
export interface DeadLine {
  readonly id: string;
  readonly at: Date;
  readonly attempts: number;
  readonly failure: string | null;
}

export interface SubscriptionAtDesk {
  readonly subscription: Subscription;
  /** Undefined where no definition has the type any more. */
  readonly type: EventType | undefined;
  readonly standing: Standing | undefined;
  readonly dead: readonly DeadLine[];
  readonly mayRedeliver: boolean;
  /** Serves at the subscriber, and events are sent. */
  readonly mayChangeKey: boolean;
}

const mostShown = 100;

/** One subscription, for both sides. */
export async function subscriptionAtDesk(ctx: Context, id: string): Promise<SubscriptionAtDesk> {
  const { subscription, type, institution } = await sided(ctx, id);
  allow(ctx, 'exchange.watchEvents', { institution });
  // What one that has ended was to get is being dropped.
  const dead = subscription.state === 'ended' ? [] : await deadLetters(ctx.db, id, mostShown);
  return {
    subscription,
    type,
    standing: (await standingOf(ctx.db, [id])).get(id),
    dead: dead.map(({ event_id, at, attempts, failure }) => ({ id: event_id, at, attempts, failure })),
    mayChangeKey:
      subscription.mode === 'push' &&
      subscription.state !== 'ended' &&
      permitted(ctx.vahid.access['exchange.changeWebhookKey'] ?? [], ctx.actor, {
        institution: partsOf(ctx.vahid, subscription.client)?.institution,
      }),
    mayRedeliver: permitted(ctx.vahid.access['exchange.redeliverEvents'] ?? [], ctx.actor, { institution }),
  };
}

/** Has all dead letters of a subscription delivered once more. */
export async function redeliverAll(ctx: Context, id: string): Promise<void> {
  const { institution } = await sided(ctx, id);
  allow(ctx, 'exchange.redeliverEvents', { institution });
  await inTransaction(ctx, async (inner) => {
    await redeliver(inner.db, id, undefined, inner.vahid.now());
    await audit(inner, 'exchange.redeliverEvents', id);
  });
}

/** Changes the key of a webhook in the name of its subscriber; see `changeKey`. */
export async function changeKeyAtDesk(ctx: Context, id: string, days: number): Promise<string> {
  const found = await findSubscription(ctx.db, id);
  if (!found) throw notFound();
  allow(ctx, 'exchange.changeWebhookKey', { institution: partsOf(ctx.vahid, found.client)?.institution });
  return inTransaction(ctx, async (inner) => {
    const held = await lockSubscription(inner.db, id);
    if (!held) throw notFound();
    await audit(inner, 'exchange.changeWebhookKey', id);
    return follow(inner, held, days);
  });
}

/** A subscription, and on which of its sides the actor is: that of the register or that of the subscriber. */
async function sided(ctx: Context, id: string) {
  const subscription = await findSubscription(ctx.db, id);
  if (!subscription) throw notFound();
  const type = eventType(ctx.vahid, subscription.type);
  const sides = [type?.owner, partsOf(ctx.vahid, subscription.client)?.institution];
  const institution = sides.find((side) => side !== undefined && registrarOf(ctx).includes(side)) ?? sides[0];
  return { subscription, type, institution };
}
