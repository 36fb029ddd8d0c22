import { weekday } from './calendar.ts';
import { fromNumber, parseDecimal } from './decimal.ts';
import { DaysDuration, MonthsDuration, secondsText } from './duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { isContext, Range, type Value } from './value.ts';
import { possibleOffsets } from './zone.ts';

/** `value.name` of a context, a date, a time, a duration or a range; null where there is no such member. */
export function member(value: Value, name: string): Value {
  if (isContext(value)) return value.get(name) ?? null;
  if (value instanceof FeelDate) return ofDate(value, name);
  if (value instanceof FeelDateTime) return ofDateTime(value, name);
  if (value instanceof FeelTime) return name === 'time offset' ? offsetOfTime(value) : ofTime(value, name);
  if (value instanceof DaysDuration) return ofDays(value, name);
  if (value instanceof MonthsDuration) return ofMonths(value, name);
  return value instanceof Range ? ofRange(value, name) : null;
}

function ofDate(value: FeelDate, name: string): Value {
  switch (name) {
    case 'year':
      return fromNumber(value.year);
    case 'month':
      return fromNumber(value.month);
    case 'day':
      return fromNumber(value.day);
    case 'weekday':
      return fromNumber(weekday(value));
    default:
      return null;
  }
}

function ofTime(value: FeelTime, name: string): Value {
  switch (name) {
    case 'hour':
      return fromNumber(value.hour);
    case 'minute':
      return fromNumber(value.minute);
    case 'second':
      return parseDecimal(secondsText(value.second, value.nanosecond));
    case 'timezone':
      return typeof value.zone === 'string' ? value.zone : null;
    default:
      return null;
  }
}

function ofDateTime(value: FeelDateTime, name: string): Value {
  if (name === 'time offset') return offset(value.offset);
  return ofDate(value.date, name) ?? ofTime(value.time, name);
}

const offset = (seconds: number | null | undefined): Value =>
  seconds === null || seconds === undefined ? null : new DaysDuration(BigInt(seconds) * 1_000_000_000n);

/** Null where the zone has summer time: without a day it is open which of its offsets counts. */
function offsetOfTime({ zone }: FeelTime): Value {
  if (zone === null) return null;
  const [only, other] = possibleOffsets(zone);
  return other === undefined ? offset(only) : null;
}

function ofDays(value: DaysDuration, name: string): Value {
  switch (name) {
    case 'days':
      return fromNumber(value.days);
    case 'hours':
      return fromNumber(value.hours);
    case 'minutes':
      return fromNumber(value.minutes);
    case 'seconds':
      return value.seconds;
    default:
      return null;
  }
}

function ofMonths(value: MonthsDuration, name: string): Value {
  if (name === 'years') return fromNumber(value.years);
  return name === 'months' ? fromNumber(value.months) : null;
}

function ofRange(value: Range, name: string): Value {
  switch (name) {
    case 'start':
      return value.start ?? null;
    case 'end':
      return value.end ?? null;
    case 'start included':
      return value.startIncluded;
    case 'end included':
      return value.endIncluded;
    default:
      return null;
  }
}
