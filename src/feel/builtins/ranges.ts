import { compare } from '../values/equal.ts';
import { Range, type Value } from '../values/value.ts';
import { aRange, aString, type BuiltIn, builtIn, form, type Kind, required } from './define.ts';
import { readRange } from './range-text.ts';

/** A single value, taken as the range that holds only it; then Table 78 says of points what it says of ranges. */
const aPoint: Kind<Range> = {
  name: 'any',
  take: (value) => (compare(value, value) === null ? undefined : new Range(value, true, value, true)),
};

/** `(!= 5)` is two intervals, of which the table says nothing. */
const anInterval: Kind<Range> = {
  name: aRange.name,
  take: (value) => {
    const range = aRange.take(value);
    return range?.sign === '!=' ? undefined : range;
  },
};

const aPointOrRange: Kind<Range> = { name: 'any', take: (value) => anInterval.take(value) ?? aPoint.take(value) };

/** How the ends of two ranges lie: negative, zero, positive. What has no bound begins before and ends behind all else. */
interface Ends {
  readonly a: Range;
  readonly b: Range;
  readonly starts: number;
  readonly ends: number;
  readonly startToEnd: number;
  readonly endToStart: number;
}

function endsOf(a: Range, b: Range): Ends | null {
  const starts = order(a.start, b.start, -1, -1);
  const ends = order(a.end, b.end, 1, 1);
  const startToEnd = order(a.start, b.end, -1, 1);
  const endToStart = order(a.end, b.start, 1, -1);
  if (starts === null || ends === null || startToEnd === null || endToStart === null) return null;
  return { a, b, starts, ends, startToEnd, endToStart };
}

function order(one: Value | undefined, other: Value | undefined, side: number, otherSide: number): number | null {
  if (one !== undefined && other !== undefined) return compare(one, other);
  if (one === undefined) return other === undefined ? side - otherSide : side;
  return -otherSide;
}

type Relation = (ends: Ends) => boolean;

/** The same, seen from the other range. */
const turned =
  (relation: Relation): Relation =>
  ({ a, b, starts, ends, startToEnd, endToStart }) =>
    relation({ a: b, b: a, starts: -starts, ends: -ends, startToEnd: -endToStart, endToStart: -startToEnd });

const before: Relation = ({ a, b, endToStart }) =>
  endToStart < 0 || (endToStart === 0 && !(a.endIncluded && b.startIncluded));

const meets: Relation = ({ a, b, endToStart }) => endToStart === 0 && a.endIncluded && b.startIncluded;

/** The end of `a` reaches the start of `b`. */
const reaches: Relation = ({ a, b, endToStart }) =>
  endToStart > 0 || (endToStart === 0 && a.endIncluded && b.startIncluded);

const overlaps: Relation = (ends) => reaches(ends) && turned(reaches)(ends);

/** `a` ends no later than `b`. */
const endsWithin: Relation = ({ a, b, ends }) => ends < 0 || (ends === 0 && (!a.endIncluded || b.endIncluded));

/** `a` starts no earlier than `b`. */
const startsWithin: Relation = ({ a, b, starts }) =>
  starts > 0 || (starts === 0 && (!a.startIncluded || b.startIncluded));

const overlapsBefore: Relation = (ends) => !startsWithin(ends) && reaches(ends) && endsWithin(ends);

const during: Relation = (ends) => startsWithin(ends) && endsWithin(ends);

const sameStart: Relation = ({ a, b, starts }) => starts === 0 && a.startIncluded === b.startIncluded;

const sameEnd: Relation = ({ a, b, ends }) => ends === 0 && a.endIncluded === b.endIncluded;

const finishes: Relation = (ends) => sameEnd(ends) && startsWithin(ends);

const starts: Relation = (ends) => sameStart(ends) && endsWithin(ends);

const coincides: Relation = (ends) => sameStart(ends) && sameEnd(ends);

type Shape = 'point' | 'range';

const kinds: Readonly<Record<Shape, Kind<Range>>> = { point: aPoint, range: anInterval };

/**
 * The forms of a relation by the names of their parameters. Which of several is called only the arguments tell, so each
 * takes all that one of them takes.
 */
function relation(name: string, holds: Relation, ...shapes: readonly (readonly [Shape, Shape])[]): BuiltIn {
  const kindAt = (side: 0 | 1): Kind<Range> => {
    const [first, ...others] = shapes.map((shape) => kinds[shape[side]]);
    return first !== undefined && others.every((kind) => kind === first) ? first : aPointOrRange;
  };
  const [one, other] = [kindAt(0), kindAt(1)];
  const forms = shapes.map(([a, b]) => {
    const names = a === b ? [`${a}1`, `${b}2`] : [a, b];
    return form([required(names[0] ?? '', one), required(names[1] ?? '', other)], (a, b) => {
      const ends = endsOf(a, b);
      return ends && holds(ends);
    });
  });
  return builtIn(name, 'boolean', ...forms);
}

// DMN 1.5, table 78.
export const rangeFunctions: readonly BuiltIn[] = [
  relation('before', before, ['point', 'point'], ['point', 'range'], ['range', 'point'], ['range', 'range']),
  relation('after', turned(before), ['point', 'point'], ['point', 'range'], ['range', 'point'], ['range', 'range']),
  relation('meets', meets, ['range', 'range']),
  relation('met by', turned(meets), ['range', 'range']),
  relation('overlaps', overlaps, ['range', 'range']),
  relation('overlaps before', overlapsBefore, ['range', 'range']),
  relation('overlaps after', turned(overlapsBefore), ['range', 'range']),
  relation('finishes', finishes, ['point', 'range'], ['range', 'range']),
  relation('finished by', turned(finishes), ['range', 'point'], ['range', 'range']),
  relation('includes', turned(during), ['range', 'point'], ['range', 'range']),
  relation('during', during, ['point', 'range'], ['range', 'range']),
  relation('starts', starts, ['point', 'range'], ['range', 'range']),
  relation('started by', turned(starts), ['range', 'point'], ['range', 'range']),
  relation('coincides', coincides, ['point', 'point'], ['range', 'range']),
  builtIn('range', 'any', form([required('from', aString)], readRange)),
];
