import { spend } from '../fuel.ts';
import type { TableNode, TestsNode } from '../syntax/ast.ts';
import { add } from '../values/arithmetic.ts';
import { Decimal, parseDecimal } from '../values/decimal.ts';
import { compare, equal } from '../values/equal.ts';
import type { Value } from '../values/value.ts';
import { coerce } from './conform.ts';
import { memberOf } from './member-of.ts';
import { generate, type Place, typeOf } from './place.ts';
import { constant } from './known.ts';
import type { Code } from './scope.ts';
import { generateTests } from './tests.ts';

/** Decides which rules of a table fit; undefined where a value is not among the input values. */
type Matching = (slots: Value[]) => readonly number[] | undefined;

interface Input {
  readonly slot: number;
  readonly value: Code;
  readonly allowed: Code | undefined;
}

/** Decision table (DMN 1.5, chapter 8): which rules fit, and what the hit policy makes of them. */
export function generateTable(node: TableNode, place: Place): Code {
  const match = generateMatching(node, place);
  const results = node.rules.map((rule) =>
    resultOf(
      node,
      rule.results.map((cell, index) => cellOf(node, index, cell, place)),
    ),
  );
  const fallback = node.outputs.some((output) => output.fallback !== null)
    ? resultOf(
        node,
        node.outputs.map((output, index) => cellOf(node, index, output.fallback, place)),
      )
    : constant(nothingFits(node));
  const decide = policies[node.hitPolicy](node, place);
  return (slots) => {
    const fired = match(slots);
    if (fired === undefined) return null;
    if (fired.length === 0) return fallback(slots);
    return decide(fired, (rule) => results[rule]?.(slots) ?? null);
  };
}

/** Without a default output: an empty list where the policy makes lists, none counted, else null. */
function nothingFits({ hitPolicy, aggregation }: TableNode): Value {
  if (hitPolicy === 'COLLECT' && aggregation !== null) return aggregation === 'COUNT' ? zero : null;
  return hitPolicy === 'COLLECT' || hitPolicy === 'RULE ORDER' || hitPolicy === 'OUTPUT ORDER' ? [] : null;
}

/** The rules that fit, in the order of the table; only the first where the policy asks for no more. */
function generateMatching(node: TableNode, place: Place): Matching {
  const columns = node.inputs.map((input) => {
    const { scope, slots } = place.scope.with(['?']);
    const inside = { ...place, scope };
    const type = input.type === null ? undefined : typeOf(input.type, place);
    const value = generate(input.expression, place);
    const column: Input = {
      slot: slots[0] ?? 0,
      value: type === undefined ? value : (slots) => coerce(value(slots), type),
      allowed: input.values === null ? undefined : generateTests(input.values, inside),
    };
    return { column, inside };
  });
  const inputs = columns.map(({ column }) => column);
  const rules = node.rules.map(({ tests }) =>
    tests.flatMap((test, index) => {
      const inside = columns[index]?.inside ?? place;
      return test.any ? [] : [generateTests(test, inside)];
    }),
  );
  const onlyFirst = node.hitPolicy === 'FIRST';
  return (slots) => {
    spend(rules.length);
    for (const { slot, value, allowed } of inputs) {
      slots[slot] = value(slots);
      if (allowed !== undefined && slots[slot] !== null && allowed(slots) !== true) return undefined;
    }
    const fired: number[] = [];
    for (const [index, tests] of rules.entries()) {
      if (!fits(tests, slots)) continue;
      fired.push(index);
      if (onlyFirst) break;
    }
    return fired;
  };
}

function fits(tests: readonly Code[], slots: Value[]): boolean {
  for (const test of tests) if (test(slots) !== true) return false;
  return true;
}

function cellOf(node: TableNode, index: number, cell: TableNode['outputs'][number]['fallback'], place: Place): Code {
  if (cell === null) return constant(null);
  const written = node.outputs[index]?.type ?? null;
  const type = written === null ? undefined : typeOf(written, place);
  const value = generate(cell, place);
  return type === undefined ? value : (slots) => coerce(value(slots), type);
}

/** One output gives its value, several a context by their names (8.2.7). */
function resultOf(node: TableNode, cells: readonly Code[]): Code {
  const [only] = cells;
  if (only !== undefined && cells.length === 1) return only;
  const names = node.outputs.map(({ name }, index) => name ?? `output ${index + 1}`);
  return (slots) => new Map(cells.map((cell, index): [string, Value] => [names[index] ?? '', cell(slots)]));
}

const zero = parseDecimal('0');

type Decide = (fired: readonly number[], result: (rule: number) => Value) => Value;

/** What becomes of the rules that fit, at least one (8.2.8). */
const policies: Readonly<Record<TableNode['hitPolicy'], (node: TableNode, place: Place) => Decide>> = {
  UNIQUE: () => (fired, result) => (fired.length === 1 ? result(fired[0] ?? 0) : null),
  FIRST: () => (fired, result) => result(fired[0] ?? 0),
  ANY: () => (fired, result) => {
    const [first = null, ...others] = fired.map(result);
    return others.every((other) => equal(first, other) === true) ? first : null;
  },
  PRIORITY: (node, place) => {
    const rank = ranking(node, place);
    return (fired, result) => rank(fired.map(result))[0] ?? null;
  },
  'RULE ORDER': () => (fired, result) => fired.map(result),
  'OUTPUT ORDER': (node, place) => {
    const rank = ranking(node, place);
    return (fired, result) => rank(fired.map(result));
  },
  COLLECT: ({ aggregation }) => {
    if (aggregation === null) return (fired, result) => fired.map(result);
    const aggregate = aggregations[aggregation];
    return (fired, result) => aggregate(fired.map(result));
  },
};

const smaller = (wanted: -1 | 1) => (values: readonly Value[]) =>
  values.reduce((best, value) => {
    const order = compare(value, best);
    return order === null ? null : Math.sign(order) === wanted ? value : best;
  });

/** One figure of what the rules that fit give, at least one (8.2.8). */
export const aggregations: Readonly<
  Record<NonNullable<TableNode['aggregation']>, (values: readonly Value[]) => Value>
> = {
  COUNT: (values) => parseDecimal(String(values.length)),
  SUM: (values) => (values.every((value) => value instanceof Decimal) ? values.reduce<Value>(add, zero) : null),
  MIN: smaller(-1),
  MAX: smaller(1),
};

/** Orders results by the place of their values among the output values, the first column first. */
function ranking(node: TableNode, place: Place): (results: readonly Value[]) => readonly Value[] {
  const columns = node.outputs.flatMap(({ name, values }) =>
    values === null ? [] : [{ name, place: placing(values, place) }],
  );
  const single = node.outputs.length === 1;
  return (results) =>
    results
      .map((result) => ({
        result,
        ranks: columns.map((column) => column.place(single ? result : memberOf(result, column.name ?? ''))),
      }))
      .sort((a, b) => a.ranks.map((rank, index) => rank - (b.ranks[index] ?? 0)).find((order) => order !== 0) ?? 0)
      .map(({ result }) => result);
}

/** The place of a value among the output values; behind all of them where it is none of them. */
function placing(values: TestsNode, place: Place): (value: Value) => number {
  const { scope, slots } = place.scope.with(['?']);
  const tests = values.tests.map((test) => generateTests({ ...values, tests: [test] }, { ...place, scope }));
  const frame: Value[] = [];
  return (value) => {
    frame[slots[0] ?? 0] = value;
    const found = tests.findIndex((test) => test(frame) === true);
    return found < 0 ? tests.length : found;
  };
}
