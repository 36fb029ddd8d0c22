import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { functions } from './check/functions.ts';
import { takesCount, takesNames } from './generate/call.ts';
import { builtInNames } from './syntax/built-in-names.ts';
import type { FeelValue } from './types.ts';

const value = (source: string): FeelValue => compile(source, {}).evaluate({});
const instanceOf = (source: string, type: string): unknown => value(`(${source}) instance of ${type}`);

/** A call of every function, with its arguments in order and by name where it has names of its own. */
const calls: readonly (readonly [string, FeelValue])[] = [
  ['number("1 234,5", " ", ",")', 1234.5],
  ['string(1.5)', '1.5'],
  ['date(2026, 11, 22)', '2026-11-22'],
  ['date(year: 2026, month: 11, day: 22)', '2026-11-22'],
  ['time(9, 30, 0)', '09:30:00'],
  ['date and time(date("2026-11-22"), time("09:30:00"))', '2026-11-22T09:30:00'],
  ['duration("P1D")', 'P1D'],
  ['years and months duration(date("2024-01-01"), date("2026-03-01"))', 'P2Y2M'],
  ['not(true)', false],
  ['substring(string: "abc", start position: 2)', 'bc'],
  ['string length("ə")', 1],
  ['upper case("ə")', 'Ə'],
  ['lower case("Ə")', 'ə'],
  ['substring before("a-b", "-")', 'a'],
  ['substring after("a-b", "-")', 'b'],
  ['replace(input: "abc", pattern: "[a-b]", replacement: "x")', 'xxc'],
  ['contains("abc", "b")', true],
  ['matches("abc", "^a")', true],
  ['starts with("abc", "a")', true],
  ['ends with("abc", "c")', true],
  ['split("a,b", ",")', ['a', 'b']],
  ['string join(["a", "b"], "-")', 'a-b'],
  ['list contains([1, 2], 2)', true],
  ['list replace([1, 2], 2, 5)', [1, 5]],
  ['list replace(list: [1, 2], match: function(item, newItem) item = 1, newItem: 5)', [5, 2]],
  ['count([1, 2])', 2],
  ['min(3, 1)', 1],
  ['max([3, 1])', 3],
  ['sum(1, 2)', 3],
  ['mean([1, 2])', 1.5],
  ['all([true, false])', false],
  ['any([true, false])', true],
  ['sublist(list: [1, 2, 3], start position: 2, length: 1)', [2]],
  ['append([1], 2)', [1, 2]],
  ['concatenate([1], [2])', [1, 2]],
  ['insert before([1], 1, 2)', [2, 1]],
  ['remove([1, 2], 1)', [2]],
  ['reverse([1, 2])', [2, 1]],
  ['index of([1, 2, 1], 1)', [1, 3]],
  ['union([1], [1, 2])', [1, 2]],
  ['distinct values([1, 1])', [1]],
  ['flatten([1, [2]])', [1, 2]],
  ['product(2, 3)', 6],
  ['median([1, 2, 3])', 2],
  ['stddev([1, 3])', '1.414213562373095048801688724209698'],
  ['mode([1, 1, 2])', [1]],
  ['decimal(n: 2.567, scale: 2)', 2.57],
  ['floor(1.5)', 1],
  ['ceiling(1.5)', 2],
  ['round up(1.21, 1)', 1.3],
  ['round down(1.29, 1)', 1.2],
  ['round half up(1.25, 1)', 1.3],
  ['round half down(1.25, 1)', 1.2],
  ['abs(-1)', 1],
  ['modulo(-5, 3)', 1],
  ['sqrt(4)', 2],
  ['log(1)', 0],
  ['exp(0)', 1],
  ['odd(3)', true],
  ['even(3)', false],
  ['is(1, 1)', true],
  ['before(1, 2)', true],
  ['after(1, 2)', false],
  ['includes([1..5], 3)', true],
  ['meets([1..5], [5..9])', true],
  ['met by([5..9], [1..5])', true],
  ['overlaps([1..5], [4..9])', true],
  ['overlaps before([1..5], [4..9])', true],
  ['overlaps after([4..9], [1..5])', true],
  ['finishes(5, [1..5])', true],
  ['finished by([1..5], 5)', true],
  ['during(3, [1..5])', true],
  ['starts(1, [1..5])', true],
  ['started by([1..5], 1)', true],
  ['coincides(5, 5)', true],
  ['range("[1..5]") = [1..5]', true],
  ['day of year(date("2026-02-01"))', 32],
  ['day of week(date("2026-11-22"))', 'Sunday'],
  ['month of year(date("2026-11-22"))', 'November'],
  ['week of year(date("2026-11-22"))', 47],
  ['sort(list: [2, 1], precedes: function(a, b) a < b)', [1, 2]],
  ['get value({a: 1}, "a")', 1],
  ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
  ['context([{key: "a", value: 1}])', { a: 1 }],
  ['context put({a: 1}, "b", 2)', { a: 1, b: 2 }],
  ['context merge([{a: 1}, {b: 2}])', { a: 1, b: 2 }],
];

const nameOf = (call: string): string => call.slice(0, call.indexOf('('));

describe('built-in functions', () => {
  it.each(calls)('%s', (call, expected) => {
    expect(value(call)).toEqual(expected);
    const { result } = functions.get(nameOf(call)) ?? {};
    expect(result === 'any' || instanceOf(call, result ?? 'any')).toBe(true);
  });

  it('are all called above', () => {
    expect(new Set(calls.map(([call]) => nameOf(call)))).toEqual(new Set(functions.keys()));
  });

  it('are known to the reader where their names hold spaces', () => {
    expect([...functions.keys()].filter((name) => name.includes(' ')).sort()).toEqual([...builtInNames].sort());
  });

  it('take the arguments of one of their forms', () => {
    const date = functions.get('date')?.forms ?? [];
    const append = functions.get('append')?.forms ?? [];
    const count = (forms: typeof date, given: number) => forms.some((form) => takesCount(form, given));
    const names = (forms: typeof date, given: string[]) => forms.some((form) => takesNames(form, given));
    expect([0, 1, 2, 3, 4].map((given) => count(date, given))).toEqual([false, true, false, true, false]);
    expect([1, 2, 5].map((given) => count(append, given))).toEqual([false, true, true]);
    expect(names(date, ['year', 'month', 'day'])).toBe(true);
    expect(names(date, ['year', 'month'])).toBe(false);
    expect(names(date, ['from', 'year'])).toBe(false);
  });
});
