import type { VNode } from 'preact';
import { type Lang, pick, small, type Text } from '../../../language/index.ts';
import { bound } from '../../../ui/index.ts';
import type { ArticleView } from '../views.ts';
import { Article } from './article.tsx';

/** What they see of an application, in one sentence. */
export const seenBy = (words: string, sees: readonly Text[], lang: Lang): string =>
  `${words}: ${sees.map((text) => small(pick(text, lang), lang)).join(', ')}.`;

interface PlannedProps {
  readonly lang: Lang;
  readonly title: Text;
  readonly asked: string;
  readonly how: string;
  readonly article: ArticleView;
}

/** What every application to a service asks of somebody besides the applicant: who that is, what, how, by which article. */
export function Planned({ lang, title, asked, how, article }: PlannedProps): VNode {
  return (
    <li>
      <b>{pick(title, lang)}</b>
      <br />
      {bound(asked)}
      <br />
      <span class="small soft">{bound(how)}</span>{' '}
      <span class="small">
        <Article article={article} lang={lang} />
      </span>
    </li>
  );
}
