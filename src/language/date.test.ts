import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bakuDate,
  bakuInstant,
  type DateInput,
  formatDate,
  formatDateTime,
  formatDayMonth,
  formatLongDate,
  formatMonth,
} from './date.ts';

const evening = '2026-11-22T20:30:00Z'; // half past midnight of the 23rd in Baku

test.each<[DateInput, string, string, string]>([
  ['2026-11-22', '22.11.2026', '22 Nov 2026', '22.11.2026'],
  ['2026-03-05', '05.03.2026', '5 Mar 2026', '05.03.2026'],
  [evening, '23.11.2026', '23 Nov 2026', '23.11.2026'],
  [new Date(evening), '23.11.2026', '23 Nov 2026', '23.11.2026'],
  ['2026-11-23T00:30:00.123+04:00', '23.11.2026', '23 Nov 2026', '23.11.2026'],
  ['0987-01-02', '02.01.0987', '2 Jan 0987', '02.01.0987'],
])('formatDate %s', (input, az, en, ru) => {
  expect([formatDate(input, 'az'), formatDate(input, 'en'), formatDate(input, 'ru')]).toEqual([az, en, ru]);
});

test('formatDateTime gives Baku time', () => {
  expect(formatDateTime('2026-11-22T05:14:59Z', 'az')).toBe('22.11.2026, 09:14');
  expect(formatDateTime(new Date(evening), 'ru')).toBe('23.11.2026, 00:30');
  expect(formatDateTime(evening, 'en')).toBe('23 Nov 2026, 00:30');
});

test('formatDayMonth', () => {
  expect(formatDayMonth('2026-11-22', 'az')).toBe('22.11');
  expect(formatDayMonth(evening, 'ru')).toBe('23.11');
  expect(formatDayMonth('2026-09-01', 'en')).toBe('1 Sep');
});

test.each<[DateInput, string, string, string]>([
  ['2026-11-22', '22 noyabr 2026-cı il', '22 November 2026', '22 ноября 2026\u00a0г.'],
  ['2000-01-01', '1 yanvar 2000-ci il', '1 January 2000', '1 января 2000\u00a0г.'],
  ['1993-07-09', '9 iyul 1993-cü il', '9 July 1993', '9 июля 1993\u00a0г.'],
  [evening, '23 noyabr 2026-cı il', '23 November 2026', '23 ноября 2026\u00a0г.'],
])('formatLongDate %s', (input, az, en, ru) => {
  expect([formatLongDate(input, 'az'), formatLongDate(input, 'en'), formatLongDate(input, 'ru')]).toEqual([az, en, ru]);
});

describe('what is no date is refused', () => {
  const bad = ['', '22.11.2026', '2026-02-30', '2026-13-01', '2026-1-1', '2026-11-22T05:14', '2026-11-22 05:14Z', 'x'];
  test.each(bad)('%s', (text) => expect(() => formatDate(text, 'az')).toThrow(RangeError));
  test('an invalid Date', () => expect(() => formatDate(new Date(Number.NaN), 'az')).toThrow(RangeError));
  test('a calendar date has no time of day', () => {
    expect(() => formatDateTime('2026-11-22', 'az')).toThrow(RangeError);
  });
  test.each([
    ['2026-11-22', '24:00'],
    ['2026-11-22', '9:00'],
    ['2026-02-29', '09:00'],
  ])('%s %s', (date, time) => expect(() => bakuInstant(date, time)).toThrow(RangeError));
});

describe('Baku clock', () => {
  test.each([
    ['2026-11-22', '09:14', '2026-11-22T05:14:00.000Z'],
    ['2026-11-23', '00:00', '2026-11-22T20:00:00.000Z'],
    ['2015-07-01', '12:00', '2015-07-01T07:00:00.000Z'], // the last summer time, UTC+5
    ['2015-12-01', '12:00', '2015-12-01T08:00:00.000Z'],
    ['2015-03-29', '03:59', '2015-03-28T23:59:00.000Z'], // a minute before the change
    ['2015-03-29', '05:00', '2015-03-29T00:00:00.000Z'], // a minute later on the clock
    ['1985-01-15', '12:00', '1985-01-15T08:00:00.000Z'],
  ])('%s %s is %s', (date, time, utc) => expect(bakuInstant(date, time).toISOString()).toBe(utc));

  test('bakuDate turns at Baku midnight', () => {
    expect(bakuDate('2026-11-22T19:59:59Z')).toBe('2026-11-22');
    expect(bakuDate('2026-11-22T20:00:00Z')).toBe('2026-11-23');
    expect(bakuDate(new Date('2026-12-31T20:00:00Z'))).toBe('2027-01-01');
  });

  test('an instant comes back from its date and time', () => {
    const minute = fc.integer({ min: Date.UTC(2016, 0) / 60_000, max: Date.UTC(2100, 0) / 60_000 });
    fc.assert(
      fc.property(minute, (n) => {
        const instant = new Date(n * 60_000);
        const time = formatDateTime(instant, 'az').slice(-5);
        expect(bakuInstant(bakuDate(instant), time)).toEqual(instant);
      }),
    );
  });
});

test('a month stands on its own, in the nominative', () => {
  expect(formatMonth('2026-11', 'az')).toBe('noyabr 2026');
  expect(formatMonth('2026-11', 'en')).toBe('November 2026');
  expect(formatMonth('2026-11', 'ru')).toBe('ноябрь 2026');
  expect(() => formatMonth('2026-13', 'az')).toThrow(RangeError);
});
