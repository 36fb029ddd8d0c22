import type { DataClass } from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import type { TextFormat, ValueType } from '../../catalogue/index.ts';
import type { Basis, Shape } from '../../exchange/index.ts';
import type { PublicContact } from '../../identity/index.ts';
import type { Audience } from '../views.ts';
import type { CompiledProcess, HeldWithin } from '../../process/index.ts';
import type { CompiledBackOffice } from './back-office.ts';
import type { CompiledFee } from './fee.ts';
import type { EvidenceKind } from './evidence-schema.ts';
import type { GuardianshipKind } from './guardians.ts';
import type { CompiledInquiries } from './inquiry.ts';
import type { CompiledQuota } from './quota.ts';
import type { CompiledReviews } from './review.ts';
import type { CompiledCriterion } from './scores.ts';

/** How long a field is kept once its case is over; one of the three. */
export interface FieldRetention {
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
}

interface FieldBase {
  readonly name: string;
  readonly label: Text;
  /** It is deleted before its case is. */
  readonly retention?: FieldRetention;
  /** Offices that read its value at the desk; absent: all that read the case. */
  readonly seenBy?: readonly ('officer' | 'approver' | 'deputy_head' | 'auditor')[];
}

/** Read from a register; never asked. */
export interface RegisterField extends FieldBase {
  readonly source: 'register';
  readonly concept: string;
  readonly type: ValueType;
  readonly class: DataClass;
  readonly choices?: Readonly<Record<string, Text>>;
  /** Relations from the applicant to whom the fact is about, and the concept's name there. */
  readonly path: readonly string[];
  readonly leaf: string;
  /** The field in which the applicant chooses whom the path starts from; absent: from the applicant. */
  readonly of?: string;
  /** A relation on the way leads to several: the value is a list. */
  readonly many: boolean;
  readonly register: string;
  /** While the register does not answer the applicant is asked, on this ground. */
  readonly ifUnavailable?: AskedInstead;
}

export type AskedInstead = Pick<AskedField, 'hint' | 'min' | 'max' | 'maxLength' | 'why' | 'article'>;

export interface AskedChoice {
  readonly value: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly opens: readonly string[];
}

/** Asked of the applicant, because no register holds it. */
export interface AskedField extends FieldBase {
  readonly source: 'applicant';
  readonly concept: string;
  readonly type: ValueType;
  readonly class: DataClass;
  readonly hint?: Text;
  readonly optional: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength: number;
  readonly choices?: readonly AskedChoice[];
  /** The answer is the VÖEN of an organisation or the FİN of a person; facts about them have this field as their `of`. */
  readonly names?: 'organisation' | 'person';
  /**
   * The choices are those to whom the relation leads, each shown by the concept `shown`, a leaf `label` of theirs; in a
   * definition there are none, a case has those that registers tell.
   */
  readonly chosenFrom?: {
    readonly relation: string;
    readonly label: string;
    readonly shown: string;
  };
  /** A fact of a register under whose name it goes, and why it is another one. */
  readonly differsFrom?: { readonly concept: string; readonly reason: Text };
  /** The text has this form, as its concept says. */
  readonly format?: TextFormat;
  /** What it has to fulfil: FEEL over answers and the day of the application. Looked at when it is given, and when it is sent. */
  readonly check?: { readonly that: string; readonly otherwise: Text; readonly article: string };
  /** Names a person: the text is a FİN. */
  readonly fin?: true;
  /** Asked only when that choice of that field is chosen. */
  readonly openedBy?: { readonly field: string; readonly choice: string };
  /** Asked in place of this field of a register that is silent; only in a case, never in a definition. */
  readonly insteadOf?: string;
  readonly why: Text;
  /** Act and article, `technopark-rules 4.3`. */
  readonly article: string;
}

export interface GroupField extends FieldBase {
  readonly source: 'group';
  readonly hint?: Text;
  readonly item: Text;
  readonly min: number;
  readonly max: number;
  readonly fields: readonly AskedField[];
  readonly why: Text;
  readonly article: string;
}

/** Files that the applicant uploads, because no register holds what they show. */
export interface FileField extends FieldBase {
  readonly source: 'file';
  /** As conditions see it: given, or null. */
  readonly type: 'yesno';
  readonly hint?: Text;
  readonly optional: boolean;
  readonly accepts: readonly EvidenceKind[];
  /** Largest size of one file, in bytes. */
  readonly mostBytes: number;
  readonly mostFiles: number;
  readonly why: Text;
  readonly article: string;
}

export interface ComputedField extends FieldBase {
  readonly source: 'computed';
  readonly type: ValueType;
  readonly formula: string;
}

export type CompiledField = RegisterField | AskedField | GroupField | FileField | ComputedField;
/** What is asked of the applicant. */
export type Question = AskedField | GroupField | FileField;

export interface CompiledPage {
  readonly page: string;
  readonly question: Text;
  readonly hint?: Text;
  readonly fields: readonly string[];
  /** Asked only where this is true, and of whom that is; absent: of everybody. */
  readonly when?: string;
  readonly whom?: Text;
}

export interface CompiledRequirement {
  readonly name: string;
  readonly when: string;
  /** Fields the condition looks at; computed ones resolved to what they are made of. */
  readonly uses: readonly string[];
  readonly met: Text;
  readonly unmet: Text;
  readonly article: string;
}

export type TableOutcome = 'approve' | 'officer' | 'refuse';

export interface CompiledRule {
  readonly when: Readonly<Record<string, string | number | boolean>>;
  readonly outcome: TableOutcome;
  readonly reason: Text;
  readonly article: string;
}

export interface Clause {
  readonly reason: Text;
  readonly article: string;
}

