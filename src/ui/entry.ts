import type { Lang } from '../language/index.ts';

/*
 * What people type, and what is stored. A page shows the typed text again as it was; only a valid one is kept.
 */

const written = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/;
const together = /^(\d\d)(\d\d)(\d{4})$/;
const iso = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * Reads a date as `DayInput` asks for it: 22.11.2026, 22/11/2026, 22 11 2026, 22112026, or 2026-11-22.
 * @returns "YYYY-MM-DD", or undefined if it is not a date of the calendar
 */
export function readDate(typed: string): string | undefined {
  const text = typed.trim();
  const [, day, month, year] = written.exec(text) ?? together.exec(text) ?? [];
  const [, isoYear = year, isoMonth = month, isoDay = day] = iso.exec(text) ?? [];
  if (!isoYear || !isoMonth || !isoDay) return undefined;
  const date = `${isoYear}-${isoMonth.padStart(2, '0')}-${isoDay.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00Z`);
  // Date.parse takes 30 February for 2 March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : date;
}

const grouping: Readonly<Record<Lang, RegExp>> = {
  az: /^-?\d{1,3}([.\s]\d{3})+(,\d+)?$/,
  en: /^-?\d{1,3}([,\s]\d{3})+(\.\d+)?$/,
  ru: /^-?\d{1,3}(\s\d{3})+(,\d+)?$/,
};
const plain = /^-?\d+([.,]\d+)?$/;

/**
 * Reads a figure as the language writes it: az 1.234,50, en 1,234.50, ru 1 234,50. Without groups both marks are
 * taken for the decimal one, because keyboards differ: 12,5 and 12.5. A dot before three last digits groups in
 * Azerbaijani: 1.500 is one thousand five hundred.
 * @returns an exact decimal ("1234.50"), or undefined if it is not a figure
 */
export function readNumber(typed: string, lang: Lang): string | undefined {
  const text = typed.trim().replaceAll('\u2212', '-');
  if (grouping[lang].test(text)) {
    const decimal = lang === 'en' ? '.' : ',';
    return text
      .split('')
      .filter((mark) => /[\d-]/.test(mark) || mark === decimal)
      .join('')
      .replace(',', '.');
  }
  return plain.test(text) ? text.replace(',', '.') : undefined;
}
