import { daysOf400Years, toDayNumber } from './calendar.ts';

/** Where a time counts: nowhere in particular, at a fixed distance from UTC in seconds, or in a zone of the IANA. */
export type Zone = null | number | string;

/** A day of the calendar and a second of that day. */
export interface Moment {
  readonly day: number;
  readonly second: number;
}

const daySeconds = 86_400;
const largestOffset = 18 * 3600;

export const isOffset = (seconds: number): boolean => Number.isInteger(seconds) && Math.abs(seconds) <= largestOffset;

const offsetText = /^([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?$/;
const zoneText = /^@([A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,3})$/;

/** Reads what follows a time: nothing, `Z`, `+04:00`, `@Asia/Baku`. Undefined where it is none of these. */
export function parseZone(text: string): Zone | undefined {
  if (text === '') return null;
  if (text === 'Z') return 0;
  const named = zoneText.exec(text)?.[1];
  if (named !== undefined) return zoneOf(named) === null ? undefined : named;
  const parts = offsetText.exec(text);
  if (parts === null) return undefined;
  const size = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0);
  return size > largestOffset ? undefined : parts[1] === '-' ? 0 - size : size;
}

/** Two digits. */
export const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

export function formatZone(zone: Zone): string {
  if (zone === null) return '';
  if (typeof zone === 'string') return `@${zone}`;
  if (zone === 0) return 'Z';
  const size = Math.abs(zone);
  const seconds = size % 60;
  const hours = Math.trunc(size / 3600);
  const minutes = Math.trunc((size % 3600) / 60);
  return `${zone < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}${seconds === 0 ? '' : `:${two(seconds)}`}`;
}

/** Brings the second of the day back into the day. */
export function moment(day: number, second: number): Moment {
  const turns = Math.floor(second / daySeconds);
  return { day: day + turns, second: second - turns * daySeconds };
}

interface KnownZone {
  readonly format: Intl.DateTimeFormat;
  /** By local day: the offset of all of it, or null where it changes near that day. */
  readonly days: Map<number, number | null>;
}

const known = new Map<string, KnownZone>();

// A bound on memory, far above what one service meets.
const mostZones = 1000;
const mostDays = 20_000;

function zoneOf(name: string): KnownZone | null {
  const found = known.get(name);
  if (found !== undefined) return found;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const zone = { format, days: new Map() };
    if (known.size >= mostZones) known.clear();
    known.set(name, zone);
    return zone;
  } catch {
    // The one way to ask whether a zone exists.
    return null;
  }
}

/**
 * The day that stands for another one where a zone is asked: `Date` ends in the year 275,760. Rules repeat every 400
 * years in what lies ahead, and local mean time ruled everywhere before 1800.
 */
function inReach(day: number): number {
  if (day < firstDay) return firstDay;
  return day <= lastDay ? day : lastDay - daysOf400Years + ((day - lastDay) % daysOf400Years);
}

const firstDay = toDayNumber({ year: 1700, month: 1, day: 1 });
const lastDay = toDayNumber({ year: 9999, month: 1, day: 1 });

/** Seconds east of UTC in a zone, at a moment of UTC. */
function offsetAtUtc(zone: KnownZone, at: Moment): number {
  const day = inReach(at.day);
  const parts: Record<string, number> = {};
  for (const part of zone.format.formatToParts((day * daySeconds + at.second) * 1000))
    parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = toDayNumber({ year, month, day: date });
  return (local - day) * daySeconds + hour * 3600 + minute * 60 + second - at.second;
}

/**
 * Seconds east of UTC where a clock of the zone shows the local time. A time that comes twice is the first of the two, one that is left
 * out counts from before the change (as in ISO 8601 of Java and Temporal's `compatible`).
 */
function offsetAtLocal(zone: KnownZone, local: Moment): number {
  const whole = zone.days.get(local.day);
  if (typeof whole === 'number') return whole;
  const earlier = offsetAtUtc(zone, { day: local.day - 1, second: 0 });
  const later = offsetAtUtc(zone, { day: local.day + 2, second: 0 });
  if (whole === undefined) {
    if (zone.days.size >= mostDays) zone.days.clear();
    zone.days.set(local.day, earlier === later ? earlier : null);
  }
  if (earlier === later) return earlier;
  if (offsetAtUtc(zone, moment(local.day, local.second - earlier)) === earlier) return earlier;
  return offsetAtUtc(zone, moment(local.day, local.second - later)) === later ? later : earlier;
}

/** Seconds east of UTC; null where the time counts nowhere in particular. */
export function offsetOf(zone: Zone, local: Moment): number | null {
  if (typeof zone !== 'string') return zone;
  const named = zoneOf(zone);
  return named === null ? null : offsetAtLocal(named, local);
}

/** Seconds east of UTC in a zone at a moment of UTC. */
export function offsetFromUtc(zone: Zone, at: Moment): number | null {
  if (typeof zone !== 'string') return zone;
  const named = zoneOf(zone);
  return named === null ? null : offsetAtUtc(named, at);
}

// A time of day has no date, so a zone with summer time leaves it open which of two offsets it has.
const winter = toDayNumber({ year: 2025, month: 1, day: 15 });
const summer = toDayNumber({ year: 2025, month: 7, day: 15 });

/** All offsets that a time of day without date can have. */
export function possibleOffsets(zone: number | string): readonly number[] {
  if (typeof zone === 'number') return [zone];
  const one = offsetOf(zone, { day: winter, second: 0 });
  const other = offsetOf(zone, { day: summer, second: 0 });
  if (one === null || other === null) return [];
  return one === other ? [one] : [one, other];
}
