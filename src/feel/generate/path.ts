import type { Node, NodeOf } from '../syntax/ast.ts';
import { generate, type Place } from './place.ts';
import { memberOf } from './member-of.ts';
import type { Code } from './scope.ts';

/** The names of `a.b.c`, or undefined where it begins with something else than a name. */
export function namesOfPath(node: Node): readonly [root: string, ...rest: string[]] | undefined {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'path') return undefined;
  const target = namesOfPath(node.target);
  return target && [...target, node.member];
}

export function generatePath(node: NodeOf<'path'>, place: Place): Code {
  const { member: name } = node;
  const [root, ...rest] = namesOfPath(node) ?? [];
  const whole = root === undefined ? undefined : place.scope.findPath(root, rest);
  if (whole) return whole.code;
  const target = generate(node.target, place);
  return (slots) => memberOf(target(slots), name);
}
