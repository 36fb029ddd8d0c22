import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeelInputError } from '../error.ts';
import { full } from '../fuel.ts';
import { label, rule, table, types } from '../table-sample.ts';
import { compileTable, type Decision } from '../table.ts';
import { noRule, severalRules, tooLong } from './block.ts';
import { type NumberColumn, numberColumn, stringColumn } from './column.ts';
import type { Decisions } from './decide.ts';
import { evaluateMany } from './many.ts';
import { columnsOf, rows, tables } from './set-sample.ts';
import { blockSize } from './slot.ts';

/** What is found about a row. */
function asDecided({ rule, fired, missing, output }: Decisions, names: readonly string[], row: number) {
  const deciding = rule[row] ?? noRule;
  const all = fired ? [...fired.rules.subarray(fired.offsets[row], fired.offsets[row + 1])] : [deciding];
  const outputs = names.map((name) => {
    const { codes, dictionary } = output(name);
    return [name, dictionary[codes[row] ?? -1]];
  });
  const undecided = deciding === severalRules ? 'table.overlap' : deciding === noRule && !fired ? 'nothing' : null;
  return {
    rules: undecided === null ? all : [],
    undecided,
    outputs: undecided === null ? Object.fromEntries(outputs) : null,
    missing: missing[row] === 1,
  };
}

const decided = ({ reasons, outputs, undecided, missing }: Decision) => ({
  rules: reasons.map(({ rule }) => rule),
  undecided: undecided === null || undecided.code === 'table.overlap' ? (undecided?.code ?? null) : 'nothing',
  outputs,
  missing: missing.length > 0,
});

describe('a table over columns', () => {
  for (const asked of [true, false]) {
    it(`decides as the table does row by row, ${asked ? 'with' : 'beyond'} what columns can be asked`, () => {
      fc.assert(
        fc.property(tables(asked), rows, fc.constantFrom(0, 3, 3, 4), (one, population, scale) => {
          const found = evaluateMany(one, columnsOf(population, scale));
          const names = one.source.outputs.map(({ name }) => name);
          for (const [index, row] of population.entries()) {
            const expected = one.decide(row);
            expect(asDecided(found, names, index)).toEqual(decided(expected));
            expect(found.decision(index)).toEqual(expected);
          }
        }),
        { numRuns: 100 },
      );
    }, 120_000);
  }

  it('finds the same in every block of rows', () => {
    fc.assert(
      fc.property(tables(false), rows, (one, population) => {
        const at = (row: number) => (row * 7) % population.length;
        const many = Array.from({ length: 2 * blockSize + 7 }, (_, row) => at(row)).flatMap(
          (row) => population[row] ?? [],
        );
        const few = evaluateMany(one, columnsOf(population, 3));
        const found = evaluateMany(one, columnsOf(many, 3));
        expect(found.rule).toEqual(found.rule.map((_, row) => few.rule[at(row)] ?? noRule));
        expect(found.missing).toEqual(found.missing.map((_, row) => few.missing[at(row)] ?? 2));
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  it('finds the rows of all columns whose numbers do not fit', () => {
    const input = (name: string) => `{name: ${name}, type: number, ${label}}`;
    const source = table({
      inputs: `${input('jobs')}, ${input('count')}`,
      rules: [rule(`jobs: '> 5', count: '> 5'`, 'approve'), rule('', 'refuse')],
    });
    const numbers = (row: number): NumberColumn => {
      const values = new Float64Array(blockSize + 1).fill(9);
      return { kind: 'number', scale: 0, values, exact: new Map([[row, '0.5']]) };
    };
    const found = evaluateMany(compileTable(source, { jobs: 'number', count: 'number' }), {
      jobs: numbers(blockSize),
      count: numbers(0),
    });
    expect([found.rule[0], found.rule[1], found.rule[blockSize]]).toEqual([1, 0, 1]);
  });

  it('does not read what a column says where the number is given apart', () => {
    const one = rules([`jobs: '> 5'`, 'approve'], ['', 'refuse']);
    const jobs = { kind: 'number', scale: 0, values: Float64Array.of(0.5, 9, 9, 1) } as const;
    const exact = new Map([
      [0, '7.5'],
      [1, '1.5'],
      [2, '1.5'],
    ]);
    const found = evaluateMany(one, {
      area: stringColumn(['', '', '', '']),
      jobs: { ...jobs, nulls: Uint8Array.of(1, 0, 1, 1), exact },
    });
    expect([...found.rule]).toEqual([0, 1, 1, 1]);
    expect([...found.missing]).toEqual([0, 0, 0, 1]);
    expect([...found.times]).toEqual([1, 3]);
  });

  const columns = (texts: readonly (string | null)[], jobs: readonly (string | number | null)[]) => ({
    area: stringColumn(texts),
    jobs: numberColumn(jobs, 0),
  });
  const rules = (...all: readonly (readonly [when: string, outcome: string])[]) =>
    compileTable(table({ rules: all.map(([when, outcome]) => rule(when, outcome)) }), types);

  it('stays on the columns for what one value tells, with any literal', () => {
    const one = rules([`area: 'contains(?, "a")', jobs: '> 2.5, -99999999999999999999.5'`, 'approve'], ['', 'refuse']);
    const found = evaluateMany(one, columns(['ai', 'b', null, 'ai'], [3, 3, 3, 2]));
    expect([...found.rule]).toEqual([0, 1, 1, 1]);
    expect([...found.missing]).toEqual([0, 0, 1, 0]);
    expect([...found.times]).toEqual([1, 3]);
    expect(found.exact).toBe(0);
  });

  it('leaves to the table what exceeds the scale or 53 bits, and what it has to compute', () => {
    const sum = rules([`jobs: '? * ? > 10'`, 'approve'], ['', 'refuse']);
    expect(evaluateMany(sum, columns(['', '', '', ''], [3, 4, '4.5', 94_906_266])).exact).toBe(2);
    const division = rules([`area: '"ai"', jobs: '? / 3 > 1'`, 'approve'], ['', 'refuse']);
    const found = evaluateMany(division, columns(['ai', 'b', 'ai'], [3, 9, 4]));
    expect([...found.rule]).toEqual([1, 1, 0]);
    expect(found.exact).toBe(2);
  });

  it('runs dry where the table does, though each cell alone would not', () => {
    const one = rules([`area: '? + "" = "x"'`, 'approve'], [`area: '? + "" > "a"'`, 'officer'], ['', 'refuse']);
    const long = 'b'.repeat(0.6 * full);
    const found = evaluateMany(one, columns([long, 'b'], [1, 1]));
    expect(one.decide({ area: long, jobs: 1 }).undecided?.code).toBe('table.too_long');
    expect([...found.rule]).toEqual([tooLong, 1]);
    expect(found.exact).toBe(1);
  });

  it('takes plain values where a column has no other form', () => {
    const source = {
      ...table({
        inputs: `{name: tags, type: {list: string}, ${label}}`,
        rules: [rule(`tags: 'list contains(?, "a")'`, 'approve'), rule('', 'refuse')],
      }),
    };
    const found = evaluateMany(compileTable(source, types), { tags: { kind: 'values', values: [['a'], [], null] } });
    expect([...found.rule]).toEqual([0, 1, 1]);
    expect(found.output('outcome').dictionary).toEqual(['approve', 'refuse']);
    expect(() => found.output('other')).toThrow(FeelInputError);
  });
});
