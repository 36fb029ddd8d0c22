import type { ComponentChildren, VNode } from 'preact';
import { type Lang, pick } from '../../../language/index.ts';
import { Act, bound, type KeyFact, type Reason } from '../../../ui/index.ts';
import type { ArticleView, ReasonView, RequirementView } from '../views.ts';
import { texts } from './text/index.ts';

/** The act and what of it is meant: “Qaydaların 4.1–4.6-cı bəndləri”. */
export function articleName({ cited }: ArticleView, lang: Lang): ComponentChildren {
  return bound(pick(cited, lang));
}

/** An article beside a statement, with the mark of an invented act. */
export function Article({ article, lang }: { article: ArticleView; lang: Lang }): VNode {
  return <Act sample={article.sample}>{articleName(article, lang)}</Act>;
}

/** Acts among the key facts. */
export function lawFacts(acts: readonly ArticleView[], lang: Lang): KeyFact[] {
  return acts.map((act) => ({
    term: texts[lang].legalBasis,
    value: articleName(act, lang),
    law: act.sample ? 'sample' : 'act',
  }));
}

/** Reasons of a decision, or requirements, as the list of them shows each. */
export function reasonRows(reasons: readonly (ReasonView | RequirementView)[], lang: Lang): Reason[] {
  return reasons.map(({ sign, text, article, ...rest }) => ({
    sign,
    text: (
      <>
        {bound(pick(text, lang))}
        {'quote' in rest && rest.quote ? `. ${texts[lang].quoted(rest.quote)}` : null}
      </>
    ),
    act: <Article article={article} lang={lang} />,
  }));
}
