import { metered } from '../fuel.ts';
import { codeOf } from '../generate/generate.ts';
import { emptyScope } from '../generate/scope.ts';
import type { Node } from '../syntax/ast.ts';
import type { Value } from '../values/value.ts';

/** The value of an expression without names, or null. */
export function constant(node: Node): Value {
  const scope = emptyScope();
  const code = codeOf(node, scope);
  return metered(() => code([]));
}
