import { valueOut } from './data.ts';
import { aggregations } from './generate/table.ts';
import type { TableSource } from './table-source.ts';
import type { FeelValue } from './types.ts';
import { Decimal } from './values/decimal.ts';
import { equal } from './values/equal.ts';
import type { Value } from './values/value.ts';

/** What the rules give, by rule and output. */
export type Results = readonly Readonly<Record<string, Value>>[];

/** Policies under which all rules that fit count, so that a case may have none (DMN 1.5, 8.2.10). */
export const countsAll = ({ hitPolicy }: TableSource): boolean =>
  hitPolicy === 'collect' || hitPolicy === 'rule order' || hitPolicy === 'output order';

/** The rules whose outputs are given, out of those that fit, in the order in which they are given. */
export function deciding(source: TableSource, results: Results, fired: readonly number[]): readonly number[] {
  const { hitPolicy } = source;
  if (hitPolicy === 'output order' || hitPolicy === 'priority') {
    const ordered = fired.toSorted((a, b) => byPriority(source, results, a, b));
    return hitPolicy === 'priority' ? ordered.slice(0, 1) : ordered;
  }
  return countsAll(source) ? fired : fired.slice(0, 1);
}

/** The values of an output are listed from the highest priority down; the first output that differs tells. */
function byPriority({ outputs, rules }: TableSource, results: Results, a: number, b: number): number {
  for (const { name, values } of outputs) {
    if (!values) continue;
    const place = (rule: number) => values.findIndex((value) => value === rules[rule]?.then[name]);
    const order = place(a) - place(b);
    if (order !== 0) return order;
  }
  return results.length > 0 ? a - b : 0;
}

/** Whether two rules give the same, as those of an `any` table must where both fit. */
export const agree = ({ outputs }: TableSource, results: Results, a: number, b: number): boolean =>
  outputs.every(({ name }) => equal(results[a]?.[name] ?? null, results[b]?.[name] ?? null) === true);

/** What a table gives: one value an output, a list where all count, or one figure where they are aggregated. */
export function outputsOf(
  source: TableSource,
  results: Results,
  chosen: readonly number[],
): Readonly<Record<string, FeelValue>> {
  const all = countsAll(source);
  const given = (name: string): FeelValue => {
    if (!all) return valueOut(results[chosen[0] ?? -1]?.[name]);
    const values = chosen.map((rule) => results[rule]?.[name] ?? null);
    return source.aggregation ? valueOut(aggregated(source.aggregation, values)) : values.map(valueOut);
  };
  return Object.fromEntries(source.outputs.map(({ name }) => [name, given(name)]));
}

const figures = { sum: 'SUM', count: 'COUNT', min: 'MIN', max: 'MAX' } as const;

/** Nothing fits: the count is 0, the others are null (8.2.10). */
function aggregated(aggregation: NonNullable<TableSource['aggregation']>, given: readonly Value[]): Value {
  if (given.length === 0) return aggregation === 'count' ? new Decimal(0) : null;
  return aggregations[figures[aggregation]](given);
}
