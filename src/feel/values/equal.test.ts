import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literalAt } from '../builtins/temporal.ts';
import { metered } from '../fuel.ts';
import { add, divide, multiply, negate, power, subtract } from './arithmetic.ts';
import { Decimal, formatDecimal, parseDecimal } from './decimal.ts';
import { compare, equal, same } from './equal.ts';
import { member } from './member.ts';
import { Func, Range, type Value } from './value.ts';

/** Numbers and temporal values by their texts; other texts after a quote. */
const of = (text: string): Value => (text.startsWith("'") ? text.slice(1) : (parseDecimal(text) ?? literalAt(text)));

const shown = (value: Value): string | null =>
  value === null ? null : value instanceof Decimal ? formatDecimal(value) : String(value);

const context = (entries: Record<string, Value>): Value => new Map(Object.entries(entries));
const range = (start: Value, end: Value): Range => new Range(start, true, end, true);

const leaf = fc.constantFrom(
  null,
  true,
  false,
  ...[
    '1',
    '1.0',
    '2',
    "'a",
    "'b",
    '2026-11-22',
    '09:05:00',
    '09:05:00.5',
    '09:05:00Z',
    'P1D',
    'PT24H',
    'P1Y',
    'P12M',
  ].map(of),
  ...['2026-11-22T09:05:00+04:00', '2026-11-22T05:05:00Z', '2026-11-22T09:05:00'].map(of),
);

const { value: anything } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value')).map(context),
    fc.tuple(leaf, leaf).map(([start, end]) => range(start, end)),
  ),
}));

describe('equal', () => {
  test.each<[Value, Value, boolean | null]>([
    [null, null, true],
    [null, false, false],
    [of('0'), null, false],
    [of('1'), of('1.00'), true],
    [of('1'), "'1", null],
    [true, of('1'), null],
    ['Bakı', 'bakı', false],
    [[], null, false],
    [[], of('0'), null],
    [[of('1'), of('2')], [of('2'), of('1')], false],
    [[null], [null], true],
    [[of('1'), 'x'], [of('2'), of('2')], false],
    [[of('1'), 'x'], [of('1'), of('2')], null],
    [context({ a: of('1'), b: [true] }), context({ b: [true], a: of('1') }), true],
    [context({ a: null }), context({ b: null }), false],
    [context({ a: null }), context({}), false],
    [context({}), [], null],
    [range(of('1'), of('2')), range(of('1'), of('2.0')), true],
    [range(of('1'), of('2')), new Range(of('1'), false, of('2'), true), false],
    [new Range(undefined, false, of('2'), false), new Range(null, false, of('2'), false), false],
    [new Range(undefined, false, of('2'), false), new Range(undefined, false, of('2.0'), false), true],
    [of('PT24H'), of('P1D'), true],
    [of('P0D'), of('P0M'), null],
    [of('P1D'), null, false],
    [of('09:05:00.1'), of('09:05:00.2'), true],
    [of('09:05:00'), of('09:05:00Z'), null],
    [of('2026-11-22'), of('2026-11-22T00:00:00'), null],
    [of('2026-11-22T12:00:00+04:00'), of('2026-11-22T08:00:00Z'), true],
  ])('%#', (a, b, verdict) => {
    expect(equal(a, b)).toBe(verdict);
    expect(equal(b, a)).toBe(verdict);
  });

  test('a function equals only itself', () => {
    const identity = new Func(['x'], ([x = null]) => x);
    expect([equal(identity, identity), equal(identity, new Func(['x'], ([x = null]) => x))]).toEqual([true, false]);
    expect([equal(identity, null), equal(identity, of('1'))]).toEqual([false, null]);
  });

  test('holds of a value and itself, both ways, and wherever two are the same', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect([equal(a, a), same(a, a)]).toEqual([true, true]);
        expect(equal(a, b)).toBe(equal(b, a));
        expect(same(a, b)).toBe(same(b, a));
        expect(same(a, b) && equal(a, b) !== true).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('a value that holds itself many times is given up', () => {
    const deep = (): Value => {
      let value: Value = of('1');
      for (let level = 0; level < 60; level += 1) value = [value, value];
      return value;
    };
    expect(metered(() => equal(deep(), deep()))).toBeNull();
  });
});

describe('order', () => {
  test('is one: what is not before and not after is equal', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const [order, back] = [compare(a, b), compare(b, a)];
        expect(order === null ? null : Math.sign(order) + 0).toBe(back === null ? null : 0 - Math.sign(back));
        expect(order !== null && equal(a, b) !== (order === 0)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[Value, Value, number | null]>([
    ['a', 'b', -1],
    ['ab', 'a', 1],
    ['\u{ffee}', '\u{1f600}', -1],
    ['', '', 0],
    [of('2'), of('10'), -1],
    [of('2026-11-22'), of('2026-12-01'), -1],
    [of('P1M'), of('P31D'), null],
    [true, false, null],
    [null, of('1'), null],
    [[of('1')], [of('2')], null],
    [of('1'), "'1", null],
  ])('%#', (a, b, order) => {
    const found = compare(a, b);
    expect(found === null ? null : Math.sign(found)).toBe(order);
  });
});

describe('is', () => {
  test.each([
    ['09:05:00.1', '09:05:00.2', false],
    ['09:05:00Z', '09:05:00+00:00', true],
    ['09:05:00Z', '09:05:00', false],
    ['09:05:00Z', '13:05:00+04:00', false],
    ['2026-11-22', '2026-11-22T00:00:00', false],
    ['P12M', 'P1Y', true],
    ['1', '1.0', true],
    ['1', "'1", false],
  ])('%s, %s: %s', (a, b, verdict) => {
    expect(same(of(a), of(b))).toBe(verdict);
    expect(same([of(a)], [of(b)])).toBe(verdict);
  });
});

describe('arithmetic', () => {
  const operations = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power };

  test.each<[string, keyof typeof operations, string, string | null]>([
    ['0.1', '+', '0.2', '0.3'],
    ['1', '-', '0.9', '0.1'],
    ['3', '*', '0.1', '0.3'],
    ['1', '/', '3', '0.3333333333333333333333333333333333'],
    ['1', '/', '0', null],
    ['2', '**', '-2', '0.25'],
    ["'Vətən", '+', "'daş", 'Vətəndaş'],
    ["'a", '+', '1', null],
    ['1', '+', "'a", null],
    ["'a", '-', "'a", null],
    ['2026-11-22', '+', 'P10D', '2026-12-02'],
    ['P10D', '+', '2026-11-22', '2026-12-02'],
    ['2026-11-22', '-', 'P1M', '2026-10-22'],
    ['P1M', '-', '2026-11-22', null],
    ['2026-11-22', '+', '2026-11-22', null],
    ['2026-11-22', '-', '2025-11-22', 'P365D'],
    ['2026-11-22', '+', '1', null],
    ['2026-11-22T09:05:00+04:00', '-', '2026-11-22T05:00:00Z', 'PT5M'],
    ['2026-11-22T23:05:00', '+', 'PT1H', '2026-11-23T00:05:00'],
    ['23:05:00', '-', 'PT24H', '23:05:00'],
    ['23:05:00', '+', 'P1M', null],
    ['23:05:00', '-', '22:00:00', 'PT1H5M'],
    ['23:05:00', '-', '2026-11-22', null],
    ['P1D', '+', 'PT1H', 'P1DT1H'],
    ['P1D', '+', 'P1M', null],
    ['P1Y', '-', 'P13M', '-P1M'],
    ['P1D', '*', '1.5', 'P1DT12H'],
    ['1.5', '*', 'P1D', 'P1DT12H'],
    ['P1D', '*', 'P1D', null],
    ['P1D', '/', '2', 'PT12H'],
    ['P1D', '/', 'PT1H', '24'],
    ['P1Y', '/', 'P1M', '12'],
    ['P1Y', '/', 'P1D', null],
    ['1', '/', 'P1D', null],
    ['P1D', '**', '2', null],
  ])('%s %s %s is %s', (a, operator, b, result) => {
    expect(shown(operations[operator](of(a), of(b)))).toBe(result);
  });

  test('nothing is computed with what is missing', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(...Object.values(operations)), (value, operation) => {
        expect([operation(value, null), operation(null, value)]).toEqual([null, null]);
      }),
    );
    expect(['1', 'P1D', '-P1M', "'a", '2026-11-22'].map((value) => shown(negate(of(value))))).toEqual([
      '-1',
      '-P1D',
      'P1M',
      null,
      null,
    ]);
  });
});

