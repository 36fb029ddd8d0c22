import type { Frequency, Unit } from './sheet.ts';

/** Which way is better. */
export type Direction = 'up' | 'down';

/** A value on a day, `YYYY-MM-DD`. */
export interface DayValue {
  readonly on: string;
  readonly value: number;
}

/**
 * How far an indicator is on its way to one target. The first four say how the pace so far compares with the pace that
 * is required; the last ones say why there is nothing to compare.
 */
export const bands = [
  'reached',
  'on_pace',
  'moderate',
  'limited',
  'deterioration',
  'missed',
  'early',
  'stale',
  'no_data',
  'no_baseline',
  'no_target',
] as const;
export type Band = (typeof bands)[number];

export interface Way {
  readonly base: DayValue;
  readonly target: DayValue;
  readonly direction: Direction;
}

export interface Standing {
  readonly band: Band;
  /** Pace so far against the pace required, from −1 to 2; absent where nothing can be compared. */
  readonly pace?: number;
  /** What the straight way from baseline to target requires on the day of the value. */
  readonly required?: number;
}

const dayLength = 86_400_000;

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

/** From what share of the required pace on each band begins; below the last it gets worse. */
const thresholds = [
  ['on_pace', 0.95],
  ['moderate', 0.6],
  ['limited', 0],
] as const;
const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** Without the noise of binary fractions, in which 55.1 − 50.1 is more than 5. */
const exact = (value: number) => Number(value.toFixed(9));

/** What the straight way requires on a day: the baseline before it begins, the target once it is due. */
export function requiredOn(day: string, { base, target }: Way): number {
  const length = daysBetween(base.on, target.on);
  const part = length <= 0 ? 1 : clamp(daysBetween(base.on, day) / length, 0, 1);
  return exact(base.value + (target.value - base.value) * part);
}

/**
 * Compares the pace so far with the pace that is required:
 * (v_now − v_0) / (v_T − v_0) ÷ (t_now − t_0) / (T − t_0), kept within [−1, 2]. It is linear, not a growth rate, because
 * shares begin at 0. The same formula serves what should fall: both differences then change their sign.
 */
export function standing(way: Way, now: DayValue): Standing {
  const { base, target, direction } = way;
  const required = requiredOn(now.on, way);
  const better = direction === 'up' ? now.value >= target.value : now.value <= target.value;
  if (better) return { band: 'reached', required };
  if (now.on > target.on) return { band: 'missed', required };
  const spent = daysBetween(base.on, now.on);
  const length = daysBetween(base.on, target.on);
  if (spent <= 0 || length <= 0) return { band: 'early', required };
  const distance = target.value - base.value;
  // What has only to be kept, and was not.
  if (distance === 0) return { band: 'deterioration', pace: -1, required };
  const pace = clamp(exact((now.value - base.value) / distance / (spent / length)), -1, 2);
  const band = thresholds.find(([, from]) => pace >= from)?.[0] ?? 'deterioration';
  return { band, pace, required };
}

/** After so many days without a newer figure an indicator says that it has none, whatever it last said. */
export const staleAfter: Readonly<Record<Frequency, number>> = { month: 62, quarter: 184, year: 550 };

/** Days since the last figure, where they are too many. */
export function staleDays(asOf: string, today: string, frequency: Frequency): number | undefined {
  const days = daysBetween(asOf, today);
  return days > staleAfter[frequency] ? days : undefined;
}

export interface Trend {
  readonly perYear: number;
  /** Where the line stands on a day. */
  at(day: string): number;
}

const fewestForTrend = 4;
const longestForTrend = 120;

/**
 * The line of Theil and Sen: the median of the slopes between all pairs of values. Not least squares: with a dozen months
 * one wrong or late figure would turn that line, while up to 29 % of the values may be wrong before this one follows.
 * Undefined below four values.
 */
export function trend(values: readonly DayValue[]): Trend | undefined {
  const points = values.slice(-longestForTrend).map(({ on, value }) => ({ x: Date.parse(on) / dayLength, value }));
  if (points.length < fewestForTrend) return undefined;
  const slopes = points.flatMap((one, index) =>
    points.slice(index + 1).flatMap(({ x, value }) => (x === one.x ? [] : [(value - one.value) / (x - one.x)])),
  );
  const slope = median(slopes);
  if (slope === undefined) return undefined;
  const start = median(points.map(({ x, value }) => value - slope * x)) ?? 0;
  return { perYear: exact(slope * 365), at: (day) => exact(start + (slope * Date.parse(day)) / dayLength) };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** The 97.5th percentile of the normal distribution: what 95 % lie within, both sides. */
const z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's 95 % interval of a share (0 to 1) found among `n`; unlike the textbook one it never leaves 0 to 1 and holds
 * for few answers. Of a mean between 0 and 1, as points of those that could be given, it is at least as wide as it must be.
 */
export function wilson(share: number, n: number): Interval {
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const centre = share + (z * z) / (2 * n);
  const whole = 1 + (z * z) / n;
  return { low: Math.max(0, exact((centre - spread) / whole)), high: Math.min(1, exact((centre + spread) / whole)) };
}

/** Answers needed to know any share within `margin` (0.05: five points either way), of a population where it is known. */
export function answersNeeded(margin: number, population = Number.POSITIVE_INFINITY): number {
  const endless = (z * z * 0.25) / (margin * margin);
  return Math.ceil(endless / (1 + (endless - 1) / population));
}

/** Below it the share of a sample is not shown; below the second only together with its interval. */
export const leastAnswers = 30;
export const enoughAnswers = 100;

export function sampleStanding(n: number): 'hidden' | 'with interval' | 'shown' {
  if (n < leastAnswers) return 'hidden';
  return n < enoughAnswers ? 'with interval' : 'shown';
}

/** Percentage points of a share, percent of the measured value for everything else. */
export const largestGap = 5;

export function gapOf(measured: number, reported: number, unit: Unit): number {
  const apart = Math.abs(reported - measured);
  if (unit === 'percent') return exact(apart);
  if (apart === 0) return 0;
  return measured === 0 ? 100 : exact((100 * apart) / Math.abs(measured));
}

/** Do what was measured and what was reported of one period differ so much that the owner has to explain it? */
export function isDiscrepancy(measured: number, reported: number, unit: Unit): boolean {
  return gapOf(measured, reported, unit) > largestGap;
}
