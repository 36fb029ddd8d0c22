import { describe, expect, it } from 'vitest';
import { circleFrom, derivedValues, inputsOf, readFormula } from './formula.ts';
import type { PeriodValue } from './months.ts';

const month = (number: number, value?: number): PeriodValue => ({
  period: `2026-0${number}`,
  ends: `2026-0${number}-28`,
  ...(value === undefined ? {} : { value }),
});
const codes = ['systems-in-cloud', 'once-only'];

describe('a formula over other indicators', () => {
  it('names them by their codes, with the hyphens they have', () => {
    expect(inputsOf('(systems-in-cloud + once-only) / 2', codes)).toEqual(codes);
    expect(inputsOf('systems-in-clout + 1', codes)).toEqual([]);
    expect(() => readFormula('systems-in-clout + 1', codes)).toThrow(/in-clout/);
  });

  it('comes out for periods that all inputs have, and empty where one is withheld or divides by nothing', () => {
    const program = readFormula('100 * systems-in-cloud / once-only', codes);
    const values = derivedValues(
      program,
      new Map([
        ['systems-in-cloud', [month(1, 3), month(2, 3), month(3, 3), month(4)]],
        ['once-only', [month(2, 12), month(3, 0), month(4, 5)]],
      ]),
    );
    expect(values).toEqual([month(2, 25), month(3), month(4)]);
  });

  it('may not lead back to itself', () => {
    const formulas = new Map([
      ['a', 'b + 1'],
      ['b', 'c * 2'],
      ['c', 'a'],
      ['d', 'e + 1'],
      ['e', ''],
    ]);
    expect(circleFrom('a', formulas)).toEqual(['a', 'b', 'c', 'a']);
    expect(circleFrom('d', formulas)).toBeUndefined();
    expect(circleFrom('self', new Map([['self', 'self + 1']]))).toEqual(['self', 'self']);
  });

  it('is followed through long chains, and through many ways that meet again', () => {
    const long = new Map<string, string>(Array.from({ length: 3000 }, (_, index) => [`c${index}x`, `c${index + 1}x`]));
    long.set('c3000x', '');
    expect(circleFrom('c0x', long)).toBeUndefined();
    const meeting = new Map<string, string>(
      Array.from({ length: 40 }, (_, index) => [`m${index}x`, `m${index + 1}x + n${index + 1}x`]),
    );
    for (let index = 1; index < 40; index += 1) meeting.set(`n${index}x`, `m${index + 1}x + n${index + 1}x`);
    expect(circleFrom('m0x', meeting)).toBeUndefined();
  });
});
