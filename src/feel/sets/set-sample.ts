import * as fc from 'fast-check';
import { compileTable, type Table } from '../table.ts';
import type { TableSource } from '../table-source.ts';
import type { ScalarType, Types } from '../types.ts';
import { booleanColumn, type Columns, dateColumn, numberColumn, stringColumn } from './column.ts';

// Random tables and populations: the literals of the cells and the values of the rows are few, so that they meet.

type Type = Extract<ScalarType, 'number' | 'string' | 'boolean' | 'date'>;

export const inputs = {
  gate: 'number',
  n: 'number',
  m: 'number',
  text: 'string',
  'other text': 'string',
  yes: 'boolean',
  also: 'boolean',
  day: 'date',
  since: 'date',
} as const satisfies Readonly<Record<string, Type>>;

export type InputName = keyof typeof inputs;
export type Row = Readonly<Record<InputName, string | boolean | null>>;

const names = Object.keys(inputs) as InputName[];
/** The texts in their order by code points, which is not that of UTF-16 nor that of any language. */
const pools: Readonly<Record<Type, readonly string[]>> = {
  number: ['-100', '-2.5', '-1', '0', '0.125', '0.5', '1', '1.25', '2', '3', '10', '9007199254740993'],
  string: ['', ' a', 'A', 'B', 'a', `a'"\\`, 'ab', 'İ', 'ə', '\uff5e', '😀'],
  boolean: ['false', 'true'],
  date: ['0001-01-01', '1999-12-31', '2024-02-29', '2026-01-01', '2026-01-02', '9999-12-31'],
};

const written = (type: Type, value: string): string => {
  if (type === 'string') return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return type === 'date' ? `date("${value}")` : value;
};

const literal = (type: Type) => fc.constantFrom(...pools[type]).map((value) => written(type, value));

/** Something else than a literal to compare with. */
function computed(type: Type): fc.Arbitrary<string> {
  const others = names.filter((name) => inputs[name] === type && name !== 'gate');
  const name = fc.constantFrom(...others);
  if (type !== 'number') return name;
  const sum = fc.tuple(
    fc.constantFrom(...others, '2', '0.5'),
    fc.constantFrom('+', '-', '*'),
    fc.oneof(name, literal(type)),
  );
  return fc.oneof(
    name,
    sum.map((parts) => parts.join(' ')),
    sum.map((parts) => `-(${parts.join(' ')})`),
    fc.tuple(name, sum).map(([one, parts]) => `${one} * (${parts.join(' ')})`),
  );
}

const term = (type: Type) =>
  fc.oneof({ weight: 6, arbitrary: literal(type) }, { weight: 2, arbitrary: computed(type) }, fc.constant('null'));

const comparator = fc.constantFrom('<', '<=', '>', '>=', '=', '!=');

function range(type: Type): fc.Arbitrary<string> {
  const pool = pools[type];
  const place = fc.nat(pool.length - 1);
  const ends = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(place, place).map((places) => {
        const [low, high] = places.sort((a, b) => a - b);
        return [pool[low], pool[high]].map((value) => written(type, value ?? ''));
      }),
    },
    fc.tuple(computed(type), literal(type)).map((both) => [...both]),
    fc.tuple(literal(type), computed(type)).map((both) => [...both]),
  );
  return fc
    .tuple(fc.constantFrom('[', '('), ends, fc.constantFrom(']', ')'))
    .map(([open, [low, high], close]) => `${open}${low}..${high}${close}`);
}

/** A verdict of its own about `?`. */
function verdict(type: Type): fc.Arbitrary<string> {
  const plain = fc.oneof(
    fc.tuple(comparator, term(type)).map(([sign, value]) => `? ${sign} ${value}`),
    fc.tuple(term(type), comparator).map(([value, sign]) => `${value} ${sign} ?`),
    range(type).map((one) => `? in ${one}`),
    fc.tuple(literal(type), range(type)).map((both) => `? in (${both.join(', ')})`),
    fc.tuple(term(type), term(type)).map(([low, high]) => `? between ${low} and ${high}`),
    ...(type === 'boolean' ? [fc.constant('?')] : []),
    ...(type === 'number'
      ? [
          fc
            .tuple(term(type), comparator, literal(type))
            .map(([by, sign, to]) => `? * ${by === 'null' ? 3 : by} ${sign} ${to}`),
        ]
      : []),
  );
  const bracketed = plain.map((one) => `(${one})`);
  return fc.oneof(
    plain,
    fc.tuple(bracketed, fc.constantFrom(' and ', ' or '), bracketed).map((parts) => parts.join('')),
    fc.tuple(bracketed, fc.constantFrom(' and ', ' or ')).map(([one, sign]) => `${one}${sign}not${one}`),
    bracketed.map((one) => `? = null or not${one}`),
  );
}

