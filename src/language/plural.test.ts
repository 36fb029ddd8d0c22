import { describe, expect, test } from 'vitest';
import type { Lang } from './lang.ts';
import { plural, type PluralForms } from './plural.ts';

const forms: PluralForms = {
  az: { other: 'müraciət' },
  en: { one: 'application', other: 'applications' },
  ru: { one: 'обращение', few: 'обращения', many: 'обращений' },
};

describe('plural', () => {
  test.each([0, 1, 2, 5, 1.5])('az %s takes no plural', (n) => expect(plural(n, 'az', forms.az)).toBe('müraciət'));

  test.each([
    [0, 'applications'],
    [1, 'application'],
    [2, 'applications'],
    [1.5, 'applications'],
    [21, 'applications'],
  ])('en %s %s', (n, form) => expect(plural(n, 'en', forms.en)).toBe(form));

  test.each([
    [0, 'обращений'],
    [1, 'обращение'],
    [2, 'обращения'],
    [4, 'обращения'],
    [5, 'обращений'],
    [11, 'обращений'],
    [12, 'обращений'],
    [21, 'обращение'],
    [22, 'обращения'],
    [111, 'обращений'],
    [1.5, 'обращения'],
  ])('ru %s %s', (n, form) => expect(plural(n, 'ru', forms.ru)).toBe(form));

  test('a language known only at run time', () => {
    const words = (['az', 'en', 'ru'] as Lang[]).map((lang) => plural(1, lang, forms[lang]));
    expect(words).toEqual(['müraciət', 'application', 'обращение']);
  });

  test('forms of another language are refused', () => {
    expect(() => plural<Lang>(5, 'ru', forms.az)).toThrow(RangeError);
  });
});
