import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/lang.ts';
import type { EntryKind } from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';
import type { EndReason, ExceptionAbout } from './entities.ts';

/** Whether an exception in force frees an entry; `today` is `YYYY-MM-DD` in Baku. */
export function excepted(about: ExceptionAbout, entry: RawBuilder<unknown>, today: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from catalogue.exception x where x.about = ${about} and x.entry = ${entry}
    and x.expires_on >= ${today}::date and not exists (select from catalogue.exception_end n where n.exception = x.id))`;
}

export async function isExcepted(db: Database, about: ExceptionAbout, entry: string, today: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select ${excepted(about, sql`${entry}::uuid`, today)} as yes`.execute(
    db,
  );
  return rows[0]?.yes ?? false;
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

export async function insertException(db: Database, given: NewException): Promise<void> {
  await sql`insert into catalogue.exception (id, about, entry, concept, act, reason, institution, person, granted_at, expires_on)
    values (${given.id}, ${given.about}, ${given.entry}, ${given.concept}, ${given.act}, ${given.reason}, ${given.institution},
      ${given.person}, ${given.grantedAt}, ${given.expiresOn})`.execute(db);
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
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly ExceptionRow[]; readonly total: number }> {
  const { rows } = await sql<ExceptionRow & { total: number }>`select ${columns}, count(*) over () as total ${from}
    order by n.why is not null, x.expires_on, x.id limit ${limit} offset ${offset}`.execute(db);
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

/** Ids of the requests about an entry. */
export async function listRequestsOf(db: Database, { kind, code }: EntryRef): Promise<readonly string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from catalogue.request where kind = ${kind} and code = ${code}`.execute(db);
  return rows.map(({ id }) => id);
}
