import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { Envelope } from '../envelope.ts';
import type { EntryKind, EntryState } from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';

export interface HeldEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly code: string;
  readonly institution: string;
  readonly envelope: Envelope;
}

/** Entries that institutions still hold, and their own entry while it is in use, as they stand now; `limit` of them after an id. */
export async function listHeld(
  db: Database,
  institutions: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly HeldEntry[]> {
  const { rows } = await sql<HeldEntry>`select e.id, e.kind, e.code, e.institution, v.envelope
    from catalogue.entry e join catalogue.entry_version v on v.entry = e.id and v.version = e.version
    where e.institution = any(${[...institutions]}::text[]) and e.id > ${after}::uuid
      and (e.kind <> 'institution' or e.state <> 'finished')
    order by e.id limit ${limit} for update of e`.execute(db);
  return rows;
}

export interface HandedOver {
  readonly id: string;
  readonly envelope: Envelope;
  /** File of the institutions by which it changed hands. */
  readonly source: string;
}

/**
 * Writes the next version of entries whose institution was closed. The entry keeps its own source; the version names
 * the definition by which it was handed over.
 */
export async function writeHandedOver(db: Database, entries: readonly HandedOver[], at: Date): Promise<void> {
  if (entries.length === 0) return;
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as t(id uuid, envelope jsonb, source text)
    ), moved as (
      update catalogue.entry e set institution = g.envelope ->> 'institution', state = g.envelope ->> 'state',
        version = e.version + 1, updated_at = ${at}
      from given g where e.id = g.id returning e.id, e.version
    )
    insert into catalogue.entry_version (entry, version, at, origin, source, envelope)
    select m.id, m.version, ${at}, 'definition', g.source, g.envelope from moved m join given g on g.id = m.id`.execute(
    db,
  );
}

/** Requests of institutions, whatever became of them. */
export async function listRequestsOf(
  db: Database,
  institutions: readonly string[],
): Promise<readonly (EntryRef & { readonly id: string; readonly institution: string })[]> {
  const { rows } = await sql<EntryRef & { id: string; institution: string }>`select id, kind, code, institution
    from catalogue.request where institution = any(${[...institutions]}::text[]) order by id for update`.execute(db);
  return rows;
}

/** Requests that are another institution's from now on. Answers their instances, with those of their reviews. */
export async function passRequests(
  db: Database,
  ids: readonly string[],
  institution: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`with passed as (
      update catalogue.request set institution = ${institution} where id = any(${[...ids]}::uuid[]) returning id
    ) select id from passed union all select r.instance from catalogue.review r join passed p on p.id = r.request`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export interface TakenOver {
  readonly kind: EntryKind;
  readonly code: string;
  readonly title: Text;
  readonly state: EntryState;
  /** Institution from which it came last. */
  readonly from: string;
}

/** Entries of an institution that some version shows in the hands of one of the others, by title; and how many in all. */
export async function listTakenOver(
  db: Database,
  institution: string,
  others: readonly string[],
  limit: number,
): Promise<{ readonly entries: readonly TakenOver[]; readonly total: number }> {
  const { rows } = await sql<TakenOver & { total: number }>`
    select e.kind, e.code, e.title, e.state, f."from", count(*) over () as total
    from catalogue.entry e cross join lateral (
      select v.envelope ->> 'institution' as "from" from catalogue.entry_version v
      where v.entry = e.id and v.envelope ->> 'institution' = any(${[...others]}::text[]) order by v.version desc limit 1
    ) f
    where e.institution = ${institution} and e.kind <> 'institution'
    order by (e.title ->> 'az') collate "az-x-icu", e.kind, e.code limit ${limit}`.execute(db);
  return { entries: rows, total: rows[0]?.total ?? 0 };
}

export interface ChangeOfHands {
  /** First version in which the new institution answers for the entry. */
  readonly version: number;
  readonly from: string;
  readonly to: string;
}

/** Versions of an entry in which its institution became another one, oldest first. */
export async function listChangesOfHands(db: Database, { kind, code }: EntryRef): Promise<readonly ChangeOfHands[]> {
  const { rows } = await sql<ChangeOfHands>`select version, "from", "to" from (
      select v.version, v.envelope ->> 'institution' as "to",
        lag(v.envelope ->> 'institution') over (order by v.version) as "from"
      from catalogue.entry_version v join catalogue.entry e on e.id = v.entry
      where e.kind = ${kind} and e.code = ${code}
    ) t where "from" <> "to" order by version`.execute(db);
  return rows;
}
