import type { Text } from '../../language/lang.ts';
import type { DeskAction } from './desk-views.ts';
import type { OpinionAnswer } from './opinion-entities.ts';
import type {
  AnswerView,
  ArticleView,
  CaseStatus,
  ClockView,
  FactView,
  InstitutionView,
  JournalView,
} from './views.ts';

/** An opinion asked of another institution, as the applicant may know of it: whom one waits for, and until when. */
export interface AskedOpinionView {
  readonly title: Text;
  readonly institution: InstitutionView;
  /** Came, or counts as given by silence; absent while it is awaited. */
  readonly givenAt?: Date;
  readonly clock?: ClockView;
}

/** The same at the desk of the institution that asked. */
export interface DeskOpinionView extends AskedOpinionView {
  readonly id: string;
  readonly status: CaseStatus;
  readonly state: Text;
  readonly answer?: OpinionAnswer;
  readonly silent: boolean;
  /** The reason or the conditions, in the words of who gave it. */
  readonly reason?: string;
  readonly article: ArticleView;
}

/** The page of an opinion at the desk: /masa/rey/<id>. */
export interface OpinionView extends DeskOpinionView {
  readonly reference: string;
  /** Of the service. */
  readonly service: Text;
  readonly question: Text;
  readonly asking: InstitutionView;
  /** What an officer has said and a second person has not confirmed yet; for their own institution alone. */
  readonly proposed?: { readonly answer: OpinionAnswer; readonly reason?: string };
  /** Where the institution that asked has the case; absent for the one asked. */
  readonly case?: string;
  readonly version: number;
  /** Absent where the institution may not see it, and once the opinion is not needed any more. */
  readonly facts: readonly FactView[];
  readonly answers: readonly AnswerView[];
  readonly journal: readonly JournalView[];
  readonly actions: readonly DeskAction[];
  /** Given to the reader, or not; absent when it waits for none of their offices. */
  readonly mine?: boolean;
  readonly key: string;
}
