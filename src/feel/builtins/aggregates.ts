import { spend } from '../fuel.ts';
import { add, Decimal, divide, multiply, sqrt, subtract } from '../values/decimal.ts';
import { compare } from '../values/equal.ts';
import type { Value } from '../values/value.ts';
import { aList, anything, type BuiltIn, builtIn, form, required, rest } from './define.ts';
import { keyOf } from './distinct.ts';

type List = readonly Value[];

/** One list, or the values one by one. */
const ofMany = (name: string, result: string, each: string, compute: (list: List) => Value): BuiltIn => {
  const counted = (list: List): Value => {
    spend(list.length);
    return compute(list);
  };
  return builtIn(name, result, form([required('list', aList)], counted), form([rest(each, anything)], counted));
};

/** Of numbers only: anything else among them gives null. */
const ofNumbers = (name: string, result: string, compute: (numbers: readonly Decimal[]) => Value): BuiltIn =>
  ofMany(name, result, 'n', (list) => (list.every((item) => item instanceof Decimal) ? compute(list) : null));

/** The one that comes first by the sign: -1 for the least, 1 for the greatest. Null where two cannot be compared. */
function extreme(list: List, sign: number): Value {
  let best = list[0] ?? null;
  for (const item of list) {
    const order = compare(item, best);
    if (order === null) return null;
    if (order * sign > 0) best = item;
  }
  return best;
}

/** False where one is false, true where all are, else null; with `decisive` true, the other way round. */
function verdict(list: List, decisive: boolean): boolean | null {
  if (list.includes(decisive)) return decisive;
  return list.every((item) => item === !decisive) ? !decisive : null;
}

type Combine = (a: Decimal, b: Decimal) => Decimal | null;

/** Null for no numbers, and where a step has no result. */
function combined(numbers: readonly Decimal[], combine: Combine): Decimal | null {
  let total = numbers[0] ?? null;
  for (const number of numbers.slice(1)) {
    if (total === null) return null;
    total = combine(total, number);
  }
  return total;
}

function mean(numbers: readonly Decimal[]): Decimal | null {
  const total = combined(numbers, add);
  return total && divide(total, new Decimal(numbers.length));
}

function inOrder(numbers: readonly Decimal[]): Decimal[] {
  spend(numbers.length * Math.ceil(Math.log2(numbers.length + 1)));
  return numbers.toSorted((a, b) => a.comparedTo(b));
}

function median(numbers: readonly Decimal[]): Decimal | null {
  const ordered = inOrder(numbers);
  const half = ordered.length / 2;
  return mean(ordered.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}

/** Of a sample: the squares are divided by one less than their number. */
function deviation(numbers: readonly Decimal[]): Decimal | null {
  const middle = mean(numbers);
  if (middle === null || numbers.length < 2) return null;
  const squares: Decimal[] = [];
  for (const number of numbers) {
    const distance = subtract(number, middle);
    const square = distance && multiply(distance, distance);
    if (square === null) return null;
    squares.push(square);
  }
  const total = combined(squares, add);
  const variance = total && divide(total, new Decimal(numbers.length - 1));
  return variance && sqrt(variance);
}

function mode(numbers: readonly Decimal[]): Decimal[] {
  const counts = new Map<string | undefined, { readonly number: Decimal; count: number }>();
  for (const number of numbers) {
    const key = keyOf(number);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { number, count: 1 });
  }
  const groups = [...counts.values()];
  const most = groups.reduce((highest, { count }) => Math.max(highest, count), 0);
  return inOrder(groups.filter(({ count }) => count === most).map(({ number }) => number));
}

export const aggregateFunctions: readonly BuiltIn[] = [
  ofMany('min', 'any', 'c', (list) => extreme(list, -1)),
  ofMany('max', 'any', 'c', (list) => extreme(list, 1)),
  ofNumbers('sum', 'number', (numbers) => combined(numbers, add)),
  ofNumbers('mean', 'number', mean),
  ofMany('all', 'boolean', 'b', (list) => verdict(list, false)),
  ofMany('any', 'boolean', 'b', (list) => verdict(list, true)),
  ofNumbers('product', 'number', (numbers) => combined(numbers, multiply)),
  ofNumbers('median', 'number', median),
  ofNumbers('stddev', 'number', deviation),
  ofNumbers('mode', 'any', mode),
];
