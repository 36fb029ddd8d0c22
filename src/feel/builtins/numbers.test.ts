import { describe, expect, test } from 'vitest';
import { Decimal, formatDecimal, parseDecimal } from '../values/decimal.ts';
import type { Value } from '../values/value.ts';
import { numberFunctions } from './numbers.ts';
import { literalAt, temporalFunctions } from './temporal.ts';

const functions = new Map([...numberFunctions, ...temporalFunctions].map((one) => [one.name, one]));

/** Calls the form with as many parameters as there are arguments, or the next longer one. */
function call(name: string, ...args: Value[]): Value {
  const forms = functions.get(name)?.forms ?? [];
  const fitting = forms.filter(({ parameters }) => parameters.length >= args.length);
  const required = fitting.find(({ parameters }) => parameters.filter((one) => !one.optional).length <= args.length);
  return required?.call(args) ?? null;
}

const shown = (value: Value): Value =>
  value instanceof Decimal ? formatDecimal(value) : value === null ? null : String(value);
const of = (text: string): Value => parseDecimal(text) ?? literalAt(text) ?? text;
const result = (name: string, ...args: (string | null)[]): Value =>
  shown(call(name, ...args.map((arg) => (arg === null ? null : of(arg)))));

describe('numbers', () => {
  test.each([
    ['decimal', ['2.345', '2'], '2.34'],
    ['decimal', ['1250', '-2'], '1200'],
    ['decimal', ['2.345', '2.9'], '2.34'],
    ['decimal', ['2.345', null], null],
    ['floor', ['-7.1'], '-8'],
    ['floor', ['7.19', '1'], '7.1'],
    ['floor', ['7.19', null], null],
    ['ceiling', ['-0.4'], '0'],
    ['ceiling', ['7.11', '1'], '7.2'],
    ['round up', ['-7.111', '2'], '-7.12'],
    ['round down', ['-7.119', '2'], '-7.11'],
    ['round half up', ['-7.115', '2'], '-7.12'],
    ['round half down', ['-7.115', '2'], '-7.11'],
    ['round half up', ['7', '1e30'], null],
    ['abs', ['-7.5'], '7.5'],
    ['abs', ['-P1DT1H'], 'P1DT1H'],
    ['abs', ['-P7M'], 'P7M'],
    ['abs', ['2026-11-22'], null],
    ['modulo', ['-13', '5'], '2'],
    ['modulo', ['13', '-5'], '-2'],
    ['modulo', ['13', '0'], null],
    // 10 ** 6 is 1 modulo 7, and 6144 is a multiple of 6.
    ['modulo', ['1e6144', '7'], '1'],
    ['sqrt', ['2'], '1.414213562373095048801688724209698'],
    ['sqrt', ['-2'], null],
    ['log', ['10'], '2.302585092994045684017991454684364'],
    ['log', ['0'], null],
    ['exp', ['1'], '2.718281828459045235360287471352662'],
    ['exp', ['P1D'], null],
    ['odd', ['-7'], 'true'],
    ['odd', ['7.5'], 'false'],
    ['even', ['7.5'], 'false'],
    ['even', ['1e40'], 'true'],
  ])('%s of %j is %s', (name, args, expected) => {
    expect(result(name, ...args)).toBe(expected);
  });

  test.each<[Value[], string | null]>([
    [['1234.5'], '1234.5'],
    [['1 234,5', ' ', ','], '1234.5'],
    [['1,234,567.89', ',', '.'], '1234567.89'],
    [['1.234,5', '.', ','], '1234.5'],
    [['1.234', '.', null], '1234'],
    [['1234,5', null, ','], '1234.5'],
    [['-0.5', null, null], '-0.5'],
    [['1.234', null, ','], null],
    [['1,234', null, null], null],
    [['1 234', ',', '.'], null],
    [['1.2.3', ',', '.'], null],
    [['1,2,3', null, ','], null],
    [['1.000', '.', '.'], null],
    [['1_000', '_', '.'], null],
    [['1000', ' ', ' '], null],
    [['', null, null], null],
    [['on beş'], null],
    [[null, null, null], null],
  ])('number of %j is %s', (args, expected) => {
    expect(shown(call('number', ...args))).toBe(expected);
  });

  test('a list of one is its element, other kinds have no result', () => {
    expect(shown(call('floor', [of('7.5')]))).toBe('7');
    expect(call('floor', [of('7.5'), of('8')])).toBeNull();
    expect(call('floor', 'x')).toBeNull();
    expect(call('floor', true)).toBeNull();
  });
});

