import { type Static, type TSchema, Type } from 'typebox';
import { idParam, json, route } from '../../kernel/http/route.ts';
import { citedArticle } from '../catalogue/index.ts';
import { lookUpAbout, lookUpsAbout, ownerOf } from './actions.ts';
import { operations, outcomes, reasons } from './entities.ts';
import { placePattern, printPlace, readPlace } from './place.ts';

const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = (choices: Readonly<Record<string, unknown>>) => Type.String({ enum: Object.keys(choices) });
const namedPart = Type.Object({ id: Type.String(), title: text });

const lookUp = Type.Object({
  id: Type.String({ format: 'uuid' }),
  at: Type.String({ format: 'date-time' }),
  operation: oneOf(operations),
  /** Code of the institution, or the identifier of a member of the exchange that is none. */
  consumer: Type.String(),
  institution: text,
  system: orNull(namedPart),
  service: orNull(namedPart),
  provider: orNull(text),
  endpoint: orNull(Type.String()),
  what: Type.Array(text),
  purpose: orNull(text),
  act: orNull(citedArticle),
  reference: orNull(Type.String()),
  outcome: oneOf(outcomes),
  reason: orNull(oneOf(reasons)),
  own: Type.Boolean(),
  requestId: orNull(Type.String()),
  gateway: orNull(Type.String()),
  /** Until then an act let it be hidden. */
  hiddenUntil: orNull(Type.String({ format: 'date-time' })),
});

const query = Type.Object({
  institution: Type.Optional(Type.String({ maxLength: 1500 })),
  from: Type.Optional(Type.String({ format: 'date' })),
  to: Type.Optional(Type.String({ format: 'date' })),
  late: Type.Optional(Type.String({ enum: ['true'] })),
  after: Type.Optional(Type.String({ pattern: placePattern })),
});

const lookUps = route({
  method: 'GET',
  path: '/api/v1/look-ups',
  access: 'exchange.readLookUps',
  summary:
    'Who looked at one’s data, newest first, 20 a page; acting for an organisation, at the organisation’s. Days are those of Baku, both included; `next` of a page is `after` of the one that follows; `total` is null above 1,000; `late` counts those that an act let be hidden, and `late=true` asks for them alone',
  query,
  answer: Type.Object({
    lookUps: Type.Array(lookUp),
    total: orNull(Type.Integer()),
    late: Type.Integer(),
    next: orNull(Type.String()),
  }),
  async handler(request) {
    const { after, late, ...filter }: Static<typeof query> = request.query;
    const place = after === undefined ? undefined : readPlace(after);
    const { next, ...found } = await lookUpsAbout(request, ownerOf(request), {
      ...filter,
      late: late === 'true',
      after: place,
    });
    return json({ ...found, next: next && printPlace(next) });
  },
});

const oneLookUp = route({
  method: 'GET',
  path: '/api/v1/look-ups/:id',
  access: 'exchange.readLookUps',
  summary:
    'One look-up at one’s data; `told` is what the gateways of those who answered tell of it, where the platform asked over the exchange',
  params: idParam,
  answer: Type.Object({ ...lookUp.properties, told: Type.Array(lookUp) }),
  handler: async (request) => json(await lookUpAbout(request, ownerOf(request), request.params.id)),
});

export const api = [lookUps, oneLookUp];
