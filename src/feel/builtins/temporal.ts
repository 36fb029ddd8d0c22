import { dayOfYear, toDayNumber, weekday, weekOfYear } from '../values/calendar.ts';
import { type Decimal, fromNumber, multiply, toInteger } from '../values/decimal.ts';
import { type DaysDuration, parseDuration } from '../values/duration.ts';
import { same } from '../values/equal.ts';
import {
  date,
  dateOfDayNumber,
  FeelDate,
  FeelDateTime,
  FeelTime,
  midnightUtc,
  parseDate,
  parseDateTime,
  parseTime,
  time,
} from '../values/temporal.ts';
import { monthsFrom } from '../values/temporal-arithmetic.ts';
import type { Value } from '../values/value.ts';
import { isOffset } from '../values/zone.ts';
import {
  aDate,
  aDateTime,
  aDaysDuration,
  anything,
  aNumber,
  aString,
  aTime,
  type BuiltIn,
  builtIn,
  form,
  type Kind,
  optional,
  required,
} from './define.ts';

type Day = FeelDate | FeelDateTime;

/** A date, or a date and time of which mostly the date counts. */
const aDay: Kind<Day> = { name: 'date', take: (value) => aDate.take(value) ?? aDateTime.take(value) };

const aTextOrDay: Kind<string | Day> = {
  name: 'string, date or date and time',
  take: (value) => aString.take(value) ?? aDay.take(value),
};

const aTextOrTime: Kind<string | Day | FeelTime> = {
  name: 'string, time or date and time',
  take: (value) => aTextOrDay.take(value) ?? aTime.take(value),
};

const dateOf = (value: Day): FeelDate => (value instanceof FeelDate ? value : value.date);

const toDate = (from: string | Day): Value => (typeof from === 'string' ? parseDate(from) : dateOf(from));

function toTime(from: string | Day | FeelTime): Value {
  if (typeof from === 'string') return parseTime(from);
  if (from instanceof FeelTime) return from;
  return from instanceof FeelDate ? midnightUtc : from.time;
}

function toDateTime(from: string | Day): Value {
  if (typeof from === 'string') return parseDateTime(from);
  return from instanceof FeelDate ? new FeelDateTime(from, midnightUtc) : from;
}

function dateOfParts(year: Decimal, month: Decimal, day: Decimal): Value {
  return date(toInteger(year) ?? Number.NaN, toInteger(month) ?? Number.NaN, toInteger(day) ?? Number.NaN);
}

const billion = fromNumber(1e9);

function timeOfParts(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | undefined): Value {
  const zone = offset === undefined ? null : Number(offset.nanoseconds) / 1e9;
  if (zone !== null && !isOffset(zone)) return null;
  const whole = second.floor();
  const nanoseconds = billion === null ? null : multiply(second.minus(whole), billion);
  return time(
    toInteger(hour) ?? Number.NaN,
    toInteger(minute) ?? Number.NaN,
    whole.toNumber(),
    nanoseconds === null ? Number.NaN : nanoseconds.floor().toNumber(),
    zone === null ? null : zone + 0,
  );
}

/** What stands between the quotes of `@"…"` (DMN 1.5, 10.3.1.2, rule 62); null where it is nothing of the kind. */
export function literalAt(text: string): Value {
  return parseDate(text) ?? parseDateTime(text) ?? parseTime(text) ?? parseDuration(text);
}

/** All days from one to another, forwards or backwards; null where one is no date. */
export function datesBetween(from: Value, to: Value): Iterable<FeelDate> | null {
  return from instanceof FeelDate && to instanceof FeelDate ? daysOf(toDayNumber(from), toDayNumber(to)) : null;
}

function* daysOf(from: number, to: number): Iterable<FeelDate> {
  const step = from <= to ? 1 : -1;
  for (let at = from; at !== to + step; at += step) {
    const day = dateOfDayNumber(at);
    if (day !== null) yield day;
  }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const ofDay = (name: string, result: string, compute: (day: FeelDate) => Value): BuiltIn =>
  builtIn(
    name,
    result,
    form([required('date', aDay)], (day) => compute(dateOf(day))),
  );

export const temporalFunctions: readonly BuiltIn[] = [
  builtIn(
    'date',
    'date',
    form([required('from', aTextOrDay)], toDate),
    form([required('year', aNumber), required('month', aNumber), required('day', aNumber)], dateOfParts),
  ),
  builtIn(
    'time',
    'time',
    form([required('from', aTextOrTime)], toTime),
    form(
      [
        required('hour', aNumber),
        required('minute', aNumber),
        required('second', aNumber),
        optional('offset', aDaysDuration),
      ],
      timeOfParts,
    ),
  ),
  builtIn(
    'date and time',
    'date and time',
    form([required('from', aTextOrDay)], toDateTime),
    form([required('date', aDay), required('time', aTime)], (day, clock) => new FeelDateTime(dateOf(day), clock)),
  ),
  builtIn(
    'duration',
    'any',
    form([required('from', aString)], (from) => parseDuration(from)),
  ),
  builtIn(
    'years and months duration',
    'years and months duration',
    form([required('from', aDay), required('to', aDay)], monthsFrom),
  ),
  ofDay('day of year', 'number', (day) => fromNumber(dayOfYear(day))),
  ofDay('day of week', 'string', (day) => weekdays[weekday(day) - 1] ?? null),
  ofDay('month of year', 'string', (day) => months[day.month - 1] ?? null),
  ofDay('week of year', 'number', (day) => fromNumber(weekOfYear(day))),
  builtIn('is', 'boolean', form([required('value1', anything), required('value2', anything)], same)),
];
