import type { BuiltIn } from '../builtins/define.ts';
import { builtIns } from '../builtins/index.ts';

/** A built-in function as an author would look it up: `substring(string, start position, length?)`. */
interface Signed extends BuiltIn {
  readonly signature: string;
}

function signature({ name, forms }: BuiltIn): string {
  return forms
    .map(({ parameters }) => {
      const written = parameters.map(
        (parameter) => `${parameter.name}${parameter.optional ? '?' : parameter.rest ? '...' : ''}`,
      );
      return `${name}(${written.join(', ')})`;
    })
    .join(' | ');
}

/** The built-in functions by name. */
export const functions: ReadonlyMap<string, Signed> = new Map(
  [...builtIns.values()].map((called) => [called.name, { ...called, signature: signature(called) }]),
);

/** Functions of FEEL that definitions may not use, because their answer depends on when they are asked. */
export const clockFunctions: ReadonlySet<string> = new Set(['now', 'today']);

/** Functions that take another function: `sort(list, function(a, b) a < b)`. */
export const higherFunctions: ReadonlySet<string> = new Set(['sort', 'list replace']);

/** Functions whose second argument is a regular expression: the name of that argument, and where its flags stand. */
export const patternArguments: ReadonlyMap<string, { readonly name: string; readonly flags: number }> = new Map([
  ['matches', { name: 'pattern', flags: 2 }],
  ['replace', { name: 'pattern', flags: 3 }],
  ['split', { name: 'delimiter', flags: Number.POSITIVE_INFINITY }],
]);
