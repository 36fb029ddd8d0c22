import { describe, expect, test } from 'vitest';
import { Decimal, formatDecimal, parseDecimal } from '../values/decimal.ts';
import { isContext, isList, type Value } from '../values/value.ts';
import { compileModel } from './model.ts';

interface Column {
  readonly name?: string;
  readonly values?: string;
  readonly fallback?: string;
  readonly type?: string;
}

/** Decides a table of one or two outputs over the number `n`; each rule is a test and its results. */
function decide(
  policy: string,
  outputs: readonly Column[],
  rules: readonly (readonly string[])[],
  n: number,
  inputValues = '',
): unknown {
  const text = (value: string) => `<text>${value.replaceAll('<', '&lt;')}</text>`;
  const clauses = outputs.map(
    ({ name, values, fallback, type }) =>
      `<output${name ? ` name="${name}"` : ''}${type ? ` typeRef="${type}"` : ''}>${values ? `<outputValues>${text(values)}</outputValues>` : ''}${
        fallback ? `<defaultOutputEntry>${text(fallback)}</defaultOutputEntry>` : ''
      }</output>`,
  );
  const rows = rules.map(
    ([when = '-', ...results]) =>
      `<rule><inputEntry>${text(when)}</inputEntry>${results.map((cell) => `<outputEntry>${text(cell)}</outputEntry>`).join('')}</rule>`,
  );
  const source = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:t" name="t">
    <inputData name="n" id="n"><variable name="n" typeRef="number"/></inputData>
    <decision name="d" id="d"><variable name="d"/><informationRequirement><requiredInput href="#n"/></informationRequirement>
    <decisionTable ${policy}><input><inputExpression typeRef="number"><text>n</text></inputExpression>${
      inputValues ? `<inputValues>${text(inputValues)}</inputValues>` : ''
    }</input>${clauses.join('')}${rows.join('')}</decisionTable></decision></definitions>`;
  const model = compileModel([{ name: 't.dmn', source }]);
  expect(model.problems).toEqual([]);
  return plain(model.evaluate('d', new Map([['n', parseDecimal(String(n))]])));
}

const plain = (value: Value): unknown => {
  if (value instanceof Decimal) return Number(formatDecimal(value));
  if (isList(value)) return value.map(plain);
  if (isContext(value)) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  return value;
};

const rules = [
  ['> 10', '"low"'],
  ['[5..20]', '"high"'],
  ['> 15', '"low"'],
];
const ranked: Column[] = [{ values: '"high", "low"' }];

describe('hit policies', () => {
  test('UNIQUE wants one rule', () => {
    expect(decide('', [{}], rules, 5)).toBe('high');
    expect(decide('hitPolicy="UNIQUE"', [{}], rules, 12)).toBe(null);
    expect(decide('', [{}], rules, 1)).toBe(null);
    expect(decide('', [{ fallback: '"none"' }], rules, 1)).toBe('none');
  });

  test('ANY wants rules that agree', () => {
    expect(decide('hitPolicy="ANY"', [{}], rules, 12)).toBe(null);
    expect(decide('hitPolicy="ANY"', [{}], rules, 30)).toBe('low');
  });

  test('FIRST, PRIORITY and the two orders', () => {
    expect(decide('hitPolicy="FIRST"', [{}], rules, 12)).toBe('low');
    expect(decide('hitPolicy="PRIORITY"', ranked, rules, 12)).toBe('high');
    expect(decide('hitPolicy="RULE ORDER"', [{}], rules, 16)).toEqual(['low', 'high', 'low']);
    expect(decide('hitPolicy="OUTPUT ORDER"', ranked, rules, 16)).toEqual(['high', 'low', 'low']);
  });

  test('COLLECT, and what it makes of numbers', () => {
    const numbers = [
      ['> 10', '3'],
      ['-', '1'],
      ['> 15', '2.5'],
    ];
    expect(decide('hitPolicy="COLLECT"', [{}], numbers, 20)).toEqual([3, 1, 2.5]);
    expect(decide('hitPolicy="COLLECT" aggregation="SUM"', [{}], numbers, 20)).toBe(6.5);
    expect(decide('hitPolicy="COLLECT" aggregation="MIN"', [{}], numbers, 20)).toBe(1);
    expect(decide('hitPolicy="COLLECT" aggregation="MAX"', [{}], numbers, 20)).toBe(3);
    expect(decide('hitPolicy="COLLECT" aggregation="COUNT"', [{}], numbers, 12)).toBe(2);
    expect(decide('hitPolicy="COLLECT" aggregation="SUM"', [{}], rules, 20)).toBe(null);
  });

  test('No rule at all', () => {
    expect(decide('hitPolicy="COLLECT"', [{}], rules, 1)).toEqual([]);
    expect(decide('hitPolicy="RULE ORDER"', [{}], rules, 1)).toEqual([]);
    expect(decide('hitPolicy="COLLECT" aggregation="COUNT"', [{}], rules, 1)).toBe(0);
    expect(decide('hitPolicy="COLLECT" aggregation="MAX"', [{}], rules, 1)).toBe(null);
    expect(decide('hitPolicy="COLLECT"', [{ fallback: '"none"' }], rules, 1)).toBe('none');
  });
});

test('Several outputs make a context, ranked by the first column first', () => {
  const outputs: Column[] = [
    { name: 'what', values: '"yes", "no"' },
    { name: 'how much', values: '2, 1' },
  ];
  const rows = [
    ['-', '"no"', '2'],
    ['-', '"yes"', '1'],
    ['> 5', '"yes"', '2'],
  ];
  expect(decide('hitPolicy="PRIORITY"', outputs, rows, 1)).toEqual({ what: 'yes', 'how much': 1 });
  expect(decide('hitPolicy="PRIORITY"', outputs, rows, 6)).toEqual({ what: 'yes', 'how much': 2 });
});

test('Results have the type of their column; inputs are among its values', () => {
  expect(decide('', [{ type: 'number' }], [['-', '"text"']], 1)).toBe(null);
  expect(decide('', [{ fallback: '0' }], [['1', '10']], 1, '[1..3]')).toBe(10);
  expect(decide('', [{ fallback: '0' }], [['1', '10']], 2, '[1..3]')).toBe(0);
  expect(decide('', [{ fallback: '0' }], [['-', '10']], 4, '[1..3]')).toBe(null);
});
