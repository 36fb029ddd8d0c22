import { isLiteral } from './check/literal.ts';
import { constant } from './check/constant.ts';
import { checked } from './compile.ts';
import { metered } from './fuel.ts';
import { codeOf } from './generate/generate.ts';
import { type Code, emptyScope, type Scope } from './generate/scope.ts';
import { children } from './generate/tests.ts';
import type { Node } from './syntax/ast.ts';
import type { Types } from './types.ts';
import type { Value } from './values/value.ts';

/** A value written out in a test: where the table may change its mind. */
export interface Literal {
  readonly source: string;
  readonly value: Value;
}

/** Values by name; `?` is the value a test looks at. */
export type Values = Readonly<Record<string, Value>>;

/** The compiled unary tests of one cell. */
export interface Test {
  readonly source: string;
  readonly node: Node;
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
  const { node, inputs } = checked(source, types, true);
  const always = node.kind === 'tests' && node.any;
  const { scope } = emptyScope().with(inputs);
  const code = testCode(node, scope);
  return {
    source,
    node,
    inputs,
    literals: literalsIn(source, node),
    always,
    matches: (values) => metered(() => code(inputs.map((name) => values[name] ?? null))) === true,
  };
}

/** Code of a cell in a scope that knows `?` and the names it uses. */
export const testCode = (node: Node, scope: Scope): Code => codeOf(node, scope);

function literalsIn(source: string, node: Node): Literal[] {
  if (isLiteral(node)) return [{ source: source.slice(node.from, node.to), value: constant(node) }];
  return children(node).flatMap((part) => literalsIn(source, part));
}
