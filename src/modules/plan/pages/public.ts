import type { Context } from '../../../kernel/context.ts';
import type { PublicPage, PublicPages } from '../../../kernel/module.ts';
import type { IndicatorDefinition, PlanDefinition } from '../definition.ts';

function pagesOf({ vahid: { releases } }: Context): readonly PublicPage[] {
  const plans = releases.all<PlanDefinition>('plan').map(({ compiled }) => compiled);
  if (plans.length === 0) return [];
  const numbers = plans.flatMap(({ directions }) => directions.flatMap(({ measures }) => measures));
  const indicators = releases.get<{ indicators: IndicatorDefinition[] }>('indicators', 'indicators')?.compiled
    .indicators;
  return [
    '/plan',
    ...new Set(numbers.map(({ number }) => `/plan/tedbir/${number}`)),
    ...(indicators ?? []).map(({ code }) => `/plan/gosterici/${code}`),
  ].map((path) => ({ path }));
}

/** The plan, every measure, every indicator. */
export const publicPages: PublicPages = {
  under: ['/plan'],
  count: async (ctx) => pagesOf(ctx).length,
  list: (ctx, { offset, limit }) => pagesOf(ctx).slice(offset, offset + limit),
};
