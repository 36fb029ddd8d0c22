import {
  demandOf,
  nearestWords,
  readQuery,
  searchLexemes,
  type Text,
  tiers,
  type Wanted,
} from '../../language/index.ts';

/** Every distinct word of the texts as it is searched for: “Əhali” is found by “ehali”, what is Azerbaijani by its stems. */
export const searchWords = (...texts: readonly (Text | string | undefined)[]): string[] => searchLexemes(texts);

/** What was typed, as tsqueries. */
export interface TypedQuery {
  /** All that is found: by beginnings, stems, folded stems, plain verbs and synonyms. */
  readonly query: string;
  /** What comes first in order, nearest first; each finds less than the next. */
  readonly nearer: readonly string[];
}

// Lexemes hold only letters, digits and the signs = ~ %, so quoting them is safe.
const lexeme = ({ lexeme: text, begins }: Wanted) => `'${text}'${begins ? ':*' : ''}`;
const joined = (items: readonly string[], sign: '&' | '|') => {
  const distinct = [...new Set(items)];
  return distinct.length === 1 ? (distinct[0] ?? '') : `(${distinct.join(` ${sign} `)})`;
};

/** Reads what was typed: every word must be met. Undefined when there is no word in it. */
export function searchQuery(typed: string): TypedQuery | undefined {
  const read = readQuery(typed);
  if (!read) return undefined;
  const byTier = tiers.map((tier) =>
    joined(
      demandOf(read, tier).map((phrases) =>
        joined(
          phrases.map((words) =>
            joined(
              words.map((forms) => joined(forms.map(lexeme), '|')),
              '&',
            ),
          ),
          '|',
        ),
      ),
      '&',
    ),
  );
  return { query: byTier.at(-1) ?? '', nearer: byTier.slice(0, -1) };
}

/**
 * What was meant by words that nothing has: each is replaced by the nearest words of the vocabulary (folded); a word that
 * begins one of them stays. Undefined when a word has none near.
 */
export function correctedQuery(typed: string, vocabulary: readonly string[]): TypedQuery | undefined {
  const read = readQuery(typed);
  if (!read) return undefined;
  const parts: string[] = [];
  for (const { word, stem, folded } of read.parts.flatMap(({ words }) => words)) {
    const known = vocabulary.some((one) => one.startsWith(word));
    const near = known ? [word] : nearestWords(word, vocabulary);
    const meant = near.length > 0 ? near : nearestWords(folded, vocabulary);
    if (meant.length === 0) return undefined;
    const forms = meant.map((one) => `'${one}':*`);
    parts.push(joined([...forms, `'=${stem}'`, `'~${folded}'`], '|'));
  }
  return { query: joined(parts, '&'), nearer: [] };
}
