import { describe, expect, it } from 'vitest';
import { compile, type FeelType } from '../../../feel/index.ts';
import { type Lang, langs } from '../../../language/index.ts';
import type { CompiledField } from '../definition/compiled.ts';
import { conditionText } from './conditions.ts';

const text = (az: string) => ({ az, en: `${az} en`, ru: `${az} ru` });
const base = { source: 'applicant', concept: 'c', class: 'open', optional: false, maxLength: 250 } as const;
const grounds = { why: text('Niyə'), article: 'rules 1' };
const of = (type: 'number' | 'decimal' | 'text' | 'date' | 'yesno' | 'choice'): CompiledField => ({
  ...base,
  ...grounds,
  name: type,
  label: text(type),
  type,
  ...(type === 'choice'
    ? { choices: ['a', 'b', 'c'].map((value) => ({ value, label: text(value.toUpperCase()), opens: [] })) }
    : {}),
});

const types: Readonly<Record<string, FeelType>> = {
  number: 'number',
  decimal: 'number',
  text: 'string',
  date: 'date',
  yesno: 'boolean',
  choice: 'string',
};

type Kind = Parameters<typeof of>[0];

function said(kind: Kind, cell: string, lang: Lang = 'az'): string | undefined {
  const program = compile(cell, { ...types, '?': types[kind] ?? 'any' }, { unary: true });
  const labelOf = (name: string) => (Object.hasOwn(types, name) ? text(name) : undefined);
  return conditionText(program, of(kind), labelOf)?.[lang];
}

describe('a condition is said', () => {
  it.each<[Kind, string, string]>([
    ['number', '>= 5', '5 və daha çox'],
    ['number', '> 5', '5-dən çox'],
    ['number', '< 1000', '1.000-dən az'],
    ['number', '<= 6', '6 və daha az'],
    ['number', '5', '5'],
    ['number', '-5', '-5'],
    ['number', '!= 5', 'istənilən, bundan başqa: 5'],
    ['number', 'not(> 5)', 'istənilən, bundan başqa: 5-dən çox'],
    ['number', '[1..5]', '1 – 5, hər ikisi daxil olmaqla'],
    ['number', '[1..5)', '1 və daha çox; 5-dən az'],
    ['number', '(1..5]', '1-dən çox; 5 və daha az'],
    ['number', '< 2, > 8', '2-dən az və ya 8-dən çox'],
    ['number', '? > 2 and 8 > ?', '2-dən çox; 8-dən az'],
    ['number', '> decimal', 'bundan çox: decimal'],
    ['number', 'decimal', 'eynidir: decimal'],
    ['number', 'null', 'yoxdur'],
    ['decimal', '> 0', '0,00 ₼-dan çox'],
    ['date', '>= date("2026-11-22")', '22.11.2026 və daha sonra'],
    ['date', '< date("2026-11-22")', '22.11.2026-dan əvvəl'],
    ['yesno', 'true', 'bəli'],
    ['choice', '"a"', 'A'],
    ['choice', '"a", "b", "c"', 'A, B və ya C'],
    ['choice', 'not("a", "b")', 'istənilən, bundan başqa: A və ya B'],
    ['text', '"AZ"', '“AZ”'],
    ['text', 'starts with(?, "AZ")', 'belə başlayır: “AZ”'],
  ])('%s %s: %s', (kind, cell, az) => {
    expect(said(kind, cell)?.replaceAll('\u00a0', ' ')).toBe(az);
  });

  it('in the other languages too', () => {
    expect(langs.map((lang) => said('number', '[5..9)', lang))).toEqual([
      '5 və daha çox; 9-dan az',
      '5 or more; less than 9',
      'не менее 5; менее 9',
    ]);
    expect(said('choice', 'not("a")', 'en')).toBe('anything except: A en');
    expect(said('choice', 'not("a")', 'ru')).toBe('любое значение, кроме: A ru');
  });

  it.each<[Kind, string]>([
    ['number', '? * 2 > decimal'],
    ['text', 'matches(?, "[A-Z]+")'],
    ['number', '> decimal + 1'],
  ])('by the expression alone where words would be another one: %s %s', (kind, cell) => {
    expect(said(kind, cell)).toBeUndefined();
  });
});
