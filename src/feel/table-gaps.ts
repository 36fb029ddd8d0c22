import { valueIn, valueOut } from './data.ts';
import { budgeted, full } from './fuel.ts';
import { isInstance } from './generate/conform.ts';
import { anyType, languageType } from './generate/type.ts';
import { add, subtract } from './values/arithmetic.ts';
import { Decimal, formatDecimal } from './values/decimal.ts';
import { parseDuration } from './values/duration.ts';
import type { Value } from './values/value.ts';
import { elementOf, type FeelType, type FeelValue } from './types.ts';
import type { Test } from './unary.ts';
import { compare } from './values/equal.ts';

/** One input with its test in every rule; undefined where the rule has none. */
export interface Column {
  readonly name: string;
  readonly type: FeelType;
  /** All that the input can be. */
  readonly values?: readonly unknown[];
  readonly tests: readonly (Test | undefined)[];
}

export interface Coverage {
  /** Combinations of representative values that were tried, out of all there are. */
  readonly tried: number;
  readonly combinations: number;
}

export const combinationLimit = 20_000;

/**
 * Tries the rules on combinations of representative values, one for each stretch of an input in which its own
 * literals can't tell values apart.
 *
 * Limits. Complete where a cell compares its own value with what is written out (`< 5`, `> 60 * 24`, `[1..5]`, `"a","b"`,
 * `not(…)`); a hint where a cell computes (`starts with(?, "A")`, `? > other * 2`), for what it turns on is not seen. Texts that
 * are ordered (`< "m"`) are tried between the ones written, below and above them. Numbers are taken as continuous:
 * `<= 4` and `>= 5` leave a gap at 4.5 unless `values` lists the numbers. Temporal values are tried one step beside a
 * literal (a day, a second, a month). An input that no cell looks at has one value. Lists are tried empty, with each single element, and with all. Null is tried
 * only for an input of which some cell writes `null`. Above 20,000 combinations a fixed pseudo-random 20,000 are tried, and no more than three evaluations' worth of steps.
 *
 * @param visit gets the rules that fit and the combination; returns whether to go on
 * @param withNull tries null for every input, as when it is not known
 */
export function tryCombinations(
  columns: readonly Column[],
  rules: number,
  visit: (fired: readonly number[], example: () => string) => boolean,
  withNull = false,
): Coverage {
  return budgeted(3 * full, (usedUp) => tryAll(columns, rules, visit, withNull, usedUp));
}

function tryAll(
  columns: readonly Column[],
  rules: number,
  visit: (fired: readonly number[], example: () => string) => boolean,
  withNull: boolean,
  usedUp: () => boolean,
): Coverage {
  const choices = columns.map((column) => withNothing(representatives(column, columns), withNull));
  const combinations = choices.reduce((product, values) => product * values.length, 1);
  const tables = columns.map((column, index) => column.tests.map((test) => verdicts(test, choices[index] ?? [])));
  let tried = 0;
  for (const picks of picksOf(
    choices.map((values) => values.length),
    combinations,
  )) {
    const at = (column: number): Value => choices[column]?.[picks[column] ?? 0] ?? null;
    const values = lazy(() => Object.fromEntries(columns.map(({ name }, index) => [name, at(index)])));
    const fired: number[] = [];
    for (let rule = 0; rule < rules; rule++) {
      const fits = columns.every((column, index) => {
        const known = tables[index]?.[rule];
        if (known !== undefined) return known[picks[index] ?? 0];
        return column.tests[rule]?.matches({ ...values(), '?': at(index) }) ?? true;
      });
      if (fits) fired.push(rule);
    }
    if (usedUp()) break;
    tried++;
    const example = () => columns.map(({ name }, index) => `${name} = ${written(valueOut(at(index)))}`).join(', ');
    if (!visit(fired, example)) break;
  }
  return { tried, combinations };
}

const withNothing = (values: readonly Value[], wanted: boolean): readonly Value[] =>
  wanted && !values.includes(null) ? [...values, null] : values;

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The verdicts of a test on each value, or undefined if it looks at other inputs too. */
function verdicts(test: Test | undefined, values: readonly Value[]): boolean[] | undefined {
  if (test?.inputs.some((name) => name !== '?')) return undefined;
  return values.map((value) => test?.matches({ '?': value }) ?? true);
}

