import type { Json } from '../../kernel/job.ts';
import type { Text } from '../../language/lang.ts';
import type { CitedArticle } from '../catalogue/index.ts';
import type { PartiesView } from './agreement-views.ts';
import type { CaseCard, CaseHead } from './card-views.ts';
import type { AmendmentView, CorrectingView, ReplacedDocument } from './amendment-views.ts';
import type { AskedInquiryView } from './inquiry-views.ts';
import type { AskedOpinionView } from './opinion-views.ts';
import type { CaseReviewsView } from './review-views.ts';
import type { ExpectedView, PaymentView } from './fee-views.ts';
import type { ScoreView } from './score-views.ts';
import type { AssistanceView, Assisting } from './assistance-views.ts';
import type { DecisionView, EffectView, RequirementView } from './decision-views.ts';
import type { AnswerError, AnswerField, AnswerGroup } from './form-views.ts';
import type { AnswerFiles, EvidenceView, JournalView, RatingView } from './part-views.ts';
import type { QuotaView } from '../quotas/index.ts';
import type { SignatureView } from '../identity/index.ts';

export type { CaseCard, CaseHead, HomeView, OwnCasesView, RepresentedView, WardCard } from './card-views.ts';
export type {
  RequirementSign,
  RequirementView,
  ReasonView,
  TableView,
  DecisionView,
  EffectView,
} from './decision-views.ts';
export type { AssistanceView, AssistedDraft, CentreView } from './assistance-views.ts';
export type { AnswerChoice, AnswerError, AnswerField, AnswerGroup, AnswerKind } from './form-views.ts';
export type { AnswerFiles, EvidenceView, JournalView, RatingView } from './part-views.ts';
export type {
  DeskAction,
  DeskCaseView,
  MissingOffice,
  NoteView,
  ReasonsView,
  WorklistItem,
  FlagChoice,
  WorklistView,
} from './desk-views.ts';

/*
 * What the pages and the API show. Texts come in all three languages, values both raw and as they are shown.
 */

/** An article of an act; `sample` acts are shown with the mark “nümunə”. */
export type ArticleView = CitedArticle;

export type Audience = 'person' | 'business';
export type FrontName = 'mygov' | 'biznes';

export interface InstitutionView {
  readonly code: string;
  readonly name: Text;
  readonly acronym: Text;
}

/** A service in a list. Its page is /xidmetler/<name>. */
export interface ServiceCard {
  readonly name: string;
  readonly title: Text;
  readonly lead: Text;
  readonly audience: Audience;
  readonly front: FrontName;
  readonly institution: InstitutionView;
  readonly lifeEvents: readonly string[];
  /** Working days allowed for the decision. */
  readonly workingDays: number;
  readonly questions: number;
  /** Other words by which people look for it. */
  readonly keywords?: Text;
}

/** A life event as a door to services. */
export interface LifeEventView {
  readonly code: string;
  readonly title: Text;
  readonly services: readonly ServiceCard[];
}

/** One question that remains, as told before starting. */
export interface QuestionSummary {
  /** Of whom it is asked; absent: of everybody. */
  readonly whom?: Text;
  readonly page: string;
  readonly question: Text;
  /** How it is answered: “Siyahıdan seçirsiniz”, “Ədəd”, “Ən çoxu 1.500 simvol”. */
  readonly form: Text;
}

/** A fact that will be asked of a register, before it is read. */
export interface PlannedFact {
  readonly field: string;
  readonly label: Text;
  readonly register: RegisterView;
}

export interface RegisterView {
  readonly name: string;
  readonly title: Text;
  readonly owner: Text;
}

/** Passport of a service. */
export interface ServiceView extends ServiceCard {
  readonly output: Text;
  readonly whoMayApply: Text;
  /** Minutes it takes to answer. */
  readonly minutes: number;
  readonly cost: Text;
  readonly acts: readonly ArticleView[];
  /** Numbers of the plan's measures; page /plan/tedbir/<number>. */
  readonly measures: readonly string[];
  readonly channels: readonly Text[];
  /** The institution's own system in which cases are worked on; absent: that is done here. */
  readonly workedIn?: Text;
  readonly planned: readonly PlannedFact[];
  readonly remaining: readonly QuestionSummary[];
  /** Sentences on what happens after submission, one paragraph each. */
  readonly afterwards: readonly Text[];
  readonly afterRefusal: Text;
  readonly appeal: AppealView;
  /** Years the file of a closed case is kept. */
  readonly keptYears: number;
  /** What is deleted before the file is, and after how long; absent where nothing is. */
  readonly keptLess?: readonly { readonly label: Text; readonly term: Text }[];
  /** What not everybody reads who reads the case, and which offices do; absent where there is no such thing. */
  readonly seenOnly?: readonly { readonly label: Text; readonly by: readonly Text[] }[];
  /** Whom one may apply for besides oneself; absent: nobody. */
  readonly forOthers?: ForOthers;
}

