import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metered } from '../fuel.ts';
import { codeOf } from '../generate/generate.ts';
import { emptyScope } from '../generate/scope.ts';
import { namesOf, parseExpression } from '../syntax/parse.ts';
import { textOf } from '../values/text.ts';
import type { Value } from '../values/value.ts';

const evaluate = (text: string): Value => {
  const code = codeOf(parseExpression(text, namesOf([])), emptyScope());
  return metered(() => code([]));
};

/** The value written out as FEEL writes it. */
const written = (text: string): string => textOf([evaluate(text)]).slice(1, -1);

describe('ranges', () => {
  test.each([
    ['before(@"2026-01-01", [@"2026-02-01"..@"2026-03-01"])', 'true'],
    ['after(range1: [5..9], range2: [1..4])', 'true'],
    ['includes(point: 4, range: [1..4])', 'true'],
    ['before(point1: 1, point2: 1)', 'false'],
    ['before(1, "a")', 'null'],
    ['before(null, 1)', 'null'],
    ['before([1..2], ["a".."b"])', 'null'],
    ['meets(1, [1..2])', 'null'],
    ['during(5, (>= 5))', 'true'],
    ['during(5, (> 5))', 'false'],
    ['during([6..7], (> 5))', 'true'],
    ['includes((> 5), (> 6))', 'true'],
    ['includes((> 6), (> 5))', 'false'],
    ['before((< 5), (> 5))', 'true'],
    ['before((<= 5), (>= 5))', 'false'],
    ['overlaps((< 5), (> 4))', 'true'],
    ['overlaps before((< 5), (> 4))', 'true'],
    ['starts((>= 5), (>= 5))', 'true'],
    ['started by((>= 5), 5)', 'true'],
    ['finishes((> 5), (> 4))', 'true'],
    ['finished by([1..5], [3..5])', 'true'],
    ['coincides((< 5), (< 5))', 'true'],
    ['coincides(5, [5..5])', 'true'],
    ['coincides(5, (= 5))', 'true'],
    ['before(4, (!= 5))', 'null'],
  ])('%s is %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  test('relations turned round', () => {
    const opposites = [
      ['before', 'after'],
      ['meets', 'met by'],
      ['overlaps', 'overlaps'],
      ['overlaps before', 'overlaps after'],
      ['finishes', 'finished by'],
      ['during', 'includes'],
      ['starts', 'started by'],
      ['coincides', 'coincides'],
    ] as const;
    const end = fc.integer({ min: 0, max: 4 });
    const range = fc
      .tuple(end, end, fc.constantFrom('[', '('), fc.constantFrom(']', ')'))
      .map(([from, length, open, close]) => `${open}${from}..${from + length + 1}${close}`);
    fc.assert(
      fc.property(range, range, fc.constantFrom(...opposites), (a, b, [one, other]) => {
        expect(evaluate(`${one}(${a}, ${b})`)).toBe(evaluate(`${other}(${b}, ${a})`));
      }),
    );
  });
});

describe('range(from)', () => {
  test.each([
    ['[18..21)', '[18..21)'],
    [' ] -1.5 .. 2e1 [ ', '(-1.5..20)'],
    ['(..2]', '(..2]'],
    ['[2..)', '[2..)'],
    [String.raw`[\"a\"..\"b\\\"\"]`, String.raw`["a".."b\""]`],
    [String.raw`[@\"P1D\"..@\"P2D\"]`, '[@"P1D"..@"P2D"]'],
    [String.raw`(date(\"2026-01-01\")..date( \"2026-12-31\" )]`, '(@"2026-01-01"..@"2026-12-31"]'],
    [String.raw`[date and time(\"2026-01-01T08:00:00\")..)`, '[@"2026-01-01T08:00:00"..)'],
    ['', 'null'],
    ['[..]', 'null'],
    ['(..)', 'null'],
    ['[1..]', 'null'],
    ['[..1]', 'null'],
    ['[1..2', 'null'],
    ['[1..2]]', 'null'],
    ['[2..1]', 'null'],
    ['[1+1..3]', 'null'],
    ['[a..b]', 'null'],
    ['[number(1)..2]', 'null'],
    [String.raw`[1..\"a\"]`, 'null'],
    [String.raw`[@\"x\"..@\"y\"]`, 'null'],
  ])('of %s is %s', (text, expected) => {
    expect(written(`range("${text}")`)).toBe(expected);
  });
});

describe('contexts', () => {
  test.each([
    ['get value({a: 1}, "b")', 'null'],
    ['get value(key: "a", m: {a: 1})', '1'],
    ['get entries({a: 1, b: null})', '[{key: "a", value: 1}, {key: "b", value: null}]'],
    ['context(get entries({a: 1, b: [2]}))', '{a: 1, b: [2]}'],
    ['context([{key: "a", value: 1}, {key: "a", value: 1}])', 'null'],
    ['context([{key: 1, value: 1}])', 'null'],
    ['context put({a: 1, b: 2}, "a", 3)', '{a: 3, b: 2}'],
    ['context put({a: 1}, "b", null)', '{a: 1, b: null}'],
    ['context put(context: {a: {b: {c: 1}}}, keys: ["a", "b", "d"], value: 2)', '{a: {b: {c: 1, d: 2}}}'],
    ['context put(context: {a: 1}, key: "a", value: 2)', '{a: 2}'],
    ['context put({a: 1}, ["b", "c"], 2)', 'null'],
    ['context put({a: 1}, ["a", "c"], 2)', 'null'],
    ['context put({a: 1}, [], 2)', 'null'],
    ['context put({a: 1}, [1], 2)', 'null'],
    ['context put({a: 1}, null, 2)', 'null'],
    ['context merge([{a: 1, b: 1}, {b: 2, c: 3}])', '{a: 1, b: 2, c: 3}'],
    ['context merge([])', '{}'],
    ['context merge([{a: 1}, null])', 'null'],
  ])('%s is %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });
});