function cell(type: Type): fc.Arbitrary<string> {
  const test = fc.oneof(
    ...(type === 'boolean' ? [] : [fc.tuple(comparator, term(type)).map((parts) => parts.join(' '))]),
    ...(type === 'boolean' ? [] : [range(type)]),
    term(type),
    fc
      .array(fc.oneof(literal(type), ...(type === 'boolean' ? [] : [range(type)])), { minLength: 1, maxLength: 3 })
      .map((items) => `[${items.join(', ')}]`),
    verdict(type),
  );
  const tests = fc.array(test, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '));
  return fc.oneof(
    tests,
    tests,
    tests.map((all) => `not(${all})`),
    fc.constant('-'),
  );
}

/** What only the table's own code can compute. */
const beyond: Readonly<Partial<Record<InputName, fc.Arbitrary<string>>>> = {
  text: fc.constantFrom('contains(?, "a")', 'string length(?) > 1, "A"', '? = upper case(other text)'),
  n: fc.constantFrom('? / 3 > 0.1', 'floor(?) = 1', 'max(?, m) > 2', '? ** 2 < 3'),
  day: fc.constantFrom('?.year > 2000', '? + duration("P1D") = since'),
};

const label = { az: 'Ad', en: 'Name', ru: 'Имя' };
const reason = { az: 'Səbəb', en: 'Reason', ru: 'Причина' };

/** Expressions over the inputs: truths, numbers, and what only their own code can compute. */
export const expressions: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...names).chain((name) => verdict(inputs[name]).map((one) => one.replaceAll('?', name))),
  },
  { weight: 2, arbitrary: computed('number') },
  fc.constantFrom(
    'n / 3',
    'text + other text',
    'if yes then n else text',
    'day',
    '[n, m]',
    'contains(text, "a")',
    'null',
  ),
);

/** Cells, each with the type that it tests. */
export const tests = fc
  .constantFrom<Type[]>('number', 'string', 'boolean', 'date')
  .chain((type) => fc.tuple(fc.constant(type), cell(type)));

const outputs: TableSource['outputs'] = [
  { name: 'out"come', type: 'string', values: [`a'\\1`, 'b', `A'\\0`] },
  { name: 'amount', type: 'number', values: [0.25, 1, -3, 1e12, 0] },
  { name: 'ok', type: 'boolean' },
  { name: 'until', type: 'date', values: ['2026-01-02', '0001-01-01', '2026-01-01'] },
];

function resultOf(name: string, kind: number): string | number | boolean {
  const values = outputs.find((output) => output.name === name)?.values ?? [false, true];
  // The later rule often goes before the earlier.
  return values[(kind * (values.length - 1)) % values.length] ?? false;
}

type Policy = Pick<TableSource, 'hitPolicy' | 'aggregation'>;

const aggregations: readonly NonNullable<Policy['aggregation']>[] = ['count', 'min', 'max', 'sum'];

const policies: fc.Arbitrary<Policy> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Policy>({ hitPolicy: 'first' }, { hitPolicy: 'unique' }, { hitPolicy: 'any' }),
  },
  { weight: 3, arbitrary: fc.constantFrom<Policy>({ hitPolicy: 'priority' }, { hitPolicy: 'output order' }) },
  { weight: 2, arbitrary: fc.constantFrom<Policy>({ hitPolicy: 'collect' }, { hitPolicy: 'rule order' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...aggregations).map((aggregation): Policy => ({ hitPolicy: 'collect', aggregation })),
  },
);

/** Sums are of numbers; truths have no least and no greatest. */
function aggregatedOutput(aggregation: NonNullable<Policy['aggregation']>, only: number) {
  const fitting = outputs.filter(
    ({ type }) => aggregation === 'count' || type === 'number' || (aggregation !== 'sum' && type !== 'boolean'),
  );
  return fitting[only % fitting.length] ?? [];
}

