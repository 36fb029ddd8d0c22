import type { Text } from '../../language/lang.ts';
import type { AnswerView, ArticleView, ClockView, DecisionView, FactView } from './views.ts';

/** Somebody who has to agree, as the applicant and the desk see them: by the FİN that was typed or read, never a name. */
export interface PartyView {
  readonly title: Text;
  readonly fin: string;
  /** Absent until they are asked. */
  readonly id?: string;
  readonly state?: Text;
  /** Waits for them now. */
  readonly awaited: boolean;
  /** Agreed to what stands there now. */
  readonly agreed: boolean;
  readonly readAt?: Date;
  readonly answeredAt?: Date;
  readonly clock?: ClockView;
  /** Why they declined. */
  readonly reason?: string;
  /** The applicant's answer names them, and can be changed. */
  readonly removable: boolean;
}

/** What the applicant may do about those who have to agree. */
export interface PartiesView {
  readonly parties: readonly PartyView[];
  /** Somebody is to be asked, for the first time or again. */
  readonly mayAsk: boolean;
  readonly open: boolean;
}

/** The page on which somebody agrees: /raziliq/<id>. */
export interface AgreementView {
  readonly id: string;
  readonly reference: string;
  readonly service: Text;
  readonly title: Text;
  readonly agreesTo: Text;
  readonly article: ArticleView;
  readonly state: Text;
  readonly status: 'asked' | 'agreed' | 'declined' | 'silent' | 'closed';
  readonly clock?: ClockView;
  /** Nothing once they declined, let the time pass, or are not needed any more. */
  readonly facts: readonly FactView[];
  readonly answers: readonly AnswerView[];
  /** Digest of what is shown, that an answer names; empty where none is awaited. */
  readonly seen: string;
  /** How the case stands, for who agreed and once it was sent. */
  readonly caseState?: Text;
  readonly decision?: DecisionView;
  readonly document?: { readonly code: string; readonly title: Text };
  readonly key: string;
}

/** One line of the list of what was asked of a person. */
export interface AgreementCard {
  readonly id: string;
  readonly title: Text;
  readonly reference: string;
  readonly state: Text;
  readonly awaited: boolean;
  readonly clock?: ClockView;
}