/** Children for whom a parent may apply, those for whom a guardian may, or both. */
export interface ForOthers {
  readonly children: boolean;
  readonly guarded: boolean;
}

/** On what basis somebody conducts a case for the person whose it is. */
export interface RepresentationView {
  readonly basis: Text;
  /** Absent where it is not known. */
  readonly name?: string;
  /** They may no more. */
  readonly ended: boolean;
}

export interface AppealView {
  readonly route: Text;
  readonly days: number;
  readonly article: ArticleView;
}

export type FactState = 'value' | 'none' | 'unknown' | 'unavailable' | 'refused';

/** A fact of a case, or of its preview, with where it comes from. */
export interface FactView {
  readonly field: string;
  readonly label: Text;
  readonly state: FactState;
  /** Only of state `value`. */
  readonly value?: Json;
  /** The value as people read it: 1.234,50 ₼, 22.11.2026, “Fəaliyyət göstərir”. */
  readonly shown?: Text;
  readonly register?: RegisterView;
  readonly readAt?: Date;
  /** When it is asked again. With a value, or none: so it was known before, and could not be renewed. */
  readonly retryAt?: Date;
  /** What it was on the day of submission, if it has changed since. */
  readonly atSubmission?: Text;
  /** What the applicant said while the register was silent: in place of it, or otherwise than it says now. */
  readonly told?: Text;
  /** It was deleted then, because the time for which it is kept was over. */
  readonly forgottenAt?: Date;
  /** There is a value, and the reader’s office does not read it. */
  readonly withheld?: true;
}

/** Before starting: what is known already, what remains to be asked. */
export interface BeginningView {
  readonly service: ServiceView;
  /** For whom one would apply; absent: sign in, or choose a company, first. */
  readonly applicant?: { readonly kind: Audience; readonly name: string };
  /** Why starting is not possible now. */
  readonly obstacle?:
    | 'sign_in'
    | 'choose_company'
    | 'choose_person'
    | 'sign_in_foreigner'
    | 'fin_needed'
    | 'foreigners_only';
  /** Read for this page; empty while there is no applicant. */
  readonly facts: readonly FactView[];
  /** The register says that a guardian alone applies for them. */
  readonly guarded?: true;
  /** A draft of this applicant that can be continued. */
  readonly draft?: CaseCard;
}

/** One page of questions: /muracietler/<id>/sual/<page>. */
export interface QuestionView {
  readonly case: CaseHead;
  readonly page: string;
  readonly number: number;
  readonly of: number;
  readonly question: Text;
  readonly hint?: Text;
  readonly fields: readonly (AnswerField | AnswerGroup | AnswerFiles)[];
  /** Why it is asked, and by which article. */
  readonly why: readonly { readonly text: Text; readonly article: ArticleView }[];
  /** What was not asked. */
  readonly facts: readonly FactView[];
  /** Page before; absent on the first. */
  readonly previous?: string;
  /** What the officer wrote when the case was returned, and of this page alone. */
  readonly note?: string;
  readonly remark?: string;
  /** The reader is a clerk who enters it for somebody. */
  readonly assists?: Assisting;
  /** For whom the reader conducts it. */
  readonly ward?: string;
  /** Tells whether the answers of this page have been changed since. */
  readonly version: string;
  /** What is stored, where the page holds another answer that was typed without knowing of it. */
  readonly stored?: readonly AnswerView[];
  readonly errors: readonly AnswerError[];
}

/** A step of a service's own: /muracietler/<id>/addim/<action>. */
export interface OwnStepView {
  readonly action: string;
  readonly title: Text;
  readonly note: 'none' | 'optional' | 'required';
  readonly grave: boolean;
  /** By it one asks that a slip in what was issued be corrected. */
  readonly asksAmendment: boolean;
}

/** An answer of a case. */
export interface AnswerView {
  readonly page: string;
  readonly field: string;
  readonly question: Text;
  /** Absent: not answered. */
  readonly shown?: Text;
  /** Of an answer that is files. */
  readonly files?: readonly EvidenceView[];
  /** The applicant may change it now. */
  readonly changeable: boolean;
  readonly answeredAt?: Date;
  /** Changed after submission. */
  readonly changedAt?: Date;
  /** What it said before it was last corrected; at the desk. */
  readonly earlier?: Text;
  /** It was deleted then, because the time for which it is kept was over. */
  readonly forgottenAt?: Date;
  /** There is a value, and the reader’s office does not read it. */
  readonly withheld?: true;
}

