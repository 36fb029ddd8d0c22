import { lower } from './case.ts';
import type { Lang } from './lang.ts';

const nbsp = '\u00a0';

// Digits are laid out by the 'en' formatter, which every ICU build carries, and the marks are then exchanged:
// the result can't change with the machine's locale or the completeness of its locale data.
const marks: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  az: { ',': '.', '.': ',' },
  en: {},
  ru: { ',': nbsp, '.': ',' },
};

const localised = (english: string, lang: Lang): string =>
  lang === 'en' ? english : english.replace(/[.,]/g, (mark) => marks[lang][mark] ?? mark);

const formatters = new Map<string, Intl.NumberFormat>();

const formatter = (style: 'decimal' | 'percent', least: number, most: number): Intl.NumberFormat => {
  const key = `${style} ${least} ${most}`;
  let found = formatters.get(key);
  if (!found) {
    // 'negative': a value that rounds to zero is shown as 0, never as -0.
    const digits = { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: 'negative' } as const;
    found = new Intl.NumberFormat('en', { style, ...digits });
    formatters.set(key, found);
  }
  return found;
};

const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

const numeric = (n: number | bigint | string): number | bigint | `${number}` => {
  if (typeof n === 'bigint') return n;
  if (typeof n === 'number' && Number.isFinite(n)) return n;
  if (typeof n === 'string' && isDecimal(n)) return n;
  throw new RangeError('Expected a finite number or a decimal such as "1234.5"');
};

/**
 * A number with the language's marks: az 1.234,5 · en 1,234.5 · ru 1 234,5.
 * @param n a number, a bigint or an exact decimal string ("1234.5")
 * @param digits exactly this many decimals; without it, as many as there are, at most three
 * @throws RangeError if `n` is not a finite number
 */
export const formatNumber = (n: number | bigint | string, lang: Lang, digits?: number): string =>
  localised(formatter('decimal', digits ?? 0, digits ?? 3).format(numeric(n)), lang);

/**
 * A share as a percentage: 0.064 → az and ru "6,4 %" (no-break space), en "6.4%".
 * @param share 1 is the whole
 * @param digits exactly this many decimals; without it, at most one
 * @throws RangeError if `share` is not finite
 */
export const formatPercent = (share: number, lang: Lang, digits?: number): string => {
  const english = formatter('percent', digits ?? 0, digits ?? 1).format(numeric(share));
  return lang === 'en' ? english : `${localised(english.slice(0, -1), lang)}${nbsp}%`;
};

