import type { Lang } from './lang.ts';

/** The forms of a noun after a number; Azerbaijani has one ("5 müraciət"). Names as in Unicode CLDR. */
export type PluralForms = {
  readonly az: { readonly other: string };
  readonly en: { readonly one: string; readonly other: string };
  readonly ru: { readonly one: string; readonly few: string; readonly many: string };
};

const english = new Intl.PluralRules('en');
const russian = new Intl.PluralRules('ru');

const category = (n: number, lang: Lang): Intl.LDMLPluralRule => {
  if (lang === 'az') return 'other';
  if (lang === 'en') return english.select(n);
  const chosen = russian.select(n);
  // After a fraction Russian takes the genitive singular, the form of "few": 1,5 обращения.
  return chosen === 'other' ? 'few' : chosen;
};

/**
 * The form of a noun that follows the number `n` (the number itself is not included).
 * @example plural(3, 'ru', { one: 'обращение', few: 'обращения', many: 'обращений' }) // 'обращения'
 * @throws RangeError if the forms are of another language
 */
export const plural = <L extends Lang>(n: number, lang: L, forms: PluralForms[L]): string => {
  const byCategory: Partial<Record<Intl.LDMLPluralRule, string>> = forms;
  const form = byCategory[category(n, lang)];
  if (form === undefined) throw new RangeError(`No form of the noun for ${n} in ${lang}`);
  return form;
};
