import { describe, expect, it } from 'vitest';
import {
  answersNeeded,
  daysBetween,
  gapOf,
  isDiscrepancy,
  requiredOn,
  sampleStanding,
  staleDays,
  standing,
  trend,
  type Way,
  wilson,
} from './rules.ts';

/** A way that lasts the 1000 days from 1 January 2026 to 27 September 2028, so that the arithmetic stays short. */
const way = (from: number, to: number, direction: Way['direction'] = 'up'): Way => ({
  base: { on: '2026-01-01', value: from },
  target: { on: '2028-09-27', value: to },
  direction,
});
/** The day after so many of the 1000. */
const after = (days: number) => new Date(Date.parse('2026-01-01') + days * 86_400_000).toISOString().slice(0, 10);
const at = (days: number, value: number) => ({ on: after(days), value });

describe('required pace, worked by hand', () => {
  it('counts the thousand days', () => expect(daysBetween('2026-01-01', '2028-09-27')).toBe(1000));

  it('1. is on pace where the part of the way and of the time are alike', () => {
    // way (40 − 20) / (60 − 20) = 0.5; time 500 / 1000 = 0.5; pace 0.5 / 0.5 = 1; required 20 + 40 × 0.5 = 40
    expect(standing(way(20, 60), at(500, 40))).toEqual({ band: 'on_pace', pace: 1, required: 40 });
  });

  it('2. begins at base 0, where a growth rate could not be computed', () => {
    // way 12 / 50 = 0.24; time 250 / 1000 = 0.25; pace 0.96 ≥ 0.95; required 50 × 0.25 = 12.5
    expect(standing(way(0, 50), at(250, 12))).toEqual({ band: 'on_pace', pace: 0.96, required: 12.5 });
  });

  it('3. is moderate from 0.60', () => {
    // way 7.5 / 50 = 0.15; time 0.25; pace 0.6. One step lower: 7.4 / 50 = 0.148, pace 0.592
    expect(standing(way(0, 50), at(250, 7.5))).toEqual({ band: 'moderate', pace: 0.6, required: 12.5 });
    expect(standing(way(0, 50), at(250, 7.4))).toMatchObject({ band: 'limited', pace: 0.592 });
  });

  it('4. is limited where it stands still, and deteriorates below its baseline', () => {
    // way 0 / 40 = 0, pace 0. Below: (16 − 20) / 40 = −0.1; time 0.2; pace −0.5
    expect(standing(way(20, 60), at(200, 20))).toMatchObject({ band: 'limited', pace: 0 });
    expect(standing(way(20, 60), at(200, 16))).toMatchObject({ band: 'deterioration', pace: -0.5 });
  });

  it('5. is clamped to −1 and 2', () => {
    // way 30 / 40 = 0.75; time 0.1; 7.5 → 2. Down: −20 / 40 = −0.5; time 0.1; −5 → −1
    expect(standing(way(20, 60), at(100, 50))).toMatchObject({ band: 'on_pace', pace: 2 });
    expect(standing(way(20, 60), at(100, 0))).toMatchObject({ band: 'deterioration', pace: -1 });
  });

  it('6. serves what should fall with the same formula', () => {
    // days to a decision from 20 to 10: way (16 − 20) / (10 − 20) = 0.4; time 500 / 1000; pace 0.8; required 15
    expect(standing(way(20, 10, 'down'), at(500, 16))).toEqual({ band: 'moderate', pace: 0.8, required: 15 });
    // rank from 74 to 64 that rose to 79: (79 − 74) / (64 − 74) = −0.5; time 0.5; pace −1
    expect(standing(way(74, 64, 'down'), at(500, 79))).toMatchObject({ band: 'deterioration', pace: -1 });
  });

  it('7. says that a target is reached, early or late, up or down', () => {
    expect(standing(way(0, 50), at(100, 50))).toEqual({ band: 'reached', required: 5 });
    expect(standing(way(20, 10, 'down'), at(1200, 9))).toEqual({ band: 'reached', required: 10 });
  });

  it('8. says that a target was missed once its date has passed, not on the day itself', () => {
    // on day 1000: way 49 / 50 = 0.98, time 1, pace 0.98; on day 1001 nothing is left to compare
    expect(standing(way(0, 50), at(1000, 49))).toEqual({ band: 'on_pace', pace: 0.98, required: 50 });
    expect(standing(way(0, 50), at(1001, 49))).toEqual({ band: 'missed', required: 50 });
  });

  it('9. compares nothing on the first day, and what has only to be kept is kept or not', () => {
    expect(standing(way(0, 50), at(0, 0))).toEqual({ band: 'early', required: 0 });
    expect(standing(way(100, 100), at(500, 100)).band).toBe('reached');
    expect(standing(way(100, 100), at(500, 98))).toMatchObject({ band: 'deterioration', pace: -1, required: 100 });
  });

  it('10. judges two readings of one date apart: 10 % of 50 % after 328 days', () => {
    const read = (due: string): Way => ({ ...way(0, 50), target: { on: due, value: 50 } });
    const now = { on: '2026-11-25', value: 10 };
    // by the plan: 328 of 1095 days = 0.29954; way 0.2; pace 0.66768 → moderate; required 50 × 0.29954 = 14.977
    expect(daysBetween('2026-01-01', '2026-11-25')).toBe(328);
    expect(daysBetween('2026-01-01', '2028-12-31')).toBe(1095);
    const plan = standing(read('2028-12-31'), now);
    expect(plan.band).toBe('moderate');
    expect(plan.pace).toBeCloseTo(0.66768, 5);
    expect(plan.required).toBeCloseTo(14.977, 3);
    // within ten years: 328 of 3651 days = 0.08984; pace 0.2 / 0.08984 = 2.226 → 2; required 4.492
    expect(daysBetween('2026-01-01', '2035-12-31')).toBe(3651);
    const decade = standing(read('2035-12-31'), now);
    expect(decade).toMatchObject({ band: 'on_pace', pace: 2 });
    expect(decade.required).toBeCloseTo(4.492, 3);
  });

  it('requires the baseline before the way begins and the target once it is over', () => {
    expect([after(-10), after(750), after(2000)].map((day) => requiredOn(day, way(20, 60)))).toEqual([20, 50, 60]);
  });
});

