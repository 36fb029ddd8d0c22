import { FeelInputError } from './error.ts';
import { spend } from './fuel.ts';
import { type FeelType, type FeelValue, type ScalarType, typeName } from './types.ts';
import { Decimal, formatDecimal, fromNumber, parseDecimal } from './values/decimal.ts';
import { DaysDuration, MonthsDuration, parseDuration } from './values/duration.ts';
import { FeelDate, FeelDateTime, FeelTime, parseDate, parseDateTime, parseTime } from './values/temporal.ts';
import { isContext, isList, type Value } from './values/value.ts';

// Values on their way in and out: plain data outside, values of the language inside.

function numberIn(value: unknown): Decimal | null {
  if (typeof value === 'number') return fromNumber(value);
  return typeof value === 'string' && value.length <= 60 ? parseDecimal(value) : null;
}

const ofKind =
  <Kind extends Value>(kind: abstract new (...args: never[]) => Kind) =>
  (value: unknown): Value => {
    const found = typeof value === 'string' ? parseDuration(value) : null;
    return found instanceof kind ? found : null;
  };

const text =
  (parse: (text: string) => Value) =>
  (value: unknown): Value =>
    typeof value === 'string' ? parse(value) : null;

const readers: Readonly<Record<ScalarType, (value: unknown) => Value>> = {
  number: numberIn,
  string: text((value) => value),
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  date: text(parseDate),
  time: text(parseTime),
  'date and time': text(parseDateTime),
  'days and time duration': ofKind(DaysDuration),
  'years and months duration': ofKind(MonthsDuration),
};

/** Reads values of a type; the reader is made once. */
export type Reader = (value: unknown, path: string) => Value;

/**
 * Takes values in from outside. Numbers are JS numbers or decimal strings; dates, times and durations are ISO 8601
 * text; a missing value is null. The reader throws FeelInputError if the value is not of the type.
 */
export function readerOf(type: FeelType): Reader {
  if (typeof type === 'object') return 'list' in type ? listReader(type.list) : contextReader(type.context);
  if (type === 'any') return (value, path) => dataIn(value, path);
  const read = readers[type];
  return (value, path) => {
    if (value === null || value === undefined) return null;
    const found = read(value);
    if (found === null) throw new FeelInputError(path, typeName(type));
    return found;
  };
}

function listReader(type: FeelType): Reader {
  const read = readerOf(type);
  return (value, path) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) throw new FeelInputError(path, typeName({ list: type }));
    return value.map((item, index) => read(item, `${path}[${index + 1}]`));
  };
}

function contextReader(members: Readonly<Record<string, FeelType>>): Reader {
  const readMembers = Object.entries(members).map(([name, type]) => ({ name, read: readerOf(type) }));
  return (value, path) => {
    if (value === null || value === undefined) return null;
    const owner = record(value, path);
    return new Map(readMembers.map(({ name, read }) => [name, read(own(owner, name), `${path}.${name}`)]));
  };
}

/** @throws FeelInputError where the value has no members */
export function record(value: unknown, path: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FeelInputError(path, 'context');
  return value;
}

export const own = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;

/** Data that is nested deeper is a mistake of the caller. */
const deepest = 200;

function dataIn(value: unknown, path: string, depth = 0): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return fromNumber(value);
  if (depth > deepest) throw new FeelInputError(path, 'plain data, not nested this deep');
  if (Array.isArray(value)) return value.map((item, index) => dataIn(item, `${path}[${index + 1}]`, depth + 1));
  const prototype: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  if (prototype !== Object.prototype && prototype !== null) throw new FeelInputError(path, 'plain data');
  return new Map(Object.entries(value).map(([name, item]) => [name, dataIn(item, `${path}.${name}`, depth + 1)]));
}

export const valueIn = (value: unknown, type: FeelType, path: string): Value => readerOf(type)(value, path);

/**
 * Gives a value out as plain data: a number as a JS number where that prints the same digits, else as a decimal
 * string. What is not data (a function, a range) is null.
 * @throws FuelError
 */
export function valueOut(value: Value | undefined): FeelValue {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') {
    return value ?? null;
  }
  if (value instanceof Decimal) return numberOut(value);
  // A list may hold another many times: written out, it can be far larger than it was in memory.
  spend(1 + (isList(value) ? value.length : isContext(value) ? value.size : 0));
  if (isList(value)) return value.map(valueOut);
  if (isContext(value)) return Object.fromEntries([...value].map(([name, item]) => [name, valueOut(item)]));
  const written = [FeelDate, FeelTime, FeelDateTime, DaysDuration, MonthsDuration].some(
    (kind) => value instanceof kind,
  );
  return written ? String(value) : null;
}

function numberOut(value: Decimal): number | string {
  const number = value.toNumber() + 0;
  return fromNumber(number)?.eq(value) === true ? number : formatDecimal(value);
}
