import { addDays, fold, type Text } from '../../../language/index.ts';
import { type Period, periodOf, signsIn } from './deadline-period.ts';
import { findings, type FindingName, hows } from './deadline-text.ts';
import type { Mark, Sign, Unit } from './deadline-words.ts';

export type Precision = 'day' | 'month' | 'quarter' | 'season' | 'half' | 'year' | 'range';

/** A deadline as it was understood. */
export interface DeadlineReading {
  /** First and last day, YYYY-MM-DD. */
  readonly from?: string;
  readonly due?: string;
  /** The last day if the words are taken the other way; only where they can be. */
  readonly otherwise?: string;
  /** How exactly the words name the time; absent where they name none. */
  readonly precision?: Precision;
  /** The work goes on, or is repeated. */
  readonly ongoing?: true;
  /** How it was read, in words. */
  readonly how: Text;
}

export interface DeadlineFinding {
  readonly problem: FindingName;
  readonly message: Text;
  readonly remedy: Text;
}

export type Deadline = { readonly text: string } & (
  | { readonly reading: DeadlineReading; readonly finding?: never }
  | { readonly finding: DeadlineFinding; readonly reading?: never }
);

/**
 * Reads a deadline as plans write it, in Azerbaijani (with or without its own letters), English or Russian. What names
 * no certain time is a finding and never a guess; where words can be taken in two ways the earlier day is the reading
 * and the later one stands in `otherwise`.
 * @param base day from which “within 6 months” is counted, YYYY-MM-DD
 */
export function readDeadline(text: string, base?: string): Deadline {
  const kept = text.trim();
  const answer = readSigns(signsIn(fold(kept).replace(/[‐‑‒–—−]/gu, '-')), base);
  return typeof answer === 'string'
    ? { text: kept, finding: { problem: answer, ...findings[answer](kept) } }
    : { text: kept, reading: answer };
}

function readSigns(signs: readonly Sign[], base: string | undefined): DeadlineReading | FindingName {
  if (signs.length === 0) return 'undecided';
  const has = (mark: Mark) => signs.some(({ is }) => is === mark);
  if (has('undecided')) return 'undecided';
  if (has('vague')) return 'vague';
  if (signs.some(({ is }) => is === 'unknown')) return 'unread';
  const wrong = signs.find((sign) => sign.is === 'wrong');
  if (wrong) return wrong.problem;
  if (has('working')) return 'workingDays';
  const term = termOf(signs);
  if (term) return has('ongoing') ? 'unread' : readTerm(term, base);
  const bounds = boundsOf(signs);
  if (typeof bounds === 'string') return bounds;
  const read = readBounds(bounds, has('ongoing'));
  if (typeof read === 'string' || !has('ongoing')) return read;
  return read.due === undefined ? read : { ...read, ongoing: true, how: hows.alsoOngoing(read.how) };
}

interface Term {
  readonly count: number;
  readonly unit: Unit;
}

const units: readonly string[] = ['days', 'weeks', 'months', 'years'] satisfies Unit[];

/** “Within 6 months”: a number and a unit, and nothing else that names a time. */
function termOf(signs: readonly Sign[]): Term | undefined {
  const [number, unit, ...rest] = signs.filter(({ is }) => is !== 'within');
  if (number?.is !== 'number' || unit?.is !== 'unit' || rest.length > 0) return undefined;
  return units.includes(unit.of) ? { count: number.value, unit: unit.of as Unit } : undefined;
}

function readTerm({ count, unit }: Term, base: string | undefined): DeadlineReading | FindingName {
  if (base === undefined) return 'noBase';
  const [year = 0, month = 1, day = 1] = base.split('-').map(Number);
  const months = unit === 'months' ? count : unit === 'years' ? 12 * count : 0;
  const days = unit === 'days' ? count : unit === 'weeks' ? 7 * count : 0;
  // The last day of a shorter month stands for a day that it lacks.
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const due = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last) + days)).toISOString().slice(0, 10);
  return { from: base, due, precision: 'day', how: hows.term({ base, due }) };
}

