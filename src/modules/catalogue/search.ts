import { fold, type Text } from '../../language/index.ts';

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Most words of a query that count; longer ones narrow nothing. */
const mostWords = 10;

/** Every distinct word of the texts, folded: “Əhali” is found by “ehali”. */
export function searchWords(...texts: readonly (Text | string | undefined)[]): string[] {
  const all = texts.flatMap((text) =>
    text === undefined ? [] : typeof text === 'string' ? [text] : Object.values(text),
  );
  return [...new Set(all.flatMap(wordsOf))].sort();
}

/**
 * A tsquery in which every word typed begins some word of the entry; undefined when nothing was typed. Words hold
 * only letters and digits, so quoting them is safe.
 */
export function searchQuery(typed: string): string | undefined {
  const words = [...new Set(wordsOf(typed))].slice(0, mostWords);
  return words.length === 0 ? undefined : words.map((word) => `'${word}':*`).join(' & ');
}
