import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate, bakuInstant } from '../../../language/index.ts';
import { compareFigures } from './discrepancies.ts';
import type { PeriodValue } from './months.ts';
import { nothingKnown } from './reporting.ts';
import { insertValues, lockValues, type ValueRow } from './store/values.ts';
import { type Computed, computedFigures } from './views.ts';

const kind = 'plan.indicators';

/** Every night, when all that yesterday's transactions wrote has long been measured. */
export const freezeJob: JobKind = {
  kind,
  async run(ctx) {
    await freezeFigures(ctx);
    const tomorrow = bakuDate(new Date(ctx.vahid.now().getTime() + 86_400_000));
    await scheduleFreeze(ctx, bakuInstant(tomorrow, '00:50'));
  },
};

export async function scheduleFreeze(ctx: Context, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: null });
}

/**
 * Keeps the measured and derived figures of periods that have ended, each once. Where one comes out otherwise later by the
 * same query, because something was written late, the new figure is kept too and names the one it replaces. A sheet that
 * computes in another way leaves earlier periods as they were. Answers how many were kept.
 */
export async function freezeFigures(ctx: Context): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    await lockValues(inner.db);
    const now = inner.vahid.now();
    const today = bakuDate(now);
    let count = 0;
    for (const figures of await computedFigures(inner)) {
      const rows = newRows(figures, today, now);
      await insertValues(inner.db, rows);
      count += rows.length;
      if (figures.sheet.content.kind !== 'measured') continue;
      const reported = new Set(figures.reportedPeriods);
      const periods = rows.map(({ period }) => period).filter((period) => reported.has(period));
      await compareFigures(inner, figures.sheet.content, periods);
    }
    return count;
  });
}

/** Enough digits to tell figures apart, and no more than a binary fraction knows. */
const decimal = (value: number | undefined) => (value === undefined ? null : String(Number(value.toFixed(6))));

function newRows({ sheet, live, kept, asOf, watermark }: Computed, today: string, now: Date): readonly ValueRow[] {
  const before = new Map(kept.map((row) => [row.period, row]));
  return live.flatMap((point) => {
    // What was not measured to its end is not closed.
    if (point.ends >= today || asOf === undefined || asOf <= point.ends) return [];
    const old = before.get(point.period);
    if (old && (old.query !== sheet.query || isSame(old, point))) return [];
    const row: ValueRow = {
      ...nothingKnown,
      id: newId(now.getTime()),
      indicator: sheet.indicator,
      sheetVersion: sheet.version,
      period: point.period,
      ends: point.ends,
      kind: sheet.content.kind,
      value: decimal(point.value),
      numerator: decimal(point.numerator),
      denominator: decimal(point.denominator),
      count: decimal(point.count),
      query: sheet.query,
      watermark: watermark ?? null,
      computedAt: now,
      supersedes: old?.id ?? null,
    };
    return [row];
  });
}

function isSame(old: ValueRow, point: PeriodValue): boolean {
  const equal = (text: string | null, value: number | undefined) => {
    const now = decimal(value);
    return text === null || now === null ? text === now : Number(text) === Number(now);
  };
  return (
    equal(old.value, point.value) &&
    equal(old.numerator, point.numerator) &&
    equal(old.denominator, point.denominator) &&
    equal(old.count, point.count)
  );
}
