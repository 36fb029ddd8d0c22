import { spend } from '../fuel.ts';
import { compare as compareNumbers, Decimal } from './decimal.ts';
import { compareDurations, DaysDuration, MonthsDuration } from './duration.ts';
import {
  compareDates,
  compareDateTimes,
  compareTimes,
  FeelDate,
  FeelDateTime,
  FeelTime,
  sameDateTimes,
  sameTimes,
} from './temporal.ts';
import { type Context, Func, isContext, isList, Range, type Value } from './value.ts';

/** Equal, not, or null: of two kinds, or two times of which only one has a zone. */
type Verdict = boolean | null;

/**
 * `a = b` (DMN 1.5, table 42): lists in order, contexts by name, both to any depth. Null equals only null. Compared
 * parts take steps of the evaluation under way.
 */
export function equal(a: Value, b: Value): Verdict {
  if (a instanceof Decimal) return b instanceof Decimal ? compareNumbers(a, b) === 0 : unlike(b);
  if (a === null || b === null) return a === b;
  if (typeof a === 'string' && typeof b === 'string') return sameText(a, b);
  if (typeof a !== 'object') return typeof a === typeof b ? a === b : null;
  return isList(a) || isContext(a) || a instanceof Range || a instanceof Func
    ? equalParts(a, b, equal)
    : zero(compareTemporal(a, b));
}

/**
 * `is(a, b)`: the very same element of the domain. Times are told apart by their fractions and zones; two kinds are just
 * not the same.
 */
export function same(a: Value, b: Value): boolean {
  if (a instanceof FeelTime) return b instanceof FeelTime && sameTimes(a, b);
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime && sameDateTimes(a, b);
  if (a instanceof Object && (isList(a) || isContext(a) || a instanceof Range)) return equalParts(a, b, same) === true;
  return equal(a, b) === true;
}

/** Negative, zero or positive: what `<` and `>` ask. Null where the two have no order. */
export function compare(a: Value, b: Value): number | null {
  if (a instanceof Decimal) return b instanceof Decimal ? compareNumbers(a, b) : null;
  if (typeof a === 'string') return typeof b === 'string' ? compareStrings(a, b) : null;
  return compareTemporal(a, b);
}

const unlike = (other: Value): Verdict => (other === null ? false : null);

const zero = (order: number | null): Verdict => (order === null ? null : order === 0);

function compareTemporal(a: Value, b: Value): number | null {
  if (a instanceof FeelDate) return b instanceof FeelDate ? compareDates(a, b) : null;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? compareDateTimes(a, b) : null;
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareTimes(a, b) : null;
  if (!(a instanceof DaysDuration || a instanceof MonthsDuration)) return null;
  return b instanceof DaysDuration || b instanceof MonthsDuration ? compareDurations(a, b) : null;
}

/** Looking through a text is many times lighter than making one. */
const readText = (length: number): void => {
  if (length >= 16) spend(length >> 4);
};

function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  readText(a.length);
  return a === b;
}

/** By code points. UTF-16 puts those beyond the first plane before the last ones of that plane. */
function compareStrings(a: string, b: string): number {
  if (sameText(a, b)) return 0;
  const length = Math.min(a.length, b.length);
  readText(length);
  for (let index = 0; index < length; index += 1) {
    const one = a.charCodeAt(index);
    const other = b.charCodeAt(index);
    if (one !== other) return inOrder(one) - inOrder(other);
  }
  return a.length - b.length;
}

const inOrder = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

type Compare = (a: Value, b: Value) => Verdict;

function equalParts(a: readonly Value[] | Context | Range | Func, b: Value, each: Compare): Verdict {
  if (isList(a)) return isList(b) ? equalLists(a, b, each) : unlike(b);
  if (isContext(a)) return isContext(b) ? equalContexts(a, b, each) : unlike(b);
  if (a instanceof Range) return b instanceof Range ? equalRanges(a, b, each) : unlike(b);
  // What two functions do cannot be compared.
  return b instanceof Func ? a === b : unlike(b);
}

function equalLists(a: readonly Value[], b: readonly Value[], each: Compare): Verdict {
  if (a.length !== b.length) return false;
  spend(a.length);
  let verdict: Verdict = true;
  for (const [index, element] of a.entries()) {
    const one = each(element, b[index] ?? null);
    if (one === false) return false;
    verdict = one && verdict;
  }
  return verdict;
}

function equalContexts(a: Context, b: Context, each: Compare): Verdict {
  if (a.size !== b.size) return false;
  spend(a.size);
  let verdict: Verdict = true;
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other === undefined) return false;
    const one = each(value, other);
    if (one === false) return false;
    verdict = one && verdict;
  }
  return verdict;
}

function equalRanges(a: Range, b: Range, each: Compare): Verdict {
  if (a.sign !== b.sign || a.startIncluded !== b.startIncluded || a.endIncluded !== b.endIncluded) return false;
  const start = equalEnds(a.start, b.start, each);
  if (start === false) return false;
  const end = equalEnds(a.end, b.end, each);
  return end === false ? false : start && end;
}

/** An end that is left out is not one that is null. */
const equalEnds = (a: Value | undefined, b: Value | undefined, each: Compare): Verdict =>
  a === undefined || b === undefined ? a === b : each(a, b);
