import type { Decimal } from './decimal.ts';
import type { DaysDuration, MonthsDuration } from './duration.ts';
import type { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';

/** A value while it is computed with. What cannot be computed is null; there is no other kind of absence. */
export type Value =
  | null
  | boolean
  | string
  | Decimal
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | Range
  | Func
  | Context
  | readonly Value[];

/** Members by name, in the order in which they were written. */
export type Context = ReadonlyMap<string, Value>;

/** What `(= 5)` and `(!= 5)` have besides their ends: they equal no interval that is written with ends. */
export type RangeSign = '=' | '!=';

/** An interval. An end without bound is undefined: `(>= 5)` has no end. `(= 5)` and `(!= 5)` have both ends at 5. */
export class Range {
  readonly start: Value | undefined;
  readonly startIncluded: boolean;
  readonly end: Value | undefined;
  readonly endIncluded: boolean;
  readonly sign: RangeSign | null;

  constructor(
    start: Value | undefined,
    startIncluded: boolean,
    end: Value | undefined,
    endIncluded: boolean,
    sign: RangeSign | null = null,
  ) {
    this.start = start;
    this.startIncluded = startIncluded;
    this.end = end;
    this.endIncluded = endIncluded;
    this.sign = sign;
  }
}

/** A function as a value: a built-in one, one written in an expression, a knowledge model or a decision service. */
export class Func {
  /** Names in order; the last may be repeated where `variadic`. */
  readonly parameters: readonly string[];
  readonly invoke: (args: readonly Value[]) => Value;

  constructor(parameters: readonly string[], invoke: (args: readonly Value[]) => Value) {
    this.parameters = parameters;
    this.invoke = invoke;
  }
}

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isContext = (value: Value | undefined): value is Context => value instanceof Map;
