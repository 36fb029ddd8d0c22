import { sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import { behind, reachedIn, readAlongIndex } from '../journal-order.ts';
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

type RunKey = Pick<RunGround, 'gateway' | 'id'>;

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
}

/** Runs that go on or have something to tell, the longest silent first. */
export async function openRuns(db: Database, gateway: string, most: number): Promise<readonly OpenRun[]> {
  const { rows } = await sql<OpenRun>`select r.id, r.gateway, r.client, r.service, r.purpose, r.act, r.article,
      r.started_at as "startedAt", r.touched_at as "touchedAt", r.told_until as "toldUntil",
      (select max(p.at) from exchange.run_part p where p.gateway = r.gateway and p.run = r.id) as "lastAt"
    from exchange.run r where r.gateway = ${gateway} and not r.final order by r.touched_at limit ${most}`.execute(db);
  return rows;
}

/** How many different people and organisations the parts of a run are about. */
export async function peopleOf(db: Database, { gateway, id }: RunKey, digestLength: number): Promise<number> {
  const { rows } = await sql<{ people: number }>`select
      count(distinct substring(p.digests from (place * ${digestLength} + 1)::integer for ${digestLength}))::integer as people
    from exchange.run_part p, generate_series(0, length(p.digests) / ${digestLength} - 1) place
    where p.gateway = ${gateway} and p.run = ${id}`.execute(db);
  return rows[0]?.people ?? 0;
}

interface RunTold {
  readonly people: number;
  readonly until: Date;
  readonly final: boolean;
}

export async function noteTold(db: Database, { gateway, id }: RunKey, told: RunTold): Promise<void> {
  await sql`update exchange.run set people = ${told.people}, told_until = ${told.until}, final = ${told.final}
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

export async function partsOf(db: Database, { gateway, id }: RunKey): Promise<readonly RunPart[]> {
  const { rows } = await sql<RunPart>`select id, at, request_id as "requestId", method, path, issue, fields,
      hidden_until as "hiddenUntil", subjects
    from exchange.run_part where gateway = ${gateway} and run = ${id} order by at, id`.execute(db);
  return rows;
}

/** Deletes for good what the centre has had for so long, and parts of runs that are over. Call it in a transaction. */
export async function dropDelivered(db: Database, gateway: string, before: Date): Promise<void> {
  const { rows: positions } = await sql<{ xid: string; id: string }>`select xid::text as xid, id
    from exchange.disclosure_position where gateway = ${gateway}`.execute(db);
  const { rows: over } = await sql<{ id: string }>`select id from exchange.run r where gateway = ${gateway} and final
    and exists (select from exchange.run_part p where p.gateway = r.gateway and p.run = r.id)`.execute(db);
  const [position] = positions;
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  if (position)
    await sql`delete from exchange.disclosure where gateway = ${gateway} and at < ${before}
      and (xid, id) <= (${position.xid}::xid8, ${position.id}::uuid)`.execute(db);
  for (const { id } of over)
    await sql`delete from exchange.run_part where gateway = ${gateway} and run = ${id}`.execute(db);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
}
