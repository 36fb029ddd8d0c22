import { sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../../kernel/database.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { behind, reachedIn, readAlongIndex } from '../journal-order.ts';
import type { OperationRow } from './entities.ts';
import { limits, type Spread } from './tally.ts';
import type { Counted, Watch } from './watch.ts';

/** Columns that are written, with their types. */
const columns = {
  id: 'uuid',
  at: 'timestamptz',
  gateway: 'text',
  side: 'text',
  client: 'text',
  service: 'text',
  succeeded: 'integer',
  failed: 'integer',
  faults: 'jsonb',
  classes: 'jsonb',
  duration: 'jsonb',
  waited: 'jsonb',
  request_size: 'jsonb',
  response_size: 'jsonb',
  last_success: 'timestamptz',
  last_failure: 'timestamptz',
  last_fault: 'text',
};

/** Keeps what was counted since the last time. */
export async function keepCounted(
  { db, now }: Pick<Vahid, 'db' | 'now'>,
  gateway: string,
  watch: Watch,
): Promise<void> {
  const at = now();
  const taken = watch.take();
  if (taken.length === 0) return;
  try {
    await addCounted(
      db,
      taken.map((counted) => rowOf(counted, gateway, at)),
    );
  } catch (error) {
    // That the database was away is what the next lines have to tell.
    watch.giveBack(taken);
    throw error;
  }
}

const rowOf = ({ side, client, service, tally }: Counted, gateway: string, at: Date) => ({
  id: newId(at.getTime()),
  at,
  gateway,
  side,
  client,
  service,
  succeeded: tally.succeeded,
  failed: tally.failed,
  faults: tally.faults,
  classes: tally.classes,
  duration: tally.duration,
  waited: tally.waited,
  request_size: tally.requestSize,
  response_size: tally.responseSize,
  last_success: tally.lastSuccess ?? null,
  last_failure: tally.lastFailure ?? null,
  last_fault: tally.lastFault ?? null,
});

/** A line as it is written; the transaction adds its number. */
export type CountedRow = Omit<OperationRow, 'xid'>;

/**
 * Adds lines that are not there yet (what another gateway counted comes again), and with them when each service was asked
 * last, in one statement; answers how many.
 */
export async function addCounted(db: Database, rows: readonly CountedRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  const typed = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  );
  // In one order, so that deliveries of the same lines wait for each other instead of both for both.
  const { rows: added } = await sql`with added as (insert into exchange.operation (${names})
      select ${names} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l(${typed})
      order by id, at on conflict (id, at) do nothing returning id, at, side, service, last_success, last_failure),
    noted as (insert into exchange.operation_last as l (service, at, last_success, last_failure)
      select service, max(at), max(last_success), max(last_failure) from added where side = 'provider'
      group by service order by service
      on conflict (service) do update set at = greatest(l.at, excluded.at),
        last_success = greatest(l.last_success, excluded.last_success),
        last_failure = greatest(l.last_failure, excluded.last_failure))
    select id from added`.execute(db);
  return added.length;
}

/**
 * Lines of a gateway that its centre has not got, by transaction, and only of those before the oldest still open. What a
 * gateway told its centre is not told on, should both have one database: only ids made here are of version 7. To be called
 * in a transaction.
 */
export async function nextCounted(db: Database, gateway: string, most: number): Promise<readonly OperationRow[]> {
  const reached = await reachedIn(db, 'operation', gateway);
  await readAlongIndex(db);
  const { rows } =
    await sql<OperationRow>`select l.id, l.at, l.gateway, l.side, l.client, l.service, l.succeeded, l.failed,
      l.faults, l.classes, l.duration, l.waited, l.request_size, l.response_size, l.last_success, l.last_failure,
      l.last_fault, l.xid::text as xid
    from exchange.operation l where l.gateway = ${gateway} and ${behind(reached)}
      and l.xid < pg_snapshot_xmin(pg_current_snapshot()) and substring(l.id::text from 15 for 1) = '7'
    order by l.xid, l.id limit ${most}`.execute(db);
  return rows;
}

