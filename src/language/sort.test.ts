import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, compareAz } from './sort.ts';

const alphabet = [...'ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ'];

test('every order of the Azerbaijani letters sorts into the alphabet', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(alphabet, { minLength: alphabet.length }), (letters) => {
      expect(letters.toSorted(compareAz)).toEqual(alphabet);
    }),
    { numRuns: 50 },
  );
});

test('each language has its own order', () => {
  expect(['Xətai', 'Həsən', 'İsa', 'Ilqar'].toSorted(compare('az'))).toEqual(['Həsən', 'Xətai', 'Ilqar', 'İsa']);
  expect(['Xətai', 'Həsən', 'İsa', 'Ilqar'].toSorted(compare('en'))).toEqual(['Həsən', 'Ilqar', 'İsa', 'Xətai']);
  expect(['яма', 'ёлка', 'жук', 'ель'].toSorted(compare('ru'))).toEqual(['ёлка', 'ель', 'жук', 'яма']);
});
