import { checkTree } from './check.ts';
import { parse, prepare, type Values, valueIn, valueOut } from './engine.ts';
import type { FeelType, FeelValue, Types } from './types.ts';
import { compileTest } from './unary.ts';

/** A compiled expression. */
export interface Program {
  readonly source: string;
  /** The names it uses, out of those it was compiled with; of a cell also `?`, the value under test. */
  readonly inputs: readonly string[];
  /** Type of what it gives, as far as it can be known before it runs; else `any`. */
  readonly type: FeelType;
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
  if (options.unary === true) {
    const test = compileTest(source, types);
    return program({ source, inputs: test.inputs, type: 'boolean' }, types, (values) => test.matches(values));
  }
  const { inputs, type } = checkTree(source, parse(source, types, false), types, false);
  return program({ source, inputs, type }, types, prepare(source, only(types, inputs)));
}

function program(found: Omit<Program, 'evaluate'>, types: Types, run: (values: Values) => unknown): Program {
  const used = only(types, found.inputs);
  return { ...found, evaluate: (input) => valueOut(run(valuesIn(input, used))) };
}

const only = (types: Types, names: readonly string[]): Types =>
  Object.fromEntries(names.map((name) => [name, types[name] ?? 'any']));

/** Takes in the values of all names of `types`. */
export function valuesIn(input: Readonly<Record<string, unknown>>, types: Types): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      valueIn(Object.hasOwn(input, name) ? input[name] : null, type, name),
    ]),
  );
}
