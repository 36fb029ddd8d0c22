import { toDayNumber } from '../values/calendar.ts';
import { Decimal } from '../values/decimal.ts';
import { compare } from '../values/equal.ts';
import { FeelDate } from '../values/temporal.ts';
import { type Input, type Order, type Sum, type Term, termsOf, type Truth, partsOf } from './logic.ts';
import type { Slot } from './slot.ts';

// Truths and terms as closures over the rows of a block. Everything is a number: scaled numbers, days, the places of
// texts in their order, 0 and 1. NaN is null. Infinity is a number beyond 2^53, which the exact path has to compute.

/** The verdict on a row of the block. */
export const verdicts = { no: 0, yes: 1, open: 2, unfit: 3 } as const;
const { no, yes, open, unfit } = verdicts;

export type RowTruth = (row: number) => number;

export interface RowTerm {
  readonly scale: number;
  readonly at: (row: number) => number;
}

type SlotOf = (input: Input) => Slot | undefined;

/** Undefined where a column is not at hand in a form to compute with. */
export function rowTruth(truth: Truth, slotOf: SlotOf): RowTruth | undefined {
  const terms = termsOf(truth);
  return readable(terms, slotOf) ? truthCode(truth, { slotOf, ranks: ranksOf(terms, slotOf) }) : undefined;
}

/** A number; undefined where a column is not at hand in a form to compute with. */
export function rowTerm(term: Term, slotOf: SlotOf): RowTerm | undefined {
  const terms = partsOf(term);
  return readable(terms, slotOf) ? termCode(term, { slotOf, ranks: new Map() }) : undefined;
}

const readable = (terms: readonly Term[], slotOf: SlotOf): boolean =>
  terms.every((term) => term.kind !== 'input' || slotOf(term)?.type === term.type);

interface Place {
  readonly slotOf: SlotOf;
  /** Place of each text in their order. */
  readonly ranks: ReadonlyMap<string, number>;
}

function truthCode(truth: Truth, place: Place): RowTruth {
  switch (truth.kind) {
    case 'known': {
      const verdict = truth.value === null ? open : Number(truth.value);
      return () => verdict;
    }
    case 'holds': {
      const { at } = termCode(truth.input, place);
      return (row) => {
        const found = at(row);
        return Number.isNaN(found) ? open : found;
      };
    }
    case 'equal':
      return equality(...aligned(truth, place));
    case 'order':
      return orders[truth.order](...aligned(truth, place));
    case 'and':
    case 'or':
      return joined(
        truth.kind === 'and' ? no : yes,
        truth.parts.map((part) => truthCode(part, place)),
      );
    case 'not': {
      const part = truthCode(truth.part, place);
      return (row) => {
        const found = part(row);
        return found > yes ? found : 1 - found;
      };
    }
    case 'certain': {
      const part = truthCode(truth.part, place);
      return (row) => {
        const found = part(row);
        return found === open ? no : found;
      };
    }
    case 'choice': {
      const [condition, then, otherwise] = [truth.condition, truth.consequent, truth.alternative].map((part) =>
        truthCode(part, place),
      );
      return (row) => {
        const found = condition?.(row) ?? unfit;
        return found === unfit ? unfit : ((found === yes ? then : otherwise)?.(row) ?? unfit);
      };
    }
  }
}

/** Three-valued `and` and `or`: one part that decides decides whatever the others are. */
function joined(decides: number, parts: readonly RowTruth[]): RowTruth {
  return (row) => {
    let found: number = 1 - decides;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index]?.(row) ?? unfit;
      if (part === decides) return decides;
      if (part > found && part > yes) found = part;
    }
    return found;
  };
}

type Numbers = (row: number) => number;

const equality =
  (left: Numbers, right: Numbers): RowTruth =>
  (row) => {
    const [a, b] = [left(row), right(row)];
    if (a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY) return unfit;
    return a === b || (Number.isNaN(a) && Number.isNaN(b)) ? yes : no;
  };

const ordered =
  (verdict: (a: number, b: number) => boolean) =>
  (left: Numbers, right: Numbers): RowTruth =>
  (row) => {
    const [a, b] = [left(row), right(row)];
    if (Number.isNaN(a) || Number.isNaN(b)) return open;
    if (a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY) return unfit;
    return verdict(a, b) ? yes : no;
  };

