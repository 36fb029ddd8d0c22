import { Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { tellingContentType } from '../../../protocols/gateway/telling.ts';
import { deliverTraffic } from './intake.ts';

/** 500 minutes of the usual length take half of it. */
const mostBytes = 1024 ** 2;

export const trafficDoor = route({
  method: 'POST',
  path: '/api/v1/exchange/traffic',
  access: 'exchange.deliverTraffic',
  summary:
    'For gateways: what they counted minute by minute, as a JWS by the gateway’s own key (typ vahid-exchange-traffic+jws), at most 500 lines; a line that comes again is taken once',
  bodyType: tellingContentType,
  body: Type.String({ minLength: 1, maxLength: mostBytes }),
  bodyLimit: mostBytes,
  answer: Type.Object({
    taken: Type.Integer(),
    repeated: Type.Integer(),
    refused: Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }), code: Type.String() })),
  }),
  handler: async (request) => json(await deliverTraffic(request, request.body, request.ip)),
});
