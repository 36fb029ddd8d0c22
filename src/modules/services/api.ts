import { Type } from 'typebox';
import type { Context } from '../../kernel/context.ts';
import { download } from '../../kernel/http/download.ts';
import { idParam, json, pageQuery, route } from '../../kernel/http/route.ts';
import type { Json } from '../../kernel/job.ts';
import { actionFields, actionName, idempotencyKey } from '../process/index.ts';
import { startCase } from './actions/applying.ts';
import { actOnCase } from './actions/desk-act.ts';
import { evidenceParams } from './actions/evidence.ts';
import { myCases } from './actions/following.ts';
import { caseView, ownEvidence, saveAnswers, submitCase, withdrawCase } from './actions/own.ts';
import { listServices, serviceOf } from './actions/offer.ts';
import {
  cardFields,
  cardJson,
  caseAnswer,
  caseCardJson,
  caseFields,
  caseJson,
  serviceAnswer,
  serviceJson,
} from './api-answers.ts';

const closed = { additionalProperties: false } as const;
const named = Type.Object({ name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }) }, closed);

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

const evidence = route({
  method: 'GET',
  path: '/api/v1/cases/:id/evidence/:evidence',
  access: 'services.readCase',
  summary: 'A file of one’s own case, as it was uploaded',
  params: evidenceParams,
  async handler(request) {
    const { file, name } = await ownEvidence(request, request.params);
    return download(request, file, name);
  },
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

const slip = Type.Object(
  {
    field: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' }),
    value: Type.Union([Type.String({ maxLength: 10_000 }), Type.Number(), Type.Boolean()]),
  },
  closed,
);

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
      /** What is wrong with each page that is to be corrected. */
      remarks: Type.Optional(
        Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }), Type.String({ maxLength: 1000 }), {
          maxProperties: 50,
        }),
      ),
      /** With an action that proposes to correct a slip: its field in the definition, and how it is right. */
      amendment: Type.Optional(slip),
      /** Names of proposed reasons that the decision leaves out, and one in the official's own words. */
      reasons: Type.Optional(
        Type.Object(
          {
            without: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 100 })),
            own: Type.Optional(
              Type.Object(
                { words: Type.String({ maxLength: 2000 }), article: Type.String({ maxLength: 100 }) },
                closed,
              ),
            ),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
  answer: Type.Object({ done: Type.Literal(true) }, closed),
  async handler(request) {
    const { version, note = '', pages, remarks, reasons, amendment, key: given } = request.body;
    const marked = { ...(pages ? { pages } : {}), ...(remarks ? { remarks } : {}), reasons, amendment };
    await actOnCase(request, { ...request.params, version, note, key: given, ...marked });
    return json({ done: true });
  },
});

export const apiRoutes = [services, service, cases, oneCase, evidence, start, answers, submit, withdraw, officialAct];
