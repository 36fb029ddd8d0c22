import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { upper } from './case.ts';
import { fold, matchesFolded } from './fold.ts';

test.each([
  ['Şəxsiyyət vəsiqəsi', 'sexsiyyet vesiqesi'],
  ['İIıiƏəŞşÇçĞğÖöÜü', 'iiiieessccggoouu'],
  ['Kâmil, îman, Sûrə', 'kamil, iman, sure'],
  ['Azərbaycan’ın “ASAN”ı', 'azerbaycan\'in "asan"i'],
  ['«Tək pəncərə» ʼ ` ‘', "\"tek pencere\" ' ' '"],
  ['Ёлка и край', 'елка и край'],
])('fold %s is %s', (text, expected) => expect(fold(text)).toBe(expected));

test('folding twice changes nothing', () => {
  const any = fc.string({
    unit: fc.oneof(fc.constantFrom(...'əıƏİёй’“`\u0307\u0327\u0301\u1fef'), fc.string({ unit: 'binary' })),
  });
  fc.assert(
    fc.property(any, (text) => fold(fold(text)) === fold(text)),
    { numRuns: 500 },
  );
});

test('case and missing marks make no difference', () => {
  const azerbaijani = fc.string({ unit: fc.constantFrom(...'abcçdeəfgğhxıijkqlmnoöprsştuüvyz ') });
  fc.assert(
    fc.property(azerbaijani, (text) => {
      expect(fold(text)).toMatch(/^[a-z ]*$/);
      expect(fold(upper(text))).toBe(fold(text));
    }),
  );
});

describe('matchesFolded', () => {
  test.each([
    ['Şəxsiyyət vəsiqəsinin dəyişdirilməsi', 'sexsiyyet ves', true],
    ['Şəxsiyyət vəsiqəsinin dəyişdirilməsi', 'ves SEXSIYYET', true],
    ['Şəxsiyyət vəsiqəsinin dəyişdirilməsi', 'vəsiqə', true],
    ['Şəxsiyyət vəsiqəsinin dəyişdirilməsi', 'siqe', false],
    ['Şəxsiyyət vəsiqəsinin dəyişdirilməsi', 'vesiqe pasport', false],
    ['ASAN-ın “Tək pəncərə” sistemi (2026-cı il)', 'tek 2026', true],
    ['ASAN-ın “Tək pəncərə” sistemi', '', true],
    ['ASAN-ın “Tək pəncərə” sistemi', ' - ', true],
    ['', 'a', false],
    ['Единый реестр учёта', 'учет еди', true],
  ])('%s / %s: %s', (haystack, needle, expected) => expect(matchesFolded(haystack, needle)).toBe(expected));
});
