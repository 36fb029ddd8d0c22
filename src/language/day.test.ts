import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from './day.ts';

describe('days', () => {
  it('are counted over months, leap years and changes of the clock', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
    expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2);
    for (const count of [-400, -1, 0, 1, 45, 366])
      expect(daysBetween('2026-10-20', addDays('2026-10-20', count))).toBe(count);
  });
});
