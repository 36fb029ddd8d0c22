import { describe, expect, it } from 'vitest';
import { compileTable } from './table.ts';
import { grounds, label, table } from './table-sample.ts';
import type { Types } from './types.ts';

const types: Types = { debt: 'number', d: 'date', s: 'string' };

const foundIn = (name: string, hitPolicy: string, cells: readonly string[]) => {
  const rules = cells.map(
    (cell) => `when: {${cell === '' ? '' : `${name}: '${cell}'`}}, then: {outcome: x}, ${grounds}`,
  );
  const inputs = `{name: ${name}, type: ${String(types[name])}, ${label}}`;
  const outputs = '{name: outcome, type: string}';
  const compiled = () => compileTable(table({ inputs, outputs, hitPolicy, rules }), types);
  return compiled;
};

describe('cases of a table', () => {
  it.each([
    ['debt', '> 60 * 24'],
    ['d', '> date("2026-01-01") + duration("P1Y")'],
    ['s', '< "m"'],
    ['s', '("a".."c")'],
    ['s', '("a".."a!")'],
  ])('%s %s is met', (name, cell) => {
    expect(foundIn(name, 'first', [cell, ''])().coverage.tried).toBeGreaterThan(0);
  });

  it.each([
    ['s', '< "m"', '> "m"'],
    ['s', '<= "m"', '>= "n"'],
    ['debt', '< 60 * 24', '> 60 * 24'],
  ])('a gap in %s between %s and %s is seen', (name, one, other) => {
    expect(foundIn(name, 'first', [one, other])).toThrow('No rule');
  });

  it('an overlap of ordered texts is seen', () => {
    expect(foundIn('s', 'unique', ['< "n"', '> "m"'])).toThrow(/fit/);
  });
});
