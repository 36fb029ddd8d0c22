import type { Context } from '../../../kernel/context.ts';
import { reasonsProposed, type Judged, outcomeOf } from '../actions/deciding.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { DeskAction, ReasonsView } from '../desk-views.ts';
import { type DecisionRow, outcomeNames } from '../entities.ts';
import { citedArticles } from '../rules/reasons.ts';
import * as store from '../store.ts';
import type { Guide } from './guide.ts';
import { ownWords } from './journal.ts';
import { opinionWordsOf } from './opinions.ts';

/** What was written for the reasons of a decision: by the name of the opinion, and the official's own. */
export async function decisionWords(
  ctx: Context,
  service: CompiledService,
  id: string,
  decision: DecisionRow | undefined,
): Promise<ReadonlyMap<string, string>> {
  const words = await opinionWordsOf(ctx, service, id);
  const own = decision && (await store.findOwnReason(ctx.db, id, decision.seq));
  return own === undefined ? words : new Map([...words, [ownWords, own]]);
}

/** The reasons from which an official chooses: of each outcome that may be reached now. */
export async function reasonsView(
  ctx: Context,
  guide: Guide,
  loaded: Parameters<typeof reasonsProposed>[1],
  judged: Judged,
  actions: readonly DeskAction[],
): Promise<ReasonsView | undefined> {
  const { service } = loaded;
  const reached = new Set(actions.flatMap(({ action, blocked }) => (blocked ? [] : [outcomeOf(service, action)])));
  const outcomes = outcomeNames.filter((outcome) => reached.has(outcome));
  if (outcomes.length === 0) return undefined;
  const lists = [];
  for (const outcome of outcomes) {
    const proposed = await reasonsProposed(ctx, loaded, outcome, judged);
    const lines = proposed.map(({ name, reason: { text, article } }) => ({
      name,
      text,
      article: guide.article(article),
    }));
    lists.push({ outcome, lines });
  }
  return {
    lists,
    articles: inOrder(citedArticles(service).map((name) => ({ name, article: guide.article(name) }))),
  };
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare;

/** Act by act, as they are cited first, and in each by number: 2.10 after 2.9. */
function inOrder(cited: ReasonsView['articles']): ReasonsView['articles'] {
  const acts = [...new Set(cited.map(({ article }) => article.act))];
  return cited.toSorted(
    ({ article: a }, { article: b }) => acts.indexOf(a.act) - acts.indexOf(b.act) || byNumber(a.article, b.article),
  );
}
