import { metered } from '../fuel.ts';
import type { Value } from '../values/value.ts';
import type { Code } from './scope.ts';

const values = new WeakMap<Code, Value>();

/** Code that gives the same value each time. */
export function constant(value: Value): Code {
  const code: Code = () => value;
  values.set(code, value);
  return code;
}

/** The value that code always gives; undefined where only running tells. */
export const known = (code: Code): Value | undefined => values.get(code);

/** The same code, run now where nothing it is made of depends on the slots. */
export const folded = (code: Code, parts: readonly (Code | undefined)[]): Code =>
  parts.every((part) => part === undefined || values.has(part)) ? constant(metered(() => code([]))) : code;
