import { assert, date, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, formatNumber, langs } from '../language/index.ts';
import { readDate, readNumber } from './entry.ts';

describe('a typed date', () => {
  test.each(['22.11.2026', ' 22/11/2026 ', '22-11-2026', '22 11 2026', '22112026', '2026-11-22', '22. 11. 2026'])(
    '%s is 22 November 2026',
    (typed) => {
      expect(readDate(typed)).toBe('2026-11-22');
    },
  );

  test('may leave out the zeros', () => {
    expect(readDate('5.3.2026')).toBe('2026-03-05');
  });

  test.each([
    '',
    '22.11.26',
    '30.02.2026',
    '29.2.2027',
    '32.1.2026',
    '1.13.2026',
    '2026-02-30',
    'sabah',
    '22.11.2026.',
  ])('%s is none', (typed) => {
    expect(readDate(typed)).toBeUndefined();
  });

  test('is read as it is shown', () => {
    assert(
      property(date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(readDate(formatDate(day, 'az'))).toBe(day);
      }),
    );
  });
});

describe('a typed figure', () => {
  test.each([
    ['1.234,50', 'az', '1234.50'],
    ['1.500', 'az', '1500'],
    ['1 500', 'az', '1500'],
    ['12,5', 'az', '12.5'],
    ['12.5', 'az', '12.5'],
    ['1,234.5', 'en', '1234.5'],
    ['1.500', 'en', '1.500'],
    ['1\u00a0234,5', 'ru', '1234.5'],
    ['\u22123', 'az', '-3'],
  ] as const)('%s in %s is %s', (typed, lang, figure) => {
    expect(readNumber(typed, lang)).toBe(figure);
  });

  test.each(['', 'on', '1.2.3', '12,', ',5', '1e3', '1.23.456', '12 3'])('%s is none', (typed) => {
    expect(readNumber(typed, 'az')).toBeUndefined();
  });

  test.each(langs)('is read as it is shown in %s', (lang) => {
    assert(
      property(integer({ min: -9_999_999, max: 9_999_999 }), (qepik) => {
        const figure = (qepik / 100).toFixed(2);
        expect(Number(readNumber(formatNumber(figure, lang, 2), lang))).toBe(Number(figure));
      }),
    );
  });
});
