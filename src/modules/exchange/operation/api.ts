import { json, route } from '../../../kernel/http/route.ts';
import { tellingDoor } from '../disclosure-intake/door.ts';
import { deliverTraffic } from './intake.ts';

export const trafficDoor = route({
  method: 'POST',
  path: '/api/v1/exchange/traffic',
  access: 'exchange.deliverTraffic',
  summary:
    'For gateways: what they counted minute by minute, as a JWS by the gateway’s own key (typ vahid-exchange-traffic+jws), at most 500 lines; a line that comes again is taken once',
  ...tellingDoor,
  handler: async (request) => json(await deliverTraffic(request, request.body, request.ip)),
});
