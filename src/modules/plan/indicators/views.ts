import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { isSmallCount, type Measured, measured, type Measurement } from '../../../kernel/measurement.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { derivedValues, inputsOf, readFormula } from './formula.ts';
import { type PeriodValue, periodValues } from './months.ts';
import { type Band, type Interval, type Standing, staleDays, standing, wilson } from './rules.ts';
import { sheetsOfFile } from './sheets.ts';
import type { Sheet, Target } from './sheet.ts';
import { sheetsInForce, type SheetInForce } from './store/sheets.ts';
import { lastValues, listValues, type ValueRow } from './store/values.ts';

/** A figure of one period. */
export interface Point extends PeriodValue {
  /** As it is kept, once its period is closed. */
  readonly kept?: ValueRow;
  /** Where the figure is of a sample, in the unit of the figure. */
  readonly interval?: Interval;
}

export interface TargetStanding extends Standing {
  readonly target: Target;
}

/** An indicator with what is known of it: how it is defined, its figures, and how far it is on its way. */
export interface IndicatorView {
  readonly indicator: Sheet;
  readonly sheet: SheetInForce;
  /** Figures of its own kind, the oldest first. */
  readonly points: readonly Point[];
  /** Beside measured figures: what the owner reported. Never instead of them. */
  readonly reported: readonly Point[];
  /** The last figure; undefined while there is none, or too few cases. */
  readonly value: number | undefined;
  readonly numerator: number | undefined;
  readonly denominator: number | undefined;
  readonly interval: Interval | undefined;
  /** There is something, but so few cases stand behind it that the figure is not published. */
  readonly withheld: boolean;
  /** The day of which the last figure speaks. */
  readonly asOf: string | undefined;
  readonly measuredAt: Date | undefined;
  readonly watermark: string | undefined;
  /** One for each target, in the order of the sheet. */
  readonly targets: readonly TargetStanding[];
  /** By the first target; grey where there is nothing to compare. */
  readonly band: Band;
  readonly staleDays: number | undefined;
}

/** `all`: every period; `last`: as many as the last figure needs, for lists of many indicators. */
export type Reach = 'all' | 'last';

/** Every indicator with an approved sheet: those of the file in its order, then those of the desk. */
export async function indicatorViews(ctx: Context, reach: Reach = 'all'): Promise<readonly IndicatorView[]> {
  allow(ctx, 'plan.readIndicator');
  const sheets = await sheetsInForce(ctx.db);
  const places = new Map(sheetsOfFile(ctx).map(({ code }, index) => [code, index]));
  const place = ({ indicator }: SheetInForce) => places.get(indicator) ?? places.size;
  return viewsOf(
    ctx,
    sheets.toSorted((a, b) => place(a) - place(b)),
    sheets,
    reach,
  );
}

/** Some indicators with every period, in this order; those without an approved sheet are left out. */
export async function wholeViews(ctx: Context, codes: readonly string[]): Promise<readonly IndicatorView[]> {
  allow(ctx, 'plan.readIndicator');
  if (codes.length === 0) return [];
  const sheets = await sheetsInForce(ctx.db);
  const wanted = codes.flatMap((code) => sheets.find(({ indicator }) => indicator === code) ?? []);
  return viewsOf(ctx, wanted, sheets, 'all');
}

/** @throws notFound */
export async function indicatorView(ctx: Context, code: string): Promise<IndicatorView> {
  const [found] = await wholeViews(ctx, [code]);
  if (!found) throw notFound();
  return found;
}

/** What rooms measure, by name. */
export function measurementsOf({ vahid }: Pick<Context, 'vahid'>): ReadonlyMap<string, Measurement> {
  return new Map(vahid.rooms.flatMap(({ measurements = [] }) => measurements.map((one) => [one.name, one] as const)));
}

interface Figures {
  readonly today: string;
  readonly sheets: ReadonlyMap<string, SheetInForce>;
  readonly measurements: ReadonlyMap<string, Measurement>;
  readonly days: ReadonlyMap<string, Measured>;
  /** By indicator. */
  readonly kept: ReadonlyMap<string, readonly ValueRow[]>;
  readonly done: Map<string, Own>;
}

