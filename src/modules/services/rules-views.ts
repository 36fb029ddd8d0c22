import type { PlannedInquiriesView } from './inquiry-views.ts';
import type { PlannedReviewsView } from './review-views.ts';
import type { Text } from '../../language/lang.ts';
import type { ProcessGraph } from '../process/index.ts';
import type { TableOutcome } from './definition/compiled.ts';
import type { AnswerError, AnswerField, ArticleView, FrontName, ReasonView, InstitutionView } from './views.ts';

/** An input of a decision table: a column. */
export interface RuleInputView {
  readonly name: string;
  readonly label: Text;
  /** A register holds it, or the applicant says it; what is computed counts as known where all behind it is. */
  readonly sign: 'known' | 'said';
  /** Sign after its figures: ₼. */
  readonly unit?: string;
}

/** What a rule asks of an input. */
export interface ConditionView {
  /** The expression as it is written in the definition. */
  readonly feel: string;
  /** For people; absent where only the expression says it. */
  readonly text?: Text;
}

export interface RuleView {
  /** From 1, in the order in which they are read. */
  readonly number: number;
  /** By name of the input; an input that may be anything is not among them. */
  readonly conditions: Readonly<Record<string, ConditionView>>;
  readonly outcome: TableOutcome;
  /** What depends on the case stands as an ellipsis. */
  readonly reason: Text;
  readonly article: ArticleView;
}

/** How a service is decided: /xidmetler/<service>/qerar. */
export interface RulesView {
  readonly service: string;
  readonly title: Text;
  readonly front: FrontName;
  readonly version: number;
  /** An older version is shown to whoever has a case by it. */
  readonly inForce: boolean;
  readonly inputs: readonly RuleInputView[];
  readonly rules: readonly RuleView[];
  /** Cases that were tried when the table was checked: each has a rule. */
  readonly coverage: { readonly tried: number; readonly combinations: number };
  /** What holds when a register does not answer. */
  readonly missing: { readonly text: Text; readonly article: ArticleView };
  /** Fields to try the table with, with what was typed. */
  readonly fields: readonly TrialField[];
  readonly errors: readonly AnswerError[];
  readonly trial?: TrialView;
}

export interface TrialField extends Omit<AnswerField, 'value'> {
  /** As it was typed. */
  readonly value?: string | readonly string[];
  /** Several values. */
  readonly many: boolean;
  readonly unit?: string;
}

/** What the table said of an invented case. */
export interface TrialView {
  /** Null: the table was not asked, for an answer is missing without which no application can be sent. */
  readonly outcome: TableOutcome | null;
  /** Number of the rule that fits; absent where something is missing. */
  readonly rule?: number;
  readonly reasons: readonly ReasonView[];
  readonly missing: readonly Text[];
  /** Inputs that counted, with what was given: those of the rule that fits, and those that kept rules above it from fitting. */
  readonly mattered: readonly {
    readonly label: Text;
    readonly shown: Text;
    readonly decisive: boolean;
    /** Numbers of the rules that did not fit for its sake. */
    readonly against: readonly number[];
  }[];
  /** For each rule above the one that fits, names of the inputs whose condition was not met. */
  readonly against: readonly (readonly string[])[];
}

/** An opinion that is asked on every case of a service. */
export interface PlannedOpinion {
  readonly title: Text;
  readonly question: Text;
  readonly institution: InstitutionView;
  readonly workingDays: number;
  readonly silence: 'agrees' | 'escalate';
  readonly article: ArticleView;
  /** What of the case the institution may see. */
  readonly sees: readonly Text[];
}

/** Somebody whose agreement every application of a service waits for, where it names them. */
export interface PlannedAgreement {
  readonly title: Text;
  readonly agreesTo: Text;
  readonly workingDays: number;
  readonly article: ArticleView;
  readonly sees: readonly Text[];
}

/** How a case of a service goes: /xidmetler/<service>/gedis. */
export interface CourseView extends Pick<RulesView, 'service' | 'title' | 'front' | 'version' | 'inForce'> {
  readonly graph: ProcessGraph;
  /** Asked of other institutions, in the order of the definition. */
  readonly opinions: readonly PlannedOpinion[];
  /** Who has to agree before it is sent. */
  readonly agreements: readonly PlannedAgreement[];
  readonly reviews?: PlannedReviewsView;
  /** Absent where officers may ask nobody besides. */
  readonly inquiries?: PlannedInquiriesView;
}
