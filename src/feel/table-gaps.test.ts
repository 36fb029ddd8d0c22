import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTable, type Table } from './table.ts';
import { label, type Parts, problemsOf, rule, sound, table, types } from './table-sample.ts';
import type { Types } from './types.ts';

describe('a gap', () => {
  const gapOf = (parts: Parts) => problemsOf(parts).map(({ message }) => message.en);
  const one = (type: string, more = '') =>
    `{name: ${type === 'date' ? 'since' : type === 'boolean' ? 'resident' : 'jobs'}, type: ${type}, ${more} ${label}}`;

  it('refuses the table and names an example', () => {
    const [problem] = problemsOf({ ...sound, rules: sound.rules.slice(0, 2) });
    expect(problem).toMatchObject({ code: 'table.gap', path: ['rules'] });
    expect(problem?.message).toEqual({
      az: 'Cədvəldə boşluq var. Bu hal üçün qayda yoxdur: area = "…", jobs = 5.',
      en: 'The table has a gap. No rule fits this case: area = "…", jobs = 5.',
      ru: 'В таблице пробел. Для этого случая нет правила: area = "…", jobs = 5.',
    });
  });

  it('is not in a table that covers every case', () => {
    expect(gapOf(sound)).toEqual([]);
  });

  it('is found at a bound', () => {
    expect(
      gapOf({ inputs: one('number'), rules: [rule(`jobs: '< 5'`, 'refuse'), rule(`jobs: '> 5'`, 'approve')] }),
    ).toEqual(['The table has a gap. No rule fits this case: jobs = 5.']);
  });

  it('is found between two bounds, unless the values are listed', () => {
    const rules = [rule(`jobs: '<= 4'`, 'refuse'), rule(`jobs: '>= 5'`, 'approve')];
    expect(gapOf({ inputs: one('number'), rules })).toEqual([
      'The table has a gap. No rule fits this case: jobs = 4.5.',
    ]);
    expect(gapOf({ inputs: one('number', 'values: [3, 4, 5, 6],'), rules })).toEqual([]);
  });

  it('is found for a boolean and for a day', () => {
    expect(gapOf({ inputs: one('boolean'), rules: [rule('resident: true', 'approve')] })).toEqual([
      'The table has a gap. No rule fits this case: resident = false.',
    ]);
    const rules = [rule(`since: '< date("2026-03-01")'`, 'approve'), rule(`since: '> @"2026-03-01"'`, 'refuse')];
    expect(gapOf({ inputs: one('date'), rules })).toEqual([
      'The table has a gap. No rule fits this case: since = "2026-03-01".',
    ]);
  });

  it('is found only among the values an input can have', () => {
    const rules = [rule(`area: '"a"'`, 'approve'), rule(`area: '"b"'`, 'refuse')];
    const area = (values: string) => `{name: area, type: string, ${values} ${label}}`;
    expect(gapOf({ inputs: area('values: [a, b],'), rules })).toEqual([]);
    expect(gapOf({ inputs: area('values: [a, b, c],'), rules })).toEqual([
      'The table has a gap. No rule fits this case: area = "c".',
    ]);
  });

  it('is sought at null only if a cell writes null', () => {
    expect(gapOf({ inputs: one('number'), rules: [rule(`jobs: '< 5, >= 5'`, 'approve')] })).toEqual([]);
    const rules = [rule(`jobs: '< 5, >= 5'`, 'approve'), rule(`jobs: 'null', area: '"x"'`, 'officer')];
    expect(gapOf({ rules })).toEqual(['The table has a gap. No rule fits this case: area = "…", jobs = null.']);
  });

  it('is found where a cell looks at another input', () => {
    const inputs = `{name: jobs, type: number, ${label}}, {name: limit, type: number, values: [1, 2], ${label}}`;
    const limited = (last: string) =>
      table({ inputs, rules: [rule(`jobs: '< limit'`, 'refuse'), rule(`jobs: '${last}', limit: '1, 2'`, 'approve')] });
    const known: Types = { ...types, limit: 'number' };
    expect(() => compileTable(limited('> limit, 0'), known)).toThrow('jobs = 1, limit = 1');
    expect(() => compileTable(limited('> limit'), known)).toThrow('jobs = 1, limit = 1');
    expect(compileTable(limited('>= limit'), known).coverage).toEqual({ tried: 10, combinations: 10 });
  });

  it('is found in a list', () => {
    const inputs = `{name: tags, type: {list: string}, ${label}}`;
    const rules = [rule(`tags: 'list contains(?, "a")'`, 'approve'), rule(`tags: 'count(?) = 1'`, 'refuse')];
    expect(gapOf({ inputs, rules })).toEqual(['The table has a gap. No rule fits this case: tags = [].']);
  });

  it('is sought in no more than 20,000 combinations, the same in every run', () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const inputs = names.map((name) => `{name: ${name}, type: number, ${label}}`).join(', ');
    const when = names.map((name) => `${name}: '> 3'`).join(', ');
    const many = (...rules: string[]) =>
      compileTable(table({ inputs, rules }), Object.fromEntries(names.map((name) => [name, 'number' as const])));
    const compiled = many(rule(when, 'approve'), rule('', 'refuse'));
    expect(compiled.coverage).toEqual({ tried: 20_000, combinations: 3 ** 12 });
    expect(() => many(rule(when, 'approve'))).toThrow('No rule fits this case');
  });
});