const manat = (qepik: bigint): string => {
  const digits = `${qepik < 0n ? -qepik : qepik}`.padStart(3, '0');
  return `${qepik < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/**
 * A sum in manat: az "1.234,50 ₼", en "1,234.50 ₼", ru "1 234,50 ₼" (no-break spaces). Rounding is a decision of the
 * rule that made the sum, so a part of a qəpik is refused here, never rounded away.
 * @param amount manat as a decimal string ("1234.5"), or qəpik as a bigint (123450n)
 * @throws RangeError if `amount` is not a decimal or has a part of a qəpik
 */
export const formatMoney = (amount: string | bigint, lang: Lang): string => {
  const exact = typeof amount === 'bigint' ? manat(amount) : amount;
  if (/\.\d{2,}[1-9]/.test(exact)) throw new RangeError('Expected a sum without a part of a qəpik');
  return `${formatNumber(exact, lang, 2)}${nbsp}₼`;
};

/**
 * Azerbaijani endings after a numeral. They follow the last word of the number as it is read aloud and are joined by a
 * hyphen, as the orthography rules have it: 21-dən, 2-yə, 6-nın, 5-i, 16-cı.
 */
export type NumberSuffix =
  | 'ordinal'
  | 'possessive'
  | 'genitive'
  | 'dative'
  | 'accusative'
  | 'locative'
  | 'ablative'
  | 'limit';

// A = a/ə and I = ı/i/u/ü by vowel harmony; first the ending after a consonant, then after a vowel.
// -dək has one form in writing whatever the vowel (saat 18:00-dək).
const endings: Readonly<Record<NumberSuffix, readonly [string, string]>> = {
  ordinal: ['cI', 'cI'],
  possessive: ['I', 'sI'],
  genitive: ['In', 'nIn'],
  dative: ['A', 'yA'],
  accusative: ['I', 'nI'],
  locative: ['dA', 'dA'],
  ablative: ['dAn', 'dAn'],
  limit: ['dək', 'dək'],
};

const ones = ['sıfır', 'bir', 'iki', 'üç', 'dörd', 'beş', 'altı', 'yeddi', 'səkkiz', 'doqquz'];
const tens = ['', 'on', 'iyirmi', 'otuz', 'qırx', 'əlli', 'altmış', 'yetmiş', 'səksən', 'doxsan'];
const thousands = ['', 'min', 'milyon', 'milyard', 'trilyon'];
const units: Readonly<Record<string, string>> = { '%': 'faiz', '₼': 'manat' };

const lastWord = (digits: string): string => {
  const [, head = '0', zeros = ''] = /^0*(\d*?)(0*)$/.exec(digits) ?? [];
  const digit = Number(head.slice(-1));
  if (digit === 0 || zeros === '') return ones[digit] ?? '';
  if (zeros.length === 1) return tens[digit] ?? '';
  if (zeros.length === 2) return 'yüz';
  // Above a trillion every name ends in -lyon too.
  return thousands[Math.min(Math.floor(zeros.length / 3), 4)] ?? '';
};

const vowelOf: Readonly<Record<string, readonly [a: string, i: string]>> = {
  a: ['a', 'ı'],
  ı: ['a', 'ı'],
  o: ['a', 'u'],
  u: ['a', 'u'],
  e: ['ə', 'i'],
  ə: ['ə', 'i'],
  i: ['ə', 'i'],
  ö: ['ə', 'ü'],
  ü: ['ə', 'ü'],
};

const ending = (word: string, kind: NumberSuffix): string => {
  const vowel = /([aıoueəiöü])[^aıoueəiöü]*$/.exec(word)?.[1] ?? 'i';
  const [a, i] = vowelOf[vowel] ?? ['ə', 'i'];
  return endings[kind][word.endsWith(vowel) ? 1 : 0].replace('A', a).replace('I', i);
};

const written = (n: number | bigint | string): string => {
  const text = typeof n === 'number' ? String(n).replace('.', ',') : String(n);
  if (typeof n === 'number' && !/^-?[\d,]+$/.test(text))
    throw new RangeError('Expected a number that can be read aloud');
  return text;
};

/**
 * A number with a case ending: suffixed(4, 'possessive') → "4-ü", suffixed(13, 'ablative') → "13-dən",
 * suffixed('61,3 %', 'possessive') → "61,3 %-i", suffixed('25.11.2026', 'limit') → "25.11.2026-dək".
 * @param n a number, printed without grouping, or text already written the Azerbaijani way: grouped, with decimals,
 *   a percentage, a sum, a time or a date
 * @throws RangeError if the text does not end in a number
 */
export const suffixed = (n: number | bigint | string, kind: NumberSuffix): string => {
  const text = written(n);
  const [, digits, unit] = /(\d+)\s?([%₼])?$/.exec(text.replace(/(?<=\d)[.\s](?=\d)/g, '')) ?? [];
  if (digits === undefined) throw new RangeError('Expected a text that ends in a number');
  return `${text}-${ending((unit && units[unit]) || lastWord(digits), kind)}`;
};

/** An ordinal: 1-ci, 3-cü, 2026-cı, 2000-ci. */
export const ordinal = (n: number | bigint): string => suffixed(n, 'ordinal');

/** A title in the genitive, after its closing quote where it has one: Qaydalar → Qaydaların, “… Planı” → “… Planı”nın. */
export const genitive = (title: string): string => {
  const word = /(\p{L}+)[^\p{L}]*$/u.exec(title)?.[1];
  return word === undefined ? title : title + ending(lower(word), 'genitive');
};
