import { type Static, Type } from 'typebox';
import { inTransaction } from '../../../kernel/context.ts';
import { idParam, json, route } from '../../../kernel/http/route.ts';
import { code, text } from '../definition/schema.ts';
import { readEntry } from '../intake/entry.ts';
import { type EnteredKind, enteredKinds } from '../kinds.ts';
import { actOnRequest, actOnReview, saveRequest, startRequest } from './actions.ts';
import type { Answers } from './draft.ts';
import { requestTypes, type RequestType } from './entities.ts';
import { mostTyped, questionNames } from './questions.ts';
import { requestView, type RequestView } from './views.ts';
import { actionFields, actionName } from '../../process/index.ts';

const closed = { additionalProperties: false } as const;
const kind = Type.Unsafe<EnteredKind>(Type.String({ enum: [...enteredKinds] }));

/** Answers to the questions of the form, by their names. */
const answers = Type.Unsafe<Answers>(
  Type.Object(
    Object.fromEntries(questionNames.map((name) => [name, Type.Optional(Type.String({ maxLength: mostTyped }))])),
    closed,
  ),
);

/**
 * An entry whole, as `GET /api/v1/catalogue/entries/:kind/:code/versions/:version` answers one; of a new system or portal
 * also `place`, `local` or `cloud`. Read and checked as one of a file: what is wrong is told by pointers.
 */
const entry = Type.Record(Type.String(), Type.Unknown());

/** In bytes: a register has hundreds of fields, in three languages each. */
const bodyLimit = 1024 ** 2;

const answer = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    reference: Type.String(),
    type: Type.Enum(Object.keys(requestTypes)),
    kind,
    code: Type.String(),
    institution: Type.String(),
    state: Type.String(),
    stateTitle: text,
    version: Type.Integer(),
    answers,
    /** What must be mended before it can be sent. */
    problems: Type.Array(Type.Object({ name: Type.String(), text }, closed)),
    sections: Type.Array(
      Type.Object(
        {
          topic: Type.String(),
          review: Type.String({ format: 'uuid' }),
          institution: Type.String(),
          state: Type.String(),
          note: Type.Union([Type.String(), Type.Null()]),
        },
        closed,
      ),
    ),
    actions: Type.Array(Type.Object({ action: Type.String(), title: text, blocked: Type.Boolean() }, closed)),
  },
  closed,
);

function present(view: RequestView): Static<typeof answer> {
  const { row, of } = view;
  return {
    id: row.id,
    reference: of.reference,
    type: row.type,
    kind: row.kind as EnteredKind,
    code: row.code,
    institution: row.institution,
    state: of.state,
    stateTitle: view.state,
    version: (view.review?.instance ?? of).version,
    answers: row.draft.answers,
    problems: view.read.problems.map(({ name, text: said }) => ({ name, text: said })),
    sections: view.sections.map(({ topic, instance, institution, state, note = null }) => ({
      topic,
      review: instance,
      institution,
      state,
      note,
    })),
    actions: (view.review?.actions ?? view.actions).map(({ action, title, blocked }) => ({
      action,
      title,
      blocked: blocked !== undefined,
    })),
  };
}

const begin = route({
  method: 'POST',
  path: '/api/v1/catalogue/requests',
  access: 'catalogue.startRequest',
  bodyLimit,
  summary:
    'Open a request to establish, take into use, change or finish an entry, with the entry whole where it is known',
  body: Type.Object(
    {
      type: Type.Unsafe<RequestType>(Type.String({ enum: Object.keys(requestTypes) })),
      kind,
      institution: code,
      code: Type.Optional(code),
      title: Type.Optional(Type.String({ minLength: 1, maxLength: 250 })),
      entry: Type.Optional(entry),
    },
    closed,
  ),
  answer,
  async handler(request) {
    const { entry: sent, ...asked } = request.body;
    const read = sent && (await readEntry(request, sent, asked));
    const given = read ? { ...asked, code: read.base.code, base: read.base } : asked;
    const id = await inTransaction(request, async (inner) => {
      const started = await startRequest(inner, given);
      if (read?.place) await saveRequest(inner, started, { place: read.place });
      return started;
    });
    return json(present(await requestView(request, id)), 201);
  },
});

const read = route({
  method: 'GET',
  path: '/api/v1/catalogue/requests/:id',
  access: 'catalogue.openDesk',
  summary: 'A request, by its id or by that of one of its reviews',
  params: idParam,
  answer,
  async handler(request) {
    return json(present(await requestView(request, request.params.id)));
  },
});

const write = route({
  method: 'POST',
  path: '/api/v1/catalogue/requests/:id/answers',
  access: 'catalogue.writeRequest',
  summary: 'Keep answers of a draft; those that are not named stay as they were',
  params: idParam,
  bodyLimit,
  body: answers,
  answer,
  async handler(request) {
    await saveRequest(request, request.params.id, request.body);
    return json(present(await requestView(request, request.params.id)));
  },
});

const take = route({
  method: 'POST',
  path: '/api/v1/catalogue/requests/:id/actions/:action',
  access: 'catalogue.openDesk',
  summary: 'Take an action of the process, on a request or on a review',
  params: Type.Object({ ...idParam.properties, action: actionName }),
  body: Type.Object(actionFields, closed),
  answer,
  async handler(request) {
    const { id, action } = request.params;
    const { review } = await requestView(request, id);
    const given = { id, action, ...request.body, key: `${action}:${request.body.key}` };
    await (review ? actOnReview(request, given) : actOnRequest(request, given));
    return json(present(await requestView(request, id)));
  },
});

export const requestApi = [begin, read, write, take];
