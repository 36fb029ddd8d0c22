import { Lists } from './lists.ts';
import type { ColumnPlan, TablePlan } from './plan.ts';
import { blockSize } from './slot.ts';

/** In place of a rule: none fits. */
export const noRule = -1;
/** In place of a rule: several fit that must not, in a `unique` or an `any` table. */
export const severalRules = -2;
/** In place of a rule: the table ran out of fuel. */
export const tooLong = -3;

/** What is found out about all rows. */
export class Findings {
  readonly rule: Int32Array;
  readonly times: Float64Array;
  readonly missing: Uint8Array;
  readonly lists: Lists | undefined;
  exact = 0;

  constructor(rows: number, { rules, order, countsAll }: TablePlan) {
    this.rule = new Int32Array(rows).fill(noRule);
    this.times = new Float64Array(rules.length);
    this.missing = new Uint8Array(rows);
    this.lists = countsAll ? new Lists(rows, order) : undefined;
  }
}

/** Runs a table over its columns. @throws FeelInputError for what a column cannot hold */
export function runTable(plan: TablePlan, columns: ColumnPlan): Findings {
  const { rows } = columns;
  const findings = new Findings(rows, plan);
  const block = new Block(plan, columns, findings);
  for (let from = 0; from < rows; from += blockSize) block.decide(from, Math.min(blockSize, rows - from));
  return findings;
}

class Block {
  readonly #first: boolean;
  readonly #rules: number;
  /** Place of each rule in the order in which they are chosen. */
  readonly #places: Int32Array;
  /** By two rules: 1 where they must not both fit. */
  readonly #clashes: Uint8Array;
  readonly #columns: ColumnPlan;
  readonly #findings: Findings;
  /** Rows that rules still look at, and those that fit the rule at hand so far; counted from the block's first. */
  readonly #open = new Int32Array(blockSize);
  readonly #chosen = new Int32Array(blockSize);
  /** 1 for rows that the table's own code has to decide. */
  readonly #unfit = new Uint8Array(blockSize);
  readonly #only = new Int32Array(1);
  #exactSeen = 0;

  constructor(plan: TablePlan, columns: ColumnPlan, findings: Findings) {
    const { source, order, clash } = plan;
    this.#first = source.hitPolicy === 'first';
    this.#rules = order.length;
    this.#places = Int32Array.from(order, (_, rule) => order.indexOf(rule));
    this.#clashes = Uint8Array.from(order.flatMap((_, one) => order.map((_, other) => (clash(one, other) ? 1 : 0))));
    this.#columns = columns;
    this.#findings = findings;
  }

  decide(from: number, count: number): void {
    const { rule, missing, lists, times } = this.#findings;
    const missed = missing.subarray(from, from + count);
    const fired = rule.subarray(from, from + count);
    for (const slot of this.#columns.slots) slot.load(from, count, missed);
    this.#start(from, count);
    this.#fire(count, fired);
    for (let row = 0; row < count; row++) if (this.#unfit[row] === 1) this.#exactly(from, row);
    if (lists) lists.take(count, times);
    else countRules(fired, times);
  }

  /** Opens all rows; marks those with a number that does not fit its column. */
  #start(from: number, count: number): void {
    const { exactRows } = this.#columns;
    this.#unfit.fill(0);
    for (; (exactRows[this.#exactSeen] ?? Number.POSITIVE_INFINITY) < from + count; this.#exactSeen += 1) {
      this.#unfit[(exactRows[this.#exactSeen] ?? 0) - from] = 1;
    }
    for (let row = 0; row < count; row++) this.#open[row] = row;
  }

  #fire(count: number, fired: Int32Array): void {
    let open = count;
    for (const [rule, filters] of this.#columns.filters.entries()) {
      let from = this.#open;
      let chosen = open;
      for (let at = 0; chosen > 0 && at < filters.length; at++) {
        chosen = filters[at]?.(from, chosen, this.#chosen, this.#unfit) ?? 0;
        from = this.#chosen;
      }
      this.#note(rule, from, chosen, fired);
      if (this.#first) open = this.#stillOpen(open, fired);
    }
  }

  #note(rule: number, rows: Int32Array, count: number, fired: Int32Array): void {
    const { lists } = this.#findings;
    const place = this.#places[rule] ?? 0;
    for (let at = 0; at < count; at++) {
      const row = rows[at] ?? 0;
      const before = fired[row] ?? noRule;
      if (before === noRule) fired[row] = rule;
      else if (before >= 0) fired[row] = this.#between(before, rule);
      if (lists) lists.add(row, place);
    }
  }

  /** Of two rules that both fit. */
  #between(before: number, rule: number): number {
    if (this.#clashes[before * this.#rules + rule] === 1) return severalRules;
    return (this.#places[rule] ?? 0) < (this.#places[before] ?? 0) ? rule : before;
  }

  #stillOpen(count: number, fired: Int32Array): number {
    let open = 0;
    for (let at = 0; at < count; at++) {
      const row = this.#open[at] ?? 0;
      this.#open[open] = row;
      open += fired[row] === noRule && this.#unfit[row] === 0 ? 1 : 0;
    }
    return open;
  }

  #exactly(from: number, row: number): void {
    const { rule, missing, lists } = this.#findings;
    const found = this.#columns.decide(from + row);
    lists?.clear(row);
    rule[from + row] = found.fired === null ? tooLong : noRule;
    missing[from + row] = found.missing ? 1 : 0;
    this.#only[0] = row;
    for (const fits of found.fired ?? []) this.#note(fits, this.#only, 1, rule.subarray(from));
    this.#findings.exact += 1;
  }
}

function countRules(fired: Int32Array, times: Float64Array): void {
  for (let row = 0; row < fired.length; row++) {
    const rule = fired[row] ?? noRule;
    if (rule >= 0) times[rule] = (times[rule] ?? 0) + 1;
  }
}
