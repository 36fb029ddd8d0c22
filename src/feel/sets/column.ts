import { readerOf } from '../data.ts';
import { FeelInputError } from '../error.ts';
import type { FeelType } from '../types.ts';
import { Decimal } from '../values/decimal.ts';
import { dateOfDayNumber, FeelDate } from '../values/temporal.ts';
import { toDayNumber } from '../values/calendar.ts';
import type { Value } from '../values/value.ts';

/** One value for each row of a population. `nulls` holds 1 where a row has none; without it every row has one. */
export type Column = NumberColumn | StringColumn | BooleanColumn | DateColumn | ValuesColumn;

/** Columns by the name of the input; a member that is used has a column of its own: `company.staff`. */
export type Columns = Readonly<Record<string, Column>>;

type Nulls = Readonly<Uint8Array> | undefined;

/** Decimal numbers as whole ones: 12.50 with the scale 2 is 1250. */
export interface NumberColumn {
  readonly kind: 'number';
  /** Digits behind the point, 0 to 15. */
  readonly scale: number;
  /** Whole numbers of at most 2^53 - 1. */
  readonly values: Float64Array;
  readonly nulls?: Nulls;
  /** Rows whose number does not fit the scale, with the number as `evaluate` takes it; what `values` and `nulls` say there is not read. */
  readonly exact?: ReadonlyMap<number, string | number>;
}

export interface StringColumn {
  readonly kind: 'string';
  /** For each row its place in the dictionary. */
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
  readonly nulls?: Nulls;
}

export interface BooleanColumn {
  readonly kind: 'boolean';
  /** 0 or 1. */
  readonly values: Uint8Array;
  readonly nulls?: Nulls;
}

export interface DateColumn {
  readonly kind: 'date';
  /** Days since 1970-01-01. */
  readonly values: Int32Array;
  readonly nulls?: Nulls;
}

/** Values of any type, in the form that `evaluate` takes. What looks at them goes row by row. */
export interface ValuesColumn {
  readonly kind: 'values';
  readonly values: readonly unknown[];
}

export const rowsOf = (column: Column): number =>
  column.kind === 'string' ? column.codes.length : column.values.length;

/** @throws FeelInputError where a column is missing, is of another type or length, or has an impossible scale */
export function checkedColumn(columns: Columns, name: string, type: FeelType, rows: number | undefined): Column {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) throw new FeelInputError(name, 'given as a column');
  if (column.kind !== 'values' && column.kind !== type && type !== 'any') {
    throw new FeelInputError(name, `a column of ${typeof type === 'string' ? type : 'values'}`);
  }
  if (rows !== undefined && rowsOf(column) !== rows) throw new FeelInputError(name, `a column of ${rows} rows`);
  if (column.kind === 'number' && !(Number.isInteger(column.scale) && column.scale >= 0 && column.scale <= 15)) {
    throw new FeelInputError(name, 'a column with a scale from 0 to 15');
  }
  return column;
}

/** Reads the value of one row as the language has it. */
export function valueReader(column: Column, type: FeelType, name: string): (row: number) => Value {
  if (column.kind === 'values') {
    const read = readerOf(type);
    return (row) => read(column.values[row], name);
  }
  const value = fullReader(column, name);
  const { nulls } = column;
  if (column.kind === 'number' && column.exact !== undefined) {
    const { exact } = column;
    const read = readerOf('number');
    return (row) => (exact.has(row) ? read(exact.get(row), name) : nulls?.[row] === 1 ? null : value(row));
  }
  return nulls === undefined ? value : (row) => (nulls[row] === 1 ? null : value(row));
}

function fullReader(column: Exclude<Column, ValuesColumn>, name: string): (row: number) => Value {
  switch (column.kind) {
    case 'number': {
      const unit = new Decimal(`1e-${column.scale}`);
      return (row) => new Decimal(whole(column.values[row], name)).times(unit);
    }
    case 'string':
      return (row) => column.dictionary[column.codes[row] ?? -1] ?? outside(name, 'codes of the dictionary');
    case 'boolean':
      return (row) => column.values[row] === 1;
    case 'date':
      return (row) => dateOfDayNumber(column.values[row] ?? 0);
  }
}

function whole(value: number | undefined, name: string): number {
  return value !== undefined && Number.isSafeInteger(value)
    ? value
    : outside(name, 'whole numbers of at most 2^53 - 1');
}

/** @throws FeelInputError always */
export function outside(name: string, expected: string): never {
  throw new FeelInputError(name, `a column of ${expected}`);
}

/**
 * A column of numbers; those with more digits than the scale has go along as they are.
 * @param values numbers, decimal texts or null
 * @throws FeelInputError if a value is none of them
 */
export function numberColumn(values: readonly unknown[], scale: number): NumberColumn {
  const read = readerOf('number');
  const factor = new Decimal(`1e${scale}`);
  const exact = new Map<number, string | number>();
  const column = { kind: 'number', scale, values: new Float64Array(values.length), nulls: nullsOf(values) } as const;
  for (const [row, value] of values.entries()) {
    const found = read(value, 'values');
    if (!(found instanceof Decimal)) continue;
    const scaled = found.times(factor).toNumber();
    if (Number.isSafeInteger(scaled) && found.times(factor).eq(scaled)) column.values[row] = scaled;
    else if (typeof value === 'number' || typeof value === 'string') exact.set(row, value);
  }
  return { ...column, exact };
}

/** @throws FeelInputError if a value is neither a text nor null */
export function stringColumn(values: readonly unknown[]): StringColumn {
  const read = readerOf('string');
  const places = new Map<string, number>();
  const codes = new Int32Array(values.length);
  for (const [row, value] of values.entries()) {
    const text = read(value, 'values');
    if (typeof text !== 'string') continue;
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    codes[row] = place;
  }
  return { kind: 'string', codes, dictionary: [...places.keys()], nulls: nullsOf(values) };
}

/** @throws FeelInputError if a value is neither true, false nor null */
export function booleanColumn(values: readonly unknown[]): BooleanColumn {
  const read = readerOf('boolean');
  const found = Uint8Array.from(values, (value) => (read(value, 'values') === true ? 1 : 0));
  return { kind: 'boolean', values: found, nulls: nullsOf(values) };
}

/** @param values ISO 8601 texts or null @throws FeelInputError if a value is no date of the years that 32 bits of days hold */
export function dateColumn(values: readonly unknown[]): DateColumn {
  const read = readerOf('date');
  const found = Int32Array.from(values, (value) => {
    const date = read(value, 'values');
    if (!(date instanceof FeelDate)) return 0;
    const day = toDayNumber(date);
    return day === (day | 0) ? day : outside('values', 'days of 32 bits');
  });
  return { kind: 'date', values: found, nulls: nullsOf(values) };
}

const nullsOf = (values: readonly unknown[]): Uint8Array =>
  Uint8Array.from(values, (value) => (value === null || value === undefined ? 1 : 0));
