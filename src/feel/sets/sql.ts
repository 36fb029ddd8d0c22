import type { Table } from '../table.ts';
import type { TableSource } from '../table-source.ts';
import type { FeelType } from '../types.ts';
import { Beyond, isTermType, type TermType } from './logic.ts';
import { type CellPlan, type TablePlan, tablePlan } from './plan.ts';
import { refusing, type Refuse, SqlError, type SqlProblem } from './sql-error.ts';
import { identifier, textLiteral } from './sql-literal.ts';
import { printResult } from './sql-result.ts';
import { type Digits, printTruth } from './sql-truth.ts';

export interface SqlOptions {
  /** The relation with the inputs as columns, its schema before it: `['records', 'person']`. */
  readonly from: readonly string[];
  /** Columns of the relation to go along. */
  readonly keep?: readonly string[];
  /** Of the inputs that are computed with. */
  readonly digits?: Readonly<Record<string, Digits>>;
}

/**
 * A table as one `select` for PostgreSQL 15 and newer: for each row of a relation `fired` (indexes of the rules that fit,
 * from 0), `missing` (names of the tested inputs that are null) and a column for each output, as `decide` gives them.
 *
 * The database must be in UTF-8. Columns are cast to numeric, text, boolean and date; where they hold what FEEL has no
 * number or date for (NaN, infinity, more than 34 digits), the two may differ.
 * @throws SqlError with every cell, name and value that has no SQL of the same meaning
 */
export function toSql(table: Table, { from, keep = [], digits = {} }: SqlOptions): string {
  const plan = tablePlan(table);
  const { inputs, outputs } = table.source;
  const problems: SqlProblem[] = [];
  const at = (...path: SqlProblem['path']) => refusing(problems, path);
  const used = usedInputs(plan);
  const conditions = plan.rules.map((cells, rule) =>
    cells.map((cell) => condition(cell, { digits, refuse: at('rules', rule, 'when', cell.name) })),
  );
  const results = outputs.map((output, index) => {
    const { name } = output;
    const column = identifier(name, at('outputs', index, 'name'));
    if (reserved.has(name) || keep.includes(name)) at('outputs', index, 'name')('table.sql_name', { name });
    return `${printResult(plan, output, at('outputs', index))} as ${column}`;
  });
  const inputColumns = inputs.flatMap(({ name, type }, index) =>
    used.has(name) ? [inputColumn(name, type, at('inputs', index, 'name'))] : [],
  );
  const kept = keep.map((name) => `input.${identifier(name, at('keep'))}`);
  const relation = from.map((name) => identifier(name, at('from'))).join('.');
  const missing = inputs.flatMap(({ name }, index) =>
    used.has(name) ? [isMissing(name, at('inputs', index, 'name'))] : [],
  );
  if (problems.length > 0) throw new SqlError(problems);
  return [
    `select ${[...kept, 'decided.fired', `${listed(missing, 'text')} as missing`, ...results].join(',\n  ')}`,
    `from ${relation} as input`,
    `cross join lateral (select ${inputColumns.join(', ')}) as value`,
    `cross join lateral (select ${fired(plan.source.hitPolicy, conditions)} as fired) as decided`,
  ].join('\n');
}

const reserved: ReadonlySet<string> = new Set(['fired', 'missing']);

const usedInputs = (plan: TablePlan): ReadonlySet<string> =>
  new Set(plan.rules.flat().flatMap(({ name, test }) => [name, ...test.inputs]));

function condition(
  { test, truth }: CellPlan,
  printing: { digits: Readonly<Record<string, Digits>>; refuse: Refuse },
): string {
  if (!(truth instanceof Beyond)) return printTruth(truth, true, printing);
  printing.refuse('table.sql_part', { part: test.source.slice(truth.span.from, truth.span.to) });
  return 'false';
}

const casts: Readonly<Record<TermType, string>> = {
  number: 'numeric',
  // By code points, whatever the language of the database.
  string: 'text collate "C"',
  boolean: 'boolean',
  date: 'date',
};

function inputColumn(name: string, type: FeelType, refuse: Refuse): string {
  const column = identifier(name, refuse);
  return `input.${column}::${isTermType(type) ? casts[type] : 'text'} as ${column}`;
}

const isMissing = (name: string, refuse: Refuse): string =>
  `case when value.${identifier(name, refuse)} is null then ${textLiteral(name, refuse)} end`;

const listed = (items: readonly string[], type: string): string =>
  `array_remove(array[${items.join(', ')}]::${type}[], null)`;

function fired(hitPolicy: TableSource['hitPolicy'], conditions: readonly (readonly string[])[]): string {
  const cases = conditions.map((cells, rule) => {
    const all = cells.map((cell) => `(${cell})`).join(' and ');
    return `when ${all === '' ? 'true' : all} then ${rule}`;
  });
  const items =
    hitPolicy === 'first' ? [`case\n  ${cases.join('\n  ')}\nend`] : cases.map((one) => `\n  case ${one} end`);
  return listed(items, 'integer');
}
