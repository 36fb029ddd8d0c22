import type { Text } from '../../language/lang.ts';
import type {
  AnswerView,
  CaseHead,
  CaseStatus,
  ClockView,
  DecisionView,
  EffectView,
  FactView,
  InstitutionView,
  JournalView,
  RequirementView,
  TableView,
} from './views.ts';

/** A line of the officer's queue: /masa. */
export interface WorklistItem {
  readonly id: string;
  readonly reference: string;
  /** Name of the applicant as the register gave it; absent while it has not been received. */
  readonly applicant?: string;
  readonly service: Text;
  readonly status: CaseStatus;
  readonly state: Text;
  readonly clock?: ClockView;
}

export interface WorklistView {
  readonly items: readonly WorklistItem[];
  /** Of all pages together. */
  readonly total: number;
  readonly overdue: number;
  readonly page: number;
  readonly pages: number;
}

/** What an official may do now. `key` of the keyboard is the first letter; the page gives it. */
export interface DeskAction {
  readonly action: string;
  readonly title: Text;
  readonly note: 'required' | 'optional' | 'none';
  /** `return`: the official marks which pages are to be corrected. */
  readonly asksPages: boolean;
  /** Kind of button: the way forward, another way, or a grave one. */
  readonly weight: 'main' | 'second' | 'grave';
  /** Why it cannot be done by this person, or not now. */
  readonly blocked?: { readonly code: string; readonly text: Text };
}

/** What an outcome sets going, in order. */
export interface FollowsView {
  readonly outcome: DecisionView['outcome'];
  readonly effects: readonly EffectView[];
}

/** The officer's page of a case: /masa/is/<id>. */
export interface DeskCaseView extends CaseHead {
  readonly version: number;
  readonly state: Text;
  readonly institution: InstitutionView;
  readonly applicant?: string;
  readonly submittedAt?: Date;
  readonly facts: readonly FactView[];
  readonly answers: readonly AnswerView[];
  readonly requirements: readonly RequirementView[];
  readonly table?: TableView;
  readonly decision?: DecisionView;
  /** What the applicant holds against the decision, while the appeal is open. */
  readonly grounds?: string;
  readonly journal: readonly JournalView[];
  readonly clock?: ClockView;
  readonly actions: readonly DeskAction[];
  /** Given to the reader, or not; absent when it waits for none of their offices. */
  readonly mine?: boolean;
  /** Pages that can be sent back for correction. */
  readonly pages: readonly { readonly page: string; readonly question: Text }[];
  /** What the decision that comes next would set going, or the last one did; absent where none will be made. */
  readonly follows?: FollowsView | undefined;
  /** Send back unchanged with the form. */
  readonly key: string;
}
