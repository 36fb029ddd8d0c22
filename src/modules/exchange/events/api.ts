import { Type } from 'typebox';
import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { json, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { eventsAtDesk, subscriptionAtDesk } from './desk.ts';
import { modes, subscriptionStates } from './entities.ts';
import { eventsOpenapi } from './openapi.ts';
import { dataSchema, eventType, eventTypes, schemaPath } from './type.ts';

const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
export const typeParam = Type.Object({ type: Type.String({ pattern: '^[A-Za-z0-9._-]{1,250}$' }) });
const oneOf = (choices: Readonly<Record<string, unknown>>) => Type.String({ enum: Object.keys(choices) });

/** All types of events. Public: what may happen is no secret. */
export function listTypes(ctx: Context) {
  allow(ctx, 'exchange.readEventTypes');
  return eventTypes(ctx.vahid);
}

/** @throws notFound */
export function readType(ctx: Context, type: string) {
  allow(ctx, 'exchange.readEventTypes');
  const found = eventType(ctx.vahid, type);
  if (!found) throw notFound();
  return found;
}

const types = route({
  method: 'GET',
  path: '/api/v1/exchange/event-types',
  access: 'exchange.readEventTypes',
  summary: 'Types of events that registers publish, with what each carries',
  answer: Type.Object({
    types: Type.Array(
      Type.Object({
        type: Type.String(),
        title: words,
        register: Type.String(),
        institution: Type.String(),
        service: Type.String(),
        source: Type.String(),
        keepDays: Type.Integer(),
        dataschema: Type.String(),
      }),
    ),
  }),
  handler: async (request) =>
    json({
      types: listTypes(request).map(({ type, event, register, owner, subsystem, source }) => ({
        type,
        title: event.title,
        register: register.name,
        institution: owner,
        service: `${subsystem}/events`,
        source,
        keepDays: event.keepDays,
        dataschema: `${request.vahid.config.publicUrl}${schemaPath(type)}`,
      })),
    }),
});

const schema = route({
  method: 'GET',
  path: '/api/v1/exchange/event-types/:type/schema',
  access: 'exchange.readEventTypes',
  summary: 'JSON Schema of the data of an event (dataschema)',
  params: typeParam,
  handler: async (request) => json(dataSchema(request.vahid, readType(request, request.params.type))),
});

const openapi = route({
  method: 'GET',
  path: '/api/v1/exchange/event-services/:system/openapi.json',
  access: 'exchange.readEventTypes',
  summary: 'OpenAPI document with which a system’s service of events (vahid:events) is published',
  params: Type.Object({ system: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }) }),
  async handler(request) {
    const types = listTypes(request).filter(({ subsystem }) => subsystem.endsWith(`/${request.params.system}`));
    if (types.length === 0) throw notFound();
    return json(eventsOpenapi(request.vahid, types));
  },
});

const line = Type.Object({
  id: Type.String({ format: 'uuid' }),
  type: Type.String(),
  client: Type.String(),
  mode: oneOf(modes),
  state: oneOf(subscriptionStates),
  waiting: Type.Integer(),
  dead: Type.Integer(),
  behind: Type.Integer(),
});

const subscriptions = route({
  method: 'GET',
  path: '/api/v1/exchange/subscriptions',
  access: 'exchange.watchEvents',
  summary: 'Subscriptions to the events of one’s own institution (given) and those of its systems (taken)',
  answer: Type.Object({ given: Type.Array(line), taken: Type.Array(line) }),
  async handler(request) {
    const { given, taken } = await eventsAtDesk(request);
    const shown = (lines: typeof given) =>
      lines.map(({ id, type, client, mode, state, standing }) => ({
        id,
        type,
        client,
        mode,
        state,
        waiting: standing?.waiting ?? 0,
        dead: standing?.dead ?? 0,
        behind: standing?.behind ?? 0,
      }));
    return json({ given: shown(given), taken: shown(taken) });
  },
});

const subscription = route({
  method: 'GET',
  path: '/api/v1/exchange/subscriptions/:id',
  access: 'exchange.watchEvents',
  summary: 'One subscription with its dead letters, without what the events hold',
  params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  answer: Type.Object({
    ...line.properties,
    failure: Type.Union([Type.String(), Type.Null()]),
    deadLetters: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String({ format: 'date-time' }),
        attempts: Type.Integer(),
        failure: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  async handler(request) {
    const { subscription: one, standing, dead } = await subscriptionAtDesk(request, request.params.id);
    const { id, type, client, mode, state, failure } = one;
    const { waiting = 0, dead: count = 0, behind = 0 } = standing ?? {};
    return json({ id, type, client, mode, state, waiting, dead: count, behind, failure, deadLetters: dead });
  },
});

export const eventApi = [types, schema, openapi, subscriptions, subscription];
