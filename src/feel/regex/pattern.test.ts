import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metered } from '../fuel.ts';
import { fold } from './fold.ts';
import { compilePattern } from './index.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

const matches = (text: string, pattern: string, flags?: string): boolean | null =>
  metered(() => compilePattern(pattern, flags)?.test(text) ?? null);
const replace = (text: string, pattern: string, replacement: string, flags?: string): string | null =>
  metered(() => compilePattern(pattern, flags)?.replace(text, replacement) ?? null);
const split = (text: string, pattern: string): string[] | null =>
  metered(() => compilePattern(pattern)?.split(text) ?? null);

describe('patterns', () => {
  test.each<[string, string, string, boolean]>([
    ['AZ-1042', '^[A-Z]{2}-\\d+$', '', true],
    ['AZ-1042x', '^[A-Z]{2}-\\d+$', '', false],
    ['rəqəm', 'r.q.m', '', true],
    ['bakı', '^[a-z-[k]]+$', '', false],
    ['xaos', '^[a-z-[kmb-d]]+$', '', true],
    ['a-b', '^[a\\-b]+$', '', true],
    ['-', '[a-]', '', true],
    ['-', '[-a]', '', true],
    ['x', '^[a--[a]]$', '', false],
    ['-', '^[a--[a]]$', '', true],
    ['xyxy', '^(xy)\\1$', '', true],
    ['xyyx', '^(xy)\\1$', '', false],
    ['b', '^(a)?b\\1$', '', true],
    ['bb1', '^(b)\\11$', '', true],
    ['one\ntwo', '^two$', '', false],
    ['one\ntwo', '^two$', 'm', true],
    ['one\n', '^$', 'm', false],
    ['one\ntwo', 'one.two', '', false],
    ['one\ntwo', 'one.two', 's', true],
    ['a.c', 'a.c', 'q', true],
    ['abc', 'a.c', 'q', false],
    ['one two', 'one [ ] two # 2', 'x', false],
    ['one two', ' one [ ] t w o ', 'x', true],
    ['_x:y', '^\\i\\c*$', '', true],
    ['1x', '^\\i\\c*$', '', false],
    ['Şəki', '^\\p{Lu}\\p{Ll}+$', '', true],
    ['Şəki', '^\\p{IsBasicLatin}+$', '', false],
    ['Şəki', '^[\\p{IsBasicLatin}\\p{IsLatinExtended-A}\\p{IsIPAExtensions}]+$', '', true],
    ['🐎', '^.$', '', true],
    ['🐎🐎', '^[🐀-🐿]{2}$', '', true],
    ['٣', '^\\d$', '', true],
    ['', 'a*', '', true],
    ['aaa', '^(?:a|aa){2}$', '', true],
    ['aaaa', '^a{2,3}$', '', false],
    ['aaaa', '^a{2,}$', '', true],
    ['ab', '^(a|ab)(c|bcd)?$', '', true],
    ['ab', '^(?:|a|b)*$', '', true],
    ['ab', '^(?:a*)*b$', '', true],
    ['abab', '^(?:(a?)b?)*\\1$', '', true],
  ])('%j fits %s with %j: %s', (text, pattern, flags, expected) => {
    expect(matches(text, pattern, flags)).toBe(expected);
  });

  test.each([
    'a**',
    '*a',
    '(a',
    'a)',
    '[a',
    'a]',
    '[]',
    '[^]',
    '{2}',
    'a{2',
    'a{3,2}',
    'a{,2}',
    '\\b',
    '\\',
    '\\p{Xx}',
    '\\p{IsNowhere}',
    '\\p{L',
    '[b-a]',
    '[a-\\d]',
    '[a-c-e]',
    '[a[b]]',
    '\\0',
    '\\1(a)',
    '(a\\1)',
    '[\\1]',
    '(?=a)',
    '(?<n>a)',
    'a{2}{3}',
    '(?i)a',
  ])('%s is no pattern', (pattern) => {
    expect(compilePattern(pattern)).toBeNull();
  });

  test('there are no other flags', () => {
    expect(compilePattern('a', 'smix')).not.toBeNull();
    expect(compilePattern('a', 'g')).toBeNull();
    expect(compilePattern('a', ' ')).toBeNull();
  });
});

describe('letters that differ only in case', () => {
  test('of Azerbaijani: i and İ, ı and I are no pairs, as nowhere in Unicode without a language', () => {
    expect(matches('ƏLİ', 'əli', 'i')).toBe(false);
    expect(matches('ƏLİ', 'əlİ', 'i')).toBe(true);
    expect(matches('QIZ', 'qız', 'i')).toBe(false);
    expect(matches('ŞÜŞƏ', '^[a-zçəğöşü]+$', 'i')).toBe(true);
    expect(matches('ΣΑΣ', '^σας$', 'i')).toBe(true);
  });

  test('classes and what is taken from them ignore case, categories do not', () => {
    expect(matches('q', '[^Q]', 'i')).toBe(false);
    expect(matches('E', '[a-z-[e]]', 'i')).toBe(false);
    expect(matches('q', '\\p{Lu}', 'i')).toBe(false);
    expect(matches('qQ', '^(q)\\1$', 'i')).toBe(true);
  });

  test('folding is that of the platform, on every letter', () => {
    const strange: string[] = [];
    for (let point = 0; point <= 0x1ffff; point++) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const folded = fold(point);
      if (folded === point) continue;
      const same = new RegExp(`^\\u{${folded.toString(16)}}$`, 'iu').test(String.fromCodePoint(point));
      if (!same) strange.push(point.toString(16));
    }
    expect(strange).toEqual([]);
  });
});

