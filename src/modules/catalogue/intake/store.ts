import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Envelope } from '../envelope.ts';
import type { EntryKind, Origin } from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';
import type { Target } from './read.ts';

export interface Standing {
  readonly envelope: Envelope;
  readonly origin: Origin;
  readonly source: string;
}

/** Those of the named entries that the register has, as they stand. */
export async function findStanding(db: Database, refs: readonly EntryRef[]): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`select v.envelope, e.origin, e.source
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as g(kind text, code text)
    join catalogue.entry e on e.kind = g.kind and e.code = g.code
    join catalogue.entry_version v on v.entry = e.id and v.version = e.version`.execute(db);
  return rows;
}

/** Codes of the entries that bear each code, or else exactly each title in one of the languages. */
export async function findTargets(db: Database, wanted: readonly Target[]): Promise<readonly (readonly string[])[]> {
  const { rows } = await sql<{ codes: readonly string[] | null }>`select coalesce(
      (select array[e.code] from catalogue.entry e where e.kind = g.kind and e.code = g.name),
      (select array_agg(distinct e.code) from catalogue.entry e where e.kind = g.kind and (
        (e.title ->> 'az') collate "az-x-icu" = g.name or (e.title ->> 'en') collate "en-x-icu" = g.name
        or (e.title ->> 'ru') collate "ru-x-icu" = g.name))) as codes
    from rows from (jsonb_to_recordset(${JSON.stringify(wanted.map(({ kind, name }) => ({ kind, name })))}::jsonb)
      as (kind text, name text)) with ordinality as g(kind, name, n) order by n`.execute(db);
  return rows.map(({ codes }) => codes ?? []);
}

/** Entries as they stand, by kind and code, after one of them. */
export async function listStanding(
  db: Database,
  { kind, after, limit }: { readonly kind: EntryKind; readonly after: string; readonly limit: number },
): Promise<readonly Envelope[]> {
  const { rows } = await sql<{ envelope: Envelope }>`select v.envelope from catalogue.entry e
    join catalogue.entry_version v on v.entry = e.id and v.version = e.version
    where e.kind = ${kind} and e.code > ${after} order by e.kind, e.code limit ${limit}`.execute(db);
  return rows.map(({ envelope }) => envelope);
}
