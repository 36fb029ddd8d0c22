import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { Envelope } from '../envelope.ts';
import type { EntryKind, Origin } from '../kinds.ts';
import type { EntryRef } from './relations.ts';

export interface NewEntry {
  readonly id: string;
  readonly envelope: Envelope;
  readonly words: readonly string[];
  readonly path: string | null;
}

export interface Entering {
  readonly at: Date;
  readonly origin: Origin;
  readonly source: string;
}

/**
 * Writes entries as given, each new version into the history as well; one whose content and source did not change keeps its
 * version and its dates, whatever it is found by. A definition is released for the owner: that the entry is true is
 * confirmed by the owner alone, or by a request or an import. Answers how many changed.
 */
export async function writeEntries(
  db: Database,
  entries: readonly NewEntry[],
  { at, origin, source }: Entering,
): Promise<number> {
  const rows = entries.map(({ id, envelope, words, path }) => ({ id, envelope, words, path }));
  const { rows: written } = await sql<{ changed: number }>`with given as (
      select t.*, (v.envelope, e.origin, e.source) is distinct from (t.envelope, ${origin}, ${source}) as is_new,
        e.state <> t.envelope ->> 'state' as is_turned
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, envelope jsonb, words text[], path text)
      left join catalogue.entry e on e.kind = t.envelope ->> 'kind' and e.code = t.envelope ->> 'code'
      left join catalogue.entry_version v on v.entry = e.id and v.version = e.version
    ), written as (
      insert into catalogue.entry as e (id, kind, code, title, institution, about, path, state, criticality, contact, service_level,
        acts, spec, words, origin, source, version, confirmed_at, updated_at)
      select id, envelope ->> 'kind', envelope ->> 'code', envelope -> 'title', envelope ->> 'institution', envelope -> 'about', path,
        envelope ->> 'state', envelope ->> 'criticality', envelope -> 'contact', envelope -> 'serviceLevel',
        array(select jsonb_array_elements_text(envelope -> 'acts')), envelope -> 'spec', words, ${origin}, ${source},
        is_new::integer, ${at}, ${at}
      from given
      on conflict (kind, code) do update set title = excluded.title, institution = excluded.institution, about = excluded.about,
        path = excluded.path, state = excluded.state, criticality = excluded.criticality, contact = excluded.contact,
        service_level = excluded.service_level, acts = excluded.acts, spec = excluded.spec, words = excluded.words,
        origin = excluded.origin, source = excluded.source, version = e.version + excluded.version,
        confirmed_at = case when excluded.version = 0 or excluded.origin = 'definition' then e.confirmed_at else excluded.confirmed_at end,
        updated_at = case when excluded.version = 0 then e.updated_at else excluded.updated_at end
      where excluded.version = 1 or (e.words, e.path) is distinct from (excluded.words, excluded.path)
      returning id, kind, code, version
    ), kept as (
      insert into catalogue.entry_version (entry, version, at, origin, source, envelope)
      select w.id, w.version, ${at}, ${origin}, ${source}, g.envelope
      from written w join given g on g.envelope ->> 'kind' = w.kind and g.envelope ->> 'code' = w.code and g.is_new
      returning 1
    ), turned as (
      update catalogue.counter set value = value + 1 where name = 'relations' and exists (select from given where is_turned)
    )
    select count(*) as changed from kept`.execute(db);
  return written[0]?.changed ?? 0;
}

export interface VersionLine {
  readonly version: number;
  readonly at: Date;
  readonly origin: Origin;
  readonly source: string;
  readonly title: Text;
}

/** Versions of an entry, newest first. */
export async function listVersions(db: Database, { kind, code }: EntryRef): Promise<readonly VersionLine[]> {
  const { rows } = await sql<VersionLine>`select v.version, v.at, v.origin, v.source, v.envelope -> 'title' as title
    from catalogue.entry_version v join catalogue.entry e on e.id = v.entry
    where e.kind = ${kind} and e.code = ${code} order by v.version desc`.execute(db);
  return rows;
}

/** What an entry said in a version; undefined where there is no such version. */
export async function findVersion(
  db: Database,
  { kind, code }: EntryRef,
  version: number,
): Promise<Envelope | undefined> {
  const { rows } = await sql<{ envelope: Envelope }>`select v.envelope from catalogue.entry_version v
    join catalogue.entry e on e.id = v.entry where e.kind = ${kind} and e.code = ${code} and v.version = ${version}`.execute(
    db,
  );
  return rows[0]?.envelope;
}

export interface Change {
  readonly kind: EntryKind;
  readonly code: string;
  readonly version: number;
  readonly at: Date;
  readonly title: Text;
  /** Where the next part of the feed begins: number of the writing transaction, id of the entry, version. */
  readonly cursor: string;
}

export interface ChangePoint {
  readonly xid: string;
  readonly entry: string;
  readonly version: number;
}

/**
 * Changes of all entries in the order in which they were committed; only of transactions that no open one can precede,
 * so a reader who keeps the last cursor misses nothing.
 */
export async function listChanges(
  db: Database,
  { after, limit }: { readonly after: ChangePoint; readonly limit: number },
): Promise<readonly Change[]> {
  const { rows } = await sql<Change>`select e.kind, e.code, v.version, v.at, v.envelope -> 'title' as title,
      v.xid::text || ':' || v.entry::text || ':' || v.version::text as cursor
    from catalogue.entry_version v join catalogue.entry e on e.id = v.entry
    where (v.xid, v.entry, v.version) > (${after.xid}::xid8, ${after.entry}::uuid, ${after.version})
      and v.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by v.xid, v.entry, v.version limit ${limit}`.execute(db);
  return rows;
}
