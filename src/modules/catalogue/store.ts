import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Lang, Text } from '../../language/index.ts';
import type { EntryKind, RelationKind } from './entities.ts';

export interface EntryRow {
  readonly kind: EntryKind;
  readonly code: string;
  readonly title: Text;
  readonly institution: string;
  readonly about: Text | null;
  readonly path: string | null;
  readonly updatedAt: Date;
}

export interface NewEntry extends Omit<EntryRow, 'updatedAt'> {
  readonly id: string;
  readonly words: readonly string[];
}

export interface NewRelation {
  readonly from: { readonly kind: EntryKind; readonly code: string };
  readonly kind: RelationKind;
  readonly to: { readonly kind: EntryKind; readonly code: string };
  readonly concepts: readonly string[];
}

/** Writes entries as given; one that did not change keeps its row and its date. */
export async function writeEntries(db: Database, entries: readonly NewEntry[], now: Date): Promise<void> {
  await sql`insert into catalogue.entry as e (id, kind, code, title, institution, about, path, words, updated_at)
    select id, kind, code, title, institution, about, path, words, ${now}
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as t(id uuid, kind text, code text, title jsonb, institution text, about jsonb, path text, words text[])
    on conflict (kind, code) do update set title = excluded.title, institution = excluded.institution,
      about = excluded.about, path = excluded.path, words = excluded.words, updated_at = excluded.updated_at
    where (e.title, e.institution, e.about, e.path, e.words)
      is distinct from (excluded.title, excluded.institution, excluded.about, excluded.path, excluded.words)`.execute(
    db,
  );
}

/** Makes the relations that go out from these entries those given; an end that has no entry is left out. */
export async function writeRelations(
  db: Database,
  from: readonly { readonly kind: EntryKind; readonly code: string }[],
  relations: readonly NewRelation[],
): Promise<void> {
  const rows = relations.map(({ from: source, kind, to, concepts }) => ({
    from_kind: source.kind,
    from_code: source.code,
    kind,
    to_kind: to.kind,
    to_code: to.code,
    concepts,
  }));
  await sql`delete from catalogue.relation where source in (select e.id from catalogue.entry e
    join jsonb_to_recordset(${JSON.stringify(from)}::jsonb) as t(kind text, code text) using (kind, code))`.execute(db);
  await sql`insert into catalogue.relation (source, kind, target, concepts)
    select s.id, r.kind, t.id, r.concepts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(from_kind text, from_code text, kind text, to_kind text, to_code text, concepts text[])
    join catalogue.entry s on s.kind = r.from_kind and s.code = r.from_code
    join catalogue.entry t on t.kind = r.to_kind and t.code = r.to_code`.execute(db);
}

export interface EntryFilter {
  /** A tsquery, as `searchQuery` makes it. */
  readonly query?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly institution?: string | undefined;
}

const columns = sql`kind, code, title, institution, about, path, updated_at as "updatedAt"`;

function where({ query, kind, institution }: EntryFilter): RawBuilder<unknown> {
  const conditions = [
    ...(query === undefined ? [] : [sql`array_to_tsvector(words) @@ ${query}::tsquery`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(institution === undefined ? [] : [sql`institution = ${institution}`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

// The alphabet of the page decides the order: Ə after E, Ç after C.
const collations: Readonly<Record<Lang, RawBuilder<unknown>>> = {
  az: sql`collate "az-x-icu"`,
  en: sql`collate "en-x-icu"`,
  ru: sql`collate "ru-x-icu"`,
};

/** Entries by kind, then by title in the language's alphabet, and how many there are in all. */
export async function findEntries(
  db: Database,
  filter: EntryFilter,
  { lang, limit, offset }: { lang: Lang; limit: number; offset: number },
): Promise<{ readonly entries: readonly EntryRow[]; readonly total: number }> {
  const { rows } = await sql<EntryRow & { total: number }>`select ${columns}, count(*) over () as total
    from catalogue.entry where ${where(filter)}
    order by array_position(array['service', 'register', 'system', 'institution'], kind),
      (title ->> ${lang}) ${collations[lang]}, code
    limit ${limit} offset ${offset}`.execute(db);
  // A page after the last has no row that could tell.
  const total = rows[0]?.total ?? (offset === 0 ? 0 : await countEntries(db, filter));
  return { entries: rows.map(({ total: _all, ...entry }) => entry), total };
}

async function countEntries(db: Database, filter: EntryFilter): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from catalogue.entry where ${where(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function findEntry(db: Database, kind: EntryKind, code: string): Promise<EntryRow | undefined> {
  const { rows } =
    await sql<EntryRow>`select ${columns} from catalogue.entry where kind = ${kind} and code = ${code}`.execute(db);
  return rows[0];
}

export interface RelatedRow {
  readonly direction: 'out' | 'in';
  readonly relation: RelationKind;
  readonly kind: EntryKind;
  readonly code: string;
  readonly title: Text;
  readonly concepts: readonly string[];
}

/** What an entry uses and what uses it. */
export async function findRelated(db: Database, kind: EntryKind, code: string): Promise<readonly RelatedRow[]> {
  const { rows } = await sql<RelatedRow>`
    select d.direction, r.kind as relation, o.kind, o.code, o.title, r.concepts
    from catalogue.entry e
    join catalogue.relation r on e.id in (r.source, r.target)
    cross join lateral (select case when r.source = e.id then 'out' else 'in' end as direction) d
    join catalogue.entry o on o.id = case when d.direction = 'out' then r.target else r.source end
    where e.kind = ${kind} and e.code = ${code}
    order by d.direction desc, r.kind, o.title ->> 'az' collate "az-x-icu"`.execute(db);
  return rows;
}