/** The figures of an indicator's own kind, and how far they reach. */
interface Own {
  readonly points: readonly Point[];
  /** As they are computed now, whatever is kept. */
  readonly live: readonly PeriodValue[];
  readonly asOf: string | undefined;
  readonly mark: Measured['mark'];
}

async function viewsOf(
  ctx: Context,
  wanted: readonly SheetInForce[],
  all: readonly SheetInForce[],
  reach: Reach,
): Promise<readonly IndicatorView[]> {
  const sheets = new Map(all.map((one) => [one.indicator, one]));
  const figures = await figuresOf(ctx, sheets, [...withInputs(wanted, sheets)], reach);
  return wanted.map((sheet) => view(sheet, figures));
}

async function figuresOf(
  ctx: Context,
  sheets: ReadonlyMap<string, SheetInForce>,
  needed: readonly string[],
  reach: Reach,
): Promise<Figures> {
  const names = needed.flatMap((code) => sheets.get(code)?.content.measurement ?? []);
  const rows = await (reach === 'all' ? listValues : lastValues)(ctx.db, needed);
  return {
    today: bakuDate(ctx.vahid.now()),
    sheets,
    measurements: measurementsOf(ctx),
    days: names.length === 0 ? new Map() : await measured(ctx, names),
    kept: Map.groupBy(rows, ({ indicator }) => indicator),
    done: new Map(),
  };
}

/** What is computed of an indicator now, and what is kept of it. */
export interface Computed {
  readonly sheet: SheetInForce;
  readonly live: readonly PeriodValue[];
  readonly kept: readonly ValueRow[];
  readonly asOf: string | undefined;
  readonly watermark: string | undefined;
  /** Closed periods of which its owner reported something. */
  readonly reportedPeriods: readonly string[];
}

/** Figures of all measured and derived indicators. Checks no access: for the program. */
export async function computedFigures(ctx: Context): Promise<readonly Computed[]> {
  const all = await sheetsInForce(ctx.db);
  const sheets = new Map(all.map((one) => [one.indicator, one]));
  const figures = await figuresOf(ctx, sheets, [...sheets.keys()], 'all');
  return all.flatMap((sheet) => {
    const { kind } = sheet.content;
    if (kind !== 'measured' && kind !== 'derived') return [];
    const { live, asOf, mark } = own(sheet, figures);
    const kept = keptOf(sheet.indicator, kind, figures);
    const reportedPeriods = keptOf(sheet.indicator, 'reported', figures).map(({ period }) => period);
    return [{ sheet, live, kept, asOf, watermark: mark?.reached, reportedPeriods }];
  });
}

/** The indicators with all that their formulas lead to. */
function withInputs(wanted: readonly SheetInForce[], sheets: ReadonlyMap<string, SheetInForce>): ReadonlySet<string> {
  const found = new Set(wanted.map(({ indicator }) => indicator));
  // A set takes up what is added to it while it is walked through.
  for (const code of found) {
    const formula = sheets.get(code)?.content.formula;
    if (formula) for (const input of inputsOf(formula, sheets.keys())) found.add(input);
  }
  return found;
}

function own(sheet: SheetInForce, figures: Figures): Own {
  const { indicator: code, content } = sheet;
  const before = figures.done.get(code);
  if (before) return before;
  // A circle, which no approved sheet has, would end here.
  figures.done.set(code, { points: [], live: [], asOf: undefined, mark: undefined });
  const found = ownOf[content.kind](sheet, figures);
  figures.done.set(code, found);
  return found;
}

const ownOf: Readonly<Record<Sheet['kind'], (sheet: SheetInForce, figures: Figures) => Own>> = {
  measured({ indicator, content }, figures) {
    const { measurement = '', unit, frequency, sampled } = content;
    const { days, mark } = figures.days.get(measurement) ?? { days: [] };
    const ofCases = figures.measurements.get(measurement)?.ofCases === true;
    const live = periodValues(days, { unit, frequency, sampled, ofCases, today: figures.today });
    const points = joined(live, keptOf(indicator, 'measured', figures), figures.today);
    const asOf = mark ? bakuDate(mark.measuredAt) : days.at(-1)?.day;
    return { points: content.sampled ? points.map(withInterval) : points, live, asOf, mark };
  },
  derived({ indicator, content: { formula = '' } }, figures) {
    const program = readFormula(formula, figures.sheets.keys());
    const inputs = program.inputs.flatMap((code) => {
      const sheet = figures.sheets.get(code);
      return sheet ? [[code, own(sheet, figures)] as const] : [];
    });
    const live = derivedValues(program, new Map(inputs.map(([code, { points }]) => [code, points])));
    const days = inputs.flatMap(([, { asOf }]) => asOf ?? []).sort();
    const points = joined(live, keptOf(indicator, 'derived', figures), figures.today);
    return { points, live, asOf: points.length > 0 ? days[0] : undefined, mark: undefined };
  },
  external: ({ indicator }, figures) => entered(keptOf(indicator, 'external', figures)),
  reported: ({ indicator }, figures) => entered(keptOf(indicator, 'reported', figures)),
};

