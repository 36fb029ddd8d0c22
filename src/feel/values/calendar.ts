// The Gregorian calendar, carried on before 1582 and back over a year 0 (ISO 8601), without any time zone.

export const lastYear = 999_999_999;

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (lengths[month - 1] ?? 0);

/** All whole numbers, and a day that there is. */
export const isCivil = (year: number, month: number, day: number): boolean =>
  Number.isInteger(year) &&
  Number.isInteger(month) &&
  Number.isInteger(day) &&
  Math.abs(year) <= lastYear &&
  day >= 1 &&
  day <= daysInMonth(year, month);

/** Days since 1970-01-01. */
export function toDayNumber({ year, month, day }: Civil): number {
  const last = year - 1;
  const leaps = Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
  return last * 365 + leaps + dayOfYear({ year, month, day }) - 719_163;
}

export const daysOf400Years = 146_097;

/** Null outside of the years that a date can have. */
export function fromDayNumber(days: number): Civil | null {
  // Years are counted from 1 March, so that the leap day comes last.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / daysOf400Years);
  const dayOfEra = shifted - era * daysOf400Years;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return Math.abs(year) <= lastYear ? { year, month, day } : null;
}

/** 1 to 366. */
export const dayOfYear = ({ year, month, day }: Civil): number =>
  (before[month - 1] ?? 0) + day + (month > 2 && isLeapYear(year) ? 1 : 0);

/** 1 is Monday, 7 Sunday. */
export const weekday = (civil: Civil): number => ((((toDayNumber(civil) + 3) % 7) + 7) % 7) + 1;

/** The number of the week by ISO 8601: the first one is that of the first Thursday. */
export function weekOfYear(civil: Civil): number {
  const week = Math.floor((dayOfYear(civil) - weekday(civil) + 10) / 7);
  if (week === 0) return weeksIn(civil.year - 1);
  return week > weeksIn(civil.year) ? 1 : week;
}

function weeksIn(year: number): number {
  const first = weekday({ year, month: 1, day: 1 });
  return first === 4 || (first === 3 && isLeapYear(year)) ? 53 : 52;
}

/** The same day of a later or earlier month, or the last one where that is shorter; null outside of the calendar. */
export function addMonths({ year, month, day }: Civil, months: number): Civil | null {
  const total = year * 12 + (month - 1) + months;
  const to = Math.floor(total / 12);
  if (!(Math.abs(to) <= lastYear)) return null;
  const toMonth = total - to * 12 + 1;
  return { year: to, month: toMonth, day: Math.min(day, daysInMonth(to, toMonth)) };
}

/** Whole months from one day to another; negative where that is earlier. */
export function monthsBetween(from: Civil, to: Civil): number {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) return months - 1;
  if (months < 0 && to.day > from.day) return months + 1;
  return months + 0;
}
