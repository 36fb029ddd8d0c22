import type { Node, NodeOf } from '../syntax/ast.ts';
import { parseDecimal } from '../values/decimal.ts';
import { literalAt } from '../builtins/temporal.ts';
import { compare } from '../values/equal.ts';
import { Range } from '../values/value.ts';
import { generateCall } from './call.ts';
import { coerce, isInstance } from './conform.ts';
import { generateContext } from './context.ts';
import { generateFilter } from './filter.ts';
import { generateFunction } from './function.ts';
import { constant, folded } from './known.ts';
import { generateFor, generateQuantified } from './loop.ts';
import {
  generateArithmetic,
  generateBetween,
  generateComparison,
  generateLogic,
  generateNegation,
} from './operator.ts';
import { generatePath } from './path.ts';
import type { Code, Scope } from './scope.ts';
import { generateTable } from './table.ts';
import { generateIn, generateTests } from './tests.ts';
import type { TypeLookup } from './type.ts';
import { generate, type Place, typeOf } from './place.ts';

const nothing = constant(null);

type Generator<Kind extends Node['kind']> = (node: NodeOf<Kind>, place: Place) => Code;

const generators: { readonly [Kind in Node['kind']]: Generator<Kind> } = {
  null: () => nothing,
  boolean: (node) => constant(node.value),
  number: (node) => constant(parseDecimal(node.text)),
  string: (node) => constant(node.value),
  at: (node) => constant(literalAt(node.text)),
  name: (node, { scope }) => scope.find(node.name)?.code ?? nothing,
  path: generatePath,
  filter: generateFilter,
  call: generateCall,
  arithmetic: generateArithmetic,
  negate: generateNegation,
  compare: generateComparison,
  between: generateBetween,
  in: generateIn,
  and: generateLogic,
  or: generateLogic,
  if: (node, place) => {
    const [condition, consequent, alternative] = [node.condition, node.consequent, node.alternative].map((part) =>
      generate(part, place),
    );
    if (!condition || !consequent || !alternative) return nothing;
    if (!node.strict) return (slots) => (condition(slots) === true ? consequent(slots) : alternative(slots));
    return (slots) => {
      const verdict = condition(slots);
      if (verdict !== null && typeof verdict !== 'boolean') return null;
      return verdict === true ? consequent(slots) : alternative(slots);
    };
  },
  for: generateFor,
  some: generateQuantified,
  every: generateQuantified,
  instance: (node, place) => {
    const value = generate(node.value, place);
    const type = typeOf(node.type, place);
    if (type === undefined) return nothing;
    return (slots) => isInstance(value(slots), type);
  },
  function: generateFunction,
  context: generateContext,
  list: (node, place) => {
    const items = node.items.map((item) => generate(item, place));
    return folded((slots) => items.map((item) => item(slots)), items);
  },
  coerce: (node, place) => {
    const value = generate(node.value, place);
    const type = typeOf(node.type, place);
    return type === undefined ? nothing : (slots) => coerce(value(slots), type);
  },
  range: (node, place) => {
    const start = node.start === null ? undefined : generate(node.start, place);
    const end = node.end === null ? undefined : generate(node.end, place);
    const code: Code = (slots) => {
      const [from, to] = [start?.(slots), end?.(slots)];
      // Ends the wrong way round make no interval (10.3.2.7).
      if (from !== undefined && to !== undefined && (compare(from, to) ?? 0) > 0) return null;
      return new Range(from, node.startIncluded, to, node.endIncluded, node.sign);
    };
    return folded(code, [start, end]);
  },
  tests: generateTests,
  table: generateTable,
};

const generateNode = (node: Node, place: Place): Code =>
  (generators[node.kind] as (node: Node, place: Place) => Code)(node, place);

/**
 * Turns a syntax tree into code over the slots of the scope's frame. What has no meaning (an unknown name, a type that
 * is none) is null.
 */
export const codeOf = (node: Node, scope: Scope, types: TypeLookup = () => undefined): Code =>
  generateNode(node, { scope, types, generate: generateNode });
