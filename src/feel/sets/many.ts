import type { Program } from '../compile.ts';
import type { Table } from '../table.ts';
import type { Column, Columns } from './column.ts';
import { type Decisions, decideMany } from './decide.ts';
import { expressionMany } from './evaluate.ts';

/**
 * Evaluates a table or an expression for each row of a population, with the results of `decide` and `evaluate`. What
 * asks only for comparisons, ranges, equality, lists, and, or, not and + − × is computed on the columns; what does not,
 * and rows with numbers beyond their scale or beyond 2^53, by the table's or expression's own code one by one.
 * @throws FeelInputError where a column is missing or does not fit its input
 * @example evaluateMany(table, { jobs: numberColumn([3, null, '7.5'], 1) }).rule
 */
export function evaluateMany(table: Table, columns: Columns): Decisions;
export function evaluateMany(program: Program, columns: Columns): Column;
export function evaluateMany(what: Table | Program, columns: Columns): Decisions | Column {
  return 'decide' in what ? decideMany(what, columns) : expressionMany(what, columns);
}
