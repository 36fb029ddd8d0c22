import type { FileKind } from '../../kernel/file-kind.ts';
import type { Text } from '../../language/lang.ts';

/* Parts of what the pages and the API show of a case. */

/** A file that was uploaded. `size` in bytes. */
export interface EvidenceView {
  readonly id: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly size: number;
}

/** Files are asked for: one at a time is added, under the field `file`. */
export interface AnswerFiles {
  readonly name: string;
  readonly kind: 'files';
  readonly label: Text;
  readonly hint?: Text;
  readonly optional: boolean;
  readonly accepts: readonly FileKind[];
  /** Of one file, in bytes. */
  readonly mostBytes: number;
  readonly mostFiles: number;
  readonly files: readonly EvidenceView[];
}

export interface JournalView {
  readonly seq: number;
  readonly at: Date;
  /** Name of who acted. Absent: the program itself, or an official, for whom `office` stands. */
  readonly who?: string;
  /** The institution, where officials are not named to the applicant. */
  readonly office?: Text;
  /** The information system of the institution that acted over the exchange. */
  readonly system?: Text;
  /** In whose place it was done: their name, null where it is not known. Absent: in nobody's. */
  readonly instead?: string | null;
  readonly what: Text;
  /** To whom a case was given. */
  readonly to?: string;
  readonly note?: string;
  /** Flags that it raised and lowered; at the desk. */
  readonly raised?: readonly Text[];
  readonly lowered?: readonly Text[];
  /** Of a return: the answers that were to be corrected. */
  readonly asked?: readonly { readonly question: Text; readonly remark?: string }[];
  /** Of an answer to one: which of them changed; none may have. */
  readonly changed?: readonly Text[];
}

/** How the applicant rated the service. */
export interface RatingView {
  readonly score: number;
  readonly comment: string | null;
}
