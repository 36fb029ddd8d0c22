import type { Text } from '../../language/lang.ts';
import type { AgreementCard } from './agreement-views.ts';
import type { DecisionView } from './decision-views.ts';
import type { CaseStatus, ClockView, FrontName, InstitutionView, LifeEventView } from './views.ts';

/*
 * Cases in a list, and the pages that hold such lists.
 */

export interface CaseHead {
  readonly id: string;
  readonly service: string;
  readonly reference: string;
  readonly title: Text;
  readonly front: FrontName;
  readonly status: CaseStatus;
}

/** A case in a list. */
export interface CaseCard extends CaseHead {
  /** What the state is called in the service. */
  readonly state: Text;
  readonly institution: InstitutionView;
  readonly updatedAt: Date;
  readonly clock?: ClockView;
  /** Where the applicant goes on: a page of questions, the check, or the case itself. */
  readonly href: string;
  /** The applicant has something to do. */
  readonly waits: boolean;
  /** What the applicant has to do is to pay. */
  readonly toPay?: true;
  /** A draft of which others were asked: all have agreed to what stands there, or somebody has not answered yet. */
  readonly agreement?: 'given' | 'awaited';
  /** How it was decided last. */
  readonly outcome?: DecisionView['outcome'];
}

/** A page of one's own cases. */
export interface OwnCasesView {
  readonly items: readonly CaseCard[];
  /** Of all pages together; `waiting` for an answer of the applicant's. */
  readonly total: number;
  readonly waiting: number;
  readonly page: number;
  readonly pages: number;
}

/** The case of a child or a ward in the list of who conducts it. */
export interface WardCard extends CaseCard {
  /** Their name; nothing where it was not received. */
  readonly ward: string;
}

/** Cases that somebody conducts for others, the newest first. */
export interface RepresentedView {
  readonly items: readonly WardCard[];
  /** There are earlier ones, which are not shown. */
  readonly more: boolean;
}

/** Home page of a front: life events with their services and what this visitor has under way. */
export interface HomeView {
  readonly front: FrontName;
  readonly events: readonly LifeEventView[];
  /** Of the signed-in visitor, newest first; empty for a stranger. */
  readonly cases: readonly CaseCard[];
  /** What others' applications wait for from the visitor. */
  readonly agreements: readonly AgreementCard[];
  /** What the visitor conducts for others, and is not over. */
  readonly represented: RepresentedView;
}
