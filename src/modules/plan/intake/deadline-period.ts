import type { Precision } from './deadline.ts';
import { endingMarks, marked, type Mark, type Part, type Sign, signsOf } from './deadline-words.ts';
import type { FindingName } from './deadline-text.ts';

/** A stretch of the calendar that words name. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly precision: Precision;
  /** Number of the month, quarter, half or season; 0 for a day, a year or a range. */
  readonly number: number;
}

// An ending of a number or a year, with its hyphen: 2027-ci, 31-dək, 2026-го, 3rd.
const suffix =
  '(?:-?(?:(?:ci|cu|inci|uncu|nci|ncu)?(?:s?[iu]n?)?(?:[ny]?[ae]|n?d[ae])?(?:d[ae]k|d[ae]n)?|го|му|м|й|ый|ий|ого|е|ом|я|ая|st|nd|rd|th)(?![\\p{L}\\p{N}]))?';
const tokens = new RegExp(
  [
    '<(?<mark>[a-z]+)>',
    `(?<iso>20\\d\\d-\\d\\d-\\d\\d)(?!\\d)`,
    `(?<d>\\d{1,2})(?<cut>[./])(?<m>\\d{1,2})\\k<cut>(?<y>\\d{4})(?!\\d)(?<de>${suffix})`,
    `(?<my>\\d{1,2})[./](?<yy>20\\d\\d)(?!\\d)`,
    `(?<ym>20\\d\\d)-(?<mm>0[1-9]|1[0-2])(?![\\d])`,
    `(?<y1>20\\d\\d)\\s*[-/]\\s*(?<y2>20\\d\\d|\\d\\d)(?!\\d)(?<ye>${suffix})`,
    `(?<year>20\\d\\d)(?!\\d)(?<yearEnd>${suffix})`,
    `(?<q>[qh])(?<qn>[1-4])(?![\\p{L}\\d])`,
    `(?<pn>[1-4])(?<p>[qh])(?![\\p{L}\\d])`,
    `(?<number>\\d{1,3})(?!\\d)(?<numberEnd>${suffix})`,
    "(?<word>[\\p{L}']+)",
    '(?<dash>-)',
    '(?<light>[\\s.,:()"«»]+)',
    '(?<other>.)',
  ].join('|'),
  'gsu',
);

const inCalendar = (year: number, month: number, day: number): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
};

/** Signs of a folded text, in their order; a dash is a sign of its own. */
export function signsIn(text: string): readonly Sign[] {
  const signs: Sign[] = [];
  const clean = text
    .replace(/(?<!\p{L})on (?=\d|the )/gu, '')
    .replace(/(?<=20\d\d)[-/](?=[qh]\d)|(?<=[qh]\d)[-/](?=20\d\d)/gu, ' ');
  for (const { groups = {} } of marked(clean).matchAll(tokens)) signs.push(...tokenSigns(groups, signs.at(-1)));
  return withoutLooseDashes(signs);
}

function tokenSigns(found: Readonly<Record<string, string | undefined>>, before: Sign | undefined): readonly Sign[] {
  if (found.light !== undefined) return [];
  if (found.mark !== undefined) return [{ is: found.mark as Mark }];
  if (found.word !== undefined) return signsOf(found.word, before);
  if (found.dash !== undefined) return [{ is: 'unknown', word: '-' }];
  if (found.iso !== undefined) return dateSigns(found.iso.split('-').map(Number));
  if (found.d !== undefined) return dottedSigns(found);
  if (found.my !== undefined) return monthSigns(Number(found.yy), Number(found.my), `${found.my}.${found.yy}`);
  if (found.ym !== undefined) return monthSigns(Number(found.ym), Number(found.mm), found.ym);
  if (found.y1 !== undefined) return yearsSigns(found);
  if (found.year !== undefined) return [{ is: 'year', value: Number(found.year) }, ...endingMarks(found.yearEnd ?? '')];
  const part = found.q ?? found.p;
  if (part !== undefined) {
    const [of, value]: [Part, number] = [part === 'q' ? 'quarter' : 'half', Number(found.qn ?? found.pn)];
    return of === 'half' && value > 2 ? [{ is: 'unknown', word: `${part}${value}` }] : [{ is: 'part', of, value }];
  }
  if (found.number !== undefined) {
    const value = Number(found.number);
    return [{ is: 'number', value, ordinal: found.numberEnd !== '' }, ...endingMarks(found.numberEnd ?? '')];
  }
  return [{ is: 'unknown', word: found.other ?? '' }];
}

