import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { HostingState } from '../hosting/states.ts';
import type { Channel, Criticality, EntryState, RelationKind, Spec } from '../kinds.ts';
import type { EntryRef } from './relations.ts';

/** A tie as its source declares it. */
export interface PictureTie extends EntryRef {
  readonly relation: RelationKind;
  readonly channel: Channel | null;
  readonly title: Text;
  /** Of an end that is a system or a portal. */
  readonly hosting: HostingState | null;
}

/** What the register says of an entry and of where it runs, for rules that judge what leans on it. */
export interface EntryPicture extends EntryRef {
  readonly title: Text;
  readonly institution: string;
  readonly state: EntryState;
  readonly criticality: Criticality | null;
  readonly spec: Spec;
  readonly hosting: HostingState | null;
  readonly ties: readonly PictureTie[];
}

/** Words of an entry, for whoever compares texts. */
export interface EntryWords extends EntryRef {
  readonly title: Text;
  readonly about: Text | null;
  readonly institution: string;
  /** Concepts that go over its ties. */
  readonly concepts: readonly string[];
}

export async function findPictures(db: Database, refs: readonly EntryRef[]): Promise<readonly EntryPicture[]> {
  if (refs.length === 0) return [];
  const { rows } =
    await sql<EntryPicture>`select e.kind, e.code, e.title, e.institution, e.state, e.criticality, e.spec, h.state as hosting,
      coalesce((select json_agg(json_build_object('relation', r.kind, 'channel', r.channel, 'kind', t.kind, 'code', t.code,
          'title', t.title, 'hosting', th.state) order by r.kind, t.kind, t.code)
        from catalogue.relation r join catalogue.entry t on t.id = r.target left join catalogue.hosting th on th.entry = t.id
        where r.source = e.id), '[]') as ties
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as g(kind text, code text)
    join catalogue.entry e on e.kind = g.kind and e.code = g.code
    left join catalogue.hosting h on h.entry = e.id
    order by e.kind, e.code`.execute(db);
  return rows;
}

export async function findOf(
  db: Database,
  kind: EntryRef['kind'],
  institutions: readonly string[],
): Promise<readonly (EntryRef & { readonly title: Text; readonly institution: string })[]> {
  const { rows } = await sql<
    EntryRef & { title: Text; institution: string }
  >`select kind, code, title, institution from catalogue.entry
    where kind = ${kind} and institution = any(${[...institutions]}::text[]) and state <> 'finished'
    order by (title ->> 'az') collate "az-x-icu", code`.execute(db);
  return rows;
}

export async function findWithStems(
  db: Database,
  stems: readonly string[],
  limit: number,
): Promise<readonly EntryWords[]> {
  const query = stems.map((stem) => `'~${stem.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' | ');
  const { rows } = await sql<EntryWords>`select e.kind, e.code, e.title, e.about, e.institution,
      array(select distinct c from catalogue.relation r, unnest(r.concepts) c where r.source = e.id order by c) as concepts
    from catalogue.entry e
    where e.lexemes @@ ${query}::tsquery and e.kind in ('service', 'system', 'portal') and e.state <> 'finished'
    order by e.kind, e.code limit ${limit}`.execute(db);
  return rows;
}

/** A system by its code, and whose it is. */
export interface SystemInUse {
  readonly code: string;
  readonly institution: string;
  readonly title: Text;
}

export async function findSystemsInUse(db: Database): Promise<readonly SystemInUse[]> {
  const { rows } = await sql<SystemInUse>`select code, institution, title from catalogue.entry
    where kind = 'system' and state <> 'finished' order by institution, code`.execute(db);
  return rows;
}
