import { checkTree } from './check.ts';
import { constant, type EngineValue, type Node, parse, prepare, type Values } from './engine.ts';
import type { Types } from './types.ts';
import { looksAtTested, onlyLiterals, parts } from './walk.ts';

/** A value written out in a test: where the table may change its mind. */
export interface Literal {
  readonly source: string;
  readonly value: EngineValue;
}

/** The compiled unary tests of one cell. */
export interface Test {
  readonly source: string;
  /** Names it uses; `?` is the tested value. */
  readonly inputs: readonly string[];
  readonly literals: readonly Literal[];
  /** The cell is `-`. */
  readonly always: boolean;
  matches(values: Values): boolean;
}

/**
 * Compiles unary tests. A test that names `?` is its own verdict; any other is a value, a range or a list, and the
 * tested value must be equal to it or stand in it. `not(…)` holds if every test inside is plainly false: what cannot be
 * compared (a missing number with `> 5`) fits neither the test nor its negation.
 * @throws FeelError
 */
export function compileTest(source: string, types: Types): Test {
  const top = parse(source, types, true);
  const { inputs: used } = checkTree(source, top, types, true);
  if (top.getChild('Wildcard')) return { source, inputs: [], literals: [], always: true, matches: () => true };

  const inputs = used.includes('?') ? used : ['?', ...used];
  const tests = top.getChild('PositiveUnaryTests')?.getChildren('PositiveUnaryTest') ?? [];
  const conditions = tests.map((test) => condition(source.slice(test.from, test.to), test));
  const scope = Object.fromEntries(inputs.map((name) => [name, types[name] ?? 'any']));
  const run = prepare(`[${conditions.join(',\n')}]`, scope);
  const negated = top.getChild('not') !== null;
  return {
    source,
    inputs,
    literals: tests.flatMap((test) => literals(source, test)),
    always: false,
    matches: (values) => {
      const results = run(values);
      if (!Array.isArray(results)) return false;
      return negated ? results.every((result) => result === false) : results.includes(true);
    },
  };
}

const single = new Set(['NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'DateTimeLiteral', 'null']);

/** The test as an expression of `?`. */
function condition(text: string, test: Node): string {
  const [body] = parts(test);
  if (!body || looksAtTested(body)) return `(${text}\n)`;
  const interval = body.getChild('Interval');
  if (interval) return between(text, interval, test.from);
  if (body.name === 'SimplePositiveUnaryTest') return `? in (${text}\n)`;
  // The library's own `list contains` does not see that two equal dates are equal.
  return single.has(body.name) ? `? = (${text}\n)` : `(some _v in flatten([${text}\n]) satisfies _v = ?)`;
}

/** Two comparisons, because the library turns an interval round whose computed start is above its end. */
function between(text: string, interval: Node, offset: number): string {
  const [open, from, , to, close] = parts(interval).map((part) => text.slice(part.from - offset, part.to - offset));
  return `(? ${open === '[' ? '>=' : '>'} (${from}\n) and ? ${close === ']' ? '<=' : '<'} (${to}\n))`;
}

function literals(source: string, node: Node): Literal[] {
  const text = source.slice(node.from, node.to);
  const written = node.getChild('AtLiteral') !== null || onlyLiterals(node);
  if (node.name === 'DateTimeLiteral' ? written : single.has(node.name)) {
    return [{ source: text, value: constant(text) }];
  }
  return parts(node).flatMap((part) => literals(source, part));
}
