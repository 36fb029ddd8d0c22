import { full, metered, spend } from '../fuel.ts';
import { emptyScope } from '../generate/scope.ts';
import { type Test, testCode } from '../unary.ts';
import { toDayNumber } from '../values/calendar.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelDate } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import { type Input, termsOf, type Truth } from './logic.ts';
import type { CodeSlot, NumberSlot, Slot } from './slot.ts';
import { type RowTruth, rowTruth, verdicts } from './truth.ts';

/**
 * Keeps those of the first `count` rows in `from` that a cell fits: writes them to `into`, which may be `from`, and
 * returns how many there are. Marks in `unfit` what only the exact path can tell.
 */
export type Filter = (from: Int32Array, count: number, into: Int32Array, unfit: Uint8Array) => number;

interface CellFilter {
  readonly filter: Filter;
  /** The cheap ones go first. */
  readonly cost: number;
}

/** A cell as the filters need it. */
interface FilterCell {
  readonly test: Test;
  /** What the cell asks, if it is among what sets can be asked. */
  readonly truth: Truth | undefined;
  /** Of the input that the cell looks at. */
  readonly slot: Slot;
}

/**
 * Verdicts on single values are those of the cell's own code, run once for each value of a dictionary and once for each
 * stretch between the numbers written in the cell; only cells that look at several inputs or compute are run by row.
 * @param share of the fuel of one evaluation: so many steps may the cell take
 */
export function filterOf(
  { test, truth, slot }: FilterCell,
  slotOf: (input: Input) => Slot | undefined,
  share: number,
): CellFilter {
  const alone = test.inputs.every((name) => name === '?');
  if (alone && slot.kind === 'codes') return { filter: byCode(slot, judge(test, share)), cost: 0 };
  const points = alone && slot.kind === 'numbers' && truth ? pointsOf(truth, slot) : undefined;
  if (points !== undefined && slot.kind === 'numbers') {
    return { filter: byInterval(slot, points, judge(test, share)), cost: 1 };
  }
  const code = truth && rowTruth(truth, slotOf);
  return code ? { filter: byTruth(code), cost: 2 } : { filter: beyond, cost: 3 };
}

const { no, yes, unfit: beyondShare } = verdicts;

type Judge = (value: Value) => number;

/** A cell that takes more than its share could empty the tank of its table, so the table has to run as one. */
function judge(test: Test, share: number): Judge {
  const { scope, slots } = emptyScope().with(['?']);
  const code = testCode(test.node, scope);
  const blank = scope.frame.blank();
  return (value) => {
    const frame = blank.slice();
    frame[slots[0] ?? 0] = value;
    let verdict: number = beyondShare;
    metered(() => {
      spend(full - share);
      verdict = code(frame) === true ? yes : no;
    });
    return verdict;
  };
}

function byCode({ cells, values }: CodeSlot, verdict: Judge): Filter {
  const known = Uint8Array.from(values, verdict);
  return (from, count, into, unfit) => {
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = from[index] ?? 0;
      const found = known[cells[row] ?? 0];
      if (found === beyondShare) unfit[row] = 1;
      into[kept] = row;
      kept += found === yes ? 1 : 0;
    }
    return kept;
  };
}

/** Where along an input the cell may change its mind; undefined where that is not written in it. */
function pointsOf(truth: Truth, slot: NumberSlot): number[] | undefined {
  const points = new Set<number>();
  for (const term of termsOf(truth)) {
    if (term.kind === 'input') continue;
    if (term.kind !== 'value') return undefined;
    const point = pointOf(term.value, slot.scale);
    if (Math.abs(point) <= slot.limit) points.add(point);
  }
  return [...points].sort((a, b) => a - b);
}

/** The value as a cell would be, or the next cell below; NaN for what is nowhere among them. */
function pointOf(value: Decimal | string | boolean | FeelDate | null, scale: number): number {
  if (value instanceof FeelDate) return toDayNumber(value);
  return value instanceof Decimal
    ? value
        .times(new Decimal(`1e${scale}`))
        .floor()
        .toNumber()
    : Number.NaN;
}

function byInterval(slot: NumberSlot, points: readonly number[], verdict: Judge): Filter {
  const stretches = stretchesOf(points).map((stretch) => ({ stretch, found: verdict(slot.valueOf(anyOf(stretch))) }));
  const empty = verdict(null);
  if (empty === beyondShare || stretches.some(({ found }) => found === beyondShare)) return beyond;
  const intervals = merged(stretches.filter(({ found }) => found === yes).map(({ stretch }) => stretch));
  const { cells } = slot;
  const [low, high] = intervals[0] ?? nowhere;
  if (intervals.length > 1 || empty === yes) return byIntervals(cells, intervals, empty === yes);
  return (from, count, into) => {
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = from[index] ?? 0;
      const cell = cells[row] ?? 0;
      into[kept] = row;
      kept += cell >= low && cell <= high ? 1 : 0;
    }
    return kept;
  };
}

/** Whole numbers from one to another, both included. */
type Interval = readonly [low: number, high: number];

const nowhere: Interval = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** Each point, and what lies below, between and above. */
function stretchesOf(points: readonly number[]): readonly Interval[] {
  let low = Number.NEGATIVE_INFINITY;
  const stretches: Interval[] = [];
  for (const point of points) {
    if (low < point) stretches.push([low, point - 1]);
    stretches.push([point, point]);
    low = point + 1;
  }
  return [...stretches, [low, Number.POSITIVE_INFINITY]];
}

const anyOf = ([low, high]: Interval): number => (Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0);

function merged(intervals: readonly Interval[]): readonly Interval[] {
  const found: Interval[] = [];
  for (const [low, high] of intervals) {
    const before = found.at(-1);
    if (before && before[1] + 1 === low) found[found.length - 1] = [before[0], high];
    else found.push([low, high]);
  }
  return found;
}

function byIntervals(cells: Float64Array, intervals: readonly Interval[], empty: boolean): Filter {
  const bounds = Float64Array.from(intervals.flat());
  return (from, count, into) => {
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = from[index] ?? 0;
      const cell = cells[row] ?? 0;
      let fits = empty && Number.isNaN(cell);
      for (let at = 0; !fits && at < bounds.length; at += 2) {
        fits = cell >= (bounds[at] ?? 0) && cell <= (bounds[at + 1] ?? 0);
      }
      into[kept] = row;
      kept += fits ? 1 : 0;
    }
    return kept;
  };
}

const byTruth =
  (code: RowTruth): Filter =>
  (from, count, into, unfit) => {
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = from[index] ?? 0;
      const found = code(row);
      if (found === verdicts.unfit) unfit[row] = 1;
      into[kept] = row;
      kept += found === yes ? 1 : 0;
    }
    return kept;
  };

const beyond: Filter = (from, count, _into, unfit) => {
  for (let index = 0; index < count; index++) unfit[from[index] ?? 0] = 1;
  return 0;
};