describe('no data since N days', () => {
  it('is said by how often the figure has to come', () => {
    expect(staleDays('2026-09-22', '2026-11-23', 'month')).toBeUndefined();
    expect(staleDays('2026-09-21', '2026-11-23', 'month')).toBe(63);
    expect(staleDays('2026-05-23', '2026-11-23', 'quarter')).toBeUndefined();
    expect(staleDays('2024-12-31', '2026-11-23', 'year')).toBe(692);
  });
});

describe('the trend', () => {
  const month = (number: number, value: number) => ({ on: `2026-${String(number).padStart(2, '0')}-01`, value });

  it('is not turned by one wrong figure, as least squares would be', () => {
    // 1 a day for four days and one slip of 1000: of the ten slopes six are 1, so the median is 1
    const days = [0, 1, 2, 3, 4].map((n) => ({ on: after(n), value: n === 4 ? 1000 : n }));
    expect(trend(days)?.perYear).toBe(365);
    expect(trend(days)?.at(after(10))).toBe(10);
  });

  it('needs four values, on different days', () => {
    expect(trend([month(1, 1), month(2, 2), month(3, 3)])).toBeUndefined();
    expect(trend([month(1, 1), month(1, 2), month(1, 3), month(1, 4)])).toBeUndefined();
    expect(trend([month(1, 4), month(2, 4), month(3, 4), month(4, 4)])?.perYear).toBe(0);
  });
});

describe('the interval of a share of a sample', () => {
  const percents = (n: number) => {
    const { low, high } = wilson(0.9, n);
    return [Math.round(low * 100), Math.round(high * 100)];
  };

  it('is that of Wilson', () => {
    expect(percents(50)).toEqual([79, 96]);
    expect(percents(200)).toEqual([85, 93]);
    expect(percents(1000)).toEqual([88, 92]);
    expect(wilson(1, 30).high).toBe(1);
    expect(wilson(0, 30)).toMatchObject({ low: 0 });
  });

  it('says how many answers are needed', () => {
    expect(answersNeeded(0.05)).toBe(385);
    expect(answersNeeded(0.05, 2000)).toBe(323);
  });

  it('shows nothing below 30 answers and the interval below 100', () => {
    expect([29, 30, 99, 100].map(sampleStanding)).toEqual(['hidden', 'with interval', 'with interval', 'shown']);
  });
});

describe('a reported and a measured figure', () => {
  it('differ by more than five points, not by five', () => {
    expect(isDiscrepancy(50.1, 55.1, 'percent')).toBe(false);
    expect(isDiscrepancy(50.1, 55.2, 'percent')).toBe(true);
    expect(isDiscrepancy(55.2, 50.1, 'percent')).toBe(true);
  });

  it('are compared by percent of what was measured where the unit is another', () => {
    expect(gapOf(200, 210, 'count')).toBe(5);
    expect(isDiscrepancy(200, 210, 'count')).toBe(false);
    expect(isDiscrepancy(200, 211, 'count')).toBe(true);
    expect(isDiscrepancy(0, 1, 'count')).toBe(true);
    expect(isDiscrepancy(0, 0, 'count')).toBe(false);
  });
});
