import type { Context } from '../../../kernel/context.ts';
import type { PublicPage, PublicPages } from '../../../kernel/module.ts';
import type { PlanDefinition } from '../definition.ts';
import { indicatorPages } from '../indicators/index.ts';

async function pagesOf(ctx: Context): Promise<readonly PublicPage[]> {
  const plans = ctx.vahid.releases.all<PlanDefinition>('plan').map(({ compiled }) => compiled);
  if (plans.length === 0) return [];
  const numbers = plans.flatMap(({ directions }) => directions.flatMap(({ measures }) => measures));
  return [
    { path: '/plan' },
    ...[...new Set(numbers.map(({ number }) => `/plan/tedbir/${number}`))].map((path) => ({ path })),
    ...(await indicatorPages(ctx)),
  ];
}

/** The plan, every measure, every indicator. */
export const publicPages: PublicPages = {
  under: ['/plan'],
  count: async (ctx) => (await pagesOf(ctx)).length,
  async *list(ctx, { offset, limit }) {
    yield* (await pagesOf(ctx)).slice(offset, offset + limit);
  },
};
