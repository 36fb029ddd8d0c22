import type { TypeNode } from '../syntax/ast.ts';
import { type ScalarType, scalarTypes } from '../types.ts';
import type { Value } from '../values/value.ts';

/** A type with all names resolved. Types of item definitions may turn in a circle, through a list or a member. */
export type Type =
  | { readonly kind: 'any' | 'null' }
  | { readonly kind: 'simple'; readonly name: ScalarType }
  | { readonly kind: 'list' | 'range'; readonly of: Type }
  | { readonly kind: 'context'; readonly members: ReadonlyMap<string, Type> }
  /** Any function where the parameters are null. */
  | { readonly kind: 'function'; readonly parameters: readonly Type[] | null; readonly result: Type }
  /** The allowed values of an item definition: asked of what comes in and goes out, not by `instance of`. */
  | { readonly kind: 'constrained'; readonly of: Type; readonly allows: (value: Value) => boolean };

/** Types by name beyond those of the language: item definitions. */
export type TypeLookup = (name: string) => Type | undefined;

export const anyType: Type = { kind: 'any' };

const builtIn: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...scalarTypes.map((name): [string, Type] => [name, { kind: 'simple', name }]),
  ['Any', anyType],
  ['Null', { kind: 'null' }],
  ['list', { kind: 'list', of: anyType }],
  ['range', { kind: 'range', of: anyType }],
  ['context', { kind: 'context', members: new Map() }],
  ['function', { kind: 'function', parameters: null, result: anyType }],
]);

/** Type of the language by its name. */
export const languageType: TypeLookup = (name) => builtIn.get(name);

/** The type that is written; undefined where a name in it is not known. A name of the model goes before the language. */
export function resolve(node: TypeNode, lookup: TypeLookup = () => undefined): Type | undefined {
  switch (node.kind) {
    case 'named':
      return lookup(node.name) ?? languageType(node.name);
    case 'list':
    case 'range': {
      const of = resolve(node.of, lookup);
      return of && { kind: node.kind, of };
    }
    case 'context': {
      const members = new Map<string, Type>();
      for (const member of node.members) {
        const type = resolve(member.type, lookup);
        if (type === undefined) return undefined;
        members.set(member.name, type);
      }
      return { kind: 'context', members };
    }
    case 'function': {
      const result = resolve(node.result, lookup);
      const parameters = node.parameters.flatMap((parameter) => resolve(parameter, lookup) ?? []);
      return result && parameters.length === node.parameters.length
        ? { kind: 'function', parameters, result }
        : undefined;
    }
  }
}
