/**
 * Mends the faults that a newspaper page leaves in scanned text. Every rule holds for any Azerbaijani text set in
 * columns; none knows a sentence of a particular plan. Clean text passes through unchanged.
 */

interface GlyphRule {
  find: RegExp;
  put: string;
}

/** Letters that the scan read wrongly. Each rule fires only where Azerbaijani spelling leaves no other reading. */
const glyphRules: readonly GlyphRule[] = [
  // The list terminator of the print has no code in the scan; it comes out as the replacement character.
  { find: /\uFFFD/gu, put: ';' },
  // The dash between two numbers is read as “í”, a letter that Azerbaijani does not have.
  { find: /(?<=\d)í(?=\d)/gu, put: '–' },
  // The ligature “fl” is read as “À”, another letter that Azerbaijani does not have.
  { find: /À/gu, put: 'fl' },
];

/** Told only once words are whole: half of a broken word may well begin with any two letters. */
const capitalRules: readonly GlyphRule[] = [
  // Capital Ö and Ü are read as “g” and “h”. No Azerbaijani word begins with g or h and a consonant, or a capital.
  { find: /(?<![\p{L}\p{N}-])g(?=\p{Lu}|[bcçdfgğhjklmnpqrsştvxyz])/gu, put: 'Ö' },
  { find: /(?<![\p{L}\p{N}-])h(?=\p{Lu}|[bcçdfgğhjklmnpqrsştvxyz])/gu, put: 'Ü' },
];

/** “(continued on page N)” and its counterpart belong to the page, not to the text. */
const pageNote = /^\([^()]*səhifədə\)$/u;

/** A word, but not the ending that follows a closing quote (“Mygov”un). */
const word = /(?<![\p{L}\p{N}”"-])[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;
/** A line that ends in a hyphen, or in a slash (Mbit/|s), goes on without a space. */
const brokenEnd = /[\p{L}\p{N}][-/]$/u;

/** The number that opens an item, with the dot that sets it apart from a figure in the sentence (12.81 Mbit). */
export const itemNumber = /^(\d{1,2}(?:\.\d{1,2})*)\.(?=\s|$)\s*/u;

const lower = (text: string): string => text.toLocaleLowerCase('az');

const apply = (rules: readonly GlyphRule[], line: string): string =>
  rules.reduce((text, rule) => text.replace(rule.find, rule.put), line);

/** A line of text, and the lines of the print that it was made of, from 1. */
export interface PrintLine {
  text: string;
  readonly from: number;
  to: number;
}

/** Lines without page notes, running heads, blank lines (column breaks) and the spaces that justify a column. */
const textLines = (text: string): PrintLine[] => {
  const heads = new Set<string>();
  return text.split(/\r?\n/u).flatMap((raw, index) => {
    const line = apply(glyphRules, raw).replace(/\s+/gu, ' ').trim();
    if (line === '' || pageNote.test(line)) return [];
    const isHead = line === line.toLocaleUpperCase('az') && /\p{L} \p{L}/u.test(line) && !itemNumber.test(line);
    if (isHead && heads.has(line)) return [];
    if (isHead) heads.add(line);
    return [{ text: line, from: index + 1, to: index + 1 }];
  });
};

/** Every word that the text prints unbroken: the text's own dictionary. Pieces at a broken line end are left out. */
const unbrokenWords = (lines: readonly string[]): Set<string> => {
  const words = new Set<string>();
  lines.forEach((line, index) => {
    const found = line.match(word) ?? [];
    const from = brokenEnd.test(lines[index - 1] ?? '') ? 1 : 0;
    const to = brokenEnd.test(line) ? found.length - 1 : found.length;
    for (const each of found.slice(from, to)) words.add(lower(each));
  });
  return words;
};

/** Shorter pieces are words by chance too often (bu, ilə, elm). */
const shortestHalf = 4;

/**
 * Whether the hyphen at a line end is part of the word (`qeyri-|neft`) or only the mark of a broken word (`rəqəm-|sal`).
 * A number or an acronym takes its ending with a hyphen; for the rest the text's own dictionary decides: the
 * whole word, the hyphened word, or both halves as words. What it does not know is taken for a broken word, since a
 * narrow column breaks words far oftener than compounds.
 */
const keepsHyphen = (stem: string, rest: string, words: ReadonlySet<string>): boolean => {
  if (/\d$/u.test(stem)) return true;
  if (/(?:^|-)\p{Lu}{2,}$/u.test(stem) && /^\p{Ll}/u.test(rest)) return true;
  const known = (text: string): boolean => words.has(lower(text));
  if (known(stem + rest)) return false;
  return known(`${stem}-${rest}`) || [stem, rest].every((half) => half.length >= shortestHalf && known(half));
};

const glue = (before: string, after: string, words: ReadonlySet<string>): string => {
  if (before.endsWith('/')) return before + after;
  const head = before.slice(0, -1);
  const stem = /[\p{L}\p{N}-]+$/u.exec(head)?.[0] ?? '';
  const rest = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/u.exec(after)?.[0] ?? '';
  return keepsHyphen(stem, rest, words) ? before + after : head + after;
};

/** Text as printed → lines with whole words, and where each stood; one that carried half a word has swallowed the line that ends it. */
export const mendLines = (text: string): readonly PrintLine[] => {
  const lines = textLines(text);
  const words = unbrokenWords(lines.map((line) => line.text));
  const mended: PrintLine[] = [];
  for (const line of lines) {
    const before = mended.at(-1);
    if (before !== undefined && brokenEnd.test(before.text) && !itemNumber.test(line.text)) {
      before.text = glue(before.text, line.text, words);
      before.to = line.to;
    } else {
      mended.push({ ...line });
    }
  }
  return mended.map((line) => ({ ...line, text: apply(capitalRules, line.text) }));
};

/** The mended lines alone. */
export const mendPrint = (text: string): string[] => mendLines(text).map((line) => line.text);
