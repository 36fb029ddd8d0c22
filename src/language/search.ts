import { fold } from './fold.ts';
import type { Text } from './lang.ts';
import { nearestWords } from './slip.ts';
import { isNounEnding, plainVerb, stem, stemFolded } from './stem.ts';
import { lightVerbs, stopwords } from './stopwords.ts';
import { synonyms } from './synonyms.ts';

/** One word of a text or of what was typed, in every form in which it may be met. */
export interface SearchWord {
  /** As written, folded. */
  readonly word: string;
  /** Its stem in Azerbaijani letters. */
  readonly stem: string;
  /** Its stem, folded. */
  readonly folded: string;
  /** The plain verb behind it, folded; its folded stem where there is none. */
  readonly verb: string;
}

// The same few thousand words come again and again; never more than these are kept.
const kept = new Map<string, SearchWord>();
const mostKept = 20_000;

function formsOf(written: string): SearchWord {
  const known = kept.get(written);
  if (known) return known;
  const forms = { word: fold(written), stem: stem(written), folded: stemFolded(written), verb: plainVerb(written) };
  if (kept.size >= mostKept) kept.clear();
  kept.set(written, forms);
  return forms;
}

const ordinalEnding = /^n?c[ıiuü]$/;

/**
 * Words of a text. What an apostrophe or a hyphen adds to a number, an acronym or a name is cut: “2026-cı”, “ASAN-da”,
 * “Azərbaycan’ın”; other parts of a compound are words of their own.
 */
export function wordsOf(text: string): readonly string[] {
  const unified = text
    .normalize('NFC')
    .replace(/[”"»](?=\p{Ll})/gu, "'")
    .replace(/[‘’‚‛′ʹʻʼʽˈ`´＇]/g, "'");
  return [...unified.matchAll(/[\p{L}\p{N}\p{M}]+(?:['-][\p{L}\p{N}\p{M}]+)*/gu)].flatMap(([run]) => {
    const parts = run.split(/['-]/);
    return parts.filter((part, at) => at === 0 || !isAdded(part, parts[at - 1] ?? '', run.includes(`'${part}`)));
  });
}

function isAdded(part: string, before: string, apostrophe: boolean): boolean {
  if (!/^\p{Ll}+$/u.test(part)) return false;
  const named = apostrophe || /^(?:\p{N}+|\p{Lu}[\p{L}\p{N}]*)$/u.test(before);
  return named && before.length > 1 - Number(/\p{N}/u.test(before)) && (ordinalEnding.test(part) || isNounEnding(part));
}

// Signs that tell the forms apart where they stand in one list.
const signs = { stem: '=', folded: '~', verb: '%' } as const;

const lexemesOf = ({ word, stem, folded, verb }: SearchWord): readonly string[] => [
  word,
  `${signs.stem}${stem}`,
  `${signs.folded}${folded}`,
  ...(verb === folded ? [] : [`${signs.verb}${verb}`]),
];

/** True of a word as it is written in the texts, not of a stem. */
const isWritten = (lexeme: string): boolean => /^[\p{L}\p{N}]/u.test(lexeme);

/**
 * Everything by which texts are found, sorted, each once: every word folded, and of what is Azerbaijani the stem (=), the
 * folded stem (~) and the plain verb (%). Text without a language (a code, an acronym) gives its words alone.
 */
export function searchLexemes(texts: readonly (Text | string | undefined)[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    if (text === undefined) continue;
    for (const plain of typeof text === 'string' ? [text] : [text.az, text.en, text.ru])
      for (const word of wordsOf(plain)) found.add(fold(word));
    if (typeof text === 'string') continue;
    for (const word of wordsOf(text.az)) for (const lexeme of lexemesOf(formsOf(word))) found.add(lexeme);
  }
  return [...found].sort();
}

/** How near a text comes to what was typed: as written, by stems, by folded stems, by verbs and synonyms. */
export const tiers = ['exact', 'stem', 'folded', 'wide'] as const;
export type Tier = (typeof tiers)[number];

/** Something to be found: a lexeme as it stands, or any that begins so. */
export interface Wanted {
  readonly lexeme: string;
  readonly begins: boolean;
}

/** What a text must hold: of every part, all words of one of its phrases; of a word, any of its forms. */
export type Demand = readonly (readonly (readonly (readonly Wanted[])[])[])[];

/** Most words of what is typed that count; more narrow nothing. */
const mostWords = 10;

interface Part {
  readonly words: readonly SearchWord[];
  /** Other names of the same thing. */
  readonly others: readonly (readonly SearchWord[])[];
}

/** What was typed, read: asked of texts tier by tier. */
export interface SearchQuery {
  readonly parts: readonly Part[];
}

let phrases: readonly (readonly (readonly SearchWord[])[])[] | undefined;
const allPhrases = () => (phrases ??= synonyms.map((line) => line.map((phrase) => wordsOf(phrase).map(formsOf))));

/** Reads what was typed; undefined when it holds no word. */
export function readQuery(typed: string): SearchQuery | undefined {
  const words = wordsOf(typed).map(formsOf);
  const telling = words.filter(({ word, verb }) => !stopwords.has(word) && !lightVerbs.has(verb));
  const named = words.filter(({ word }) => !stopwords.has(word));
  const chosen = [telling, named, words].find((list) => list.length > 0);
  if (!chosen) return undefined;
  const byWord = new Map(chosen.map((one) => [one.word, one]));
  return { parts: partsOf([...byWord.values()].slice(0, mostWords)) };
}

function partsOf(words: readonly SearchWord[]): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < words.length; ) {
    const { length, others } = synonymsAt(words, at);
    parts.push({ words: words.slice(at, at + length), others });
    at += length;
  }
  return parts;
}

