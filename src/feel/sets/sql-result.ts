import { valueOut } from '../data.ts';
import type { TableSource } from '../table-source.ts';
import { Decimal, formatDecimal } from '../values/decimal.ts';
import { compare } from '../values/equal.ts';
import { FeelDate } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import { isTermType } from './logic.ts';
import type { TablePlan } from './plan.ts';
import type { Refuse } from './sql-error.ts';
import { dateLiteral, textLiteral } from './sql-literal.ts';
import { mostDigits } from './sql-truth.ts';

type Output = TableSource['outputs'][number];

/** What a table gives as an output, from the rules that fit: `decided.fired`. */
export function printResult(plan: TablePlan, output: Output, refuse: Refuse): string {
  const values = plan.results.map((result) => result[output.name] ?? null);
  const literals = values.map((value) => resultLiteral(value, refuse));
  const valueOf = (rule: string) =>
    `case ${rule}${literals.map((literal, index) => ` when ${index} then ${literal}`).join('')} end`;
  const { aggregation } = plan.source;
  if (aggregation === 'count') return 'cardinality(decided.fired)::numeric';
  if (aggregation === 'sum') {
    if (mayBeRounded(values)) refuse('table.sql_digits', { part: output.name });
    return `(select sum(${valueOf('one.rule')}) from ${all})`;
  }
  if (aggregation !== undefined) {
    // Times with and without zones have no order that a list of rules could keep.
    if (!isTermType(output.type)) refuse('table.sql_part', { part: `${aggregation}: ${output.type}` });
    return valueOf(firstOf(rising(values, aggregation === 'min' ? 1 : -1)));
  }
  if (plan.countsAll) return `array(select ${valueOf('one.rule')} from ${all} order by ${placeIn(plan.order)})`;
  return valueOf(chosen(plan));
}

const all = 'unnest(decided.fired) as one(rule)';

/** The rule that decides, null where none does. */
function chosen({ source, order, clash }: TablePlan): string {
  if (source.hitPolicy === 'priority') return firstOf(order);
  if (source.hitPolicy === 'first') return 'decided.fired[1]';
  if (source.hitPolicy === 'unique') return 'case when cardinality(decided.fired) = 1 then decided.fired[1] end';
  // Rules that give the same count as one.
  const like = order.map((rule) => ` when ${rule} then ${order.findIndex((other) => !clash(other, rule))}`);
  const kinds = `(select count(distinct case one.rule${like.join('')} end) from ${all})`;
  return `case when ${kinds} = 1 then decided.fired[1] end`;
}

const placeIn = (order: readonly number[]): string => `array_position(array[${order.join(', ')}], one.rule)`;

const firstOf = (order: readonly number[]): string =>
  `(select one.rule from ${all} order by ${placeIn(order)} limit 1)`;

/** Of equal values the earlier rule's comes first, as where they are compared one after the other. */
const rising = (values: readonly Value[], sign: number): readonly number[] =>
  [...values.keys()].sort((a, b) => (compare(values[a] ?? null, values[b] ?? null) ?? 0) * sign || a - b);

/** What is not a number, a truth or a date is given as FEEL writes it. */
function resultLiteral(value: Value, refuse: Refuse): string {
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Decimal) return `(${formatDecimal(value)})::numeric`;
  if (value instanceof FeelDate) return dateLiteral(value, refuse);
  return `${textLiteral(String(valueOut(value)), refuse)}::text`;
}

/** Whether a sum of any of the numbers may have more digits than FEEL keeps. */
function mayBeRounded(values: readonly Value[]): boolean {
  const numbers = values.filter((value) => value instanceof Decimal);
  const whole = Math.max(...numbers.map((number) => number.e + 1), 0) + String(numbers.length).length;
  return whole + Math.max(...numbers.map((number) => number.decimalPlaces()), 0) > mostDigits;
}
