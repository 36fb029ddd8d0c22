import { isSmallCount, leastPublished, type MeasuredDay } from '../../kernel/measurement.ts';

/** Of everything up to the end of a month; without figures where too few cases stand behind them. */
export interface MonthValue extends Partial<MonthFigures> {
  /** `YYYY-MM` */
  readonly month: string;
}

interface MonthFigures {
  /** Percent or count. */
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
}

interface Totals {
  readonly numerator: number;
  readonly denominator: number;
  readonly count: number;
}

const nothing: Totals = { numerator: 0, denominator: 0, count: 0 };

/**
 * Running totals at the end of each month in which something was measured. A share of nothing is no value. `casesBefore`:
 * people's cases are counted, up to that day (Baku). Such figures move by whole days and by at least `leastPublished` new
 * cases, so that from the difference of two of them nobody reads how one case went.
 */
export function monthValues(days: readonly MeasuredDay[], unit: string, casesBefore?: string): readonly MonthValue[] {
  const share = unit === 'percent';
  const months = new Map<string, MonthValue>();
  let total = nothing;
  let shown = nothing;
  for (const day of days) {
    total = added(total, day);
    if (share && total.denominator === 0) continue;
    if (casesBefore === undefined) shown = isSmallCount(share ? total.denominator : total.count) ? nothing : total;
    else if (day.day < casesBefore && total.count - shown.count >= leastPublished) shown = total;
    const month = day.day.slice(0, 7);
    months.set(month, { month, ...(shown === nothing ? {} : figuresOf(shown, share)) });
  }
  return [...months.values()];
}

function added(total: Totals, day: MeasuredDay): Totals {
  return {
    numerator: total.numerator + day.numerator,
    denominator: total.denominator + day.denominator,
    count: total.count + day.count,
  };
}

function figuresOf({ numerator, denominator, count }: Totals, share: boolean): MonthFigures {
  if (!share) return { value: count, numerator: count, denominator };
  return { value: (100 * numerator) / denominator, numerator, denominator };
}
