import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtIns } from '../builtins/index.ts';
import { readerOf, valueOut } from '../data.ts';
import { metered } from '../fuel.ts';
import type { Node } from '../syntax/ast.ts';
import { namesOf, parseExpression } from '../syntax/parse.ts';
import { print } from '../syntax/print-sample.ts';
import { here, known, members, trees } from '../syntax/tree-sample.ts';
import type { Value } from '../values/value.ts';
import { codeOf } from './generate.ts';
import { emptyScope } from './scope.ts';

/** What an expression gives with some values for its names, whatever their types. */
function run(node: Node, input: readonly Value[]): unknown {
  const { scope } = emptyScope().with(known);
  const code = codeOf(node, scope);
  const slots = [...input, ...scope.frame.blank().slice(input.length)];
  return metered(() => valueOut(code(slots)));
}

const evaluate = (source: string): unknown => run(parseExpression(source, namesOf(known, members)), []);

const data = fc.jsonValue({ maxDepth: 2 }).map((value) => readerOf('any')(value, 'value'));
const values = fc.array(data, { minLength: known.length, maxLength: known.length });

describe('whatever an expression is', () => {
  it('gives plain data, the same each time, and throws nothing', () => {
    fc.assert(
      fc.property(trees.node, values, (node, input) => {
        const first = run(node, input);
        expect(JSON.parse(JSON.stringify(first))).toEqual(first);
        expect(run(node, input)).toEqual(first);
      }),
      { numRuns: 2000 },
    );
  });

  it('means the same when it is printed and read again', () => {
    fc.assert(
      fc.property(trees.node, values, (node, input) => {
        expect(run(parseExpression(print(node), namesOf(known, members)), input)).toEqual(run(node, input));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives some data from every function for every kind of argument', () => {
    const argument = fc.constantFrom(
      'null',
      '1',
      '-2.5',
      '"x"',
      '[]',
      '[1, null]',
      '{a: 1}',
      '@"2026-11-26"',
      '[1..5]',
    );
    const call = fc.record({
      name: fc.constantFrom(...builtIns.keys()),
      args: fc.array(argument, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(call, ({ name, args }) => {
        const found = evaluate(`${name}(${args.join(', ')})`);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('an expression without measure', () => {
  it.each([
    ['count(for a in 1..10000, b in 1..10000 return a)'],
    ['string join(for i in 1..100000 return "0123456789012345678901234567890123456789")'],
    ['{f: function(f, n) f(f, n + 1), r: f(f, 1)}.r'],
    ['2 ** 999999999'],
    ['count(for i in 1..100000 return partial)'],
    ['for i in -999999999999..999999999999 return i'],
  ])('%s is null before long', (source) => {
    expect(evaluate(source)).toBeNull();
  });

  it('leaves the next one its full measure', () => {
    expect(evaluate('count(for i in 1..10000, j in 1..10000 return i)')).toBeNull();
    expect(evaluate('count(for i in 1..1000, j in 1..100 return i)')).toBe(100_000);
  });

  it('nested in itself a thousand times is still data or null', () => {
    const found = run(
      {
        kind: 'for',
        iterations: [
          {
            name: 'i',
            over: { kind: 'number', text: '1', ...here },
            until: { kind: 'number', text: '1500', ...here },
            ...here,
          },
        ],
        body: { kind: 'list', items: [{ kind: 'name', name: 'partial', ...here }], ...here },
        ...here,
      },
      [],
    );
    expect(found === null || Array.isArray(found)).toBe(true);
  });
});
