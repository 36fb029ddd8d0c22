import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { FeelError, FeelInputError } from './error.ts';
import type { FeelType, Types } from './types.ts';

const types: Types = {
  jobs: 'number',
  area: 'string',
  today: 'date',
  since: 'date',
  resident: 'boolean',
  count: 'number',
  'company-type': 'string',
  'işçi sayı': 'number',
  company: { context: { staff: 'number', 'yearly turnover': 'number', owner: { context: { name: 'string' } } } },
  employees: { list: { context: { name: 'string', salary: 'number' } } },
  extra: 'any',
};

const input = {
  jobs: 5,
  area: 'ai',
  today: '2026-11-22',
  since: '2024-02-29',
  resident: true,
  count: 3,
  'company-type': 'MMC',
  'işçi sayı': '12',
  company: { staff: 7, 'yearly turnover': '250000.50', owner: { name: 'Əli' } },
  employees: [
    { name: 'Ülkər', salary: 900 },
    { name: 'İlqar', salary: 1500 },
  ],
  extra: { deep: [1, { x: 'y' }] },
};

const value = (source: string) => compile(source, types).evaluate(input);

function refusal(source: string, options?: { unary: boolean }): FeelError {
  try {
    compile(source, types, options);
  } catch (error) {
    if (error instanceof FeelError) return error;
    throw error;
  }
  throw new Error(`compiled: ${source}`);
}

