import { formatDate, formatNumber, type Lang, langs, type Text } from '../language/index.ts';
import type { FeelType, FeelValue } from './types.ts';

// A hole with a manat sign after it holds a sum.
const hole = /\{([^{}]+)\}(?=(\s*₼)?)/g;

/** The names in the holes of a text, in any of its languages. */
export const holesOf = (text: Text): string[] => [
  ...new Set(langs.flatMap((lang) => [...text[lang].matchAll(hole)].map((match) => (match[1] ?? '').trim()))),
];

/** Fills `{name}` in each language with the value, written as that language writes it. */
export function fillReason(text: Text, values: ReadonlyMap<string, { value: FeelValue; type: FeelType }>): Text {
  const put = (lang: Lang) =>
    text[lang].replace(hole, (whole, name: string, sum?: string) => {
      const found = values.get(name.trim());
      return found ? shown(found.value, found.type, lang, sum === undefined ? 0 : 2) : whole;
    });
  return { az: put('az'), en: put('en'), ru: put('ru') };
}

const absent: Text = { az: 'məlum deyil', en: 'not known', ru: 'нет сведений' };
const yes: Text = { az: 'bəli', en: 'yes', ru: 'да' };
const no: Text = { az: 'xeyr', en: 'no', ru: 'нет' };

/** `least`: decimals of a sum that is not whole, 12.50 ₼. */
function shown(value: FeelValue, type: FeelType, lang: Lang, least: number): string {
  if (value === null) return absent[lang];
  if (Array.isArray(value)) {
    const element = typeof type === 'object' && 'list' in type ? type.list : 'any';
    return value.map((item: FeelValue) => shown(item, element, lang, least)).join(', ');
  }
  if (typeof value === 'boolean') return (value ? yes : no)[lang];
  if (typeof value === 'number')
    return formatNumber(value, lang, Number.isInteger(value) ? 0 : Math.max(least, decimals(value)));
  return type === 'date' && typeof value === 'string' ? formatDate(value, lang) : String(value);
}

// All the digits there are: a rounded figure would not be the one that was compared.
const decimals = (value: number): number => {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.min(20, Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent)));
};
