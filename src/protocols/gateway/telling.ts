import type { KeyObject } from 'node:crypto';
import { compactVerify, CompactSign, decodeProtectedHeader } from 'jose';

/*
 * What a gateway tells the centre of the exchange. It signs each batch (JWS, RFC 7515) by the key with which it seals
 * messages, so that nobody tells anything in its name.
 */

export const tellingContentType = 'application/jose';
const algorithms = ['ES256', 'PS256'];

/** A batch names who tells it: `instance/class/code/gateway`. */
export interface Telling {
  readonly gateway: string;
}

/** One kind of batch: its type in the header, and what it has to look like. */
export interface TellingKind<T extends Telling> {
  readonly type: string;
  /** What it is, for whoever reads of a refusal. */
  readonly what: string;
  check(value: unknown): value is T;
}

/** Why a batch is not taken. */
export class TellingRefused extends Error {
  readonly reason: 'signature' | 'shape';

  constructor(reason: TellingRefused['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TellingRefused';
    this.reason = reason;
  }
}

export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** A batch as it is delivered. */
export const signTelling = (type: string, payload: Telling, { kid, key }: SigningKey): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.asymmetricKeyType === 'ec' ? 'ES256' : 'PS256', kid, typ: type })
    .sign(key);

/** The key of a gateway by its name, if the gateway is known and the key in use. */
export type KeyOf = (gateway: string, kid: string) => KeyObject | undefined;

/** Reads a batch by the key of the gateway that it says it is from. Throws {@link TellingRefused}. */
export async function readTelling<T extends Telling>(kind: TellingKind<T>, signed: string, keyOf: KeyOf): Promise<T> {
  const { kid, value } = claimOf(kind, signed);
  if (!kind.check(value)) throw new TellingRefused('shape', `this is no batch of ${kind.what}`);
  const key = keyOf(value.gateway, kid);
  if (key === undefined) throw new TellingRefused('signature', 'no gateway in the configuration has this key');
  // Verified are the very bytes that were read.
  await compactVerify(signed, key, { algorithms }).catch((cause: unknown) => {
    throw new TellingRefused('signature', 'the gateway did not sign this batch', { cause });
  });
  return value;
}

function claimOf(
  { type, what }: TellingKind<Telling>,
  signed: string,
): { readonly kid: string; readonly value: unknown } {
  try {
    const { kid, typ } = decodeProtectedHeader(signed);
    if (typ !== type || kid === undefined) throw new Error('another kind of document');
    const payload = Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString('utf8');
    return { kid, value: JSON.parse(payload) as unknown };
  } catch (cause) {
    throw new TellingRefused('shape', `this is no batch of ${what}`, { cause });
  }
}
