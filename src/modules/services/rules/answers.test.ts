import { describe, expect, it } from 'vitest';
import type { Json } from '../../../kernel/job.ts';
import type { AskedField, CompiledField, CompiledPage, GroupField } from '../definition/compiled.ts';
import { readForm } from '../reading-form.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { fieldViews } from '../present/question.ts';
import { checkPage, isOpen, questionsFor } from './answers.ts';

const text = (az: string) => ({ az, en: az, ru: az });

const asked = (name: string, more: Partial<AskedField> = {}): AskedField => ({
  source: 'applicant',
  name,
  concept: `test.${name}`,
  type: 'text',
  class: 'open',
  label: text(name),
  optional: false,
  maxLength: 20,
  why: text('why'),
  article: 'act 1',
  ...more,
});

const group: GroupField = {
  source: 'group',
  name: 'products',
  label: text('products'),
  item: text('product'),
  min: 1,
  max: 3,
  fields: [asked('title'), asked('price', { type: 'decimal', optional: true })],
  why: text('why'),
  article: 'act 1',
};

const choices = ['a', 'b', 'other'].map((value) => ({
  value,
  label: text(value),
  opens: value === 'other' ? ['more'] : [],
}));

const fields: readonly CompiledField[] = [
  asked('kind', { type: 'choice', choices }),
  asked('more', { openedBy: { field: 'kind', choice: 'other' } }),
  asked('count', { type: 'number', min: 1, max: 1000 }),
  asked('sum', { type: 'decimal', min: 0 }),
  asked('day', { type: 'date' }),
  asked('agree', { type: 'yesno' }),
  asked('remark', { optional: true }),
  asked('account', { format: 'iban', maxLength: 42 }),
  group,
];
const service = { fields } as CompiledService;
const pageWith = (...names: readonly string[]): CompiledPage => ({ page: 'p', question: text('?'), fields: names });
const check = (name: string, value: Json, more: Record<string, Json> = {}) =>
  checkPage(service, pageWith(name), { [name]: value, ...more });
const words = (name: string, value: Json) => check(name, value).errors.map((error) => error.text.az);

describe('the number of an account', () => {
  it('is kept without spaces and in capitals, of any country', () => {
    expect(check('account', ' az21 nabz 0000 0000 1370 1000 1944 ').kept).toEqual({
      account: 'AZ21NABZ00000000137010001944',
    });
    expect(check('account', 'GB82 WEST 1234 5698 7654 32').kept).toEqual({ account: 'GB82WEST12345698765432' });
  });

  it.each(['AZ21NABZ00000000137010001945', 'AZ21NABZ0000000013701000194', '1234567890'])('%s is wrong', (typed) => {
    const { kept, errors } = check('account', typed);
    expect(kept).toEqual({ account: null });
    expect(errors).toMatchObject([
      {
        field: 'account',
        text: {
          az: expect.stringContaining('IBAN səhvdir'),
          en: expect.stringContaining('IBAN is not right'),
          ru: expect.stringContaining('IBAN указан неверно'),
        },
      },
    ]);
  });
});

describe('an answer', () => {
  it.each<[string, unknown, unknown]>([
    ['remark', '  çox\u0000 yaxşı\u202e ', 'çox yaxşı'],
    ['count', 5, 5],
    ['sum', '1250.50', '1250.50'],
    ['day', '2026-11-22', '2026-11-22'],
    ['agree', false, false],
    ['kind', 'b', 'b'],
    ['remark', '', null],
  ])('of %s: %j is kept as %j', (name, value, kept) => {
    expect(check(name, value as Json)).toEqual({ kept: expect.objectContaining({ [name]: kept }), errors: [] });
  });

  it.each<[string, unknown, string]>([
    ['count', '', 'tam ədəd yazın'],
    ['count', 'beş', 'tam ədəd yazın'],
    ['count', 1.5, 'tam ədəd yazın'],
    ['count', 0, '1 və ya daha böyük'],
    ['count', 2500, '1.000 və ya daha kiçik'],
    ['sum', 12, 'ədəd yazın'],
    ['sum', '1.234', 'ədəd yazın'],
    ['day', '2026-02-30', '22.11.2026'],
    ['agree', 'yes', '“bəli” və ya “xeyr”'],
    ['kind', 'c', 'variantlardan birini'],
    ['more', null, 'cavabı yazın'],
    ['remark', 'a'.repeat(21), 'ən çoxu 20 simvol yazın, indi 21'],
  ])('of %s: %j is not taken, and the words say what to write', (name, value, say) => {
    const found =
      name === 'more' ? check('kind', 'other').errors.map((error) => error.text.az) : words(name, value as Json);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(say);
  });

  it('counts characters as people do, not as the machine stores them', () => {
    expect(words('remark', '😀'.repeat(20))).toEqual([]);
  });
});

