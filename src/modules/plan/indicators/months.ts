import { isSmallCount, leastPublished, type MeasuredDay } from '../../../kernel/measurement.ts';
import { sampleStanding } from './rules.ts';
import type { Frequency, Unit } from './sheet.ts';

/** `2026-11`, `2026-Q4` or `2026`. */
export function periodOf(day: string, frequency: Frequency): string {
  const year = day.slice(0, 4);
  if (frequency === 'year') return year;
  return frequency === 'month' ? day.slice(0, 7) : `${year}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The last day of a period; undefined where it is not written as one of this frequency. */
export function endOf(period: string, frequency: Frequency): string | undefined {
  const found = /^(\d{4})(?:-(?:(\d\d)|Q([1-4])))?$/.exec(period);
  if (!found) return undefined;
  const [, year, month, quarter] = found;
  const given = month === undefined ? (quarter === undefined ? 'year' : 'quarter') : 'month';
  const last = Number(month ?? (quarter === undefined ? 12 : Number(quarter) * 3));
  if (given !== frequency || last < 1 || last > 12) return undefined;
  return new Date(Date.UTC(Number(year), last, 0)).toISOString().slice(0, 10);
}

export function periodAfter(period: string, frequency: Frequency): string {
  const end = endOf(period, frequency) ?? '9999-12-31';
  return periodOf(new Date(Date.parse(end) + 86_400_000).toISOString().slice(0, 10), frequency);
}

/** The period that ended last before a day. */
export function lastClosed(today: string, frequency: Frequency): string {
  const open = periodOf(today, frequency);
  const month =
    frequency === 'month' ? Number(open.slice(5)) : frequency === 'quarter' ? Number(open.slice(6)) * 3 - 2 : 1;
  const before = new Date(Date.UTC(Number(open.slice(0, 4)), month - 1, 0)).toISOString().slice(0, 10);
  return periodOf(before, frequency);
}

/** What stands behind a figure. */
interface Totals {
  readonly numerator: number;
  readonly denominator: number;
  readonly count: number;
}

interface Figures {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  /** How many cases, answers or things were counted. */
  readonly count: number;
}

/** Of everything up to the end of a period; without figures where too few cases stand behind them. */
export interface PeriodValue extends Partial<Figures> {
  readonly period: string;
  /** Its last day. */
  readonly ends: string;
}

export interface Reckoning {
  readonly unit: Unit;
  readonly frequency: Frequency;
  /** Day in Baku up to which periods are filled. */
  readonly today: string;
  /** People's cases are counted. */
  readonly ofCases: boolean;
  readonly sampled?: boolean | undefined;
}

const nothing: Totals = { numerator: 0, denominator: 0, count: 0 };

/**
 * Running totals at the end of each period since something was first measured, up to today. A share of nothing is no
 * value. Figures of people's cases move by whole days and by at least `leastPublished` new cases, so that from the
 * difference of two of them nobody reads how one case went.
 */
export function periodValues(days: readonly MeasuredDay[], given: Reckoning): readonly PeriodValue[] {
  const { unit, frequency, today, ofCases } = given;
  const divides = unit !== 'count' && unit !== 'money';
  const values: PeriodValue[] = [];
  let total = nothing;
  let shown = nothing;
  const put = (period: string) => {
    const found = { period, ends: endOf(period, frequency) ?? period, ...figuresOf(shown, given, divides) };
    if (values.at(-1)?.period === period) values.pop();
    values.push(found);
  };
  const fillUpTo = (period: string) => {
    for (let last = values.at(-1)?.period; last !== undefined && last < period; ) {
      last = periodAfter(last, frequency);
      if (last < period) put(last);
    }
  };
  for (const day of days) {
    total = added(total, day);
    if (divides && total.denominator === 0) continue;
    const period = periodOf(day.day, frequency);
    fillUpTo(period);
    if (!ofCases) shown = isSmallCount(divides ? total.denominator : total.count) ? nothing : total;
    else if (day.day < today && total.count - shown.count >= leastPublished) shown = total;
    put(period);
  }
  if (values.length > 0) {
    const open = periodOf(today, frequency);
    fillUpTo(open);
    if ((values.at(-1)?.period ?? open) < open) put(open);
  }
  return values;
}

function added(total: Totals, day: MeasuredDay): Totals {
  return {
    numerator: total.numerator + day.numerator,
    denominator: total.denominator + day.denominator,
    count: total.count + day.count,
  };
}

function figuresOf(shown: Totals, { unit, sampled }: Reckoning, divides: boolean): Figures | undefined {
  const { numerator, denominator, count } = shown;
  if (shown === nothing || (sampled && sampleStanding(count) === 'hidden')) return undefined;
  if (!divides) return { value: count, numerator: count, denominator, count };
  return { value: ((unit === 'percent' ? 100 : 1) * numerator) / denominator, numerator, denominator, count };
}

/** One part of a figure, as of an institution; without figures where they are withheld. */
export interface PartValue extends Partial<Figures> {
  readonly key: string;
}

/**
 * The last value of each part. Where one part alone is withheld, the smallest of the others is withheld too: else the
 * whole less the parts shown would tell it.
 */
export function partValues(
  groups: ReadonlyMap<string, readonly MeasuredDay[]>,
  given: Reckoning,
): readonly PartValue[] {
  const found: PartValue[] = [...groups].flatMap(([key, days]) => {
    const last = periodValues(days, given).at(-1);
    if (!last) return [];
    const { value, numerator, denominator, count } = last;
    if (value === undefined || numerator === undefined || denominator === undefined || count === undefined)
      return [{ key }];
    return [{ key, value, numerator, denominator, count }];
  });
  const withheld = found.filter(({ value }) => value === undefined);
  if (withheld.length !== 1) return found;
  const [smallest] = found.filter(({ value }) => value !== undefined).sort((a, b) => (a.count ?? 0) - (b.count ?? 0));
  return found.map((one) => (one === smallest ? { key: one.key } : one));
}
