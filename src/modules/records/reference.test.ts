import { describe, expect, it } from 'vitest';
import { makeVoen } from '../../language/index.ts';
import { isReference } from './reference.ts';

describe('the number of a letter or a case', () => {
  it.each(['RP-2026-00012', 'M-17', '12/345', '№ 12/345', '№12', 'DN-3/12-345', '3/12-3456/2026', 'ƏM-5'])(
    '%s is one',
    (text) => expect(isReference(text)).toBe(true),
  );

  it.each([
    ['a name', 'Rəsul Məmmədov'],
    ['a name in capitals', 'RƏSUL-1'],
    ['a short name with a number', 'AYAN-1'],
    ['a name beside a number', 'M-17 Rəsul'],
    ['a FİN', '5KAM3F2'],
    ['a FİN of digits', '1234567'],
    ['a FİN beside a number', 'M-17/5KAM3F2'],
    ['a telephone number', '0501234567'],
    ['a telephone number set apart', '050-123-45-67'],
    ['a telephone number abroad', '994-50-123-4567'],
    ['a number of a taxpayer', makeVoen('20073114', 'natural') ?? ''],
    ['a number of a taxpayer set apart', '20073-11431'],
    ['an address', 'resul@example.az'],
    ['letters alone', 'M'],
    ['nothing', ''],
    ['much', `1/${'2/'.repeat(50)}3`],
  ])('%s is none', (_what, text) => expect(isReference(text)).toBe(false));
});
