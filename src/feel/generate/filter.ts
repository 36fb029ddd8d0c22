import { spend } from '../fuel.ts';
import type { NodeOf } from '../syntax/ast.ts';
import { Decimal, toInteger } from '../values/decimal.ts';
import { isList, type Value } from '../values/value.ts';
import { generate, type Place } from './place.ts';
import type { Code } from './scope.ts';
import { weightOf } from './tests.ts';

/** `list[3]`, `list[-1]`, `list[item > 5]` (10.3.2.5). A single value counts as a list of one. */
export function generateFilter(node: NodeOf<'filter'>, place: Place): Code {
  const target = generate(node.target, place);
  const { scope, slot } = place.scope.filtering();
  const index = generate(node.index, { ...place, scope });
  const weight = weightOf(node.index);
  return (slots) => {
    const value = target(slots);
    const list = isList(value) ? value : value === null ? [] : [value];
    spend(1);
    const test = (element: Value): Value => {
      spend(weight);
      slots[slot] = element;
      return index(slots);
    };
    return node.strict ? strictlyFiltered(list, test) : filtered(list, test);
  };
}

/** A boxed filter: null where its verdict on any element is none (10.2.1.9). */
function strictlyFiltered(list: readonly Value[], test: (element: Value) => Value): Value {
  const verdicts = list.map(test);
  if (verdicts.some((verdict) => verdict !== null && typeof verdict !== 'boolean')) return null;
  return list.filter((_, index) => verdicts[index] === true);
}

/** What the brackets hold is a number or a condition; which, the first element tells. */
function filtered(list: readonly Value[], test: (element: Value) => Value): Value {
  const first = test(list[0] ?? null);
  if (first instanceof Decimal) return at(list, toInteger(first));
  const kept: Value[] = [];
  for (const [index, element] of list.entries()) {
    if ((index === 0 ? first : test(element)) === true) kept.push(element);
  }
  return kept;
}

/** The element at a place counted from 1, or from the end below 0. */
function at(list: readonly Value[], index: number | null): Value {
  if (index === null || index === 0) return null;
  return list[index > 0 ? index - 1 : list.length + index] ?? null;
}
