import { spend } from '../fuel.ts';
import { compilePattern, type Pattern } from '../regex/index.ts';
import { Decimal } from '../values/decimal.ts';
import { textOf } from '../values/text.ts';
import type { Value } from '../values/value.ts';
import { aList, aNumber, aString, aValue, type BuiltIn, builtIn, form, optional, required } from './define.ts';
import { positionIn, wholePart } from './position.ts';

/** Looking through a text is many times lighter than making one. */
const charactersPerStep = 16;

const read = (...texts: readonly string[]): void => {
  for (const text of texts) spend(Math.floor(text.length / charactersPerStep));
};

const made = (text: string): string => {
  spend(text.length);
  return text;
};

const string = required('string', aString);
const match = required('match', aString);
const input = required('input', aString);
const pattern = required('pattern', aString);
const flags = optional('flags', aString);

function substring(text: string, start: Decimal, length: Decimal | undefined): string | null {
  read(text);
  const points = [...text];
  spend(Math.floor(points.length / charactersPerStep));
  const from = positionIn(points.length, start);
  if (from === null) return null;
  const most = points.length - from;
  const count = length === undefined ? most : wholePart(length);
  return count >= 1 && count <= most ? made(points.slice(from, from + count).join('')) : null;
}

function stringLength(text: string): Decimal {
  read(text);
  return new Decimal([...text].length);
}

function substringBefore(text: string, match: string): string {
  read(text, match);
  return made(text.slice(0, Math.max(0, text.indexOf(match))));
}

function substringAfter(text: string, match: string): string {
  read(text, match);
  const at = text.indexOf(match);
  return at === -1 ? '' : made(text.slice(at + match.length));
}

const compares = (name: string, compare: (text: string, match: string) => boolean): BuiltIn =>
  builtIn(
    name,
    'boolean',
    form([string, match], (text, match) => {
      read(text, match);
      return compare(text, match);
    }),
  );

/** Patterns read lately; most are written out in an expression and asked for again with every evaluation. */
const patterns = new Map<string, Pattern | null>();
const mostPatterns = 500;
/** Longer and larger ones may come from anywhere, and are not kept. */
const longestKept = 200;
const largestKept = 500;

/** What reading a pattern costs, whether it turns out to be one or not. */
const costOfPattern = 2_000;

function patternOf(text: string, flags = ''): Pattern | null {
  const key = `${flags}/${text}`;
  let found = patterns.get(key);
  if (found === undefined) {
    spend(costOfPattern + text.length);
    found = compilePattern(text, flags);
    if (patterns.size >= mostPatterns) patterns.clear();
    if (key.length <= longestKept && (found?.size ?? 0) <= largestKept) patterns.set(key, found);
  }
  return found;
}

function joined(list: readonly Value[], delimiter: string): string | null {
  const texts: string[] = [];
  for (const item of list) {
    if (item === null) continue;
    if (typeof item !== 'string') return null;
    spend(1 + item.length + delimiter.length);
    texts.push(item);
  }
  return texts.join(delimiter);
}

export const stringFunctions: readonly BuiltIn[] = [
  builtIn('string', 'string', form([required('from', aValue)], textOf)),
  builtIn(
    'substring',
    'string',
    form([string, required('start position', aNumber), optional('length', aNumber)], substring),
  ),
  builtIn('string length', 'number', form([string], stringLength)),
  builtIn(
    'upper case',
    'string',
    form([string], (text) => made(text.toUpperCase())),
  ),
  builtIn(
    'lower case',
    'string',
    form([string], (text) => made(text.toLowerCase())),
  ),
  builtIn('substring before', 'string', form([string, match], substringBefore)),
  builtIn('substring after', 'string', form([string, match], substringAfter)),
  builtIn(
    'replace',
    'string',
    form(
      [input, pattern, required('replacement', aString), flags],
      (text, pattern, replacement, flags) => patternOf(pattern, flags)?.replace(text, replacement) ?? null,
    ),
  ),
  compares('contains', (text, match) => text.includes(match)),
  compares('starts with', (text, match) => text.startsWith(match)),
  compares('ends with', (text, match) => text.endsWith(match)),
  builtIn(
    'matches',
    'boolean',
    form([input, pattern, flags], (text, pattern, flags) => patternOf(pattern, flags)?.test(text) ?? null),
  ),
  builtIn(
    'split',
    'any',
    form([string, required('delimiter', aString)], (text, delimiter) => patternOf(delimiter)?.split(text) ?? null),
  ),
  builtIn(
    'string join',
    'string',
    form([required('list', aList), optional('delimiter', aString)], (list, delimiter = '') => joined(list, delimiter)),
  ),
];