describe('dates and times', () => {
  test.each([
    ['date', ['2026-11-22'], '2026-11-22'],
    ['date', ['2026-11-22T09:05:00Z'], '2026-11-22'],
    ['date', ['2026', '11', '22'], '2026-11-22'],
    ['date', ['2026', '2', '29'], null],
    ['date', ['2026', '1.5', '1'], null],
    ['date', ['1e9', '1', '1'], null],
    ['date', ['2026', '11', null], null],
    ['time', ['2026-11-22T09:05:00+04:00'], '09:05:00+04:00'],
    ['time', ['2026-11-22'], '00:00:00Z'],
    ['time', ['09:05:00@Asia/Baku'], '09:05:00@Asia/Baku'],
    ['time', ['9', '5', '7'], '09:05:07'],
    ['time', ['9', '5', '7.25', null], '09:05:07.25'],
    ['time', ['9', '5', '7', 'PT4H'], '09:05:07+04:00'],
    ['time', ['9', '5', '7', '-PT3H30M'], '09:05:07-03:30'],
    ['time', ['9', '5', '7', 'PT0S'], '09:05:07Z'],
    ['time', ['9', '5', '7', 'PT18H1S'], null],
    ['time', ['9', '5', '7', 'PT0.5S'], null],
    ['time', ['9', '5', '7', 'P1M'], null],
    ['time', ['9', '60', '7'], null],
    ['time', ['9', '5', '-1'], null],
    ['time', ['9.5', '5', '1'], null],
    ['date and time', ['2026-11-22'], '2026-11-22T00:00:00Z'],
    ['date and time', ['2026-11-22T09:05:00'], '2026-11-22T09:05:00'],
    ['date and time', ['2026-11-22', '09:05:00+04:00'], '2026-11-22T09:05:00+04:00'],
    ['date and time', ['2026-11-22T23:00:00Z', '09:05:00'], '2026-11-22T09:05:00'],
    ['date and time', ['2026-11-22', null], null],
    ['years and months duration', ['2024-02-29', '2025-02-28'], 'P11M'],
    ['years and months duration', ['2025-03-01', '2024-02-29T12:00:00'], '-P1Y'],
    ['years and months duration', ['2025-03-01', null], null],
    ['day of year', ['2024-12-31'], '366'],
    ['day of week', ['2026-11-22'], 'Sunday'],
    ['month of year', ['2026-11-22T00:00:00'], 'November'],
    ['week of year', ['2027-01-03'], '53'],
    ['week of year', ['09:05:00'], null],
    ['is', ['09:05:00Z', '09:05:00+00:00'], 'true'],
    ['is', ['09:05:00Z', '09:05:00'], 'false'],
    ['is', [null, null], 'true'],
    ['is', [null, '0'], 'false'],
  ])('%s of %j is %s', (name, args, expected) => {
    expect(result(name, ...args)).toBe(expected);
  });

  test('of texts', () => {
    const texts: [string, string, string | null][] = [
      ['date', '2026-11-22', '2026-11-22'],
      ['date', '2026-11-22T09:05:00', null],
      ['time', '09:05:00Z', '09:05:00Z'],
      ['time', 'noon', null],
      ['date and time', '2026-11-22', '2026-11-22T00:00:00'],
      ['date and time', '09:05:00', null],
      ['duration', 'P26M', 'P2Y2M'],
      ['duration', 'PT90M', 'PT1H30M'],
      ['duration', 'P1Y1D', null],
    ];
    expect(texts.map(([name, text]) => shown(call(name, text)))).toEqual(texts.map(([, , expected]) => expected));
  });

  test('a literal is what its text looks like', () => {
    const texts = ['2026-11-22', '2026-11-22T09:05:00Z', '09:05:00', 'PT1H', 'P1M', 'soon', ''];
    expect(texts.map((text) => literalAt(text)?.constructor.name ?? null)).toEqual([
      'FeelDate',
      'FeelDateTime',
      'FeelTime',
      'DaysDuration',
      'MonthsDuration',
      null,
      null,
    ]);
  });
});