describe('replacing', () => {
  test('groups, signs and what is no replacement', () => {
    expect(replace('2026-11-26', '(\\d+)-(\\d+)-(\\d+)', '$3.$2.$1')).toBe('26.11.2026');
    expect(replace('ab', '(a)|(b)', '<$1$2>')).toBe('<a><b>');
    expect(replace('ab', 'b', '[$0$7]')).toBe('a[b]');
    expect(replace('ab', '(b)', '$12')).toBe('ab2');
    expect(replace('ab', 'b', '\\$\\\\')).toBe('a$\\');
    expect(replace('ab', 'b', '$')).toBeNull();
    expect(replace('ab', 'b', '\\n')).toBeNull();
    expect(replace('a.b', '.', '$1', 'q')).toBe('a$1b');
    expect(replace('🐎a🐎', '🐎', '-')).toBe('-a-');
    expect(replace('aaaa', 'a+?', 'b')).toBe('bbbb');
  });

  test('a pattern that fits the empty text replaces and splits nothing', () => {
    expect(replace('abc', 'x*', '-')).toBeNull();
    expect(replace('abc', '^', '-')).toBeNull();
    expect(split('abc', '')).toBeNull();
  });

  test('pieces', () => {
    expect(split('bir, iki,üç', ',\\s*')).toEqual(['bir', 'iki', 'üç']);
    expect(split(',a,', ',')).toEqual(['', 'a', '']);
    expect(split('', ',')).toEqual(['']);
  });

  test('what would grow without end has no value', () => {
    expect(replace('a'.repeat(10_000), 'a', 'b'.repeat(10_000))).toBeNull();
    expect(replace('a'.repeat(100_000), '.+', '$0'.repeat(100_000))).toBeNull();
  });
});

describe('patterns that other engines choke on', () => {
  const long = 'a'.repeat(30_000);

  test.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '^(?:a*)*$', '(.*)(.*)(.*)x', '^(([a-z])+.)+[A-Z]$'])(
    '%s ends',
    (pattern) => {
      const started = performance.now();
      expect(matches(`${long}!`, pattern)).not.toBe(true);
      expect(performance.now() - started).toBeLessThan(endless);
    },
  );

  test('short of the limit there is an answer', () => {
    expect(matches(`${'a'.repeat(5_000)}!`, '^(a+)+$')).toBe(false);
    expect(matches(`${'a'.repeat(2_000)}!`, '^(a|a)*(a|a)*$')).toBe(false);
  });

  test('with back-references the limit ends the work', () => {
    expect(matches(`${'a'.repeat(200)}!`, '^(a*)*(a*)*\\1$')).toBeNull();
  });

  test('depth and size', () => {
    expect(compilePattern(`${'('.repeat(5_000)}${')'.repeat(5_000)}`)).toBeNull();
    expect(compilePattern('((a{100}){100}){100}')).toBeNull();
    expect(compilePattern('a{999999999999}')).toBeNull();
    expect(compilePattern('[a-[a-[a-'.repeat(100))).toBeNull();
  });
});

describe('agrees with the platform on what both know', () => {
  const literal = fc.constantFrom('a', 'b', 'c', '.', '\\d', '[ab]', '[^a]', '[a-c]', 'ə', '🐎');
  const { pattern } = fc.letrec<{ pattern: string; piece: string; plain: string }>((tie) => ({
    plain: fc.oneof(
      { maxDepth: 3 },
      literal,
      tie('pattern').map((inner) => `(?:${inner}c)`),
      fc.tuple(literal, literal).map(([one, other]) => `(${one}|${other}b)`),
    ),
    piece: fc
      .tuple(tie('plain'), fc.constantFrom('', '', '?', '*', '+', '{2}', '{1,2}', '*?', '+?', '??'))
      .map(([body, times]) => body + times),
    pattern: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  }));
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '1', 'ə', '🐎', 'A', '\n'), { maxLength: 12 })
    .map((signs) => signs.join(''));
  const flags = fc.constantFrom('', 'i', 's');

  test('whether a text fits', () => {
    fc.assert(
      fc.property(pattern, text, flags, (pattern, text, flags) => {
        expect(matches(text, pattern, flags)).toBe(new RegExp(pattern, `${flags}u`).test(text));
      }),
      { numRuns: 500 },
    );
  });

  test('and which part of it', () => {
    fc.assert(
      fc.property(pattern, text, flags, (pattern, text, flags) => {
        fc.pre(!new RegExp(pattern, `${flags}u`).test(''));
        expect(replace(text, pattern, '<$0>', flags)).toBe(text.replace(new RegExp(pattern, `g${flags}u`), '<$&>'));
      }),
      { numRuns: 500 },
    );
  });
});
