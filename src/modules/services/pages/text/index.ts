import type { Lang, Text } from '../../../../language/index.ts';
import { az, type Words } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type { Words } from './az.ts';

/** Words of the room's pages. Functions, because counts and dates take endings that differ by language. */
export const texts: Readonly<Record<Lang, Words>> = { az, en, ru };

type PlainKey = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];

/** One of them in all three languages. */
export function label(key: PlainKey): Text {
  return { az: az[key], en: en[key], ru: ru[key] };
}
