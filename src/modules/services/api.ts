import { type Static, Type } from 'typebox';
import type { Context } from '../../kernel/context.ts';
import { idParam, json, pageQuery, route } from '../../kernel/http/route.ts';
import type { Json } from '../../kernel/job.ts';
import { citedArticle } from '../catalogue/index.ts';
import { saveAnswers, startCase, submitCase } from './actions/applying.ts';
import { actOnCase } from './actions/desk.ts';
import { caseView, myCases, withdrawCase } from './actions/following.ts';
import { listServices, serviceOf } from './actions/offer.ts';
import type { CaseCard, CaseView, ServiceCard, ServiceView } from './views.ts';
import { actionFields, actionName, idempotencyKey } from '../process/index.ts';

const closed = { additionalProperties: false } as const;
const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);
const moment = Type.String({ format: 'date-time' });
const maybe = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()]);
const named = Type.Object({ name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }) }, closed);

const cardFields = {
  name: Type.String(),
  title: text,
  lead: text,
  audience: Type.Enum(['person', 'business']),
  institution: Type.String(),
  lifeEvents: Type.Array(Type.String()),
  workingDays: Type.Integer(),
  questions: Type.Integer(),
};

const serviceAnswer = Type.Object(
  {
    ...cardFields,
    output: text,
    whoMayApply: text,
    acts: Type.Array(citedArticle),
    measures: Type.Array(Type.String()),
    facts: Type.Array(Type.Object({ field: Type.String(), label: text, register: Type.String() }, closed)),
    asks: Type.Array(Type.Object({ page: Type.String(), question: text }, closed)),
    appeal: Type.Object({ route: text, days: Type.Integer(), article: citedArticle }, closed),
  },
  closed,
);

const caseFields = {
  id: Type.String({ format: 'uuid' }),
  service: Type.String(),
  reference: Type.String(),
  title: text,
  status: Type.String(),
  state: text,
  institution: Type.String(),
  updatedAt: moment,
  due: maybe(moment),
  waits: Type.Boolean(),
};

const caseAnswer = Type.Object(
  {
    ...caseFields,
    submittedAt: maybe(moment),
    facts: Type.Array(
      Type.Object(
        {
          field: Type.String(),
          label: text,
          state: Type.Enum(['value', 'none', 'unknown', 'unavailable', 'refused']),
          value: Type.Unknown(),
          register: maybe(Type.String()),
          readAt: maybe(moment),
        },
        closed,
      ),
    ),
    answers: Type.Array(
      Type.Object(
        { page: Type.String(), field: Type.String(), question: text, answer: Type.Union([text, Type.Null()]) },
        closed,
      ),
    ),
    decision: Type.Union([
      Type.Object(
        {
          outcome: Type.Enum(['approved', 'refused', 'lapsed', 'revoked']),
          at: moment,
          by: Type.Enum(['table', 'official']),
          reasons: Type.Array(Type.Object({ text, article: citedArticle }, closed)),
          note: maybe(Type.String()),
          appealUntil: maybe(Type.String({ format: 'date' })),
        },
        closed,
      ),
      Type.Null(),
    ]),
    document: maybe(Type.String()),
    may: Type.Object(
      {
        continue: Type.Boolean(),
        answer: Type.Boolean(),
        withdraw: Type.Boolean(),
        appeal: Type.Boolean(),
        rate: Type.Boolean(),
      },
      closed,
    ),
  },
  closed,
);

function cardJson({ name, title, lead, audience, institution, lifeEvents, workingDays, questions }: ServiceCard) {
  return {
    name,
    title,
    lead,
    audience,
    institution: institution.code,
    lifeEvents: [...lifeEvents],
    workingDays,
    questions,
  };
}

function serviceJson(view: ServiceView): Static<typeof serviceAnswer> {
  return {
    ...cardJson(view),
    output: view.output,
    whoMayApply: view.whoMayApply,
    acts: [...view.acts],
    measures: [...view.measures],
    facts: view.planned.map(({ field, label, register }) => ({ field, label, register: register.name })),
    asks: view.remaining.map(({ page, question }) => ({ page, question })),
    appeal: { route: view.appeal.route, days: view.appeal.days, article: view.appeal.article },
  };
}

function caseCardJson({
  id,
  service,
  reference,
  title,
  status,
  state,
  institution,
  updatedAt,
  clock,
  waits,
}: CaseCard) {
  const due = clock?.due?.toISOString() ?? null;
  return {
    id,
    service,
    reference,
    title,
    status,
    state,
    institution: institution.code,
    updatedAt: updatedAt.toISOString(),
    due,
    waits,
  };
}

function caseJson(view: CaseView): Static<typeof caseAnswer> {
  return {
    ...caseCardJson(view),
    submittedAt: view.submittedAt?.toISOString() ?? null,
    facts: view.facts.map(({ field, label, state, value, register, readAt }) => ({
      field,
      label,
      state,
      value: value ?? null,
      register: register?.name ?? null,
      readAt: readAt?.toISOString() ?? null,
    })),
    answers: view.answers.map(({ page, field, question, shown }) => ({ page, field, question, answer: shown ?? null })),
    decision: decisionJson(view),
    document: view.document?.code ?? null,
    may: { ...view.may },
  };
}