describe('members', () => {
  test.each([
    ['2026-11-22', 'year', '2026'],
    ['-0044-03-15', 'year', '-44'],
    ['2026-11-22', 'month', '11'],
    ['2026-11-22', 'day', '22'],
    ['2026-11-22', 'weekday', '7'],
    ['2026-11-22', 'hour', null],
    ['2026-11-22T09:05:07.25+04:00', 'weekday', '7'],
    ['2026-11-22T09:05:07.25+04:00', 'hour', '9'],
    ['2026-11-22T09:05:07.25+04:00', 'minute', '5'],
    ['2026-11-22T09:05:07.25+04:00', 'second', '7.25'],
    ['2026-11-22T09:05:07.25+04:00', 'time offset', 'PT4H'],
    ['2026-11-22T09:05:07.25+04:00', 'timezone', null],
    ['2026-07-22T09:05:07@Europe/Paris', 'time offset', 'PT2H'],
    ['2026-07-22T09:05:07@Europe/Paris', 'timezone', 'Europe/Paris'],
    ['2026-07-22T09:05:07', 'time offset', null],
    ['09:05:07-03:30', 'time offset', '-PT3H30M'],
    ['09:05:07@Asia/Baku', 'time offset', 'PT4H'],
    ['09:05:07@Europe/Paris', 'time offset', null],
    ['09:05:07Z', 'time offset', 'PT0S'],
    ['09:05:07', 'year', null],
    ['P1DT2H3M4.5S', 'days', '1'],
    ['P1DT2H3M4.5S', 'hours', '2'],
    ['P1DT2H3M4.5S', 'minutes', '3'],
    ['-P1DT2H3M4.5S', 'seconds', '-4.5'],
    ['P1D', 'years', null],
    ['P14M', 'years', '1'],
    ['P14M', 'months', '2'],
    ['P14M', 'days', null],
    ['1', 'year', null],
    ["'a", 'length', null],
  ])('%s of %s is %s', (value, name, expected) => {
    expect(shown(member(of(value), name))).toBe(expected);
  });

  test('of intervals and contexts', () => {
    const open = new Range(of('1'), true, undefined, false);
    const names = ['start', 'end', 'start included', 'end included', 'length'];
    expect(names.map((name) => member(open, name))).toEqual([of('1'), null, true, false, null]);
    expect(member(context({ size: 'S' }), 'size')).toBe('S');
    expect(member(null, 'year')).toBeNull();
  });
});
