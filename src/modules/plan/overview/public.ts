import type { Context } from '../../../kernel/context.ts';
import type { PublicPage, PublicPages } from '../../../kernel/module.ts';
import { indicatorPages } from '../indicators/index.ts';
import { planInForce } from '../measures/index.ts';
import { editionPages } from '../publishing/index.ts';
import * as store from './store/public.ts';

const lists = [
  '/plan',
  '/plan/tedbirler',
  '/plan/qurumlar',
  '/plan/keyfiyyet',
  '/plan/yol-xeriteleri',
  '/plan/riskler',
  '/plan/xercler',
  '/plan/hesabatlar',
];

/** All but the items: few enough to be held at once. */
async function fixedPages(ctx: Context): Promise<readonly PublicPage[]> {
  const present = await planInForce(ctx);
  const plans = await store.planCodes(ctx.db, present?.code ?? null);
  const institutions = await store.institutionsWithPages(ctx.db);
  return [
    ...(present ? lists : []).map((path) => ({ path })),
    ...plans.map((code) => ({ path: `/plan/${encodeURIComponent(code)}` })),
    ...institutions.map((code) => ({ path: `/plan/qurum/${code}` })),
    ...(await indicatorPages(ctx)),
    ...(await editionPages(ctx)),
    ...(await store.riskIds(ctx.db)).map((id) => ({ path: `/plan/risk/${id}` })),
  ];
}

async function itemPages(ctx: Context, offset: number, limit: number): Promise<readonly PublicPage[]> {
  const present = await planInForce(ctx);
  const rows = await store.publicItems(ctx.db, offset, limit);
  return rows.map(({ plan, number, kind }) => {
    const place = plan === present?.code ? '/plan' : `/plan/${encodeURIComponent(plan)}`;
    return { path: `${place}/${kind === 'measure' ? 'tedbir' : 'istiqamet'}/${encodeURIComponent(number)}` };
  });
}

/** The plans with all their directions and measures, institutions, indicators, risks, frozen reports. */
export const publicPages: PublicPages = {
  under: ['/plan'],
  count: async (ctx) => (await fixedPages(ctx)).length + (await store.countPublicItems(ctx.db)),
  async *list(ctx, { offset, limit }) {
    const fixed = await fixedPages(ctx);
    const first = fixed.slice(offset, offset + limit);
    yield* first;
    if (first.length < limit) yield* await itemPages(ctx, Math.max(offset - fixed.length, 0), limit - first.length);
  },
};