/** All answers before they are sent: /muracietler/<id>/yoxlama. */
export interface CheckView {
  readonly case: CaseHead;
  readonly answers: readonly AnswerView[];
  readonly facts: readonly FactView[];
  /** What one confirms by sending. */
  readonly declaration: Text;
  /** Send back unchanged with the form: a form sent twice acts once. */
  readonly key: string;
  /** Of what can be sent for the first time. */
  readonly expected?: ExpectedView;
  /** Conditions that fail already, so that a refusal is to be expected; absent where none does. */
  readonly unmet?: readonly RequirementView[];
  /** First page that still needs an answer; absent: all is answered. */
  readonly missing?: string;
  /** Questions that are asked no more since other answers changed; what was answered to them is not sent. */
  readonly notSent?: readonly Text[];
  /** The reader is a clerk who enters it for somebody. */
  readonly assists?: Assisting;
  readonly ward?: string;
  /** `submit` a draft, or `answer` a returned case. */
  readonly action: 'submit' | 'answer';
  /** Who has to agree first; absent where nobody has to. */
  readonly agreements?: PartiesView;
  /** It is sent with an e-signature, or may be; absent: it cannot. */
  readonly sign?: 'required' | 'optional';
}

export type CaseStatus =
  | 'draft'
  | 'submitted'
  | 'in_review'
  | 'waiting_for_applicant'
  | 'decided'
  | 'issued'
  | 'appealed'
  | 'closed'
  | 'withdrawn';

/** The running deadline. Matches the UI's clock. */
export interface ClockView {
  readonly name: string;
  readonly due?: Date;
  readonly workingDaysLeft: number;
  readonly overdue: boolean;
  /** Working days late. */
  readonly late?: number;
  readonly stopped: boolean;
  readonly days: readonly { readonly day: string; readonly mark: 'spent' | 'now' | 'left' | 'halt' }[];
}

/** The applicant's page of a case: /muracietler/<id>. */
export interface CaseView extends CaseCard {
  readonly submittedAt?: Date;
  readonly facts: readonly FactView[];
  readonly answers: readonly AnswerView[];
  /** E-signatures of the steps that the applicant is told of. */
  readonly signatures: readonly SignatureView[];
  readonly journal: readonly JournalView[];
  /** Flags that stand on it and that the applicant sees; absent where none does. */
  readonly flags?: readonly Text[];
  /** Asked of other institutions; absent where none are. */
  readonly opinions?: readonly AskedOpinionView[];
  /** Asked of other institutions by officers; absent where nothing was. */
  readonly inquiries?: readonly AskedInquiryView[];
  /** Who has to agree; absent where nobody has to. */
  readonly agreements?: PartiesView;
  readonly reviews?: CaseReviewsView;
  readonly decision?: DecisionView;
  readonly effects: readonly EffectView[];
  /** Public page of the document: /y/<code>. */
  readonly document?: {
    readonly code: string;
    readonly title: Text;
    readonly number: string;
    readonly revokedAt?: Date;
    /** Documents in whose place it holds, because slips in them were corrected; the last one first. */
    readonly replaced: readonly ReplacedDocument[];
  };
  /** Slips that were corrected in what was issued, the oldest first. */
  readonly amendments: readonly AmendmentView[];
  readonly correcting?: CorrectingView;
  readonly payment?: PaymentView;
  readonly score?: ScoreView;
  /** That it gave. */
  readonly quota?: QuotaView;
  /** Of a returned case: the officer's words and the pages to correct. */
  readonly returned?: {
    readonly note: string;
    readonly pages: readonly string[];
    /** What is wrong with each, where it was said of it alone. */
    readonly remarks: Readonly<Record<string, string>>;
  };
  /** The child or the ward whose case it is, where somebody conducts it for them; their name, or nothing where it is not known. */
  readonly ward?: string;
  readonly representation?: RepresentationView;
  /** How it was entered at a service centre; absent of one from the portal. */
  readonly assistance?: AssistanceView;
  /** What the service lets its applicant do now, besides what every service has. */
  readonly steps?: readonly OwnStepView[];
  readonly may: {
    readonly continue: boolean;
    readonly answer: boolean;
    readonly withdraw: boolean;
    readonly appeal: boolean;
    readonly rate: boolean;
  };
  readonly rating?: RatingView;
  /** For forms of this page: a form sent twice acts once. */
  readonly key: string;
}