function dateSigns([year = 0, month = 0, day = 0]: readonly number[]): readonly Sign[] {
  const date = inCalendar(year, month, day);
  return [date === undefined ? { is: 'wrong', problem: 'noDay' } : { is: 'day', date }];
}

/** Day before month; where a slash divides them and both could be either, nobody can tell. */
function dottedSigns({ d, m, y, cut, de = '' }: Readonly<Record<string, string | undefined>>): readonly Sign[] {
  const [first, second] = [Number(d), Number(m)];
  const unclear = cut === '/' && first <= 12 && second <= 12 && first !== second;
  const order = cut === '/' && second > 12 ? [first, second] : [second, first];
  if (unclear) return [{ is: 'wrong', problem: 'dayOrMonth' }];
  return [...dateSigns([Number(y), ...order]), ...endingMarks(de)];
}

function monthSigns(year: number, month: number, word: string): readonly Sign[] {
  return month >= 1 && month <= 12 ? [{ is: 'month of year', year, month }] : [{ is: 'unknown', word }];
}

function yearsSigns({ y1 = '', y2 = '', ye = '' }: Readonly<Record<string, string | undefined>>): readonly Sign[] {
  const first = Number(y1);
  const last = y2.length === 2 ? Math.floor(first / 100) * 100 + Number(y2) : Number(y2);
  if (last <= first) return [{ is: 'wrong', problem: 'backwards' }];
  return [{ is: 'years', first, last }, ...endingMarks(ye)];
}

const isDash = (sign: Sign | undefined): boolean => sign?.is === 'unknown' && sign.word === '-';
const isTime = (sign: Sign | undefined): boolean =>
  sign !== undefined &&
  !isDash(sign) &&
  ['year', 'years', 'day', 'month', 'season', 'part', 'unit', 'number', 'month of year'].includes(sign.is);

/** A dash divides two times; beside anything else it is a stroke of the pen. */
function withoutLooseDashes(signs: readonly Sign[]): readonly Sign[] {
  return signs.flatMap((sign, index) => {
    if (!isDash(sign)) return [sign];
    return isTime(signs[index - 1]) && isTime(signs[index + 1]) ? [{ is: 'to' } as const] : [];
  });
}

interface Named {
  year?: number | undefined;
  years?: readonly [number, number];
  month?: number | undefined;
  season?: number | undefined;
  numbers: number[];
  unit?: Part | undefined;
  part?: readonly [Part, number];
  day?: string | undefined;
}

/** The one period that signs name, in whatever order; `beside` lends a year or a unit that is said only once. */
export function periodOf(signs: readonly Sign[], beside?: Period): Period | FindingName {
  const cut = signs.findIndex(({ is }) => is === 'to');
  if (cut >= 0) return rangeOf(signs.slice(0, cut), signs.slice(cut + 1));
  const named = namedBy(signs);
  if (!named) return 'unread';
  if (beside && named.year === undefined && named.years === undefined) named.year = Number(beside.to.slice(0, 4));
  return resolve(named);
}

function rangeOf(left: readonly Sign[], right: readonly Sign[]): Period | FindingName {
  const [first, second] = [namedBy(left), namedBy(right)];
  if (!first || !second) return 'unread';
  // “2027 – Q3” is one time, its year first.
  if (isYearOnly(first) && second.year === undefined && second.day === undefined && !second.years)
    return resolve({ ...second, year: first.year });
  lend(first, second);
  lend(second, first);
  const [start, end] = [resolve(first), resolve(second)];
  if (typeof start === 'string') return start;
  if (typeof end === 'string') return end;
  return start.from > end.to ? 'backwards' : { from: start.from, to: end.to, precision: 'range', number: 0 };
}

