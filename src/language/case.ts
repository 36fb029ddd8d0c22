import type { Lang } from './lang.ts';

// Built-in casing pairs i with I and turns İ into i + U+0307; in Azerbaijani the pairs are i/İ and ı/I, without that dot.
const composed = (text: string): string => text.normalize('NFC').replaceAll('\u0307', '').normalize('NFC');

/** Lower case by Azerbaijani rules (İ→i, I→ı), composed (NFC), without U+0307. */
export const lower = (text: string): string => composed(composed(text).replaceAll('I', 'ı').toLowerCase());

/** Upper case by Azerbaijani rules (i→İ, ı→I), composed (NFC), without U+0307. */
export const upper = (text: string): string => composed(composed(text).replaceAll('i', 'İ').toUpperCase());

/**
 * Sentence case: the first letter upper, the rest untouched. Opening quotes are passed over;
 * a text that starts with a digit stays as it is ("5 müraciət").
 */
export const capitalise = (text: string, lang: Lang = 'az'): string =>
  composed(text).replace(
    /^([^\p{L}\p{N}]*)(\p{L})/u,
    (_, before: string, letter: string) => before + (lang === 'az' ? upper(letter) : letter.toUpperCase()),
  );

/** A label within a sentence: its first letter small. Abbreviations keep their capitals (VÖEN), and so does what is quoted. */
export const small = (label: string, lang: Lang): string => {
  if (!/^\p{Lu}\p{Ll}/u.test(label)) return label;
  const first = label.slice(0, 1);
  return (lang === 'az' ? lower(first) : first.toLowerCase()) + label.slice(1);
};

/**
 * Labels as one list, of which the first begins as it does alone: “Adı, ünvanı, VÖEN”. `between` is a semicolon where
 * labels may have commas of their own: “Adı, atasının adı, soyadı; ünvanı”.
 */
export const listed = (labels: readonly string[], lang: Lang, between: ', ' | '; ' = ', '): string =>
  labels.map((label, index) => (index === 0 ? label : small(label, lang))).join(between);