describe('expressions', () => {
  it.each([
    ['jobs >= 5 and area = "ai"', true],
    ['company.staff * 2 + jobs', 19],
    ['company.yearly turnover > 250000', true],
    ['işçi sayı + 1', 13],
    ['company-type = "MMC"', true],
    ['if resident then "yes" else "no"', 'yes'],
    ['for e in employees return e.salary', [900, 1500]],
    ['some e in employees satisfies e.salary > 1000', true],
    ['every e in employees satisfies e.salary > 1000', false],
    ['employees[salary > 1000].name', ['İlqar']],
    ['employees[item.salary > 1000][1].name', 'İlqar'],
    ['sum(employees.salary)', 2400],
    ['for i in 1..3, j in [10] return i * j + count(partial)', [10, 21, 32]],
    ['sort([3, 1, 2], function(a, b) a < b)', [1, 2, 3]],
    ['{a: 1, "b c": a + 1}.b c', 2],
    ['area in ("software", "ai")', true],
    ['jobs in (> 10, [1..5])', true],
    ['area in ["ai"] and jobs > 4', true],
    ['("ai" in area) and jobs > 4', true],
    ['0.1 + 0.2 = 0.3', true],
    ['employees[salary > company.staff * 100].name', ['Ülkər', 'İlqar']],
    ['substring(string: "Bakı", start position: 1, length: 2)', 'Ba'],
    ['extra.deep', [1, { x: 'y' }]],
    ['// a remark\njobs', 5],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it('gives dates and durations as ISO text', () => {
    expect(value('since + duration("P1Y")')).toBe('2025-02-28');
    expect(value('today - since')).toBe('P997D');
    expect(value('date and time("2026-11-22T09:30:00Z")')).toBe('2026-11-22T09:30:00Z');
    expect(value('today.year')).toBe(2026);
  });

  it('makes null of what cannot be computed', () => {
    expect(value('1 / 0')).toBeNull();
    expect(value('10 ** 7000')).toBeNull();
    expect(value('extra.absent')).toBeNull();
    expect(value('date(area)')).toBeNull();
    expect(compile('jobs > 5', types).evaluate({})).toBeNull();
    expect(compile('jobs = null', types).evaluate({ jobs: null })).toBe(true);
  });

  it('gives out no function and no range', () => {
    expect(value('[1..5]')).toBeNull();
    expect(value('[[1..5], 2]')).toEqual([null, 2]);
  });

  it('lists the names it uses, in the order of their use', () => {
    expect(compile('company.staff > jobs and jobs > 1', types).inputs).toEqual(['company', 'jobs']);
    expect(compile('for jobs in [1, 2] return jobs', types).inputs).toEqual([]);
    expect(compile('> jobs', { ...types, '?': 'number' }, { unary: true }).inputs).toEqual(['?', 'jobs']);
  });

  it.each<[string, FeelType]>([
    ['jobs > 5 or resident', 'boolean'],
    ['company.staff * 2', 'number'],
    ['if resident then "a" else "b"', 'string'],
    ['if resident then "a" else 5', 'any'],
    ['employees[salary > 1]', { list: { context: { name: 'string', salary: 'number' } } }],
    ['employees[1].name', 'string'],
    ['employees.name', { list: 'string' }],
    ['for e in employees return e.salary', { list: 'number' }],
    ['{a: today}.a', 'date'],
    ['date("2026-11-22").year', 'number'],
    ['duration("P1D")', 'days and time duration'],
    ['extra', 'any'],
  ])('knows the type of %s', (source, type) => {
    expect(compile(source, types).type).toEqual(type);
  });

  it('keeps the values of calls apart', () => {
    const program = compile('company.staff + jobs', types);
    expect(program.evaluate({ company: { staff: 1 }, jobs: 1 })).toBe(2);
    expect(program.evaluate({ company: {}, jobs: 1 })).toBeNull();
    expect(program.evaluate({ company: { staff: 4 }, jobs: '2.5' })).toBe(6.5);
  });
});

describe('mistakes found when compiling', () => {
  it.each([
    ['', 'feel.empty', 1, 1],
    ['jobs +', 'feel.incomplete', 1, 7],
    ['jobs > 1 )', 'feel.unexpected', 1, 10],
    ['jobs >\n  "5', 'feel.unexpected', 2, 3],
    ['jbos > 1', 'feel.unknown_name', 1, 1],
    ['jobs > 1 and\n  aera = "x"', 'feel.unknown_name', 2, 3],
    ['company.staf', 'feel.unknown_member', 1, 9],
    ['company.owner.nam', 'feel.unknown_member', 1, 15],
    ['company.staff.x', 'feel.unknown_member', 1, 15],
    ['employees.salry', 'feel.unknown_member', 1, 11],
    ['for e in employees return e.salry', 'feel.unknown_member', 1, 29],
    ['employees[slary > 1]', 'feel.unknown_name', 1, 11],
    ['today.yaer', 'feel.unknown_member', 1, 7],
    ['e.salary', 'feel.unknown_name', 1, 1],
    ['partial', 'feel.unknown_name', 1, 1],
    ['upper cas("x")', 'feel.unknown_function', 1, 1],
    ['sum', 'feel.function_as_value', 1, 1],
    ['company.staff()', 'feel.not_callable', 1, 1],
    ['count + count([1])', 'feel.not_callable', 1, 9],
    ['substring("a")', 'feel.arguments', 1, 1],
    ['substring(string: "a", from: 1)', 'feel.arguments', 1, 1],
    ['now()', 'feel.clock', 1, 1],
    ['date(now())', 'feel.clock', 1, 6],
    ['{f: function(n) f(n)}', 'feel.function_definition', 1, 5],
    ['sort([1], function(a, b) external {java: {class: "x"}})', 'feel.function_definition', 1, 11],
    ['date("2026-02-30")', 'feel.literal', 1, 1],
    ['@"22.11.2026"', 'feel.literal', 1, 1],
    ['matches(area, company-type)', 'feel.pattern', 1, 15],
    ['matches(area, "(")', 'feel.pattern', 1, 15],
    ['for i in 1..jobs return i', 'feel.range', 1, 10],
    ['some i in [1..100000] satisfies i = 7', 'feel.range', 1, 11],
    ['area * 2', 'feel.operands', 1, 1],
    ['today - jobs', 'feel.operands', 1, 1],
    ['string length(jobs)', 'feel.arguments', 1, 1],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'feel.too_deep', 1, 101],
    ['jobs in [5..1]', 'feel.interval', 1, 9],
    ['area > 5', 'feel.types_differ', 1, 8],
    ['today > "2026-01-01"', 'feel.types_differ', 1, 9],
    ['jobs in ("a", "b")', 'feel.types_differ', 1, 10],
    ['jobs instance of Date', 'feel.unknown_type', 1, 18],
    ['? > 5', 'feel.question_mark', 1, 1],
  ])('%j', (source, code, line, column) => {
    const { code: found, line: atLine, column: atColumn } = refusal(source);
    expect([found, atLine, atColumn]).toEqual([code, line, column]);
  });

  it('names the nearest known name', () => {
    expect(refusal('jbos > 1').nearest).toBe('jobs');
    expect(refusal('isçi sayı > 1').nearest).toBe('işçi sayı');
    expect(refusal('company.stuff').nearest).toBe('staff');
    expect(refusal('string lenght(area)').nearest).toBe('string length');
    expect(refusal('for staff in [1] return staf').nearest).toBe('staff');
    expect(refusal('zzzzzz').nearest).toBeUndefined();
    expect(refusal('jbos > 1').remedy.az).toBe('Bəlkə “jobs” nəzərdə tutulub?');
  });

  it('takes today from an input, never from the clock', () => {
    expect(value('today >= date("2026-11-22")')).toBe(true);
    expect(refusal('today()').code).toBe('feel.clock');
    expect(refusal('today()').remedy.en).toContain('the input “today”');
    expect(() => compile('today', { jobs: 'number' })).toThrow(FeelError);
  });

  it('has no way to JavaScript', () => {
    for (const source of ['area.constructor', 'company.__proto__', 'constructor', 'globalThis', 'employees.length']) {
      expect(() => compile(source, types)).toThrow(FeelError);
    }
    for (const source of ['extra.constructor', 'extra.__proto__', 'extra.deep.constructor.constructor']) {
      expect(JSON.stringify(value(source)) ?? 'null').toMatch(/^(null|\[(null,?)*\])$/);
    }
  });
});

describe('values given to an expression', () => {
  it.each([
    ['jobs', 'five'],
    ['jobs', Number.NaN],
    ['jobs', '1,5'],
    ['area', 5],
    ['resident', 'true'],
    ['today', '22.11.2026'],
    ['today', new Date(0)],
    ['company', []],
    ['employees', {}],
    ['extra', () => 1],
    ['extra', new Date(0)],
  ])('%s may not be %o', (name, wrong) => {
    expect(() => compile(name, types).evaluate({ [name]: wrong })).toThrow(FeelInputError);
  });

  it('says where the wrong value is and does not repeat it', () => {
    const program = compile('company.staff', types);
    expect(() => program.evaluate({ company: { staff: '7MXC3AB' } })).toThrow('company.staff must be number');
  });

  it('are not read if they are not used', () => {
    expect(compile('jobs', types).evaluate({ jobs: 1, area: 5 })).toBe(1);
  });

  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (data) => {
        const expected = JSON.parse(JSON.stringify(data).replaceAll('-0,', '0,')) as unknown;
        fc.pre(!JSON.stringify(data).includes('__proto__'));
        expect(compile('extra', types).evaluate({ extra: data })).toEqual(expected);
      }),
    );
  });
});

