import type { Node, TypeNode } from '../syntax/ast.ts';
import type { Code, Scope } from './scope.ts';
import { resolve, type Type, type TypeLookup } from './type.ts';

/** What generating needs beside a node: where names are, what the names of types mean, and how the parts are done. */
export interface Place {
  readonly scope: Scope;
  readonly types: TypeLookup;
  readonly generate: (node: Node, place: Place) => Code;
}

export const generate = (node: Node, place: Place): Code => place.generate(node, place);

export const typeOf = (node: TypeNode, { types }: Place): Type | undefined => resolve(node, types);
