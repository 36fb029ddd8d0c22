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
export const capitalise = (text: string): string =>
  composed(text).replace(/^([^\p{L}\p{N}]*)(\p{L})/u, (_, before: string, letter: string) => before + upper(letter));
