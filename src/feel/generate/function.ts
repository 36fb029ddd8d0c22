import { deeper, spend } from '../fuel.ts';
import type { NodeOf } from '../syntax/ast.ts';
import { Func, type Value } from '../values/value.ts';
import { coerce } from './conform.ts';
import { generate, type Place, typeOf } from './place.ts';
import type { Code } from './scope.ts';
import { weightOf } from './tests.ts';

/** A function as a value. Code outside FEEL is never run: such a function gives null. */
export function generateFunction(node: NodeOf<'function'>, place: Place): Code {
  const names = node.parameters.map(({ name }) => name);
  if (node.external) return () => new Func(names, () => null);
  const inside = place.scope.inFunction();
  const { scope, slots: places } = inside.with(names);
  const body = generate(node.body, { ...place, scope });
  const types = node.parameters.map(({ type }) => (type === null ? undefined : typeOf(type, place)));
  const blank = inside.frame.blank();
  const weight = weightOf(node.body);
  return (slots) => {
    const taken = inside.captures.map(({ outer }) => outer(slots));
    const invoke = (args: readonly Value[]): Value => {
      if (args.length !== names.length) return null;
      spend(weight);
      const own = blank.slice();
      for (const [index, { slot }] of inside.captures.entries()) own[slot] = taken[index] ?? null;
      for (const [index, place] of places.entries()) {
        const given = args[index] ?? null;
        const type = types[index];
        const value = type === undefined ? given : coerce(given, type);
        // An argument of another type makes the call null (10.3.2.13.1).
        if (value === null && given !== null) return null;
        own[place] = value;
      }
      return deeper(() => body(own));
    };
    return new Func(names, invoke);
  };
}
