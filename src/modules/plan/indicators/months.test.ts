import { describe, expect, it } from 'vitest';
import { endOf, lastClosed, partValues, periodAfter, periodOf, periodValues, type Reckoning } from './months.ts';

const day = (date: string, numerator: number, denominator: number, count = 0) => ({
  day: date,
  numerator,
  denominator,
  count,
});
const given = (rest: Partial<Reckoning> = {}): Reckoning => ({
  unit: 'percent',
  frequency: 'month',
  today: '2026-12-31',
  ofCases: false,
  ...rest,
});
const ofCases = (today = '2027-01-01') => given({ ofCases: true, today });
const values = (...args: Parameters<typeof periodValues>) =>
  periodValues(...args).map(({ period, value }) => [period, value]);

describe('periods', () => {
  it('are months, quarters and years of the calendar', () => {
    expect(['month', 'quarter', 'year'].map((one) => periodOf('2026-11-23', one as 'month'))).toEqual([
      '2026-11',
      '2026-Q4',
      '2026',
    ]);
    expect(endOf('2028-02', 'month')).toBe('2028-02-29');
    expect(endOf('2026-Q3', 'quarter')).toBe('2026-09-30');
    expect(endOf('2026', 'year')).toBe('2026-12-31');
  });

  it('are refused where they are none of the frequency', () => {
    expect(endOf('2026-13', 'month')).toBeUndefined();
    expect(endOf('2026-00', 'month')).toBeUndefined();
    expect(endOf('2026-11', 'quarter')).toBeUndefined();
    expect(endOf('2026', 'month')).toBeUndefined();
    expect(endOf('keçən il', 'year')).toBeUndefined();
  });

  it('follow one another over the end of a year', () => {
    expect(periodAfter('2026-12', 'month')).toBe('2027-01');
    expect(periodAfter('2026-Q4', 'quarter')).toBe('2027-Q1');
    expect(lastClosed('2027-01-01', 'month')).toBe('2026-12');
    expect(lastClosed('2026-11-23', 'quarter')).toBe('2026-Q3');
    expect(lastClosed('2026-12-31', 'year')).toBe('2025');
  });
});

describe('values by period', () => {
  it('add up to the end of each, and stand on where nothing happened', () => {
    const days = [day('2026-09-02', 1, 4), day('2026-09-30', 2, 4), day('2026-11-01', 5, 8)];
    expect(values(days, given())).toEqual([
      ['2026-09', 37.5],
      ['2026-10', 37.5],
      ['2026-11', 50],
      ['2026-12', 50],
    ]);
    expect(values(days, given({ frequency: 'quarter' }))).toEqual([
      ['2026-Q3', 37.5],
      ['2026-Q4', 50],
    ]);
  });

  it('have none of nothing', () => {
    expect(values([], given())).toEqual([]);
    expect(values([day('2026-11-02', 0, 0)], given())).toEqual([]);
  });

  it('are without figures where fewer than five stand behind them', () => {
    expect(periodValues([day('2026-12-02', 1, 4)], given())).toEqual([{ period: '2026-12', ends: '2026-12-31' }]);
    expect(values([day('2026-12-02', 0, 0, 4)], given({ unit: 'count' }))).toEqual([['2026-12', undefined]]);
    expect(values([day('2026-12-02', 0, 0, 5)], given({ unit: 'count' }))).toEqual([['2026-12', 5]]);
  });

  it('count the cases, not what a case is measured by', () => {
    // One application needs eleven fields; one rating gives five points.
    expect(values([day('2026-12-02', 8, 11, 1)], ofCases('2026-12-31'))).toEqual([['2026-12', undefined]]);
    expect(periodValues([day('2026-12-02', 40, 55, 5)], ofCases('2026-12-31'))[0]?.denominator).toBe(55);
  });

  it('move by five cases and whole days, so that no difference of two figures tells of one case', () => {
    const days = [day('2026-11-02', 5, 25, 5), day('2026-11-03', 5, 5, 1), day('2026-12-01', 20, 20, 4)];
    expect(values(days.slice(0, 2), ofCases('2026-11-30'))).toEqual([['2026-11', 20]]);
    expect(values(days, ofCases('2026-12-31'))).toEqual([
      ['2026-11', 20],
      ['2026-12', 60],
    ]);
    expect(values(days, ofCases('2026-12-01'))).toEqual([
      ['2026-11', 20],
      ['2026-12', 20],
    ]);
  });

  it('are a mean where the unit is days', () => {
    expect(values([day('2026-12-02', 45, 10, 10)], given({ unit: 'days' }))).toEqual([['2026-12', 4.5]]);
  });

  it('of a sample need thirty answers', () => {
    const sample = given({ ofCases: true, sampled: true, today: '2026-12-31' });
    expect(values([day('2026-12-02', 116, 145, 29)], sample)).toEqual([['2026-12', undefined]]);
    expect(values([day('2026-12-02', 120, 150, 30)], sample)).toEqual([['2026-12', 80]]);
  });
});

describe('parts of a value', () => {
  const groups = (counts: Readonly<Record<string, number>>) =>
    new Map(Object.entries(counts).map(([key, count]) => [key, [day('2026-12-02', 1, count, count)]]));

  it('leave out a second one where a single one is withheld', () => {
    const shown = (counts: Readonly<Record<string, number>>) =>
      partValues(groups(counts), given()).flatMap(({ key, value }) => (value === undefined ? [] : [key]));
    expect(shown({ a: 10, b: 3, c: 8 })).toEqual(['a']);
    expect(shown({ a: 10, b: 3, c: 4, d: 8 })).toEqual(['a', 'd']);
    expect(shown({ a: 10, b: 8 })).toEqual(['a', 'b']);
  });
});