function* picksOf(sizes: readonly number[], combinations: number): Generator<readonly number[]> {
  let seed = 1;
  for (let n = 0; n < Math.min(combinations, combinationLimit); n++) {
    let rest = n;
    yield sizes.map((size) => {
      if (combinations > combinationLimit) {
        // Park and Miller's generator: the same combinations in every run.
        seed = (seed * 48_271) % 2_147_483_647;
        return seed % size;
      }
      const pick = rest % size;
      rest = Math.floor(rest / size);
      return pick;
    });
  }
}

/** `…` stands for any other text. */
const otherText = '…';

const steps: Readonly<Record<string, readonly [step: string, example: string]>> = {
  date: ['P1D', '2026-01-01'],
  time: ['PT1S', '12:00:00'],
  'date and time': ['PT1S', '2026-01-01T12:00:00Z'],
  'days and time duration': ['PT1S', 'P1D'],
  'years and months duration': ['P1M', 'P1Y'],
};

function representatives({ name, type, values, tests }: Column, columns: readonly Column[]): readonly Value[] {
  const own = tests.flatMap((test) => test?.literals ?? []);
  const compared = columns.filter((column) => column.name !== name && looksAt(tests, column.name));
  const literals = [...own, ...compared.flatMap(literalsOf)];
  const empty = own.includes(null) ? [null] : [];
  const element = elementOf(type);
  const listed = values?.map((value) => valueIn(value, element, name));
  const single = distinct(
    listed ??
      scalars(
        element,
        literals,
        tests.some((test) => test?.orders),
      ),
  );
  if (
    single.length > 1 &&
    !columns.some((column) => (column.name === name ? tests.some(Boolean) : looksAt(column.tests, name)))
  ) {
    return single.slice(0, 1);
  }
  if (element === type) return [...single, ...empty];
  return [[], ...single.map((value) => [value]), ...(single.length > 1 ? [single] : []), ...empty];
}

const looksAt = (tests: Column['tests'], name: string): boolean => tests.some((test) => test?.inputs.includes(name));

/** What a column is known to hold, for the columns that are compared with it. */
function literalsOf({ type, values, tests }: Column): readonly Value[] {
  const listed = (values ?? []).map((value) => valueIn(value, elementOf(type), ''));
  return [...listed, ...tests.flatMap((test) => test?.literals ?? [])];
}

function scalars(type: FeelType, values: readonly Value[], ordered: boolean): readonly Value[] {
  if (type === 'boolean') return [true, false];
  if (type === 'string') {
    const texts = values.filter((value) => typeof value === 'string');
    return [...texts, ...(ordered ? textsAround(texts) : []), otherText];
  }
  if (type === 'number') return stretches(values.filter((value) => value instanceof Decimal));
  const [length, example] = steps[String(type)] ?? [];
  if (length === undefined || example === undefined) return [];
  const step = parseDuration(length);
  const temporal = values.filter((value) => isInstance(value, languageType(String(type)) ?? anyType));
  return (temporal.length > 0 ? temporal : [valueIn(example, type, '')])
    .flatMap((value) => [value, subtract(value, step), add(value, step)])
    .filter((value) => value !== null);
}

/** A text below all, one right behind each: between it and the next, or above all. */
function textsAround(texts: readonly string[]): readonly string[] {
  return [
    '',
    ...texts.flatMap((text) => {
      const behind = ['…', ' ', '\u0001'].map((sign) => text + sign);
      const next = texts.filter((other) => (compare(other, text) ?? 0) > 0);
      return behind.find((found) => next.every((other) => (compare(found, other) ?? 0) < 0)) ?? [];
    }),
  ];
}

/** Each number, one between every two neighbours, one below all and one above all. */
function stretches(found: readonly Decimal[]): Decimal[] {
  const numbers = [...new Map(found.map((value) => [formatDecimal(value), value])).values()].sort((a, b) => a.cmp(b));
  const first = numbers[0] ?? new Decimal(0);
  const last = numbers.at(-1) ?? first;
  const between = numbers.slice(1).map((upper, index) => (numbers[index] ?? upper).plus(upper).dividedBy(2));
  return [...(numbers.length > 0 ? numbers : [first]), ...between, first.minus(1), last.plus(1)];
}

function distinct(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(valueOut(value)), value])).values()];
}

const written = (value: FeelValue): string => JSON.stringify(value);
