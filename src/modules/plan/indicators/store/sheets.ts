import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Origin } from '../entities.ts';
import type { Sheet } from '../sheet.ts';

/** A sheet as it was approved. */
export interface SheetVersion {
  readonly indicator: string;
  readonly version: number;
  readonly content: Sheet;
  readonly query: string;
  readonly source: string;
  /** Number of the release that approved it, or the process that did. */
  readonly release: number | null;
  readonly instance: string | null;
  readonly approvedAt: Date;
}

/** The sheet in force of an indicator that is followed. */
export interface SheetInForce extends SheetVersion {
  readonly origin: Origin;
}

const columns = sql`s.indicator, s.version, s.content, s.query, s.source, s.release, s.instance, s.approved_at as "approvedAt"`;

const read = (db: Database, where: RawBuilder<unknown>) =>
  sql<SheetInForce>`select ${columns}, i.origin
  from plan.indicator i join plan.indicator_sheet s on s.indicator = i.code and s.version = i.version ${where}
  order by i.code`.execute(db);

/** Every indicator that is followed, by code. */
export async function sheetsInForce(db: Database): Promise<readonly SheetInForce[]> {
  return (await read(db, sql`where i.ended_at is null`)).rows;
}

/** Every version of an indicator's sheet, the newest first. */
export async function sheetVersions(db: Database, indicator: string): Promise<readonly SheetVersion[]> {
  const { rows } = await sql<SheetVersion>`select ${columns} from plan.indicator_sheet s
    where s.indicator = ${indicator} order by s.version desc`.execute(db);
  return rows;
}

export interface IndicatorRow {
  readonly code: string;
  readonly origin: Origin;
  readonly version: number;
  readonly ended: boolean;
  readonly content: Sheet;
}

/** Every indicator there ever was, with its last sheet, locked for a change. */
export async function lockIndicators(db: Database): Promise<readonly IndicatorRow[]> {
  const { rows } =
    await sql<IndicatorRow>`select i.code, i.origin, i.version, i.ended_at is not null as ended, s.content
    from plan.indicator i join plan.indicator_sheet s on s.indicator = i.code and s.version = i.version
    order by i.code for update of i`.execute(db);
  return rows;
}

/** Brings a version of a sheet into force. */
export async function insertSheet(db: Database, origin: Origin, sheet: SheetVersion): Promise<void> {
  const { indicator, version, content } = sheet;
  await sql`insert into plan.indicator (code, owner, origin, version)
    values (${indicator}, ${content.owner}, ${origin}, ${version})
    on conflict (code) do update set owner = excluded.owner, origin = excluded.origin, version = excluded.version, ended_at = null`.execute(
    db,
  );
  await sql`insert into plan.indicator_sheet (indicator, version, content, query, source, release, instance, approved_at)
    values (${indicator}, ${version}, ${JSON.stringify(content)}::jsonb, ${sheet.query}, ${sheet.source}, ${sheet.release},
      ${sheet.instance}, ${sheet.approvedAt})`.execute(db);
}

export async function setEnded(db: Database, code: string, at: Date | null): Promise<void> {
  await sql`update plan.indicator set ended_at = ${at} where code = ${code}`.execute(db);
}

/** Number and time of the newest release. */
export async function newestRelease(db: Database): Promise<{ readonly number: number; readonly at: Date } | undefined> {
  const { rows } = await sql<{
    number: number;
    at: Date;
  }>`select number, released_at as at from kernel.release order by number desc limit 1`.execute(db);
  return rows[0];
}

/** Numbers of the items of the plans that are followed, each alone and behind its plan. */
export async function itemNumbers(db: Database): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ plan: string; number: string }>`select plan, number from plan.item
    where removed_at is null`.execute(db);
  return new Set(rows.flatMap(({ plan, number }) => [number, `${plan}/${number}`]));
}
