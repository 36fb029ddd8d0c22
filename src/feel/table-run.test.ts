import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { compileTable } from './table.ts';
import { grounds, label, rule, table } from './table-sample.ts';
import { evaluateMany } from './sets/many.ts';
import type { Types } from './types.ts';

const types: Types = { debt: 'number', limit: 'number', tags: { list: 'string' } };

describe('missing', () => {
  const compiled = compileTable(
    table({
      inputs: `{name: debt, type: number, ${label}}, {name: limit, type: number, ${label}}`,
      rules: [rule(`debt: '> limit'`, 'officer'), rule('', 'approve')],
    }),
    types,
  );

  it('names an input that a cell only compares with', () => {
    expect(compiled.decide({ debt: 5 })).toMatchObject({ outputs: { outcome: 'approve' }, missing: ['limit'] });
    expect(compiled.decide({ debt: 5, limit: 6 }).missing).toEqual([]);
  });

  it('is the same over columns', () => {
    const none = { kind: 'values' as const, values: [null, 6] };
    expect([...evaluateMany(compiled, { debt: { kind: 'values', values: [5, 5] }, limit: none }).missing]).toEqual([
      1, 0,
    ]);
  });
});

describe('a table that runs out of fuel', () => {
  const heavy = `tags: 'some a in ?, b in ? satisfies a = b + "x"'`;
  const tags = Array.from({ length: 2000 }, (_, index) => `t${index}`);
  const single = '{name: outcome, type: string, values: [approve, officer, refuse]}';
  const figure = (value: number) => `then: {outcome: ${value}}, ${grounds}`;
  const texts = [rule(heavy, 'approve'), rule('', 'approve')];
  const inputs = `{name: tags, type: {list: string}, ${label}}`;

  it.each([
    ['first', table({ inputs, outputs: single, rules: texts })],
    ...['any', 'priority', 'collect', 'rule order', 'output order'].map(
      (hitPolicy) => [hitPolicy, table({ inputs, outputs: single, hitPolicy, rules: texts })] as const,
    ),
    ...['sum', 'count', 'min', 'max'].map(
      (aggregation) =>
        [
          aggregation,
          table({
            inputs,
            outputs: '{name: outcome, type: number}',
            hitPolicy: 'collect',
            aggregation,
            rules: [`when: {${heavy}}, ${figure(1)}`, `when: {}, ${figure(2)}`],
          }),
        ] as const,
    ),
  ] as const)('%s: says so and gives no outputs', (_, source) => {
    const compiled = compileTable(source, types);
    expect(compiled.decide({ tags })).toMatchObject({
      outputs: null,
      fired: [],
      reasons: [],
      undecided: { code: 'table.too_long' },
    });
    const found = evaluateMany(compiled, { tags: { kind: 'values', values: [tags, ['a']] } });
    const { codes } = found.output('outcome');
    expect([found.rule[0], codes[0]]).toEqual([-3, -1]);
    expect(found.rule[1]).toBeGreaterThanOrEqual(0);
  });

  it('unique', () => {
    const rules = [rule(heavy, 'approve'), rule(heavy.replace('some', 'not(some').replace(/'$/, ")'"), 'refuse')];
    const compiled = compileTable(table({ inputs, hitPolicy: 'unique', rules }), types);
    expect(compiled.decide({ tags }).undecided).toMatchObject({ code: 'table.too_long' });
  });
});

it('a list that holds another many times is paid for element by element', () => {
  const shared = '{l: for i in 1..1000 return i, m: for i in 1..1000 return l, r: for i in 1..3 return m}.r';
  expect(compile(shared, {}).evaluate({})).toBe(null);
});
