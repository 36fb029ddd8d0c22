import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { addressKind } from '../../../protocols/gateway/address.ts';
import { compileGlob } from '../../../protocols/x-road/index.ts';
import { makeWebhookKey, type Scheme } from '../../../protocols/webhook/signature.ts';
import { consentsOf } from '../gateway/consents.ts';
import { isCallable } from '../gateway/provider-call.ts';
import type { Right } from '../gateway/rights.ts';
import { disclose } from './disclosure.ts';
import { scheduleDrop } from './drop.ts';
import { compileFilter } from './filter.ts';
import { firstId, type Position } from './position.ts';
import * as refusals from './refusals.ts';
import { fieldsWithin } from './scope.ts';
import * as store from './store.ts';
import * as subscriptions from './subscription-store.ts';
import type { Subscription } from './subscription-store.ts';
import type { EventType } from './type.ts';

/** Who calls, by which right, about which type: as the gateway has judged it. */
export interface Caller {
  readonly client: string;
  readonly service: string;
  readonly right: Right;
  readonly type: EventType;
}

export interface NewSubscription {
  readonly filter?: string | undefined;
  /** Where events are sent; absent: the subscriber fetches them. */
  readonly push?: { readonly address: string; readonly signature: Scheme } | undefined;
  /** Seconds in which an event is to be acknowledged. */
  readonly visibilitySeconds?: number | undefined;
  readonly mostAttempts?: number | undefined;
  /** Events published from then on; absent: from now. */
  readonly since?: Date | undefined;
}

const usualVisibility = 300;
const usualAttempts = 10;
/** One is enough; a second while a filter or an address changes. */
const mostOfOne = 20;

/** Fields of the type that a right lets through. */
export const openFields = ({ event }: EventType, pointers: readonly string[] | null | undefined): readonly string[] =>
  fieldsWithin(event.data, pointers);

export const wrapping = (id: string): string => `exchange.subscription ${id}`;

/** Makes a subscription. `key`: what its receiver checks signatures with, shown this once where it is a secret. */
export async function subscribe(
  ctx: Context,
  caller: Caller,
  wanted: NewSubscription,
): Promise<{ readonly subscription: Subscription; readonly key?: string }> {
  const { type, client, service, right } = caller;
  const fields = openFields(type, right.fields);
  compileFilter(wanted.filter ?? null, type, fields);
  const address = wanted.push === undefined ? undefined : checkedAddress(ctx, wanted.push.address);
  const key = wanted.push === undefined ? undefined : makeWebhookKey(wanted.push.signature);
  return inTransaction(ctx, async (inner) => {
    const { vahid, db } = inner;
    const now = vahid.now();
    await subscriptions.lockSubscriber(db, client, type.type);
    const own = await subscriptions.subscriptionsOf(db, client, type.type);
    if (own.length >= mostOfOne) throw refusals.tooManySubscriptions({ most: mostOfOne });
    const id = newId(now.getTime());
    const reached = await startOf(inner, type, wanted.since);
    await subscriptions.insertSubscription(db, {
      id,
      client,
      service,
      type: type.type,
      filter: wanted.filter ?? null,
      mode: address === undefined ? 'pull' : 'push',
      state: address === undefined ? 'active' : 'pending',
      ...groundOf(inner, right),
      ...(isForEvents(right, type, id) ? {} : { confirmed_at: new Date(0) }),
      visibility_seconds: wanted.visibilitySeconds ?? usualVisibility,
      most_attempts: wanted.mostAttempts ?? usualAttempts,
      reached_xid: reached.xid,
      reached_id: reached.id,
      address: address ?? null,
      scheme: wanted.push?.signature ?? null,
      wrapped_key: key === undefined ? null : vahid.keys.wrap(wrapping(id), key.kept),
      next_at: now,
      created_at: now,
    });
    const made = await subscriptions.findSubscription(db, id);
    if (!made) throw new Error('a subscription was not made');
    return { subscription: made, ...(key === undefined ? {} : { key: key.shown }) };
  });
}

/** A right, whatever it was to. */
export type HeldRight = Omit<Right, 'client' | 'service' | 'method' | 'path'>;

const groundOf = (
  { vahid }: Context,
  { purpose, act, article, fields, consent = false, until }: HeldRight,
): subscriptions.Ground => ({
  purpose,
  act,
  article,
  fields: fields === undefined ? null : [...fields],
  consent,
  confirmed_at: vahid.now(),
  right_until: until === undefined ? null : new Date(until),
});

