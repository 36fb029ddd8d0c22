import type { VNode } from 'preact';
import { formatDate, pick } from '../../../language/index.ts';
import { Actions, ButtonLink, type Frame, KeyFacts, NoWrap, Reasons } from '../../../ui/index.ts';
import type { CaseView, DecisionView } from '../views.ts';
import { articleName, reasonRows } from './article.tsx';
import { lines } from './prose.tsx';
import { texts, type Words } from './text/index.ts';

/** How it was decided and by whom: “imtina edilib, 25.11.2026, vəzifəli şəxs tərəfindən verilib”. */
export function decidedHow({ outcome, by }: DecisionView, words: Words): string {
  if (outcome === 'lapsed') return words.byTime;
  return by === 'table' ? words.byTable : words.byOfficial;
}

/** A decision with its reasons and their articles, the official's words, and the way to appeal. */
export function DecisionPart({ frame, view }: { frame: Frame; view: CaseView }): VNode | null {
  const { lang } = frame;
  const words = texts[lang];
  const { decision } = view;
  if (!decision) return null;
  return (
    <>
      <h2>
        {words.decision}: {words.outcome[decision.outcome]}
      </h2>
      <p class="soft small">
        <NoWrap>{formatDate(decision.at, lang)}</NoWrap>, {decidedHow(decision, words)}.
      </p>
      <h3>{words.reasons}</h3>
      <Reasons reasons={reasonRows(decision.reasons, lang)} />
      {decision.note ? (
        <>
          <h3>{words.officialWrote}</h3>
          <p>{lines(decision.note)}</p>
        </>
      ) : null}
      {view.may.appeal ? <AppealWay frame={frame} view={view} decision={decision} /> : null}
    </>
  );
}

interface AppealProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly decision: DecisionView;
}

function AppealWay({ frame, view, decision }: AppealProps): VNode {
  const words = texts[frame.lang];
  return (
    <>
      <h2>{words.appealTitle}</h2>
      <AppealFacts frame={frame} decision={decision} />
      <Actions>
        <ButtonLink kind="second" href={frame.href(`/muracietler/${view.id}/sikayet`)}>
          {words.appeal}
        </ButtonLink>
      </Actions>
    </>
  );
}

/** To whom, until when, by which article. */
export function AppealFacts({ frame, decision }: { frame: Frame; decision: DecisionView }): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const { appeal, appealUntil } = decision;
  return (
    <KeyFacts
      facts={[
        { term: words.appealRoute, value: pick(appeal.route, lang) },
        {
          term: words.appealUntil,
          value: appealUntil ? formatDate(appealUntil, lang) : words.appealTerm(appeal.days),
          note: appealUntil ? words.appealTerm(appeal.days) : undefined,
        },
        {
          term: words.legalBasis,
          value: articleName(appeal.article, lang),
          law: appeal.article.sample ? 'sample' : 'act',
        },
      ]}
    />
  );
}
