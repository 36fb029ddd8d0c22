import { Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { institutionsByCode } from '../../identity/index.ts';
import {
  institutionStandings,
  institutionView,
  lastPeriod,
  measureRecord,
  planQuality,
  rowsOnPage,
  shownPlan,
} from './actions.ts';
import { changeJson, changeSchema, day, institution, moment, number, orNull, pageNumber, title } from './api.ts';
import { totalOf } from './counts.ts';
import { institutionParams, planCode } from './pages/params.ts';
import { lacks } from './store/lacks.ts';

const access = 'plan.readOverview';
const ofPlan = Type.Object({ plan: Type.Optional(planCode) });
const states = Type.Record(Type.String(), Type.Integer());

export const institutionsApi = route({
  method: 'GET',
  path: '/api/v1/plan/institutions',
  access,
  summary: 'Institutions that carry out measures of a plan, with how many are in each state',
  query: ofPlan,
  answer: Type.Object({
    plan: Type.String(),
    institutions: Type.Array(Type.Object({ code: Type.String(), title, measures: Type.Integer(), states })),
  }),
  async handler(request) {
    const { plan } = await shownPlan(request, request.query.plan);
    const all = await institutionsByCode(request);
    const institutions = (await institutionStandings(request, plan.code)).map(({ code, counts }) => ({
      code,
      title: all.get(code)?.name ?? { az: code },
      measures: totalOf(counts),
      states: counts,
    }));
    return json({ plan: plan.code, institutions });
  },
});

export const institutionApi = route({
  method: 'GET',
  path: '/api/v1/plan/institutions/:code',
  access,
  summary:
    'How one institution carries out a plan: its measures by state, who answers for it, how it reports, its roadmaps',
  params: institutionParams,
  query: ofPlan,
  answer: Type.Object({
    plan: Type.String(),
    code: institution,
    states,
    /** Those who answered for it, the present one first. */
    responsible: Type.Array(Type.Object({ name: Type.String(), post: title, from: day, to: orNull(day) })),
    reporting: Type.Object({
      /** The last period whose reports are judged. */
      period: Type.String(),
      owed: Type.Integer(),
      submitted: Type.Integer(),
      accepted: Type.Integer(),
      lastReport: orNull(moment),
      decisionDays: orNull(Type.Number()),
      longestDays: orNull(Type.Number()),
    }),
    roadmaps: Type.Array(Type.String()),
  }),
  async handler(request) {
    const { plan } = await shownPlan(request, request.query.plan);
    const view = await institutionView(request, plan.code, request.params.code);
    const { lastReport, ...discipline } = view.discipline;
    return json({
      plan: plan.code,
      code: view.code,
      states: view.counts,
      responsible: view.responsible.map(({ name, post, from_day: from, to_day: to }) => ({ name, post, from, to })),
      reporting: { period: view.period.name, ...discipline, lastReport: lastReport?.toISOString() ?? null },
      roadmaps: view.roadmaps.map(({ code }) => code),
    });
  },
});

export const qualityApi = route({
  method: 'GET',
  path: '/api/v1/plan/quality',
  access,
  summary: 'How many measures of a plan lack what nobody can tell their state without',
  query: ofPlan,
  answer: Type.Object({
    plan: Type.String(),
    period: Type.String(),
    measures: Type.Integer(),
    lacking: Type.Object(Object.fromEntries(lacks.map((lack) => [lack, Type.Integer()]))),
  }),
  async handler(request) {
    const { plan } = await shownPlan(request, request.query.plan);
    const { measures, ...lacking } = await planQuality(request, plan.code);
    return json({ plan: plan.code, period: lastPeriod(request).name, measures, lacking });
  },
});

const ofMeasure = {
  access: 'plan.readMeasure',
  params: Type.Object({ number }),
  query: Type.Object({ plan: Type.Optional(planCode), page: pageNumber }),
} as const;
const paged = { plan: Type.String(), total: Type.Integer(), page: Type.Integer(), pages: Type.Integer() };
const pagesOf = (total: number) => Math.max(Math.ceil(total / rowsOnPage), 1);

export const commentsApi = route({
  ...ofMeasure,
  method: 'GET',
  path: '/api/v1/plan/measures/:number/comments',
  summary: 'What institutions wrote about a measure for everybody, the newest first, a page of it',
  answer: Type.Object({
    ...paged,
    comments: Type.Array(Type.Object({ at: moment, institution: Type.String(), text: Type.String() })),
  }),
  async handler(request) {
    const { plan } = await shownPlan(request, request.query.plan);
    const page = Number(request.query.page ?? 1);
    const { comments, count } = await measureRecord(request, plan.code, request.params.number, page);
    const rows = comments.map((one) => ({ ...one, at: one.at.toISOString() }));
    return json({ plan: plan.code, total: count.comments, page, pages: pagesOf(count.comments), comments: rows });
  },
});

export const measureChangesApi = route({
  ...ofMeasure,
  method: 'GET',
  path: '/api/v1/plan/measures/:number/changes',
  summary: 'What was changed of a measure, the newest first, a page of it',
  answer: Type.Object({ ...paged, changes: Type.Array(changeSchema) }),
  async handler(request) {
    const { plan } = await shownPlan(request, request.query.plan);
    const page = Number(request.query.page ?? 1);
    const { changes, count } = await measureRecord(request, plan.code, request.params.number, page);
    const total = count.changes;
    return json({ plan: plan.code, total, page, pages: pagesOf(total), changes: changes.map(changeJson) });
  },
});
