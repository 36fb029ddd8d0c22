import { Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { measureStateNames, partiesNow } from '../measures/index.ts';
import { changesOf, findMeasures, measureView, planList, shownPlan } from './actions.ts';
import { planCode } from './pages/params.ts';
import type { MeasureRow } from './store/measures.ts';
import type { ChangeRow } from './store/plans.ts';

export const orNull = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(type: T) =>
  Type.Union([type, Type.Null()]);
export const title = Type.Object({
  az: Type.String(),
  en: Type.Optional(Type.String()),
  ru: Type.Optional(Type.String()),
});
export const day = Type.String({ format: 'date' });
export const moment = Type.String({ format: 'date-time' });
export const number = Type.String({ pattern: '^[\\p{L}0-9._-]{1,40}$' });
export const institution = Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' });
export const pageNumber = Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' }));
/** Up to 500. */
const pageSize = Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|[1-4][0-9]{2}|500)$' }));

const measure = {
  number: Type.String(),
  /** Item that it stands under: its direction, or a group of it. */
  direction: orNull(Type.String()),
  title,
  executor: orNull(Type.String()),
  deadline: orNull(day),
  firstDeadline: orNull(day),
  state: Type.Enum([...measureStateNames]),
  selfRating: orNull(Type.String()),
  progress: orNull(Type.Number({ minimum: 0, maximum: 1 })),
  slipFirstDays: orNull(Type.Number()),
  slipDays: orNull(Type.Number()),
  nextDue: orNull(day),
  lastReport: orNull(Type.String()),
};

function measureJson(row: Omit<MeasureRow, 'id' | 'plan' | 'deadline_text'>) {
  return {
    number: row.number,
    direction: row.parent,
    title: row.title,
    executor: row.executor,
    deadline: row.due,
    firstDeadline: row.due_first,
    state: row.state,
    selfRating: row.self_rating,
    progress: row.progress === null ? null : Number(row.progress),
    slipFirstDays: row.slip_first,
    slipDays: row.slip,
    nextDue: row.next_due,
    lastReport: row.last_report,
  };
}

const measuresOnPage = 100;

export const measuresApi = route({
  method: 'GET',
  path: '/api/v1/plan/measures',
  access: 'plan.readOverview',
  summary:
    'Measures of a plan with their computed state, a page of them; executor and deadline are null while nobody has entered them',
  query: Type.Object({
    plan: Type.Optional(planCode),
    direction: Type.Optional(number),
    institution: Type.Optional(institution),
    state: Type.Optional(Type.Enum([...measureStateNames])),
    page: pageNumber,
    size: pageSize,
  }),
  answer: Type.Object({
    plan: Type.String(),
    total: Type.Integer(),
    page: Type.Integer(),
    pages: Type.Integer(),
    measures: Type.Array(Type.Object(measure)),
  }),
  async handler(request) {
    const { query, lang } = request;
    const { plan } = await shownPlan(request, query.plan);
    const wanted = {
      plan: plan.code,
      under: query.direction,
      institution: query.institution,
      state: query.state,
    };
    const { rows, total, page, pages } = await findMeasures(
      request,
      wanted,
      lang,
      Number(query.page ?? 1),
      Number(query.size ?? measuresOnPage),
    );
    return json({ plan: plan.code, total, page, pages, measures: rows.map(measureJson) });
  },
});

const dates = Type.Union([Type.Object({ starts: orNull(day), due: day }), Type.Null()]);

export const measureApi = route({
  method: 'GET',
  path: '/api/v1/plan/measures/:number',
  access: 'plan.readMeasure',
  summary:
    'One measure: why it stands as it does, its milestones with their first and present dates, who carries it out',
  params: Type.Object({ number }),
  query: Type.Object({ plan: Type.Optional(planCode) }),
  answer: Type.Object({
    plan: Type.String(),
    ...measure,
    slipPlanDays: orNull(Type.Number()),
    reasons: Type.Array(Type.Object({ code: Type.String() }, { additionalProperties: true })),
    waitsFor: orNull(Type.String()),
    coExecutors: Type.Array(Type.String()),
    deliverables: Type.Array(Type.Object({ code: Type.String(), title, doneOn: orNull(day) })),
    milestones: Type.Array(
      Type.Object({
        code: Type.String(),
        title,
        weight: Type.Number(),
        first: dates,
        present: dates,
        doneOn: orNull(day),
        needs: Type.Array(Type.String()),
      }),
    ),
    serves: Type.Array(Type.Object({ plan: Type.String(), number: Type.String() })),
    servedBy: Type.Array(Type.Object({ plan: Type.String(), number: Type.String() })),
  }),
  async handler(request) {
    const { plan } = await shownPlan(request, request.query.plan);
    const view = await measureView(request, plan.code, request.params.number);
    const parties = await partiesNow(request.db, view.item.id);
    return json({ plan: plan.code, ...detailJson(view), coExecutors: coExecutorsOf(parties) });
  },
});

