import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import {
  Actions,
  bound,
  Button,
  Card,
  Details,
  Form,
  type Frame,
  Hidden,
  NoWrap,
  Table,
  Tag,
  TextArea,
} from '../../../ui/index.ts';
import type {
  CaseReviewsView,
  DeskReviewsView,
  DeskReviewView,
  NumberedReviewView,
  PlannedReviewsView,
  ScoredCriterionView,
} from '../review-views.ts';
import { Article } from './article.tsx';
import { tagState } from './case-line.tsx';
import { Planned, seenBy } from './planned.tsx';
import { lines } from './prose.tsx';
import { reviewTexts } from './text/review.ts';
import { scoreTexts } from './text/score.ts';
import { opinionTexts } from './text/opinion.ts';

interface LinesProps {
  readonly frame: Frame;
  readonly caption: string;
  readonly criteria: readonly ScoredCriterionView[];
}

/** Points by criterion, each with the reviewer's reason and the article. */
export function CriteriaTable({ frame: { lang }, caption, criteria }: LinesProps): VNode {
  const [words, own] = [scoreTexts[lang], reviewTexts[lang]];
  return (
    <Table
      caption={caption}
      quiet
      columns={[
        { label: words.criterion },
        { label: words.points, num: true, onPhone: words.points },
        { label: own.reason },
      ]}
      rows={criteria.map(({ title, points = 0, to, words: reason, article }) => [
        pick(title, lang),
        words.of(points, to),
        <>
          {reason === undefined ? <span class="soft">{own.removed}</span> : lines(reason)}{' '}
          <span class="small">
            <Article article={article} lang={lang} />
          </span>
        </>,
      ])}
    />
  );
}

function Numbered({ frame, review }: { frame: Frame; review: NumberedReviewView }): VNode {
  const words = reviewTexts[frame.lang];
  const title = `${words.reviewer(review.number)}: ${words.total(review.total)}`;
  return (
    <>
      <h3>{bound(title)}</h3>
      <CriteriaTable frame={frame} caption={title} criteria={review.lines} />
    </>
  );
}

/** For the applicant: how many have come; once it is decided what they say, without names. */
export function CaseReviews({ frame, reviews }: { frame: Frame; reviews: CaseReviewsView | undefined }): VNode | null {
  if (!reviews) return null;
  const { lang } = frame;
  const words = reviewTexts[lang];
  const { title, article, score, given, needed } = reviews;
  return (
    <>
      <h2>{pick(title, lang)}</h2>
      <p class="soft">
        {bound(score === undefined ? `${words.awaitedLead} ${words.awaited(given, needed)}` : `${words.mean(score)}.`)}{' '}
        <Article article={article} lang={lang} />
      </p>
      {reviews.reviews.map((review) => (
        <Numbered frame={frame} review={review} />
      ))}
    </>
  );
}

/** At the desk: who was drawn, how each stands, and what was given. */
export function DeskReviews({
  frame,
  reviews,
  of,
}: {
  frame: Frame;
  reviews: DeskReviewsView | undefined;
  of: string;
}): VNode | null {
  if (!reviews) return null;
  const { lang } = frame;
  const words = reviewTexts[lang];
  const { title, article, score, spread, needed } = reviews;
  const given = reviews.reviews.filter(({ total }) => total !== undefined).length;
  const sum =
    score === undefined
      ? words.awaited(given, needed)
      : `${words.mean(score)}${spread === undefined ? '' : `, ${words.spread(spread)}`}.`;
  return (
    <Card title={pick(title, lang)}>
      <div class="stack">
        <p>
          {bound(sum)}{' '}
          <span class="small">
            <Article article={article} lang={lang} />
          </span>
        </p>
        <ul class="rows">
          {reviews.reviews.map((review) => (
            <DeskReview frame={frame} review={review} of={of} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function DeskReview({ frame, review, of }: { frame: Frame; review: DeskReviewView; of: string }): VNode {
  const { lang } = frame;
  const words = reviewTexts[lang];
  const { number, reviewer, status, state, clock, declined, total } = review;
  const due = clock?.due;
  const when = due ? (clock.overdue ? opinionTexts[lang].late(due) : opinionTexts[lang].until(due)) : undefined;
  const title = words.reviewer(number);
  return (
    <li>
      <b>{reviewer === undefined ? title : `${title}: ${reviewer}`}</b>{' '}
      <Tag state={tagState(status)}>{total === undefined ? pick(state, lang) : words.total(total)}</Tag>
      {when ? (
        <>
          <br />
          <span class="small soft">
            <NoWrap>{when}</NoWrap>
          </span>
        </>
      ) : null}
      {declined ? (
        <p class="small">
          {words.declined}: {lines(declined)}
        </p>
      ) : null}
      {review.release ? (
        <Details summary={words.releaseTitle}>
          <Form action={frame.href(`/masa/is/${of}/reyci/${review.release.review}`)}>
            <Hidden name="key" value={review.release.key} />
            <TextArea name="reason" label={words.releaseReason} hint={words.releaseHint} rows={2} max={1000} />
            <Actions>
              <Button kind="second">{words.release}</Button>
            </Actions>
          </Form>
        </Details>
      ) : null}
      {total === undefined ? null : <CriteriaTable frame={frame} caption={title} criteria={review.lines} />}
    </li>
  );
}

/** For everybody: who scores, what they see, and by which criteria. */
export function PlannedReviews({
  frame,
  reviews,
}: {
  frame: Frame;
  reviews: PlannedReviewsView | undefined;
}): VNode | null {
  if (!reviews) return null;
  const { lang } = frame;
  const words = reviewTexts[lang];
  const { number, workingDays, spread, late, sees, criteria, article } = reviews;
  const further = spread === undefined ? '' : ` ${words.further(spread)}`;
  return (
    <>
      <h2>{words.plannedTitle}</h2>
      <p>
        {bound(`${words.planned(number, workingDays)}${further} ${words.late[late]}`)}{' '}
        <Article article={article} lang={lang} />
      </p>
      <ul class="rows">
        {criteria.map((one) => (
          <Planned
            lang={lang}
            {...one}
            asked={pick(one.question, lang)}
            how={`${words.points(one.from, one.to)}, ${words.criterion(one.share)}.`}
          />
        ))}
      </ul>
      <p class="small soft">{bound(seenBy(words.sees, sees, lang))}</p>
    </>
  );
}
