import type { Node } from './engine.ts';
import type { FeelCode } from './error.ts';
import type { NameScope } from './scope.ts';
import type { FeelType } from './types.ts';

/** One walk over a syntax tree: finds the first mistake and infers what type each part gives. */
export interface Check {
  readonly source: string;
  /** Type of `?`, or undefined where no value is tested. */
  readonly tested: FeelType | undefined;
  /** Names taken from outside. */
  readonly inputs: Set<string>;
  /** Called functions, with the place of the call. */
  readonly called: Map<string, Node>;
  text(node: Node): string;
  fail(code: FeelCode, node: Node, holes?: Readonly<Record<string, string>>, near?: string): never;
  visit(node: Node, scope: NameScope): FeelType;
}

const comments = new Set(['LineComment', 'BlockComment']);

/** The parts of a node, without comments. */
export function parts(node: Node): Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!comments.has(child.name)) found.push(child);
  }
  return found;
}

/** Whether `?` stands anywhere in the node. */
export const looksAtTested = (node: Node): boolean => node.name === '?' || parts(node).some(looksAtTested);

/** Whether the arguments of `date(…)` and its like are written out. */
export function onlyLiterals(node: Node): boolean {
  const given = node.getChild('PositionalParameters');
  return given !== null && parts(given).every((part) => /^(String|Numeric)Literal$/.test(part.name));
}
