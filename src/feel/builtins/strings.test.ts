import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metered } from '../fuel.ts';
import { codeOf } from '../generate/generate.ts';
import { emptyScope } from '../generate/scope.ts';
import { namesOf, parseExpression } from '../syntax/parse.ts';
import { Decimal } from '../values/decimal.ts';
import { textOf } from '../values/text.ts';
import type { Value } from '../values/value.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

const evaluate = (text: string, given: Readonly<Record<string, Value>> = {}): Value => {
  const node = parseExpression(text, namesOf(Object.keys(given)));
  const { scope, slots } = emptyScope().with(Object.keys(given));
  const code = codeOf(node, scope);
  const frame: Value[] = [];
  for (const [index, value] of Object.values(given).entries()) frame[slots[index] ?? 0] = value;
  return metered(() => code(frame));
};

/** The value written out as FEEL writes it. */
const written = (text: string): string => textOf([evaluate(text)]).slice(1, -1);

describe('texts', () => {
  test.each([
    ['substring("Naxçıvan", 4)', '"çıvan"'],
    ['substring("Naxçıvan", -3, 2)', '"va"'],
    ['substring("🐎at", 1, 1)', '"🐎"'],
    ['substring("at", 0)', 'null'],
    ['substring("at", 3)', 'null'],
    ['substring("at", 1, 3)', 'null'],
    ['substring("at", 1, 0)', 'null'],
    ['substring("at", 1, null)', '"at"'],
    ['substring(null, 1)', 'null'],
    ['substring(["at"], 2)', '"t"'],
    ['string length("🐎ə")', '2'],
    ['upper case("əli i")', '"ƏLI I"'],
    ['lower case("ƏLI")', '"əli"'],
    ['substring before("a-b-c", "-")', '"a"'],
    ['substring after("a-b-c", "-")', '"b-c"'],
    ['substring before("abc", "-")', '""'],
    ['substring after("abc", "-")', '""'],
    ['contains("Gəncə", "nc")', 'true'],
    ['starts with("Gəncə", "g")', 'false'],
    ['ends with(match: "cə", string: "Gəncə")', 'true'],
    ['replace("a1b22", "[0-9]+", "#")', '"a#b#"'],
    ['replace("aB", "b", "$0$0", "i")', '"aBB"'],
    ['replace("abc", "b*", "-")', 'null'],
    ['matches("AZ10", "^az\\d+$", "i")', 'true'],
    ['matches("AZ10", "[")', 'null'],
    ['matches("AZ10", "A", "w")', 'null'],
    ['split("1;2;;", ";")', '["1", "2", "", ""]'],
    ['split("abc", "")', 'null'],
    ['string join(["a", null, "b"], ", ")', '"a, b"'],
    ['string join(["a", 1])', 'null'],
    ['string join([null])', '""'],
  ])('%s is %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });
});

describe('string', () => {
  test.each([
    ['string("a\\"b")', 'a"b'],
    ['string(10 / 4)', '2.5'],
    ['string(true)', 'true'],
    ['string([1, "a", null, [], {}])', '[1, "a", null, [], {}]'],
    [
      'string({ad: "Əli", "{": ["\\"", "\\\\"], staff of 2026: 7})',
      String.raw`{ad: "Əli", "{": ["\"", "\\"], staff of 2026: 7}`,
    ],
    ['string([@"2026-11-26", @"PT36H", @"P14M", @"09:30:00+04:00"])', '[2026-11-26, P1DT12H, P1Y2M, 09:30:00+04:00]'],
    ['string([1..5))', '[1..5)'],
    ['string((> 5))', '(5..)'],
    ['string((!= 5))', '(!= 5)'],
    ['string([@"2026-01-01"..@"2026-12-31"])', '[@"2026-01-01"..@"2026-12-31"]'],
    ['string(function(a, b) a)', 'function(a, b)'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  test('of null there is none', () => {
    expect(evaluate('string(null)')).toBeNull();
  });

  test('what is small in memory and endless as text has no value', () => {
    let value: Value = 'x';
    for (let level = 0; level < 40; level++) value = [value, value];
    expect(evaluate('string(v)', { v: value })).toBeNull();
    for (let level = 0; level < 100_000; level++) value = [value];
    expect(evaluate('string(v)', { v: value })).toBeNull();
  });
});

describe('texts do not grow without end', () => {
  test.each([
    'count(for i in 1..60 return if i = 1 then "ab" else string join([partial[-1], partial[-1]]))',
    'count(for i in 1..60 return if i = 1 then "ab" else replace(partial[-1], ".", "$0$0"))',
    'count(for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))',
    'count(for i in 1..60 return if i = 1 then [[1]] else append(flatten(partial[-1]), partial[-1]))',
    'count(for i in 1..1000000 return upper case(s))',
  ])('%s', (text) => {
    const started = performance.now();
    expect(evaluate(text, { s: 'x'.repeat(10_000) })).toBeNull();
    expect(performance.now() - started).toBeLessThan(endless);
  });
});

test('a part of a text is what lies between two of its code points', () => {
  const text = fc.array(fc.constantFrom('a', 'ə', 'İ', '🐎'), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (signs, start, length) => {
      const from = start % signs.length;
      const count = 1 + (length % (signs.length - from));
      const given = { s: signs.join(''), n: new Decimal(count) };
      const expected = signs.slice(from, from + count).join('');
      expect(evaluate(`substring(s, ${from + 1}, n)`, given)).toBe(expected);
      expect(evaluate(`substring(s, ${from - signs.length}, n)`, given)).toBe(expected);
    }),
  );
});
