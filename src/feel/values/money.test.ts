import { describe, expect, test } from 'vitest';
import * as numbers from './decimal.ts';
import { type Decimal, formatDecimal, parseDecimal } from './decimal.ts';

function must(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new Error(`no number: ${text}`);
  return value;
}

describe('money', () => {
  const pay = (text: string): string => formatDecimal(numbers.roundHalfUp(must(text), 2) ?? must('0'));

  /** Simple interest: sum, rate a year, days, days of the year. */
  function interest(sum: string, rate: string, days: string, year: string): string {
    const yearly = numbers.multiply(must(sum), must(rate));
    const pro = yearly && numbers.multiply(yearly, must(days));
    const exact = pro && numbers.divide(pro, must(year));
    return formatDecimal((exact && numbers.roundHalfUp(exact, 2)) ?? must('0'));
  }

  test('simple interest for the days of a year with and without a leap day', () => {
    // 10,000 at 18 %: 1,800 a year. 45 days of 365: 81,000 / 365 = 221.9178…; of 366: 221.3114…
    expect(interest('10000.00', '0.18', '45', '365')).toBe('221.92');
    expect(interest('10000.00', '0.18', '45', '366')).toBe('221.31');
    // A whole year is a whole year.
    expect(interest('10000.00', '0.18', '365', '365')).toBe('1800');
    expect(interest('10000.00', '0.18', '366', '366')).toBe('1800');
    // 1,234.56 at 7.3 % for 100 days: 9,012.288 / 365 = 24.6912; of 366: 24.6237…
    expect(interest('1234.56', '0.073', '100', '365')).toBe('24.69');
    expect(interest('1234.56', '0.073', '100', '366')).toBe('24.62');
    // 730 at 0.5 % for one day of 365 is one qəpik exactly: 3.65 / 365.
    expect(interest('730.00', '0.005', '1', '365')).toBe('0.01');
    // A debt: half a qəpik goes away from zero. -365 at 0.5 % for one day is -1.825 / 365 = -0.005.
    expect(interest('-365.00', '0.005', '1', '365')).toBe('-0.01');
  });

  test('what doubles get wrong', () => {
    expect(formatDecimal(numbers.add(must('0.1'), must('0.2')) ?? must('0'))).toBe('0.3');
    expect(pay('1.005')).toBe('1.01');
    expect(pay('2.675')).toBe('2.68');
    expect(pay('-1.005')).toBe('-1.01');
  });

  test.each([
    // value, floor, ceiling, up, down, half up, half down, half even
    ['2.345', '2.34', '2.35', '2.35', '2.34', '2.35', '2.34', '2.34'],
    ['2.355', '2.35', '2.36', '2.36', '2.35', '2.36', '2.35', '2.36'],
    ['-2.345', '-2.35', '-2.34', '-2.35', '-2.34', '-2.35', '-2.34', '-2.34'],
    ['-2.355', '-2.36', '-2.35', '-2.36', '-2.35', '-2.36', '-2.35', '-2.36'],
    ['2.3451', '2.34', '2.35', '2.35', '2.34', '2.35', '2.35', '2.35'],
    ['-2.3449', '-2.35', '-2.34', '-2.35', '-2.34', '-2.34', '-2.34', '-2.34'],
    ['0.005', '0', '0.01', '0.01', '0', '0.01', '0', '0'],
    ['-0.005', '-0.01', '0', '-0.01', '0', '-0.01', '0', '0'],
    ['7', '7', '7', '7', '7', '7', '7', '7'],
  ])('%s to the qəpik', (value, ...expected) => {
    const modes = [
      numbers.floor,
      numbers.ceiling,
      numbers.roundUp,
      numbers.roundDown,
      numbers.roundHalfUp,
      numbers.roundHalfDown,
      numbers.roundHalfEven,
    ];
    expect(modes.map((round) => formatDecimal(round(must(value), 2) ?? must('999')))).toEqual(expected);
  });
});
