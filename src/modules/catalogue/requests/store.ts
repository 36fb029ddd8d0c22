import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { Envelope } from '../envelope.ts';
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
  /** Version of the entry over which the draft was written; 0 where there was none. */
  readonly baseVersion: number;
}

const columns = sql`id, type, kind, code, institution, draft, open, writers, changed_at as "changedAt", base_version as "baseVersion"`;

/** False: the entry has a request that is not yet ended. */
export async function insertRequest(db: Database, row: RequestRow): Promise<boolean> {
  const { rows } = await sql`insert into catalogue.request (id, type, kind, code, institution, draft, open, writers,
      changed_at, base_version)
    values (${row.id}, ${row.type}, ${row.kind}, ${row.code}, ${row.institution}, ${JSON.stringify(row.draft)}::jsonb,
      ${row.open}, ${row.writers}, ${row.changedAt}, ${row.baseVersion})
    on conflict (kind, code) where open do nothing returning id`.execute(db);
  return rows.length > 0;
}

export async function findRequest(db: Database, id: string): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`select ${columns} from catalogue.request where id = ${id}`.execute(db);
  return rows[0];
}

/** One at a time writes a request or acts on it or on a review of it: what is decided on is what was read. */
export async function lockRequest(db: Database, id: string): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`select ${columns} from catalogue.request where id = ${id} for update`.execute(
    db,
  );
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

/** Whether somebody ever wrote of a request about an entry. */
export async function hasWritten(db: Database, { kind, code }: EntryRef, person: string): Promise<boolean> {
  const { rows } = await sql`select from catalogue.request
    where kind = ${kind} and code = ${code} and writers @> array[${person}] limit 1`.execute(db);
  return rows.length > 0;
}

/** What was sent by a step of the request's journal. */
export interface SentRow {
  readonly seq: number;
  readonly envelope: Envelope;
}

/** Keeps what was sent; the same step again changes nothing. */
export async function insertSent(db: Database, request: string, sent: SentRow, at: Date): Promise<void> {
  await sql`insert into catalogue.request_version (request, seq, at, envelope)
    values (${request}, ${sent.seq}, ${at}, ${JSON.stringify(sent.envelope)}::jsonb) on conflict do nothing`.execute(
    db,
  );
}

/** What was sent last. */
export async function findSent(db: Database, request: string): Promise<SentRow | undefined> {
  const { rows } = await sql<SentRow>`select seq, envelope from catalogue.request_version
    where request = ${request} order by seq desc limit 1`.execute(db);
  return rows[0];
}

export interface ReviewRow {
  readonly instance: string;
  readonly request: string;
  readonly topic: string;
  /** Of the sent content that the section agreed to last. */
  readonly agreed: number | null;
}

export async function insertReview(
  db: Database,
  { instance, request, topic }: Omit<ReviewRow, 'agreed'>,
): Promise<void> {
  await sql`insert into catalogue.review (instance, request, topic) values (${instance}, ${request}, ${topic})`.execute(
    db,
  );
}

export async function listReviews(db: Database, request: string): Promise<readonly ReviewRow[]> {
  const { rows } =
    await sql<ReviewRow>`select instance, request, topic, agreed from catalogue.review where request = ${request} order by topic`.execute(
      db,
    );
  return rows;
}

export async function findReview(db: Database, instance: string): Promise<ReviewRow | undefined> {
  const { rows } =
    await sql<ReviewRow>`select instance, request, topic, agreed from catalogue.review where instance = ${instance}`.execute(
      db,
    );
  return rows[0];
}

/** The section agrees to what was sent by a step. */
export async function agreeTo(db: Database, instance: string, seq: number): Promise<void> {
  await sql`update catalogue.review set agreed = ${seq} where instance = ${instance}`.execute(db);
}

/** Concepts for which an entry may be asked in spite of once only, by an exception in force; null for all. */
export async function listFreed(
  db: Database,
  { kind, code }: EntryRef,
  today: string,
): Promise<readonly (string | null)[]> {
  const { rows } = await sql<{ concept: string | null }>`select x.concept from catalogue.exception x
    join catalogue.entry e on e.id = x.entry
    where x.about = 'once_only' and e.kind = ${kind} and e.code = ${code} and x.expires_on >= ${today}::date
      and not exists (select from catalogue.exception_end n where n.exception = x.id)`.execute(db);
  return rows.map(({ concept }) => concept);
}

/** What other services give that has a word of these lines in its name. */
export async function listIssued(
  db: Database,
  { kind, code }: EntryRef,
  lines: readonly string[],
): Promise<readonly { readonly title: Text; readonly document: Text }[]> {
  // By its first letters, so that endings do not matter.
  const words = lines.flatMap((line) => line.toLocaleLowerCase('az').match(/[\p{L}\p{N}]{4,}/gu) ?? []);
  const begins = [...new Set(words.map((word) => word.slice(0, 5)))];
  if (begins.length === 0) return [];
  const { rows } = await sql<{ title: Text; document: Text }>`select title, spec -> 'output' as document
    from catalogue.entry where kind = 'service' and state <> 'finished' and spec ? 'output'
      and not (kind = ${kind} and code = ${code})
      and lower((spec -> 'output')::text collate "az-x-icu") ~ ${begins.join('|')} order by code limit 5000`.execute(
    db,
  );
  return rows;
}
