import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../test/database.ts';
import { buildCalendar, type Calendar, type CalendarDefinition } from './calendar.ts';

let calendar: Calendar;
beforeAll(async () => {
  calendar = buildCalendar(parse(await readFile(`${root}/definitions/calendar.yaml`, 'utf8')) as CalendarDefinition);
});

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); new Date(at).getUTCFullYear() === year; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

describe('the calendar of 2026', () => {
  it('has the 241 working days that the Ministry of Labour published', () => {
    expect(daysOf(2026).filter((day) => calendar.isWorkingDay(day))).toHaveLength(241);
  });

  it('moves holidays off weekends as published', () => {
    for (const day of [
      '2026-03-09',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27',
      '2026-03-30',
      '2026-05-11',
      '2026-05-29',
      '2026-11-10',
    ]) {
      expect(calendar.isWorkingDay(day), day).toBe(false);
    }
    expect(calendar.isWorkingDay('2026-11-11')).toBe(true);
  });

  it('says which movable holidays are not entered', () => {
    expect(calendar.missing(2026)).toEqual([]);
    expect(
      calendar
        .missing(2027)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['qurban', 'ramazan']);
  });
});

describe('years further on', () => {
  it('have the fixed holidays like every other', () => {
    for (const day of ['2029-01-01', '2029-05-28', '2041-06-26', '2025-11-08']) {
      expect(calendar.isWorkingDay(day), day).toBe(false);
      expect(calendar.holiday(day)?.az, day).toMatch(/\S/);
    }
    expect(calendar.missing(2029)).toHaveLength(2);
  });

  it('take over what the last day of a year moves into them', () => {
    // 31 December 2028 is a Sunday, and 1 and 2 January are holidays themselves.
    expect(['2029-01-03', '2029-01-04'].map((day) => calendar.isWorkingDay(day))).toEqual([false, true]);
    expect(calendar.addWorkingDays('2028-12-29', 1)).toBe('2029-01-04');
  });

  it('do not move the day of mourning off a weekend', () => {
    expect(calendar.holiday('2029-01-20')?.az).toMatch(/\S/);
    expect(calendar.isWorkingDay('2029-01-22')).toBe(true);
  });
});

describe('counting', () => {
  it('skips the November holidays', () => {
    expect(calendar.addWorkingDays('2026-11-06', 1)).toBe('2026-11-11');
    expect(calendar.workingDaysBetween('2026-11-06', '2026-11-11')).toBe(1);
  });

  const someDay = fc
    .integer({ min: 0, max: 700 })
    .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

  it('adding and counting are each other’s inverse, and the day reached is a working day', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = calendar.addWorkingDays(from, count);
        expect(calendar.isWorkingDay(to)).toBe(true);
        expect(calendar.workingDaysBetween(from, to)).toBe(count);
        expect(calendar.workingDaysBetween(to, from)).toBe(-count);
      }),
    );
  });
});
