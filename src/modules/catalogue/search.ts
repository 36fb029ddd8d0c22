import {
  demandOf,
  nearestWords,
  readQuery,
  type SearchQuery,
  searchLexemes,
  type Text,
  tiers,
  type Wanted,
} from '../../language/index.ts';
import { readReference } from './definition/reference.ts';

/** Every distinct word of the texts as it is searched for: “Əhali” is found by “ehali”, what is Azerbaijani by its stems. */
export const searchWords = (...texts: readonly (Text | string | undefined)[]): string[] => searchLexemes(texts);

// Before each word of what an entry is called: what is called so comes before what only speaks of it.
const titleSign = '^';

// Before the code of an act on which an entry rests.
const actSign = '§';

/** The word by which whatever rests on an act is found. */
export const actWord = (code: string): string => actSign + code;

/** The words of an entry: of its name and code, by which it comes first, of all else said of it, and of its acts. */
export function entryWords(
  named: readonly (Text | string)[],
  about: readonly (Text | string | undefined)[],
  acts: readonly string[],
): readonly string[] {
  const inName = searchWords(...named).map((word) => titleSign + word);
  // An act that is named in words has no code.
  const codes = acts.map((reference) => readReference(reference).act).filter((act) => /^[a-z][a-z0-9-]*$/.test(act));
  return [...searchWords(...named, ...about), ...inName, ...new Set(codes.map(actWord))].sort();
}

/** A part of what is found, by tsqueries. */
export interface SearchStep {
  readonly query: string;
  /** What the steps before have found. */
  readonly without: readonly string[];
}

/** What was typed, as tsqueries. */
export interface TypedQuery {
  /** All that is found: by beginnings, stems, folded stems, plain verbs and synonyms. */
  readonly query: string;
  /** The same in parts, nearest first: of names each tier, then of the other words. */
  readonly steps: readonly SearchStep[];
}

// Lexemes hold only letters, digits and the signs = ~ % ^, so quoting them is safe.
const lexeme =
  (sign: string) =>
  ({ lexeme: text, begins }: Wanted) =>
    `'${sign}${text}'${begins ? ':*' : ''}`;
const joined = (items: readonly string[], sign: '&' | '|') => {
  const distinct = [...new Set(items)];
  return distinct.length === 1 ? (distinct[0] ?? '') : `(${distinct.join(` ${sign} `)})`;
};

type Phrase = readonly (readonly Wanted[])[];

const isWithin = (wanted: Wanted, forms: readonly Wanted[]) =>
  forms.some(({ lexeme: text, begins }) => text === wanted.lexeme || (begins && wanted.lexeme.startsWith(text)));
const isCovered = (phrase: Phrase, by: Phrase) =>
  phrase.length === by.length && phrase.every((forms, at) => forms.every((one) => isWithin(one, by[at] ?? [])));

/** Without those that find only what another finds: the index is asked for each word of each. */
const telling = (phrases: readonly Phrase[]) =>
  phrases.filter(
    (phrase, at) =>
      !phrases.some(
        (other, before) => before !== at && isCovered(phrase, other) && (before < at || !isCovered(other, phrase)),
      ),
  );

/** One tsquery for each tier, the nearest first. */
function byTier(read: SearchQuery, sign: string): readonly string[] {
  const forms = lexeme(sign);
  return tiers.map((tier) =>
    joined(
      demandOf(read, tier).map((phrases) =>
        joined(
          telling(phrases).map((words) =>
            joined(
              words.map((wanted) => joined(wanted.map(forms), '|')),
              '&',
            ),
          ),
          '|',
        ),
      ),
      '&',
    ),
  );
}

/** Queries of which each finds all that the one before finds, as the parts that each adds. */
function stepsOf(queries: readonly string[], without: readonly string[] = []): readonly SearchStep[] {
  const distinct = [...new Set(queries)];
  return distinct.map((query, at) => ({ query, without: [...without, ...distinct.slice(Math.max(0, at - 1), at)] }));
}

/** Reads what was typed: every word must be met. Undefined when there is no word in it. */
export function searchQuery(typed: string): TypedQuery | undefined {
  const read = readQuery(typed);
  if (!read) return undefined;
  const [inName, anywhere] = [byTier(read, titleSign), byTier(read, '')];
  return {
    query: anywhere.at(-1) ?? '',
    steps: [...stepsOf(inName), ...stepsOf(anywhere, inName.slice(-1))],
  };
}

/** What was meant by words that nothing has. */
export interface MeantQuery extends TypedQuery {
  /** The words meant, folded, in the order of those typed. */
  readonly words: readonly string[];
}

/**
 * What was meant by words that nothing has: each is replaced by the nearest words of the vocabulary (folded); a word that
 * begins one of them stays. Undefined when a word has none near.
 */
export function correctedQuery(typed: string, vocabulary: readonly string[]): MeantQuery | undefined {
  const read = readQuery(typed);
  if (!read) return undefined;
  const parts: string[][] = [];
  const words: string[] = [];
  for (const { word, stem, folded } of read.parts.flatMap((part) => part.words)) {
    const known = vocabulary.some((one) => one.startsWith(word));
    const near = known ? [word] : nearestWords(word, vocabulary);
    const meant = near.length > 0 ? near : nearestWords(folded, vocabulary);
    const [first] = meant;
    if (first === undefined) return undefined;
    words.push(first);
    parts.push([...meant.map((one) => `${one}':*`), `=${stem}'`, `~${folded}'`]);
  }
  const query = (sign: string) =>
    joined(
      parts.map((forms) =>
        joined(
          forms.map((form) => `'${sign}${form}`),
          '|',
        ),
      ),
      '&',
    );
  return { query: query(''), steps: stepsOf([query(titleSign), query('')]), words };
}
