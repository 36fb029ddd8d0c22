import { checkTree } from './check/check.ts';
import { FeelError } from './error.ts';
import { metered } from './fuel.ts';
import { codeOf } from './generate/generate.ts';
import { type Code, emptyScope } from './generate/scope.ts';
import { intakeOf, type Intake } from './intake.ts';
import { valueOut } from './data.ts';
import type { Node, TestsNode } from './syntax/ast.ts';
import type { Names } from './syntax/names.ts';
import { namesOf, parseExpression, parseTests } from './syntax/parse.ts';
import { temporalMembers } from './check/path.ts';
import type { Value } from './values/value.ts';
import { membersOf, type FeelType, type FeelValue, type Types } from './types.ts';

/** A compiled expression. */
export interface Program {
  readonly source: string;
  /** The names it uses, out of those it was compiled with; of a cell also `?`, the value under test. */
  readonly inputs: readonly string[];
  /** Type of what it gives, as far as it can be known before it runs; else `any`. */
  readonly type: FeelType;
  /** The names it was compiled with, and their types. */
  readonly types: Types;
  /** What it was read as. */
  readonly node: Node;
  /**
   * @param input values by name; what is missing is null, what is not used is not read
   * @throws FeelInputError if a value is not of its declared type
   */
  evaluate(input: Readonly<Record<string, unknown>>): FeelValue;
}

/**
 * Compiles a FEEL expression (DMN 1.5, chapter 10), or with `unary` the tests of a table cell, whose value is
 * `input['?']` of type `types['?']`. Total and pure: no clock, no chance, no JavaScript, no recursion.
 * @param types the names in force and their types
 * @throws FeelError with the place, for wrong syntax, unknown names, members and functions, and types that differ
 * @example compile('company.staff >= 5', { company: { context: { staff: 'number' } } }).evaluate({ company: { staff: 7 } })
 */
export function compile(source: string, types: Types, options: { readonly unary?: boolean } = {}): Program {
  try {
    return compiled(source, types, options.unary === true);
  } catch (error) {
    // What is nested deeper than the stack of the caller has room for.
    if (error instanceof RangeError) throw new FeelError('feel.too_deep', {}, { line: 1, column: 1 });
    throw error;
  }
}

function compiled(source: string, types: Types, unary: boolean): Program {
  const { node, inputs, type } = checked(source, types, unary);
  const { intake, code, blank } = prepared(node, inputs, types);
  const evaluate = (input: Readonly<Record<string, unknown>>): FeelValue => {
    const slots = intake.read(input, blank);
    if (node.kind === 'tests') return metered(() => code(slots)) === true;
    return metered(() => valueOut(code(slots)));
  };
  return { source, inputs, type, types, node, evaluate };
}

/** Names as the reader needs them, from their types. */
const namesIn = (types: Types): Names =>
  namesOf(
    Object.keys(types).filter((name) => name !== '?'),
    [...temporalMembers, ...membersOf(types)],
  );

interface Checked {
  readonly node: Node | TestsNode;
  readonly inputs: readonly string[];
  readonly type: FeelType;
}

/** Reads and checks an expression or the tests of a cell. A cell with tests uses `?` whether it names it or not. */
export function checked(source: string, types: Types, unary: boolean): Checked {
  const node = (unary ? parseTests : parseExpression)(source, namesIn(types));
  const { inputs, type } = checkTree(source, node, types);
  const implied = node.kind === 'tests' && !node.any && !inputs.includes('?') ? ['?', ...inputs] : inputs;
  return { node, inputs: implied, type };
}

/** Code over slots, the first of which the intake fills. */
export function prepared(
  node: Node,
  inputs: readonly string[],
  types: Types,
): { readonly intake: Intake; readonly code: Code; readonly blank: readonly Value[] } {
  const intake = intakeOf([node], inputs, types);
  const { scope } = emptyScope().with(intake.names);
  const code = codeOf(node, scope);
  return { intake, code, blank: scope.frame.blank() };
}
