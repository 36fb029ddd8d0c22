import * as fc from 'fast-check';
import type { Node, TestNode, TypeNode } from './ast.ts';

// Trees for the tests of properties.

/** Names in force in the trees. */
export const known = ['a', 'işçi sayı', 'x-y', 'company'];
export const members = ['staff', 'yearly turnover'];

export const here = { from: 0, to: 0 };

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const comparator = pick('=', '!=', '<', '<=', '>', '>=');

const type: fc.Arbitrary<TypeNode> = fc.letrec<{ type: TypeNode }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('named'), name: pick('number', 'date and time', 'Any'), from: pick(0), to: pick(0) }),
    fc.record({ kind: pick('list', 'range'), of: tie('type'), from: pick(0), to: pick(0) }),
    fc.record({
      kind: fc.constant('context'),
      members: fc.array(fc.record({ name: pick('a', 'b c'), type: tie('type') }), { minLength: 1, maxLength: 2 }),
      from: pick(0),
      to: pick(0),
    }),
    fc.record({
      kind: fc.constant('function'),
      parameters: fc.array(tie('type'), { maxLength: 2 }),
      result: tie('type'),
      from: pick(0),
      to: pick(0),
    }),
  ) as fc.Arbitrary<TypeNode>,
})).type;

/** Any tree that the reader can make. */
export const trees = fc.letrec<{ node: Node; test: TestNode }>((tie) => {
  const node = tie('node');
  const of = (kind: string, parts: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ kind: fc.constant(kind), ...parts }).map((found) => ({ ...found, ...here }));
  const both = { left: node, right: node };
  const iterations = fc.array(
    fc.record({ name: pick('i', 'hər bir'), over: node, until: fc.oneof(pick(null), node) }).map((each) => ({
      ...each,
      ...here,
    })),
    { minLength: 1, maxLength: 2 },
  );
  const leaf = fc.oneof(
    of('null', {}),
    of('boolean', { value: fc.boolean() }),
    of('number', { text: pick('0', '12', '1.50', '.5', '2e3') }),
    of('string', { value: fc.oneof(fc.string(), pick('"', '\\', 'İı\n\t', '\\d+', '\\u0041')) }),
    of('at', { text: pick('2026-11-26', 'P1D') }),
    of('name', { name: pick(...known) }),
  );
  const range = fc.oneof(
    of('range', {
      start: node,
      end: node,
      startIncluded: fc.boolean(),
      endIncluded: fc.boolean(),
      sign: pick(null),
    }),
    of('range', {
      start: node,
      end: pick(null),
      startIncluded: fc.boolean(),
      endIncluded: pick(false),
      sign: pick(null),
    }),
    of('range', {
      start: pick(null),
      end: node,
      startIncluded: pick(false),
      endIncluded: fc.boolean(),
      sign: pick(null),
    }),
  );
  const inner = fc.oneof(
    of('path', { target: node, member: pick(...members), memberSpan: pick(here) }),
    of('filter', { target: node, index: node, strict: pick(false) }),
    of('call', { target: node, args: fc.array(fc.record({ name: pick(null), value: node }), { maxLength: 2 }) }),
    of('call', {
      target: of('name', { name: pick('substring') }),
      args: pick([{ name: 'start position', value: { kind: 'null', ...here } }]),
    }),
    of('arithmetic', { operator: pick('+', '-', '*', '/', '**'), ...both }),
    of('negate', { value: node }),
    of('compare', { comparator, ...both }),
    of('between', { value: node, low: node, high: node }),
    of('in', { value: node, tests: fc.array(tie('test'), { minLength: 1, maxLength: 3 }) }),
    of('and', both),
    of('or', both),
    of('if', { condition: node, consequent: node, alternative: node, strict: pick(false) }),
    of('for', { iterations, body: node }),
    of('some', { iterations, body: node }),
    of('every', { iterations, body: node }),
    of('instance', { value: node, type }),
    of('function', {
      parameters: pick(
        [],
        [{ name: 'n', type: null }],
        [{ name: 'n m', type: { kind: 'named', name: 'number', ...here } }],
      ),
      body: node,
      external: pick(false),
    }),
    of('context', {
      entries: fc.array(fc.record({ name: pick('k', 'two words'), value: node }), { maxLength: 2 }),
      result: pick(null),
    }),
    of('list', { items: fc.array(node, { maxLength: 3 }) }),
    range,
  );
  return {
    node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, inner) as unknown as fc.Arbitrary<Node>,
    test: fc.oneof(
      of('compare', { comparator, value: node }),
      of('expression', { value: node }),
    ) as unknown as fc.Arbitrary<TestNode>,
  };
});
