import type { Json } from '../../../kernel/job.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { batchType, structuredType } from '../../../protocols/cloud-events/http.ts';
import { dataSchema, type EventType } from './type.ts';

type Schema = Readonly<Record<string, Json>>;

const text: Schema = { type: 'string' };
const object = (properties: Schema): Schema => ({ type: 'object', properties });
const list = (items: Schema): Schema => ({ type: 'array', items });
const content = (schema: Schema, type = 'application/json') => ({ [type]: { schema } });
const answer = (schema: Schema, type?: string) => ({ '200': { description: 'ok', content: content(schema, type) } });
const body = (schema: Schema, type?: string) => ({ requestBody: { content: content(schema, type) } });

const id = { name: 'id', in: 'path', required: true, schema: text, example: '01930000-0000-7000-8000-000000000000' };
const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200 }, example: '50' };

const subscription = object({
  id: text,
  type: text,
  mode: { enum: ['pull', 'push'] },
  state: { enum: ['pending', 'active', 'stopped', 'ended'] },
  standing: object({ behind: { type: 'integer' }, waiting: { type: 'integer' }, dead: { type: 'integer' } }),
});
const newSubscription = object({
  filter: text,
  push: object({ address: text, signature: { enum: ['v1', 'v1a'] } }),
  visibilitySeconds: { type: 'integer' },
  mostAttempts: { type: 'integer' },
  since: text,
});
const ids = object({ ids: list(text) });

/** An event of a type, as it is delivered. */
function eventSchema(vahid: Vahid, type: EventType): Schema {
  const { $schema: _, $id: __, ...data } = dataSchema(vahid, type);
  const attributes = [
    'specversion',
    'id',
    'source',
    'type',
    'subject',
    'time',
    'sequence',
    'datacontenttype',
    'dataschema',
  ];
  return object({ ...Object.fromEntries(attributes.map((name) => [name, text])), data });
}

/** Of a register kept elsewhere, whose system says itself what happened. */
const publishing = ({ type }: EventType, summary: string, schema: Schema): Readonly<Record<string, Json>> => ({
  [`/types/${type}/events`]: {
    post: { summary, ...body(schema, structuredType), responses: answer(object({ id: text })) },
  },
});

function pathsOf(vahid: Vahid, of: EventType): Readonly<Record<string, Json>> {
  const { type, event, register } = of;
  const base = `/types/${type}/subscriptions`;
  const named = (what: string) => `${event.title.en}: ${what}`;
  const one = `${base}/{id}`;
  const schema = eventSchema(vahid, of);
  const own = (what: string, more: Schema) => ({ summary: named(what), parameters: [id], ...more });
  return {
    [base]: {
      get: { summary: named('own subscriptions'), responses: answer(object({ subscriptions: list(subscription) })) },
      post: { summary: named('subscribe'), ...body(newSubscription), responses: answer(subscription) },
    },
    [one]: {
      get: own('how a subscription stands', { responses: answer(subscription) }),
      delete: own('end a subscription', { responses: { '204': { description: 'ended' } } }),
    },
    [`${one}/events`]: {
      get: {
        ...own('fetch events', { responses: answer(list(schema), batchType) }),
        parameters: [id, limit],
      },
    },
    [`${one}/acknowledgements`]: {
      post: own('acknowledge events', {
        ...body(ids),
        responses: answer(object({ acknowledged: { type: 'integer' } })),
      }),
    },
    [`${one}/replay`]: {
      post: own('go back to a place or a time', {
        ...body(object({ after: text, since: text })),
        responses: answer(subscription),
      }),
    },
    [`${one}/dead-letters`]: {
      get: own('what could not be delivered', {
        responses: answer(object({ deadLetters: list(object({ id: text })) })),
      }),
    },
    [`${one}/redeliveries`]: {
      post: own('deliver dead letters again', {
        ...body(ids),
        responses: answer(object({ redelivered: { type: 'integer' } })),
      }),
    },
    [`${one}/keys`]: {
      post: own('change the key that signs', {
        ...body(object({ days: { type: 'integer' } })),
        responses: { '201': { description: 'changed', content: content(subscription) } },
      }),
    },
    [`${one}/resumption`]: { post: own('take a stopped subscription up again', { responses: answer(subscription) }) },
    ...(register.hosted ? {} : publishing(of, named('publish'), schema)),
  };
}

/**
 * The service of events of one system as OpenAPI describes it: every type has paths of its own, so that a right can be
 * granted to one. The system's registrar publishes the service with it.
 */
export function eventsOpenapi(vahid: Vahid, types: readonly EventType[]) {
  return {
    openapi: '3.0.3',
    info: { title: 'Events (CloudEvents 1.0)', version: '1' },
    paths: Object.assign({}, ...types.map((type) => pathsOf(vahid, type))) as Readonly<Record<string, Json>>,
  };
}
