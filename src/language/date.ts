import type { Lang } from './lang.ts';
import { ordinal } from './number.ts';

/** An instant (`Date`, or ISO 8601 text with its offset), or a calendar date "YYYY-MM-DD", which belongs to no zone. */
export type DateInput = Date | string;

// The 'en-US' layout "11/22/2026, 09:14:05" is read by position below.
const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Baku',
  calendar: 'gregory',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const months: Readonly<Record<Lang, readonly string[]>> = {
  az: 'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
};

const isoDate = /^\d{4}-\d\d-\d\d$/;
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const checkedDate = (text: string): string => {
  const time = isoDate.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  // Date.parse lets 30 February through as 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new RangeError('Expected a calendar date, YYYY-MM-DD');
  return text;
};

const shownByFormatter = (time: number): { date: string; time: string } => {
  const text = clock.format(time);
  const date = `${text.slice(6, -10).padStart(4, '0')}-${text.slice(0, 2)}-${text.slice(3, 5)}`;
  return { date, time: text.slice(-8) };
};

const offset = (time: number): number => {
  const baku = shownByFormatter(time);
  return Date.parse(`${baku.date}T${baku.time}Z`) - time;
};

const hour = 3_600_000;
const offsets = new Map<number, number>();

const firstHour = 0;
const lastHour = Date.UTC(9999, 0);

// The formatter takes several microseconds, and a page with a queue shows hundreds of moments. Baku has always moved
// its clocks on the hour since 1970; an hour in which it does not is left to the formatter.
const knownOffset = (time: number): number | undefined => {
  const begun = Math.floor(time / hour) * hour;
  const known = offsets.get(begun);
  if (known !== undefined || !(begun >= firstHour && begun < lastHour)) return known;
  const found = offset(begun);
  if (found !== offset(begun + hour - 1000)) return undefined;
  if (offsets.size >= 10_000) offsets.clear();
  offsets.set(begun, found);
  return found;
};

const offsetAt = (time: number): number => knownOffset(time) ?? offset(time);

const bakuClock = (instant: DateInput): { date: string; time: string } => {
  if (typeof instant === 'string' && !isoInstant.test(instant))
    throw new RangeError('Expected an instant, ISO 8601 with its offset');
  const time = new Date(instant).getTime();
  const apart = knownOffset(time);
  if (apart === undefined) return shownByFormatter(time);
  const text = new Date(time + apart).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 19) };
};

/**
 * The calendar date in Baku at an instant, as "YYYY-MM-DD".
 * @throws RangeError if the instant is invalid
 */
export const bakuDate = (instant: DateInput): string => bakuClock(instant).date;

/**
 * The instant at which clocks in Baku show a date and a time.
 * @param date "YYYY-MM-DD"
 * @param time "HH:mm"
 * @throws RangeError if either is malformed or does not exist in the calendar
 */
export const bakuInstant = (date: string, time: string): Date => {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('Expected a time, HH:mm');
  const asUtc = Date.parse(`${checkedDate(date)}T${time}Z`);
  // Twice: the offset that counts is the one at the answer, and Baku changed its own until 2016.
  const near = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(near));
};

const calendar = (input: DateInput): [year: string, month: string, day: string] => {
  const date = typeof input === 'string' && isoDate.test(input) ? checkedDate(input) : bakuDate(input);
  return [date.slice(0, 4), date.slice(5, 7), date.slice(8)];
};

const monthName = (month: string, lang: Lang): string => months[lang][Number(month) - 1] ?? month;

const shortDayMonth = (month: string, day: string, lang: Lang): string =>
  lang === 'en' ? `${Number(day)} ${monthName(month, 'en').slice(0, 3)}` : `${day}.${month}`;

/**
 * Day and month: az and ru "22.11", en "22 Nov" (05.03 would be read as 3 May by many).
 * @throws RangeError if the input is neither a date nor an instant
 */
export const formatDayMonth = (input: DateInput, lang: Lang): string => {
  const [, month, day] = calendar(input);
  return shortDayMonth(month, day, lang);
};

/**
 * A date: az and ru "22.11.2026", en "22 Nov 2026".
 * @throws RangeError if the input is neither a date nor an instant
 */
export const formatDate = (input: DateInput, lang: Lang): string => {
  const [year, month, day] = calendar(input);
  return `${shortDayMonth(month, day, lang)}${lang === 'en' ? ' ' : '.'}${year}`;
};

/**
 * Date and time in Baku: az and ru "22.11.2026, 09:14", en "22 Nov 2026, 09:14".
 * @throws RangeError if the input is not an instant
 */
export const formatDateTime = (instant: DateInput, lang: Lang): string => {
  const { date, time } = bakuClock(instant);
  return `${formatDate(date, lang)}, ${time.slice(0, 5)}`;
};

const monthAlone: Readonly<Record<Lang, readonly string[]>> = {
  ...months,
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' '),
};

/**
 * A month: "noyabr 2026", "November 2026", "ноябрь 2026".
 * @param month "YYYY-MM"
 * @throws RangeError if it is none
 */
export const formatMonth = (month: string, lang: Lang): string => {
  const [year, number] = calendar(`${month}-01`);
  return `${monthAlone[lang][Number(number) - 1]} ${year}`;
};

/**
 * A date in words: "22 noyabr 2026-cı il", "22 November 2026", "22 ноября 2026 г.".
 * @throws RangeError if the input is neither a date nor an instant
 */
export const formatLongDate = (input: DateInput, lang: Lang): string => {
  const [year, month, day] = calendar(input);
  const dayMonth = `${Number(day)} ${monthName(month, lang)}`;
  if (lang === 'az') return `${dayMonth} ${ordinal(Number(year))} il`;
  return lang === 'en' ? `${dayMonth} ${Number(year)}` : `${dayMonth} ${Number(year)}\u00a0г.`;
};
