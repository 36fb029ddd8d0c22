import type { MeasuredDay } from '../../kernel/measurement.ts';

export interface MonthValue {
  /** `YYYY-MM` */
  readonly month: string;
  /** Percent or count, of everything up to the end of the month. */
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** Running totals at the end of each month in which something was measured. A share of nothing is no value. */
export function monthValues(days: readonly MeasuredDay[], unit: string): readonly MonthValue[] {
  const months = new Map<string, MonthValue>();
  let numerator = 0;
  let denominator = 0;
  let count = 0;
  for (const day of days) {
    numerator += day.numerator;
    denominator += day.denominator;
    count += day.count;
    if (unit === 'percent' && denominator === 0) continue;
    const value = unit === 'percent' ? (100 * numerator) / denominator : count;
    const month = day.day.slice(0, 7);
    months.set(month, { month, value, numerator: unit === 'percent' ? numerator : count, denominator });
  }
  return [...months.values()];
}
