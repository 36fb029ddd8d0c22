export { compile, type Program } from './compile.ts';
export type { Comparator, Node, NodeOf, TestNode, TestsNode } from './syntax/ast.ts';
export { type FeelCode, FeelError, FeelInputError } from './error.ts';
export { nearest } from './nearest.ts';
export {
  booleanColumn,
  type Column,
  type Columns,
  dateColumn,
  numberColumn,
  stringColumn,
} from './sets/column.ts';
export { noRule, severalRules, tooLong } from './sets/block.ts';
export type { Decisions, OutputColumn } from './sets/decide.ts';
export type { FiredRules } from './sets/lists.ts';
export { evaluateMany } from './sets/many.ts';
export { SqlError, type SqlProblem } from './sets/sql-error.ts';
export { type SqlOptions, toSql } from './sets/sql.ts';
export { compileTable, type Decision, type Reason, type Table, type Undecided } from './table.ts';
export type { Coverage } from './table-gaps.ts';
export { pathText, TableError, type TableProblem } from './table-problem.ts';
export { tableSchema, type TableSource } from './table-source.ts';
export { type FeelType, type FeelValue, type ScalarType, scalarTypes, type Types } from './types.ts';
