import type { PaymentView } from './fee-views.ts';
import type { QuotaView } from '../quotas/index.ts';
import type { ScoreView } from './score-views.ts';
import type { Text } from '../../language/lang.ts';
import type { PartiesView } from './agreement-views.ts';
import type { DeskAmendments } from './amendment-views.ts';
import type { DeskInquiriesView } from './inquiry-views.ts';
import type { DeskOpinionView } from './opinion-views.ts';
import type { DeskReviewsView } from './review-views.ts';
import type { AssistanceView } from './assistance-views.ts';
import type { Official, ToldOwner } from '../process/index.ts';
import type { SignatureView } from '../identity/index.ts';
import type {
  AnswerView,
  ArticleView,
  CaseHead,
  CaseStatus,
  ClockView,
  DecisionView,
  EffectView,
  EvidenceView,
  FactView,
  InstitutionView,
  JournalView,
  RepresentationView,
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
  /** To the reader, or to one for whom they stand in; absent: to nobody or to somebody else. */
  readonly given?: 'own' | 'instead';
  /** The system of the institution in which it is worked on. */
  readonly elsewhere?: Text;
  /** Of what another institution asks, as an opinion: where it is answered. */
  readonly asked?: string;
  readonly clock?: ClockView;
  /** Flags that stand on it; absent where none does. */
  readonly flags?: readonly Text[];
}

/** A flag by which the queue can be narrowed. */
export interface FlagChoice {
  /** `<service>.<flag>`. */
  readonly name: string;
  readonly title: Text;
  readonly service: Text;
  readonly count: number;
}

export interface WorklistView {
  readonly items: readonly WorklistItem[];
  /** Of all pages together. */
  readonly total: number;
  readonly overdue: number;
  readonly page: number;
  readonly pages: number;
  /** Where the queue stands alone: the flags in it. */
  readonly flags?: readonly FlagChoice[];
}

/** What an official may do now. `key` of the keyboard is the first letter; the page gives it. */
export interface DeskAction {
  readonly action: string;
  readonly title: Text;
  readonly note: 'required' | 'optional' | 'none';
  /** `return`: the official marks which pages are to be corrected. */
  readonly asksPages: boolean;
  /** The official names a field of the decision and how it is right. */
  readonly proposesAmendment: boolean;
  /** It is taken with an e-signature, or may be; absent: it cannot. */
  readonly sign?: 'required' | 'optional';
  /** Kind of button: the way forward, another way, or a grave one. */
  readonly weight: 'main' | 'second' | 'grave';
  /** Why it cannot be done by this person, or not now. */
  readonly blocked?: { readonly code: string; readonly text: Text };
}

/** An office that nobody holds, and the services in which something waits for it. */
export interface MissingOffice {
  readonly institution: InstitutionView;
  readonly role: Official;
  readonly services: readonly Text[];
}

/** What an official chooses the reasons of a decision from. */
export interface ReasonsView {
  readonly lists: readonly {
    readonly outcome: DecisionView['outcome'];
    readonly lines: readonly { readonly name: string; readonly text: Text; readonly article: ArticleView }[];
  }[];
  /** For a reason in the official's own words. */
  readonly articles: readonly { readonly name: string; readonly article: ArticleView }[];
}

/** What an official noted on a case for colleagues. */
export interface NoteView {
  readonly at: Date;
  readonly author?: string;
  readonly words: string;
}

/** What an outcome sets going, in order. */
export interface FollowsView {
  /** `amended`: a slip in what was issued is corrected, by which nothing is decided anew. */
  readonly outcome: DecisionView['outcome'] | 'amended';
  readonly effects: readonly EffectView[];
}

/** Where a case is worked on that is not worked on here, and what was sent there. */
export interface ElsewhereView {
  readonly system: Text;
  /** The newest first. */
  readonly sent: readonly {
    readonly at: Date;
    readonly state: 'waiting' | 'delivered' | 'refused';
    readonly title: Text;
    readonly attempts: number;
    /** What happened the last time. */
    readonly problem: string | null;
  }[];
}

/** A file that the applicant removed, under what it was asked for where the service still asks. */
export interface RemovedFileView extends EvidenceView {
  readonly question?: Text;
  readonly removedAt: Date;
}

/** The officer's page of a case: /masa/is/<id>. */
export interface DeskCaseView extends CaseHead {
  readonly version: number;
  readonly state: Text;
  /** Flags that stand on it; absent where none does. */
  readonly flags?: readonly Text[];
  readonly institution: InstitutionView;
  readonly applicant?: string;
  readonly submittedAt?: Date;
  readonly facts: readonly FactView[];
  readonly answers: readonly AnswerView[];
  /** Files that the applicant removed after officials had them; absent where none was. */
  readonly removed?: readonly RemovedFileView[];
  readonly requirements: readonly RequirementView[];
  readonly table?: TableView;
  readonly decision?: DecisionView;
  /** What the applicant holds against the decision, while the appeal is open. */
  readonly grounds?: string;
  /** Asked of other institutions; absent where none are. */
  readonly opinions?: readonly DeskOpinionView[];
  /** What officers asked and may ask other institutions besides; absent where there is neither. */
  readonly inquiries?: DeskInquiriesView;
  /** Who had to agree; absent where nobody had to. */
  readonly agreements?: PartiesView;
  readonly reviews?: DeskReviewsView;
  readonly journal: readonly JournalView[];
  /** Who conducts it for the applicant; absent where they do themselves. */
  readonly representation?: RepresentationView;
  /** What the applicant was last told, and whether it reached them; absent where nothing was. */
  readonly told?: ToldOwner;
  /** How it was entered at a service centre. */
  readonly assistance?: AssistanceView;
  /** Of officials for one another; absent for who may not read them. */
  readonly notes?: readonly NoteView[];
  readonly signatures: readonly SignatureView[];
  readonly clock?: ClockView;
  readonly payment?: PaymentView;
  /** Read only: the institution works on it in a system of its own. */
  readonly elsewhere?: ElsewhereView;
  readonly score?: ScoreView;
  readonly quota?: QuotaView;
  readonly actions: readonly DeskAction[];
  /** Absent where none of them decides. */
  readonly reasons?: ReasonsView;
  /** Slips in what was issued; absent where there is nothing to say of any. */
  readonly amendments?: DeskAmendments;
  /** Given to the reader, or not; absent when it waits for none of their offices. */
  readonly mine?: boolean;
  /** It was given to one for whom the reader stands in. */
  readonly standsIn?: true;
  /** Where the reader may give it to somebody else. */
  readonly hand?: string;
  /** Pages that can be sent back for correction. */
  readonly pages: readonly { readonly page: string; readonly question: Text }[];
  /** What the decision that comes next would set going, or the last one did; absent where none will be made. */
  readonly follows?: FollowsView | undefined;
  /** Send back unchanged with the form. */
  readonly key: string;
}
