import type { Text } from '../../language/lang.ts';
import type { DeskAction } from './desk-views.ts';
import type {
  AnswerView,
  ArticleView,
  CaseStatus,
  ClockView,
  FactView,
  InstitutionView,
  JournalView,
} from './views.ts';

/** An inquiry to another institution, as the applicant may know of it: who was asked, when, and until when it answers. */
export interface AskedInquiryView {
  readonly institution: InstitutionView;
  readonly askedAt: Date;
  /** Absent while the answer is awaited. */
  readonly answeredAt?: Date;
  readonly clock?: ClockView;
}

/** The same at the desk of the institution that asked. */
export interface DeskInquiryView extends AskedInquiryView {
  readonly id: string;
  readonly status: CaseStatus;
  readonly state: Text;
  /** What of the case the institution was shown. */
  readonly sees: readonly Text[];
  /** Absent once the years are over. */
  readonly question?: string;
  /** Who asked. */
  readonly author?: string;
  readonly answer?: string;
  /** Who wrote the answer, and who confirmed it. */
  readonly answeredBy: readonly string[];
}

/** What an officer may choose of, to ask somebody. */
export interface AskingView {
  readonly institutions: readonly InstitutionView[];
  /** What of the case the institution may be shown at most. */
  readonly fields: readonly { readonly name: string; readonly label: Text }[];
  readonly workingDays: number;
  readonly article: ArticleView;
}

export interface DeskInquiriesView {
  readonly inquiries: readonly DeskInquiryView[];
  /** How many have not been answered. */
  readonly open: number;
  /** Absent for who may not ask, or not now. */
  readonly asking?: AskingView;
}

/** That officers may ask others, by which article and how: for everybody. */
export interface PlannedInquiriesView {
  readonly workingDays: number;
  readonly article: ArticleView;
  readonly fields: readonly Text[];
}

/** The page of an inquiry at the desk: /masa/sorgu/<id>. */
export interface InquiryView extends DeskInquiryView {
  readonly reference: string;
  /** Of the service. */
  readonly service: Text;
  readonly asking: InstitutionView;
  readonly article: ArticleView;
  /** What an officer has written and a second person has not confirmed yet; for their own institution alone. */
  readonly proposed?: string;
  /** Where the institution that asked has the case; absent for the one asked. */
  readonly case?: string;
  readonly version: number;
  /** What was shown of the case; nothing once the answer is not needed any more. */
  readonly facts: readonly FactView[];
  readonly answers: readonly AnswerView[];
  /** Files among them may be read. */
  readonly files?: true;
  readonly journal: readonly JournalView[];
  readonly actions: readonly DeskAction[];
  /** Given to the reader, or not; absent when it waits for none of their offices. */
  readonly mine?: boolean;
  readonly key: string;
}
