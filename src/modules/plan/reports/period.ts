import { formatMonth, type Lang, ordinal, type Text } from '../../../language/index.ts';

/** Name of a reporting period: *4-cü rüb, 2026*, or the month. */
export function periodName(period: string, lang: Lang): string {
  const quarter = Number(/Q(\d)$/.exec(period)?.[1]);
  const year = period.slice(0, 4);
  if (!quarter) return formatMonth(period, lang);
  if (lang === 'az') return `${ordinal(quarter)} rüb, ${year}`;
  return lang === 'en' ? `Q${quarter} ${year}` : `${quarter}-й квартал ${year}`;
}

export function inAll(write: (lang: Lang) => string): Text {
  return { az: write('az'), en: write('en'), ru: write('ru') };
}
