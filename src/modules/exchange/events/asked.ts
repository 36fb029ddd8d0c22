import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { InvalidInput } from '../../../kernel/refusal.ts';
import { type HostedCall, readBody } from '../gateway/hosted-service.ts';
import { readPosition } from './position.ts';
import { positionWrong } from './refusals.ts';
import type { Acknowledged } from './store.ts';
import type { From, NewSubscription } from './subscription.ts';

/* What information systems send to the service of events, read and checked. */

const strict = { additionalProperties: false } as const;
const ids = Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), { minItems: 1, maxItems: 1000 });
const moment = Type.String({ format: 'date-time', maxLength: 40 });

const subscriptionSchema = Type.Object(
  {
    filter: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
    push: Type.Optional(
      Type.Object(
        {
          address: Type.String({ minLength: 1, maxLength: 1000 }),
          signature: Type.Optional(Type.Union([Type.Literal('v1'), Type.Literal('v1a')])),
        },
        strict,
      ),
    ),
    visibilitySeconds: Type.Optional(Type.Integer({ minimum: 10, maximum: 43_200 })),
    mostAttempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    since: Type.Optional(moment),
  },
  strict,
);
const acknowledgementSchema = Type.Union([
  Type.Object({ ids }, strict),
  Type.Object({ upTo: Type.String({ maxLength: 100 }) }, strict),
]);
const replaySchema = Type.Union([
  Type.Object({ after: Type.String({ maxLength: 100 }) }, strict),
  Type.Object({ since: moment }, strict),
]);
const keySchema = Type.Object({ days: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 })) }, strict);
const redeliverySchema = Type.Object({ ids: Type.Optional(ids) }, strict);

const compiled = {
  subscription: Compile(subscriptionSchema),
  acknowledgement: Compile(acknowledgementSchema),
  replay: Compile(replaySchema),
  redelivery: Compile(redeliverySchema),
  key: Compile(keySchema),
};

export function newSubscription(call: HostedCall): NewSubscription {
  const { push, since, ...rest } = readBody(compiled.subscription, call);
  return {
    ...rest,
    ...(push === undefined ? {} : { push: { address: push.address, signature: push.signature ?? 'v1a' } }),
    ...(since === undefined ? {} : { since: new Date(since) }),
  };
}

export function acknowledged(call: HostedCall): Acknowledged {
  const given = readBody(compiled.acknowledgement, call);
  if ('ids' in given) return { eventIds: given.ids };
  const upTo = readPosition(given.upTo);
  if (!upTo) throw positionWrong();
  return { upTo };
}

export function from(call: HostedCall): From {
  const given = readBody(compiled.replay, call);
  if ('since' in given) return { since: new Date(given.since) };
  const after = readPosition(given.after);
  if (!after) throw positionWrong();
  return { after };
}

export const redelivered = (call: HostedCall): readonly string[] | undefined => readBody(compiled.redelivery, call).ids;

/** For how many days the key before signs as well. */
export const keyDays = (call: HostedCall): number | undefined => readBody(compiled.key, call).days;

const usualPage = 50;
const largestPage = 200;

export function page({ request }: HostedCall): { readonly limit: number } {
  const given = new URLSearchParams(request.query ?? '').get('limit');
  if (given === null) return { limit: usualPage };
  if (!/^\d{1,3}$/.test(given) || Number(given) < 1 || Number(given) > largestPage)
    throw new InvalidInput([{ path: '/limit', message: `must be 1 to ${largestPage}` }]);
  return { limit: Number(given) };
}
