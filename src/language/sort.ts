import type { Lang } from './lang.ts';

type Compare = (a: string, b: string) => number;

const comparers: Readonly<Record<Lang, Compare>> = {
  az: new Intl.Collator('az').compare,
  en: new Intl.Collator('en').compare,
  ru: new Intl.Collator('ru').compare,
};

/** Compares two texts in the order of the language's alphabet; for `Array.prototype.sort`. */
export const compare = (lang: Lang): Compare => comparers[lang];

/** Azerbaijani alphabetical order: A B C Ç D E Ə F G Ğ H X I İ J K Q L … */
export const compareAz: Compare = comparers.az;
