// usage: npm run conflation -- FILE [--words WORDS] [--errors]
// Measures the Azerbaijani stemmer on FILE (lemma, form, tags, divided by tabs; rows of single words): how many forms get
// the stem of their lemma, written in full and typed in ASCII; how many headwords share a stem; words a second. WORDS is a
// list of headwords (default: the shipped lexicon); --errors prints the pairs that do not meet. Ends with 1 below a limit.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fold, lower, stem, stemFolded } from '../src/language/index.ts';
import { shippedLexicon } from '../src/language/lexicon.ts';

const limits = { conflation: 97, ascii: 96, classSize: 1.25, speed: 30_000 };

interface Pair {
  readonly lemma: string;
  readonly form: string;
}

function readPairs(file: string): readonly Pair[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([lemma = '', form = '']) => ({ lemma: lemma.trim(), form: form.trim() }))
    .filter(({ lemma, form }) => lemma !== '' && form !== '' && lemma !== form && !/\s/.test(`${lemma}${form}`));
}

const readWords = (file: string): readonly string[] => [
  ...new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => lower(line.trim()))
      .filter((line) => line !== ''),
  ),
];

const classSize = (words: readonly string[], stemOf: (word: string) => string): number =>
  words.length / new Set(words.map(stemOf)).size;

/** Words a second, each word once. */
function speed(words: readonly string[], stemOf: (word: string) => string): number {
  const before = performance.now();
  for (const word of words) stemOf(word);
  return (words.length * 1000) / (performance.now() - before);
}

function measure(file: string, wordsFile: string | undefined, showErrors: boolean): boolean {
  // What is read once is read before the clock runs.
  stem('kitablar');
  stemFolded('kitablar');
  const pairs = readPairs(file);
  const words = wordsFile === undefined ? [...shippedLexicon().keys()] : readWords(wordsFile);
  const distinct = [...new Set([...pairs.map(({ form }) => form), ...words])];
  const rates = [speed(distinct, stem), speed(distinct.map(fold), stemFolded)] as const;
  const missed = pairs.filter(({ lemma, form }) => stem(form) !== stem(lemma));
  const missedInAscii = pairs.filter(({ lemma, form }) => stemFolded(fold(form)) !== stemFolded(lemma));
  const share = (lost: readonly Pair[]) => (100 * (pairs.length - lost.length)) / pairs.length;
  const figures = [
    ['conflation, %', share(missed), limits.conflation, 2],
    ['conflation, form typed in ASCII, %', share(missedInAscii), limits.ascii, 2],
    ['headwords to a stem', classSize(words, stem), limits.classSize, 3],
    ['headwords to a folded stem', classSize(words.map(fold), stemFolded), limits.classSize, 3],
    ['words a second', rates[0], limits.speed, 0],
    ['words a second, folded', rates[1], limits.speed, 0],
  ] as const;
  process.stdout.write(`${pairs.length} pairs, ${words.length} headwords, ${distinct.length} distinct words\n`);
  const held = figures.map(([name, value, limit, digits]) => {
    const most = limit === limits.classSize;
    const holds = most ? value <= limit : value >= limit;
    const relation = most ? 'at most' : 'at least';
    process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${name}: ${value.toFixed(digits)} (${relation} ${limit})\n`);
    return holds;
  });
  if (showErrors) {
    for (const { lemma, form } of missed) process.stdout.write(`${form}: ${stem(form)}, not ${stem(lemma)}\n`);
    for (const { lemma, form } of missedInAscii)
      process.stdout.write(`${fold(form)}: ${stemFolded(fold(form))}, not ${stemFolded(lemma)}\n`);
  }
  return pairs.length > 0 && held.every(Boolean);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { words: { type: 'string' }, errors: { type: 'boolean', default: false } },
});
const [file] = positionals;
if (file === undefined) {
  process.stderr.write('usage: npm run conflation -- FILE [--words WORDS] [--errors]\n');
  process.exitCode = 2;
} else if (!measure(file, values.words, values.errors)) process.exitCode = 1;
