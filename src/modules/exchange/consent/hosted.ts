import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Context, systemContext } from '../../../kernel/context.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { printClientId } from '../../../protocols/x-road/index.ts';
import { answerWith, type HostedCall, readBody, registerHostedService } from '../gateway/hosted-service.ts';
import type { ProviderAnswer } from '../gateway/provider-call.ts';
import { agreedAmong, askConsent, ownRequest } from './actions.ts';
import { noConsent, notYourService } from './refusals.ts';
import { standingAt } from './rules.ts';
import type { ConsentRow } from './store.ts';

const strict = { additionalProperties: false } as const;
const name = Type.String({ minLength: 1, maxLength: 1500 });
const code = Type.String({ minLength: 1, maxLength: 63 });
const entity = Type.Union([Type.Literal('person'), Type.Literal('organisation')]);
const key = Type.String({ pattern: '^[0-9A-Z]{7,11}$' });
const pointers = Type.Array(Type.String({ pattern: '^(?:/[^/]*)*$', maxLength: 400 }), { minItems: 1, maxItems: 500 });

const requestShape = Compile(
  Type.Object(
    {
      service: name,
      purpose: code,
      entity,
      key,
      fields: Type.Optional(pointers),
      until: Type.String({ format: 'date' }),
      reason: Type.String({ minLength: 1, maxLength: 2000 }),
    },
    strict,
  ),
);
const checkShape = Compile(
  Type.Object(
    {
      client: name,
      service: name,
      purpose: code,
      subjects: Type.Array(Type.Object({ entity, key }, strict), { maxItems: 1000 }),
    },
    strict,
  ),
);

/** For so long who asked may take an answer as given: no longer, or what is withdrawn would still be used. */
export const validSeconds = 60;

/** The service `vahid:consents`, kept by the centre: systems ask for consents, gateways elsewhere whether there is one. */
export function serveConsents(vahid: Vahid): void {
  registerHostedService(vahid, 'consents', {
    // Nothing of anybody is given out but that they agreed.
    discloses: true,
    async answer(call) {
      try {
        return await answerTo(systemContext(call.vahid, call.request.requestId), call);
      } catch (error) {
        if (error instanceof Refusal) return problem(error);
        throw error;
      }
    },
  });
}

async function answerTo(ctx: Context, call: HostedCall): Promise<ProviderAnswer> {
  const { method, servicePath } = call.request;
  const client = printClientId(call.request.client);
  const one = /^\/requests\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(servicePath)?.[1];
  if (method === 'GET' && one !== undefined) return json(view(ctx, await ownRequest(ctx, client, one)));
  if (method === 'POST' && servicePath === '/requests') {
    const { consent, repeated } = await askConsent(ctx, client, readBody(requestShape, call));
    return json(view(ctx, consent), repeated ? 200 : 201);
  }
  if (method !== 'POST' || servicePath !== '/check') throw noConsent();
  const asked = readBody(checkShape, call);
  if (memberOf(asked.service) !== memberOf(client)) throw notYourService();
  const agreed = await agreedAmong(ctx, { ...asked, at: ctx.vahid.now() });
  return json({ agreed: [...agreed], validSeconds });
}

/** `AZ/GOV/din` of a system or a service of it. */
const memberOf = (id: string): string => id.split('/').slice(0, 3).join('/');

const view = ({ vahid }: Context, row: ConsentRow) => ({
  id: row.id,
  standing: standingAt(row, vahid.now()),
  since: row.since,
  service: row.service,
  purpose: row.purpose,
  ...(row.fields === null ? {} : { fields: row.fields }),
  until: row.until,
  askedAt: row.asked_at,
});

const json = (value: unknown, status = 200, type = 'application/json'): ProviderAnswer =>
  answerWith(status, type, Buffer.from(JSON.stringify(value)));

function problem({ code: refused, status, text, ...rest }: Refusal): ProviderAnswer {
  const paths = 'paths' in rest ? { errors: rest.paths } : {};
  return json({ code: refused, status, title: text.en, ...paths }, status, 'application/problem+json');
}