const orders: Readonly<Record<Order, (left: Numbers, right: Numbers) => RowTruth>> = {
  '<': ordered((a, b) => a < b),
  '<=': ordered((a, b) => a <= b),
  '>': ordered((a, b) => a > b),
  '>=': ordered((a, b) => a >= b),
};

function aligned({ left, right }: { left: Term; right: Term }, place: Place): [Numbers, Numbers] {
  const [a, b] = [termCode(left, place), termCode(right, place)];
  const scale = Math.max(a.scale, b.scale);
  return [shifted(a, scale), shifted(b, scale)];
}

function termCode(term: Term, place: Place): RowTerm {
  if (term.kind === 'input') return inputCode(place.slotOf(term), place);
  if (term.kind !== 'value') return sumCode(term, place);
  const scale = term.value instanceof Decimal ? term.value.decimalPlaces() : 0;
  const known = positionOf(term.value, scale, place);
  return { scale, at: () => known };
}

function positionOf(value: Decimal | string | boolean | FeelDate | null, scale: number, { ranks }: Place): number {
  if (value === null) return Number.NaN;
  if (typeof value === 'string') return ranks.get(value) ?? Number.POSITIVE_INFINITY;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof FeelDate) return toDayNumber(value);
  return fitting(value.times(new Decimal(`1e${scale}`)).toNumber());
}

/** The number if it is exact, else Infinity: what was rounded to a double is beyond 2^53 both before and after. */
const fitting = (value: number): number => {
  if (value >= -Number.MAX_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) return value;
  return Number.isNaN(value) ? Number.NaN : Number.POSITIVE_INFINITY;
};

function inputCode(slot: Slot | undefined, { ranks }: Place): RowTerm {
  if (slot?.kind === 'numbers') {
    const { cells, scale } = slot;
    return { scale, at: (row) => cells[row] ?? Number.NaN };
  }
  if (slot?.kind !== 'codes') return { scale: 0, at: () => Number.POSITIVE_INFINITY };
  const { cells } = slot;
  const positions = Float64Array.from(slot.values, (value) =>
    value === null ? Number.NaN : typeof value === 'string' ? (ranks.get(value) ?? Number.NaN) : Number(value),
  );
  return { scale: 0, at: (row) => positions[cells[row] ?? 0] ?? Number.NaN };
}

const operations: Readonly<Record<Sum['kind'], (a: number, b: number) => number>> = {
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
};

function sumCode({ kind, left, right }: Sum, place: Place): RowTerm {
  const [a, b] = [termCode(left, place), termCode(right, place)];
  const scale = kind === 'times' ? a.scale + b.scale : Math.max(a.scale, b.scale);
  const [first, second] = kind === 'times' ? [a.at, b.at] : [shifted(a, scale), shifted(b, scale)];
  const operation = operations[kind];
  return { scale, at: (row) => computed(operation, first(row), second(row)) };
}

function computed(operation: (a: number, b: number) => number, a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  // Infinity less Infinity is no null.
  if (a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  return fitting(operation(a, b));
}

/** Powers of ten up to this are exact as doubles, and far beyond what any number but zero can be shifted by. */
const highestShift = 22;

function shifted({ scale, at }: RowTerm, to: number): Numbers {
  if (scale === to) return at;
  const factor = 10 ** Math.min(to - scale, highestShift);
  return (row) => fitting(at(row) * factor);
}

function ranksOf(terms: readonly Term[], slotOf: SlotOf): ReadonlyMap<string, number> {
  const texts = new Set<string>();
  for (const term of terms) {
    if (term.kind === 'value' && typeof term.value === 'string') texts.add(term.value);
    const slot = term.kind === 'input' ? slotOf(term) : undefined;
    if (slot?.type !== 'string' || slot.kind !== 'codes') continue;
    for (const value of slot.values) if (typeof value === 'string') texts.add(value);
  }
  return new Map([...texts].sort((a, b) => compare(a, b) ?? 0).map((text, rank) => [text, rank]));
}
