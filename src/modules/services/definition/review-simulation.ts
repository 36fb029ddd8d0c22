import { neededReviews, outOfRange, type Points } from '../rules/reviews.ts';
import type { CompiledService } from './compiled.ts';
import { reviewsOf } from './heard.ts';

/** How the reviews of a played case stand. */
export interface PlayedReviews {
  asked: boolean;
  given: Points[];
  /** One more was asked, because the first lay too far apart. */
  widened: boolean;
  /** All have come at some time. */
  complete: boolean;
  /** What is given as soon as it is asked. */
  readonly ready: Points[];
  /** Who gave them. */
  readonly givers: Set<string>;
}

export const playedReviews = (ready: readonly Points[] = []): PlayedReviews => ({
  asked: false,
  given: [],
  widened: false,
  complete: false,
  ready: [...ready],
  givers: new Set(),
});

/** What the state of the case asks for. Answers whether reviews came with it. */
export function followReviews(service: CompiledService, state: string, played: PlayedReviews): boolean {
  const reviews = reviewsOf(service);
  if (!reviews?.asked.includes(state)) return false;
  played.asked = true;
  let came = false;
  for (let next = played.ready[0]; next; next = played.ready[0]) {
    if (played.given.length >= neededReviews(reviews, played.given)) break;
    played.ready.shift();
    note(service, played, next);
    came = true;
  }
  return came;
}

function note(service: CompiledService, played: PlayedReviews, points: Points): void {
  const reviews = reviewsOf(service);
  if (!reviews) return;
  played.given.push(points);
  const needed = neededReviews(reviews, played.given);
  played.widened ||= needed > reviews.number;
  played.complete ||= played.given.length >= needed;
}

/** Answers that reviewers saw were corrected: they are asked again. */
export function reviewAgain(service: CompiledService, changed: readonly string[], played: PlayedReviews): void {
  if (!reviewsOf(service)?.sees.some((field) => changed.includes(field))) return;
  played.given = [];
  played.givers.clear();
}

interface Given {
  readonly review: string;
  readonly points?: Points | undefined;
}

/** Gives a review. Answers why it cannot be given; undefined when it was. */
export function giveReview(service: CompiledService, given: Given, played: PlayedReviews): string | undefined {
  const reviews = reviewsOf(service);
  const { review: person, points = {} } = given;
  if (!reviews) return 'no reviews';
  if (!played.asked) return 'reviews are not asked';
  if (played.givers.has(person)) return `${person} has given one`;
  if (played.given.length >= neededReviews(reviews, played.given)) return 'all reviews have come';
  const wrong = reviews.criteria.find((criterion) => outOfRange(criterion, points[criterion.name]));
  if (wrong) return `points for ${wrong.name}`;
  note(service, played, points);
  played.givers.add(person);
  return undefined;
}
