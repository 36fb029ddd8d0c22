import type { Lang, Text } from '../language/lang.ts';

/** The words of a room in one language; en and ru must have every key of az: `const en: Words<typeof az> = …`. */
export type Words<A extends Readonly<Record<string, string>>> = { readonly [K in keyof A]: string };

/** `words({az, en, ru})` gives `t(lang, key, {name: value})`. Holes are written `{name}`. */
export function words<A extends Readonly<Record<string, string>>>(all: { az: A; en: Words<A>; ru: Words<A> }) {
  return (lang: Lang, key: keyof A & string, values: Readonly<Record<string, string | number>> = {}): string =>
    (all[lang][key] ?? key).replace(/([“«]?)(\{(\w+)\})/g, (_, quote: string, hole: string, name: string) => {
      const value = String(values[name] ?? hole);
      return quote + (quote === '' ? value : withinQuotes(value));
    });
}

const inner: Readonly<Record<string, string>> = { '“': '‘', '”': '’', '«': '„', '»': '“' };

/** What is quoted, with its own quotes as they are written within others: “‘Göyçay Proqram’ MMC”, «„Север“ ООО». */
const withinQuotes = (value: string): string => value.replace(/[“”«»]/g, (sign) => inner[sign] ?? sign);

/** One key in all three languages, for texts that are stored or sent. */
export function textOf<A extends Readonly<Record<string, string>>>(
  all: { az: A; en: Words<A>; ru: Words<A> },
  key: keyof A & string,
): Text {
  return { az: all.az[key] ?? key, en: all.en[key], ru: all.ru[key] };
}

/**
 * What somebody wrote, as others may read it: lines ended alike, without control characters and without the signs that
 * change the direction of writing, behind which a text can look like another.
 */
export const plainText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
