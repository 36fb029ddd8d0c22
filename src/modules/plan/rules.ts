import { isSmallCount, type MeasuredDay } from '../../kernel/measurement.ts';

/** Of everything up to the end of a month; without figures where too few cases stand behind them. */
export interface MonthValue extends Partial<MonthFigures> {
  /** `YYYY-MM` */
  readonly month: string;
}

interface MonthFigures {
  /** Percent or count. */
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** Running totals at the end of each month in which something was measured. A share of nothing is no value. */
export function monthValues(days: readonly MeasuredDay[], unit: string): readonly MonthValue[] {
  const share = unit === 'percent';
  const months = new Map<string, MonthValue>();
  let numerator = 0;
  let denominator = 0;
  let count = 0;
  for (const day of days) {
    numerator += day.numerator;
    denominator += day.denominator;
    count += day.count;
    const cases = share ? denominator : count;
    if (share && cases === 0) continue;
    const month = day.day.slice(0, 7);
    const value = share ? (100 * numerator) / denominator : count;
    const figures = isSmallCount(cases) ? {} : { value, numerator: share ? numerator : count, denominator };
    months.set(month, { month, ...figures });
  }
  return [...months.values()];
}
