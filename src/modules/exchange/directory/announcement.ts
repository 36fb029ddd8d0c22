import { createPublicKey, type KeyObject } from 'node:crypto';
import { flattenedVerify, GeneralSign } from 'jose';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/*
 * What a gateway or a client says of itself, so that the centre takes it in: a JWS (RFC 7515, JSON) with a signature by
 * every key that it names, which proves that whoever announces has them, and by a key that the gateway already signs
 * with, if there is one, which proves that it is the gateway that speaks.
 */

const strict = { additionalProperties: false } as const;
const identifier = Type.String({ minLength: 1, maxLength: 400 });
const pem = Type.String({
  pattern: '^-----BEGIN CERTIFICATE-----\\n[A-Za-z0-9+/=\\n]+-----END CERTIFICATE-----\\n?$',
  maxLength: 8000,
});
const moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z$' });

const gatewayStatement = Type.Object(
  {
    exchange: Type.String({ minLength: 1, maxLength: 40 }),
    kind: Type.Literal('gateway'),
    gateway: identifier,
    /** Where other gateways reach it; absent: as before. */
    address: Type.Optional(Type.String({ maxLength: 300 })),
    /** Systems that take part through it, all of them; absent: as before. */
    serves: Type.Optional(Type.Array(identifier, { minItems: 1, maxItems: 500, uniqueItems: true })),
    certificate: Type.Optional(pem),
    key: Type.Optional(
      Type.Object(
        { kid: Type.String({ pattern: '^[\\w.-]{1,64}$' }), jwk: Type.Record(Type.String(), Type.Unknown()) },
        strict,
      ),
    ),
    at: moment,
  },
  strict,
);

const clientStatement = Type.Object(
  {
    exchange: Type.String({ minLength: 1, maxLength: 40 }),
    kind: Type.Literal('client'),
    client: identifier,
    /** Through which it is to call. */
    gateway: identifier,
    certificate: pem,
    at: moment,
  },
  strict,
);

const statement = Type.Union([gatewayStatement, clientStatement]);
export type GatewayStatement = Static<typeof gatewayStatement>;
export type ClientStatement = Static<typeof clientStatement>;
export type Statement = Static<typeof statement>;

/** Whose a signature is: that of the announced certificate, of the announced key, or of one that is in force. */
export type SignedBy = 'certificate' | 'key' | 'gateway';

const envelope = Type.Object({
  payload: Type.String({ maxLength: 100_000 }),
  signatures: Type.Array(
    Type.Object({ protected: Type.String({ maxLength: 1000 }), signature: Type.String({ maxLength: 2000 }) }),
    { minItems: 1, maxItems: 3 },
  ),
});

const isStatement = Compile(statement);
const isEnvelope = Compile(envelope);
const type = 'vahid-exchange-announcement+jws';

export interface Signer {
  readonly by: SignedBy;
  readonly key: KeyObject;
  /** Name of the key, where it signs as `gateway`. */
  readonly kid?: string | undefined;
}

/** An announcement as it goes to the centre, in JSON. */
export async function signAnnouncement(given: Statement, signers: readonly Signer[]): Promise<string> {
  const sign = new GeneralSign(Buffer.from(JSON.stringify(given)));
  for (const { by, key, kid } of signers)
    sign.addSignature(key).setProtectedHeader({
      alg: key.asymmetricKeyType === 'ec' ? 'ES256' : 'PS256',
      typ: type,
      by,
      ...(kid === undefined ? {} : { kid }),
    });
  return `${JSON.stringify(await sign.sign(), null, 1)}\n`;
}

/** Why an announcement is not taken. */
export class AnnouncementRefused extends Error {
  readonly reason: 'unreadable' | 'privateKey' | 'onlyCertificate' | 'signature';

  constructor(reason: AnnouncementRefused['reason'], options?: ErrorOptions) {
    super(`the announcement is not taken: ${reason}`, options);
    this.name = 'AnnouncementRefused';
    this.reason = reason;
  }
}

/** An announcement that was read, but not yet believed. */
export interface Announcement {
  readonly statement: Statement;
  /** Name of the key by which it says that the gateway itself speaks. */
  readonly speaksBy: string | undefined;
  /** Throws {@link AnnouncementRefused} where this key did not sign as that. */
  check(by: SignedBy, key: KeyObject): Promise<void>;
}

/** Five hundred systems with long names, signed three times. */
const longest = 200_000;

/** Reads an announcement. Throws {@link AnnouncementRefused}. */
export function readAnnouncement(text: string): Announcement {
  const signed = text.length > longest ? undefined : parsed(text);
  if (!isEnvelope.Check(signed)) throw new AnnouncementRefused(otherFile(text));
  const given = parsed(Buffer.from(signed.payload, 'base64url').toString('utf8'));
  if (!isStatement.Check(given)) throw new AnnouncementRefused('unreadable');
  const headers = signed.signatures.map(headerOf);
  const speaking = headers.find(({ by }) => by === 'gateway');
  return {
    statement: given,
    speaksBy: typeof speaking?.kid === 'string' ? speaking.kid : undefined,
    async check(by, key) {
      const found = signed.signatures[headers.findIndex((one) => one.by === by && one.typ === type)];
      if (found === undefined) throw new AnnouncementRefused('signature');
      await flattenedVerify({ payload: signed.payload, ...found }, key, { algorithms: ['ES256', 'PS256'] }).catch(
        (cause: unknown) => {
          throw new AnnouncementRefused('signature', { cause });
        },
      );
    },
  };
}

/** What lies beside an announcement in the folder of a gateway, taken for it. */
function otherFile(text: string): AnnouncementRefused['reason'] {
  if (/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/.test(text)) return 'privateKey';
  return text.includes('-----BEGIN CERTIFICATE-----') ? 'onlyCertificate' : 'unreadable';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headerOf({ protected: header }: { readonly protected: string }): Readonly<Record<string, unknown>> {
  const read = parsed(Buffer.from(header, 'base64url').toString('utf8'));
  return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
}

const publicMembers: Readonly<Record<string, readonly string[]>> = {
  EC: ['kty', 'crv', 'x', 'y'],
  RSA: ['kty', 'n', 'e'],
};

/**
 * The public key that a JWK names: on P-256, or RSA of 2048 to 4096 bits. Undefined where it is none, or holds anything
 * besides: a private part would be published with it.
 */
export function publicKeyOf(jwk: Readonly<Record<string, unknown>>): KeyObject | undefined {
  const members = publicMembers[String(jwk.kty)] ?? [];
  const names = Object.keys(jwk);
  if (names.length !== members.length || !members.every((name) => typeof jwk[name] === 'string')) return undefined;
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    // Written otherwise the same key would pass for another.
    const written: Readonly<Record<string, unknown>> = { ...key.export({ format: 'jwk' }) };
    return isFit(key) && names.every((name) => written[name] === jwk[name]) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a key is one that gateways sign and show themselves with. */
export function isFit({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'ec') return asymmetricKeyDetails?.namedCurve === 'prime256v1';
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  return asymmetricKeyType === 'rsa' && bits >= 2048 && bits <= 4096;
}
