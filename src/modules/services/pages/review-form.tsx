import type { VNode } from 'preact';
import { type FormBody, formValue } from '../../../kernel/http/route.ts';
import { type Lang, pick } from '../../../language/index.ts';
import { bound, type FieldError, type Frame, NumberInput, TextArea } from '../../../ui/index.ts';
import { type LineError, longestWords, type TypedLine } from '../actions/reviewing.ts';
import type { ReviewView, ScoredCriterionView } from '../review-views.ts';
import { Article } from './article.tsx';
import { reviewTexts } from './text/review.ts';

/** What was typed, by criterion. */
export type Typed = Readonly<Record<string, TypedLine>>;

interface CriterionProps {
  readonly frame: Frame;
  readonly criterion: ScoredCriterionView;
  readonly typed: TypedLine | undefined;
  readonly errorOf: (name: string) => string | undefined;
}

const pointsName = (criterion: string): string => `points-${criterion}`;
const wordsName = (criterion: string): string => `words-${criterion}`;

/** Points and a reason for one criterion. */
export function Criterion({ frame: { lang }, criterion, typed, errorOf }: CriterionProps): VNode {
  const words = reviewTexts[lang];
  const { name, title, question, article, from, to, share, points, words: said } = criterion;
  const kept = points === undefined ? '' : String(points);
  return (
    <fieldset class="stack">
      <legend>
        <h3>
          {pick(title, lang)}, <span class="soft">{words.criterion(share)}</span>
        </h3>
      </legend>
      <p>
        {bound(pick(question, lang))} <Article article={article} lang={lang} />
      </p>
      <NumberInput
        name={pointsName(name)}
        label={words.points(from, to)}
        value={typed?.points ?? kept}
        error={errorOf(pointsName(name))}
      />
      <TextArea
        name={wordsName(name)}
        label={words.words}
        hint={words.wordsHint}
        max={longestWords}
        value={typed?.words ?? said}
        error={errorOf(wordsName(name))}
      />
    </fieldset>
  );
}

export function typedIn(body: FormBody): Typed {
  const names = Object.keys(body).flatMap((name) => (name.startsWith('points-') ? [name.slice(7)] : []));
  return Object.fromEntries(
    names.map((name) => [name, { points: formValue(body, pointsName(name)), words: formValue(body, wordsName(name)) }]),
  );
}

/** What is wrong with what was typed; before it is sent, also what is missing. */
export function errorsOf(
  view: ReviewView,
  wrong: readonly LineError[],
  typed: Typed | undefined,
  lang: Lang,
): FieldError[] {
  const words = reviewTexts[lang];
  return view.criteria.flatMap(({ name, title, from, to }): FieldError[] => {
    const found = wrong.filter(({ criterion }) => criterion === name).map(({ part }) => part);
    const label = pick(title, lang);
    const line = typed?.[name];
    if (found.includes('points')) return [{ name: pointsName(name), text: words.pointsError(label, from, to) }];
    if (found.includes('words')) return [{ name: wordsName(name), text: words.wordsError(label) }];
    if (line && line.points === '') return [{ name: pointsName(name), text: words.missing(label) }];
    return line && line.words === '' ? [{ name: wordsName(name), text: words.missing(label) }] : [];
  });
}
