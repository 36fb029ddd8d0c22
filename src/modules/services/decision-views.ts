import type { Text } from '../../language/lang.ts';
import type { ArticleView, AppealView } from './views.ts';

/* What the pages and the API show of how a case is decided. */

/** `none`: nothing is wrong, an official has yet to judge. */
export type RequirementSign = 'known' | 'said' | 'late' | 'nodata' | 'none';

export interface RequirementView {
  readonly name: string;
  readonly sign: RequirementSign;
  readonly text: Text;
  readonly article: ArticleView;
  /** Facts and answers it looks at. */
  readonly uses: readonly string[];
}

export interface ReasonView {
  readonly sign: RequirementSign;
  readonly text: Text;
  readonly article: ArticleView;
  /** The words of the institution whose opinion it is. */
  readonly quote?: string;
}

/** What the table says, as advice to the officer or as the decision itself. */
export interface TableView {
  readonly version: number;
  readonly outcome: 'approve' | 'officer' | 'refuse';
  readonly reasons: readonly ReasonView[];
  readonly at: Date;
}

export interface DecisionView {
  readonly outcome: 'approved' | 'refused' | 'lapsed' | 'revoked';
  readonly at: Date;
  /** `table`: decided without an official. */
  readonly by: 'table' | 'official';
  readonly reasons: readonly ReasonView[];
  /** At the desk: in whose place the official decided; null where their name is not known. */
  readonly instead?: string | null;
  /** The official's words. */
  readonly note?: string;
  readonly appealUntil?: string;
  readonly appeal: AppealView;
}

/** What follows a decision: entered, issued, told. */
export interface EffectView {
  readonly name: string;
  readonly text: Text;
  readonly done: boolean;
}
