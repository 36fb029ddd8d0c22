import { describe, expect, it } from 'vitest';
import { builtIns } from '../builtins/index.ts';
import { clockFunctions } from '../check/functions.ts';
import { compile } from '../compile.ts';
import type { Types } from '../types.ts';

const evaluated = (source: string, types: Types = {}, input: Readonly<Record<string, unknown>> = {}) =>
  compile(source, types).evaluate(input);

/** A value of each kind of argument. */
const examples: Readonly<Record<string, string>> = {
  number: '1',
  string: '"1"',
  boolean: 'true',
  date: '@"2026-01-01"',
  time: '@"10:00:00"',
  'date and time': '@"2026-01-01T10:00:00"',
  'days and time duration': '@"P1D"',
  'years and months duration': '@"P1Y"',
  list: '[1]',
  context: '{a: 1}',
  range: '[1..3]',
  any: '"1"',
};

/** Functions that give nothing for the examples above. */
const calls: Readonly<Record<string, string>> = {
  'get value': 'get value({a: 1}, "a")',
  'context put': 'context put({a: 1}, "b", 2)',
  context: 'context([{key: "a", value: 1}])',
  date: 'date("2026-01-01")',
  time: 'time("10:00:00")',
  'date and time': 'date and time("2026-01-01T10:00:00")',
  duration: 'duration("P1D")',
  'years and months duration': 'years and months duration(@"2024-01-01", @"2026-01-01")',
  range: 'range("[1..3]")',
  number: 'number("1")',
  all: 'all([true])',
  any: 'any([true])',
  sort: 'sort([2, 1], function(a, b) a < b)',
  'list replace': 'list replace([1], 1, 2)',
  'insert before': 'insert before([1], 1, 2)',
  stddev: 'stddev([1, 2])',
  replace: 'replace("a", "a", "b")',
  split: 'split("a,b", ",")',
  matches: 'matches("a", "a")',
  'string join': 'string join(["a"])',
  'context merge': 'context merge([{a: 1}])',
  ...Object.fromEntries(
    ['finishes', 'finished by', 'includes', 'during', 'starts', 'started by'].map((name) => [
      name,
      `${name}([1..3], [1..3])`,
    ]),
  ),
};

function callOf(name: string): string {
  const parameters = builtIns.get(name)?.forms[0]?.parameters ?? [];
  return `${name}(${parameters.map(({ kind }) => examples[kind.name] ?? '1').join(', ')})`;
}

describe('between the brackets of a filter', () => {
  it.each([...builtIns.keys()].filter((name) => !clockFunctions.has(name)))('%s is called', (name) => {
    const call = calls[name] ?? callOf(name);
    expect(evaluated(`{outside: ${call}, kept: [1][outside != null and ${call} = outside]}.kept`)).toEqual([1]);
  });

  it('functions are called of the element and its members', () => {
    expect(evaluated('["a", "bcd"][string length(item) > 2]')).toEqual(['bcd']);
    expect(evaluated('[1, 2, 3][not(item = 2)]')).toEqual([1, 3]);
    expect(evaluated('tags[starts with(item, "a")]', { tags: { list: 'string' } }, { tags: ['ab', 'b'] })).toEqual([
      'ab',
    ]);
    expect(
      evaluated('distinct values(tags)[starts with(item, "a")]', { tags: { list: 'string' } }, { tags: ['ab', 'b'] }),
    ).toEqual(['ab']);
    expect(evaluated('[{count: 1}, {count: 2}][count > 1]')).toEqual([{ count: 2 }]);
  });

  it('inputs are read where the elements are of unknown type', () => {
    const program = compile('xs[item > limit]', { xs: { list: 'any' }, limit: 'number' });
    expect(program.inputs).toEqual(['xs', 'limit']);
    expect(program.evaluate({ xs: [1, 5], limit: 3 })).toEqual([5]);
    expect(
      evaluated(
        'distinct values(xs)[item > limit]',
        { xs: { list: 'number' }, limit: 'number' },
        { xs: [1, 5], limit: 3 },
      ),
    ).toEqual([5]);
    const rows = [{ name: 1 }, { name: 2 }];
    expect(evaluated('rows[name = 2]', { rows: 'any', name: 'string' }, { rows, name: 'a' })).toEqual([{ name: 2 }]);
  });

  it('`item` is the element, also beside an input of that name', () => {
    const types: Types = {
      orders: { list: { context: { price: 'number' } } },
      item: { context: { price: 'number' } },
    };
    const input = { orders: [{ price: 1 }, { price: 9 }], item: { price: 3 } };
    expect(evaluated('[orders[item.price > 5], item.price]', types, input)).toEqual([[{ price: 9 }], 3]);
  });
});
