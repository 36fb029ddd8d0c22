import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { type Measured, measured } from '../../kernel/measurement.ts';
import { notFound } from '../../kernel/refusal.ts';
import { bakuDate } from '../../language/index.ts';
import type { DirectionDefinition, IndicatorDefinition, PlanDefinition } from './definition.ts';
import { type MonthValue, monthValues } from './rules.ts';

/** The plan in force: the newest that is released. */
export function planInForce(ctx: Context): PlanDefinition {
  allow(ctx, 'plan.readPlan');
  const plans = ctx.vahid.releases.all<PlanDefinition>('plan').map(({ compiled }) => compiled);
  const newest = plans.sort((a, b) => b.period.to.localeCompare(a.period.to))[0];
  if (!newest) throw notFound();
  return newest;
}

export type MeasureDefinition = DirectionDefinition['measures'][number];

export function measureOf(
  ctx: Context,
  number: string,
): { plan: PlanDefinition; direction: DirectionDefinition; measure: MeasureDefinition } {
  const plan = planInForce(ctx);
  for (const direction of plan.directions) {
    const measure = direction.measures.find((one) => one.number === number);
    if (measure) return { plan, direction, measure };
  }
  throw notFound();
}

export interface IndicatorView {
  readonly indicator: IndicatorDefinition;
  readonly months: readonly MonthValue[];
  /** The last measured value; undefined while nothing was measured, or too few cases. */
  readonly value: number | undefined;
  readonly numerator: number | undefined;
  readonly denominator: number | undefined;
  /** Something was measured, but so few cases that the figure is not published. */
  readonly withheld: boolean;
  readonly measuredAt: Date | undefined;
  readonly watermark: string | undefined;
}

function indicatorsInForce({ vahid: { releases } }: Context): readonly IndicatorDefinition[] {
  return releases.get<{ indicators: IndicatorDefinition[] }>('indicators', 'indicators')?.compiled.indicators ?? [];
}

/** Every indicator with what was measured, in the order of `indicators.yaml`. */
export async function indicatorViews(ctx: Context): Promise<readonly IndicatorView[]> {
  allow(ctx, 'plan.readIndicator');
  return viewsOf(ctx, indicatorsInForce(ctx));
}

/** @throws notFound */
export async function indicatorView(ctx: Context, code: string): Promise<IndicatorView> {
  allow(ctx, 'plan.readIndicator');
  const [found] = await viewsOf(
    ctx,
    indicatorsInForce(ctx).filter((one) => one.code === code),
  );
  if (!found) throw notFound();
  return found;
}

async function viewsOf(ctx: Context, indicators: readonly IndicatorDefinition[]): Promise<readonly IndicatorView[]> {
  const found = await measured(
    ctx,
    indicators.map(({ measurement }) => measurement),
  );
  const ofCases = new Set(
    ctx.vahid.rooms.flatMap(({ measurements = [] }) =>
      measurements.filter((one) => one.ofCases).map(({ name }) => name),
    ),
  );
  const today = bakuDate(ctx.vahid.now());
  return indicators.map((indicator) => {
    const { measurement } = indicator;
    return view(indicator, ofCases.has(measurement) ? today : undefined, found.get(measurement));
  });
}

function view(
  indicator: IndicatorDefinition,
  casesBefore: string | undefined,
  { days, mark }: Measured = { days: [] },
): IndicatorView {
  const months = monthValues(days, indicator.unit, casesBefore);
  const last = months.at(-1);
  const { value, numerator, denominator } = last ?? { value: undefined, numerator: 0, denominator: 0 };
  return {
    indicator,
    months,
    value,
    numerator,
    denominator,
    withheld: last !== undefined && value === undefined,
    measuredAt: mark?.measuredAt,
    watermark: mark?.reached,
  };
}
