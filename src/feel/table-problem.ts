import type { Text } from '../language/index.ts';
import type { FeelCode, FeelError } from './error.ts';
import { fill, type Message, messages } from './messages.ts';
import { type TableCode, tableMessages } from './table-messages.ts';

/** Something wrong in a decision table. */
export interface TableProblem {
  /** Where, from the table's own root: `['rules', 2, 'when', 'jobs']`. */
  readonly path: readonly (string | number)[];
  readonly code: TableCode | FeelCode;
  readonly message: Text;
  readonly remedy: Text;
  /** The known name or value most like the wrong one. */
  readonly nearest?: string;
  /** Column in the text of the cell, from 1. */
  readonly column?: number;
}

/** A decision table that does not compile. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly problems: readonly TableProblem[];

  constructor(problems: readonly TableProblem[]) {
    super(problems.map((problem) => `${pathText(problem.path)}: ${problem.message.en}`).join('\n'));
    this.problems = problems;
  }
}

/** A path as one reads it: `rules[2].when.jobs`. */
export const pathText = (path: TableProblem['path']): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');

export function problem(
  path: TableProblem['path'],
  code: TableCode,
  holes: Readonly<Record<string, string>>,
  near?: string,
): TableProblem {
  const message: Message = tableMessages[code];
  const found = { path, code, message: fill(message.text, holes), remedy: fill(message.remedy, holes) };
  if (near === undefined) return found;
  return { ...found, remedy: fill(messages['feel.nearest'].text, { nearest: near }), nearest: near };
}

export function cellProblem(path: TableProblem['path'], error: FeelError): TableProblem {
  const found = { path, code: error.code, message: error.text, remedy: error.remedy, column: error.column };
  return error.nearest === undefined ? found : { ...found, nearest: error.nearest };
}
