import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { FeelError } from './error.ts';
import { compilePattern } from './regex/index.ts';
import { compileTable } from './table.ts';
import { label, rule, table } from './table-sample.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

/** Milliseconds that something takes. */
function taking(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const refused = (source: string) => () => expect(() => compile(source, {})).toThrow(FeelError);

describe('reading takes no longer than a text is long', () => {
  it('for brackets behind `in`', () => {
    expect(taking(refused(`${'1 in ('.repeat(20)}1 1`))).toBeLessThan(endless);
  });

  it('for brackets that may close an interval', () => {
    expect(taking(refused(`${'[1..x[ -'.repeat(20)}§`))).toBeLessThan(endless);
  });
});

/** Lists that hold the one before twice: 2^18 numbers, hardly any memory. */
const doubled = Array.from({ length: 18 }, (_, index) => `a${index + 1}: [a${index}, a${index}]`).join(', ');

describe('fuel bounds the time of', () => {
  it('asking for a type', () => {
    const type = `${'list<'.repeat(20)}number${'>'.repeat(20)}`;
    const source = `{a0: [1, 1], ${doubled}, all: for i in 1..10 return a18 instance of ${type.slice(5, -1)}}.all`;
    expect(compile(source, {}).evaluate({})).toBe(null);
  });

  it('a loop, whatever its body is', () => {
    const body = `x${' + 1'.repeat(200)}`;
    const source = `count(for i in xs, x in xs return ${body})`;
    const { evaluate } = compile(source, { xs: { list: 'number' } });
    const xs = Array.from({ length: 500 }, (_, index) => index);
    expect(evaluate({ xs })).toBe(null);
    expect(
      compile('count(xs[some x in xs satisfies x + 1 + 1 + 1 + 1 + 1 < 0])', { xs: { list: 'number' } }).evaluate({
        xs,
      }),
    ).toBe(null);
  });

  it('comparing texts', () => {
    const input = { t: 'a'.repeat(100_000), u: `${'a'.repeat(99_999)}b` };
    const types = { t: 'string', u: 'string' } as const;
    expect(compile('count((for i in 1..300 return i)[t = u])', types).evaluate(input)).toBe(null);
    expect(compile('count((for i in 1..300 return i)[t < u])', types).evaluate(input)).toBe(null);
  });

  it('trying a table', () => {
    const heavy = `tags: 'count(for a in 1..900, b in 1..900 return a * jobs) > 1 and count(?) > jobs'`;
    const inputs = `{name: tags, type: {list: string}, ${label}}, {name: jobs, type: number, values: [${[...Array(33).keys()].join(', ')}], ${label}}`;
    const source = table({ inputs, rules: [rule(heavy, 'approve'), rule('', 'refuse')] });
    const start = performance.now();
    const { coverage } = compileTable(source, { tags: { list: 'string' }, jobs: 'number' });
    expect(coverage.tried).toBeLessThan(coverage.combinations);
    expect(performance.now() - start).toBeLessThan(endless);
  });
});

describe('patterns', () => {
  it('that repeat nothing are written once', () => {
    expect(taking(() => compilePattern('(?:(?:(?:){10000}){10000}){20}'))).toBeLessThan(endless);
    expect(compilePattern('a(?:(?:){10000}){10000}b')?.test('ab')).toBe(true);
  });

  it('with thousands of characters in a class look once at each point', () => {
    const signs = String.fromCodePoint(...Array.from({ length: 3000 }, (_, index) => 0x4e00 + 2 * index));
    const pattern = compilePattern(`[${signs}]`);
    const text = '\u3042'.repeat(500_000);
    expect(pattern?.test(signs.slice(-1))).toBe(true);
    expect(taking(() => expect(pattern?.test(text)).toBe(false))).toBeLessThan(endless);
  });
});
