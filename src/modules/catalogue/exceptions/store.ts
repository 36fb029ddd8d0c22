import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/lang.ts';
import type { EntryKind } from '../kinds.ts';
import type { EndReason, ExceptionAbout } from './entities.ts';

/** Whether an exception in force frees an entry; `today` is `YYYY-MM-DD` in Baku. */
export function excepted(about: ExceptionAbout, entry: RawBuilder<unknown>, today: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from catalogue.exception x where x.about = ${about} and x.entry = ${entry}
    and x.expires_on >= ${today}::date and not exists (select from catalogue.exception_end n where n.exception = x.id))`;
}

export interface NewException {
  readonly id: string;
  readonly about: ExceptionAbout;
  readonly entry: string;
  readonly concept: string | null;
  readonly act: string;
  readonly reason: string;
  readonly institution: string;
  readonly person: string;
  readonly grantedAt: Date;
  readonly expiresOn: string;
}

/** False where it is there already. */
export async function insertException(db: Database, given: NewException): Promise<boolean> {
  const { rows } =
    await sql`insert into catalogue.exception (id, about, entry, concept, act, reason, institution, person, granted_at, expires_on)
    values (${given.id}, ${given.about}, ${given.entry}, ${given.concept}, ${given.act}, ${given.reason}, ${given.institution},
      ${given.person}, ${given.grantedAt}, ${given.expiresOn}) on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** Of what an exception frees which entry. */
export type Freed = Pick<NewException, 'about' | 'entry' | 'concept'> & { readonly id?: string };

/** Whether another exception of the same kind is in force on a day in Baku. */
export async function isInForce(db: Database, { id, about, entry, concept }: Freed, today: string): Promise<boolean> {
  const { rows } = await sql`select from catalogue.exception x where x.about = ${about} and x.entry = ${entry}
    and x.concept is not distinct from ${concept}::text and x.expires_on >= ${today}::date and x.id is distinct from ${id ?? null}::uuid
    and not exists (select from catalogue.exception_end n where n.exception = x.id) limit 1`.execute(db);
  return rows.length > 0;
}

/** What an institution asked for. */
export interface RequestRow {
  readonly id: string;
  readonly about: ExceptionAbout;
  readonly entry: string;
  readonly kind: EntryKind;
  readonly code: string;
  readonly title: Text;
  readonly concept: string | null;
  readonly act: string;
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly expiresOn: string;
  /** That answers for the entry today. */
  readonly institution: string;
}

export type NewRequest = Omit<RequestRow, 'kind' | 'code' | 'title'> & { readonly at: Date };

export async function insertRequest(db: Database, given: NewRequest): Promise<void> {
  await sql`insert into catalogue.exception_request (id, about, entry, concept, act, reason, expires_on, institution, open, at)
    values (${given.id}, ${given.about}, ${given.entry}, ${given.concept}, ${given.act}, ${given.reason}, ${given.expiresOn},
      ${given.institution}, true, ${given.at})`.execute(db);
}

/** Whether the same is asked for and not yet decided. */
export async function hasOpen(db: Database, { about, entry, concept }: Freed): Promise<boolean> {
  const { rows } = await sql`select from catalogue.exception_request
    where open and about = ${about} and entry = ${entry} and concept is not distinct from ${concept}::text`.execute(db);
  return rows.length > 0;
}

export async function closeRequest(db: Database, id: string): Promise<void> {
  await sql`update catalogue.exception_request set open = false where id = ${id}`.execute(db);
}

const asked = sql`r.id, r.about, r.entry, e.kind, e.code, e.title, r.concept, r.act, r.reason, r.expires_on::text as "expiresOn",
  e.institution from catalogue.exception_request r join catalogue.entry e on e.id = r.entry`;

export async function findRequest(db: Database, id: string): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`select ${asked} where r.id = ${id}`.execute(db);
  return rows[0];
}

interface Part {
  readonly limit: number;
  readonly offset: number;
}

/** What institutions asked for, what waits first, then the newest. */
export async function listRequests(
  db: Database,
  institutions: readonly string[],
  { limit, offset }: Part,
): Promise<{ readonly items: readonly RequestRow[]; readonly total: number }> {
  const { rows } = await sql<RequestRow & { total: number }>`select count(*) over () as total, ${asked}
    where r.institution = any(${[...institutions]}::text[]) order by r.open desc, r.at desc, r.id limit ${limit} offset ${offset}`.execute(
    db,
  );
  return { items: rows, total: rows[0]?.total ?? 0 };
}

export interface ExceptionEnd {
  readonly exception: string;
  readonly why: EndReason;
  readonly reason: string | null;
  readonly person: string | null;
  readonly at: Date;
}

/** Ends an exception; answers false where it has ended already. */
export async function insertEnd(db: Database, { exception, why, reason, person, at }: ExceptionEnd): Promise<boolean> {
  const { rows } = await sql`insert into catalogue.exception_end (exception, why, reason, person, at)
    values (${exception}, ${why}, ${reason}, ${person}, ${at}) on conflict do nothing returning exception`.execute(db);
  return rows.length > 0;
}

/** An exception without whoever granted it: the office is named, not the person. */
export interface ExceptionRow {
  readonly id: string;
  readonly about: ExceptionAbout;
  readonly kind: EntryKind;
  readonly code: string;
  readonly title: Text;
  readonly concept: string | null;
  readonly act: string;
  readonly reason: string;
  readonly institution: string;
  readonly grantedAt: Date;
  /** The last day on which it is in force, `YYYY-MM-DD`. */
  readonly expiresOn: string;
  readonly ended: EndReason | null;
}

const columns = sql`x.id, x.about, e.kind, e.code, e.title, x.concept, x.act, x.reason, x.institution, x.granted_at as "grantedAt",
  x.expires_on::text as "expiresOn", n.why as ended`;
const from = sql`from catalogue.exception x join catalogue.entry e on e.id = x.entry
  left join catalogue.exception_end n on n.exception = x.id`;

/** Every exception, those in force first, then by the day on which they end. */
export async function listExceptions(
  db: Database,
  { limit, offset }: Part,
): Promise<{ readonly items: readonly ExceptionRow[]; readonly total: number }> {
  const { rows } = await sql<ExceptionRow & { total: number }>`select ${columns}, count(*) over () as total ${from}
    order by n.why is not null, x.expires_on, x.id limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** Exceptions that have not ended, those that end first. */
export async function listInForce(
  db: Database,
  { limit, offset }: Part,
): Promise<{ readonly items: readonly ExceptionRow[]; readonly total: number }> {
  const { rows } = await sql<ExceptionRow & { total: number }>`select ${columns}, count(*) over () as total ${from}
    where n.why is null order by x.expires_on, x.id limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

export async function findException(db: Database, id: string): Promise<ExceptionRow | undefined> {
  const { rows } = await sql<ExceptionRow>`select ${columns} ${from} where x.id = ${id}`.execute(db);
  return rows[0];
}

/** Whether somebody has recorded where an entry runs. */
export async function movedBy(db: Database, entry: string, person: string): Promise<boolean> {
  const { rows } =
    await sql`select from catalogue.hosting_step where entry = ${entry} and person = ${person} limit 1`.execute(db);
  return rows.length > 0;
}