function entered(rows: readonly ValueRow[]): Own {
  const points = rows.map(pointOf);
  return { points, live: [], asOf: points.at(-1)?.ends, mark: undefined };
}

function keptOf(code: string, kind: Sheet['kind'], { kept }: Figures): readonly ValueRow[] {
  return (kept.get(code) ?? []).filter((row) => row.kind === kind);
}

/** What is kept of closed periods counts; the rest is as it is computed now. */
function joined(live: readonly PeriodValue[], kept: readonly ValueRow[], today: string): readonly Point[] {
  const closed = new Map(kept.map((row) => [row.ends, pointOf(row)]));
  const computed = live.map((point) => (point.ends < today ? (closed.get(point.ends) ?? point) : point));
  const seen = new Set(live.map(({ ends }) => ends));
  const rest = [...closed.values()].filter(({ ends }) => !seen.has(ends));
  return [...rest, ...computed].sort((a, b) => (a.ends < b.ends ? -1 : 1));
}

const numbered = (name: 'numerator' | 'denominator' | 'count', text: string | null) =>
  text === null ? {} : { [name]: Number(text) };

function pointOf(row: ValueRow): Point {
  const { period, ends, value, numerator, denominator, count } = row;
  const figures = value === null ? {} : { value: Number(value) };
  return {
    period,
    ends,
    kept: row,
    ...figures,
    ...numbered('numerator', numerator),
    ...numbered('denominator', denominator),
    ...numbered('count', count),
  };
}

function withInterval(point: Point): Point {
  const { value, count } = point;
  if (value === undefined || count === undefined || count <= 0 || isSmallCount(count)) return point;
  const { low, high } = wilson(Math.min(1, value / 100), count);
  return { ...point, interval: { low: low * 100, high: high * 100 } };
}

function view(sheet: SheetInForce, figures: Figures): IndicatorView {
  const { content: indicator } = sheet;
  const { points, asOf, mark } = own(sheet, figures);
  const last = points.at(-1);
  const { value, numerator, denominator, interval } = last ?? { numerator: 0, denominator: 0 };
  const stale = asOf === undefined ? undefined : staleDays(asOf, figures.today, indicator.frequency);
  const on = last && (last.ends < figures.today ? last.ends : figures.today);
  const targets = standingsOf(indicator, on, value);
  const reported = indicator.kind === 'measured' ? keptOf(sheet.indicator, 'reported', figures).map(pointOf) : [];
  return {
    indicator,
    sheet,
    points,
    reported,
    value,
    numerator,
    denominator,
    interval,
    withheld: last !== undefined && value === undefined,
    asOf,
    measuredAt: mark?.measuredAt,
    watermark: mark?.reached,
    targets,
    band: bandOf(indicator, value, stale, targets),
    staleDays: stale,
  };
}

function standingsOf(
  { baseline, targets = [], better }: Sheet,
  on: string | undefined,
  value: number | undefined,
): readonly TargetStanding[] {
  return targets.map((target) => {
    if (on === undefined || value === undefined) return { target, band: 'no_data' };
    if (!baseline) return { target, band: 'no_baseline' };
    const base = { on: baseline.asOf, value: baseline.value };
    const way = { base, target: { on: target.due, value: target.value }, direction: better };
    return { target, ...standing(way, { on, value }) };
  });
}

function bandOf(
  { targets }: Sheet,
  value: number | undefined,
  stale: number | undefined,
  standings: readonly TargetStanding[],
): Band {
  if (value === undefined) return 'no_data';
  if (stale !== undefined) return 'stale';
  return targets === undefined ? 'no_target' : (standings[0]?.band ?? 'no_target');
}
