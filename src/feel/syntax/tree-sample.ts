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

type Parts = Record<string, fc.Arbitrary<unknown>>;

const of = (kind: string, parts: Parts) =>
  fc.record({ kind: fc.constant(kind), ...parts }).map((found) => ({ ...found, ...here }));

const leaf = fc.oneof(
  of('null', {}),
  of('boolean', { value: fc.boolean() }),
  of('number', { text: pick('0', '12', '1.50', '.5', '2e3') }),
  of('string', { value: fc.oneof(fc.string(), pick('"', '\\', 'İı\n\t', '\\d+', '\\u0041')) }),
  of('at', { text: pick('2026-11-26', 'P1D') }),
  of('name', { name: pick(...known) }),
);

const ranges = (node: fc.Arbitrary<unknown>) => {
  const [none, sign] = [pick(null), pick(null)];
  return fc.oneof(
    of('range', { start: node, end: node, startIncluded: fc.boolean(), endIncluded: fc.boolean(), sign }),
    of('range', { start: node, end: none, startIncluded: fc.boolean(), endIncluded: pick(false), sign }),
    of('range', { start: none, end: node, startIncluded: pick(false), endIncluded: fc.boolean(), sign }),
  );
};

/** What binds parts by signs and words. */
const joined = (node: fc.Arbitrary<unknown>, tests: fc.Arbitrary<unknown>) => {
  const both = { left: node, right: node };
  return fc.oneof(
    of('arithmetic', { operator: pick('+', '-', '*', '/', '**'), ...both }),
    of('negate', { value: node }),
    of('compare', { comparator, ...both }),
    of('between', { value: node, low: node, high: node }),
    of('in', { value: node, tests }),
    of('and', both),
    of('or', both),
    of('if', { condition: node, consequent: node, alternative: node, strict: pick(false) }),
    of('instance', { value: node, type }),
  );
};

const loops = (node: fc.Arbitrary<unknown>) => {
  const over = fc.record({ name: pick('i', 'hər bir'), over: node, until: fc.oneof(pick(null), node) });
  const iterations = fc.array(
    over.map((each) => ({ ...each, ...here })),
    { minLength: 1, maxLength: 2 },
  );
  return fc.oneof(...['for', 'some', 'every'].map((kind) => of(kind, { iterations, body: node })));
};

/** What holds parts, or asks something of one. */
const holding = (node: fc.Arbitrary<unknown>) => {
  const number: TypeNode = { kind: 'named', name: 'number', ...here };
  const named = { name: 'start position', value: { kind: 'null', ...here } };
  return fc.oneof(
    of('path', { target: node, member: pick(...members), memberSpan: pick(here) }),
    of('filter', { target: node, index: node, strict: pick(false) }),
    of('call', { target: node, args: fc.array(fc.record({ name: pick(null), value: node }), { maxLength: 2 }) }),
    of('call', { target: of('name', { name: pick('substring') }), args: pick([named]) }),
    of('function', {
      parameters: pick([], [{ name: 'n', type: null }], [{ name: 'n m', type: number }]),
      body: node,
      external: pick(false),
    }),
    of('context', {
      entries: fc.array(fc.record({ name: pick('k', 'two words'), value: node }), { maxLength: 2 }),
      result: pick(null),
    }),
    of('list', { items: fc.array(node, { maxLength: 3 }) }),
  );
};

/** Any tree that the reader can make. */
export const trees = fc.letrec<{ node: Node; test: TestNode }>((tie) => {
  const node = tie('node');
  const tests = fc.array(tie('test'), { minLength: 1, maxLength: 3 });
  const inner = fc.oneof(joined(node, tests), loops(node), holding(node), ranges(node));
  return {
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { arbitrary: leaf, weight: 1 },
      { arbitrary: inner, weight: 5 },
    ) as unknown as fc.Arbitrary<Node>,
    test: fc.oneof(
      of('compare', { comparator, value: node }),
      of('expression', { value: node }),
    ) as unknown as fc.Arbitrary<TestNode>,
  };
});
