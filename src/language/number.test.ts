import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lang } from './lang.ts';
import { formatMoney, formatNumber, formatPercent, type NumberSuffix, ordinal, suffixed } from './number.ts';

const nbsp = '\u00a0';
const spaced = (text: string): string => text.replaceAll('_', nbsp);

describe('formatNumber', () => {
  test.each<[number | bigint | string, Lang, number | undefined, string]>([
    [1234567.891, 'az', undefined, '1.234.567,891'],
    [1234567.891, 'en', undefined, '1,234,567.891'],
    [1234567.891, 'ru', undefined, '1_234_567,891'],
    [1234, 'az', undefined, '1.234'],
    [12.5, 'az', 2, '12,50'],
    [12.345, 'az', 0, '12'],
    [1.005, 'az', 2, '1,01'],
    [-0.001, 'az', 2, '0,00'],
    [-1234.5, 'ru', undefined, '-1_234,5'],
    [12345678901234567890n, 'az', undefined, '12.345.678.901.234.567.890'],
    ['12345678901234567890.12', 'en', 2, '12,345,678,901,234,567,890.12'],
  ])('%s in %s with %s digits', (n, lang, digits, expected) => {
    expect(formatNumber(n, lang, digits)).toBe(spaced(expected));
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '', '1,5', '1e3', ' 1', 'Infinity'])('refuses %s', (n) => {
    expect(() => formatNumber(n, 'az')).toThrow(RangeError);
  });
});

test.each<[number, Lang, number | undefined, string]>([
  [0.064, 'az', undefined, '6,4_%'],
  [0.064, 'en', undefined, '6.4%'],
  [0.064, 'ru', undefined, '6,4_%'],
  [0.26, 'az', undefined, '26_%'],
  [0.07, 'az', undefined, '7_%'],
  [0.9996, 'az', undefined, '100_%'],
  [0.5, 'az', 2, '50,00_%'],
  [12.34, 'ru', undefined, '1_234_%'],
  [-0.0001, 'az', undefined, '0_%'],
])('percent %s in %s (%s digits)', (share, lang, digits, expected) => {
  expect(formatPercent(share, lang, digits)).toBe(spaced(expected));
});

describe('formatMoney', () => {
  test.each<[string | bigint, Lang, string]>([
    ['1234.50', 'az', '1.234,50_₼'],
    ['1234.5', 'en', '1,234.50_₼'],
    ['1234.5000', 'ru', '1_234,50_₼'],
    ['0', 'az', '0,00_₼'],
    [123450n, 'az', '1.234,50_₼'],
    [5n, 'az', '0,05_₼'],
    [-5n, 'az', '-0,05_₼'],
    [0n, 'az', '0,00_₼'],
    ['90071992547409930.17', 'az', '90.071.992.547.409.930,17_₼'], // past what a binary number holds
  ])('%s in %s', (amount, lang, expected) => expect(formatMoney(amount, lang)).toBe(spaced(expected)));

  test.each(['12.345', '0.001', '1.2301', '1,50', '1e2', '', 'NaN'])('refuses %s', (amount) => {
    expect(() => formatMoney(amount, 'az')).toThrow(RangeError);
  });

  test('shows every qəpik of any sum', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (qepik) => {
        expect(BigInt(formatMoney(qepik, 'az').replace(/[.,_₼\s]/g, ''))).toBe(qepik);
      }),
    );
  });
});

test.each([
  [0, 'cı'],
  [1, 'ci'],
  [2, 'ci'],
  [3, 'cü'],
  [4, 'cü'],
  [5, 'ci'],
  [6, 'cı'],
  [7, 'ci'],
  [8, 'ci'],
  [9, 'cu'],
  [10, 'cu'],
  [13, 'cü'],
  [20, 'ci'],
  [30, 'cu'],
  [40, 'cı'],
  [50, 'ci'],
  [60, 'cı'],
  [70, 'ci'],
  [80, 'ci'],
  [90, 'cı'],
  [100, 'cü'],
  [1000, 'ci'],
  [1900, 'cü'],
  [1991, 'ci'],
  [2000, 'ci'],
  [2010, 'cu'],
  [2026, 'cı'],
  [2028, 'ci'],
  [30_000, 'ci'],
  [1_000_000, 'cu'],
  [20_000_000, 'cu'],
  [1_000_000_000, 'cı'],
  [10n ** 12n, 'cu'],
  [10n ** 15n, 'cu'],
] as const)('ordinal of %s ends in -%s', (n, suffix) => expect(ordinal(n)).toBe(`${n}-${suffix}`));

