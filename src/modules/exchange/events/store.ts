import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import { newId } from '../../../kernel/identifier.ts';
import { insertAll } from '../../../kernel/writer.ts';
import type { event, Outcome } from './entities.ts';
import type { Data } from './filter.ts';
import type { Position } from './position.ts';

export type EventRow = Omit<Row<typeof event>, 'data'> & { readonly data: Data };

const columns = sql.raw(
  'e.id, e.at, e.xid::text as xid, e.type, e.source, e.event_id, e.subject, e.happened_at, e.entity, e.subject_key, e.data, e.publisher',
);

const eventColumns = {
  id: 'uuid',
  at: 'timestamptz',
  type: 'text',
  source: 'text',
  event_id: 'text',
  subject: 'text',
  happened_at: 'timestamptz',
  entity: 'text',
  subject_key: 'text',
  data: 'jsonb',
  publisher: 'text',
};

export async function insertEvents(db: Database, rows: readonly Omit<EventRow, 'xid'>[]): Promise<void> {
  if (rows.length > 0) await insertAll(db, { table: 'exchange.event', columns: eventColumns }, rows);
}

/** Takes an event of a publisher by its source and id; undefined where it was taken before. */
export async function claimEventKey(
  db: Database,
  { source, event_id, id, at }: Pick<EventRow, 'source' | 'event_id' | 'id' | 'at'>,
): Promise<boolean> {
  const { rows } = await sql`insert into exchange.event_key (source, event_id, event, at)
    values (${source}, ${event_id}, ${id}, ${at}) on conflict do nothing returning event`.execute(db);
  return rows.length > 0;
}

/** Events of a type after a position, oldest first; those of transactions still open come later. */
export async function eventsAfter(
  db: Database,
  type: string,
  { xid, id }: Position,
  limit: number,
): Promise<readonly EventRow[]> {
  const { rows } = await sql<EventRow>`select ${columns} from exchange.event e
    where e.type = ${type} and (e.xid, e.id) > (${xid}::xid8, ${id}::uuid)
      and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.id limit ${limit}`.execute(db);
  return rows;
}

/** Number of the first transaction with an event published at a moment or later, or undefined. */
export async function firstSince(db: Database, type: string, since: Date): Promise<string | undefined> {
  const { rows } = await sql<{ xid: string }>`select e.xid::text as xid from exchange.event e
    where e.type = ${type} and e.at >= ${since} order by e.xid limit 1`.execute(db);
  return rows[0]?.xid;
}

/** Transaction before which all others have ended: what comes from now on has this number or a later one. */
export async function presentXid(db: Database): Promise<string> {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db);
  return rows[0]?.xid ?? '0';
}

/** Puts events before a subscription; one that lies there already begins anew. */
export async function addDeliveries(
  db: Database,
  subscription: string,
  events: readonly Pick<EventRow, 'id' | 'at' | 'xid'>[],
  due: Date,
): Promise<void> {
  if (events.length === 0) return;
  const [ids, times, xids] = [events.map(({ id }) => id), events.map(({ at }) => at), events.map(({ xid }) => xid)];
  await sql`insert into exchange.delivery (subscription, event, event_at, event_xid, state, due_at)
    select ${subscription}, e.id, e.at, e.xid, 'waiting', ${due}
    from unnest(${ids}::uuid[], ${times}::timestamptz[], ${xids}::text[]::xid8[]) as e(id, at, xid)
    on conflict (subscription, event) do update set state = 'waiting', attempts = 0, due_at = excluded.due_at,
      first_at = null, failure = null`.execute(db);
}

export interface Claimed extends EventRow {
  readonly attempts: number;
  /** It was never handed out before. */
  readonly first: boolean;
}

export interface Claim {
  readonly subscription: string;
  readonly now: Date;
  readonly limit: number;
  /** After how many attempts an event is laid aside. */
  readonly most: number;
  /** Seconds until it comes again, after the first attempt; doubled after each, where `doubles`. */
  readonly seconds: number;
  readonly doubles: boolean;
}

/** Longest time that an event is away before it comes again, in seconds. */
const longestSeconds = 21_600;

/** Hands out what is due, oldest first. Whoever claims at the same moment gets others. */
export async function claim(db: Database, given: Claim): Promise<readonly Claimed[]> {
  const { subscription, now, limit, most, seconds, doubles } = given;
  await sql`update exchange.delivery set state = 'dead', failure = coalesce(failure, 'not acknowledged')
    where subscription = ${subscription} and state = 'waiting' and attempts >= ${most} and due_at <= ${now}`.execute(
    db,
  );
  const wait = doubles
    ? sql`least(${seconds}::float8 * power(2, least(d.attempts, 12)), ${longestSeconds})`
    : sql`${seconds}::float8`;
  const { rows } = await sql<Claimed>`with due as (select event, first_at from exchange.delivery
      where subscription = ${subscription} and state = 'waiting' and due_at <= ${now}
      order by event_xid, event limit ${limit} for update skip locked),
    claimed as (update exchange.delivery d set attempts = d.attempts + 1, first_at = coalesce(d.first_at, ${now}),
      due_at = ${now}::timestamptz + make_interval(secs => ${wait})
      from due where d.subscription = ${subscription} and d.event = due.event
      returning d.event, d.event_at, d.attempts, due.first_at is null as first)
    select ${columns}, c.attempts, c.first from claimed c join exchange.event e on e.id = c.event and e.at = c.event_at
    order by e.xid, e.id`.execute(db);
  return rows;
}

interface Ended {
  readonly event: string;
  readonly attempts: number;
  readonly in_time: boolean;
}

