import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestsNode } from './ast.ts';
import { namesOf, parseExpression, parseTests } from './parse.ts';
import { print, printTests } from './print-sample.ts';
import { here, known, members, trees } from './tree-sample.ts';

const names = namesOf(known, members);

/** The tree without places in the source. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !['from', 'to', 'memberSpan'].includes(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, bare(part)]));
}

describe('a printed expression', () => {
  it('is read as the same expression again', () => {
    fc.assert(
      fc.property(trees.node, (node) => {
        expect(bare(parseExpression(print(node), names))).toEqual(bare(node));
      }),
      { numRuns: 2000 },
    );
  });

  it('is read as the same cell again', () => {
    const cell = fc.record({ negated: fc.boolean(), tests: fc.array(trees.test, { minLength: 1, maxLength: 3 }) });
    fc.assert(
      fc.property(cell, ({ negated, tests }) => {
        const node: TestsNode = { kind: 'tests', any: false, negated, tests, ...here };
        expect(bare(parseTests(printTests(node), names))).toEqual(bare(node));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['1+2*3', '1 + 2 * 3'],
    ['(1+2)*3', '(1 + 2) * 3'],
    ['a-(1-2)', 'a - (1 - 2)'],
    ['-(a**2)', '-(a ** 2)'],
    ['işçi   sayı > 5 and (a or x - y)', 'işçi sayı > 5 and (a or x-y)'],
    ['(if a then 1 else 2)+1', '(if a then 1 else 2) + 1'],
    ['company.yearly turnover[item>5]', 'company.yearly turnover[item > 5]'],
    ['{k:1, "two words":k}', '{"k": 1, "two words": k}'],
    ['not(a)', 'not(a)'],
    ['a in (>5,[1..2))', 'a in (> 5, [1..2))'],
  ])('%s', (source, expected) => {
    expect(print(parseExpression(source, names))).toBe(expected);
  });
});
