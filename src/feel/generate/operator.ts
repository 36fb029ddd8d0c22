import type { Comparator, Node } from '../syntax/ast.ts';
import { add, divide, multiply, negate, power, subtract } from '../values/arithmetic.ts';
import { compare, equal } from '../values/equal.ts';
import type { Value } from '../values/value.ts';
import { generate, type Place } from './place.ts';
import { folded } from './known.ts';
import type { Code } from './scope.ts';

type Of<Kind extends Node['kind']> = Extract<Node, { kind: Kind }>;

const operations = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power } as const;

export function generateArithmetic(node: Of<'arithmetic'>, place: Place): Code {
  const [left, right] = [generate(node.left, place), generate(node.right, place)];
  const operation = operations[node.operator];
  return folded((slots) => operation(left(slots), right(slots)), [left, right]);
}

export function generateNegation(node: Of<'negate'>, place: Place): Code {
  const value = generate(node.value, place);
  return folded((slots) => negate(value(slots)), [value]);
}

const verdicts: Readonly<Record<Exclude<Comparator, '=' | '!='>, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** What `left comparator right` gives: true, false, or null where the two cannot be compared (10.3.2.3, Table 42). */
export function compared(comparator: Comparator): (left: Value, right: Value) => boolean | null {
  if (comparator === '=') return equal;
  if (comparator === '!=') return (left, right) => not(equal(left, right));
  const verdict = verdicts[comparator];
  return (left, right) => {
    const order = compare(left, right);
    return order === null ? null : verdict(order);
  };
}

const not = (value: boolean | null): boolean | null => (value === null ? null : !value);

export function generateComparison(node: Of<'compare'>, place: Place): Code {
  const [left, right] = [generate(node.left, place), generate(node.right, place)];
  const compareBoth = compared(node.comparator);
  return (slots) => compareBoth(left(slots), right(slots));
}

const atLeast = compared('>=');
const atMost = compared('<=');

export function generateBetween(node: Of<'between'>, place: Place): Code {
  const [value, low, high] = [generate(node.value, place), generate(node.low, place), generate(node.high, place)];
  return (slots) => {
    const found = value(slots);
    return conjunction(atLeast(found, low(slots)), atMost(found, high(slots)));
  };
}

/** Three-valued (Table 49): one false decides, else one that is no truth leaves it open. */
export function conjunction(left: Value, right: Value): boolean | null {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : null;
}

export function disjunction(left: Value, right: Value): boolean | null {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : null;
}

export function generateLogic(node: Of<'and' | 'or'>, place: Place): Code {
  const [left, right] = [generate(node.left, place), generate(node.right, place)];
  if (node.kind === 'and') {
    return (slots) => {
      const first = left(slots);
      return first === false ? false : conjunction(first, right(slots));
    };
  }
  return (slots) => {
    const first = left(slots);
    return first === true ? true : disjunction(first, right(slots));
  };
}
