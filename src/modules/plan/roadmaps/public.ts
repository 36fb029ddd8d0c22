import { Type } from 'typebox';
import { json, type Request, route } from '../../../kernel/http/route.ts';
import { type Lang, pick } from '../../../language/index.ts';
import { csvFile } from '../csv.ts';
import { signOf } from '../indicators/index.ts';
import { titleIn } from '../measures/index.ts';
import { kpiUnits } from './entities.ts';
import * as store from './store.ts';
import { t } from './text.ts';
import { kpisOf, type KpiView, roadmapOf } from './views.ts';

const access = 'plan.readMeasure';
const planCode = Type.String({ pattern: '^[\\p{L}0-9._-]{1,60}$' });
const institutionCode = Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' });

/** What a roadmap wants to reach, as a table for spreadsheets. */
export const roadmapKpisCsv = route({
  method: 'GET',
  path: '/plan/:plan/yol-gostericileri/csv',
  access,
  params: Type.Object({ plan: planCode }),
  async handler(request) {
    const { plan, kpis } = await roadmapOf(request, request.params.plan);
    return csvFile(`plan-${plan.code}-kpi`, columns(request.lang), rows(kpis, request.lang));
  },
});

/** The same of all roadmaps of an institution. */
export const institutionKpisCsv = route({
  method: 'GET',
  path: '/plan/qurum/:code/yol-gostericileri/csv',
  access,
  params: Type.Object({ code: institutionCode }),
  async handler(request) {
    const { code } = request.params;
    return csvFile(`plan-${code}-kpi`, columns(request.lang), rows(await ofInstitution(request, code), request.lang));
  },
});

async function ofInstitution(request: Request, code: string): Promise<readonly KpiView[]> {
  const roadmaps = await store.roadmapsOf(request.db, [code]);
  return kpisOf(
    request,
    roadmaps.map((one) => one.code),
  );
}

const columns = (lang: Lang): readonly string[] =>
  (
    ['roadmap', 'kpiTitle', 'unit', 'baseline', 'target', 'due', 'indicator', 'measured', 'asOfDay', 'source'] as const
  ).map((key) => t(lang, key));

const rows = (kpis: readonly KpiView[], lang: Lang) =>
  kpis.map(({ plan, title, unit, baseline, target, due, indicator, measured }) => [
    plan,
    titleIn(title, lang),
    pick(kpiUnits[unit], lang),
    baseline === null ? null : Number(baseline),
    Number(target),
    due,
    indicator,
    measured?.value,
    measured?.asOf,
    measured ? t(lang, signOf(measured.indicator)) : t(lang, 'notMeasured'),
  ]);

const orNull = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(type: T) =>
  Type.Union([type, Type.Null()]);
const day = Type.String({ format: 'date' });
const mostAsked = 100;

export const kpisApi = route({
  method: 'GET',
  path: '/api/v1/plan/kpis',
  access,
  summary:
    'What roadmaps of institutions want to reach, with the last figure of the indicator that measures it; value and sign are null where nothing does',
  query: Type.Object({
    roadmap: Type.Optional(planCode),
    institution: Type.Optional(institutionCode),
    page: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' })),
  }),
  answer: Type.Object({
    page: Type.Integer(),
    pages: Type.Integer(),
    kpis: Type.Array(
      Type.Object({
        id: Type.String(),
        roadmap: Type.String(),
        title: Type.Object({ az: Type.String(), en: Type.Optional(Type.String()), ru: Type.Optional(Type.String()) }),
        unit: Type.Enum(['percent', 'count']),
        baseline: orNull(Type.Number()),
        target: Type.Number(),
        due: day,
        indicator: orNull(Type.String()),
        value: orNull(Type.Number()),
        asOf: orNull(day),
        /** Measured by the state itself, or said by somebody. */
        sign: Type.Union([Type.Enum(['known', 'said']), Type.Null()]),
      }),
    ),
  }),
  async handler(request) {
    const { roadmap, institution, page: asked = '1' } = request.query;
    const page = Number(asked);
    const part = { roadmap, institution, offset: (page - 1) * mostAsked, limit: mostAsked };
    const { plans, total } = await store.roadmapsWithKpis(request.db, part);
    const kpis = (await kpisOf(request, plans)).map((one) => ({
      id: one.id,
      roadmap: one.plan,
      title: one.title,
      unit: one.unit,
      baseline: one.baseline === null ? null : Number(one.baseline),
      target: Number(one.target),
      due: one.due,
      indicator: one.indicator,
      value: one.measured?.value ?? null,
      asOf: one.measured?.asOf ?? null,
      sign: one.measured ? signOf(one.measured.indicator) : null,
    }));
    return json({ page, pages: Math.max(Math.ceil(total / mostAsked), 1), kpis });
  },
});
