import * as numbers from './decimal.ts';
import { Decimal } from './decimal.ts';
import {
  addDurations,
  DaysDuration,
  divideDuration,
  divideDurations,
  MonthsDuration,
  multiplyDuration,
  negateDuration,
} from './duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { addToDate, addToDateTime, addToTime, differenceOfDates, differenceOfTimes } from './temporal-arithmetic.ts';
import { spend } from '../fuel.ts';
import type { Value } from './value.ts';

// DMN 1.5, 10.3.2.11, tables 50 to 54. What they do not name is null.

type Duration = DaysDuration | MonthsDuration;

const isDuration = (value: Value): value is Duration =>
  value instanceof DaysDuration || value instanceof MonthsDuration;

export function add(a: Value, b: Value): Value {
  if (a instanceof Decimal) return b instanceof Decimal ? numbers.add(a, b) : null;
  if (typeof a === 'string') return typeof b === 'string' ? concatenate(a, b) : null;
  if (isDuration(b)) return isDuration(a) ? addDurations(a, b) : addDuration(a, b);
  return isDuration(a) ? addDuration(b, a) : null;
}

function concatenate(a: string, b: string): string {
  spend(a.length + b.length);
  return a + b;
}

function addDuration(value: Value, duration: Duration): Value {
  if (value instanceof FeelDate) return addToDate(value, duration);
  if (value instanceof FeelDateTime) return addToDateTime(value, duration);
  return value instanceof FeelTime && duration instanceof DaysDuration ? addToTime(value, duration) : null;
}

export function subtract(a: Value, b: Value): Value {
  if (a instanceof Decimal) return b instanceof Decimal ? numbers.subtract(a, b) : null;
  if (isDuration(b)) {
    const negative = negateDuration(b);
    return isDuration(a) ? addDurations(a, negative) : addDuration(a, negative);
  }
  if (a instanceof FeelTime) return b instanceof FeelTime ? differenceOfTimes(a, b) : null;
  return isDay(a) && isDay(b) ? differenceOfDates(a, b) : null;
}

const isDay = (value: Value): value is FeelDate | FeelDateTime =>
  value instanceof FeelDate || value instanceof FeelDateTime;

export function multiply(a: Value, b: Value): Value {
  if (b instanceof Decimal) {
    if (a instanceof Decimal) return numbers.multiply(a, b);
    return isDuration(a) ? multiplyDuration(a, b) : null;
  }
  return a instanceof Decimal && isDuration(b) ? multiplyDuration(b, a) : null;
}

export function divide(a: Value, b: Value): Value {
  if (b instanceof Decimal) {
    if (a instanceof Decimal) return numbers.divide(a, b);
    return isDuration(a) ? divideDuration(a, b) : null;
  }
  return isDuration(a) && isDuration(b) ? divideDurations(a, b) : null;
}

export function power(a: Value, b: Value): Value {
  if (!(a instanceof Decimal && b instanceof Decimal)) return null;
  // Other powers than small whole ones take as long as a hundred sums.
  spend(b.isInteger() && b.e < 2 ? 5 : 100);
  return numbers.power(a, b);
}

export function negate(value: Value): Value {
  if (value instanceof Decimal) return numbers.negate(value);
  return isDuration(value) ? negateDuration(value) : null;
}
