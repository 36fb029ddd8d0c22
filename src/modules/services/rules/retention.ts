import type { FieldRetention } from '../definition/compiled.ts';

/** As many days, months or years before a moment. */
export function momentBefore(now: Date, { days = 0, months = 0, years = 0 }: FieldRetention): Date {
  const before = new Date(now);
  const day = before.getUTCDate();
  before.setUTCDate(1);
  before.setUTCMonth(before.getUTCMonth() - months - 12 * years);
  // A month that has no such day ends with its last one.
  const last = new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth() + 1, 0)).getUTCDate();
  before.setUTCDate(Math.min(day, last) - days);
  return before;
}

const dayLength = 86_400_000;

/** The fewest days that it may come to: from the end of a February back. */
export function shortestDays(retention: FieldRetention): number {
  const end = new Date('2026-03-01T00:00:00Z');
  return Math.round((end.getTime() - momentBefore(end, retention).getTime()) / dayLength);
}
