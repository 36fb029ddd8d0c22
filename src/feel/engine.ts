import {
  dateAndTime,
  duration,
  evaluate,
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelFunction,
  FeelTime,
  parseDate,
  parseExpression,
  parseTime,
  parseUnaryTests,
} from 'feelin';
import { FeelInputError } from './error.ts';
import { elementOf, type FeelType, type FeelValue, type ScalarType, type Types, typeName } from './types.ts';

// The only file that knows the library feelin. Its numbers are binary doubles; README says what follows from that.

/** A node of the syntax tree. */
export type Node = ReturnType<typeof parseExpression>['topNode'];

/** A value as the library holds it; opaque outside this file. */
export type EngineValue = unknown;

/** Values by name; `?` is the value a unary test looks at. */
export type Values = Readonly<Record<string, EngineValue>>;

// Names are read with regard to what exists: only so is `monthly income` one name and not an error.
function sample(type: FeelType): unknown {
  const element = elementOf(type);
  if (typeof element === 'string') return element === 'any' ? null : 1;
  return 'list' in element ? sample(element) : sampleOf(element.context);
}

const sampleOf = (types: Types): Record<string, unknown> =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, sample(type)]));

/** The syntax tree of an expression, or of the unary tests of a table cell. Faulty source gives error nodes. */
export function parse(source: string, types: Types, unary: boolean): Node {
  // As a known name `?` would be read as a variable, no longer as the value under test.
  const { '?': _tested, ...names } = types;
  return (unary ? parseUnaryTests : parseExpression)(source, sampleOf(names), undefined).topNode;
}

/**
 * Compiles a checked expression once. The library evaluates a text by parsing it each time, but a function it has
 * evaluated is a closure over its scope; so the expression becomes the body of a function without parameters, in a
 * scope whose members read the values of the current call. What cannot be computed is null, as everywhere in FEEL.
 * @param types only the names the expression uses
 */
export function prepare(source: string, types: Types): (values: Values) => EngineValue {
  const start = sampleOf(types);
  let current: Values = start;
  // Not a plain object: the library would copy that at once, and the values of later calls would not be seen.
  const scope: Record<string, unknown> = Object.create({});
  for (const name of Object.keys(types)) {
    Object.defineProperty(scope, name, { enumerable: true, get: () => current[name] ?? null });
  }
  const { value: closure, warnings } = evaluate(`function() ${source}\n`, scope);
  if (!(closure instanceof FeelFunction)) throw new Error(`not compiled: ${source}`);
  return (values) => {
    current = values;
    try {
      return closure.invoke([]);
    } catch {
      return null;
    } finally {
      current = start;
      // One array for the life of the closure: it would grow with every call.
      warnings.length = 0;
    }
  };
}

/** The value of an expression without names, or null. */
export const constant = (source: string): EngineValue => prepare(source, {})({});

const decimal = /^-?\d+(\.\d+)?$/;

// A double holds 15 significant digits exactly; a longer decimal would be compared as another number than was given.
const digits = (text: string): number => text.replace(/^-?0*\.?0*|\./g, '').length;

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && decimal.test(value) && digits(value) <= 15 ? Number(value) : null;
}

function durationIn(value: unknown, yearsMonths: boolean): FeelDuration | null {
  const found = typeof value === 'string' ? duration(value) : null;
  return found?.yearsMonths === yearsMonths ? found : null;
}

const readers: Readonly<Record<ScalarType, (value: unknown) => EngineValue>> = {
  number: numberIn,
  string: (value) => (typeof value === 'string' ? value : null),
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  date: (value) => (typeof value === 'string' ? parseDate(value) : null),
  time: (value) => (typeof value === 'string' ? parseTime(value) : null),
  'date and time': (value) => (typeof value === 'string' ? dateTimeIn(value) : null),
  'days and time duration': (value) => durationIn(value, false),
  'years and months duration': (value) => durationIn(value, true),
};

function dateTimeIn(value: string): FeelDateTime | null {
  const found = dateAndTime(value);
  return found instanceof FeelDateTime ? found : null;
}

/**
 * Takes a value in from outside. Numbers may be JS numbers or decimal strings of at most 15 significant digits;
 * dates, times and durations are ISO 8601 text; a missing value is null.
 * @throws FeelInputError if the value is not of the type
 */
export function valueIn(value: unknown, type: FeelType, path: string): EngineValue {
  if (value === null || value === undefined) return null;
  if (typeof type === 'object') return structureIn(value, type, path);
  if (type === 'any') return dataIn(value, path);
  const read = readers[type](value);
  if (read === null) throw new FeelInputError(path, typeName(type));
  return read;
}

function structureIn(value: unknown, type: FeelType & object, path: string): EngineValue {
  if ('list' in type) {
    if (!Array.isArray(value)) throw new FeelInputError(path, typeName(type));
    return value.map((item, index) => valueIn(item, type.list, `${path}[${index + 1}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FeelInputError(path, typeName(type));
  }
  return Object.fromEntries(
    Object.entries(type.context).map(([name, member]) => [name, valueIn(own(value, name), member, `${path}.${name}`)]),
  );
}

const own = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;

function dataIn(value: unknown, path: string): EngineValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => dataIn(item, `${path}[${index + 1}]`));
  const prototype: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  if (prototype !== Object.prototype && prototype !== null) throw new FeelInputError(path, 'plain data');
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, dataIn(item, `${path}.${name}`)]));
}

/** Gives a value out as plain data. What is not data (a function, a range, a number without bounds) is null. */
export function valueOut(value: EngineValue): FeelValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // Adding 0 turns -0 into 0.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (Array.isArray(value)) return value.map(valueOut);
  if (typeof value !== 'object' || value === null) return null;
  if ([FeelDate, FeelTime, FeelDateTime, FeelDuration].some((kind) => value instanceof kind)) return String(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return null;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, valueOut(item)]));
}