export interface CompiledDecision {
  readonly inputs: readonly string[];
  /** Fields behind the inputs; computed ones resolved. */
  readonly uses: readonly string[];
  readonly rules: readonly CompiledRule[];
  readonly missing: Clause;
  readonly judgement: Clause;
  readonly lapse: Clause;
  readonly revocation?: Clause;
}

/** Shows a field, the first of its texts whose expression is true, or the note with which it was decided. */
export type DocumentLine = {
  readonly label: Text;
  readonly class: DataClass;
} & ({ readonly field: string } | { readonly texts: readonly LineText[] } | { readonly note: 'decision' });

export interface LineText {
  readonly when?: string;
  readonly text: Text;
}

export interface CompiledDocument {
  readonly kind: string;
  readonly title: Text;
  readonly number: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly lines: readonly DocumentLine[];
  readonly article: string;
}

/** Cases of these earlier versions go over to this one; states and answers by their earlier names. */
export interface CompiledMigration {
  readonly from: readonly number[];
  readonly states: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, string>>;
  readonly drops: readonly string[];
}

/** An opinion that another institution gives on each case. */
export interface CompiledOpinion extends HeldWithin {
  readonly question: Text;
  readonly institution: string;
  readonly article: string;
  /** Fields that the institution may see. */
  readonly sees: readonly string[];
  /** States of the case from which on it is asked. */
  readonly asked: readonly string[];
  /** What it means when the time runs out, and by which article. */
  readonly silence: { readonly means: 'agrees' | 'escalate'; readonly article: string };
}

/** Somebody besides the applicant who has to agree before an application is sent. */
export interface CompiledCoApplicant extends HeldWithin {
  /** The sentence to which they agree. */
  readonly agreesTo: Text;
  /** Field whose value is their FİN, or those of several; `group.field` for one within a group. */
  readonly who: string;
  readonly article: string;
  /** Fields that they may see. */
  readonly sees: readonly string[];
  /** What they may read once it is decided. */
  readonly reads: readonly ('decision' | 'document')[];
}

/** A service as the engine runs it: plain data, kept in the release. */
export interface CompiledService {
  readonly name: string;
  readonly title: Text;
  readonly lead: Text;
  readonly keywords?: Text;
  readonly institution: string;
  readonly audience: Audience;
  /** Absent: people known by FİN, or companies, alone. */
  readonly applicants?: readonly ('person' | 'foreigner' | 'ward')[];
  /** Guardians who may apply for those they look after, by the kind of their guardianship; absent: none. */
  readonly guardians?: { readonly kinds: readonly GuardianshipKind[]; readonly payments?: true };
  readonly whoMayApply: Text;
  readonly lifeEvents: readonly string[];
  readonly measures: readonly string[];
  readonly acts: readonly { readonly act: string; readonly articles: string }[];
  readonly purpose: string;
  readonly basis: Basis;
  readonly output: Text;
  /** What the applicant pays: a decimal amount. Absent where it differs from case to case, and in the first releases. */
  readonly cost?: { readonly amount: string; readonly currency: 'AZN' };
  readonly fee?: CompiledFee;
  /** Of its own office; without it that of the institution. */
  readonly contact?: PublicContact;
  /** Name of the course that it took over. */
  readonly course?: string;
  readonly minutes: number;
  /** Cases are worked on in a system of the institution; absent: here. */
  readonly backOffice?: CompiledBackOffice;
  /** `centre`: a clerk of a service centre may enter it for who is present. */
  readonly channels: readonly ('portal' | 'centre')[];
  readonly prefix: string;
  readonly fields: readonly CompiledField[];
  /** What is asked of the exchange. */
  readonly shape: Shape;
  readonly pages: readonly CompiledPage[];
  /** Questions that are not put to this applicant, by field; only in a case, never in a definition. */
  readonly notAsked?: ReadonlySet<string>;
  /** Fields that were deleted before the case, and when; only in a case, never in a definition. */
  readonly forgotten?: ReadonlyMap<string, Date>;
  /** Fields whose values the reader does not get to see; only in a case, never in a definition. */
  readonly keptFrom?: ReadonlySet<string>;
  readonly requirements: readonly CompiledRequirement[];
  /** By what it is scored; absent where it is not. */
  readonly scores?: readonly CompiledCriterion[];
  readonly decision: CompiledDecision;
  readonly process: CompiledProcess;
  /** Opinions and inquiries of other institutions, reviews of experts, and people who have to agree; absent where there are none. */
  readonly within?: readonly (CompiledOpinion | CompiledReviews | CompiledCoApplicant | CompiledInquiries)[];
  readonly outcomes: {
    readonly approved: readonly string[];
    readonly refused: readonly string[];
    readonly lapsed: readonly string[];
    /** Absent in releases made before there was a way to take an approval back. */
    readonly revoked?: readonly string[];
  };
  readonly entry?: {
    readonly register: string;
    readonly fields: Readonly<Record<string, string>>;
    /** The record is there, and keeps what `fields` does not say. */
    readonly changes?: true;
    /** Choices about which the registers say what these very entries change: of one choice one case is approved at a time. */
    readonly inTurn?: readonly string[];
    readonly ends?: Readonly<Record<string, string>>;
  };
  /** Facts whose mistakes it corrects, by their name in the dictionary: answers with which that begins. */
  readonly corrects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly document?: CompiledDocument;
  readonly quota?: CompiledQuota;
  /** By which article a slip in what was issued is corrected, and the fields in which one may be. */
  readonly correction?: { readonly article: string; readonly fields: readonly string[] };
  readonly notifications: Readonly<Record<string, Text>>;
  readonly appeal: { readonly route: Text; readonly days: number; readonly article: string };
  readonly rating: { readonly question: Text };
  readonly retention: { readonly years: number };
  readonly migrate?: CompiledMigration;
}
