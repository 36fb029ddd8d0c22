import { expect, test } from 'vitest';
import { namesOf, parseExpression } from '../syntax/parse.ts';
import { parseDecimal } from '../values/decimal.ts';
import { parseDate } from '../values/temporal.ts';
import { Func, Range, type Value } from '../values/value.ts';
import { coerce, conforms, isInstance } from './conform.ts';
import { anyType, resolve, type Type } from './type.ts';

const typed = (text: string): Type => {
  const node = parseExpression(`null instance of ${text}`, namesOf([]));
  const type = node.kind === 'instance' ? resolve(node.type) : undefined;
  if (!type) throw new Error(text);
  return type;
};
const one = parseDecimal('1');
const day = parseDate('2026-11-22');
const person = new Map<string, Value>([
  ['name', 'Aysel'],
  ['age', one],
]);

test.each<[Value, string, boolean]>([
  [one, 'number', true],
  [one, 'string', false],
  [day, 'date', true],
  [day, 'date and time', false],
  [[one], 'list<number>', true],
  [[one, 'a'], 'list<number>', false],
  [[], 'list<number>', true],
  [one, 'list<number>', false],
  [person, 'context<name: string>', true],
  [person, 'context<name: number>', false],
  [person, 'context<surname: string>', false],
  [new Range(one, true, undefined, false), 'range<number>', true],
  [new Range(one, true, undefined, false), 'range<date>', false],
  [new Func(['a'], () => null), 'function<number> -> Any', true],
  [new Func([], () => null), 'function<number> -> Any', false],
  [null, 'Any', false],
  [null, 'Null', true],
  [one, 'Any', true],
])('%s instance of %s: %s', (value, type, verdict) => {
  expect(isInstance(value, typed(type))).toBe(verdict);
});

test('A value is made to fit, one step at most', () => {
  expect(coerce([one], typed('number'))).toBe(one);
  expect(coerce(['a'], typed('number'))).toBe(null);
  expect(coerce([[one]], typed('number'))).toBe(null);
  expect(coerce(one, typed('list<number>'))).toEqual([one]);
  expect(coerce('a', typed('list<number>'))).toBe(null);
  expect(coerce(null, typed('list<number>'))).toBe(null);
  expect(String(coerce(day, typed('date and time')))).toBe('2026-11-22T00:00:00Z');
  expect(coerce(person, typed('context<name: string>'))).toBe(person);
  expect(coerce([one], anyType)).toEqual([one]);
});

test('Allowed values are asked when a value is made to fit, at any depth, and not by instance of', () => {
  const small: Type = { kind: 'constrained', of: typed('number'), allows: (value) => value === one };
  const two = parseDecimal('2');
  expect(isInstance(two, small)).toBe(true);
  expect(coerce(one, small)).toBe(one);
  expect(coerce(two, small)).toBe(null);
  expect(coerce([two], { kind: 'list', of: small })).toBe(null);
  expect(coerce(new Map([['a', two]]), { kind: 'context', members: new Map([['a', small]]) })).toBe(null);
  expect(conforms(new Map([['a', null]]), { kind: 'context', members: new Map([['a', small]]) })).toBe(true);
});

test('A name that nothing has is no type', () => {
  expect(resolve({ kind: 'named', name: 'tNone', from: 0, to: 5 })).toBeUndefined();
});
