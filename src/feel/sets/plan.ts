import { valueIn } from '../data.ts';
import { full, metered } from '../fuel.ts';
import type { Node } from '../syntax/ast.ts';
import type { Table } from '../table.ts';
import { agree, countsAll, deciding, type Results } from '../table-policy.ts';
import { tableRun } from '../table-run.ts';
import type { TableSource } from '../table-source.ts';
import type { FeelType } from '../types.ts';
import { compileTest, type Test } from '../unary.ts';
import { checkedColumn, type Columns, valueReader } from './column.ts';
import { type Filter, filterOf } from './filter.ts';
import { Beyond, type Input, isTermType, type Place, type Truth, truthOf } from './logic.ts';
import { type Slot, slotOf } from './slot.ts';

export interface CellPlan {
  /** Of the input that the cell looks at. */
  readonly name: string;
  readonly test: Test;
  /** What the cell asks; or the part of it that sets cannot be asked. */
  readonly truth: Truth | Beyond;
}

/** A table as sets need it: its cells that test something, what its rules give, and which rule goes before which. */
export interface TablePlan {
  readonly source: TableSource;
  readonly inputs: readonly { readonly name: string; readonly type: FeelType }[];
  readonly rules: readonly (readonly CellPlan[])[];
  readonly results: Results;
  /** All rules, in the order in which they are chosen or listed. */
  readonly order: readonly number[];
  /** Whether the outputs of all rules that fit count, and not of one. */
  readonly countsAll: boolean;
  /** Whether two rules must not fit one case. */
  clash(one: number, other: number): boolean;
}

const plans = new WeakMap<Table, TablePlan>();

export function tablePlan(table: Table): TablePlan {
  const known = plans.get(table);
  if (known) return known;
  const { source } = table;
  const { inputs, outputs, hitPolicy } = source;
  const types = Object.fromEntries(inputs.map(({ name, type }) => [name, type]));
  const results = source.rules.map(({ then }) =>
    Object.fromEntries(outputs.map(({ name, type }) => [name, valueIn(then[name], type, name)])),
  );
  const rules = source.rules.map(({ when }) =>
    Object.entries(when).flatMap(([name, cell]) => cellPlan(name, String(cell), types)),
  );
  const byPriority = hitPolicy === 'priority' || hitPolicy === 'output order';
  const listed: TableSource = { ...source, hitPolicy: byPriority ? 'output order' : 'rule order' };
  const plan: TablePlan = {
    source,
    inputs: inputs.map(({ name, type }) => ({ name, type })),
    rules,
    results,
    order: deciding(listed, results, [...rules.keys()]),
    countsAll: countsAll(source),
    clash: (one, other) => hitPolicy === 'unique' || (hitPolicy === 'any' && !agree(source, results, one, other)),
  };
  plans.set(table, plan);
  return plan;
}

function cellPlan(name: string, cell: string, types: Readonly<Record<string, FeelType>>): CellPlan[] {
  const test = compileTest(cell, { ...types, '?': types[name] ?? 'any' });
  if (test.always) return [];
  const input = (wanted: string): Input | undefined => {
    const type = types[wanted];
    return isTermType(type) ? { kind: 'input', name: wanted, type } : undefined;
  };
  const place: Place = {
    tested: input(name),
    input: (node) => (node.kind === 'name' ? input(node.name) : undefined),
  };
  return [{ name, test, truth: truthOrBeyond(test.node, place) }];
}

function truthOrBeyond(node: Node, place: Place): Truth | Beyond {
  try {
    return truthOf(node, place);
  } catch (error) {
    if (error instanceof Beyond) return error;
    throw error;
  }
}

/** A table over the columns of one population. */
export interface ColumnPlan {
  readonly rows: number;
  /** Of the inputs that cells look at. */
  readonly slots: readonly Slot[];
  /** For each rule its cells, the cheap ones first. */
  readonly filters: readonly (readonly Filter[])[];
  /** Rows in rising order in which some number does not fit its column. */
  readonly exactRows: Int32Array;
  /** A row by the table's own code; `fired` is null where it ran out of fuel. */
  decide(row: number): { readonly fired: readonly number[] | null; readonly missing: boolean };
}

/** @throws FeelInputError where a column does not fit its input */
export function columnPlan(plan: TablePlan, columns: Columns, rows: number): ColumnPlan {
  const cells = plan.rules.flat();
  const looked = new Set(cells.flatMap(({ name, test }) => [name, ...test.inputs]));
  const given = plan.inputs.map(({ name, type }) => ({ name, type, column: checkedColumn(columns, name, type, rows) }));
  const used = given.filter(({ name }) => looked.has(name));
  const slots = new Map(used.map(({ name, column }) => [name, slotOf(column, name)]));
  const share = Math.floor(full / Math.max(1, cells.length));
  return {
    rows,
    slots: [...slots.values()],
    filters: plan.rules.map((rule) => filtersOf(rule, slots, share)),
    exactRows: exactRowsOf(used.map(({ column }) => (column.kind === 'number' ? column.exact : undefined))),
    decide: rowDecider(plan, given),
  };
}

function filtersOf(rule: readonly CellPlan[], slots: ReadonlyMap<string, Slot>, share: number): Filter[] {
  return rule
    .flatMap(({ name, test, truth }) => {
      const slot = slots.get(name);
      const asked = truth instanceof Beyond ? undefined : truth;
      return slot ? [filterOf({ test, truth: asked, slot }, (input) => slots.get(input.name), share)] : [];
    })
    .sort((a, b) => a.cost - b.cost)
    .map(({ filter }) => filter);
}

export const exactRowsOf = (maps: readonly (ReadonlyMap<number, unknown> | undefined)[]): Int32Array =>
  Int32Array.from(new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))).sort();

function rowDecider(
  plan: TablePlan,
  given: readonly { readonly name: string; readonly type: FeelType; readonly column: Columns[string] }[],
): ColumnPlan['decide'] {
  const types = Object.fromEntries(plan.inputs.map(({ name, type }) => [name, type]));
  const run = tableRun(types, plan.rules);
  const readers = given.map(({ name, type, column }) => valueReader(column, type, name));
  const blank = run.read({});
  const onlyFirst = plan.source.hitPolicy === 'first';
  return (row) => {
    const slots = blank.slice();
    for (const [index, read] of readers.entries()) slots[index] = read(row);
    const fired = metered(() => run.fired(slots, onlyFirst));
    return { fired, missing: run.missing(slots).length > 0 };
  };
}
