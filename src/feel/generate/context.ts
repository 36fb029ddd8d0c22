import type { NodeOf } from '../syntax/ast.ts';
import type { Value } from '../values/value.ts';
import { generate, type Place } from './place.ts';
import type { Code } from './scope.ts';

/** Each entry sees those before it. */
export function generateContext(node: NodeOf<'context'>, place: Place): Code {
  const { scope, add } = place.scope.growing();
  const entries: { readonly name: string; readonly slot: number; readonly value: Code }[] = [];
  for (const entry of node.entries) {
    const value = generate(entry.value, { ...place, scope });
    entries.push({ name: entry.name, slot: add(entry.name), value });
  }
  const names = new Set(entries.map(({ name }) => name));
  if (names.size < entries.length) return () => null;
  const result = node.result === null ? undefined : generate(node.result, { ...place, scope });
  return (slots) => {
    const made = new Map<string, Value>();
    for (const { name, slot, value } of entries) {
      const found = value(slots);
      slots[slot] = found;
      made.set(name, found);
    }
    return result === undefined ? made : result(slots);
  };
}
