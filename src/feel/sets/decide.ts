import { valueOut } from '../data.ts';
import { FeelInputError } from '../error.ts';
import type { Decision, Table } from '../table.ts';
import { outputsOf } from '../table-policy.ts';
import type { FeelValue } from '../types.ts';
import { noRule, runTable, tooLong } from './block.ts';
import { checkedColumn, type Columns, rowsOf, valueReader } from './column.ts';
import type { FiredRules } from './lists.ts';
import { columnPlan, type TablePlan, tablePlan } from './plan.ts';

/** What a table decides about each row of a population. */
export interface Decisions {
  readonly rows: number;
  /** For each row the index of the rule that decides, from 0, or `noRule`, `severalRules` or `tooLong`; where all count, the first. */
  readonly rule: Int32Array;
  /** All rules that fit, where all count: `collect`, `rule order`, `output order`. */
  readonly fired: FiredRules | null;
  /** How often the outputs of each rule were given. */
  readonly times: Float64Array;
  /** 1 where an input that some rule looks at is null: the decision may be other once it is known. */
  readonly missing: Uint8Array;
  /** How many rows the table's own code decided one by one. */
  readonly exact: number;
  /** An output as a column. @throws FeelInputError for a name that is no output */
  output(name: string): OutputColumn;
  /** The whole decision about a row, with its reasons, as the table alone gives it. */
  decision(row: number): Decision;
}

/** For each row the place of what `decide` gives there in the dictionary; -1 where it gives no outputs. */
export interface OutputColumn {
  readonly dictionary: readonly FeelValue[];
  readonly codes: Int32Array;
}

/** @throws FeelInputError where a column does not fit its input */
export function decideMany(table: Table, columns: Columns): Decisions {
  const plan = tablePlan(table);
  const [first] = plan.inputs;
  const rows = first ? rowsOf(checkedColumn(columns, first.name, first.type, undefined)) : 0;
  const { rule, times, missing, exact, lists } = runTable(plan, columnPlan(plan, columns, rows));
  const fired = lists?.close() ?? null;
  return {
    rows,
    rule,
    fired,
    times,
    missing,
    exact,
    output: (name) => outputColumn(plan, name, rule, fired),
    decision: (row) => table.decide(inputOf(plan, columns, row)),
  };
}

function outputColumn(plan: TablePlan, name: string, rule: Int32Array, fired: FiredRules | null): OutputColumn {
  const { source, results } = plan;
  if (!source.outputs.some((output) => output.name === name)) throw new FeelInputError(name, 'an output');
  const codes = new Int32Array(rule.length);
  const given = new Given((rules) => outputsOf(source, results, rules)[name] ?? null);
  if (fired === null) {
    const ofRule = results.map((_, only) => given.after(nothing, only));
    for (let row = 0; row < codes.length; row++) codes[row] = given.codeOf(ofRule[rule[row] ?? noRule] ?? noChoice);
    return { dictionary: given.values, codes };
  }
  const { offsets, rules } = fired;
  for (let row = 0; row < codes.length; row++) {
    let choice = rule[row] === tooLong ? noChoice : nothing;
    const to = offsets[row + 1] ?? 0;
    for (let at = offsets[row] ?? 0; at < to; at++) choice = given.after(choice, rules[at] ?? 0);
    codes[row] = given.codeOf(choice);
  }
  return { dictionary: given.values, codes };
}

/** The choice of no rules, and that where nothing can be given. */
const nothing = 0;
const noChoice = -1;

/** What the chosen rules give together, computed once for each choice that comes up. */
class Given {
  readonly values: FeelValue[] = [];
  readonly #give: (rules: readonly number[]) => FeelValue;
  readonly #choices: Choice[] = [{ rules: [], next: new Map(), code: -1 }];

  constructor(give: (rules: readonly number[]) => FeelValue) {
    this.#give = give;
  }

  /** The choice that has one rule more. */
  after(choice: number, rule: number): number {
    const from = this.#choices[choice];
    const known = from?.next.get(rule);
    if (known !== undefined) return known;
    const made = this.#choices.push({ rules: [...(from?.rules ?? []), rule], next: new Map(), code: -1 }) - 1;
    from?.next.set(rule, made);
    return made;
  }

  codeOf(choice: number): number {
    const found = this.#choices[choice];
    if (!found) return -1;
    if (found.code < 0) found.code = this.values.push(this.#give(found.rules)) - 1;
    return found.code;
  }
}

interface Choice {
  readonly rules: readonly number[];
  /** The choices that have one rule more, by that rule. */
  readonly next: Map<number, number>;
  /** Place of its value, or -1. */
  code: number;
}

function inputOf(plan: TablePlan, columns: Columns, row: number): Record<string, unknown> {
  return Object.fromEntries(
    plan.inputs.map(({ name, type }) => {
      const column = checkedColumn(columns, name, type, undefined);
      if (column.kind === 'values') return [name, column.values[row]];
      const exact = column.kind === 'number' ? column.exact?.get(row) : undefined;
      return [name, exact ?? valueOut(valueReader(column, type, name)(row))];
    }),
  );
}
