import { type Lang, plural, type Text } from '../../../language/index.ts';
import type { FieldRetention } from '../definition/compiled.ts';

type Unit = 'days' | 'months' | 'years';

const words: Readonly<Record<Lang, Readonly<Record<Unit, (n: number) => string>>>> = {
  az: { days: () => 'gün', months: () => 'ay', years: () => 'il' },
  en: {
    days: (n) => plural(n, 'en', { one: 'day', other: 'days' }),
    months: (n) => plural(n, 'en', { one: 'month', other: 'months' }),
    years: (n) => plural(n, 'en', { one: 'year', other: 'years' }),
  },
  ru: {
    days: (n) => plural(n, 'ru', { one: 'день', few: 'дня', many: 'дней' }),
    months: (n) => plural(n, 'ru', { one: 'месяц', few: 'месяца', many: 'месяцев' }),
    years: (n) => plural(n, 'ru', { one: 'год', few: 'года', many: 'лет' }),
  },
};

/** “90 gün”, “6 months”, “1 год”. */
export function termText({ days, months, years = 0 }: FieldRetention): Text {
  const [unit, n]: readonly [Unit, number] =
    days !== undefined ? ['days', days] : months !== undefined ? ['months', months] : ['years', years];
  const one = (lang: Lang) => `${n} ${words[lang][unit](n)}`;
  return { az: one('az'), en: one('en'), ru: one('ru') };
}