/** Whether a right is one to the events themselves: one to another door says nothing of what is sent. */
const isForEvents = ({ method, path }: Pick<Right, 'method' | 'path'>, { type }: EventType, id: string): boolean =>
  (method === '*' || method === 'GET') && compileGlob(path).matches(`/types/${type}/subscriptions/${id}/events`);

/** From where a subscription reads: what is published from now on, or was from a moment on. */
async function startOf({ db }: Context, { type }: EventType, since?: Date): Promise<Position> {
  const first = since === undefined ? undefined : await store.firstSince(db, type, since);
  return { xid: first ?? (await store.presentXid(db)), id: firstId };
}

/** An address of others, over TLS; one of this machine, where those are open, may do without. */
export function checkedAddress({ vahid }: Context, address: string): string {
  const wrong = () => refusals.addressWrong({ address: address.slice(0, 200) });
  if (!URL.canParse(address)) throw wrong();
  const url = new URL(address);
  const { webhooks } = vahid.config;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || addressKind(host) === 'loopback';
  const isPlain = url.protocol === 'http:' && isHere && webhooks.loopback === true;
  const odd = url.username !== '' || url.password !== '' || url.hash !== '';
  if ((url.protocol !== 'https:' && !isPlain) || odd || !isCallable(url, webhooks)) throw wrong();
  return url.href;
}

/** A subscription of the caller, locked; the right of this call is from now on its own. @throws noSubscription */
export async function ownSubscription(ctx: Context, caller: Caller, id: string): Promise<Subscription> {
  const found = await subscriptions.lockSubscription(ctx.db, id);
  if (!found || found.client !== caller.client || found.type !== caller.type.type || found.state === 'ended')
    throw refusals.noSubscription();
  return isForEvents(caller.right, caller.type, id) ? restingOn(ctx, found, caller.right) : found;
}

/** Whether a subscription rests on this very right: for the same purpose and article, to the same fields. */
export const restsOn = (found: Subscription, { purpose, act, article, fields, consent = false }: HeldRight): boolean =>
  JSON.stringify([purpose, act, article, fields ?? null, consent]) ===
  JSON.stringify([found.purpose, found.act, found.article, found.fields, found.consent]);

/** The subscription under the right that it rests on from now on; what was handed out on another is told anew. */
export async function restingOn(ctx: Context, found: Subscription, right: HeldRight): Promise<Subscription> {
  const ground = groundOf(ctx, right);
  if (!restsOn(found, right)) await store.tellAnew(ctx.db, found.id);
  await subscriptions.confirm(ctx.db, found.id, ground);
  return { ...found, ...ground };
}

/** A subscription as its owner sees it. @throws noSubscription */
export const seen = (ctx: Context, caller: Caller, id: string): Promise<Subscription> =>
  inTransaction(ctx, (inner) => ownSubscription(inner, caller, id));

/** How many events a subscription looks through in one go. */
const lookThrough = 500;

/** Puts the new events that the subscriber wants before it. Answers how far it came, if there may be more. */
export async function takeNew(
  ctx: Context,
  subscription: Subscription,
  type: EventType,
  from: Position = { xid: subscription.reached_xid, id: subscription.reached_id },
): Promise<Position | undefined> {
  const { id, filter } = subscription;
  const events = await store.eventsAfter(ctx.db, type.type, from, lookThrough);
  const last = events.at(-1);
  if (!last) return undefined;
  const wants = wantedBy(filter, type, openFields(type, subscription.fields));
  await store.addDeliveries(
    ctx.db,
    id,
    events.filter(({ data }) => wants(data)),
    ctx.vahid.now(),
  );
  const reached = { xid: last.xid, id: last.id };
  await subscriptions.reach(ctx.db, id, reached);
  return events.length === lookThrough ? reached : undefined;
}

/** A filter that the type or the right no longer fits wants everything: too much is seen, nothing is lost. */
function wantedBy(filter: string | null, type: EventType, fields: readonly string[]) {
  try {
    return compileFilter(filter, type, fields);
  } catch {
    return () => true;
  }
}

