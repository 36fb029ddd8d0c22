import {
  formatDate,
  formatMonth,
  formatNumber,
  formatPercent,
  type Lang,
  ordinal,
  pick,
  plural,
  small,
} from '../../../language/index.ts';
import { selfRatings, type StandingRow } from '../measures/index.ts';
import { type Key, t } from './text/index.ts';

const numerals: Readonly<Record<Lang, readonly string[]>> = {
  az: ['', 'Bir', 'İki', 'Üç', 'Dörd', 'Beş', 'Altı', 'Yeddi', 'Səkkiz', 'Doqquz'],
  en: ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'],
  ru: ['', 'Одно', 'Два', 'Три', 'Четыре', 'Пять', 'Шесть', 'Семь', 'Восемь', 'Девять'],
};

const directionNoun = {
  az: { other: 'istiqamət' },
  en: { one: 'direction', other: 'directions' },
  ru: { one: 'направление', few: 'направления', many: 'направлений' },
};

/** “Beş istiqamət: hər ilmə bir tədbirdir”; without its second half where a knot is many measures. */
export function directionsTitle(count: number, single: boolean, lang: Lang): string {
  const counted = `${numerals[lang][count] ?? formatNumber(count, lang)} ${plural(count, lang, directionNoun[lang])}`;
  const knots = {
    az: 'hər ilmə bir tədbirdir',
    en: 'each knot is a measure',
    ru: 'каждый узел обозначает одно мероприятие',
  };
  return single ? `${counted}: ${knots[lang]}` : counted;
}

/** A reporting period in words: `2026-Q3`, `2026-11`. */
export function periodText(period: string, lang: Lang): string {
  if (!period.includes('Q')) return formatMonth(period, lang);
  const [year = '', quarter = ''] = period.split('-Q');
  return {
    az: `${ordinal(Number(year))} ilin ${ordinal(Number(quarter))} rübü`,
    en: `Q${quarter} ${year}`,
    ru: `${quarter}-й квартал ${year} года`,
  }[lang];
}

type Reason = StandingRow['reasons'][number];

/** Why a measure stands as it does. */
export function reasonText(reason: Reason, lang: Lang): string {
  const { code, due, period, days } = reason;
  return t(lang, `reason_${code}` as Key, {
    milestone: String(reason['milestone'] ?? ''),
    needs: String(reason['needs'] ?? ''),
    due: typeof due === 'string' ? formatDate(due, lang) : '',
    period: typeof period === 'string' ? periodText(period, lang) : '',
    days: typeof days === 'number' ? formatNumber(days, lang) : '',
  });
}

const changeKey = (what: string) => `change_${what}` as Key;

/** What was changed, without a subject: “icraçı təyin edilib”. */
export function changeText(what: string, lang: Lang): string {
  const text = t(lang, changeKey(what));
  return text === changeKey(what) ? t(lang, 'change_other') : text;
}

/** An institution's own rating within a sentence. */
export function ratingText(rating: keyof typeof selfRatings, lang: Lang): string {
  return small(pick(selfRatings[rating], lang), lang);
}

/** Progress as a percentage. */
export function progressText(progress: number | string | null, lang: Lang): string {
  return progress === null ? t(lang, 'noneYet') : formatPercent(Number(progress), lang, 0);
}
