import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Row, Tables } from '../../kernel/entity.ts';
import { insertAll, type Journal } from '../../kernel/writer.ts';
import type { outage, record } from './entities.ts';
import type { Data, Version } from './rules.ts';

const tables = (db: Database) => db.withTables<Tables<typeof record | typeof outage>>();

const recordTable: Journal = {
  table: 'records.record',
  columns: {
    id: 'uuid',
    register: 'text',
    key: 'text',
    valid_from: 'date',
    valid_to: 'date',
    recorded_at: 'timestamptz',
    data: 'jsonb',
    effect_key: 'text',
  },
};

export interface NewRow {
  readonly id: string;
  readonly register: string;
  readonly key: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly recorded_at: Date;
  readonly data: Data;
  readonly effect_key: string | null;
}

/** One statement for any number of versions. */
export async function insertVersions(db: Database, rows: readonly NewRow[]): Promise<void> {
  if (rows.length > 0) await insertAll(db, recordTable, rows as unknown as readonly Record<string, unknown>[]);
}

export async function supersede(db: Database, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update records.record set superseded_at = ${at} where id = any(${[...ids]}::uuid[])`.execute(db);
}

/** Entries about one record take turns until the transaction ends. */
export async function lockRecord(db: Database, register: string, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`records ${register} ${key}`}, 0))`.execute(db);
}

export async function recordOfEffect(db: Database, effectKey: string): Promise<string | undefined> {
  const query = tables(db).selectFrom('records.record').select('id').where('effect_key', '=', effectKey);
  return (await query.executeTakeFirst())?.id;
}

const versionColumns = sql`id, valid_from as "validFrom", valid_to as "validTo", recorded_at as "recordedAt",
  superseded_at as "supersededAt", data`;

/** All versions of one record, also those superseded: first by when they were in force, then by when they were said. */
export async function versionsOf(db: Database, register: string, key: string): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`select ${versionColumns} from records.record
    where register = ${register} and key = ${key} order by valid_from, recorded_at, superseded_at nulls last, id`.execute(
    db,
  );
  return rows;
}

/** Numbers of the requests by which versions came to be, of those that correct one. */
export async function requestsOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; request: string }>`select id, substr(effect_key, 12) as request
    from records.record where id = any(${ids}::uuid[]) and effect_key like 'correction:%'`.execute(db);
  return new Map(rows.map(({ id, request }) => [id, request]));
}

/** The register's word at a moment: now, or as it was known then. */
const saidAt = (knownAt: Date | undefined): RawBuilder<unknown> =>
  knownAt === undefined
    ? sql`r.superseded_at is null`
    : sql`r.recorded_at <= ${knownAt} and (r.superseded_at is null or r.superseded_at > ${knownAt})`;

export interface FoundRecord {
  /** Which of the keys asked for led to the record. */
  readonly asked: string;
  readonly data: Data;
  readonly recordedAt: Date;
}

export interface SetQuestion {
  readonly register: string;
  /** Field that holds the FİN or VÖEN asked for, or a list of them. */
  readonly field: string;
  /** The field is the record's own key. */
  readonly isKey: boolean;
  readonly keys: readonly string[];
  readonly asOf: string;
  readonly knownAt?: Date | undefined;
  /** False: only how many there are matters, the content stays in the database. */
  readonly content: boolean;
}

/** Records in force on a day for a set of keys, in one statement; of one key the newest in force first. */
export async function recordsFor(db: Database, question: SetQuestion): Promise<readonly FoundRecord[]> {
  const { register, field, isKey, keys, asOf, knownAt, content } = question;
  const wanted = sql`${[...keys]}::text[]`;
  const value = sql`r.data -> ${field}::text`;
  const { rows } = await sql<FoundRecord>`select k.asked, ${content ? sql`r.data` : sql`'{}'::jsonb`} as data,
      r.recorded_at as "recordedAt"
    from records.record r, jsonb_array_elements_text(
      case jsonb_typeof(${value}) when 'array' then ${value} else jsonb_build_array(${value}) end) as k(asked)
    where r.register = ${register} and ${isKey ? sql`r.key = any(${wanted})` : sql`records.natural_keys(r.data) && ${wanted}`}
      and k.asked = any(${wanted})
      and r.valid_from <= ${asOf}::date and (r.valid_to is null or r.valid_to > ${asOf}::date) and ${saidAt(knownAt)}
    order by r.valid_from desc, r.id desc`.execute(db);
  return rows;
}

/** Records in force on a day, by register. */
export async function countsInForce(db: Database, asOf: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{
    register: string;
    count: number;
  }>`select register, count(*) as count from records.record r
    where superseded_at is null and valid_from <= ${asOf}::date and (valid_to is null or valid_to > ${asOf}::date)
    group by register`.execute(db);
  return new Map(rows.map(({ register, count }) => [register, count]));
}

export type OutageRow = Row<typeof outage>;

/** The last declared outage of each of the registers, over or not. */
export async function outagesOf(db: Database, registers: readonly string[]): Promise<ReadonlyMap<string, OutageRow>> {
  if (registers.length === 0) return new Map();
  const rows = await tables(db).selectFrom('records.outage').selectAll().where('register', 'in', registers).execute();
  return new Map(rows.map((row) => [row.register, row]));
}

/** Declares an outage unless one lasts at `since`; false if it does. */
export async function declareOutage(db: Database, row: OutageRow): Promise<boolean> {
  const { rows } = await sql`insert into records.outage as o (register, since, until, reason)
    values (${row.register}, ${row.since}, ${row.until}, ${JSON.stringify(row.reason)}::jsonb)
    on conflict (register) do update set since = excluded.since, until = excluded.until, reason = excluded.reason
    where o.until <= excluded.since returning register`.execute(db);
  return rows.length > 0;
}

/** Ends an outage that lasts at `now`; false if none does. */
export async function endOutage(db: Database, register: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update records.outage set until = ${now}
    where register = ${register} and since <= ${now} and until > ${now} returning register`.execute(db);
  return rows.length > 0;
}