function decisionJson({ decision }: CaseView): Static<typeof caseAnswer>['decision'] {
  if (!decision) return null;
  const { outcome, at, by, reasons, note, appealUntil } = decision;
  return {
    outcome,
    at: at.toISOString(),
    by,
    reasons: reasons.map((reason) => ({ text: reason.text, article: reason.article })),
    note: note ?? null,
    appealUntil: appealUntil ?? null,
  };
}

const answerCase = async (ctx: Context, id: string) => json(caseJson(await caseView(ctx, { id })));

const services = route({
  method: 'GET',
  path: '/api/v1/services',
  access: 'services.listServices',
  summary: 'Services in force',
  answer: Type.Object({ services: Type.Array(Type.Object(cardFields, closed)) }, closed),
  handler: async (request) => json({ services: (await listServices(request)).map(cardJson) }),
});

const service = route({
  method: 'GET',
  path: '/api/v1/services/:name',
  access: 'services.readService',
  summary: 'Passport of a service: what it gives, what registers know, what it asks',
  params: named,
  answer: serviceAnswer,
  handler: async (request) => json(serviceJson(await serviceOf(request, request.params.name))),
});

const cases = route({
  method: 'GET',
  path: '/api/v1/cases',
  access: 'services.readOwnCases',
  summary: 'Cases of the signed-in person, or of the company one acts for: 50 a page, `s` is its number',
  query: pageQuery,
  answer: Type.Object({ cases: Type.Array(Type.Object(caseFields, closed)), total: Type.Integer() }, closed),
  async handler(request) {
    const { items, total } = await myCases(request, { page: Number(request.query.s ?? '1') });
    return json({ cases: items.map(caseCardJson), total });
  },
});

const oneCase = route({
  method: 'GET',
  path: '/api/v1/cases/:id',
  access: 'services.readCase',
  summary: 'One case: facts with their registers, answers, decision with reasons and articles',
  params: idParam,
  answer: caseAnswer,
  handler: (request) => answerCase(request, request.params.id),
});

const start = route({
  method: 'POST',
  path: '/api/v1/cases',
  access: 'services.startCase',
  summary: 'Open a draft, or get the open one back',
  body: Type.Object({ service: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }) }, closed),
  answer: Type.Object({ id: Type.String({ format: 'uuid' }), page: Type.String() }, closed),
  handler: async (request) => json(await startCase(request, request.body), 201),
});

const answers = route({
  method: 'POST',
  path: '/api/v1/cases/:id/answers',
  access: 'services.answerCase',
  summary: 'Answer one page; `next` is the page after it, or `yoxlama` when all is answered',
  params: idParam,
  body: Type.Object(
    {
      page: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }),
      values: Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' }), Type.Unknown(), { maxProperties: 100 }),
    },
    closed,
  ),
  answer: Type.Object({ next: Type.String() }, closed),
  async handler(request) {
    const { page, values } = request.body;
    const given = values as Readonly<Record<string, Json>>;
    return json(await saveAnswers(request, { id: request.params.id, page, values: given }));
  },
});

const submit = route({
  method: 'POST',
  path: '/api/v1/cases/:id/submit',
  access: 'services.submitCase',
  summary: 'Send a draft, or the answer to a return; the same key acts once',
  params: idParam,
  body: Type.Object({ key: idempotencyKey }, closed),
  answer: caseAnswer,
  async handler(request) {
    await submitCase(request, { id: request.params.id, key: request.body.key });
    return answerCase(request, request.params.id);
  },
});

const withdraw = route({
  method: 'POST',
  path: '/api/v1/cases/:id/withdraw',
  access: 'services.withdrawCase',
  summary: 'Take a case back',
  params: idParam,
  body: Type.Object({ key: idempotencyKey }, closed),
  answer: caseAnswer,
  async handler(request) {
    await withdrawCase(request, { id: request.params.id, key: request.body.key });
    return answerCase(request, request.params.id);
  },
});

const officialAct = route({
  method: 'POST',
  path: '/api/v1/cases/:id/actions/:action',
  access: 'services.actOnCase',
  summary: 'An official takes an action that the process allows',
  params: Type.Object({ id: idParam.properties.id, action: actionName }, closed),
  body: Type.Object(
    {
      ...actionFields,
      pages: Type.Optional(Type.Array(Type.String({ maxLength: 63 }), { maxItems: 50 })),
    },
    closed,
  ),
  answer: Type.Object({ done: Type.Literal(true) }, closed),
  async handler(request) {
    const { version, note = '', pages, key: given } = request.body;
    await actOnCase(request, { ...request.params, version, note, key: given, ...(pages ? { pages } : {}) });
    return json({ done: true });
  },
});

export const apiRoutes = [services, service, cases, oneCase, start, answers, submit, withdraw, officialAct];