describe('a choice that opens a field', () => {
  it('asks for it only when it is chosen, and forgets it when it is not', () => {
    expect(checkPage(service, pageWith('kind'), { kind: 'a', more: 'left over' })).toEqual({
      kept: { kind: 'a', more: null },
      errors: [],
    });
    expect(checkPage(service, pageWith('kind'), { kind: 'other', more: 'yes' }).kept).toEqual({
      kind: 'other',
      more: 'yes',
    });
    const more = fields.find((field) => field.name === 'more') as AskedField;
    expect([isOpen(service, more, { kind: 'other' }), isOpen(service, more, { kind: 'b' })]).toEqual([true, false]);
  });
});

describe('a repeating group', () => {
  it('keeps filled items, drops blank ones, and names the input that is wrong', () => {
    const items = [
      { title: 'Alma', price: '1.20' },
      { title: '', price: null },
      { title: '', price: '3' },
    ];
    const { kept, errors } = check('products', items);
    expect(kept.products).toEqual([
      { title: 'Alma', price: '1.20' },
      { title: null, price: '3' },
    ]);
    expect(errors.map(({ field }) => field)).toEqual(['products.1.title']);
  });

  it('has a least and a most', () => {
    expect(words('products', [])[0]).toContain('ən azı 1');
    expect(
      words(
        'products',
        [1, 2, 3, 4].map((n) => ({ title: `n${n}` })),
      )[0],
    ).toContain('ən çoxu 3');
  });

  it('is read from a form, grows and shrinks by its buttons', () => {
    const page = pageWith('products');
    const body = {
      'products.0.title': 'Alma',
      'products.0.price': '1.234,50',
      'products.1.title': 'Armud',
      'products.1.price': '',
    };
    const items = [
      { title: 'Alma', price: '1234.50' },
      { title: 'Armud', price: null },
    ];
    expect(readForm(service, page, body, 'az')).toEqual({ values: { products: items }, resize: false });
    expect(readForm(service, page, { ...body, 'add-products': '2' }, 'az')).toEqual({
      values: { products: [...items, {}] },
      resize: true,
    });
    expect(readForm(service, page, { ...body, 'remove-products': '0' }, 'az')).toEqual({
      values: { products: [items[1]] },
      resize: true,
    });
  });

  it('shows one empty item to begin with', () => {
    const [view] = fieldViews(service, pageWith('products'), {});
    expect(view).toMatchObject({
      kind: 'group',
      items: [[{ name: 'products.0.title' }, { name: 'products.0.price' }]],
    });
  });
});

describe('a form', () => {
  it('is read as its language writes figures and dates; what cannot be read stays as typed', () => {
    const page = pageWith('count', 'sum', 'day', 'agree');
    const body = { count: '1.000', sum: '12,5', day: '22.11.2026', agree: 'yes' };
    expect(readForm(service, page, body, 'az').values).toEqual({
      count: 1000,
      sum: '12.5',
      day: '2026-11-22',
      agree: true,
    });
    expect(readForm(service, page, { ...body, count: '1,000' }, 'en').values).toMatchObject({ count: 1000 });
    const wrong = readForm(service, page, { count: 'çox', sum: '', day: 'dünən', agree: '' }, 'az').values;
    expect(wrong).toEqual({ count: 'çox', sum: null, day: 'dünən', agree: null });
  });
});

it('counts a question that was put and left empty, and none that no choice opened', () => {
  const form = { fields, pages: [pageWith('kind', 'remark'), pageWith('count')] };
  const names = (answers: Record<string, Json>) => questionsFor(form, answers).map(({ name }) => name);
  expect(names({ kind: 'a', count: 3 })).toEqual(['kind', 'remark', 'count']);
  expect(names({ kind: 'other', more: 'x', count: 3 })).toEqual(['kind', 'more', 'remark', 'count']);
});
