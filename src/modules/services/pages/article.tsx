import type { ComponentChildren, VNode } from 'preact';
import { clause, type Lang, pick } from '../../../language/index.ts';
import { Act, type KeyFact, type Reason } from '../../../ui/index.ts';
import type { ArticleView, ReasonView, RequirementView } from '../views.ts';
import { bound } from './prose.tsx';
import { texts } from './text/index.ts';

/** The act and what of it is meant: “Qaydalar, 4.1–4.6-cı bəndlər”. */
export function articleName({ title, article }: ArticleView, lang: Lang): ComponentChildren {
  if (article === '') return pick(title, lang);
  const named = clause(article, lang);
  return bound(`${pick(title, lang)}, ${article.includes('–') ? texts[lang].clauses(named) : named}`);
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
  return reasons.map(({ sign, text, article }) => ({
    sign,
    text: bound(pick(text, lang)),
    act: <Article article={article} lang={lang} />,
  }));
}
