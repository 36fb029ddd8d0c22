import { formatDate, formatMonth, type Lang, langs, suffixed, type Text } from '../../../language/index.ts';
import type { Period } from './deadline-period.ts';

const same = (write: (lang: Lang) => string): Text =>
  Object.fromEntries(langs.map((lang) => [lang, write(lang)])) as Record<Lang, string>;
const on = (date: string): Text => same((lang) => formatDate(date, lang));
const roman = ['', 'I', 'II', 'III', 'IV'] as const;

const seasons: Readonly<Record<Lang, readonly string[]>> = {
  az: ['', 'yazı', 'yayı', 'payızı', 'qışı'],
  en: ['', 'spring', 'summer', 'autumn', 'winter'],
  ru: ['', 'весна', 'лето', 'осень', 'зима'],
};

/** The period in words: “2027-ci ilin payızı”. */
export function periodName({ from, to, precision, number }: Period): Text {
  const year = from.slice(0, 4);
  const ofYear = `${suffixed(year, 'ordinal')} ilin`;
  switch (precision) {
    case 'day':
      return on(from);
    case 'month':
      return same((lang) => formatMonth(from.slice(0, 7), lang));
    case 'quarter':
      return {
        az: `${ofYear} ${roman[number as 1]} rübü`,
        en: `Q${number} ${year}`,
        ru: `${roman[number as 1]} квартал ${year} г.`,
      };
    case 'half':
      return {
        az: `${ofYear} ${roman[number as 1]} yarısı`,
        en: `H${number} ${year}`,
        ru: `${roman[number as 1]} полугодие ${year} г.`,
      };
    case 'season':
      return {
        az: `${ofYear} ${seasons.az[number]}`,
        en: `${seasons.en[number]} ${year}`,
        ru: `${seasons.ru[number]} ${year} г.`,
      };
    case 'year':
      return { az: `${suffixed(year, 'ordinal')} il`, en: year, ru: `${year} г.` };
    default:
      return same((lang) => `${formatDate(from, lang)}–${formatDate(to, lang)}`);
  }
}

const span = (from: string, to: string): Text => same((lang) => `${formatDate(from, lang)}–${formatDate(to, lang)}`);

/** How a deadline was read, in words. */
export const hows = {
  day: (due: string) => on(due),
  whole: (period: Period) => {
    const [name, days] = [periodName(period), span(period.from, period.to)];
    return same((lang) => (name[lang] === days[lang] ? days[lang] : `${name[lang]}: ${days[lang]}`));
  },
  end: (period: Period, start?: Period) => {
    const [name, due, from] = [periodName(period), on(period.to), start && on(start.from)];
    const since = { az: `${from?.az} tarixindən, `, en: `from ${from?.en}, `, ru: `с ${from?.ru}, ` };
    const last = {
      az: `son gün (${name.az}): ${due.az}`,
      en: `last day (${name.en}): ${due.en}`,
      ru: `последний день (${name.ru}): ${due.ru}`,
    };
    return same((lang) => (start ? since[lang] : '') + last[lang]);
  },
  before: (period: Period, due: string) => {
    const [name, day] = [periodName(period), on(due)];
    return {
      az: `başlanana qədər (${name.az}): ${day.az}`,
      en: `before it begins (${name.en}): ${day.en}`,
      ru: `до начала (${name.ru}): ${day.ru}`,
    };
  },
  by: (period: Period, due: string) => {
    const [name, day, later] = [periodName(period), on(due), on(period.to)];
    return {
      az: `başlanana qədər (${name.az}): ${day.az}; dövrün sonu da ola bilər: ${later.az}`,
      en: `before it begins (${name.en}): ${day.en}; it can also mean its end: ${later.en}`,
      ru: `до начала (${name.ru}): ${day.ru}; может означать и конец: ${later.ru}`,
    };
  },
  range: ({ from, due }: { readonly from: string; readonly due: string }) => span(from, due),
  from: (period: Period) => {
    const day = on(period.from);
    return {
      az: `${day.az} tarixindən, sonu göstərilməyib`,
      en: `from ${day.en}, without an end`,
      ru: `с ${day.ru}, без окончания`,
    };
  },
  ongoing: (): Text => ({
    az: 'daimi, son gün yoxdur',
    en: 'ongoing, no last day',
    ru: 'постоянно, без последнего дня',
  }),
  alsoOngoing: (how: Text): Text => ({
    az: `daimi iş; ${how.az}`,
    en: `ongoing work; ${how.en}`,
    ru: `постоянная работа; ${how.ru}`,
  }),
  term: ({ base, due }: { readonly base: string; readonly due: string }) => {
    const [from, day] = [on(base), on(due)];
    return {
      az: `${from.az} tarixindən hesablanıb: ${day.az}`,
      en: `counted from ${from.en}: ${day.en}`,
      ru: `отсчёт с ${from.ru}: ${day.ru}`,
    };
  },
};

