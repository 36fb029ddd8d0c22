import { type Civil, fromDayNumber, isCivil, toDayNumber } from './calendar.ts';
import { secondsText } from './duration.ts';
import { formatZone, moment, offsetOf, parseZone, possibleOffsets, type Zone, two } from './zone.ts';

/** A day of the calendar. It has no zone. */
export class FeelDate implements Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  /** The day must be one; `date` asks whether it is. */
  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${two(this.month)}-${two(this.day)}`;
  }
}

/** A time of day. */
export class FeelTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly zone: Zone;

  /** The time must be one; `time` asks whether it is. */
  constructor(hour: number, minute: number, second: number, nanosecond: number, zone: Zone) {
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.nanosecond = nanosecond;
    this.zone = zone;
  }

  get secondOfDay(): number {
    return this.hour * 3600 + this.minute * 60 + this.second;
  }

  toString(): string {
    const seconds = `${this.second < 10 ? '0' : ''}${secondsText(this.second, this.nanosecond)}`;
    return `${two(this.hour)}:${two(this.minute)}:${seconds}${formatZone(this.zone)}`;
  }
}

/** A day and a time of that day. The zone is that of the time. */
export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;
  private known: number | null | undefined;

  /** @param offset seconds east of UTC, where the zone alone would leave it open: an hour that comes twice */
  constructor(date: FeelDate, time: FeelTime, offset?: number) {
    this.date = date;
    this.time = time;
    this.known = offset;
  }

  /** Seconds east of UTC; null where there is no zone. */
  get offset(): number | null {
    const { zone } = this.time;
    if (typeof zone !== 'string') return zone;
    this.known ??= offsetOf(zone, { day: toDayNumber(this.date), second: this.time.secondOfDay });
    return this.known;
  }

  toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}

export const midnight = new FeelTime(0, 0, 0, 0, null);
/** What a date counts as where a date and time is asked for (DMN 1.5, 10.3.2.9.4). */
export const midnightUtc = new FeelTime(0, 0, 0, 0, 0);

/** Null where there is no such day. */
export function date(year: number, month: number, day: number): FeelDate | null {
  return isCivil(year, month, day) ? new FeelDate(year + 0, month, day) : null;
}

/** Null outside of the calendar. */
export function dateOfDayNumber(days: number): FeelDate | null {
  const civil = fromDayNumber(days);
  return civil === null ? null : new FeelDate(civil.year, civil.month, civil.day);
}

const isPart = (value: number, limit: number): boolean => Number.isInteger(value) && value >= 0 && value < limit;

/** Null where there is no such time. */
export function time(hour: number, minute: number, second: number, nanosecond: number, zone: Zone): FeelTime | null {
  return isPart(hour, 24) && isPart(minute, 60) && isPart(second, 60) && isPart(nanosecond, 1e9)
    ? new FeelTime(hour + 0, minute + 0, second + 0, nanosecond + 0, zone)
    : null;
}

export function timeOfNanoseconds(nanoseconds: number, zone: Zone): FeelTime {
  const seconds = Math.floor(nanoseconds / 1e9);
  const minutes = Math.floor(seconds / 60);
  return new FeelTime(Math.floor(minutes / 60), minutes % 60, seconds % 60, nanoseconds - seconds * 1e9, zone);
}

export const nanosecondsOf = (value: FeelTime): number => value.secondOfDay * 1e9 + value.nanosecond;

// XML Schema's dates and times, where a date has no zone and a time may have one of the IANA.
const dateText = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/;
const timeText = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})0*)?([Z@+-].*)?$/;

export function parseDate(text: string): FeelDate | null {
  const parts = dateText.exec(text);
  if (parts === null) return null;
  const year = Number(parts[2]);
  if (parts[1] === '-' && year === 0) return null;
  return date(parts[1] === '-' ? -year : year, Number(parts[3]), Number(parts[4]));
}

const isEndOfDay = (text: string): boolean => /^24:00:00(?:\.0+)?(?![.\d])/.test(text);

export function parseTime(text: string): FeelTime | null {
  const parts = timeText.exec(text);
  if (parts === null) return null;
  const zone = parseZone(parts[5] ?? '');
  if (zone === undefined) return null;
  // XML Schema: the end of the day is the first moment of the next.
  const hour = isEndOfDay(text) ? 0 : Number(parts[1]);
  return time(hour, Number(parts[2]), Number(parts[3]), Number((parts[4] ?? '').padEnd(9, '0')), zone);
}

/** A date alone is the beginning of that day. */
export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  const day = parseDate(at === -1 ? text : text.slice(0, at));
  if (day === null) return null;
  if (at === -1) return new FeelDateTime(day, midnight);
  const rest = text.slice(at + 1);
  const clock = parseTime(rest);
  if (clock === null) return null;
  if (!isEndOfDay(rest)) return new FeelDateTime(day, clock);
  const next = dateOfDayNumber(toDayNumber(day) + 1);
  return next === null ? null : new FeelDateTime(next, clock);
}

/** Negative, zero or positive. */
export const compareDates = (a: FeelDate, b: FeelDate): number =>
  a.year === b.year ? (a.month === b.month ? a.day - b.day : a.month - b.month) : a.year - b.year;

// Times are told apart by whole seconds, for their values are numbers of seconds: 10:30:00.1 = 10:30:00.2. The order
// follows, or two equal times would also be one before the other. `is` and differences see the fraction.

/** Negative, zero or positive; null where one has a zone and the other none, or where it depends on the day. */
export function compareTimes(a: FeelTime, b: FeelTime): number | null {
  const difference = a.secondOfDay - b.secondOfDay;
  if (a.zone === b.zone) return difference;
  if (a.zone === null || b.zone === null) return null;
  const offsets = possibleOffsets(b.zone);
  const orders = possibleOffsets(a.zone).flatMap((one) => offsets.map((other) => difference - one + other));
  const [first = 0] = orders;
  return orders.every((order) => Math.sign(order) === Math.sign(first)) ? first : null;
}

/** Negative, zero or positive; null where one has a zone and the other none. */
export function compareDateTimes(a: FeelDateTime, b: FeelDateTime): number | null {
  const one = a.offset;
  const other = b.offset;
  if (one === other) return compareDates(a.date, b.date) || a.time.secondOfDay - b.time.secondOfDay;
  if (one === null || other === null) return null;
  const from = moment(toDayNumber(a.date), a.time.secondOfDay - one);
  const to = moment(toDayNumber(b.date), b.time.secondOfDay - other);
  return from.day - to.day || from.second - to.second;
}

/** The same in every part, the fraction and the zone too. */
export const sameTimes = (a: FeelTime, b: FeelTime): boolean =>
  a.zone === b.zone && a.secondOfDay === b.secondOfDay && a.nanosecond === b.nanosecond;

export const sameDateTimes = (a: FeelDateTime, b: FeelDateTime): boolean =>
  compareDates(a.date, b.date) === 0 && sameTimes(a.time, b.time) && a.offset === b.offset;