/** Which deliveries are over: those of these events, or all that were handed out up to a position. */
export type Acknowledged =
  | { readonly ids: readonly string[] }
  /** As their publishers number them, which is how subscribers know them. */
  | { readonly eventIds: readonly string[] }
  | { readonly upTo: Position };

/** Deliveries of a subscription by the ids of their publishers. */
const numbered = (subscription: string, eventIds: readonly string[]) => sql`event in (select d.event
  from exchange.delivery d join exchange.event e on e.id = d.event and e.at = d.event_at
  where d.subscription = ${subscription} and e.event_id = any(${[...eventIds]}::text[]))`;

/** Ends deliveries that were handed out; answers how many. In time is what needed one attempt, and no longer than it may. */
export async function acknowledge(db: Database, subscription: string, which: Acknowledged, now: Date): Promise<number> {
  const chosen =
    'ids' in which
      ? sql`event = any(${[...which.ids]}::uuid[])`
      : 'eventIds' in which
        ? numbered(subscription, which.eventIds)
        : sql`(event_xid, event) <= (${which.upTo.xid}::xid8, ${which.upTo.id}::uuid)`;
  const { rows } = await sql<Ended>`delete from exchange.delivery
    where subscription = ${subscription} and attempts > 0 and ${chosen}
    returning event, attempts, (attempts = 1 and due_at >= ${now}) as in_time`.execute(db);
  await journalEnds(db, { subscription, rows, outcome: 'acknowledged', now });
  return rows.length;
}

interface Ends {
  readonly subscription: string;
  readonly rows: readonly Ended[];
  readonly outcome: Outcome;
  readonly now: Date;
}

const endColumns = {
  id: 'uuid',
  at: 'timestamptz',
  subscription: 'uuid',
  event: 'uuid',
  outcome: 'text',
  attempts: 'integer',
  in_time: 'boolean',
};

async function journalEnds(db: Database, { subscription, rows, outcome, now }: Ends): Promise<void> {
  if (rows.length === 0) return;
  await insertAll(
    db,
    { table: 'exchange.delivery_end', columns: endColumns },
    rows.map((row) => ({ id: newId(now.getTime()), at: now, subscription, outcome, ...row })),
  );
}

/** Of these nobody may be given. */
export async function withhold(db: Database, subscription: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<Ended>`delete from exchange.delivery
    where subscription = ${subscription} and event = any(${[...ids]}::uuid[])
    returning event, attempts, false as in_time`.execute(db);
  await journalEnds(db, { subscription, rows, outcome: 'withheld', now });
}

/** A job is one transaction, for whose end others wait. */
const endedAtOnce = 5000;

/**
 * Ends some of these deliveries (`which` selects them as `d`), and says so; answers whether more may be left. Those that
 * others hold are waited for: were they passed over, their events would go before them.
 */
export async function endDeliveries(
  db: Database,
  which: RawBuilder<unknown>,
  outcome: Outcome,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<Ended & { subscription: string }>`with piece as materialized
      (${which} limit ${endedAtOnce} for update of d)
    delete from exchange.delivery d using piece p where d.subscription = p.subscription and d.event = p.event
    returning d.subscription, d.event, d.attempts, false as in_time`.execute(db);
  for (const [subscription, ends] of Map.groupBy(rows, (row) => row.subscription))
    await journalEnds(db, { subscription, rows: ends, outcome, now });
  return rows.length >= endedAtOnce;
}

/** A claimed delivery that was not taken: it comes again at `due`, or is laid aside. False where another has it by now. */
export async function failed(
  db: Database,
  { subscription, event, attempts }: { subscription: string; event: string; attempts: number },
  { due, dead, failure }: { due: Date; dead: boolean; failure: string },
): Promise<void> {
  await sql`update exchange.delivery set state = ${dead ? 'dead' : 'waiting'}, due_at = ${due}, failure = ${failure}
    where subscription = ${subscription} and event = ${event} and attempts = ${attempts}`.execute(db);
}

/** Puts claims back as if they had not been: nothing is sent before `due`, and no attempt is counted. */
export async function unclaim(
  db: Database,
  { subscription, event, attempts }: { subscription: string; event: string; attempts: number },
  due: Date,
): Promise<void> {
  await sql`update exchange.delivery set attempts = attempts - 1, due_at = ${due}
    where subscription = ${subscription} and event = ${event} and attempts = ${attempts}`.execute(db);
}

export interface DeadLetter extends EventRow {
  readonly attempts: number;
  readonly failure: string | null;
}

/** Events that were laid aside, oldest first. */
export async function deadLetters(db: Database, subscription: string, limit: number): Promise<readonly DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`select ${columns}, d.attempts, d.failure from exchange.delivery d
    join exchange.event e on e.id = d.event and e.at = d.event_at
    where d.subscription = ${subscription} and d.state = 'dead' order by d.event_xid, d.event limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** What was handed out on another ground is told anew when it is handed out again. */
export async function tellAnew(db: Database, subscription: string): Promise<void> {
  await sql`update exchange.delivery set first_at = null
    where subscription = ${subscription} and first_at is not null`.execute(db);
}

/** Takes dead letters up again: these, by the ids of their publishers, or all. Answers how many. */
export async function redeliver(
  db: Database,
  subscription: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<number> {
  const { rows } =
    await sql`update exchange.delivery set state = 'waiting', attempts = 0, due_at = ${now}, failure = null
    where subscription = ${subscription} and state = 'dead'
      and ${ids === undefined ? sql`true` : numbered(subscription, ids)} returning event`.execute(db);
  return rows.length;
}
