import type { Json } from '../../kernel/job.ts';
import type { Text } from '../../language/lang.ts';

/* What a form asks, ready to be drawn. */

export type AnswerKind = 'text' | 'longtext' | 'number' | 'decimal' | 'date' | 'yesno' | 'choice';

/** A field of a question, ready to be drawn. Its name is the name of the form's input. */
export interface AnswerField {
  /** In a group: `<group>.<index>.<field>`. */
  readonly name: string;
  readonly kind: AnswerKind;
  readonly label: Text;
  readonly hint?: Text;
  readonly optional: boolean;
  /** As stored, or as typed when it did not fit. */
  readonly value?: Json;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly AnswerChoice[];
}

export interface AnswerChoice {
  readonly value: string;
  readonly label: Text;
  readonly hint?: Text;
  /** Fields that this choice opens below itself. */
  readonly opens: readonly AnswerField[];
}

/** Fields asked several times. The form sends `add-<name>` and `remove-<name>` = index. */
export interface AnswerGroup {
  readonly name: string;
  readonly kind: 'group';
  readonly label: Text;
  readonly hint?: Text;
  /** Name of one item: “İşçi”. */
  readonly item: Text;
  readonly min: number;
  readonly max: number;
  readonly items: readonly (readonly AnswerField[])[];
}

/** What is wrong with an answer: says what to write. `field` is the name of the input. */
export interface AnswerError {
  readonly field: string;
  readonly text: Text;
}
