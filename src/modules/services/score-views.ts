import type { Text } from '../../language/lang.ts';
import type { ArticleView } from './views.ts';

/** What one criterion came to, and why. */
export interface CriterionView {
  readonly title: Text;
  readonly points: number;
  /** That it can come to. */
  readonly most: number;
  readonly reason: Text;
  readonly article: ArticleView;
}

/** How an application scores by the criteria of its service. */
export interface ScoreView {
  readonly criteria: readonly CriterionView[];
  readonly points: number;
  readonly most: number;
}
