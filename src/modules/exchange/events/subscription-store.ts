import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import { insertAll } from '../../../kernel/writer.ts';
import type { StopReason, subscription, SubscriptionState } from './entities.ts';
import type { Position } from './position.ts';

export type Subscription = Row<typeof subscription>;

const columns = sql.raw(`s.id, s.client, s.service, s.type, s.filter, s.mode, s.state, s.reason, s.purpose, s.act,
  s.article, s.fields, s.consent, s.confirmed_at, s.right_until, s.visibility_seconds, s.most_attempts, s.reached_xid::text as reached_xid,
  s.reached_id, s.address, s.scheme, s.wrapped_key, s.former_wrapped_key, s.former_until, s.rate, s.next_at, s.attempts, s.failing_since, s.failure,
  s.created_at, s.ended_at`);

const types = {
  id: 'uuid',
  client: 'text',
  service: 'text',
  type: 'text',
  filter: 'text',
  mode: 'text',
  state: 'text',
  purpose: 'text',
  act: 'text',
  article: 'text',
  fields: 'jsonb',
  consent: 'boolean',
  confirmed_at: 'timestamptz',
  right_until: 'timestamptz',
  visibility_seconds: 'integer',
  most_attempts: 'integer',
  reached_xid: 'xid8',
  reached_id: 'uuid',
  address: 'text',
  scheme: 'text',
  wrapped_key: 'bytea',
  next_at: 'timestamptz',
  created_at: 'timestamptz',
};

export async function insertSubscription(db: Database, row: Partial<Subscription>): Promise<void> {
  await insertAll(db, { table: 'exchange.subscription', columns: types }, [row]);
  // A list of JSON says null where nothing was said.
  if (!row.fields) await sql`update exchange.subscription set fields = null where id = ${row.id ?? null}`.execute(db);
}

/** One subscription, until the transaction ends for this reader alone. */
export async function lockSubscription(db: Database, id: string): Promise<Subscription | undefined> {
  const { rows } = await sql<Subscription>`select ${columns} from exchange.subscription s where s.id = ${id}
    for update`.execute(db);
  return rows[0];
}

export async function findSubscription(db: Database, id: string): Promise<Subscription | undefined> {
  const { rows } = await sql<Subscription>`select ${columns} from exchange.subscription s where s.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** Subscriptions of one client to one type that have not ended, oldest first. */
export async function subscriptionsOf(db: Database, client: string, type: string): Promise<readonly Subscription[]> {
  const { rows } = await sql<Subscription>`select ${columns} from exchange.subscription s
    where s.client = ${client} and s.type = ${type} and s.state <> 'ended' order by s.created_at, s.id`.execute(db);
  return rows;
}

/** Those that nobody else is at, whose time has come and who may have something to get. */
export async function duePushes(db: Database, now: Date, limit: number): Promise<readonly Subscription[]> {
  const { rows } = await sql<Subscription>`select ${columns} from exchange.subscription s
    where s.mode = 'push' and s.next_at <= ${now} and (s.state = 'pending' or s.state = 'active' and (
      exists (select from exchange.delivery d where d.subscription = s.id and d.state = 'waiting' and d.due_at <= ${now})
      or exists (select from exchange.event e where e.type = s.type and (e.xid, e.id) > (s.reached_xid, s.reached_id)
        and e.xid < pg_snapshot_xmin(pg_current_snapshot()))))
    order by s.next_at, s.id limit ${limit} for update of s skip locked`.execute(db);
  return rows;
}

export async function reach(db: Database, id: string, { xid, id: event }: Position): Promise<void> {
  await sql`update exchange.subscription set reached_xid = ${xid}::xid8, reached_id = ${event} where id = ${id}`.execute(
    db,
  );
}

/** The right on which a subscription rests. */
export type Ground = Pick<
  Subscription,
  'purpose' | 'act' | 'article' | 'fields' | 'consent' | 'confirmed_at' | 'right_until'
>;

/** Subscriptions of one client to one type are made one after another, so that they can be counted. */
export async function lockSubscriber(db: Database, client: string, type: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exchange.subscription ${client} ${type}`}, 0))`.execute(
    db,
  );
}

/** The right by which the subscriber's last call went through. */
export async function confirm(db: Database, id: string, right: Ground): Promise<void> {
  const fields = right.fields === null ? null : JSON.stringify(right.fields);
  await sql`update exchange.subscription set purpose = ${right.purpose}, act = ${right.act}, article = ${right.article},
    fields = ${fields}::jsonb, consent = ${right.consent}, confirmed_at = ${right.confirmed_at}, right_until = ${right.right_until} where id = ${id}`.execute(
    db,
  );
}

export async function setState(
  db: Database,
  id: string,
  { state, reason, now }: { state: SubscriptionState; reason: StopReason | null; now: Date },
): Promise<void> {
  await sql`update exchange.subscription set state = ${state}, reason = ${reason}, attempts = 0, failing_since = null,
    next_at = ${now}, ended_at = ${state === 'ended' ? now : null} where id = ${id}`.execute(db);
}

/** The address has agreed, to so many deliveries a minute. */
export async function agreed(db: Database, id: string, rate: number | null, now: Date): Promise<void> {
  await sql`update exchange.subscription set state = 'active', rate = ${rate}, attempts = 0, failing_since = null,
    failure = null, next_at = ${now} where id = ${id} and state = 'pending'`.execute(db);
}

/** Nothing is sent before `next`. */
export async function putOff(db: Database, id: string, next: Date, attempts?: number): Promise<void> {
  await sql`update exchange.subscription set next_at = greatest(next_at, ${next}), attempts = ${attempts ?? 0}
    where id = ${id}`.execute(db);
}

/** Its next parcel may be claimed from then on. */
export async function setNext(db: Database, id: string, next: Date): Promise<void> {
  await sql`update exchange.subscription set next_at = ${next} where id = ${id} and state = 'active'`.execute(db);
}

/** Notes that the address failed; since when it has done nothing else. */
export async function noteFailure(db: Database, id: string, failure: string, now: Date): Promise<Date> {
  const { rows } = await sql<{ since: Date }>`update exchange.subscription set failure = ${failure},
    failing_since = coalesce(failing_since, ${now}) where id = ${id} returning failing_since as since`.execute(db);
  return rows[0]?.since ?? now;
}

export async function noteSuccess(db: Database, id: string): Promise<void> {
  await sql`update exchange.subscription set failing_since = null, failure = null
    where id = ${id} and failing_since is not null`.execute(db);
}

/** From now on it is signed by another key, and by the one before until then. */
export async function setKey(
  db: Database,
  id: string,
  { wrapped, former, until }: { readonly wrapped: Buffer; readonly former: Buffer | null; readonly until: Date | null },
): Promise<void> {
  await sql`update exchange.subscription set wrapped_key = ${wrapped}, former_wrapped_key = ${former},
    former_until = ${until} where id = ${id}`.execute(db);
}
