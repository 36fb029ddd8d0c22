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
  /** Tsqueries that find some of that, each less than the next: what they find comes first in the list. */
  readonly nearer?: readonly string[] | undefined;
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
    ...(query === undefined ? [] : [sql`lexemes @@ ${query}::tsquery`]),
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

const notIn = (nearer: string | undefined) =>
  nearer === undefined ? sql`true` : sql`not lexemes @@ ${nearer}::tsquery`;

const few = 5000;

async function countWhere(db: Database, filter: EntryFilter): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*) as total from catalogue.entry where ${where(filter)}`.execute(db);
  return rows[0]?.total ?? 0;
}

/**
 * Entries nearest to what is searched for first, then by title in the language's alphabet, and how many there are in all.
 * Nearness is asked step by step, because to sort by it would be to look at every entry found.
 */
export async function findEntries(
  db: Database,
  filter: EntryFilter,
  { lang, limit, offset }: { lang: Lang; limit: number; offset: number },
): Promise<{ readonly entries: readonly EntryLine[]; readonly total: number }> {
  const steps = [...(filter.nearer ?? []), filter.query];
  const counts = await Promise.all(steps.map((query) => countWhere(db, { ...filter, query })));
  const total = counts.at(-1) ?? 0;
  const entries: EntryLine[] = [];
  let before = 0;
  for (const [at, query] of steps.entries()) {
    if (entries.length === limit || offset + entries.length >= total) break;
    const reached = counts[at] ?? 0;
    if (reached > Math.max(before, offset + entries.length)) {
      const found = sql`from catalogue.entry where ${where({ ...filter, query })} and ${notIn(steps[at - 1])}`;
      const part = sql`limit ${limit - entries.length} offset ${Math.max(0, offset - before)}`;
      // Few are found by their words and sorted; of many the first are met soon in the order of the titles.
      const { rows } = await (reached - before > few
        ? sql<EntryLine>`select ${lineColumns} ${found} order by ${order[lang]} ${part}`
        : sql<EntryLine>`select ${lineColumns} from (select * ${found} offset 0) e order by ${order[lang]} ${part}`
      ).execute(db);
      entries.push(...rows);
    }
    before = reached;
  }
  return { entries, total };
}

/** True if any entry is found by a tsquery. */
export async function isFound(db: Database, query: string): Promise<boolean> {
  // Counted, because a search for the first of them would pass the index by.
  return (await countWhere(db, { query })) > 0;
}

/** Every word of every entry as it is written, folded. */
export async function allWords(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{
    word: string;
  }>`select distinct word from catalogue.entry, unnest(words) as word where word !~ '^[=~%]'`.execute(db);
  return rows.map(({ word }) => word);
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
