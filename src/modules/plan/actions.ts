import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { notFound } from '../../kernel/refusal.ts';
import type { DirectionDefinition, PlanDefinition } from './definition.ts';

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
