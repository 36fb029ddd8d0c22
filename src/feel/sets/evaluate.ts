import { prepared, type Program } from '../compile.ts';
import { valueOut } from '../data.ts';
import { metered } from '../fuel.ts';
import { namesOfPath } from '../generate/path.ts';
import { dotted } from '../generate/scope.ts';
import type { Node } from '../syntax/ast.ts';
import type { FeelType, FeelValue } from '../types.ts';
import { parseDecimal } from '../values/decimal.ts';
import { checkedColumn, type Column, type Columns, rowsOf, valueReader } from './column.ts';
import { Beyond, type Input, isTermType, type Place, type Term, termOf, type Truth, truthOf } from './logic.ts';
import { exactRowsOf } from './plan.ts';
import { blockSize, type Slot, slotOf } from './slot.ts';
import { type RowTerm, rowTerm, type RowTruth, rowTruth, verdicts } from './truth.ts';

/** A leaf of the input: `jobs`, `company.staff`. */
interface Given {
  readonly name: string;
  readonly type: FeelType;
  readonly column: Column;
}

interface Population {
  readonly rows: number;
  readonly given: readonly Given[];
  readonly slots: ReadonlyMap<string, Slot>;
  /** A row by the expression's own code. */
  readonly exactly: (row: number) => FeelValue;
}

/**
 * An expression over a population, as a column: of truths for comparisons, of numbers for + − ×, else of plain values
 * that the expression's own code computes row by row.
 * @throws FeelInputError where a column does not fit its input
 */
export function expressionMany(program: Program, columns: Columns): Column {
  const population = populationOf(program, columns);
  const place = placeOf(population);
  const slotOf = (input: Input) => population.slots.get(input.name);
  const truth = program.type === 'boolean' ? within((): Truth => truthOf(program.node, place)) : undefined;
  const truthCode = truth && rowTruth(truth, slotOf);
  if (truthCode) return truths(truthCode, population, program.node.kind === 'tests');
  const term = program.type === 'number' ? within((): Term => termOf(program.node, place)) : undefined;
  const termCode = term && rowTerm(term, slotOf);
  // A column has no more digits behind the point.
  if (termCode && termCode.scale <= 15) return numbers(termCode, population);
  return { kind: 'values', values: Array.from({ length: population.rows }, (_, row) => population.exactly(row)) };
}

function populationOf(program: Program, columns: Columns): Population {
  const { node, inputs, types } = program;
  const { intake, code, blank } = prepared(node, inputs, types);
  const [anyName] = [...intake.names, ...Object.keys(columns)];
  const any = anyName === undefined ? undefined : columns[anyName];
  const rows = any ? rowsOf(any) : 0;
  const given = intake.names.map((name, index) => {
    const type = intake.types[index] ?? 'any';
    return { name, type, column: checkedColumn(columns, name, type, rows) };
  });
  const readers = given.map(({ name, type, column }) => valueReader(column, type, name));
  const exactly = (row: number): FeelValue => {
    const slots = blank.slice();
    for (const [index, read] of readers.entries()) slots[index] = read(row);
    if (node.kind === 'tests') return metered(() => code(slots)) === true;
    return metered(() => valueOut(code(slots)));
  };
  return { rows, given, slots: new Map(given.map(({ name, column }) => [name, slotOf(column, name)])), exactly };
}

function placeOf({ given }: Population): Place {
  const input = (node: Node): Input | undefined => {
    const [root, ...rest] = namesOfPath(node) ?? [];
    const name = root === undefined ? undefined : dotted(root, rest);
    const found = given.find((leaf) => leaf.name === name);
    return found && isTermType(found.type) ? { kind: 'input', name: found.name, type: found.type } : undefined;
  };
  const tested = given.find(({ name }) => name === '?');
  return {
    tested: tested && isTermType(tested.type) ? { kind: 'input', name: '?', type: tested.type } : undefined,
    input,
  };
}

function within<Found>(find: () => Found): Found | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

function truths(code: RowTruth, population: Population, isTests: boolean): Column {
  const { rows, exactly } = population;
  const [values, nulls] = [new Uint8Array(rows), new Uint8Array(rows)];
  eachRow(population, (row, at) => {
    const verdict = at === undefined ? verdicts.unfit : code(at);
    const found =
      verdict === verdicts.unfit ? exactly(row) : verdict === verdicts.open ? null : verdict === verdicts.yes;
    values[row] = found === true ? 1 : 0;
    // A cell that is left open is one that does not fit.
    nulls[row] = found === null && !isTests ? 1 : 0;
  });
  return { kind: 'boolean', values, nulls };
}

function numbers({ scale, at: code }: RowTerm, population: Population): Column {
  const { rows, exactly } = population;
  const [values, nulls] = [new Float64Array(rows), new Uint8Array(rows)];
  const exact = new Map<number, string | number>();
  eachRow(population, (row, at) => {
    const found = at === undefined ? Number.POSITIVE_INFINITY : code(at);
    if (Number.isFinite(found)) values[row] = found;
    else if (Number.isNaN(found)) nulls[row] = 1;
    else {
      const value = exactly(row);
      if (typeof value === 'number' || typeof value === 'string') exact.set(row, readable(value));
      else nulls[row] = 1;
    }
  });
  return { kind: 'number', scale, values, nulls, exact };
}

/** Plain digits of very large or small numbers are more than an input may have. */
const readable = (value: string | number): string | number =>
  typeof value === 'string' ? (parseDecimal(value)?.toExponential() ?? value) : value;

/** Visits all rows in order, each with its place in the block at hand; without one where a number does not fit its column. */
function eachRow({ rows, given, slots }: Population, visit: (row: number, at: number | undefined) => void): void {
  const exactRows = exactRowsOf(given.map(({ column }) => (column.kind === 'number' ? column.exact : undefined)));
  const ignored = new Uint8Array(blockSize);
  let seen = 0;
  for (let from = 0; from < rows; from += blockSize) {
    const count = Math.min(blockSize, rows - from);
    for (const slot of slots.values()) slot.load(from, count, ignored);
    for (let at = 0; at < count; at++) {
      const beyond = exactRows[seen] === from + at;
      if (beyond) seen += 1;
      visit(from + at, beyond ? undefined : at);
    }
  }
}
