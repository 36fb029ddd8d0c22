import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { EntryKind } from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';
import type { Draft } from './draft.ts';
import type { RequestType } from './entities.ts';

export interface RequestRow {
  readonly id: string;
  readonly type: RequestType;
  readonly kind: EntryKind;
  readonly code: string;
  readonly institution: string;
  readonly draft: Draft;
  readonly open: boolean;
  /** Persons who wrote any of it, or sent it. */
  readonly writers: readonly string[];
  readonly changedAt: Date;
}

const columns = sql`id, type, kind, code, institution, draft, open, writers, changed_at as "changedAt"`;

export async function insertRequest(db: Database, row: RequestRow): Promise<void> {
  await sql`insert into catalogue.request (id, type, kind, code, institution, draft, open, writers, changed_at)
    values (${row.id}, ${row.type}, ${row.kind}, ${row.code}, ${row.institution}, ${JSON.stringify(row.draft)}::jsonb, ${row.open}, ${row.writers}, ${row.changedAt})`.execute(
    db,
  );
}

export async function findRequest(db: Database, id: string): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`select ${columns} from catalogue.request where id = ${id}`.execute(db);
  return rows[0];
}

/** Id of the request about an entry that is not yet ended. */
export async function findOpenRequest(db: Database, { kind, code }: EntryRef): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string;
  }>`select id from catalogue.request where open and kind = ${kind} and code = ${code}`.execute(db);
  return rows[0]?.id;
}

/** Requests of institutions, newest first. */
export async function listRequests(
  db: Database,
  institutions: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly RequestRow[]; readonly total: number }> {
  const { rows } = await sql<RequestRow & { total: number }>`select ${columns}, count(*) over () as total
    from catalogue.request where institution = any(${institutions}::text[])
    order by open desc, changed_at desc, id limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

export async function updateDraft(db: Database, id: string, draft: Draft, at: Date): Promise<void> {
  await sql`update catalogue.request set draft = ${JSON.stringify(draft)}::jsonb, changed_at = ${at} where id = ${id}`.execute(
    db,
  );
}

/** From now on this person has written of the request. */
export async function addWriter(db: Database, id: string, person: string): Promise<void> {
  await sql`update catalogue.request set writers = array_append(writers, ${person})
    where id = ${id} and not writers @> array[${person}]`.execute(db);
}

export async function closeRequest(db: Database, id: string): Promise<void> {
  await sql`update catalogue.request set open = false where id = ${id}`.execute(db);
}

/** The next number of a counter, counted from 1: `request 2026`. */
export async function nextNumber(db: Database, counter: string): Promise<number> {
  const { rows } = await sql<{
    value: number;
  }>`insert into catalogue.counter as c (name, value) values (${counter}, 1)
    on conflict (name) do update set value = c.value + 1 returning value`.execute(db);
  return rows[0]?.value ?? 1;
}

export interface ReviewRow {
  readonly instance: string;
  readonly request: string;
  readonly topic: string;
}

export async function insertReview(db: Database, { instance, request, topic }: ReviewRow): Promise<void> {
  await sql`insert into catalogue.review (instance, request, topic) values (${instance}, ${request}, ${topic})`.execute(
    db,
  );
}

export async function listReviews(db: Database, request: string): Promise<readonly ReviewRow[]> {
  const { rows } =
    await sql<ReviewRow>`select instance, request, topic from catalogue.review where request = ${request} order by topic`.execute(
      db,
    );
  return rows;
}

export async function findReview(db: Database, instance: string): Promise<ReviewRow | undefined> {
  const { rows } =
    await sql<ReviewRow>`select instance, request, topic from catalogue.review where instance = ${instance}`.execute(
      db,
    );
  return rows[0];
}

export interface NamedEntry extends EntryRef {
  readonly title: Text;
}

/** Entries that bear one of these codes or titles, letter case apart. */
export async function findNamed(db: Database, names: readonly string[]): Promise<readonly NamedEntry[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<NamedEntry>`select kind, code, title from catalogue.entry
    where code = any(${names}::text[]) or lower(title ->> 'az' collate "az-x-icu") in
      (select lower(n collate "az-x-icu") from unnest(${names}::text[]) as t(n))
    order by kind, code`.execute(db);
  return rows;
}

/** The register, other than this entry, whose fields say that they are a concept's primary source. */
export async function otherPrimary(
  db: Database,
  concept: string,
  { kind, code }: EntryRef,
): Promise<NamedEntry | undefined> {
  const holds = JSON.stringify({ objects: [{ fields: [{ concept, primary: true }] }] });
  const { rows } = await sql<NamedEntry>`select kind, code, title from catalogue.entry
    where spec @> ${holds}::jsonb and state <> 'finished' and not (kind = ${kind} and code = ${code}) limit 1`.execute(
    db,
  );
  return rows[0];
}
