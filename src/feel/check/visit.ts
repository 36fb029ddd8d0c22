import type { FeelCode } from '../error.ts';
import type { Node, NodeOf, Span } from '../syntax/ast.ts';
import type { FeelType } from '../types.ts';
import type { NamesInForce } from './names-in-force.ts';

/** One walk over a syntax tree: finds the first mistake and infers what type each part gives. */
export interface Check {
  readonly source: string;
  /** Type of `?`, or undefined where no value is tested. */
  readonly tested: FeelType | undefined;
  /** Names taken from outside. */
  readonly inputs: Set<string>;
  /** Called functions, with the place of the call. */
  readonly called: Map<string, Span>;
  text(span: Span): string;
  fail(code: FeelCode, span: Span, holes?: Readonly<Record<string, string>>, near?: string): never;
  visit(node: Node, names: NamesInForce): FeelType;
}

export type Visit<Kind extends Node['kind']> = (check: Check, node: NodeOf<Kind>, names: NamesInForce) => FeelType;
