import { addMonths, monthsBetween, toDayNumber } from './calendar.ts';
import { DaysDuration, daysDuration, type Duration, type MonthsDuration, monthsDuration } from './duration.ts';
import {
  dateOfDayNumber,
  FeelDate,
  FeelDateTime,
  type FeelTime,
  midnight,
  midnightUtc,
  nanosecondsOf,
  timeOfNanoseconds,
} from './temporal.ts';
import { moment, offsetFromUtc, possibleOffsets } from './zone.ts';

const nanosOfDay = 86_400e9;
const dayNanos = 86_400_000_000_000n;

/** A date moves by whole days, hours count from its beginning. Null outside of the calendar. */
export function addToDate(date: FeelDate, duration: Duration): FeelDate | null {
  if (!(duration instanceof DaysDuration)) return addMonthsTo(date, duration.total);
  const hours = duration.nanoseconds % dayNanos;
  const days = Number(duration.nanoseconds / dayNanos) - (hours < 0n ? 1 : 0);
  return dateOfDayNumber(toDayNumber(date) + days);
}

function addMonthsTo(date: FeelDate, months: number): FeelDate | null {
  const civil = addMonths(date, months);
  return civil === null ? null : new FeelDate(civil.year, civil.month, civil.day);
}

/** Round the clock. */
export function addToTime(time: FeelTime, duration: DaysDuration): FeelTime {
  const total = nanosecondsOf(time) + Number(duration.nanoseconds % dayNanos);
  return timeOfNanoseconds(((total % nanosOfDay) + nanosOfDay) % nanosOfDay, time.zone);
}

/** Days and time pass in the world, months on the calendar. Null outside of the calendar. */
export function addToDateTime(value: FeelDateTime, duration: Duration): FeelDateTime | null {
  if (!(duration instanceof DaysDuration)) {
    const date = addMonthsTo(value.date, duration.total);
    return date === null ? null : new FeelDateTime(date, value.time);
  }
  const { zone } = value.time;
  const nanos = nanosecondsOf(value.time) + Number(duration.nanoseconds % dayNanos);
  const days = toDayNumber(value.date) + Number(duration.nanoseconds / dayNanos) + Math.floor(nanos / nanosOfDay);
  const rest = ((nanos % nanosOfDay) + nanosOfDay) % nanosOfDay;
  if (typeof zone !== 'string') return dateTime(days, timeOfNanoseconds(rest, zone));
  // In a zone the clock may be changed between the one moment and the other.
  const old = value.offset ?? 0;
  const second = Math.floor(rest / 1e9);
  const offset = offsetFromUtc(zone, moment(days, second - old)) ?? old;
  const local = moment(days, second - old + offset);
  return dateTime(local.day, timeOfNanoseconds(local.second * 1e9 + (rest - second * 1e9), zone), offset);
}

function dateTime(days: number, time: FeelTime, offset?: number): FeelDateTime | null {
  const date = dateOfDayNumber(days);
  return date === null ? null : new FeelDateTime(date, time, offset);
}

/**
 * From the second to the first. A date is the beginning of its day, in UTC where the other has a zone. Null where only
 * one date and time has a zone.
 */
export function differenceOfDates(a: FeelDate | FeelDateTime, b: FeelDate | FeelDateTime): DaysDuration | null {
  if (a instanceof FeelDate && b instanceof FeelDate) {
    return new DaysDuration(BigInt(toDayNumber(a) - toDayNumber(b)) * dayNanos);
  }
  const one = beginning(a, b);
  const other = beginning(b, a);
  const from = one.offset;
  const to = other.offset;
  if ((from === null) !== (to === null)) return null;
  const days = toDayNumber(one.date) - toDayNumber(other.date);
  const nanos = nanosecondsOf(one.time) - nanosecondsOf(other.time) - ((from ?? 0) - (to ?? 0)) * 1e9;
  return daysDuration(BigInt(days) * dayNanos + BigInt(nanos));
}

function beginning(value: FeelDate | FeelDateTime, other: FeelDate | FeelDateTime): FeelDateTime {
  if (value instanceof FeelDateTime) return value;
  const local = other instanceof FeelDateTime && other.time.zone === null;
  return new FeelDateTime(value, local ? midnight : midnightUtc);
}

/** From the second to the first. Null where only one has a zone, or where the day would decide. */
export function differenceOfTimes(a: FeelTime, b: FeelTime): DaysDuration | null {
  const nanos = nanosecondsOf(a) - nanosecondsOf(b);
  if (a.zone === b.zone) return new DaysDuration(BigInt(nanos));
  if (a.zone === null || b.zone === null) return null;
  const [from, fromToo] = possibleOffsets(a.zone);
  const [to, toToo] = possibleOffsets(b.zone);
  if (from === undefined || to === undefined || fromToo !== undefined || toToo !== undefined) return null;
  return new DaysDuration(BigInt(nanos - (from - to) * 1e9));
}

/** Whole months from one day to another; times and zones do not matter. */
export function monthsFrom(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): MonthsDuration | null {
  return monthsDuration(
    monthsBetween(from instanceof FeelDate ? from : from.date, to instanceof FeelDate ? to : to.date),
  );
}
