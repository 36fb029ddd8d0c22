import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { capitalise, listed, lower, small, upper } from './case.ts';

test.each([
  ['İSTİQLAL', 'istiqlal'],
  ['QIZIL', 'qızıl'],
  ['İIƏŞÇĞÖÜ', 'iıəşçğöü'],
  ['I\u0307SA', 'isa'], // decomposed İ
  ['i\u0307sa', 'isa'], // what another program's lower-casing left
  ['ÎMAN', 'îman'],
  ['МВД', 'мвд'],
])('lower %s is %s', (text, expected) => expect(lower(text)).toBe(expected));

test.each([
  ['istiqlal', 'İSTİQLAL'],
  ['qızıl', 'QIZIL'],
  ['iıəşçğöü', 'İIƏŞÇĞÖÜ'],
  ['i\u0307sa', 'İSA'],
  ['şəhər', 'ŞƏHƏR'],
])('upper %s is %s', (text, expected) => expect(upper(text)).toBe(expected));

test.each([
  ['ilkin müraciət', 'İlkin müraciət'],
  ['ışıq', 'Işıq'],
  ['əmlak', 'Əmlak'],
  ['“iş yeri”', '“İş yeri”'],
  ['5 müraciət', '5 müraciət'],
  ['ASAN xidmət', 'ASAN xidmət'],
  ['', ''],
])('capitalise %s is %s', (text, expected) => expect(capitalise(text)).toBe(expected));

const azerbaijani = fc.string({ unit: fc.constantFrom(...'abcçdeəfgğhxıijkqlmnoöprsştuüvyz 0-') });

test('upper and lower undo each other on Azerbaijani text', () => {
  fc.assert(fc.property(azerbaijani, (text) => lower(upper(text)) === text));
});

test('no dot is left over, the result is composed, and a second pass changes nothing', () => {
  const any = fc.string({
    unit: fc.oneof(fc.constantFrom(...'iıİIîÎ\u0307\u0302\u0323şẞΣ'), fc.string({ unit: 'binary' })),
  });
  fc.assert(
    fc.property(any, fc.constantFrom(lower, upper), (text, change) => {
      const once = change(text);
      expect(once).not.toContain('\u0307');
      expect(once).toBe(once.normalize('NFC'));
      expect(change(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

test('in a list only the first keeps its capital, abbreviations and quotations keep theirs', () => {
  expect(listed(['Adı', 'VÖEN', 'İşçilərin sayı', 'Ünvanı', '“Araz” MMC'], 'az')).toBe(
    'Adı, VÖEN, işçilərin sayı, ünvanı, “Araz” MMC',
  );
  expect(listed(['Adı, soyadı', 'Ünvanı'], 'az', '; ')).toBe('Adı, soyadı; ünvanı');
  expect(small('Irəvan', 'az')).toBe('ırəvan');
  expect(small('Identity', 'en')).toBe('identity');
});
