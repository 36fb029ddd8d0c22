import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  type Civil,
  dayOfYear,
  fromDayNumber,
  isCivil,
  lastYear,
  monthsBetween,
  toDayNumber,
  weekday,
  weekOfYear,
} from './calendar.ts';

const dayMilliseconds = 86_400_000;

/** What the platform's `Date` says of a day. */
function platform(days: number): Civil & { weekday: number } {
  const date = new Date(days * dayMilliseconds);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
  };
}

const within = fc.integer({ min: -99_999_999, max: 99_999_999 });
const anyDay = fc.integer({
  min: toDayNumber({ year: -lastYear, month: 1, day: 1 }),
  max: toDayNumber({ year: lastYear, month: 12, day: 31 }),
});

/** The last of the days before it that begins a week, counted on by hand. */
function isoWeek(days: number): number {
  const thursday = days - platform(days).weekday + 4;
  const { year } = platform(thursday);
  return Math.floor((thursday - Date.UTC(year, 0, 1) / dayMilliseconds) / 7) + 1;
}

describe('days', () => {
  test('are those of the platform, as far as it goes', () => {
    fc.assert(
      fc.property(within, (days) => {
        const { weekday: expected, ...civil } = platform(days);
        expect(fromDayNumber(days)).toEqual(civil);
        expect(toDayNumber(civil)).toBe(days);
        expect(weekday(civil)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('come back from their numbers in all years', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        const civil = fromDayNumber(days);
        expect(civil && isCivil(civil.year, civil.month, civil.day)).toBe(true);
        expect(civil && toDayNumber(civil)).toBe(days);
      }),
    );
    expect(fromDayNumber(toDayNumber({ year: lastYear, month: 12, day: 31 }) + 1)).toBeNull();
    expect(fromDayNumber(toDayNumber({ year: -lastYear, month: 1, day: 1 }) - 1)).toBeNull();
  });

  test('weeks and days of the year, of every day of 400 years', () => {
    const from = toDayNumber({ year: 1990, month: 1, day: 1 });
    const wrong: Civil[] = [];
    for (let days = from; days < from + 146_097; days += 1) {
      const civil = platform(days);
      const first = Date.UTC(civil.year, 0, 1) / dayMilliseconds;
      if (weekOfYear(civil) !== isoWeek(days) || dayOfYear(civil) !== days - first + 1) wrong.push(civil);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    [2024, 2, 29, true],
    [2023, 2, 29, false],
    [1900, 2, 29, false],
    [2000, 2, 29, true],
    [0, 2, 29, true],
    [-4, 2, 29, true],
    [2024, 4, 31, false],
    [2024, 0, 1, false],
    [2024, 13, 1, false],
    [2024, 1, 0, false],
    [2024, 1.5, 1, false],
    [1_000_000_000, 1, 1, false],
    [Number.NaN, 1, 1, false],
  ])('%d-%d-%d: %s', (year, month, day, there) => {
    expect(isCivil(year, month, day)).toBe(there);
  });
});

describe('months', () => {
  test.each([
    ['2024-01-31', 1, '2024-2-29'],
    ['2023-01-31', 1, '2023-2-28'],
    ['2024-02-29', 12, '2025-2-28'],
    ['2024-03-31', -1, '2024-2-29'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-08-31', 13, '2025-9-30'],
  ])('%s and %d months', (from, months, expected) => {
    const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
    const civil = addMonths({ year, month, day }, months);
    expect(civil && `${civil.year}-${civil.month}-${civil.day}`).toBe(expected);
  });

  test('lead back, but for days that a month lacks', () => {
    fc.assert(
      fc.property(within, fc.integer({ min: -50_000, max: 50_000 }), (days, months) => {
        const civil = { ...platform(days), day: Math.min(platform(days).day, 28) };
        const there = addMonths(civil, months);
        expect(there && addMonths(there, -months)).toEqual({ year: civil.year, month: civil.month, day: civil.day });
        expect(there && monthsBetween(civil, there)).toBe(months);
      }),
    );
  });

  test('end with the calendar', () => {
    expect(addMonths({ year: lastYear, month: 12, day: 1 }, 1)).toBeNull();
    expect(addMonths({ year: 2000, month: 1, day: 1 }, Number.MAX_SAFE_INTEGER)).toBeNull();
  });

  test('are whole: the last one counts from the same day on', () => {
    const of = (year: number, month: number, day: number): Civil => ({ year, month, day });
    expect(monthsBetween(of(2024, 1, 31), of(2024, 2, 29))).toBe(0);
    expect(monthsBetween(of(2024, 1, 15), of(2024, 2, 15))).toBe(1);
    expect(monthsBetween(of(2024, 1, 15), of(2024, 2, 14))).toBe(0);
    expect(monthsBetween(of(2024, 2, 14), of(2024, 1, 15))).toBe(0);
    expect(monthsBetween(of(2024, 2, 15), of(2023, 1, 15))).toBe(-13);
  });
});
