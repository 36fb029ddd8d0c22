import type { Text } from '../../language/lang.ts';
import type { AnswerView, ArticleView, CaseStatus, ClockView, FactView, InstitutionView } from './views.ts';

/** A review in the list of whoever gives it. */
export interface OwnReviewView {
  readonly id: string;
  /** Title of the service. */
  readonly service: Text;
  readonly institution: InstitutionView;
  readonly status: CaseStatus;
  readonly state: Text;
  readonly clock?: ClockView;
}

/** What is written on one criterion. */
export interface ScoredCriterionView {
  readonly name: string;
  readonly title: Text;
  readonly question: Text;
  readonly article: ArticleView;
  readonly from: number;
  readonly to: number;
  /** Of all criteria together, in per cent. */
  readonly share: number;
  readonly points?: number;
  readonly words?: string;
}

/** The page of a review, for whoever gives it: /ekspert-reyleri/<id>. */
export interface ReviewView extends OwnReviewView {
  readonly title: Text;
  readonly article: ArticleView;
  /** What can be done now: declare, score, or nothing any more. */
  readonly step: 'declare' | 'score' | 'none';
  /** Empty before the declaration, and once the review is not needed any more. */
  readonly facts: readonly FactView[];
  readonly answers: readonly AnswerView[];
  readonly criteria: readonly ScoredCriterionView[];
  /** Everything is filled in. */
  readonly complete: boolean;
  /** Of 100, once given. */
  readonly total?: number;
  readonly key: string;
}

/** One review, whose reviewer is known by a number alone. */
export interface NumberedReviewView {
  readonly number: number;
  readonly total: number;
  readonly lines: readonly ScoredCriterionView[];
}

/** The reviews of a case as its applicant knows of them. */
export interface CaseReviewsView {
  readonly title: Text;
  readonly article: ArticleView;
  readonly needed: number;
  readonly given: number;
  /** Mean of 100, and what each reviewer wrote: once it is decided. */
  readonly score?: number;
  readonly reviews: readonly NumberedReviewView[];
}

/** One review at the desk. */
export interface DeskReviewView {
  readonly number: number;
  /** Once they have declared themselves. */
  readonly reviewer?: string;
  readonly status: CaseStatus;
  readonly state: Text;
  readonly clock?: ClockView;
  /** Why they declined, or were released. */
  readonly declined?: string;
  /** The review, where its reviewer is late and the reader may release them. */
  readonly release?: { readonly review: string; readonly key: string };
  readonly total?: number;
  readonly lines: readonly ScoredCriterionView[];
}

export interface DeskReviewsView {
  readonly title: Text;
  readonly article: ArticleView;
  readonly needed: number;
  readonly score?: number;
  readonly spread?: number;
  readonly reviews: readonly DeskReviewView[];
}

/** For everybody: by whom and by what applications of a service are scored. */
export interface PlannedReviewsView {
  readonly title: Text;
  readonly article: ArticleView;
  readonly number: number;
  readonly workingDays: number;
  readonly late: 'replaced' | 'told';
  readonly spread?: number;
  readonly sees: readonly Text[];
  readonly criteria: readonly ScoredCriterionView[];
}