/** Makes processes of one gateway take turns until the end of the transaction; false where another has it. */
export async function takeTurn(db: Database, gateway: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select
    pg_try_advisory_xact_lock(hashtext('exchange.operation'), hashtext(${gateway})) as mine`.execute(db);
  return rows[0]?.mine === true;
}

/** The centre has all up to this line. */
export async function moveTo(db: Database, { gateway, xid, id }: OperationRow, now: Date): Promise<void> {
  await sql`insert into exchange.operation_position (gateway, xid, id, at) values (${gateway}, ${xid}::xid8, ${id}, ${now})
    on conflict (gateway) do update set xid = excluded.xid, id = excluded.id, at = excluded.at`.execute(db);
}

/** What many rows come to. */
export interface Sum {
  readonly succeeded: number;
  readonly failed: number;
  readonly classes: readonly number[];
  readonly lastSuccess: Date | null;
  readonly lastFailure: Date | null;
  readonly lastFault: string | null;
}

const classes = sql.join(
  [...limits, 0].map((_, place) => sql`coalesce(sum((o.classes->>${sql.lit(place)})::integer), 0)::float8`),
);

const sums = sql`sum(o.succeeded)::float8 as succeeded, sum(o.failed)::float8 as failed, json_build_array(${classes}) as classes,
  max(o.last_success) as "lastSuccess", max(o.last_failure) as "lastFailure",
  (array_agg(o.last_fault order by o.last_failure desc nulls last))[1] as "lastFault"`;

const spreadOf = (column: string) => {
  const part = (name: string) => sql`(o.${sql.ref(column)}->>${sql.lit(name)})::float8`;
  const any = sql`filter (where ${part('count')} > 0)`;
  return sql`json_build_object('count', sum(${part('count')}), 'sum', sum(${part('sum')}), 'squares', sum(${part('squares')}),
    'least', coalesce(min(${part('least')}) ${any}, 0), 'most', max(${part('most')}))`;
};

export interface ServiceSum extends Sum {
  readonly service: string;
  readonly duration: Spread;
  readonly requestSize: Spread;
  readonly responseSize: Spread;
}

/** By service, at the provider's side, of the rows from a moment on. */
export async function servicesSince(db: Database, from: Date): Promise<readonly ServiceSum[]> {
  const { rows } = await sql<ServiceSum>`select o.service, ${sums}, ${spreadOf('duration')} as duration,
      ${spreadOf('request_size')} as "requestSize", ${spreadOf('response_size')} as "responseSize"
    from exchange.operation o where o.side = 'provider' and o.at >= ${from} group by o.service order by o.service`.execute(
    db,
  );
  return rows;
}

/** When a service was asked last, at the provider's side. */
export interface LastAsked {
  readonly service: string;
  readonly lastSuccess: Date | null;
  readonly lastFailure: Date | null;
}

/** Services that were asked from a moment on. */
export async function askedSince(db: Database, from: Date): Promise<readonly LastAsked[]> {
  const { rows } = await sql<LastAsked>`select service, last_success as "lastSuccess", last_failure as "lastFailure"
    from exchange.operation_last where at >= ${from} order by service`.execute(db);
  return rows;
}

/** Of an exchange between two gateways on one database the provider's side counts. */
const oneSide = (from: Date) => sql`(o.side = 'provider' or o.service not in (select p.service from exchange.operation p
  where p.side = 'provider' and p.at >= ${from}))`;

export type By = 'service' | 'client';

export interface Line extends Sum {
  readonly name: string;
}

/** By service or client, of both sides. */
export async function linesSince(db: Database, from: Date, by: By): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`select o.${sql.ref(by)} as name, ${sums} from exchange.operation o
    where o.at >= ${from} and ${oneSide(from)} group by 1 order by sum(o.succeeded + o.failed) desc, 1 limit 200`.execute(
    db,
  );
  return rows;
}

export interface Step {
  readonly at: Date;
  readonly succeeded: number;
  readonly failed: number;
}

/** Exchanges by hour or day from a moment on, those without any left out. */
export async function stepsSince(db: Database, from: Date, step: 'hour' | 'day'): Promise<readonly Step[]> {
  const { rows } =
    await sql<Step>`select date_trunc(${step}, o.at, 'Asia/Baku') as at, sum(o.succeeded)::float8 as succeeded,
      sum(o.failed)::float8 as failed
    from exchange.operation o where o.at >= ${from} and ${oneSide(from)} group by 1 order by 1`.execute(db);
  return rows;
}

export interface FaultCount {
  readonly fault: string;
  readonly count: number;
}

export async function faultsSince(db: Database, from: Date): Promise<readonly FaultCount[]> {
  const { rows } = await sql<FaultCount>`select f.key as fault, sum(f.value::integer)::float8 as count
    from exchange.operation o, jsonb_each_text(o.faults) f where o.at >= ${from} and ${oneSide(from)}
    group by 1 order by 2 desc, 1 limit 50`.execute(db);
  return rows;
}

/** Published services that nobody asked since a moment, as `system/code`. */
export async function silentSince(db: Database, from: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select s.system || '/' || s.code as name from exchange.service s
    where exists (select from exchange.service_version v where v.service = s.id) and (s.system, s.code) not in
      (select split_part(o.service, '/', 4), split_part(o.service, '/', 5) from exchange.operation o where o.at >= ${from})
    order by 1 limit 200`.execute(db);
  return rows.map(({ name }) => name);
}

/** So many are counted; of more it is enough to know that they are as many. */
const mostUndelivered = 100_000;

/**
 * Lines of whose data a gateway gave out that the centre does not have yet, counted up to a number. To be called in a
 * transaction.
 */
export async function undelivered(db: Database, gateway: string, most = mostUndelivered): Promise<number> {
  const reached = await reachedIn(db, 'disclosure', gateway);
  await readAlongIndex(db);
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from (
    select from exchange.disclosure l where l.gateway = ${gateway} and ${behind(reached)}
    order by l.xid, l.id limit ${most}) waiting`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Since when there is anything to tell; undefined without any. Ids begin with the moment, wherever they were made: the first
 * is found by their index. To be called in a transaction.
 */
export async function firstCounted(db: Database): Promise<Date | undefined> {
  await readAlongIndex(db);
  const { rows } = await sql<{ at: Date }>`select o.at from exchange.operation o order by o.id limit 1`.execute(db);
  return rows[0]?.at;
}

/** Forgets services that nobody asked since a moment. */
export async function dropAsked(db: Database, before: Date): Promise<void> {
  await sql`delete from exchange.operation_last where at < ${before}`.execute(db);
}

/** Deletes for good what is from before a moment, the oldest first; answers how much that was. To be called in a transaction. */
export async function dropCounted(db: Database, before: Date, most: number): Promise<number> {
  await readAlongIndex(db);
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  const { numAffectedRows } = await sql`with piece as (
      select o.id from exchange.operation o where o.at < ${before} order by o.id limit ${most})
    delete from exchange.operation where at < ${before} and id <= (select id from piece order by id desc limit 1)`.execute(
    db,
  );
  await sql`set local role ${sql.id(appRole)}`.execute(db);
  return Number(numAffectedRows);
}