/** The longest phrase with synonyms that begins at a word. */
function synonymsAt(words: readonly SearchWord[], at: number): { length: number; others: Part['others'] } {
  let length = 1;
  let others: Part['others'] = [];
  for (const line of allPhrases()) {
    for (const phrase of line) {
      if (phrase.length < length || (phrase.length === length && others.length > 0)) continue;
      if (!phrase.every(({ folded }, index) => words[at + index]?.folded === folded)) continue;
      length = phrase.length;
      others = line.filter((other) => other !== phrase);
    }
  }
  return { length, others };
}

const wantedForms = ({ word, stem, folded, verb }: SearchWord, tier: Tier): readonly Wanted[] => {
  const forms = [
    { lexeme: word, begins: true },
    { lexeme: `${signs.stem}${stem}`, begins: false },
    { lexeme: `${signs.folded}${folded}`, begins: false },
  ];
  if (tier !== 'wide') return forms.slice(0, tiers.indexOf(tier) + 1);
  return [
    ...forms,
    { lexeme: `${signs.verb}${verb}`, begins: false },
    { lexeme: `${signs.folded}${verb}`, begins: false },
  ];
};

/** What a text must hold to be found in a tier; each tier finds what the one before finds, and more. */
export const demandOf = ({ parts }: SearchQuery, tier: Tier): Demand =>
  parts.map(({ words, others }) =>
    [words, ...(tier === 'wide' ? others : [])].map((phrase) => phrase.map((word) => wantedForms(word, tier))),
  );

/** Lexemes in order, for texts kept in memory. */
export type Lexemes = readonly string[];

function holds(lexemes: Lexemes, { lexeme, begins }: Wanted): boolean {
  return lexemes.some((one) => (begins ? one.startsWith(lexeme) : one === lexeme));
}

/** The tier in which a text is found: 0 is nearest; undefined if it is not found. */
export function tierOf(lexemes: Lexemes, query: SearchQuery): number | undefined {
  const at = tiers.findIndex((tier) =>
    demandOf(query, tier).every((phrases) =>
      phrases.some((words) => words.every((forms) => forms.some((wanted) => holds(lexemes, wanted)))),
    ),
  );
  return at < 0 ? undefined : at;
}

/**
 * Those of some texts that answer to what was typed, nearest first; where none does, to the words of the texts that are
 * nearest to those typed. All of them when nothing was typed.
 */
export function searchIn<T>(items: readonly T[], lexemesOf: (item: T) => Lexemes, typed: string): readonly T[] {
  const query = readQuery(typed);
  if (!query) return items;
  const indexed = items.map((item) => ({ item, lexemes: lexemesOf(item) }));
  const answering = (asked: SearchQuery) =>
    indexed
      .flatMap(({ item, lexemes }) => ({ item, tier: tierOf(lexemes, asked) ?? tiers.length }))
      .filter(({ tier }) => tier < tiers.length)
      .sort((a, b) => a.tier - b.tier)
      .map(({ item }) => item);
  const found = answering(query);
  if (found.length > 0) return found;
  const vocabulary = [...new Set(indexed.flatMap(({ lexemes }) => lexemes.filter(isWritten)))];
  const meant = query.parts
    .flatMap(({ words }) => words)
    .map(({ word }) => (vocabulary.some((one) => one.startsWith(word)) ? word : nearestWords(word, vocabulary)[0]));
  const again = meant.includes(undefined) ? undefined : readQuery(meant.join(' '));
  return again ? answering(again) : [];
}
