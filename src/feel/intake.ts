import { own, type Reader, readerOf, record } from './data.ts';
import { children } from './generate/tests.ts';
import { namesOfPath } from './generate/path.ts';
import { dotted } from './generate/scope.ts';
import type { Node } from './syntax/ast.ts';
import type { FeelType, Types } from './types.ts';
import type { Value } from './values/value.ts';

interface Leaf {
  readonly path: readonly string[];
  readonly type: FeelType;
}

/** How the values of a call come into their slots: only what is used, each member in a slot of its own. */
export interface Intake {
  /** Names of the slots, in order: `jobs`, `company.staff`. */
  readonly names: readonly string[];
  /** Their types, in the same order. */
  readonly types: readonly FeelType[];
  /** @param blank the slots of a frame in which nothing was computed yet @throws FeelInputError */
  read(input: Readonly<Record<string, unknown>>, blank: readonly Value[]): Value[];
}

/** @param inputs the names that the nodes use from outside */
export function intakeOf(nodes: readonly Node[], inputs: readonly string[], types: Types): Intake {
  const leaves = inputs.flatMap((input) => leavesOf(nodes, input, types[input] ?? 'any'));
  const readers = leaves.map(({ path, type }) => leafReader(path, readerOf(type)));
  return {
    names: leaves.map(({ path: [root = '', ...rest] }) => dotted(root, rest)),
    types: leaves.map(({ type }) => type),
    read: (input, blank) => {
      const slots = blank.slice();
      for (let index = 0; index < readers.length; index++) slots[index] = readers[index]?.(input) ?? null;
      return slots;
    },
  };
}

/** The members of an input that are used, or the whole of it where that is. */
function leavesOf(nodes: readonly Node[], input: string, type: FeelType): Leaf[] {
  const found = new Map<string, Leaf>();
  const visit = (node: Node): void => {
    const [root, ...rest] = namesOfPath(node) ?? [];
    if (root === undefined) for (const part of children(node)) visit(part);
    else if (root === input) {
      const leaf = deepest(input, rest, type);
      found.set(leaf.path.join('.'), leaf);
    }
  };
  for (const node of nodes) visit(node);
  const leaves = [...found.values()];
  const whole = leaves.length === 0 || leaves.some(({ path }) => path.length === 1);
  if (whole) return [{ path: [input], type }];
  // Where a part and the whole of it are used, the whole is enough.
  return leaves.filter(({ path }) => !leaves.some((other) => isInside(path, other.path)));
}

const isInside = (path: readonly string[], outer: readonly string[]): boolean =>
  outer.length < path.length && outer.every((name, index) => name === path[index]);

/** Follows the members as far as declared contexts go. */
function deepest(input: string, rest: readonly string[], type: FeelType): Leaf {
  const path = [input];
  let reached = type;
  for (const name of rest) {
    if (typeof reached !== 'object' || !('context' in reached) || !Object.hasOwn(reached.context, name)) break;
    path.push(name);
    reached = reached.context[name] ?? 'any';
  }
  return { path, type: reached };
}

function leafReader(path: readonly string[], read: Reader): (input: Readonly<Record<string, unknown>>) => Value {
  const [root = '', ...rest] = path;
  if (rest.length === 0) return (input) => read(own(input, root), root);
  const whole = path.join('.');
  return (input) => {
    let value = own(input, root);
    let at = root;
    for (const name of rest) {
      if (value === null || value === undefined) return null;
      value = own(record(value, at), name);
      at = `${at}.${name}`;
    }
    return read(value, whole);
  };
}
