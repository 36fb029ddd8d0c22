import { sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../kernel/database.ts';
import type { CaseRow, CorrectionRow, SignatureRow } from './entities.ts';
import type { ForgottenRow, ForgottenTables } from './forgotten-entities.ts';
import { insertCorrections } from './correction-store.ts';
import * as store from './store.ts';

const tables = (db: Database) => db.withTables<ForgottenTables>();

/** Versions of a service in which there are cases. */
export async function versionsInUse(db: Database, service: string): Promise<readonly number[]> {
  const { rows } = await sql<{ version: number }>`select distinct version from services.case
    where service = ${service} order by version`.execute(db);
  return rows.map(({ version }) => version);
}

/** Cases begun before a moment of which something is still remembered, in the order of their keys, which is that of time. */
export async function listRemembered(
  db: Database,
  service: string,
  before: Date,
  after: string | undefined,
  limit: number,
): Promise<readonly CaseRow[]> {
  const { rows } = await sql<CaseRow>`select c.* from services.case c where c.service = ${service}
    and c.created_at < ${before} and (${after ?? null}::uuid is null or c.id > ${after ?? null})
    and (exists (select from services.answer a where a.instance = c.id) or exists (select from services.fact f where f.instance = c.id)
      or exists (select from services.note n where n.instance = c.id)
      or exists (select from services.forgotten g where g.instance = c.id)
      or exists (select from services.rating r where r.instance = c.id and r.comment is not null))
    order by c.id limit ${limit}`.execute(db);
  return rows;
}

/** Fields of the cases of one version, under the names by which they are kept. */
export interface HeldFields {
  readonly service: string;
  readonly version: number;
  readonly names: readonly string[];
}

/** Cases begun before a moment that hold any of these fields, and in which nothing was answered since; in the order of their keys. */
export async function listHolding(
  db: Database,
  { service, version, names }: HeldFields,
  before: Date,
  after: string | undefined,
  limit: number,
): Promise<readonly CaseRow[]> {
  const held = [...names];
  const { rows } = await sql<CaseRow>`select c.* from services.case c
    where c.service = ${service} and c.version = ${version} and c.created_at < ${before}
    and (${after ?? null}::uuid is null or c.id > ${after ?? null})
    and not exists (select from services.answer a where a.instance = c.id and greatest(a.answered_at, a.changed_at) >= ${before})
    and (exists (select from services.answer a where a.instance = c.id and a.field = any(${held}::text[]))
      or exists (select from services.fact f where f.instance = c.id and f.field = any(${held}::text[]))
      or exists (select from services.evidence e where e.instance = c.id and e.field = any(${held}::text[])))
    order by c.id limit ${limit}`.execute(db);
  return rows;
}

/** Files of these fields, those too that the applicant removed. */
export async function filesOfFields(db: Database, ids: readonly string[], names: readonly string[]) {
  const { rows } = await sql<{ id: string }>`select id from services.evidence
    where instance = any(${[...ids]}::uuid[]) and field = any(${[...names]}::text[])`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Deletes fields of cases for good: answers, facts, what they said before a correction, and what was signed of them, with
 * the key by which it could be found out by trying. The signatures themselves stay. Call it in a transaction.
 */
export async function forgetFields(db: Database, ids: readonly string[], names: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const [cases, gone] = [[...ids], [...names]];
  await sql`delete from services.answer where instance = any(${cases}::uuid[]) and field = any(${gone}::text[])`.execute(
    db,
  );
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  await sql`delete from services.fact where instance = any(${cases}::uuid[]) and field = any(${gone}::text[])`.execute(
    db,
  );
  const { rows: corrections } = await sql<CorrectionRow>`delete from services.correction
    where instance = any(${cases}::uuid[]) and before ?| ${gone}::text[] returning *`.execute(db);
  const { rows: signed } = await sql<SignatureRow>`delete from services.signature
    where instance = any(${cases}::uuid[])
      and (contents::jsonb -> 'answers' ?| ${gone}::text[] or contents::jsonb -> 'facts' ?| ${gone}::text[])
    returning *`.execute(db);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
  await insertCorrections(
    db,
    corrections.map((row) => ({ ...row, before: without(row.before, gone) })),
  );
  for (const row of signed)
    await store.insertSignature(db, { ...row, key: Buffer.of(0), contents: unsigned(row.contents, gone) });
}

function without<T>(value: T, names: readonly string[]): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) as T;
}

function unsigned(contents: string, names: readonly string[]): string {
  const all = JSON.parse(contents) as Readonly<Record<string, unknown>>;
  const kept = { ...all, answers: without(all.answers, names), facts: without(all.facts, names) };
  return JSON.stringify(kept);
}

/** Notes which fields are gone, and since when. */
export async function insertForgotten(db: Database, rows: readonly ForgottenRow[]): Promise<void> {
  if (rows.length > 0)
    await tables(db)
      .insertInto('services.forgotten')
      .values([...rows])
      .execute();
}

/** Fields of a case that are gone, each with the last time that it was deleted. */
export async function listForgotten(db: Database, instance: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await tables(db)
    .selectFrom('services.forgotten')
    .selectAll()
    .where('instance', '=', instance)
    .orderBy('at')
    .execute();
  return new Map(rows.map(({ field, at }) => [field, at]));
}

/** Which of these fields each case holds. */
export async function heldIn(
  db: Database,
  ids: readonly string[],
  names: readonly string[],
): Promise<readonly Pick<ForgottenRow, 'instance' | 'field'>[]> {
  const [cases, held] = [[...ids], [...names]];
  const one = (table: string) => sql`select instance, field from ${sql.table(`services.${table}`)}
    where instance = any(${cases}::uuid[]) and field = any(${held}::text[])`;
  const { rows } = await sql<Pick<ForgottenRow, 'instance' | 'field'>>`${one('answer')} union ${one('fact')}
    union ${one('evidence')}`.execute(db);
  return rows;
}