/** @param asked whether cells ask only for what columns and SQL can be asked */
export function tables(asked: boolean): fc.Arbitrary<Table> {
  const when = fc.record(
    Object.fromEntries(
      names.flatMap((name) => {
        const more = asked ? undefined : beyond[name];
        const one = cell(inputs[name]);
        return name === 'gate' ? [] : [[name, more ? fc.oneof({ weight: 3, arbitrary: one }, more) : one]];
      }),
    ),
    { requiredKeys: [] },
  );
  const few = when.map((cells) =>
    Object.fromEntries(
      Object.entries(cells)
        .slice(0, 3)
        .map(([name, test]) => [name, test ?? '-']),
    ),
  );
  return fc
    .tuple(
      fc.array(few, { minLength: 1, maxLength: 5 }),
      policies,
      fc.nat(outputs.length - 1),
      fc.constantFrom(1, 2, 12),
    )
    .map(([rules, policy, only, kinds]) =>
      tableOf(rules, policy, policy.aggregation ? [aggregatedOutput(policy.aggregation, only)].flat() : outputs, kinds),
    );
}

/** The only values that the checks try; they refuse texts that are not listed. */
const seen: Readonly<Record<Type, (string | number | boolean)[]>> = {
  number: [1],
  string: [...pools.string],
  boolean: [true],
  date: ['2026-01-01'],
};

/** A gate that is 1 as far as the checks can see: what the other rules leave open or decide twice does not show. */
type Sides = Pick<TableSource['rules'][number], 'when' | 'then'>;

/** A key `then` that is written out would make the rule look like a promise. */
const sides = (...both: [when: Sides['when'], then: Sides['then']]): Sides =>
  Object.fromEntries((['when', 'then'] as const).map((side, index) => [side, both[index]])) as Sides;

function tableOf(
  rules: readonly Readonly<Record<string, string>>[],
  policy: Policy,
  given: TableSource['outputs'],
  kinds: number,
): Table {
  const source: TableSource = {
    inputs: names.map((name) => ({ name, type: inputs[name], label, values: seen[inputs[name]] })),
    outputs: given,
    ...policy,
    rules: [{ gate: '1' }, ...rules.map((cells) => ({ ...cells, gate: '? != 1' }))].map((when, index) => ({
      ...sides(when, Object.fromEntries(given.map(({ name }) => [name, resultOf(name, index % kinds)]))),
      reason,
      article: 'sample-act 1',
    })),
  };
  return compileTable(source, inputs satisfies Types);
}

/** Numbers of at most four digits before the point and three behind it. */
const narrow = fc.oneof(
  fc.constantFrom(...pools.number.slice(0, -1)),
  fc.integer({ min: -4000, max: 4000 }).map((thousandths) => String(thousandths / 1000)),
);

const values: Readonly<Record<Type, fc.Arbitrary<string | boolean>>> = {
  number: fc.oneof(
    { weight: 8, arbitrary: narrow },
    fc.constantFrom('0.0000001', '94906266', '9007199254740993', '123456789012345678901234567890.1234'),
  ),
  string: fc.oneof(fc.constantFrom(...pools.string), fc.constantFrom('a ', 'AB', 'I')),
  boolean: fc.boolean(),
  date: fc.oneof(fc.constantFrom(...pools.date), fc.constantFrom('1970-01-01', '2026-01-03')),
};

const rowsWith = (numbers: fc.Arbitrary<string | boolean>): fc.Arbitrary<readonly Row[]> =>
  fc.array(
    fc.record({
      ...(Object.fromEntries(
        names.map((name) => [name, fc.option({ ...values, number: numbers }[inputs[name]], { freq: 5 })]),
      ) as Record<InputName, fc.Arbitrary<string | boolean | null>>),
      gate: fc.constantFrom('2', '2', '2', '1', null),
    }),
    { minLength: 1, maxLength: 20 },
  );

export const rows = rowsWith(values.number);
export const narrowRows = rowsWith(narrow);

/** The rows as columns. */
export function columnsOf(population: readonly Row[], scale: number): Columns {
  const makers = {
    number: (found: readonly unknown[]) => numberColumn(found, scale),
    string: stringColumn,
    boolean: booleanColumn,
    date: dateColumn,
  };
  return Object.fromEntries(names.map((name) => [name, makers[inputs[name]](population.map((row) => row[name]))]));
}