type View = Awaited<ReturnType<typeof measureView>>;

const coExecutorsOf = (parties: Awaited<ReturnType<typeof partiesNow>>): readonly string[] =>
  parties.filter(({ role }) => role === 'co_executor').map((one) => one.institution);

function detailJson({ item, standing, schedule, serving, served }: View) {
  const short = ({ plan, number: of }: View['serving'][number]) => ({ plan, number: of });
  return {
    ...(standing ? measureJson({ ...standing, ...item, progress: standing.progress?.toString() ?? null }) : {}),
    slipPlanDays: standing?.slip_plan ?? null,
    reasons: standing?.reasons ?? [],
    waitsFor: standing?.waits_for ?? null,
    deliverables: schedule.deliverables.map(({ code, title: of, doneOn }) => ({ code, title: of, doneOn })),
    milestones: schedule.milestones.map(({ code, title: of, weight, first, present, doneOn, needs }) => ({
      code,
      title: of,
      weight: Number(weight),
      first,
      present,
      doneOn,
      needs: needs.map((one) => `${one.number}/${one.code}`),
    })),
    serves: served.map(short),
    servedBy: serving.map(short),
  };
}

export const plansApi = route({
  method: 'GET',
  path: '/api/v1/plan/plans',
  access: 'plan.readOverview',
  summary: 'National plans, other plans, or roadmaps of institutions, with how many measures are in each state',
  query: Type.Object({ kind: Type.Optional(Type.Enum(['national', 'other', 'roadmap'])), page: pageNumber }),
  answer: Type.Object({
    page: Type.Integer(),
    pages: Type.Integer(),
    plans: Type.Array(
      Type.Object({
        code: Type.String(),
        title,
        institution: orNull(Type.String()),
        topic: orNull(Type.String()),
        year: orNull(Type.Number()),
        from: day,
        to: day,
        supersedes: orNull(Type.String()),
        states: Type.Record(Type.String(), Type.Integer()),
        servingItems: Type.Integer(),
      }),
    ),
  }),
  async handler(request) {
    const { rows, page, pages } = await planList(
      request,
      request.query.kind ?? 'national',
      Number(request.query.page ?? 1),
    );
    const plans = rows.map(({ code, title: of, institution: whose, topic, year, supersedes, ...row }) => ({
      code,
      title: of,
      institution: whose,
      topic,
      year,
      from: row.period_from,
      to: row.period_to,
      supersedes,
      states: row.counts,
      servingItems: row.serving,
    }));
    return json({ page, pages, plans });
  },
});

const changesOnPage = 100;

export const changeSchema = Type.Object({
  at: moment,
  number: orNull(Type.String()),
  what: Type.String(),
  details: Type.Object({}, { additionalProperties: true }),
  institution: orNull(Type.String()),
});

export function changeJson({ at, number: of, what, details, institution: whose }: ChangeRow) {
  return { at: at.toISOString(), number: of, what, details, institution: whose };
}

export const changesApi = route({
  method: 'GET',
  path: '/api/v1/plan/changes',
  access: 'plan.readOverview',
  summary: 'What was changed in a plan, the newest first; an institution stands for the official who did it',
  query: Type.Object({ plan: Type.Optional(planCode), page: pageNumber }),
  answer: Type.Object({
    plan: Type.String(),
    page: Type.Integer(),
    changes: Type.Array(changeSchema),
  }),
  async handler(request) {
    const { plan } = await shownPlan(request, request.query.plan);
    const page = Number(request.query.page ?? 1);
    const rows = await changesOf(request, plan.code, { offset: (page - 1) * changesOnPage, limit: changesOnPage });
    return json({ plan: plan.code, page, changes: rows.map(changeJson) });
  },
});
