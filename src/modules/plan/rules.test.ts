import { describe, expect, it } from 'vitest';
import { monthValues } from './rules.ts';

const day = (date: string, numerator: number, denominator: number, count = 0) => ({
  day: date,
  numerator,
  denominator,
  count,
});

const today = '2027-01-01';

describe('monthValues', () => {
  it('adds up to the end of each month', () => {
    const months = monthValues([day('2026-11-02', 1, 4), day('2026-11-30', 2, 4), day('2026-12-01', 5, 8)], 'percent');
    expect(months).toEqual([
      { month: '2026-11', value: 37.5, numerator: 3, denominator: 8 },
      { month: '2026-12', value: 50, numerator: 8, denominator: 16 },
    ]);
  });

  it('makes no share of nothing', () => {
    expect(monthValues([day('2026-11-02', 0, 0)], 'percent')).toEqual([]);
    expect(monthValues([day('2026-11-02', 0, 6)], 'percent')[0]?.value).toBe(0);
  });

  it('withholds what fewer than five cases stand behind, and shows it once there are more', () => {
    const months = monthValues([day('2026-10-05', 1, 4), day('2026-11-02', 1, 1), day('2026-12-01', 0, 0)], 'percent');
    expect(months).toEqual([
      { month: '2026-10' },
      { month: '2026-11', value: 40, numerator: 2, denominator: 5 },
      { month: '2026-12', value: 40, numerator: 2, denominator: 5 },
    ]);
    expect(monthValues([day('2026-11-02', 0, 0, 4)], 'count')).toEqual([{ month: '2026-11' }]);
  });

  it('counts the cases, not what a case is measured by', () => {
    // One application needs eleven fields; one rating gives five points.
    expect(monthValues([day('2026-11-02', 8, 11, 1)], 'percent', today)).toEqual([{ month: '2026-11' }]);
    expect(monthValues([day('2026-11-02', 40, 55, 5)], 'percent', today)[0]?.denominator).toBe(55);
  });

  it('moves by five cases and whole days, so that no difference of two figures tells of one case', () => {
    const days = [day('2026-11-02', 5, 25, 5), day('2026-11-03', 5, 5, 1), day('2026-12-01', 20, 20, 4)];
    expect(monthValues(days.slice(0, 2), 'percent', today)[0]?.value).toBe(20);
    expect(monthValues(days, 'percent', today).map(({ value }) => value)).toEqual([20, 60]);
    expect(monthValues(days, 'percent', '2026-12-01').map(({ value }) => value)).toEqual([20, 20]);
  });

  it('counts where the unit is a count', () => {
    expect(monthValues([day('2026-11-02', 0, 0, 2), day('2026-11-03', 0, 0, 5)], 'count')[0]?.value).toBe(7);
  });
});
