import { valueIn } from './data.ts';
import { FeelError, FeelInputError } from './error.ts';
import { nearest } from './nearest.ts';
import { holesOf } from './reason.ts';
import { checkCases } from './table-cases.ts';
import type { Coverage } from './table-gaps.ts';
import type { Results } from './table-policy.ts';
import { cellProblem, problem, type TableProblem } from './table-problem.ts';
import { type Cell, type TableRun, tableRun } from './table-run.ts';
import type { TableSource } from './table-source.ts';
import { elementOf, type FeelType, sameType, type Types, typeName } from './types.ts';
import { compileTest, type Test } from './unary.ts';
import type { Value } from './values/value.ts';

type Rule = TableSource['rules'][number];

export interface CheckedTable {
  readonly run: TableRun;
  /** For each rule its outputs. */
  readonly results: Results;
  readonly coverage: Coverage;
}

/** Checks a table and compiles its cells; `table` is null exactly if there are problems. */
export function checkTable(
  source: TableSource,
  types: Types,
): { table: CheckedTable; problems: [] } | { table: null; problems: TableProblem[] } {
  const inputTypes: Types = Object.fromEntries(source.inputs.map(({ name, type }) => [name, type]));
  const problems = [
    ...twice(source.inputs, 'inputs'),
    ...twice(source.outputs, 'outputs'),
    ...source.inputs.flatMap((input, index) => checkInput(input, index, types)),
    ...source.outputs.flatMap((output, index) => checkValues(output, ['outputs', index])),
  ];
  const rules = source.rules.map((rule, index) => {
    const cells = compileCells(source, rule, index, inputTypes, problems);
    problems.push(...checkOutputs(source, rule, index), ...checkGrounds(rule, index, inputTypes));
    return cells;
  });
  problems.push(...checkPolicy(source), ...unreachable(source, rules));
  if (problems.length > 0) return { table: null, problems };

  const results = source.rules.map((rule) =>
    Object.fromEntries(source.outputs.map(({ name, type }) => [name, valueIn(rule.then[name], type, name)])),
  );
  const { coverage, problems: found } = checkCases(source, rules, results);
  if (found.length > 0) return { table: null, problems: found };
  return { table: { run: tableRun(inputTypes, rules), results, coverage }, problems: [] };
}

/** What the hit policy asks of the outputs. */
function checkPolicy({ hitPolicy, aggregation, outputs }: TableSource): TableProblem[] {
  const problems: TableProblem[] = [];
  if ((hitPolicy === 'priority' || hitPolicy === 'output order') && !outputs.some(({ values }) => values)) {
    problems.push(problem(['outputs'], 'table.priority_unlisted', { policy: hitPolicy }));
  }
  if (aggregation === undefined) return problems;
  const [output, second] = outputs;
  const fits = hitPolicy === 'collect' && output && !second && ordered(aggregation, output.type);
  return fits ? problems : [...problems, problem(['aggregation'], 'table.aggregation', { aggregation })];
}

/** Sums are of numbers; truths have no least and no greatest. */
const ordered = (aggregation: NonNullable<TableSource['aggregation']>, type: FeelType): boolean =>
  aggregation === 'count' || type === 'number' || (aggregation !== 'sum' && type !== 'boolean');

const twice = (items: readonly { name: string }[], key: string): TableProblem[] =>
  items.flatMap(({ name }, index) =>
    items.findIndex((item) => item.name === name) < index
      ? [problem([key, index, 'name'], 'table.name_twice', { name })]
      : [],
  );

function checkInput(input: TableSource['inputs'][number], index: number, types: Types): TableProblem[] {
  const { name, type } = input;
  const actual = Object.hasOwn(types, name) ? types[name] : undefined;
  if (actual === undefined) {
    return [problem(['inputs', index, 'name'], 'table.input_unknown', { name }, nearest(name, Object.keys(types)))];
  }
  const values = checkValues(input, ['inputs', index]);
  if (actual === 'any' || sameType(type, actual)) return values;
  const holes = { name, declared: typeName(type), actual: typeName(actual) };
  return [problem(['inputs', index, 'type'], 'table.input_type', holes), ...values];
}

function checkValues(
  { name, type, values }: { name: string; type: FeelType; values?: readonly unknown[] },
  path: TableProblem['path'],
): TableProblem[] {
  const element = elementOf(type);
  return (values ?? []).flatMap((value, index) =>
    fits(value, element) ? [] : [wrongType([...path, 'values', index], name, value, element)],
  );
}

