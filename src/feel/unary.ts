import { constant } from './check/constant.ts';
import { checked } from './compile.ts';
import { metered } from './fuel.ts';
import { codeOf } from './generate/generate.ts';
import { type Code, emptyScope, type Scope } from './generate/scope.ts';
import { children } from './generate/tests.ts';
import type { Node } from './syntax/ast.ts';
import type { Types } from './types.ts';
import { isContext, isList, Range, type Value } from './values/value.ts';

/** Values by name; `?` is the value a test looks at. */
export type Values = Readonly<Record<string, Value>>;

/** The compiled unary tests of one cell. */
export interface Test {
  readonly source: string;
  readonly node: Node;
  /** Names it uses; `?` is the tested value. */
  readonly inputs: readonly string[];
  /** Single values written out in it, also as `60 * 24`: where the table may change its mind. */
  readonly literals: readonly Value[];
  /** Its value is compared with these and with nothing else. */
  readonly plain: boolean;
  /** It asks which of two values is the greater. */
  readonly orders: boolean;
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
    literals: literalsIn(node),
    plain: node.kind === 'tests' && node.tests.every(({ value }) => isPlain(value)),
    orders: orders(node),
    always,
    matches: (values) => metered(() => code(inputs.map((name) => values[name] ?? null))) === true,
  };
}

/** Code of a cell in a scope that knows `?` and the names it uses. */
export const testCode = (node: Node, scope: Scope): Code => codeOf(node, scope);

const written = new Set<Node['kind']>(['null', 'boolean', 'number', 'string', 'at']);
const computed = new Set<Node['kind']>(['arithmetic', 'negate', 'call', 'list']);

/** Made of what is written out only: no name stands in it, but those of called functions. */
function isConstant(node: Node): boolean {
  if (written.has(node.kind)) return true;
  const parts = node.kind === 'call' ? node.args.map(({ value }) => value) : children(node);
  return computed.has(node.kind) && parts.every(isConstant);
}

function singleValue(node: Node): Value | undefined {
  if (node.kind === 'list' || !isConstant(node)) return undefined;
  const value = constant(node);
  return isList(value) || isContext(value) || value instanceof Range ? undefined : value;
}

function literalsIn(node: Node): Value[] {
  const value = singleValue(node);
  return value === undefined ? children(node).flatMap(literalsIn) : [value];
}

/** A value, a range between values, or a list of these. */
function isPlain(node: Node): boolean {
  if (node.kind === 'range' || node.kind === 'list') return children(node).every(isPlain);
  return singleValue(node) !== undefined;
}

function orders(node: Node): boolean {
  const here =
    node.kind === 'range' ||
    node.kind === 'between' ||
    (node.kind === 'compare' && node.comparator !== '=' && node.comparator !== '!=');
  return here || children(node).some(orders);
}
