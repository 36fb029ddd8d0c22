import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import { notFound } from '../../kernel/refusal.ts';
import type { Lang, Text } from '../../language/index.ts';
import { institutions } from '../identity/index.ts';
import { concept, dictionary, primaryOf, registers, systems } from './definition/reference.ts';
import type { EntryKind } from './entities.ts';
import { searchQuery, searchWords } from './search.ts';
import type { EntryRow, NewRelation, RelatedRow } from './store.ts';
import { findEntries, findEntry, findRelated, writeEntries, writeRelations } from './store.ts';

/** What a room puts into the unified register. */
export interface CatalogueEntry {
  readonly kind: EntryKind;
  /** Unique within the kind. */
  readonly code: string;
  readonly title: Text;
  /** Code of the institution that answers for it. */
  readonly institution: string;
  readonly about?: Text;
  /** Address of its own page, without language. */
  readonly path?: string;
  /** Concepts and relations it reads; the registers that provide them are found here. */
  readonly reads?: readonly string[];
  /** Registers in which it enters records. */
  readonly enters?: readonly string[];
  /** Registers it keeps. */
  readonly keeps?: readonly string[];
  /** More to be found by: acronym, names of fields. */
  readonly keywords?: readonly (Text | string)[];
}

/** Puts entries into the register, or brings those there up to date. For `Room.released`; checks no access. */
export async function registerEntries(ctx: Context, entries: readonly CatalogueEntry[]): Promise<void> {
  const now = ctx.vahid.now();
  const rows = entries.map(({ kind, code, title, institution, about, path, keywords = [] }) => ({
    id: newId(now.getTime()),
    kind,
    code,
    title,
    institution,
    about: about ?? null,
    path: path ?? null,
    words: searchWords(title, about, code, ...keywords),
  }));
  await writeEntries(ctx.db, rows, now);
  await writeRelations(
    ctx.db,
    entries,
    entries.flatMap((entry) => relationsOf(ctx, entry)),
  );
}

/** `registerEntries` for one. */
export async function registerEntry(ctx: Context, entry: CatalogueEntry): Promise<void> {
  await registerEntries(ctx, [entry]);
}

function relationsOf(
  { vahid }: Context,
  { kind, code, reads = [], enters = [], keeps = [] }: CatalogueEntry,
): NewRelation[] {
  const from = { kind, code };
  const read = Map.groupBy(reads, (name) => primaryOf(vahid.releases, name)?.register);
  const to = (register: string) => ({ kind: 'register' as const, code: register });
  return [
    ...[...read].flatMap(([register, concepts]) =>
      register === undefined ? [] : [{ from, kind: 'reads' as const, to: to(register), concepts }],
    ),
    ...[...new Set(enters)].map((register) => ({ from, kind: 'enters' as const, to: to(register), concepts: [] })),
    ...[...new Set(keeps)].map((register) => ({ from, kind: 'keeps' as const, to: to(register), concepts: [] })),
  ];
}

/** Enters what the definitions in force hold: institutions, systems, registers. Services enter themselves. */
export async function registerDefinitions(ctx: Context): Promise<void> {
  const { releases } = ctx.vahid;
  const labels = (names: readonly string[]) => names.flatMap((name) => concept(releases, name)?.label ?? []);
  await registerEntries(ctx, [
    ...(await institutions(ctx)).map(({ code, name, acronym }) => ({
      kind: 'institution' as const,
      code,
      title: name,
      institution: code,
      keywords: [acronym],
    })),
    ...registers(releases).map(({ name, title, about, owner, provides }) => ({
      kind: 'register' as const,
      code: name,
      title,
      institution: owner,
      ...(about ? { about } : {}),
      keywords: labels(provides.map((provision) => provision.name)),
    })),
    ...Object.entries(systems(releases)).map(([code, { title, about, owner, registers: keeps }]) => ({
      kind: 'system' as const,
      code,
      title,
      institution: owner,
      ...(about ? { about } : {}),
      keeps,
    })),
  ]);
}

export interface EntryQuery {
  /** As typed; “ehali” finds “Əhali”. */
  readonly text?: string;
  readonly kind?: EntryKind;
  readonly institution?: string;
  /** Counted from 1. */
  readonly page?: number;
}

export interface EntryPage {
  readonly entries: readonly EntryRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export const pageSize = 20;

/** Searches the unified register. Public. */
export async function catalogueEntries(
  ctx: Context,
  { text = '', kind, institution, page = 1 }: EntryQuery,
  lang: Lang,
): Promise<EntryPage> {
  allow(ctx, 'catalogue.read');
  const filter = { query: searchQuery(text), kind, institution };
  const part = { lang, limit: pageSize, offset: (page - 1) * pageSize };
  const { entries, total } = await findEntries(ctx.db, filter, part);
  return { entries, total, page, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

export interface EntryDetails {
  readonly entry: EntryRow;
  readonly related: readonly RelatedRow[];
}

/** One entry with what it uses and what uses it. Public. @throws notFound */
export async function catalogueEntry(ctx: Context, kind: EntryKind, code: string): Promise<EntryDetails> {
  allow(ctx, 'catalogue.read');
  const entry = await findEntry(ctx.db, kind, code);
  if (!entry) throw notFound();
  return { entry, related: await findRelated(ctx.db, kind, code) };
}

/** The dictionary in force. Public. */
export function readDictionary(ctx: Context): ReturnType<typeof dictionary> {
  allow(ctx, 'catalogue.read');
  return dictionary(ctx.vahid.releases);
}

/** Label of a concept or a relation; its code when it is no longer in the dictionary. */
export function conceptLabel({ concepts, relations }: ReturnType<typeof dictionary>, name: string): Text {
  return (concepts[name] ?? relations[name])?.label ?? { az: name, en: name, ru: name };
}
