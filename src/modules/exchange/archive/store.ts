import { sql } from 'kysely';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { appRole, type Database, retentionRole } from '../../../kernel/database.ts';

/** A file to which a day of the message log was written, or a part of that day. */
export interface StoredArchive {
  readonly day: string;
  readonly part: number;
  readonly name: string;
  /** SHA-256 of the file, and of the one before it, in hexadecimal. */
  readonly digest: string;
  readonly previous: string | null;
  readonly lines: number;
}

/** A day that lies in files. */
export interface WrittenDay {
  readonly day: string;
  /** None where the day never had a line. */
  readonly archives: readonly StoredArchive[];
}

/** Lines that lie in archives, by day of the message log, oldest first. */
export async function archivedLines(db: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ day: string; lines: number }>`select day, sum(lines)::float8 as lines
    from exchange.log_archive group by day order by day`.execute(db);
  return new Map(rows.map(({ day, lines }) => [day, lines]));
}

/** All archives, oldest first. */
export async function archivesOf(db: Database): Promise<readonly StoredArchive[]> {
  const { rows } =
    await sql<StoredArchive>`select day::text as day, part, name, digest, previous, lines::float8 as lines
    from exchange.log_archive order by log_archive.day, part`.execute(db);
  return rows;
}

/** Digest of the newest archive; null where there is none. */
export async function lastDigest(db: Database): Promise<string | null> {
  const { rows } = await sql<{ digest: string }>`select digest from exchange.log_archive
    order by day desc, part desc limit 1`.execute(db);
  return rows[0]?.digest ?? null;
}

/** Days of the message log (UTC) before this one that are cut by day and not archived, oldest first. */
export async function daysBefore(db: Database, day: string): Promise<readonly string[]> {
  const { rows } = await sql<{ day: string }>`select to_date(right(c.relname, 8), 'YYYYMMDD') as day
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'exchange.message'::regclass and c.relname ~ '^message_[0-9]{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < ${day}::date order by 1`.execute(db);
  return rows.map((one) => one.day);
}

export async function linesOn(db: Database, from: Date, to: Date): Promise<number> {
  const { rows } = await sql<{ lines: number }>`select count(*)::float8 as lines from exchange.message
    where at >= ${from} and at < ${to}`.execute(db);
  return rows[0]?.lines ?? 0;
}

/** Leaves in which lines of a span of time lie, a row at a time, in the order of the tree. */
export async function batchAfter(
  db: Database,
  start: number,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<{ readonly start: number; readonly lines: readonly string[] } | undefined> {
  const { rows } = await sql<{ start: number; lines: string[] }>`select start, lines from exchange.log_batch
    where log = 'message' and start >= ${start} and first_at < ${to} and last_at >= ${from}
    order by start limit 1`.execute(db);
  return rows[0];
}

/** Does something that only the retention role may, in the transaction of `ctx`. */
async function asRetention<T>(db: Database, work: () => Promise<T>): Promise<T> {
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  const done = await work();
  await sql`set local role ${sql.id(appRole)}`.execute(db);
  return done;
}

/** Notes the archives of a day and drops that day, in one transaction: the database counts once more what it drops. */
export async function replaceDay(outer: Context, { day, archives }: WrittenDay): Promise<void> {
  await inTransaction(outer, async ({ db, vahid }) => {
    for (const { part, name, digest, previous, lines } of archives)
      await sql`insert into exchange.log_archive (day, part, name, digest, previous, lines, at)
        values (${day}, ${part}, ${name}, ${digest}, ${previous}, ${lines}, ${vahid.now()})`.execute(db);
    await asRetention(db, () => sql`select exchange.drop_archived_day(${day}::date)`.execute(db));
  });
}

/** Empties heads and bodies of a piece of the log; answers the last id that it looked at, if there was any. */
export async function dropContents(
  outer: Context,
  { after, usual, most }: { readonly after: string; readonly usual: number; readonly most: number },
): Promise<string | undefined> {
  return inTransaction(outer, async ({ db, vahid }) => {
    const { rows } = await asRetention(db, () =>
      sql<{
        reached: string | null;
      }>`select exchange.drop_contents(${after}::uuid, ${vahid.now()}, ${usual}, ${most}) as reached`.execute(db),
    );
    return rows[0]?.reached ?? undefined;
  });
}

/** The longest time for which contents are kept here, in days. */
export async function longestDays(db: Database, usual: number): Promise<number> {
  const { rows } = await sql<{ days: number }>`select greatest(${usual}::integer, max(days)) as days
    from exchange.content_days`.execute(db);
  return rows[0]?.days ?? usual;
}

/** For how long a gateway keeps contents of its services, where it says so; in place of what it said before. */
export async function keepContentDays(
  db: Database,
  gateway: string,
  services: readonly { readonly service: string; readonly keepDays?: number }[],
): Promise<void> {
  const said = services.flatMap(({ service, keepDays: days }) => (days === undefined ? [] : [{ service, days }]));
  await db.transaction().execute(async (tx) => {
    await sql`delete from exchange.content_days where gateway = ${gateway}`.execute(tx);
    await sql`insert into exchange.content_days (service, gateway, days)
      select service, ${gateway}, days from unnest(${said.map(({ service }) => service)}::text[],
        ${said.map(({ days }) => days)}::integer[]) as s (service, days)
      on conflict (service) do update set gateway = excluded.gateway, days = excluded.days`.execute(tx);
  });
}
