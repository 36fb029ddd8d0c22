import { describe, expect, it } from 'vitest';
import type { Institution } from './entities.ts';
import { successorOn, successorsOf } from './succession.ts';

const text = { az: 'x', en: 'x', ru: 'x' };
const one = (code: string, more: Partial<Institution> = {}): [string, Institution] => [
  code,
  { code, kind: 'agency', name: text, acronym: text, successor: null, closedOn: null, ...more },
];

const all = new Map([
  one('a', {
    closedOn: '2027-01-01',
    successor: 'b',
    split: [{ successor: 'c', takes: ['register/r', 'system/s'] }],
  }),
  one('b', { closedOn: '2028-01-01', successor: 'd' }),
  one('c', { closedOn: '2029-01-01', split: [{ successor: 'd', takes: ['system/s'] }] }),
  one('d'),
]);

describe('succession', () => {
  it.each([
    ['a', '2026-12-31', undefined, 'a'],
    ['a', '2027-01-01', undefined, 'b'],
    ['a', '2027-12-31', 'service/other', 'b'],
    ['a', '2028-01-01', undefined, 'd'],
    ['a', '2026-12-31', 'register/r', 'a'],
    ['a', '2027-01-01', 'register/r', 'c'],
    ['a', '2028-06-01', 'register/r', 'c'],
    // Closed without a general successor: what nobody took stays with it.
    ['a', '2029-01-01', 'register/r', 'c'],
    ['a', '2029-01-01', 'system/s', 'd'],
    ['d', '2030-01-01', 'system/s', 'd'],
    ['nobody', '2030-01-01', undefined, 'nobody'],
  ])('of %s on %s for %s is %s', (code, day, entry, expected) => {
    expect(successorOn(all, code, day, entry)).toBe(expected);
  });

  it('names everybody into whom an institution went', () => {
    expect([...all.values()].map(successorsOf)).toEqual([['b', 'c'], ['d'], ['d'], []]);
  });
});
