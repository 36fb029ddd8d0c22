import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import type { FeelError } from './error.ts';
import type { FeelType, Types } from './types.ts';

const names: Types = { limit: 'number', since: 'date', allowed: { list: 'string' }, others: { list: 'date' } };
const given = { limit: 10, since: '2026-01-31', allowed: ['a', 'b'], others: ['2026-05-01', '2026-05-02'] };

const cell = (source: string, type: FeelType) => compile(source, { ...names, '?': type }, { unary: true });
const passes = (source: string, type: FeelType, value: unknown) =>
  cell(source, type).evaluate({ ...given, '?': value });

describe('a cell', () => {
  it.each<[string, FeelType, unknown[], unknown[]]>([
    ['-', 'string', ['x', null], []],
    ['"software","ai"', 'string', ['software', 'ai'], ['x', '', null]],
    ['>= 5', 'number', [5, '5.0', 6], [4.99, null]],
    ['-5', 'number', [-5], [5]],
    ['[1..5], > 10', 'number', [1, 5, 11], [0, 6, 10, null]],
    ['(1..5]', 'number', [2, 5], [1]],
    ['< limit', 'number', [9], [10, null]],
    ['limit', 'number', [10], [9, null]],
    ['true', 'boolean', [true], [false, null]],
    ['null', 'number', [null], [0]],
    ['not(null)', 'number', [0], [null]],
    ['not("a", "b")', 'string', ['c', null], ['a', 'b']],
    ['not(> 5)', 'number', [5], [6, null]],
    ['? > 5 and ? < limit', 'number', [6], [5, 10, null]],
    ['starts with(?, "AZ")', 'string', ['AZ10'], ['TR', null]],
    ['not(contains(?, "x"))', 'string', ['a'], ['axa']],
    ['allowed', 'string', ['a', 'b'], ['c', null]],
    ['["a", "c"]', 'string', ['c'], ['b']],
    ['others', 'date', ['2026-05-02'], ['2026-05-03']],
    ['since', 'date', ['2026-01-31'], ['2026-02-01']],
    ['> date("2026-01-01")', 'date', ['2026-01-02'], ['2026-01-01']],
    ['[@"2026-01-01"..@"2026-12-31"]', 'date', ['2026-12-31'], ['2027-01-01']],
    ['>= duration("P30D")', 'days and time duration', ['P31D'], ['P29D']],
    ['list contains(?, "a")', { list: 'string' }, [['a', 'b'], ['a']], [[], ['b']]],
    ['"a" // the first', 'string', ['a'], ['b']],
  ])('%s of %o', (source, type, fitting, others) => {
    expect(fitting.map((value) => passes(source, type, value))).toEqual(fitting.map(() => true));
    expect(others.map((value) => passes(source, type, value))).toEqual(others.map(() => false));
  });

  it.each<[string, FeelType, string]>([
    ['software', 'string', 'feel.unknown_name'],
    ['>= "5"', 'number', 'feel.types_differ'],
    ['5', 'string', 'feel.types_differ'],
    ['"2026-01-01"', 'date', 'feel.types_differ'],
    ['? + 1', 'number', 'feel.types_differ'],
    ['limit > 5', 'number', 'feel.test_without_input'],
    ['> 5 and < 7', 'number', 'feel.test_without_input'],
    ['[5..1]', 'number', 'feel.interval'],
    ['[date("2026-02-01")..date("2026-01-01")]', 'date', 'feel.interval'],
    ['5 6', 'number', 'feel.unexpected'],
    ['>=', 'number', 'feel.incomplete'],
    ['', 'number', 'feel.empty'],
    ['< today()', 'date', 'feel.clock'],
  ])('%j of %s is refused', (source, type, code) => {
    expect(() => cell(source, type)).toThrow(expect.objectContaining({ code }) as FeelError);
  });

  it('tells the author to put a text in quotes', () => {
    expect(() => cell('proqram təminatı', 'string')).toThrow(
      expect.objectContaining({
        remedy: expect.objectContaining({
          az: expect.stringContaining('"proqram təminatı"') as string,
        }) as FeelError['remedy'],
      }) as FeelError,
    );
  });
});

describe('intervals', () => {
  const bound = fc.integer({ min: -50, max: 50 });
  it('hold exactly what lies between their ends', () => {
    fc.assert(
      fc.property(bound, bound, bound, fc.boolean(), fc.boolean(), (a, b, value, from, to) => {
        const source = `${from ? '[' : '('}low..high${to ? ']' : ')'}`;
        const types: Types = { low: 'number', high: 'number', '?': 'number' };
        const ask = (text: string) => compile(text, types, { unary: true }).evaluate({ low: a, high: b, '?': value });
        const expected = (from ? value >= a : value > a) && (to ? value <= b : value < b);
        expect(ask(source)).toBe(expected);
        expect(ask(`not(${source})`)).toBe(!expected);
        const written = source.replace('low', String(Math.min(a, b))).replace('high', String(Math.max(a, b)));
        expect(ask(written)).toBe(a <= b ? expected : passes(written, 'number', value));
      }),
    );
  });

  it('joined by commas hold what any of them holds', () => {
    fc.assert(
      fc.property(fc.array(bound, { minLength: 1, maxLength: 5 }), bound, (numbers, value) => {
        expect(passes(numbers.join(', '), 'number', value)).toBe(numbers.includes(value));
      }),
    );
  });
});
