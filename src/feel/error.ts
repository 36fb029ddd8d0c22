import type { Text } from '../language/index.ts';
import { fill, type Message, messages } from './messages.ts';

export type FeelCode = keyof typeof messages;

/** Where in the source, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * An expression that does not compile. `text` and `remedy` are for the author of the definition; the inherited
 * `message` is the English text with the position, for logs.
 */
export class FeelError extends Error {
  override readonly name = 'FeelError';
  readonly code: FeelCode;
  readonly text: Text;
  readonly remedy: Text;
  readonly line: number;
  readonly column: number;
  /** The known name most like the unknown one. */
  readonly nearest: string | undefined;

  constructor(code: FeelCode, holes: Readonly<Record<string, string>>, position: Position, nearest?: string) {
    const message: Message = messages[code];
    const text = fill(message.text, holes);
    super(`${position.line}:${position.column} ${text.en}`);
    this.code = code;
    this.text = text;
    this.remedy =
      nearest === undefined ? fill(message.remedy, holes) : fill(messages['feel.nearest'].text, { nearest });
    this.line = position.line;
    this.column = position.column;
    this.nearest = nearest;
  }
}

/** A value given to a compiled expression is not of the declared type. A fault of the caller; never holds the value. */
export class FeelInputError extends Error {
  override readonly name = 'FeelInputError';
  /** Name of the input and of the member in it, e.g. `company.staff`. */
  readonly input: string;
  readonly expected: string;

  constructor(input: string, expected: string) {
    super(`${input} must be ${expected}`);
    this.input = input;
    this.expected = expected;
  }
}

/** Line and column of an offset in the source. */
export function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
