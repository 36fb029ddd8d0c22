import type { ScalarType } from '../types.ts';
import { Decimal } from '../values/decimal.ts';
import { dateOfDayNumber } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import {
  type Column,
  type NumberColumn,
  outside,
  type StringColumn,
  type BooleanColumn,
  type DateColumn,
} from './column.ts';

/** Rows are taken by blocks, whose values stay in the processor's cache while all rules look at them. */
export const blockSize = 4096;

/** The values of one input in the rows of a block, in a form that every loop can read the same way. */
export type Slot = NumberSlot | CodeSlot | ValueSlot;

interface Loading {
  readonly name: string;
  /** Takes a block in; marks the rows without value. @throws FeelInputError for what a column cannot hold */
  load(from: number, count: number, missing: Uint8Array): void;
}

/** Scaled numbers or days; NaN where there is none. */
export interface NumberSlot extends Loading {
  readonly kind: 'numbers';
  readonly type: 'number' | 'date';
  readonly scale: number;
  readonly cells: Float64Array;
  /** The largest that a cell can be, either way. */
  readonly limit: number;
  valueOf(cell: number): Value;
}

/** Places in the list of all values that there are, the last of which is null. */
export interface CodeSlot extends Loading {
  readonly kind: 'codes';
  readonly type: 'string' | 'boolean';
  readonly values: readonly Value[];
  readonly cells: Int32Array;
}

/** Nothing but whether there is a value. */
interface ValueSlot extends Loading {
  readonly kind: 'values';
  readonly type: ScalarType | null;
}

export function slotOf(column: Column, name: string): Slot {
  switch (column.kind) {
    case 'number':
      return numbers(column, name);
    case 'date':
      return days(column, name);
    case 'string':
      return codes(column, name, column.codes, [...column.dictionary, null], 'string');
    case 'boolean':
      return codes(column, name, column.values, [false, true, null], 'boolean');
    case 'values': {
      const { values } = column;
      const load = (from: number, count: number, missing: Uint8Array) => {
        for (let row = 0; row < count; row++) if ((values[from + row] ?? null) === null) missing[row] = 1;
      };
      return { kind: 'values', type: null, name, load };
    }
  }
}

function numbers(column: NumberColumn, name: string): NumberSlot {
  const cells = new Float64Array(blockSize);
  const unit = new Decimal(`1e-${column.scale}`);
  const load = (from: number, count: number, missing: Uint8Array) => {
    cells.set(column.values.subarray(from, from + count));
    const emptied = emptyWhereNull(column, cells, from, count, missing);
    for (let row = 0; row < count; row++) {
      const cell = cells[row] ?? 0;
      if (Number.isSafeInteger(cell) || (emptied && column.nulls?.[from + row] === 1)) continue;
      if (column.exact?.has(from + row) !== true) outside(name, 'whole numbers of at most 2^53 - 1');
    }
  };
  const valueOf = (cell: number) => new Decimal(cell).times(unit);
  return {
    kind: 'numbers',
    type: 'number',
    scale: column.scale,
    cells,
    limit: Number.MAX_SAFE_INTEGER,
    name,
    load,
    valueOf,
  };
}

function days(column: DateColumn, name: string): NumberSlot {
  const cells = new Float64Array(blockSize);
  const load = (from: number, count: number, missing: Uint8Array) => {
    cells.set(column.values.subarray(from, from + count));
    emptyWhereNull(column, cells, from, count, missing);
  };
  return { kind: 'numbers', type: 'date', scale: 0, cells, limit: 2 ** 31, name, load, valueOf: dateOfDayNumber };
}

function emptyWhereNull(
  { nulls }: NumberColumn | DateColumn,
  cells: Float64Array,
  from: number,
  count: number,
  missing: Uint8Array,
): boolean {
  if (nulls === undefined) return false;
  for (let row = 0; row < count; row++) {
    if (nulls[from + row] !== 1) continue;
    cells[row] = Number.NaN;
    missing[row] = 1;
  }
  return true;
}

function codes(
  { nulls }: StringColumn | BooleanColumn,
  name: string,
  given: Int32Array | Uint8Array,
  values: readonly Value[],
  type: 'string' | 'boolean',
): CodeSlot {
  const cells = new Int32Array(blockSize);
  const none = values.length - 1;
  const load = (from: number, count: number, missing: Uint8Array) => {
    cells.set(given.subarray(from, from + count));
    for (let row = 0; row < count; row++) {
      const cell = cells[row] ?? 0;
      if (nulls !== undefined && nulls[from + row] === 1) {
        cells[row] = none;
        missing[row] = 1;
      } else if (cell < 0 || cell >= none)
        outside(name, type === 'string' ? 'codes of the dictionary' : 'zeros and ones');
    }
  };
  return { kind: 'codes', type, values, cells, name, load };
}
