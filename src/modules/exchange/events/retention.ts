import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { appRole, type Database, retentionRole } from '../../../kernel/database.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { endSubscription, takeNew } from './subscription.ts';
import { journalEnds } from './store.ts';
import { lockSubscription } from './subscription-store.ts';
import { eventType, type EventType } from './type.ts';

const dayMs = 86_400_000;
const kind = 'exchange.event-retention';
/** Of a type that no definition has any more. */
const usualKeepDays = 30;
/** Keys of events by other systems are known for longer than the events are kept. */
const keyDays = 400;

/** From one type to the next by the index: there are few types, and very many events. */
const keptTypes = sql`with recursive kept as (
    (select type from exchange.event order by type limit 1)
    union all
    select (select e.type from exchange.event e where e.type > kept.type order by e.type limit 1) from kept
    where kept.type is not null)
  select type from kept where type is not null`;

/**
 * Once a day: events whose time is over. Who was still to get one has it counted as expired, and is told so; nothing
 * goes without a trace.
 */
export const retentionJob: JobKind = {
  kind,
  async run(ctx) {
    const { rows } = await sql<{ type: string }>`${keptTypes} union select distinct type from exchange.subscription
      where state <> 'ended'`.execute(ctx.db);
    for (const { type } of rows) await expire(ctx, type);
    await sql`delete from exchange.event_key where at < ${daysAgo(ctx, keyDays)}`.execute(ctx.db);
    await scheduleAt(ctx, dayMs);
  },
};

const daysAgo = ({ vahid }: Context, days: number): Date => new Date(vahid.now().getTime() - days * dayMs);

const scheduleAt = (ctx: Context, wait: number): Promise<void> =>
  ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: new Date(ctx.vahid.now().getTime() + wait), payload: null });

export const scheduleRetention = (ctx: Context): Promise<void> => scheduleAt(ctx, dayMs);

async function expire(ctx: Context, type: string): Promise<void> {
  const of = eventType(ctx.vahid, type);
  const before = daysAgo(ctx, of?.event.keepDays ?? usualKeepDays);
  const { rows } = await sql<{ id: string }>`select id from exchange.subscription
    where type = ${type} and state <> 'ended' order by id`.execute(ctx.db);
  for (const { id } of rows) {
    if (of) await lookThroughAll(ctx, id, of);
    else await endSubscription(ctx, id, 'type');
  }
  await expireDeliveries(ctx, type, before);
  await forgetEvents(ctx.db, type, before);
}

/** What it has not even looked through is put before it, so that it counts as expired, and not as never been. */
async function lookThroughAll(ctx: Context, id: string, type: EventType): Promise<void> {
  const subscription = await lockSubscription(ctx.db, id);
  if (!subscription) return;
  let place = await takeNew(ctx, subscription, type);
  while (place) place = await takeNew(ctx, subscription, type, place);
}

async function expireDeliveries(ctx: Context, type: string, before: Date): Promise<void> {
  const { rows } = await sql<{ subscription: string; event: string; attempts: number }>`delete from exchange.delivery d
    using exchange.subscription s where s.id = d.subscription and s.type = ${type} and d.event_at < ${before}
    returning d.subscription, d.event, d.attempts`.execute(ctx.db);
  for (const [subscription, ends] of Map.groupBy(rows, (row) => row.subscription)) {
    const lines = ends.map(({ event, attempts }) => ({ event, attempts, in_time: false }));
    await journalEnds(ctx.db, { subscription, rows: lines, outcome: 'expired', now: ctx.vahid.now() });
  }
}

async function forgetEvents(db: Database, type: string, before: Date): Promise<void> {
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  await sql`delete from exchange.event where type = ${type} and at < ${before}`.execute(db);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
}