describe('whatever is written', () => {
  const spaced =
    'jobs area today company . staff employees ? ( ) [ ] { } : , + - * / ** < >= = and or not if then else for in ' +
    'return some every satisfies between function item .. 1 2.5 "x" " null true sum count sort matches external @"P1D"';
  const word = fc.constantFrom(
    ...spaced.split(' '),
    'instance of',
    'date("2026-01-01")',
    'string length',
    '//',
    '\n',
    'ə',
  );
  const source = fc.oneof(
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    fc.string(),
  );

  /** Whether it compiles and gives the same plain data twice, or is refused with words for the author. */
  const orderly = (text: string, unary: boolean): boolean => {
    try {
      const program = compile(text, { ...types, '?': 'number' }, { unary });
      const [first, second] = [program.evaluate({ ...input, '?': 3 }), program.evaluate({ ...input, '?': 3 })];
      return isDeepStrictEqual(first, second) && isDeepStrictEqual(JSON.parse(JSON.stringify(first)), first);
    } catch (error) {
      if (!(error instanceof FeelError)) throw error;
      const words = [...Object.values(error.text), ...Object.values(error.remedy)];
      return error.line > 0 && error.column > 0 && !words.join('').includes('undefined');
    }
  };

  it('compiles and gives the same data each time, or is refused', () => {
    fc.assert(
      fc.property(source, fc.boolean(), (text, unary) => {
        expect(orderly(text, unary)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('orders numbers as numbers, given as numbers or as decimals', () => {
    const less = compile('a < b', { a: 'number', b: 'number' });
    const figure = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100);
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        expect(less.evaluate({ a, b: b.toFixed(2) })).toBe(a < b);
      }),
    );
  });
});