const wrongType = (path: TableProblem['path'], name: string, value: unknown, type: FeelType): TableProblem =>
  problem(path, 'table.value_type', { value: JSON.stringify(value), name, type: typeName(type) });

function fits(value: unknown, type: FeelType): boolean {
  try {
    return valueIn(value, type, 'value') !== null;
  } catch (error) {
    if (error instanceof FeelInputError) return false;
    throw error;
  }
}

function compileCells(source: TableSource, rule: Rule, index: number, types: Types, problems: TableProblem[]): Cell[] {
  return Object.entries(rule.when).flatMap(([name, cell]) => {
    const path = ['rules', index, 'when', name];
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) {
      problems.push(problem(path, 'table.column_unknown', { name }, nearest(name, Object.keys(types))));
      return [];
    }
    try {
      const test = compileTest(String(cell), { ...types, '?': type });
      problems.push(...unlisted(source, name, test, path));
      return test.always ? [] : [{ name, test }];
    } catch (error) {
      if (!(error instanceof FeelError)) throw error;
      problems.push(cellProblem(path, error));
      return [];
    }
  });
}

/** A text in a cell that the input can never be is a slip of the pen. */
function unlisted(source: TableSource, name: string, test: Test, path: TableProblem['path']): TableProblem[] {
  const input = source.inputs.find((item) => item.name === name);
  // What a cell computes with is not what the input is.
  if (!input?.values || elementOf(input.type) !== 'string' || test.source.includes('?')) return [];
  return test.literals.flatMap((value) => (isText(value) ? notAmong(input, value, path) : []));
}

const isText = (value: Value): value is string => typeof value === 'string';

function notAmong(
  { name, values }: { name: string; values?: readonly unknown[] },
  value: unknown,
  path: TableProblem['path'],
): TableProblem[] {
  if (!values || values.includes(value)) return [];
  const near = typeof value === 'string' ? nearest(value, values.map(String)) : undefined;
  const holes = { value: JSON.stringify(value), name, values: values.join(', ') };
  return [problem(path, 'table.value_unlisted', holes, near)];
}

function checkOutputs(source: TableSource, rule: Rule, index: number): TableProblem[] {
  const names = source.outputs.map((output) => output.name);
  const unknown = Object.keys(rule.then)
    .filter((name) => !names.includes(name))
    .map((name) => problem(['rules', index, 'then', name], 'table.output_unknown', { name }, nearest(name, names)));
  const wrong = source.outputs.flatMap((output) => {
    const path = ['rules', index, 'then', output.name];
    if (!Object.hasOwn(rule.then, output.name)) {
      return [
        problem(['rules', index, 'then'], 'table.output_missing', { rule: String(index + 1), name: output.name }),
      ];
    }
    const value = rule.then[output.name];
    return fits(value, output.type)
      ? notAmong(output, value, path)
      : [wrongType(path, output.name, value, output.type)];
  });
  return [...unknown, ...wrong];
}

/** No decision is silent: every rule says why, and by which article. */
function checkGrounds(rule: Rule, index: number, types: Types): TableProblem[] {
  const number = { rule: String(index + 1) };
  const problems: TableProblem[] = [];
  if (!rule.reason) problems.push(problem(['rules', index], 'table.reason_missing', number));
  // The code of the act, a space, the article.
  if (!/^\S+ \S/.test(rule.article ?? '')) {
    problems.push(
      problem(
        rule.article === undefined ? ['rules', index] : ['rules', index, 'article'],
        'table.article_missing',
        number,
      ),
    );
  }
  for (const name of rule.reason ? holesOf(rule.reason) : []) {
    if (Object.hasOwn(types, name)) continue;
    problems.push(
      problem(['rules', index, 'reason'], 'table.hole_unknown', { name }, nearest(name, Object.keys(types))),
    );
  }
  return problems;
}

function unreachable(source: TableSource, rules: readonly (readonly Cell[])[]): TableProblem[] {
  if (source.hitPolicy !== 'first') return [];
  const all = source.rules.findIndex(
    (rule, index) =>
      rules[index]?.length === 0 && Object.values(rule.when).every((cell) => String(cell).trim() === '-'),
  );
  if (all < 0) return [];
  return source.rules.flatMap((_, index) =>
    index > all
      ? [problem(['rules', index], 'table.unreachable', { rule: String(index + 1), earlier: String(all + 1) })]
      : [],
  );
}
