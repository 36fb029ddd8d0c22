import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metered } from '../fuel.ts';
import { codeOf } from '../generate/generate.ts';
import { emptyScope } from '../generate/scope.ts';
import { builtInNames } from '../syntax/built-in-names.ts';
import { namesOf, parseExpression } from '../syntax/parse.ts';
import { Decimal } from '../values/decimal.ts';
import { textOf } from '../values/text.ts';
import { Func, isList, type Value } from '../values/value.ts';
import { builtIns } from './index.ts';
import { sorted } from './sort.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

const evaluate = (text: string): Value => {
  const code = codeOf(parseExpression(text, namesOf([])), emptyScope());
  return metered(() => code([]));
};

/** The value written out as FEEL writes it. */
const written = (text: string): string => textOf([evaluate(text)]).slice(1, -1);

describe('lists', () => {
  test.each([
    ['list contains([1, null], null)', 'true'],
    ['list contains([1, "1"], "2")', 'false'],
    ['list contains(null, 1)', 'null'],
    ['list contains([@"2026-11-26"], @"2026-11-26")', 'true'],
    ['list replace(["a", "b"], -2, "z")', '["z", "b"]'],
    ['list replace([1, 5, 9], function(item, newItem) item > 4, 0)', '[1, 0, 0]'],
    ['list replace([1, null], function(item, newItem) item > 0, 0)', '[0, null]'],
    ['list replace([1], 2, 0)', 'null'],
    ['count("a")', '1'],
    ['count(null)', 'null'],
    ['sublist([1, 2, 3], 2)', '[2, 3]'],
    ['sublist([1, 2, 3], -2, 1)', '[2]'],
    ['sublist([1, 2, 3], 2, 3)', 'null'],
    ['sublist([1, 2, 3], 4)', 'null'],
    ['append([1], null, [2])', '[1, null, [2]]'],
    ['concatenate([1], 2, [[3]])', '[1, 2, [3]]'],
    ['concatenate([1], null)', 'null'],
    ['insert before([1, 2], -1, 3)', '[1, 3, 2]'],
    ['insert before([1, 2], 3, 3)', 'null'],
    ['remove([1, 2], -2)', '[2]'],
    ['remove([1, 2], 0)', 'null'],
    ['reverse([1, 2])', '[2, 1]'],
    ['index of([1, null, 1], 1)', '[1, 3]'],
    ['index of([1, null], null)', '[2]'],
    ['union([1, 2], [2.0, 3])', '[1, 2, 3]'],
    ['distinct values([1, "1", 1.00, [1], [1], null, null, true])', '[1, "1", [1], null, true]'],
    ['flatten([1, [2, [3, []]], {a: [4]}])', '[1, 2, 3, {a: [4]}]'],
    ['sort(["b", "a"], function(x, y) x < y)', '["a", "b"]'],
    ['sort([2, null, 1], function(x, y) x < y)', '[1, 2, null]'],
    ['sort([2, 1], function(x) x)', 'null'],
    ['sort([2, 1], function(x, y) x)', 'null'],
    ['sort([2, 1], before)', '[1, 2]'],
    ['sort([], function(x, y) x)', '[]'],
  ])('%s is %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });
});

describe('aggregates', () => {
  test.each([
    ['min(3, 1, 2)', '1'],
    ['max(["b", "ə", "a"])', '"ə"'],
    ['max(@"2026-01-31", @"2026-02-01")', '2026-02-01'],
    ['min([@"P2D", @"PT36H"])', 'P1DT12H'],
    ['min([1, "a"])', 'null'],
    ['min([1, null])', 'null'],
    ['max([])', 'null'],
    ['min(true)', 'null'],
    ['sum([0.1, 0.2])', '0.3'],
    ['sum(1, 2, null)', 'null'],
    ['sum([])', 'null'],
    ['mean(1, 2)', '1.5'],
    ['product(0.1, 0.1)', '0.01'],
    ['median([3, 1, 2])', '2'],
    ['median(4, 1, 3, 2)', '2.5'],
    ['median([])', 'null'],
    ['mode([1, 2.0, 2, 1, 3])', '[1, 2]'],
    ['mode([])', '[]'],
    ['stddev(1, 3)', '1.414213562373095048801688724209698'],
    ['stddev([1])', 'null'],
    ['all([true, null, false])', 'false'],
    ['all([true, null])', 'null'],
    ['all([])', 'true'],
    ['any([false, null, true])', 'true'],
    ['any(false, null)', 'null'],
    ['any(list: [false])', 'false'],
    ['not(null)', 'null'],
  ])('%s is %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });
});

describe('sorting', () => {
  const byFirst = new Func(['a', 'b'], ([a, b]) => {
    const [one, other] = [a, b].map((pair) => (isList(pair ?? null) ? Number((pair as readonly Value[])[0]) : 0));
    return (one ?? 0) < (other ?? 0);
  });

  test('keeps everything, and the order of what is alike', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4)), (keys) => {
        const list = keys.map((key, index): Value => [new Decimal(key), new Decimal(index)]);
        const expected = list.toSorted((a, b) => Number((a as Value[])[0]) - Number((b as Value[])[0]));
        expect(metered(() => sorted(list, byFirst))).toEqual(expected);
      }),
    );
  });

  test('an order that contradicts itself ends, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.infiniteStream(fc.boolean()), (numbers, verdicts) => {
        const list = numbers.map((number) => new Decimal(number));
        const moody = new Func(['a', 'b'], () => verdicts.next().value);
        const result = metered(() => sorted(list, moody)) as Decimal[];
        expect(new Set(result)).toEqual(new Set(list));
        expect(result).toHaveLength(list.length);
      }),
    );
  });

  test('work has its end', () => {
    expect(evaluate('count(sort(for i in 1..200000 return -i, function(a, b) a < b))')).toBeNull();
  });
});

test('many different values are told apart quickly', () => {
  const started = performance.now();
  expect(written('count(distinct values(for i in 1..100000 return string(i)))')).toBe('100000');
  expect(performance.now() - started).toBeLessThan(endless);
});

test('every name that the reader knows is defined, and no name with a space is unknown to it', () => {
  const known = new Set<string>(builtInNames);
  expect([...known].filter((name) => !builtIns.has(name))).toEqual([]);
  expect([...builtIns.keys()].filter((name) => name.includes(' ') && !known.has(name))).toEqual([]);
});
