import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isFin,
  isForeignNumber,
  isAnyIban,
  isIban,
  isMobilePhone,
  isPersonNumber,
  isVoen,
  makeForeignNumber,
  makeVoen,
  normaliseFin,
  normaliseAnyIban,
  normaliseIban,
  normalisePhone,
  normaliseVoen,
  voenCheckDigit,
} from './identifiers.ts';

describe('FİN', () => {
  test.each(['5KAM3F2', '1234567', 'ABCDEFG'])('%s is one', (text) => expect(isFin(text)).toBe(true));
  test.each(['', '5KAM3F', '5KAM3F22', '5kam3f2', '5KAM3FI', '5KAM3FO', '5KАM3F2', '5KAM3F2\n'])(
    '%s is none',
    (text) => {
      expect(isFin(text)).toBe(false);
    },
  );

  test.each([
    [' 5kam3f2 ', '5KAM3F2'],
    ['5KA M3-F2', '5KAM3F2'],
    ['5КАМ3F2', '5KAM3F2'], // Cyrillic К, А, М
    ['5кам3f2', '5KAM3F2'],
    ['5KAM3Fİ', '5KAM3F1'],
    ['5kam3fi', '5KAM3F1'],
    ['5kam3fı', '5KAM3F1'],
    ['5KAM3FO', '5KAM3F0'],
    ['5KAM3FО', '5KAM3F0'], // Cyrillic О
    ['５KAM3F2', '5KAM3F2'], // full width
    ['5KAM3FƏ', null],
    ['5KAM3F', null],
    ['', null],
  ])('%s is read as %s', (text, fin) => expect(normaliseFin(text)).toBe(fin));

  test('what normaliseFin gives is a FİN and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 7, maxLength: 7, unit: fc.constantFrom(...'09azIOoiАМхƏ') }), (text) => {
        const fin = normaliseFin(text);
        if (fin === null) return;
        expect(isFin(fin)).toBe(true);
        expect(normaliseFin(fin)).toBe(fin);
      }),
    );
  });
});

describe('VÖEN', () => {
  const known = ['9900003871', '9900003611', '9900001881', '1700767721', '1300017201'];
  test.each(known)('%s is one', (text) => {
    expect(isVoen(text)).toBe(true);
    expect(makeVoen(text.slice(0, 8), 'legal')).toBe(text);
  });
  test.each(['', '9900003881', '9900003870', '9900003873', '990000387', '99000038711', 'ABCDEFGHI1'])(
    '%s is none',
    (text) => expect(isVoen(text)).toBe(false),
  );

  test('a natural person’s ends in 2', () => expect(makeVoen('99000038', 'natural')).toBe('9900003872'));

  test('eight digits with remainder 10 begin no VÖEN', () => {
    expect(voenCheckDigit('00000007')).toBe(null); // 3·7 = 21
    expect(makeVoen('00000007', 'legal')).toBe(null);
    for (let digit = 0; digit <= 9; digit++) expect(isVoen(`00000007${digit}1`)).toBe(false);
  });

  test.each(['', '9900003', '990000387', '9900003x'])('%s are not eight digits', (text) => {
    expect(voenCheckDigit(text)).toBe(null);
    expect(makeVoen(text, 'legal')).toBe(null);
  });

  test.each([
    ['990 000 3871', '9900003871'],
    ['9900003881', null],
    ['1', null],
    ['', null],
  ])('%s is read as %s', (text, voen) => expect(normaliseVoen(text)).toBe(voen));

  const eight = fc.stringMatching(/^\d{8}$/);
  test('any wrong single digit among the first nine is caught', () => {
    fc.assert(
      fc.property(eight, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (first, at, change) => {
        const voen = makeVoen(first, 'legal');
        fc.pre(voen !== null);
        const wrong = [...voen];
        wrong[at] = String((Number(wrong[at]) + change) % 10);
        expect(isVoen(voen)).toBe(true);
        expect(isVoen(wrong.join(''))).toBe(false);
      }),
    );
  });

  test('a lost leading zero is put back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^0[1-9]\d{6}$/), (first) => {
        const voen = makeVoen(first, 'natural');
        fc.pre(voen !== null);
        expect(normaliseVoen(voen.slice(1))).toBe(voen);
      }),
    );
  });
});

