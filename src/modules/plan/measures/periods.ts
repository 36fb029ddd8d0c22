import { addDays } from '../../../language/index.ts';

/** How often institutions report: the length of a period. */
export type PeriodLength = 'month' | 'quarter';

/** The reporting period in which a day lies: `2026-Q4`, or `2026-11` where institutions report by month. */
export function periodOf(day: string, length: PeriodLength): string {
  const [year = '', month = ''] = day.split('-');
  return length === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

/** First day of a period. */
export function periodStart(period: string): string {
  return `${yearOf(period)}-${two(firstMonth(period))}-01`;
}

/** First day after a period. */
export function periodEnd(period: string): string {
  const next = firstMonth(period) + monthsOf(period);
  return next > 12 ? `${Number(yearOf(period)) + 1}-01-01` : `${yearOf(period)}-${two(next)}-01`;
}

export function previousPeriod(period: string): string {
  return periodOf(addDays(periodStart(period), -1), lengthOf(period));
}

export function nextPeriod(period: string): string {
  return periodOf(periodEnd(period), lengthOf(period));
}

export function lengthOf(period: string): PeriodLength {
  return period.includes('Q') ? 'quarter' : 'month';
}

function yearOf(period: string): string {
  return period.slice(0, 4);
}

function firstMonth(period: string): number {
  return lengthOf(period) === 'quarter' ? Number(period.slice(6)) * 3 - 2 : Number(period.slice(5));
}

function monthsOf(period: string): number {
  return lengthOf(period) === 'quarter' ? 3 : 1;
}

function two(month: number): string {
  return String(month).padStart(2, '0');
}
