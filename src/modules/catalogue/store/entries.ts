import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Lang, Text } from '../../../language/index.ts';
import type { Contact, Criticality, EntryKind, EntryState, Origin, ServiceLevel, Spec } from '../kinds.ts';

/** What a list shows of an entry. */
export interface EntryLine {
  readonly kind: EntryKind;
  readonly code: string;
  readonly title: Text;
  readonly institution: string;
  readonly state: EntryState;
  readonly about: Text | null;
  readonly path: string | null;
  readonly updatedAt: Date;
}

/** One entry, whole. */
export interface EntryRow extends EntryLine {
  readonly id: string;
  readonly criticality: Criticality | null;
  readonly contact: Contact | null;
  readonly serviceLevel: ServiceLevel | null;
  readonly acts: readonly string[];
  readonly spec: Spec;
  readonly origin: Origin;
  /** File of the definition, number of the request, name of the import. */
  readonly source: string;
  readonly version: number;
  readonly confirmedAt: Date | null;
}

export interface EntryFilter {
  /** A tsquery, as `searchQuery` makes it. */
  readonly query?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly institution?: string | undefined;
  readonly state?: EntryState | undefined;
  readonly criticality?: Criticality | undefined;
  /** What the kind's own part must hold, e.g. `{ audience: 'person' }`. */
  readonly spec?: Readonly<Record<string, unknown>> | undefined;
}

const lineColumns = sql`kind, code, title, institution, state, about, path, updated_at as "updatedAt"`;
const columns = sql`${lineColumns}, id, criticality, contact, service_level as "serviceLevel", acts, spec, origin, source,
  version, confirmed_at as "confirmedAt"`;

function where({ query, kind, institution, state, criticality, spec }: EntryFilter): RawBuilder<unknown> {
  const conditions = [
    ...(query === undefined ? [] : [sql`array_to_tsvector(words) @@ ${query}::tsquery`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(institution === undefined ? [] : [sql`institution = ${institution}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(criticality === undefined ? [] : [sql`criticality = ${criticality}`]),
    ...(spec === undefined ? [] : [sql`spec @> ${JSON.stringify(spec)}::jsonb`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

// The alphabet of the page decides the order: Ə after E, Ç after C. One index each, in these very words.
const order: Readonly<Record<Lang, RawBuilder<unknown>>> = {
  az: sql`(title ->> 'az') collate "az-x-icu", kind, code`,
  en: sql`(title ->> 'en') collate "en-x-icu", kind, code`,
  ru: sql`(title ->> 'ru') collate "ru-x-icu", kind, code`,
};

/** Entries by title in the language's alphabet, and how many there are in all. */
export async function findEntries(
  db: Database,
  filter: EntryFilter,
  { lang, limit, offset }: { lang: Lang; limit: number; offset: number },
): Promise<{ readonly entries: readonly EntryLine[]; readonly total: number }> {
  const { rows } = await sql<EntryLine>`select ${lineColumns} from catalogue.entry where ${where(filter)}
    order by ${order[lang]} limit ${limit} offset ${offset}`.execute(db);
  const counted = await sql<{
    total: number;
  }>`select count(*) as total from catalogue.entry where ${where(filter)}`.execute(db);
  return { entries: rows, total: counted.rows[0]?.total ?? 0 };
}

/** How many entries each kind and each institution has among those that the filter lets through. */
export async function countFacets(
  db: Database,
  filter: EntryFilter,
): Promise<readonly { readonly kind: EntryKind; readonly institution: string; readonly count: number }[]> {
  const { rows } = await sql<{ kind: EntryKind; institution: string; count: number }>`
    select kind, institution, count(*) as count from catalogue.entry where ${where(filter)} group by 1, 2`.execute(db);
  return rows;
}

export async function findEntry(db: Database, kind: EntryKind, code: string): Promise<EntryRow | undefined> {
  const { rows } =
    await sql<EntryRow>`select ${columns} from catalogue.entry where kind = ${kind} and code = ${code}`.execute(db);
  return rows[0];
}

/** Entries by id, as lists show them; those that are not there are left out. */
export async function findLines(
  db: Database,
  ids: readonly string[],
): Promise<readonly (EntryLine & { readonly id: string })[]> {
  const { rows } = await sql<
    EntryLine & { id: string }
  >`select id, ${lineColumns} from catalogue.entry where id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

/** The entry is as it should be: its owner says so at this moment. */
export async function setConfirmed(db: Database, id: string, at: Date): Promise<void> {
  await sql`update catalogue.entry set confirmed_at = ${at} where id = ${id}`.execute(db);
}
