import type { KeyObject } from 'node:crypto';
import { compactVerify, CompactSign, decodeProtectedHeader } from 'jose';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/*
 * Whose data a gateway gave out: told to the centre of the exchange, where those concerned read it. The gateway signs
 * each batch (JWS, RFC 7515) by the key with which it seals messages, so that nobody tells anything in its name.
 */

const strict = { additionalProperties: false } as const;
const uuid = Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z$' });
const name = Type.String({ minLength: 1, maxLength: 1500 });
const code = Type.String({ minLength: 1, maxLength: 63 });
const ground = { purpose: code, act: code, article: Type.String({ minLength: 1, maxLength: 40 }) };

export const disclosure = Type.Object(
  {
    /** One line is one id, however often it is delivered. */
    id: uuid,
    at: moment,
    requestId: uuid,
    client: name,
    service: name,
    method: Type.String({ pattern: '^[A-Z]{3,7}$' }),
    /** Path of the endpoint as OpenAPI writes it: it holds nobody's number. */
    path: Type.String({ pattern: '^/', maxLength: 1000 }),
    entity: Type.Union([Type.Literal('person'), Type.Literal('organisation')]),
    /** FİN or VÖEN. */
    key: Type.String({ pattern: '^[0-9A-Z]{7,10}$' }),
    ...ground,
    /** `X-Road-Issue`: the case for which it was asked. */
    issue: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** What of the answer went through; empty: all of it. */
    fields: Type.Array(Type.String({ maxLength: 400 }), { maxItems: 500 }),
    outcome: Type.Union([Type.Literal('granted'), Type.Literal('unavailable')]),
    hiddenUntil: Type.Optional(moment),
  },
  strict,
);

/** A run over many people, told as one entry; sent again as it grows. */
export const massRun = Type.Object(
  {
    /** `X-Vahid-Run`; a run is one client's at one service. */
    id: uuid,
    client: name,
    service: name,
    ...ground,
    from: moment,
    to: moment,
    /** People and organisations so far. */
    people: Type.Integer({ minimum: 0 }),
    /** Nothing came for so long that it is over. */
    final: Type.Boolean(),
  },
  strict,
);

/** Most of either kind in one batch. */
export const mostInBatch = 500;

const shape = Type.Object(
  {
    /** Who tells it: `instance/class/code/gateway`. */
    gateway: name,
    disclosures: Type.Array(disclosure, { maxItems: mostInBatch }),
    runs: Type.Array(massRun, { maxItems: mostInBatch }),
  },
  strict,
);

export type Disclosure = Static<typeof disclosure>;
export type MassRun = Static<typeof massRun>;
export type Disclosures = Static<typeof shape>;

/** What became of a batch: lines that are new, and those that were there already. */
export interface Taken {
  readonly taken: number;
  readonly repeated: number;
}

const compiled = Compile(shape);
const type = 'vahid-exchange-disclosures+jws';
export const disclosuresContentType = 'application/jose';
const algorithms = ['ES256', 'PS256'];

/** Why a batch is not taken. */
export class DisclosuresRefused extends Error {
  readonly reason: 'signature' | 'shape';

  constructor(reason: DisclosuresRefused['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DisclosuresRefused';
    this.reason = reason;
  }
}

/** A batch as it is delivered. */
export const signDisclosures = (
  payload: Disclosures,
  { kid, key }: { readonly kid: string; readonly key: KeyObject },
): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.asymmetricKeyType === 'ec' ? 'ES256' : 'PS256', kid, typ: type })
    .sign(key);

/**
 * Reads a batch by the key of the gateway that it says it is from; `keyOf` gives that, if the gateway is known and the
 * key in use. Throws {@link DisclosuresRefused}.
 */
export async function readDisclosures(
  signed: string,
  keyOf: (gateway: string, kid: string) => KeyObject | undefined,
): Promise<Disclosures> {
  const claimed = claimOf(signed);
  if (!compiled.Check(claimed.value)) throw new DisclosuresRefused('shape', 'this is no batch of disclosures');
  const key = keyOf(claimed.value.gateway, claimed.kid);
  if (key === undefined) throw new DisclosuresRefused('signature', 'no gateway in the configuration has this key');
  // Verified are the very bytes that were read.
  await compactVerify(signed, key, { algorithms }).catch((cause: unknown) => {
    throw new DisclosuresRefused('signature', 'the gateway did not sign this batch', { cause });
  });
  return claimed.value;
}

function claimOf(signed: string): { readonly kid: string; readonly value: unknown } {
  try {
    const { kid, typ } = decodeProtectedHeader(signed);
    if (typ !== type || kid === undefined) throw new Error('another kind of document');
    const payload = Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString('utf8');
    return { kid, value: JSON.parse(payload) as unknown };
  } catch (cause) {
    throw new DisclosuresRefused('shape', 'this is no batch of disclosures', { cause });
  }
}