// CLDR's ordinal categories for az are right up to 999: an independent witness for every one of them.
test('ordinals agree with CLDR below a thousand', () => {
  const cldr = new Intl.PluralRules('az', { type: 'ordinal' });
  const suffix: Record<string, string> = { one: 'ci', few: 'cü', many: 'cı', other: 'cu' };
  for (let n = 1; n < 1000; n++) expect(ordinal(n)).toBe(`${n}-${suffix[cldr.select(n)]}`);
});

describe('suffixed', () => {
  const table: [number, Record<Exclude<NumberSuffix, 'ordinal' | 'limit'>, string>][] = [
    [1, { possessive: 'i', genitive: 'in', dative: 'ə', accusative: 'i', locative: 'də', ablative: 'dən' }],
    [2, { possessive: 'si', genitive: 'nin', dative: 'yə', accusative: 'ni', locative: 'də', ablative: 'dən' }],
    [3, { possessive: 'ü', genitive: 'ün', dative: 'ə', accusative: 'ü', locative: 'də', ablative: 'dən' }],
    [6, { possessive: 'sı', genitive: 'nın', dative: 'ya', accusative: 'nı', locative: 'da', ablative: 'dan' }],
    [9, { possessive: 'u', genitive: 'un', dative: 'a', accusative: 'u', locative: 'da', ablative: 'dan' }],
    [40, { possessive: 'ı', genitive: 'ın', dative: 'a', accusative: 'ı', locative: 'da', ablative: 'dan' }],
    [50, { possessive: 'si', genitive: 'nin', dative: 'yə', accusative: 'ni', locative: 'də', ablative: 'dən' }],
    [100, { possessive: 'ü', genitive: 'ün', dative: 'ə', accusative: 'ü', locative: 'də', ablative: 'dən' }],
    [1000, { possessive: 'i', genitive: 'in', dative: 'ə', accusative: 'i', locative: 'də', ablative: 'dən' }],
  ];
  const kinds = ['possessive', 'genitive', 'dative', 'accusative', 'locative', 'ablative'] as const;
  test.each(table)('%s in every case', (n, forms) => {
    for (const kind of kinds) expect(suffixed(n, kind)).toBe(`${n}-${forms[kind]}`);
  });

  test.each<[number | bigint | string, NumberSuffix, string]>([
    [4, 'possessive', '4-ü'],
    [13, 'ablative', '13-dən'],
    [19, 'possessive', '19-u'],
    ['1.234', 'possessive', '1.234-ü'],
    ['1.000.000', 'accusative', '1.000.000-u'],
    [`12${nbsp}000`, 'dative', `12${nbsp}000-ə`],
    ['6,4', 'ablative', '6,4-dən'], // altı tam onda dörd
    [6.9, 'ablative', '6,9-dan'],
    ['0,05', 'possessive', '0,05-i'],
    [`61,3${nbsp}%`, 'possessive', `61,3${nbsp}%-i`],
    ['90%', 'dative', '90%-ə'],
    [`25,00${nbsp}₼`, 'ablative', `25,00${nbsp}₼-dan`],
    ['18:00', 'locative', '18:00-da'], // on səkkiz sıfır sıfır
    ['09:30', 'dative', '09:30-a'],
    ['09:45', 'ablative', '09:45-dən'],
    ['18:00', 'limit', '18:00-dək'],
    ['25.11.2026', 'limit', '25.11.2026-dək'],
    ['01.12.2026', 'ablative', '01.12.2026-dan'],
    [-6, 'dative', '-6-ya'],
    [1_000_000_006n, 'possessive', '1000000006-sı'],
  ])('%s %s is %s', (n, kind, expected) => expect(suffixed(n, kind)).toBe(expected));

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-7, '', 'beş', '5 nəfər'])('refuses %s', (n) => {
    expect(() => suffixed(n, 'dative')).toThrow(RangeError);
  });

  test('grouping never changes the ending', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 12 }), fc.constantFrom(...kinds), (n, kind) => {
        expect(suffixed(formatNumber(n, 'az'), kind).split('-')[1]).toBe(suffixed(n, kind).split('-')[1]);
      }),
    );
  });
});
