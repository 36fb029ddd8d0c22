import { json, route } from '../../../kernel/http/route.ts';
import { tellingDoor } from './door.ts';
import { deliverDisclosures } from './intake.ts';

export const deliverDoor = route({
  method: 'POST',
  path: '/api/v1/exchange/disclosures',
  access: 'exchange.deliverDisclosures',
  summary:
    'For gateways: who was given whose data, as a JWS by the gateway’s own key (typ vahid-exchange-disclosures+jws), at most 500 lines; a line that comes again is taken once',
  ...tellingDoor,
  handler: async (request) => json(await deliverDisclosures(request, request.body, request.ip)),
});
