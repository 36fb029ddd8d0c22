import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { firstId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { fold, inAll, type Lang, lower, pick, type Text, wordsOf } from '../../../language/index.ts';
import { dictionary } from '../definition/reference.ts';
import { type Difference, differences, type Envelope } from '../envelope.ts';
import type { Criticality, EntryKind, EntryState } from '../kinds.ts';
import { correctedQuery, type MeantQuery, searchQuery } from '../search.ts';
import {
  allWords,
  countEntriesBy,
  countFacets,
  type EntryFilter,
  type EntryLine,
  type EntryRow,
  findEntries,
  findEntry,
  isFound,
} from '../store/entries.ts';
import { type EntryRef, findRelated, type RelatedRow } from '../store/relations.ts';
import { type Change, findVersion, listChanges, listVersions, type VersionLine } from '../store/versions.ts';

export interface EntryQuery {
  /** As typed; “ehali” finds “Əhali”. */
  readonly text?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly institution?: string | undefined;
  readonly state?: EntryState | undefined;
  readonly criticality?: Criticality | undefined;
  /** Services for people or for businesses. */
  readonly audience?: 'person' | 'business' | undefined;
  /** Services of a life event, by its code. */
  readonly lifeEvent?: string | undefined;
  /** What rests on an act, by its code. */
  readonly act?: string | undefined;
  /** Only what was typed is looked for, though it may be a slip. */
  readonly asTyped?: boolean | undefined;
  /** Counted from 1. */
  readonly page?: number | undefined;
}

export interface EntryPage {
  readonly entries: readonly EntryLine[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** What was looked for instead of what was typed, which is nowhere in the register. */
  readonly meant?: string | undefined;
}

export const pageSize = 20;

const held = new WeakMap<Vahid, { readonly until: number; readonly words: Promise<readonly string[]> }>();
const vocabularyLasts = 10 * 60_000;

/** Words of all entries; a word entered within the last ten minutes may be missing. */
async function vocabulary({ vahid, db }: Context): Promise<readonly string[]> {
  const now = vahid.now().getTime();
  const before = held.get(vahid);
  if (before && before.until > now) return before.words;
  const words = allWords(db);
  held.set(vahid, { until: now + vocabularyLasts, words });
  // What could not be read is read again by the next who asks.
  words.catch(() => held.delete(vahid));
  return words;
}

/** What was meant by what was typed, where that finds nothing in the whole register. */
async function meantQuery(ctx: Context, text: string): Promise<MeantQuery | undefined> {
  const typed = searchQuery(text);
  if (!typed || (await isFound(ctx.db, typed.query))) return undefined;
  return correctedQuery(text, await vocabulary(ctx));
}

/** Asks with what was typed and, if that finds nothing, with what was meant. */
async function ask<T>(
  ctx: Context,
  query: EntryQuery,
  find: (filter: EntryFilter) => Promise<T>,
  isEmpty: (found: T) => boolean,
): Promise<{ readonly found: T; readonly filter: EntryFilter; readonly words?: readonly string[] }> {
  const filter = filterOf(query);
  const found = await find(filter);
  if (query.asTyped || filter.query === undefined || !isEmpty(found)) return { found, filter };
  const { words, ...meant } = (await meantQuery(ctx, query.text ?? '')) ?? {};
  if (!words) return { found, filter };
  const instead = { ...filter, ...meant };
  return { found: await find(instead), filter: instead, words };
}

function filterOf({ text = '', audience, lifeEvent, ...query }: EntryQuery): EntryFilter {
  const spec = {
    ...(audience === undefined ? {} : { audience }),
    ...(lifeEvent === undefined ? {} : { lifeEvents: [lifeEvent] }),
  };
  const { kind, institution, state, criticality, act } = query;
  return {
    ...searchQuery(text),
    kind,
    institution,
    state,
    criticality,
    act,
    ...(Object.keys(spec).length === 0 ? {} : { spec }),
  };
}

interface Counted {
  readonly filter: EntryFilter;
  readonly words?: readonly string[] | undefined;
  readonly total: number;
}

async function entryPage(
  ctx: Context,
  page: number,
  lang: Lang,
  { filter, words, total }: Counted,
): Promise<EntryPage> {
  const part = { lang, limit: pageSize, offset: (page - 1) * pageSize, total };
  const entries = await findEntries(ctx.db, filter, part);
  const meant = words && total > 0 ? { meant: spelt(words, entries, lang) } : {};
  return { entries, total, page, pages: Math.max(1, Math.ceil(total / pageSize)), ...meant };
}

/** The words meant as the entries found spell them; folded where none of these has them. */
function spelt(words: readonly string[], entries: readonly EntryLine[], lang: Lang): string {
  const texts = entries.flatMap(({ title, about }) => [pick(title, lang), about ? pick(about, lang) : '']);
  const written = new Map(texts.flatMap((text) => wordsOf(text).map((word) => [fold(word), lower(word)] as const)));
  return words.map((word) => written.get(word) ?? word).join(' ');
}

/** Searches the unified register. Public. */
export async function catalogueEntries(ctx: Context, query: EntryQuery, lang: Lang): Promise<EntryPage> {
  allow(ctx, 'catalogue.read');
  const { found: total, ...asked } = await ask(
    ctx,
    query,
    (filter) => countEntriesBy(ctx.db, filter),
    (count) => count === 0,
  );
  return entryPage(ctx, query.page ?? 1, lang, { ...asked, total });
}

export interface Facets {
  readonly kinds: ReadonlyMap<EntryKind, number>;
  readonly institutions: ReadonlyMap<string, number>;
}

async function askFacets(ctx: Context, query: EntryQuery) {
  const { found, ...asked } = await ask(
    ctx,
    query,
    (filter) => countFacets(ctx.db, filter),
    (rows) => rows.length === 0,
  );
  const kinds = new Map<EntryKind, number>();
  const institutions = new Map<string, number>();
  for (const { kind, institution, count } of found) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    institutions.set(institution, (institutions.get(institution) ?? 0) + count);
  }
  return { facets: { kinds, institutions }, ...asked };
}

/** How many entries of each kind and institution a search finds. Public. */
export async function catalogueFacets(ctx: Context, query: EntryQuery): Promise<Facets> {
  allow(ctx, 'catalogue.read');
  return (await askFacets(ctx, query)).facets;
}

/** A search with its counts, those of all kinds where one is asked for: the counts tell how many there are in all. Public. */
export async function searchCatalogue(
  ctx: Context,
  query: EntryQuery,
  lang: Lang,
): Promise<{ readonly found: EntryPage; readonly facets: Facets }> {
  allow(ctx, 'catalogue.read');
  const { kind, page = 1 } = query;
  const { facets, filter, words } = await askFacets(ctx, { ...query, kind: undefined });
  // Who asks for nothing looks for what institutions have, not for the institutions, which stand a press away.
  const things = Object.values(filterOf(query)).every((value) => value === undefined);
  const isCounted = (of: EntryKind) => (kind === undefined ? !(things && of === 'institution') : of === kind);
  const counted = [...facets.kinds].filter(([of]) => isCounted(of));
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  return { found: await entryPage(ctx, page, lang, { filter: { ...filter, kind, things }, words, total }), facets };
}

export interface EntryDetails {
  readonly entry: EntryRow;
  /** At most `mostRelated` of each direction and relation; `total` says how many there are. */
  readonly related: readonly (RelatedRow & { readonly total: number })[];
}

export const mostRelated = 50;

/** One entry with what it uses and what uses it. Public. @throws notFound */
export async function catalogueEntry(ctx: Context, kind: EntryKind, code: string): Promise<EntryDetails> {
  allow(ctx, 'catalogue.read');
  const entry = await findEntry(ctx.db, kind, code);
  if (!entry) throw notFound();
  return { entry, related: await findRelated(ctx.db, { kind, code }, mostRelated) };
}

/** Every version of an entry, newest first. Public. @throws notFound */
export async function entryHistory(ctx: Context, ref: EntryRef): Promise<readonly VersionLine[]> {
  allow(ctx, 'catalogue.read');
  const versions = await listVersions(ctx.db, ref);
  if (versions.length === 0) throw notFound();
  return versions;
}

/** What an entry said in a version. Public. @throws notFound */
export async function entryVersionOf(ctx: Context, ref: EntryRef, version: number): Promise<Envelope> {
  allow(ctx, 'catalogue.read');
  const found = await findVersion(ctx.db, ref, version);
  if (!found) throw notFound();
  return found;
}

/** Where two versions of an entry differ. Public. @throws notFound */
export async function compareVersions(
  ctx: Context,
  ref: EntryRef,
  before: number,
  after: number,
): Promise<readonly Difference[]> {
  return differences(await entryVersionOf(ctx, ref, before), await entryVersionOf(ctx, ref, after));
}

/** What changed in the whole register after `cursor`, oldest first, at most `limit`. Public. */
export async function changeFeed(
  ctx: Context,
  { cursor = '', limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<readonly Change[]> {
  allow(ctx, 'catalogue.read');
  const [xid = '', entry = '', version = ''] = cursor.split(':');
  const after = cursor === '' ? { xid: '0', entry: firstId, version: 0 } : { xid, entry, version: Number(version) };
  return listChanges(ctx.db, { after, limit });
}

/** The dictionary in force. Public. */
export function readDictionary(ctx: Context): ReturnType<typeof dictionary> {
  allow(ctx, 'catalogue.read');
  return dictionary(ctx.vahid.releases);
}

/** Label of a concept or a relation; its code when it is no longer in the dictionary. */
export function conceptLabel({ concepts, relations }: ReturnType<typeof dictionary>, name: string): Text {
  return (concepts[name] ?? relations[name])?.label ?? inAll(name);
}
