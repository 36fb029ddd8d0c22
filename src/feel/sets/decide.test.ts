import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../table.ts';
import { noRule, severalRules } from './block.ts';
import type { Decisions } from './decide.ts';
import { evaluateMany } from './many.ts';
import { columnsOf, rows, tables } from './set-sample.ts';

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
});
