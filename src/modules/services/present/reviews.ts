import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { clock, instance, journal, stateOfInstance, titleAtDesk } from '../../process/index.ts';
import { asProgram } from '../actions/acting.ts';
import { isReleasable } from '../actions/releasing.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { reviewsOf } from '../definition/heard.ts';
import { termOf } from '../definition/opinion-simulation.ts';
import type { CompiledReviews } from '../definition/review.ts';
import type { ReviewLineRow, ReviewRow } from '../review-entities.ts';
import { listLines, listReviews, pointsGiven } from '../review-store.ts';
import type {
  CaseReviewsView,
  DeskReviewsView,
  DeskReviewView,
  PlannedReviewsView,
  ScoredCriterionView,
} from '../review-views.ts';
import { neededReviews, reviewed, totalOf } from '../rules/reviews.ts';
import type { Guide } from './guide.ts';

/** The criteria, with what somebody wrote on them. */
export function criteriaViews(
  { criteria }: CompiledReviews,
  guide: Guide,
  lines: readonly ReviewLineRow[] = [],
): readonly ScoredCriterionView[] {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return criteria.map(({ name, title, question, article, from, to, weight }) => {
    const line = lines.find(({ criterion }) => criterion === name);
    return {
      name,
      title,
      question,
      article: guide.article(article),
      from,
      to,
      share: Math.round((weight / weights) * 100),
      ...(line && line.points !== null ? { points: line.points } : {}),
      ...(line && line.words !== '' ? { words: line.words } : {}),
    };
  });
}

async function written(ctx: Context, id: string) {
  const rows = await listReviews(ctx.db, id);
  const lines = await listLines(
    ctx.db,
    rows.map(({ instance: of }) => of),
  );
  return { rows, linesOf: (of: string) => lines.filter((line) => line.instance === of) };
}

interface Wanted {
  readonly id: string;
  readonly service: CompiledService;
}

/**
 * For the applicant: how many have come, and once it is decided what they say, under numbers. Who they are, and in which
 * order they were drawn, is not in it.
 */
export async function caseReviews(
  ctx: Context,
  guide: Guide,
  { id, service, decided }: Wanted & { readonly decided: boolean },
): Promise<CaseReviewsView | undefined> {
  const asked = reviewsOf(service);
  if (!asked) return undefined;
  const { rows, linesOf } = await written(ctx, id);
  if (rows.length === 0) return undefined;
  const given = pointsGiven(rows);
  const { values } = reviewed(asked, given);
  const shown = rows
    .flatMap(({ instance: of, given_at: at, points }) => (at && points ? [{ of, at, points }] : []))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  return {
    title: asked.title,
    article: guide.article(asked.article),
    needed: neededReviews(asked, given),
    given: given.length,
    ...(decided && values ? { score: values.score ?? 0 } : {}),
    reviews: decided
      ? shown.map(({ of, points }, index) => ({
          number: index + 1,
          total: totalOf(asked, points),
          lines: withPoints(criteriaViews(asked, guide, linesOf(of)), points),
        }))
      : [],
  };
}

/** Points stay where the words were deleted. */
const withPoints = (lines: readonly ScoredCriterionView[], points: Readonly<Record<string, number>>) =>
  lines.map((line) => ({ ...line, points: points[line.name] ?? line.from }));

/** At the desk of the institution that decides. Checks no access. */
export async function deskReviews(
  ctx: Context,
  guide: Guide,
  { id, service, mayRelease }: Wanted & { readonly mayRelease: boolean },
): Promise<DeskReviewsView | undefined> {
  const asked = reviewsOf(service);
  if (!asked) return undefined;
  const { rows, linesOf } = await written(ctx, id);
  if (rows.length === 0) return undefined;
  const given = pointsGiven(rows);
  const { score, spread } = reviewed(asked, given).values ?? {};
  const reviews: DeskReviewView[] = [];
  for (const row of rows)
    reviews.push(await deskReview(ctx, guide, asked, { row, lines: linesOf(row.instance), mayRelease }));
  return {
    title: asked.title,
    article: guide.article(asked.article),
    needed: neededReviews(asked, given),
    ...(score === undefined ? {} : { score }),
    ...(spread === undefined ? {} : { spread }),
    reviews,
  };
}

interface Shown {
  readonly row: ReviewRow;
  readonly lines: readonly ReviewLineRow[];
  readonly mayRelease: boolean;
}

/** A draft is its reviewer's own: nothing of it is shown before it is given. */
async function deskReview(
  ctx: Context,
  guide: Guide,
  asked: CompiledReviews,
  { row: { instance: id, ordinal, points }, lines, mayRelease }: Shown,
): Promise<DeskReviewView> {
  const inner = asProgram(ctx);
  const of = await instance(inner, id);
  const running = await clock(inner, of);
  const entries = await journal(inner, of);
  const named = entries.findLast(({ action }) => action === 'accept')?.actorName;
  const declined = entries.findLast(({ action }) => action === 'decline' || action === 'release')?.note;
  return {
    number: ordinal,
    status: of.status,
    state: titleAtDesk(await stateOfInstance(inner, of)),
    ...(named?.state === 'kept' ? { reviewer: named.value } : {}),
    ...(declined?.state === 'kept' ? { declined: declined.value } : {}),
    ...(running && of.status === 'waiting_for_applicant' ? { clock: running } : {}),
    ...(mayRelease && isReleasable(of) ? { release: { review: id, key: newId() } } : {}),
    ...(points ? { total: totalOf(asked, points) } : {}),
    lines: points ? withPoints(criteriaViews(asked, guide, lines), points) : [],
  };
}

/** For everybody, on the page of the course. */
export function plannedReviews(service: CompiledService, guide: Guide): PlannedReviewsView | undefined {
  const asked = reviewsOf(service);
  if (!asked) return undefined;
  const { title, article, number, late, spread, sees } = asked;
  return {
    title,
    article: guide.article(article),
    number,
    workingDays: termOf(asked),
    late,
    ...(spread === undefined ? {} : { spread }),
    sees: sees.flatMap((name) => service.fields.find((field) => field.name === name)?.label ?? []),
    criteria: criteriaViews(asked, guide),
  };
}
