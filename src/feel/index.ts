export { compile, type Program } from './compile.ts';
export type { Comparator, Node, NodeOf, TestNode, TestsNode } from './syntax/ast.ts';
export { type FeelCode, FeelError, FeelInputError } from './error.ts';
export { nearest } from './nearest.ts';
export { compileTable, type Decision, type Reason, type Table, type Undecided } from './table.ts';
export type { Coverage } from './table-gaps.ts';
export { pathText, TableError, type TableProblem } from './table-problem.ts';
export { tableSchema, type TableSource } from './table-source.ts';
export { type FeelType, type FeelValue, type ScalarType, scalarTypes, type Types } from './types.ts';