/** Hands out what is due; the lines of those concerned are written with it. */
export async function handOut(
  ctx: Context,
  subscription: Subscription,
  type: EventType,
  given: Pick<store.Claim, 'limit' | 'most' | 'seconds' | 'doubles'> & { readonly hiddenUntil?: Date | undefined },
): Promise<readonly store.Claimed[]> {
  const { hiddenUntil, ...claim } = given;
  const fields = openFields(type, subscription.fields);
  const claimed = await store.claim(ctx.db, { ...claim, subscription: subscription.id, now: ctx.vahid.now() });
  const events = await agreedTo(ctx, subscription, type, claimed);
  await disclose(ctx, type, { ...subscription, hiddenUntil }, { events, fields });
  return events;
}

/**
 * Where no act gives the right, an event about somebody who has not agreed is withheld for good; all wait where that cannot
 * be asked.
 */
async function agreedTo(
  ctx: Context,
  { id, client, service, purpose, consent }: Subscription,
  { event: { entity } }: EventType,
  events: readonly store.Claimed[],
): Promise<readonly store.Claimed[]> {
  if (!consent || events.length === 0) return events;
  const at = ctx.vahid.now();
  const keys = [...new Set(events.flatMap(({ subject_key: key }) => key ?? []))];
  const subjects = keys.map((key) => ({ entity, key }));
  const agreed = await consentsOf(ctx.vahid)({ client, service, purpose, subjects, at });
  const isAgreed = ({ subject_key: key }: store.Claimed) => key !== null && agreed.has(key);
  await store.withhold(
    ctx.db,
    id,
    events.filter((one) => !isAgreed(one)).map((one) => one.id),
    at,
  );
  return events.filter(isAgreed);
}

/** Fetches events: each is handed out again when its time is over and nobody has acknowledged it. */
export async function pull(ctx: Context, caller: Caller, id: string, limit: number) {
  return inTransaction(ctx, async (inner) => {
    const own = await ownSubscription(inner, caller, id);
    // One that is sent may be fetched as well, as while its address is down.
    await takeNew(inner, own, caller.type);
    return handOut(inner, own, caller.type, {
      limit,
      most: own.most_attempts,
      seconds: own.visibility_seconds,
      doubles: true,
      hiddenUntil: hiddenUntil(inner, caller.right),
    });
  });
}

const dayMs = 86_400_000;

export const hiddenUntil = ({ vahid }: Context, { hiddenDays }: Pick<Right, 'hiddenDays'>): Date | undefined =>
  hiddenDays === undefined ? undefined : new Date(vahid.now().getTime() + hiddenDays * dayMs);

export async function acknowledge(ctx: Context, caller: Caller, id: string, which: store.Acknowledged) {
  return inTransaction(ctx, async (inner) => {
    const own = await ownSubscription(inner, caller, id);
    return store.acknowledge(inner.db, own.id, which, inner.vahid.now());
  });
}

/** From where events are to come once more: after a position, or published from a moment on. */
export type From = { readonly after: Position } | { readonly since: Date };

export async function replay(ctx: Context, caller: Caller, id: string, from: From): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const own = await ownSubscription(inner, caller, id);
    const to = 'after' in from ? from.after : await startOf(inner, caller.type, from.since);
    // Behind such a place nothing would come: no event that is there has it.
    if (BigInt(to.xid) > BigInt(await store.presentXid(inner.db))) throw refusals.positionWrong();
    await subscriptions.reach(inner.db, own.id, to);
  });
}

export async function unsubscribe(ctx: Context, caller: Caller, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const own = await ownSubscription(inner, caller, id);
    await endSubscription(inner, own.id, 'client');
  });
}

/** Nothing more is put before it or handed out from then on. What it was still to get is dropped after that, in pieces. */
export async function endSubscription(ctx: Context, id: string, reason: 'client' | 'gone' | 'type'): Promise<void> {
  await subscriptions.setState(ctx.db, id, { state: 'ended', reason, now: ctx.vahid.now() });
  await scheduleDrop(ctx, id);
}

/** Takes a stopped subscription up again, from where it was; its address is asked anew. */
export async function resume(ctx: Context, caller: Caller, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const own = await ownSubscription(inner, caller, id);
    if (own.state !== 'stopped') throw refusals.notStopped();
    const state = own.mode === 'push' ? 'pending' : 'active';
    await subscriptions.setState(inner.db, own.id, { state, reason: null, now: inner.vahid.now() });
  });
}