describe('tables over intervals', () => {
  const bounds = fc
    .uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 6 })
    .map((found) => found.sort((a, b) => a - b));

  /** `< b0`, `[b0..b1)`, … `>= bn`: each number has exactly one rule. */
  const pieces = (sorted: readonly number[]) => [
    `< ${sorted[0]}`,
    ...sorted.slice(1).map((bound, index) => `[${sorted[index]}..${bound})`),
    `>= ${sorted.at(-1)}`,
  ];
  const over = (cells: readonly string[]): Parts => ({
    inputs: `{name: jobs, type: number, ${label}}`,
    outputs: '{name: outcome, type: number}',
    hitPolicy: 'unique',
    rules: cells.map((cell, index) => rule(`jobs: '${cell}'`, String(index))),
  });
  const compiled = (cells: readonly string[]): Table => compileTable(table(over(cells)), types);

  it('decide as the intervals say, and have neither gap nor overlap', () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: -1001, max: 1001 }), (sorted, jobs) => {
        const expected = sorted.filter((bound) => bound <= jobs).length;
        expect(compiled(pieces(sorted)).decide({ jobs }).outputs).toEqual({ outcome: expected });
      }),
      { numRuns: 60 },
    );
  });

  it('have a gap as soon as one interval is taken out, and the example lies in it', () => {
    fc.assert(
      fc.property(bounds, fc.nat(), (sorted, pick) => {
        const cells = pieces(sorted);
        const [taken] = cells.splice(pick % cells.length, 1);
        const [problem] = problemsOf(over(cells));
        expect(problem?.code).toBe('table.gap');
        const jobs = Number(/jobs = (\S+)\.$/.exec(problem?.message.en ?? '')?.[1]);
        const alone = compileTable(table({ ...over([taken ?? '']), hitPolicy: 'collect' }), types);
        expect(alone.decide({ jobs }).fired).toEqual([0]);
      }),
      { numRuns: 60 },
    );
  });

  it('have an overlap as soon as one interval is there twice', () => {
    fc.assert(
      fc.property(bounds, fc.nat(), (sorted, pick) => {
        const cells = pieces(sorted);
        const codes = problemsOf(over([...cells, cells[pick % cells.length] ?? ''])).map(({ code }) => code);
        expect(codes).toEqual(['table.overlap']);
      }),
      { numRuns: 60 },
    );
  });
});
