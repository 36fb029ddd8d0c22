import { type Static, Type } from 'typebox';
import type { Context } from '../../../kernel/context.ts';
import { idParam, json, route } from '../../../kernel/http/route.ts';
import { InvalidInput } from '../../../kernel/refusal.ts';
import { actOnSpending } from './actions/acting.ts';
import { showEvidence } from './actions/conditions.ts';
import { updateDelivery } from './actions/delivery.ts';
import { saveSpending, startSpending } from './actions/writing.ts';
import { firstYearOf } from './content.ts';
import { problemsFor } from './guards.ts';
import { today } from './lookup.ts';
import { type Answers, questionsFor } from './questions.ts';
import { type DeskRequest, deskRequest } from './reading.ts';
import { rulesOf } from './rules.ts';
import { actionFields, actionName } from '../../process/index.ts';

const closed = { additionalProperties: false } as const;
const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);
const nullable = Type.Union([Type.String(), Type.Null()]);
const uuid = Type.String({ format: 'uuid' });

/** Answers by the names of the questions: figures as decimals, days as `YYYY-MM-DD`, several choices on lines of their own. */
const answers = Type.Unsafe<Answers>(
  Type.Record(Type.String({ pattern: '^[A-Za-z0-9_]{1,60}$' }), Type.String({ maxLength: 10_000 }), {
    maxProperties: 200,
  }),
);

const answer = Type.Object(
  {
    id: uuid,
    number: Type.String(),
    institution: Type.String(),
    state: Type.String(),
    stateTitle: words,
    version: Type.Integer(),
    answers,
    /** What has to be mended before the next step, by question. */
    problems: Type.Array(Type.Object({ question: Type.String(), text: words }, closed)),
    conditions: Type.Array(
      Type.Object(
        {
          id: uuid,
          text: Type.String(),
          owner: nullable,
          evidence: nullable,
          due: nullable,
          gate: nullable,
          blocking: Type.Boolean(),
          shown: nullable,
          verified: Type.Boolean(),
        },
        closed,
      ),
    ),
    actions: Type.Array(Type.Object({ action: Type.String(), title: words, blocked: Type.Boolean() }, closed)),
  },
  closed,
);

function present({ row, read, of, state, conditions, actions }: DeskRequest): Static<typeof answer> {
  return {
    id: row.id,
    number: row.number,
    institution: row.institution,
    state: of.state,
    stateTitle: state,
    version: of.version,
    answers: row.answers,
    problems: problemsFor(read, row.state).map(({ name, text }) => ({ question: name, text })),
    conditions: conditions.map(({ id, text, owner, evidence, due, gate, blocking, shown, verifiedAt }) => {
      return { id, text, owner, evidence, due, gate, blocking, shown, verified: verifiedAt !== null };
    }),
    actions: actions.map(({ action, title, blocked }) => ({ action, title, blocked: blocked !== undefined })),
  };
}

const shownTo = async (ctx: Context, id: string) => present(await deskRequest(ctx, id));

const begin = route({
  method: 'POST',
  path: '/api/v1/plan/spending',
  access: 'plan.startSpending',
  summary: 'Open a draft of a spending request',
  body: Type.Object(
    {
      institution: Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' }),
      title: Type.String({ minLength: 1, maxLength: 250 }),
    },
    closed,
  ),
  answer,
  handler: async (request) => json(await shownTo(request, await startSpending(request, request.body)), 201),
});

const read = route({
  method: 'GET',
  path: '/api/v1/plan/spending/:id/desk',
  access: 'plan.openSpending',
  summary: 'A spending request as those see it who write or judge it: its answers, what they lack, what can be done',
  params: idParam,
  answer,
  handler: async (request) => json(await shownTo(request, request.params.id)),
});

const save = route({
  method: 'POST',
  path: '/api/v1/plan/spending/:id/draft',
  access: 'plan.writeSpending',
  summary: 'Keep answers, complete or not; what is not named stays as it was',
  params: idParam,
  body: answers,
  answer,
  async handler(request) {
    const { id } = request.params;
    const { row } = await deskRequest(request, id);
    checkNames(request, { ...row.answers, ...request.body }, request.body);
    await saveSpending(request, id, request.body);
    return json(await shownTo(request, id));
  },
});

/** A name that is no question would be kept and never read. @throws InvalidInput */
function checkNames(ctx: Context, whole: Answers, given: Answers): void {
  const asked = new Set(questionsFor(rulesOf(ctx), firstYearOf(whole, today(ctx))).map(({ name }) => name));
  const unknown = Object.keys(given).filter((name) => !asked.has(name));
  if (unknown.length > 0)
    throw new InvalidInput(unknown.map((name) => ({ path: name, message: 'must be the name of a question' })));
}

const take = route({
  method: 'POST',
  path: '/api/v1/plan/spending/:id/actions/:action',
  access: 'plan.openSpending',
  summary: 'Take an action of the process of a spending request',
  params: Type.Object({ ...idParam.properties, action: actionName }),
  body: Type.Object(actionFields, closed),
  answer,
  async handler(request) {
    const { id, action } = request.params;
    await actOnSpending(request, { id, action, ...request.body, key: `${action}:${request.body.key}` });
    return json(await shownTo(request, id));
  },
});

const show = route({
  method: 'POST',
  path: '/api/v1/plan/spending/:id/conditions/:condition/evidence',
  access: 'plan.showSpendingEvidence',
  summary: 'Show what a condition asks for: the name of a document, a link or a code; another person verifies it',
  params: Type.Object({ ...idParam.properties, condition: idParam.properties.id }),
  body: Type.Object({ shown: Type.String({ minLength: 1, maxLength: 1000 }) }, closed),
  answer,
  async handler(request) {
    const { id, condition } = request.params;
    await showEvidence(request, id, condition, request.body.shown);
    return json(await shownTo(request, id));
  },
});

const amount = Type.Optional(Type.String({ pattern: '^\\d{1,14}(\\.\\d{1,2})?$' }));
const line = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength }));

const deliver = route({
  method: 'POST',
  path: '/api/v1/plan/spending/:id/delivery',
  access: 'plan.updateSpendingDelivery',
  summary:
    'Tell how delivery goes; what is not named stays as it was, what goes beyond the approval is put to a decision',
  params: idParam,
  body: Type.Object(
    {
      forecast: amount,
      committed: amount,
      contract: line(100),
      budgetLine: line(100),
      supplier: line(250),
      endsOn: Type.Optional(Type.String({ format: 'date' })),
      benefits: line(5000),
      scopeChanged: Type.Optional(Type.Boolean()),
      hostingChanged: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  answer,
  async handler(request) {
    await updateDelivery(request, request.params.id, request.body);
    return json(await shownTo(request, request.params.id));
  },
});

/** What the pages at the desk do for institutions whose programs do it. */
export const spendingWritingApi = [begin, read, save, take, show, deliver];
