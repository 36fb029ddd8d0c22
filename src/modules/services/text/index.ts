import { textOf, words } from '../../../kernel/text.ts';
import type { Lang, Text } from '../../../language/lang.ts';
import { az } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export const all = { az, en, ru };
export type TextKey = keyof typeof az;
export const t = words(all);

type Values = Readonly<Record<string, string | number>>;

/** One sentence in all three languages; what fills its holes may differ by language. */
export function say(key: TextKey, values: (lang: Lang) => Values = () => ({})): Text {
  return { az: t('az', key, values('az')), en: t('en', key, values('en')), ru: t('ru', key, values('ru')) };
}

export const label = (key: TextKey): Text => textOf(all, key);
