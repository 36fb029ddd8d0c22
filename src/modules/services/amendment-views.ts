import type { Text } from '../../language/lang.ts';
import type { ArticleView } from './views.ts';
import type { AnswerField } from './form-views.ts';
import type { LineChange } from './rules/amending.ts';

/** A slip in what was issued. */
export interface AmendmentView {
  /** When it was corrected, or proposed to be. */
  readonly at: Date;
  /** Lines of the document that change, the field itself among them. */
  readonly changes: readonly LineChange[];
  /** What the official wrote who proposed it. */
  readonly reason?: string;
  readonly article: ArticleView;
}

/** What an official chooses from who proposes a correction. */
export interface AmendableView {
  readonly field: string;
  readonly label: Text;
  /** As the decision has it. */
  readonly shown: Text;
  /** Of a field that a register says: which one, and what it said when it was decided. */
  readonly held?: { readonly register: Text; readonly shown?: Text };
  /** In which the right value is written. */
  readonly input: AnswerField;
}

/** Of the desk's page of a case. */
export interface DeskAmendments {
  /** Corrected, the oldest first. */
  readonly made: readonly AmendmentView[];
  /** Waits for another official. */
  readonly proposed?: AmendmentView;
  /** Empty where the reader may propose nothing now. */
  readonly fields: readonly AmendableView[];
}

/** A document that was corrected, and is kept as it was. */
export interface ReplacedDocument {
  readonly code: string;
  readonly number: string;
  readonly replacedAt: Date;
}