interface Said {
  readonly message: Text;
  readonly remedy: Text;
}

const writeDate: Text = {
  az: 'Tarixi tam yazın: 31.12.2027.',
  en: 'Write the date in full: 31.12.2027.',
  ru: 'Напишите дату полностью: 31.12.2027.',
};

const of = (az: string, en: string, ru: string, remedy: Text = writeDate) => {
  return (text: string): Said => {
    const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    const fill = (words: string) => words.replace('{text}', () => shown);
    return { message: { az: fill(az), en: fill(en), ru: fill(ru) }, remedy };
  };
};

/** Why a deadline was not read, and what to do. */
export const findings = {
  undecided: of('Müddət göstərilməyib.', 'No deadline is given.', 'Срок не указан.', {
    az: 'Müddət bəlli olanda tarixi yazın, o vaxta qədər xananı boş saxlayın.',
    en: 'Write the date once it is known; leave the cell empty until then.',
    ru: 'Укажите дату, когда она станет известна; до этого оставьте ячейку пустой.',
  }),
  unread: of('“{text}” müddəti oxunmadı.', 'The deadline “{text}” was not understood.', 'Срок «{text}» не прочитан.'),
  vague: of(
    '“{text}” dəqiq gün göstərmir.',
    '“{text}” names no certain day.',
    '«{text}» не указывает определённого дня.',
    {
      az: 'Ay, rüb və ya tarix yazın: III rüb 2027.',
      en: 'Write a month, a quarter or a date: Q3 2027.',
      ru: 'Напишите месяц, квартал или дату: III квартал 2027.',
    },
  ),
  noYear: of('“{text}”: il göstərilməyib.', '“{text}”: the year is missing.', '«{text}»: не указан год.', {
    az: 'İli əlavə edin: dekabr 2027.',
    en: 'Add the year: December 2027.',
    ru: 'Добавьте год: декабрь 2027.',
  }),
  noDay: of('“{text}”: belə gün yoxdur.', '“{text}”: there is no such day.', '«{text}»: такого дня нет.'),
  dayOrMonth: of(
    '“{text}”: gün və ay ayırd edilmir.',
    '“{text}”: day and month cannot be told apart.',
    '«{text}»: не различить день и месяц.',
  ),
  backwards: of(
    '“{text}”: sonu başlanğıcından əvvəldir.',
    '“{text}”: it ends before it begins.',
    '«{text}»: конец раньше начала.',
  ),
  winter: of(
    '“{text}”: qış iki ilə düşür.',
    '“{text}”: winter lies in two years.',
    '«{text}»: зима приходится на два года.',
    {
      az: 'Ayı yazın və ya hər iki ili göstərin: 2026–2027-ci illərin qışı.',
      en: 'Write the month, or both years: winter 2026–2027.',
      ru: 'Укажите месяц или оба года: зима 2026–2027.',
    },
  ),
  noBase: of(
    '“{text}”: hansı gündən hesablandığı bilinmir.',
    '“{text}”: it is not known from which day it is counted.',
    '«{text}»: неизвестно, с какого дня идёт отсчёт.',
    {
      az: 'Başlanğıc günü --base ilə göstərin və ya tarixi yazın.',
      en: 'Give the first day with --base, or write the date.',
      ru: 'Укажите начальный день через --base или напишите дату.',
    },
  ),
  workingDays: of(
    '“{text}”: iş günləri ilə müddət plana yazılmır.',
    '“{text}”: a plan counts no working days.',
    '«{text}»: в плане срок не считают рабочими днями.',
  ),
} as const satisfies Record<string, (text: string) => Said>;

export type FindingName = keyof typeof findings;
