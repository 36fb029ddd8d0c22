import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { appRole, retentionRole } from '../../../kernel/database.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { endDeliveries } from './store.ts';
import { endSubscription, takeNew } from './subscription.ts';
import { lockSubscription } from './subscription-store.ts';
import { eventType, type EventType } from './type.ts';

const dayMs = 86_400_000;
const kind = 'exchange.event-retention';
const typeKind = 'exchange.event-type-retention';
const keyKind = 'exchange.event-key-retention';
/** Of a type that no definition has any more. */
const usualKeepDays = 30;
/** Keys of events by other systems are known for longer than the events are kept. */
const keyDays = 400;
/** A job is one transaction, for whose end others wait. */
const atOnce = 5000;
/** How often in one transaction subscriptions are led on, by as many events as they look through in one go. */
const looksAtOnce = 10;

/** From one type to the next by the index: there are few types, and very many events. */
const keptTypes = sql`with recursive kept as (
    (select type from exchange.event order by type limit 1)
    union all
    select (select e.type from exchange.event e where e.type > kept.type order by e.type limit 1) from kept
    where kept.type is not null)
  select type from kept where type is not null`;

/** Once a day, for each type by itself: where one fails, the others go on. */
export const retentionJob: JobKind = {
  kind,
  async run(ctx) {
    const { rows } = await sql<{ type: string }>`${keptTypes} union select distinct type from exchange.subscription
      where state <> 'ended'`.execute(ctx.db);
    for (const { type } of rows) await scheduleType(ctx, type);
    await scheduleKeys(ctx);
    await scheduleRetention(ctx);
  },
};

/** A piece of one type; at once again where more is left. */
export const typeRetentionJob: JobKind = {
  kind: typeKind,
  async run(ctx, payload) {
    const type = String(payload);
    if (await expirePiece(ctx, type)) await scheduleType(ctx, type);
  },
};

/** A piece of the keys; at once again where more is left. */
export const keyRetentionJob: JobKind = {
  kind: keyKind,
  async run(ctx) {
    const { numAffectedRows } = await sql`delete from exchange.event_key where ctid = any(array(
      select ctid from exchange.event_key where at < ${daysAgo(ctx, keyDays)} limit ${atOnce}))`.execute(ctx.db);
    if (Number(numAffectedRows) >= atOnce) await scheduleKeys(ctx);
  },
};

const daysAgo = ({ vahid }: Context, days: number): Date => new Date(vahid.now().getTime() - days * dayMs);

export const scheduleRetention = (ctx: Context): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: daysAgo(ctx, -1), payload: null });

const scheduleType = (ctx: Context, type: string): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind: typeKind, key: `${typeKind} ${type}`, at: ctx.vahid.now(), payload: type });

const scheduleKeys = (ctx: Context): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind: keyKind, key: keyKind, at: ctx.vahid.now(), payload: null });

/**
 * Events whose time is over. Who was still to get one has it counted as expired, and is told so; nothing goes without a
 * trace, so the events go last. Answers whether more may be left.
 */
async function expirePiece(ctx: Context, type: string): Promise<boolean> {
  const of = eventType(ctx.vahid, type);
  const before = daysAgo(ctx, of?.event.keepDays ?? usualKeepDays);
  const { rows } = await sql<{ id: string }>`select id from exchange.subscription
    where type = ${type} and state <> 'ended' order by id`.execute(ctx.db);
  const ids = rows.map(({ id }) => id);
  if (of && (await lookThrough(ctx, ids, of))) return true;
  if (!of) for (const id of ids) await endTypeless(ctx, id);
  // What lies before one that has ended is dropped by a job of its own, and is not late.
  const over = sql`select d.subscription, d.event from exchange.delivery d join exchange.subscription s
    on s.id = d.subscription where s.type = ${type} and s.state <> 'ended' and d.event_at < ${before}`;
  return (await endDeliveries(ctx.db, over, 'expired', ctx.vahid.now())) || forgetEvents(ctx, type, before);
}

/** What it has not even looked through is put before it, so that it counts as expired, and not as never been. */
async function lookThrough(ctx: Context, ids: readonly string[], type: EventType): Promise<boolean> {
  let looks = 0;
  for (const id of ids) {
    const subscription = await lockSubscription(ctx.db, id);
    // It may have ended since it was found.
    if (!subscription || subscription.state === 'ended') continue;
    for (
      let place = await takeNew(ctx, subscription, type);
      place;
      place = await takeNew(ctx, subscription, type, place)
    ) {
      looks += 1;
      if (looks === looksAtOnce) return true;
    }
  }
  return false;
}

async function endTypeless(ctx: Context, id: string): Promise<void> {
  const subscription = await lockSubscription(ctx.db, id);
  if (subscription && subscription.state !== 'ended') await endSubscription(ctx, id, 'type');
}

/** The first ones of a type, along its index. */
async function forgetEvents({ db }: Context, type: string, before: Date): Promise<boolean> {
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  const { numAffectedRows } = await sql`with piece as materialized (select xid, id from exchange.event
      where type = ${type} and at < ${before} order by xid, id limit ${atOnce})
    delete from exchange.event where type = ${type} and at < ${before}
      and (xid, id) <= (select xid, id from piece order by xid desc, id desc limit 1)`.execute(db);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
  return Number(numAffectedRows) >= atOnce;
}
