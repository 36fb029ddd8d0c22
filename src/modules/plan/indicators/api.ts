import { type TSchema, Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { leastPublished } from '../../../kernel/measurement.ts';
import { type IndicatorDetails, detailsOf } from './details.ts';
import { bands, leastAnswers } from './rules.ts';
import { codePattern, sheetSchema } from './sheet.ts';
import { indicatorViews, type IndicatorView, type Point } from './views.ts';

const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const targetAnswer = Type.Object({
  value: Type.Number(),
  due: Type.String({ format: 'date' }),
  reading: Type.String(),
  section: orNull(Type.String()),
  required: orNull(Type.Number()),
  pace: orNull(Type.Number()),
  band: Type.String({ enum: [...bands] }),
});

const answer = {
  code: Type.String(),
  title: words,
  kind: Type.String(),
  unit: Type.String(),
  serves: Type.Array(Type.String()),
  measurement: orNull(Type.String()),
  value: orNull(Type.Number()),
  numerator: orNull(Type.Number()),
  denominator: orNull(Type.Number()),
  fewerThan: Type.Optional(Type.Integer()),
  interval: Type.Union([Type.Object({ low: Type.Number(), high: Type.Number() }), Type.Null()]),
  asOf: orNull(Type.String({ format: 'date' })),
  measuredAt: orNull(Type.String({ format: 'date-time' })),
  watermark: orNull(Type.String()),
  band: Type.String({ enum: [...bands] }),
  staleDays: orNull(Type.Integer()),
  targets: Type.Array(targetAnswer),
  version: Type.Integer(),
};

function indicatorAnswer(view: IndicatorView) {
  const { indicator, value, numerator, denominator, withheld, measuredAt, watermark } = view;
  return {
    code: indicator.code,
    title: indicator.title,
    kind: indicator.kind,
    unit: indicator.unit,
    serves: indicator.serves,
    measurement: indicator.measurement ?? null,
    value: value ?? null,
    numerator: numerator ?? null,
    denominator: denominator ?? null,
    ...(withheld ? { fewerThan: indicator.sampled ? leastAnswers : leastPublished } : {}),
    interval: view.interval ?? null,
    asOf: view.asOf ?? null,
    measuredAt: measuredAt?.toISOString() ?? null,
    watermark: watermark ?? null,
    band: view.band,
    staleDays: view.staleDays ?? null,
    targets: view.targets.map(({ target, required, pace, band }) => ({
      ...target,
      section: target.section ?? null,
      required: required ?? null,
      pace: pace ?? null,
      band,
    })),
    version: view.sheet.version,
  };
}

const pointAnswer = Type.Object({
  period: Type.String(),
  ends: Type.String({ format: 'date' }),
  kind: Type.String(),
  value: orNull(Type.Number()),
  numerator: orNull(Type.Number()),
  denominator: orNull(Type.Number()),
  interval: answer.interval,
  edition: orNull(Type.String()),
  url: orNull(Type.String()),
  query: orNull(Type.String()),
  watermark: orNull(Type.String()),
  keptAt: orNull(Type.String({ format: 'date-time' })),
});

function pointOf(kind: string, { period, ends, value, numerator, denominator, interval, kept }: Point) {
  return {
    period,
    ends,
    kind,
    value: value ?? null,
    numerator: numerator ?? null,
    denominator: denominator ?? null,
    interval: interval ?? null,
    edition: kept?.edition ?? null,
    url: kept?.url ?? null,
    query: kept?.query ?? null,
    watermark: kept?.watermark ?? null,
    keptAt: kept?.computedAt.toISOString() ?? null,
  };
}

function detailsAnswer({ view, versions, discrepancies }: IndicatorDetails) {
  return {
    ...indicatorAnswer(view),
    sheet: view.indicator,
    versions: versions.map(({ version, approvedAt, query, release }) => ({
      version,
      query,
      release,
      approvedAt: approvedAt.toISOString(),
    })),
    values: [
      ...view.points.map((point) => pointOf(view.indicator.kind, point)),
      ...view.reported.map((point) => pointOf('reported', point)),
    ],
    discrepancies: discrepancies.map((one) => ({
      period: one.period,
      measured: Number(one.measuredValue),
      reported: Number(one.reportedValue),
      gap: Number(one.gap),
      institution: one.institution,
      openedAt: one.openedAt.toISOString(),
      explanation: one.explanation,
      resolution: one.resolution,
      closedAt: one.closedAt?.toISOString() ?? null,
    })),
  };
}

export const indicatorApi = [
  route({
    method: 'GET',
    path: '/api/v1/plan/indicators',
    access: 'plan.readIndicator',
    summary:
      'Indicators with an approved sheet and their last figure; value is null while there is none, and with the other figures where fewer cases than `fewerThan` stand behind them',
    answer: Type.Object({ indicators: Type.Array(Type.Object(answer)) }),
    async handler(request) {
      return json({ indicators: (await indicatorViews(request, 'last')).map(indicatorAnswer) });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/plan/indicators/:code',
    access: 'plan.readIndicator',
    summary: 'One indicator: its sheet with versions, every figure with how it was obtained, and discrepancies',
    params: Type.Object({ code: Type.String({ pattern: codePattern, maxLength: 60 }) }),
    answer: Type.Object({
      ...answer,
      sheet: sheetSchema,
      versions: Type.Array(
        Type.Object({
          version: Type.Integer(),
          query: Type.String(),
          release: Type.Union([Type.Integer(), Type.Null()]),
          approvedAt: Type.String({ format: 'date-time' }),
        }),
      ),
      values: Type.Array(pointAnswer),
      discrepancies: Type.Array(
        Type.Object({
          period: Type.String(),
          measured: Type.Number(),
          reported: Type.Number(),
          gap: Type.Number(),
          institution: Type.String(),
          openedAt: Type.String({ format: 'date-time' }),
          explanation: orNull(Type.String()),
          resolution: orNull(Type.String()),
          closedAt: orNull(Type.String({ format: 'date-time' })),
        }),
      ),
    }),
    async handler(request) {
      return json(detailsAnswer(await detailsOf(request, request.params.code)));
    },
  }),
];