/** `by` a period may mean its beginning or its end; `until` means its beginning, and of a day that day. */
type Way = 'whole' | 'end' | 'by' | 'until' | 'before' | 'latest';

/** What the marks say of the one or two times that are named. */
interface Bounds {
  readonly start?: Period;
  readonly end?: Period;
  /** How the last day lies in `end`. */
  readonly way?: Way;
}

const ways = ['before', 'latest', 'until', 'by'] as const;
const placing: readonly string[] = ['end', 'from', ...ways] satisfies Mark[];

/** Sorts the marks by the time that they belong to: one before `from … to`, one behind it. */
function boundsOf(signs: readonly Sign[]): Bounds | FindingName {
  const left = signs.filter(({ is }) => !['ongoing', 'within'].includes(is));
  const has = (mark: Mark) => left.some(({ is }) => is === mark);
  const times = left.filter(({ is }) => !placing.includes(is));
  if (times.length === 0) return left.length === 0 ? {} : 'noYear';
  if (has('from') && !has('before')) return splitAtFrom(left) ?? startOf(times);
  const period = periodOf(times);
  if (typeof period === 'string') return period;
  if (has('end')) return { end: period, way: 'end' };
  return { end: period, way: ways.find(has) ?? 'whole' };
}

function startOf(times: readonly Sign[]): Bounds | FindingName {
  const start = periodOf(times);
  return typeof start === 'string' ? start : { start };
}

/** “From A to B”, “A-dan B-dək”: the time at each mark; undefined where only one is named. */
function splitAtFrom(signs: readonly Sign[]): Bounds | FindingName | undefined {
  const isTime = ({ is }: Sign) => is !== 'to' && !placing.includes(is);
  const at = signs.findIndex(({ is }) => is === 'from');
  // In front of its time in English and Russian, behind it in Azerbaijani.
  const inFront = !signs.slice(0, at).some(isTime);
  const closing = signs.findIndex(({ is }, index) => index > at && (is === 'to' || placing.includes(is)));
  const cut = inFront ? closing : at;
  const [first, second] = [signs.slice(0, cut), signs.slice(cut)];
  if (cut < 0 || !second.some(isTime) || !first.some(isTime)) return undefined;
  const end = periodOf(second.filter(isTime));
  if (typeof end === 'string') return end;
  const start = periodOf(first.filter(isTime), end);
  if (typeof start === 'string') return start;
  if (start.from > end.to) return 'backwards';
  const has = (mark: Mark) => second.some(({ is }) => is === mark);
  return { start, end, way: has('end') || has('to') ? 'end' : (ways.find(has) ?? 'end') };
}

const dayBefore = (date: string): string => addDays(date, -1);

function readBounds({ start, end, way }: Bounds, ongoing: boolean): DeadlineReading | FindingName {
  if (!start && !end) return ongoing ? { ongoing: true, how: hows.ongoing() } : 'unread';
  if (start && !end) return { from: start.from, precision: start.precision, ongoing: true, how: hows.from(start) };
  if (!end) return 'unread';
  const from = start ? { from: start.from } : {};
  const precision = start ? 'range' : end.precision;
  if (end.precision === 'day') {
    const due = way === 'before' ? dayBefore(end.to) : end.to;
    return { ...from, due, precision, how: start ? hows.range({ from: start.from, due }) : hows.day(due) };
  }
  if (way === 'whole') return { from: end.from, due: end.to, precision, how: hows.whole(end) };
  if (way === 'end' || way === 'latest') return { ...from, due: end.to, precision, how: hows.end(end, start) };
  const due = dayBefore(end.from);
  if (way === 'before' || way === 'until') return { ...from, due, precision, how: hows.before(end, due) };
  return { ...from, due, otherwise: end.to, precision, how: hows.by(end, due) };
}
