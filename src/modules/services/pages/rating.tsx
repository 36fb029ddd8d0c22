import type { VNode } from 'preact';
import { Actions, Button, Form, type Frame, Rating, TextArea } from '../../../ui/index.ts';
import type { CaseView } from '../views.ts';
import { texts } from './text/index.ts';

/** A rating that did not fit, as it was typed. */
export interface WrongRating {
  readonly score: string;
  readonly comment: string;
  readonly errors: readonly { readonly name: 'score' | 'comment'; readonly text: string }[];
}

interface RatingProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly wrong: WrongRating | undefined;
}

const mostCharacters = 1000;

/** How the service went: asked once, when the case is decided. */
export function RatingPart({ frame, view, wrong }: RatingProps): VNode | null {
  const words = texts[frame.lang];
  if (view.rating) return <p class="soft">{words.ratingGiven(view.rating.score)}</p>;
  if (!view.may.rate) return null;
  const errorOf = (name: string) => wrong?.errors.find((error) => error.name === name)?.text;
  return (
    <>
      <h2>{words.ratingTitle}</h2>
      <Form action={frame.href(`/muracietler/${view.id}/qiymet`)}>
        <Rating
          name="score"
          label={words.rating}
          hint={words.ratingHint}
          error={errorOf('score')}
          value={wrong?.score}
        />
        <TextArea
          name="comment"
          label={words.ratingComment}
          optional
          max={mostCharacters}
          error={errorOf('comment')}
          value={wrong?.comment}
        />
        <Actions>
          <Button kind="second">{words.ratingSend}</Button>
        </Actions>
      </Form>
    </>
  );
}