const isYearOnly = (named: Named): named is Named & { year: number } =>
  named.year !== undefined && named.numbers.length === 0 && !named.month && !named.season && !named.part && !named.unit;

/** What is said of one end only holds for both: “I–II rüb 2026”, “yanvar–iyun 2026”. */
function lend(to: Named, from: Named): void {
  if (to.day !== undefined || to.years) return;
  to.year ??= from.year;
  if (to.numbers.length === 0 || to.unit || to.month || to.part) return;
  to.unit ??= from.unit;
  if (!to.unit && from.month !== undefined) to.month = from.month;
  if (!to.unit && to.month === undefined && from.part) to.part = [from.part[0], to.numbers.pop() ?? 0];
}

function namedBy(signs: readonly Sign[]): Named | undefined {
  const named: Named = { numbers: [] };
  const once = <K extends keyof Named>(key: K, value: Named[K]): boolean => {
    if (named[key] !== undefined) return false;
    named[key] = value;
    return true;
  };
  const good = signs.every((sign) => {
    if (sign.is === 'year' || sign.is === 'month' || sign.is === 'season') return once(sign.is, sign.value);
    if (sign.is === 'years') return once('years', [sign.first, sign.last]);
    if (sign.is === 'day') return once('day', sign.date);
    if (sign.is === 'number') return named.numbers.push(sign.value) === 1;
    if (sign.is === 'part') return once('part', [sign.of, sign.value]);
    if (sign.is === 'unit') return (sign.of === 'quarter' || sign.of === 'half') && once('unit', sign.of);
    return sign.is === 'month of year' && once('year', sign.year) && once('month', sign.month);
  });
  return good ? named : undefined;
}

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
const firstDay = (year: number, month: number): string =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);

function stretch(precision: Precision, number: number, year: number, month: number, length: number): Period {
  return { from: firstDay(year, month), to: lastDay(year, month + length - 1), precision, number };
}

function resolve(named: Named): Period | FindingName {
  const { year, years, month, season, numbers, unit, part, day } = named;
  const [number] = numbers;
  const said = [month, season, unit ?? part, day, years].filter((one) => one !== undefined).length;
  if (day !== undefined)
    return said === 1 && year === undefined && number === undefined
      ? { from: day, to: day, precision: 'day', number: 0 }
      : 'unread';
  if (years) return yearsPeriod(years, named, said);
  if (said > 1) return 'unread';
  if (year === undefined) return said === 0 && number === undefined ? 'unread' : 'noYear';
  if (month !== undefined)
    return number === undefined ? stretch('month', month, year, month, 1) : dayPeriod(year, month, number);
  if (season !== undefined) return number === undefined ? seasonPeriod(season, year) : 'unread';
  if (part) return number === undefined ? partPeriod(part[0], part[1], year) : 'unread';
  if (unit) return number === undefined ? 'unread' : partPeriod(unit, number, year);
  return number === undefined ? stretch('year', 0, year, 1, 12) : 'unread';
}

function yearsPeriod([first, last]: readonly [number, number], named: Named, said: number): Period | FindingName {
  // Winter lies in two years; only with both named is it certain which one is meant.
  if (named.season === 4 && said === 2 && named.numbers.length === 0 && last === first + 1)
    return stretch('season', 4, first, 12, 3);
  if (said > 1 || named.year !== undefined || named.numbers.length > 0) return 'unread';
  return { from: firstDay(first, 1), to: lastDay(last, 12), precision: 'range', number: 0 };
}

function dayPeriod(year: number, month: number, day: number): Period | FindingName {
  const date = inCalendar(year, month, day);
  return date === undefined ? 'noDay' : { from: date, to: date, precision: 'day', number: 0 };
}

function seasonPeriod(season: number, year: number): Period | FindingName {
  return season === 4 ? 'winter' : stretch('season', season, year, 3 * season, 3);
}

function partPeriod(part: Part, number: number, year: number): Period | FindingName {
  const [length, most] = part === 'quarter' ? [3, 4] : [6, 2];
  return number >= 1 && number <= most ? stretch(part, number, year, (number - 1) * length + 1, length) : 'unread';
}
