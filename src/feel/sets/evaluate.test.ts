import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.ts';
import { FeelInputError } from '../error.ts';
import { valueOut } from '../data.ts';
import {
  booleanColumn,
  type Column,
  type Columns,
  dateColumn,
  numberColumn,
  stringColumn,
  valueReader,
} from './column.ts';
import { evaluateMany } from './many.ts';
import { columnsOf, expressions, inputs, rows, tests } from './set-sample.ts';

const plain = (column: Column, rows: number) => {
  const read = valueReader(column, column.kind === 'values' ? 'any' : column.kind, 'result');
  return Array.from({ length: rows }, (_, row) => valueOut(read(row)));
};

describe('an expression over columns', () => {
  it('gives what it gives row by row', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(expressions, rows, fc.constantFrom(0, 3, 4), (source, population, scale) => {
        const program = compile(source, inputs);
        const found = evaluateMany(program, columnsOf(population, scale));
        kinds.add(found.kind);
        expect(plain(found, population.length)).toEqual(population.map((row) => program.evaluate(row)));
      }),
      { numRuns: 200 },
    );
    expect([...kinds].sort()).toEqual(['boolean', 'number', 'values']);
  }, 60_000);

  it('tests the value of a cell', () => {
    fc.assert(
      fc.property(tests, rows, ([type, source], population) => {
        const program = compile(source, { ...inputs, '?': type }, { unary: true });
        const name = { number: 'n', string: 'text', boolean: 'yes', date: 'day' }[type];
        const columns = columnsOf(population, 3);
        const tested = columns[name];
        const found = evaluateMany(program, tested ? { ...columns, '?': tested } : columns);
        const expected = population.map((row) =>
          program.evaluate({ ...row, '?': Object.entries(row).find(([key]) => key === name)?.[1] }),
        );
        expect(plain(found, population.length)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  const staff: Columns = {
    'company.staff': numberColumn([3, null, '7.5'], 1),
    resident: booleanColumn([true, false, null]),
  };
  const types = { company: { context: { staff: 'number' } }, resident: 'boolean' } as const;

  it('takes members as columns of their own', () => {
    const found = evaluateMany(compile('company.staff * 2 > 6 or resident', types), staff);
    expect(found.kind).toBe('boolean');
    expect(plain(found, 3)).toEqual([true, null, true]);
  });

  it('keeps the digits of products, and those that 53 bits cannot hold', () => {
    const columns = { a: numberColumn(['0.1', '94906267.5', null], 1), b: numberColumn(['0.2', '94906267.5', 1], 1) };
    const found = evaluateMany(compile('a * b', { a: 'number', b: 'number' }), columns);
    expect(found).toMatchObject({ kind: 'number', scale: 2, values: Float64Array.of(2, 0, 0) });
    expect(plain(found, 3)).toEqual([0.02, '9007199610781556.25', null]);
  });

  it('gives numbers of any size in a form that can be taken in again', () => {
    const long = { a: numberColumn(['123456789012345678901234567890.1234'], 0) };
    const squares = evaluateMany(compile('a * a', { a: 'number' }), long);
    const cubes = evaluateMany(compile('square * a', { square: 'number', a: 'number' }), { ...long, square: squares });
    expect(plain(cubes, 1)).toEqual([
      '1881676372353657772546716040595284000000000000000000000000000000000000000000000000000000',
    ]);
  });

  it.each([
    ['a missing column', 'jobs', {}],
    ['a column of another type', 'jobs', { jobs: stringColumn(['a']) }],
    ['columns of different lengths', 'jobs + more', { jobs: numberColumn([1], 0), more: numberColumn([1, 2], 0) }],
    ['a scale that is none', 'jobs', { jobs: { ...numberColumn([1], 0), scale: 16 } }],
    ['a number that is not whole', 'jobs + 1', { jobs: { kind: 'number', scale: 0, values: Float64Array.of(0.5) } }],
    ['a number beyond 2^53', 'jobs + 1', { jobs: { kind: 'number', scale: 0, values: Float64Array.of(2 ** 53) } }],
    [
      'a text outside of the dictionary',
      'area = "a"',
      { area: { kind: 'string', codes: Int32Array.of(1), dictionary: ['a'] } },
    ],
    ['a truth that is none', 'yes and true', { yes: { kind: 'boolean', values: Uint8Array.of(2) } }],
  ] satisfies [string, string, Columns][])('refuses %s', (_, source, columns) => {
    const program = compile(source, { jobs: 'number', more: 'number', area: 'string', yes: 'boolean' });
    expect(() => evaluateMany(program, columns)).toThrow(FeelInputError);
  });
});

describe('a column', () => {
  it('is made of plain values', () => {
    expect(numberColumn(['1.25', 3, null, '0.125'], 2)).toEqual({
      kind: 'number',
      scale: 2,
      values: Float64Array.of(125, 300, 0, 0),
      nulls: Uint8Array.of(0, 0, 1, 0),
      exact: new Map([[3, '0.125']]),
    });
    expect(stringColumn(['b', 'a', null, 'b'])).toMatchObject({
      dictionary: ['b', 'a'],
      codes: Int32Array.of(0, 1, 0, 0),
    });
    expect(dateColumn(['1970-01-02', null])).toMatchObject({ values: Int32Array.of(1, 0), nulls: Uint8Array.of(0, 1) });
  });

  it('refuses values of another type', () => {
    expect(() => numberColumn(['x'], 0)).toThrow(FeelInputError);
    expect(() => dateColumn(['2026-02-30'])).toThrow(FeelInputError);
    expect(() => dateColumn(['9999999-01-01'])).toThrow(FeelInputError);
  });
});
