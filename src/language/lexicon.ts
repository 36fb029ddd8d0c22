import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterNoun, afterVerb } from './stem-endings.ts';

/** What the lexicon says of a word. */
export interface Headword {
  /** `afterNoun`, `afterVerb` or both: whose endings it takes. */
  readonly kinds: number;
  /** Letters at its end that are an ending themselves: one in məktəbi, whose stem is məktəb. */
  readonly cut: number;
  /** Loses the last vowel before an ending that begins with one: ağız, ağzı. */
  readonly fleeting: boolean;
}

export type Lexicon = ReadonlyMap<string, Headword>;

/**
 * The lexicon as the text of `lexicon.txt`: sorted, a word a line. A line begins with how many letters are the same as in
 * the word before (base 36); it ends with + for a verb, * for a word that is noun and verb, ~ for a fleeting vowel, and a
 * digit for the letters to cut.
 */
export function writeLexicon(lexicon: Lexicon): string {
  let before = '';
  return [...lexicon]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, { kinds, cut, fleeting }]) => {
      let same = 0;
      while (same < word.length && word[same] === before[same]) same += 1;
      before = word;
      const kind = kinds === afterVerb ? '+' : kinds === afterNoun ? '' : '*';
      return `${same.toString(36)}${word.slice(same)}${kind}${fleeting ? '~' : ''}${cut === 0 ? '' : cut}\n`;
    })
    .join('');
}

/** @see writeLexicon */
export function readLexicon(text: string): Lexicon {
  const lexicon = new Map<string, Headword>();
  let before = '';
  for (const [, same = '', rest = '', marks = ''] of text.matchAll(/^([0-9a-z])(\p{L}*)([+*~\d]*)$/gmu)) {
    before = before.slice(0, Number.parseInt(same, 36)) + rest;
    const kinds = marks.includes('+') ? afterVerb : marks.includes('*') ? afterNoun | afterVerb : afterNoun;
    lexicon.set(before, { kinds, cut: Number(/\d/.exec(marks)?.[0] ?? 0), fleeting: marks.includes('~') });
  }
  return lexicon;
}

/** The lexicon of the package, read anew: what is made of it is kept, and the words themselves need not be. */
export const shippedLexicon = (): Lexicon => readLexicon(readFileSync(lexiconFile(), 'utf8'));

/** Beside this file; of a bundled program, whose files lie elsewhere in the package, in the folder of the sources. */
function lexiconFile(): string {
  const beside = join(import.meta.dirname, 'lexicon.txt');
  if (existsSync(beside)) return beside;
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'src/language/lexicon.txt');
    if (existsSync(file)) return file;
  }
  throw new Error('the package has no src/language/lexicon.txt');
}
