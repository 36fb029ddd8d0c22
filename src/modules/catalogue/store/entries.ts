import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Lang, Text } from '../../../language/index.ts';
import { type Contact, type Criticality, type EntryKind, type EntryState, kindNames } from '../kinds.ts';
import type { Origin, ServiceLevel, Spec } from '../kinds.ts';
import { actWord, type SearchStep } from '../search.ts';
import type { EntryRef } from './relations.ts';

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
  /** The same in parts, in the order of the list. */
  readonly steps?: readonly SearchStep[] | undefined;
  readonly kind?: EntryKind | undefined;
  /** Only what institutions have, not the institutions themselves. */
  readonly things?: boolean | undefined;
  readonly institution?: string | undefined;
  readonly state?: EntryState | undefined;
  readonly criticality?: Criticality | undefined;
  /** Code of an act on which it rests. */
  readonly act?: string | undefined;
  /** What the kind's own part must hold, e.g. `{ audience: 'person' }`. */
  readonly spec?: Readonly<Record<string, unknown>> | undefined;
}

const lineColumns = sql`kind, code, title, institution, state, about, path, updated_at as "updatedAt"`;
const columns = sql`${lineColumns}, id, criticality, contact, service_level as "serviceLevel", acts, spec, origin, source,
  version, confirmed_at as "confirmedAt"`;

/**
 * Met through the index. How common the words are is kept from the planner: it takes a look at the words of an entry for
 * as cheap as one at a number, and would go through the whole register for words that a tenth of it has.
 */
const met = (query: string) => sql`lexemes @@ (select ${query}::tsquery)`;
/** Met one by one, in an order that is asked for anyway. */
const metInOrder = (query: string) => sql`lexemes @@ ${query}::tsquery`;

function where(
  { query, kind, things, institution, state, criticality, act, spec }: EntryFilter,
  meet = met,
): RawBuilder<unknown> {
  const conditions = [
    ...(query === undefined ? [] : [meet(query)]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(things ? [sql`kind <> 'institution'`] : []),
    ...(institution === undefined ? [] : [sql`institution = ${institution}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(criticality === undefined ? [] : [sql`criticality = ${criticality}`]),
    ...(act === undefined ? [] : [meet(`'${actWord(act)}'`)]),
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

const notIn = (queries: readonly string[]) =>
  queries.length === 0
    ? sql`true`
    : sql.join(
        queries.map((query) => sql`not ${metInOrder(query)}`),
        sql` and `,
      );

const few = 5000;

async function countWhere(db: Database, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*) as total from catalogue.entry where ${condition}`.execute(db);
  return rows[0]?.total ?? 0;
}

interface Part {
  readonly lang: Lang;
  readonly limit: number;
  readonly offset: number;
}

/** Lines of one step by title; `many` of them are met soon in the order of the titles, few are found and then sorted. */
async function findPart(
  db: Database,
  condition: (meet: typeof met) => RawBuilder<unknown>,
  { lang, limit, offset, many }: Part & { readonly many: boolean },
): Promise<readonly EntryLine[]> {
  const part = sql`order by ${order[lang]} limit ${limit} offset ${offset}`;
  const { rows } = await (many
    ? sql<EntryLine>`select ${lineColumns} from catalogue.entry where ${condition(metInOrder)} ${part}`
    : sql<EntryLine>`select ${lineColumns} from (select * from catalogue.entry where ${condition(met)} offset 0) e ${part}`
  ).execute(db);
  return rows;
}

/** How many entries a filter lets through. */
export async function countEntriesBy(db: Database, filter: EntryFilter): Promise<number> {
  return countWhere(db, where(filter));
}

/**
 * Entries nearest to what is searched for first, then by title in the language's alphabet. `total`: how many there are
 * in all. Nearness is asked step by step, because to sort by it would be to look at every entry found.
 */
export async function findEntries(
  db: Database,
  filter: EntryFilter,
  { lang, limit, offset, total }: Part & { readonly total: number },
): Promise<readonly EntryLine[]> {
  const entries: EntryLine[] = [];
  // How many the steps before have found.
  let before = 0;
  const steps = filter.steps ?? [{ query: filter.query, without: [] }];
  for (const { query, without } of steps) {
    if (entries.length === limit || offset + entries.length >= total) break;
    const condition = (meet: typeof met) => sql`${where({ ...filter, query }, meet)} and ${notIn(without)}`;
    const reached = steps.length === 1 ? total : total > few ? await countWhere(db, condition(met)) : undefined;
    const skipped = Math.max(0, offset - before);
    const found = await findPart(db, condition, {
      lang,
      limit: limit - entries.length,
      offset: skipped,
      many: (reached ?? 0) > few,
    });
    entries.push(...found);
    const isPassed = found.length === 0 && skipped > 0;
    before += reached ?? (isPassed ? await countWhere(db, condition(met)) : skipped + found.length);
  }
  return entries;
}

/** True if any entry is found by a tsquery. */
export async function isFound(db: Database, query: string): Promise<boolean> {
  const { rows } = await sql`select from catalogue.entry where ${met(query)} limit 1`.execute(db);
  return rows.length > 0;
}

/** Every word of every entry as it is written, folded. */
export async function allWords(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{
    word: string;
  }>`select distinct word from catalogue.entry, unnest(words) as word where word !~ '^[=~%^§]'`.execute(db);
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

export interface NamedEntry extends EntryRef {
  readonly title: Text;
}

/** Entries that bear one of these codes or titles, letter case apart. */
export async function findNamed(db: Database, names: readonly string[]): Promise<readonly NamedEntry[]> {
  if (names.length === 0) return [];
  const lowered = names.map((name) => name.toLocaleLowerCase('az'));
  const { rows } = await sql<NamedEntry>`select kind, code, title from catalogue.entry
    where (kind = any(${kindNames}::text[]) and code = any(${names}::text[])) or lower((title ->> 'az') collate "az-x-icu") = any(${lowered}::text[])
    order by kind, code`.execute(db);
  return rows;
}

/** Institutions of the named entries; those that are not there are left out. */
export async function findOwners(
  db: Database,
  refs: readonly EntryRef[],
): Promise<readonly (EntryRef & { readonly institution: string })[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<EntryRef & { institution: string }>`select e.kind, e.code, e.institution
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as g(kind text, code text)
    join catalogue.entry e on e.kind = g.kind and e.code = g.code`.execute(db);
  return rows;
}

/** Those of the named entries that are not out of use and do not come from a definition. */
export async function findOtherwiseEntered(
  db: Database,
  refs: readonly EntryRef[],
): Promise<readonly (EntryRef & { readonly title: Text; readonly source: string })[]> {
  const { rows } = await sql<EntryRef & { title: Text; source: string }>`select e.kind, e.code, e.title, e.source
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as g(kind text, code text)
    join catalogue.entry e on e.kind = g.kind and e.code = g.code
    where e.origin <> 'definition' and e.state <> 'finished' order by e.kind, e.code`.execute(db);
  return rows;
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
