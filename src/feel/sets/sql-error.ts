import type { Text } from '../../language/index.ts';
import { fill, type Message } from '../messages.ts';
import { pathText } from '../table-problem.ts';
import { type SqlCode, sqlMessages } from './sql-messages.ts';

/** Why a part of a table cannot be SQL. */
export interface SqlProblem {
  /** Where, from the table's own root: `['rules', 2, 'when', 'jobs']`. */
  readonly path: readonly (string | number)[];
  readonly code: SqlCode;
  readonly message: Text;
  readonly remedy: Text;
}

/** A table that PostgreSQL could not decide as the table itself does. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly problems: readonly SqlProblem[];

  constructor(problems: readonly SqlProblem[]) {
    super(problems.map((problem) => `${pathText(problem.path)}: ${problem.message.en}`).join('\n'));
    this.problems = problems;
  }
}

/** Notes what is wrong with the part of the table at hand. */
export type Refuse = (code: SqlCode, holes: Readonly<Record<string, string>>) => void;

export const refusing =
  (problems: SqlProblem[], path: SqlProblem['path']): Refuse =>
  (code, holes) => {
    const message: Message = sqlMessages[code];
    problems.push({ path, code, message: fill(message.text, holes), remedy: fill(message.remedy, holes) });
  };
