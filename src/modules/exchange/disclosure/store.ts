import { type RawBuilder, sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import { behind, type Place, reachedIn, readAlongIndex } from '../journal-order.ts';
import type { disclosure } from './entities.ts';

export interface RunGround {
  readonly id: string;
  readonly gateway: string;
  readonly client: string;
  readonly service: string;
  readonly purpose: string;
  readonly act: string;
  readonly article: string;
}

export type RunKey = Pick<RunGround, 'gateway' | 'id'>;

/** A run that went on for ever would keep from whom it is about that somebody looked. */
const longestRunMs = 86_400_000;

/** Begins a run or goes on with it; false where it is over or a day old, or was begun by another or on another ground. */
export async function beginRun(db: Database, ground: RunGround, now: Date): Promise<boolean> {
  const { id, gateway, client, service, purpose, act, article } = ground;
  const { rows } = await sql`insert into exchange.run as r
      (id, gateway, client, service, purpose, act, article, started_at, touched_at, people, final)
    values (${id}, ${gateway}, ${client}, ${service}, ${purpose}, ${act}, ${article}, ${now}, ${now}, 0, false)
    on conflict (gateway, id) do update set touched_at = greatest(r.touched_at, excluded.touched_at)
      where not r.final and r.started_at > ${new Date(now.getTime() - longestRunMs)} and (r.client, r.service, r.purpose, r.act, r.article)
        = (excluded.client, excluded.service, excluded.purpose, excluded.act, excluded.article)
    returning id`.execute(db);
  return rows.length > 0;
}

export type StoredLine = Row<typeof disclosure>;

/** Makes processes of one gateway take turns until the end of the transaction; false where another has it. */
export async function takeTurn(db: Database, gateway: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select
    pg_try_advisory_xact_lock(hashtext('exchange.disclosure'), hashtext(${gateway})) as mine`.execute(db);
  return rows[0]?.mine === true;
}

/**
 * Lines that come next: by transaction, and only of those before the oldest that is still open. To be called in a
 * transaction.
 */
export async function nextLines(db: Database, gateway: string, most: number): Promise<readonly StoredLine[]> {
  const reached = await reachedIn(db, 'disclosure', gateway);
  await readAlongIndex(db);
  const { rows } =
    await sql<StoredLine>`select l.id, l.at, l.gateway, l.request_id, l.client, l.service, l.method, l.path,
      l.entity, l.subject, l.purpose, l.act, l.article, l.issue, l.fields, l.outcome, l.hidden_until, l.xid::text as xid
    from exchange.disclosure l where l.gateway = ${gateway} and ${behind(reached)}
      and l.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by l.xid, l.id limit ${most}`.execute(db);
  return rows;
}

export async function moveTo(db: Database, { gateway, xid, id }: StoredLine, now: Date): Promise<void> {
  await sql`insert into exchange.disclosure_position (gateway, xid, id, at) values (${gateway}, ${xid}::xid8, ${id}, ${now})
    on conflict (gateway) do update set xid = excluded.xid, id = excluded.id, at = excluded.at`.execute(db);
}

export interface OpenRun extends RunGround {
  readonly startedAt: Date;
  readonly touchedAt: Date;
  readonly toldUntil: Date | null;
  /** Moment of its last part; null where none came to its end. */
  readonly lastAt: Date | null;
  /** Different people and organisations, as far as they are counted. */
  readonly people: number;
  /** It has parts that are not counted. */
  readonly isBehind: boolean;
}

const readRuns = async (db: Database, which: RawBuilder<unknown>): Promise<readonly OpenRun[]> =>
  (
    await sql<OpenRun>`select r.id, r.gateway, r.client, r.service, r.purpose, r.act, r.article,
      r.started_at as "startedAt", r.touched_at as "touchedAt", r.told_until as "toldUntil", r.people,
      (select max(p.at) from exchange.run_part p where p.gateway = r.gateway and p.run = r.id) as "lastAt",
      exists (select from exchange.run_part p where p.gateway = r.gateway and p.run = r.id
        and (p.xid, p.id) > (r.counted_xid, r.counted_id)) as "isBehind"
    from exchange.run r where not r.final and ${which}`.execute(db)
  ).rows;

/** Runs that go on or have something to tell, the longest silent first. */
export const openRuns = (db: Database, gateway: string, most: number): Promise<readonly OpenRun[]> =>
  readRuns(db, sql`r.gateway = ${gateway} order by r.touched_at limit ${most}`);

/** One of them, or undefined. */
export const openRun = async (db: Database, { gateway, id }: RunKey): Promise<OpenRun | undefined> =>
  (await readRuns(db, sql`r.gateway = ${gateway} and r.id = ${id}`))[0];

interface Piece {
  /** Length of what tells one from another, in bytes. */
  readonly digestLength: number;
  readonly most: number;
}

/**
 * Counts the different people and organisations of the next parts of a run that goes on, by transaction, and only of those
 * before the oldest still open; answers whether there are more. To be called in a transaction.
 */
export async function countPeople(db: Database, { gateway, id }: RunKey, of: Piece): Promise<boolean> {
  const { rows: runs } = await sql<Place>`select r.counted_xid::text as xid, r.counted_id as id
    from exchange.run r where r.gateway = ${gateway} and r.id = ${id} and not r.final`.execute(db);
  const [reached] = runs;
  if (!reached) return false;
  await readAlongIndex(db);
  const { rows } = await sql<Place & { parts: number; people: number }>`with piece as materialized (
      select l.xid, l.id, l.digests from exchange.run_part l where l.gateway = ${gateway} and l.run = ${id}
        and ${behind(reached)} and l.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by l.xid, l.id limit ${of.most}),
    added as (insert into exchange.run_person (gateway, run, digest)
      select distinct ${gateway}::text, ${id}::uuid,
        substring(p.digests from (place * ${of.digestLength} + 1)::integer for ${of.digestLength})
      from piece p, generate_series(0, length(p.digests) / ${of.digestLength} - 1) place
      on conflict do nothing returning digest)
    select l.xid::text as xid, l.id, (select count(*) from piece)::integer as parts,
      (select count(*) from added)::integer as people
    from piece l order by l.xid desc, l.id desc limit 1`.execute(db);
  const [last] = rows;
  if (!last) return false;
  await sql`update exchange.run set people = people + ${last.people}, counted_xid = ${last.xid}::xid8,
    counted_id = ${last.id} where gateway = ${gateway} and id = ${id}`.execute(db);
  return last.parts === of.most;
}

interface RunTold {
  readonly until: Date;
  readonly final: boolean;
}

export async function noteTold(db: Database, { gateway, id }: RunKey, told: RunTold): Promise<void> {
  await sql`update exchange.run set told_until = ${told.until}, final = ${told.final}
    where gateway = ${gateway} and id = ${id}`.execute(db);
}

export interface RunPart {
  readonly id: string;
  readonly at: Date;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly issue: string | null;
  readonly fields: string[];
  readonly hiddenUntil: Date | null;
  readonly subjects: Buffer;
}

/** The oldest parts of a run. */
export async function partsOf(db: Database, { gateway, id }: RunKey, most: number): Promise<readonly RunPart[]> {
  const { rows } = await sql<RunPart>`select id, at, request_id as "requestId", method, path, issue, fields,
      hidden_until as "hiddenUntil", subjects
    from exchange.run_part where gateway = ${gateway} and run = ${id} order by at, id limit ${most}`.execute(db);
  return rows;
}

/** Deletes for good the parts of a run up to one of them. Call it in a transaction. */
export async function dropParts(db: Database, { gateway, id }: RunKey, last: RunPart): Promise<void> {
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  await sql`delete from exchange.run_part where gateway = ${gateway} and run = ${id}
    and (at, id) <= (${last.at}, ${last.id}::uuid)`.execute(db);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
}

/** Deletes for good what the centre has had for so long, and parts of runs that are over. Call it in a transaction. */
export async function dropDelivered(db: Database, gateway: string, before: Date): Promise<void> {
  const { xid, id: last } = await reachedIn(db, 'disclosure', gateway);
  const { rows: over } = await sql<{ id: string }>`select id from exchange.run r where gateway = ${gateway} and final
    and exists (select from exchange.run_part p where p.gateway = r.gateway and p.run = r.id)`.execute(db);
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  await sql`delete from exchange.disclosure where gateway = ${gateway} and at < ${before}
    and (xid, id) <= (${xid}::xid8, ${last}::uuid)`.execute(db);
  for (const { id } of over) {
    await sql`delete from exchange.run_part where gateway = ${gateway} and run = ${id}`.execute(db);
    await dropPeople(db, { gateway, id });
  }
  await sql`set local role ${sql.id(appRole)}`.execute(db);
}

/** So many go in one statement: those of a very large run would take longer than one may. */
const peopleAtOnce = 50_000;

async function dropPeople(db: Database, { gateway, id }: RunKey): Promise<void> {
  for (let gone = peopleAtOnce; gone === peopleAtOnce; ) {
    const { numAffectedRows } = await sql`delete from exchange.run_person where gateway = ${gateway} and run = ${id}
      and digest in (select p.digest from exchange.run_person p where p.gateway = ${gateway} and p.run = ${id}
        limit ${peopleAtOnce})`.execute(db);
    gone = Number(numAffectedRows);
  }
}
