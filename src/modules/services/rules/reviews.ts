import type { Json } from '../../../kernel/job.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { reviewsOf } from '../definition/heard.ts';
import { type CompiledReviews, type ReviewCriterion, reviewInput, reviewNames } from '../definition/review.ts';
import type { CaseData } from './values.ts';

/** What one reviewer gave, by criterion. */
export type Points = Readonly<Record<string, number>>;

/** To one decimal, half up: what is shown is what is compared. */
const rounded = (value: number): number => Math.round(value * 10 + 1e-9) / 10;
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** The total of one reviewer: weighted, in points of 100. */
export function totalOf({ criteria }: CompiledReviews, points: Points): number {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const sum = criteria.reduce((all, { name, from, to, weight }) => {
    return all + (weight * ((points[name] ?? from) - from)) / (to - from);
  }, 0);
  return rounded((sum / weights) * 100);
}

export const spreadOf = (totals: readonly number[]): number =>
  totals.length === 0 ? 0 : rounded(Math.max(...totals) - Math.min(...totals));

/**
 * How many reviews a case needs: so many as the service says, and one more where those lie too far apart. In the order
 * in which they came, so that a third that agrees with one of two does not undo why it was asked.
 */
export function neededReviews(reviews: CompiledReviews, given: readonly Points[]): number {
  const { number, spread } = reviews;
  if (spread === undefined || given.length < number) return number;
  const first = given.slice(0, number).map((points) => totalOf(reviews, points));
  return spreadOf(first) > spread ? number + 1 : number;
}

/** What reviewers have made of a case. */
export interface Reviewed {
  /** How many have not come. */
  readonly open: number;
  /** Known once all have come: means by criterion, `score` and `spread`. */
  readonly values?: Points;
}

export function reviewed(reviews: CompiledReviews, given: readonly Points[]): Reviewed {
  const open = Math.max(0, neededReviews(reviews, given) - given.length);
  if (open > 0) return { open };
  const totals = given.map((points) => totalOf(reviews, points));
  const means = reviews.criteria.map(({ name }) => [name, rounded(mean(given.map((one) => one[name] ?? 0)))] as const);
  return { open, values: { ...Object.fromEntries(means), score: rounded(mean(totals)), spread: spreadOf(totals) } };
}

/** The case with what reviewers make of it; what has not come from all of them is a fact not received. */
export function withReviews(service: CompiledService, data: CaseData, given: readonly Points[]): CaseData {
  const reviews = reviewsOf(service);
  if (!reviews) return data;
  const { open, values } = reviewed(reviews, given);
  const said = [...reviewNames(reviews).keys()].map((name) => [name, values?.[name] ?? null] as const);
  const flat = said.map(([name, value]): [string, Json] => [reviewInput(name), value]);
  return {
    ...data,
    values: { ...data.values, review: Object.fromEntries(said), openReviews: open, ...Object.fromEntries(flat) },
    missing: new Set([...data.missing, ...(values ? [] : flat.map(([name]) => name))]),
  };
}

/** Why points are none of a criterion; undefined where they are. */
export const outOfRange = ({ from, to }: ReviewCriterion, points: number | undefined): boolean =>
  points === undefined || !Number.isInteger(points) || points < from || points > to;
