import { expect, it } from 'vitest';
import { valueIn } from './value.ts';

const decimal = (typed: string) => valueIn(typed, { key: 'fin', field: 'capital', type: 'decimal' }, {}, 'az');

it('takes a sum only as a register keeps sums', () => {
  expect(['0012,50', '1.234,50', '-0,5', '000'].map(decimal)).toEqual(['12.50', '1234.50', '-0.5', '0']);
  expect(['9'.repeat(17), `1,${'1'.repeat(11)}`, '1e5', ''].map(decimal)).toEqual(Array(4).fill(undefined));
});
