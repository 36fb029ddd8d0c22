import { spend } from '../fuel.ts';
import { Source } from '../syntax/source.ts';
import { parseDecimal } from '../values/decimal.ts';
import { compare } from '../values/equal.ts';
import { Range, type Value } from '../values/value.ts';
import { literalAt, temporalFunctions } from './temporal.ts';

/** The constructors that an end may be written with, beside `@"…"`. */
const constructors = new Map(
  temporalFunctions
    .filter(({ name }) => ['date', 'time', 'date and time', 'duration'].includes(name))
    .map(({ name, forms }) => [name, forms[0]]),
);

/**
 * `range(from)` (DMN 1.5, 10.3.4.1): a range whose ends are literals, as `[18..21)`. An end may be missing where its
 * bracket is open; the ends are of one kind and in order.
 */
export function readRange(from: string): Range | null {
  spend(from.length);
  const source = new Source(from);
  const startIncluded = bracket(source, '[', '(', ']');
  const start = endpoint(source);
  const isRange = startIncluded !== undefined && source.takes('..');
  const end = endpoint(source);
  const endIncluded = bracket(source, ']', ')', '[');
  if (!isRange || endIncluded === undefined || !source.done || start === null || end === null) return null;
  if ((start === undefined && startIncluded) || (end === undefined && endIncluded)) return null;
  if (start === undefined && end === undefined) return null;
  if (start !== undefined && end !== undefined && !isInOrder(start, end)) return null;
  return new Range(start, startIncluded, end, endIncluded);
}

function isInOrder(start: Value, end: Value): boolean {
  const order = compare(start, end);
  return order !== null && order <= 0;
}

function bracket(source: Source, closed: string, ...open: readonly string[]): boolean | undefined {
  if (source.takes(closed)) return true;
  return open.some((sign) => source.takes(sign)) ? false : undefined;
}

/** Undefined where there is no end, null where what stands here is no literal. */
function endpoint(source: Source): Value | undefined {
  if (source.takes('@')) return literalAt(source.string() ?? '');
  const text = source.string();
  if (text !== undefined) return text;
  const sign = source.takes('-') ? '-' : '';
  const digits = source.number();
  if (digits !== undefined) return parseDecimal(sign + digits);
  if (sign !== '') return null;
  return constructed(source);
}

/** `date("2026-11-26")`: a constructor of one written-out text. */
function constructed(source: Source): Value | undefined {
  const words: string[] = [];
  for (let word = source.word(); word !== undefined && source.takesWord(word); word = source.word()) words.push(word);
  if (words.length === 0) return undefined;
  if (!source.takes('(')) return null;
  const text = source.string();
  if (text === undefined || !source.takes(')')) return null;
  return constructors.get(words.join(' '))?.call([text]) ?? null;
}
