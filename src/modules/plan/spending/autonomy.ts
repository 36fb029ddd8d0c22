import type { Autonomy } from './choices.ts';
import { exceeds } from './money.ts';

/** What became of one request whose money has been spent. */
export interface Outcome {
  readonly approved: string;
  /** What it came to. */
  readonly forecast: string;
  readonly approvedEnd: string;
  /** Day on which it was finished; null while it goes on. */
  readonly finishedOn: string | null;
}

/** How far a request may go over what was approved: percent of the amount, and days. */
export interface Tolerance {
  readonly cost: number;
  readonly days: number;
}

/** Least requests brought to an end, and the least share of them kept, in percent. */
export interface Level {
  readonly ended: number;
  readonly kept: number;
}

export interface TrackRecord {
  readonly level: Autonomy;
  readonly ended: number;
  readonly kept: number;
  /** Why those that were not kept were not. */
  readonly overCost: number;
  readonly overTime: number;
}

const dayLength = 86_400_000;
const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);

export const isOverCost = ({ approved, forecast }: Pick<Outcome, 'approved' | 'forecast'>, { cost }: Tolerance) =>
  exceeds(forecast, approved, cost);

export const isOverTime = (approvedEnd: string, end: string, { days }: Tolerance): boolean =>
  end > plusDays(approvedEnd, days);

/**
 * What an institution has earned by its record: the more of what was decided it kept within cost and time, the less of
 * what it asks for is looked at before it may begin. Work that goes on counts only once its time is over.
 */
export function recordOf(
  outcomes: readonly Outcome[],
  today: string,
  tolerance: Tolerance,
  levels: { readonly partial: Level; readonly full: Level },
): TrackRecord {
  const judged = outcomes.filter(
    ({ finishedOn, approvedEnd }) => finishedOn !== null || isOverTime(approvedEnd, today, tolerance),
  );
  const late = ({ approvedEnd, finishedOn }: Outcome) => isOverTime(approvedEnd, finishedOn ?? today, tolerance);
  const overCost = judged.filter((one) => isOverCost(one, tolerance)).length;
  const overTime = judged.filter(late).length;
  const kept = judged.filter((one) => !isOverCost(one, tolerance) && !late(one)).length;
  const reaches = ({ ended, kept: share }: Level) => judged.length >= ended && kept * 100 >= share * judged.length;
  const level = reaches(levels.full) ? 'full' : reaches(levels.partial) ? 'partial' : 'none';
  return { level, ended: judged.length, kept, overCost, overTime };
}