describe('IBAN', () => {
  const valid = 'AZ21NABZ00000000137010001944';
  test('the example of the IBAN registry', () => expect(isIban(valid)).toBe(true));
  test.each([
    'AZ21NABZ00000000137010001945',
    'AZ12NABZ00000000137010001944',
    'AZ21NABZ0000000013701000194',
    'az21nabz00000000137010001944',
    'AZ21 NABZ 0000 0000 1370 1000 1944',
    'GB82WEST12345698765432',
    '',
  ])('%s is none', (text) => expect(isIban(text)).toBe(false));

  test('typed with spaces and small letters', () => {
    expect(normaliseIban(' az21 nabz 0000 0000 1370 1000 1944 ')).toBe(valid);
    expect(normaliseIban('AZ21 NABZ 0000 0000 1370 1000 1945')).toBe(null);
  });

  test.each([valid, 'GB82WEST12345698765432', 'DE89370400440532013000', 'NO9386011117947'])(
    '%s is one somewhere',
    (text) => expect(isAnyIban(text)).toBe(true),
  );
  test.each(['AZ21NABZ0000000013701000194', 'GB83WEST12345698765432', 'GB82WEST', '82WEST12345698765432', ''])(
    '%s is none anywhere',
    (text) => expect(isAnyIban(text)).toBe(false),
  );
  test('of any country, typed with spaces and small letters', () => {
    expect(normaliseAnyIban(' gb82 west 1234 5698 7654 32')).toBe('GB82WEST12345698765432');
    expect(normaliseAnyIban('AZ21 NABZ 0000 0000 1370 1000 1945')).toBe(null);
  });
});

describe('phone', () => {
  test.each([
    '+994501234567',
    '+994 50 123 45 67',
    '994501234567',
    '00994 50 123-45-67',
    '+994 (0)50 123 45 67',
    '0501234567',
    '(050) 123–45–67',
    '050.123.45.67',
    '50 123 45 67',
    '050\u00a0123\u00a045\u00a067',
  ])('%s', (text) => expect(normalisePhone(text)).toBe('+994501234567'));

  test.each([
    ['994123456', '+994994123456'], // operator 99, not the country code
    ['0994123456', '+994994123456'],
    ['(012) 598 00 00', '+994125980000'],
    ['022 256 00 00', '+994222560000'],
  ])('%s is %s', (text, phone) => expect(normalisePhone(text)).toBe(phone));

  test.each([
    '',
    '12345',
    '+994 50 123 45 6',
    '+994 50 123 45 678',
    '+90 532 123 45 67',
    '+0501234567',
    '0801234567',
    '050 12a 45 67',
  ])('%s is none', (text) => expect(normalisePhone(text)).toBe(null));

  test('only a mobile number takes text messages', () => {
    for (const code of [10, 50, 51, 55, 60, 70, 77, 99]) expect(isMobilePhone(`+994${code}1234567`)).toBe(true);
    expect(isMobilePhone('+994125980000')).toBe(false);
    expect(isMobilePhone('0501234567')).toBe(false);
  });
});

describe('the number of an applicant without FİN', () => {
  test('is made of eight digits, with two check digits', () => {
    expect(makeForeignNumber('00000001')).toBe('F0000000139');
    expect(isForeignNumber('F0000000139')).toBe(true);
  });

  test('is never taken for a FİN or a VÖEN, nor one of them for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        const number = makeForeignNumber(String(n).padStart(8, '0'));
        expect([isForeignNumber(number), isFin(number), isVoen(number), isPersonNumber(number)]).toEqual([
          true,
          false,
          false,
          true,
        ]);
      }),
    );
    expect([isForeignNumber('5KAM3F2'), isPersonNumber('5KAM3F2'), isPersonNumber('')]).toEqual([false, true, false]);
  });

  test('does not survive one wrong digit, nor two that changed places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.nat(8), fc.nat(8), (n, at, by) => {
        const number = makeForeignNumber(String(n).padStart(8, '0'));
        const digits = number.slice(1).split('');
        const wrong = digits.with(at, String((Number(digits[at]) + by + 1) % 10)).join('');
        const [left = '', right = ''] = [digits[at], digits[at + 1]];
        const changed = digits
          .with(at, right)
          .with(at + 1, left)
          .join('');
        expect([isForeignNumber(`F${wrong}`), isForeignNumber(`F${changed}`)]).toEqual([false, left === right]);
      }),
    );
  });
});
