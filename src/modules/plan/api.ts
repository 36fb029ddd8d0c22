import { Type } from 'typebox';
import { json, route } from '../../kernel/http/route.ts';
import { leastPublished } from '../../kernel/measurement.ts';
import { indicatorViews, planInForce } from './actions.ts';

const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });

export const api = [
  route({
    method: 'GET',
    path: '/api/v1/plan/measures',
    access: 'plan.readPlan',
    summary: 'Measures of the plan in force; executor and deadline are null while nobody has entered them',
    answer: Type.Object({
      plan: Type.String(),
      measures: Type.Array(
        Type.Object({
          number: Type.String(),
          direction: Type.String(),
          title: words,
          executor: Type.Null(),
          deadline: Type.Null(),
        }),
      ),
    }),
    async handler(request) {
      const plan = planInForce(request);
      const measures = plan.directions.flatMap((direction) =>
        direction.measures.map(({ number, title }) => ({
          number,
          direction: direction.number,
          title,
          executor: null,
          deadline: null,
        })),
      );
      return json({ plan: plan.plan, measures });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/plan/indicators',
    access: 'plan.readIndicator',
    summary:
      'Indicators with their measured values; value is null while nothing was measured, and with the other figures where fewer cases than `fewerThan` stand behind them',
    answer: Type.Object({
      indicators: Type.Array(
        Type.Object({
          code: Type.String(),
          title: words,
          unit: Type.String(),
          serves: Type.Array(Type.String()),
          measurement: Type.String(),
          value: Type.Union([Type.Number(), Type.Null()]),
          numerator: Type.Union([Type.Integer(), Type.Null()]),
          denominator: Type.Union([Type.Integer(), Type.Null()]),
          fewerThan: Type.Optional(Type.Integer()),
          measuredAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
          watermark: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
    async handler(request) {
      const views = await indicatorViews(request);
      return json({
        indicators: views.map(({ indicator, value, numerator, denominator, withheld, measuredAt, watermark }) => ({
          code: indicator.code,
          title: indicator.title,
          unit: indicator.unit,
          serves: indicator.serves,
          measurement: indicator.measurement,
          value: value ?? null,
          numerator: numerator ?? null,
          denominator: denominator ?? null,
          ...(withheld ? { fewerThan: leastPublished } : {}),
          measuredAt: measuredAt?.toISOString() ?? null,
          watermark: watermark ?? null,
        })),
      });
    },
  }),
];
