import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify, CompactSign } from 'jose';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { ConfigurationRefused, moment, mostSuccessions } from './configuration.ts';

/*
 * Keys of a centre follow one another: the one that signs names the next in a note (JWS, RFC 7515, by Ed25519), which
 * every configuration carries from then on. Whoever trusts an earlier key comes to the present one by the notes alone.
 */

const shape = Type.Object(
  {
    /** Of the exchange whose centre it is. */
    instance: Type.String({ pattern: '^[^/]{1,40}$' }),
    /** The key that follows (RFC 8037). */
    next: Type.Object(
      { kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String({ pattern: '^[\\w-]{43}$' }) },
      { additionalProperties: false },
    ),
    /** When it is to sign for the first time. */
    from: moment,
  },
  { additionalProperties: false },
);

export type CentreSuccession = Static<typeof shape>;

const compiled = Compile(shape);
const type = 'vahid-exchange-centre-succession+jws';

/** A note in which a key of the centre names the one that follows it. */
export function signCentreSuccession(
  { instance, next, from }: { readonly instance: string; readonly next: KeyObject; readonly from: Date },
  key: KeyObject,
): Promise<string> {
  const { kty, crv, x } = next.export({ format: 'jwk' });
  const note = { instance, next: { kty, crv, x }, from: from.toISOString() };
  return new CompactSign(Buffer.from(JSON.stringify(note))).setProtectedHeader({ alg: 'EdDSA', typ: type }).sign(key);
}

/** Fingerprint of a public key: SHA-256 of its DER, in hexadecimal, as `openssl pkey -pubin -outform DER | sha256sum`. */
export const keyFingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

export interface Followed<T> {
  readonly value: T;
  /** The keys that were trusted, and those that the notes lead on to; the first one first. */
  readonly keys: readonly KeyObject[];
  /** Place of the key that signed, among them. */
  readonly signer: number;
}

/**
 * Reads what a centre publishes by one of its keys: by those trusted, or one to which the notes in it lead on from the
 * last of them. `read` is given the newest key first. Throws {@link ConfigurationRefused}.
 */
export async function readFollowing<T>(
  published: string,
  trusted: readonly KeyObject[],
  read: (key: KeyObject) => Promise<T>,
): Promise<Followed<T>> {
  const keys = await followedBy(published, trusted);
  for (const [signer, key] of [...keys.entries()].toReversed())
    try {
      return { value: await read(key), keys, signer };
    } catch (error) {
      if (!(error instanceof ConfigurationRefused) || error.reason !== 'signature' || signer === 0) throw error;
    }
  throw new Error('no key of a centre is trusted');
}

/** Notes prove themselves: they are read before anything else of what carries them is believed. */
async function followedBy(published: string, trusted: readonly KeyObject[]): Promise<readonly KeyObject[]> {
  const { instance, succession } = unproved(published);
  const keys = [...trusted];
  for (const note of succession) {
    const last = keys.at(-1);
    const next = last && (await succeeding(note, last));
    if (next && next.instance === instance) keys.push(createPublicKey({ key: next.next, format: 'jwk' }));
  }
  return keys;
}

interface Unproved {
  readonly instance: unknown;
  readonly succession: readonly string[];
}

function unproved(published: string): Unproved {
  try {
    const text = Buffer.from(published.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { instance, succession } = JSON.parse(text) as { instance?: unknown; succession?: unknown };
    const notes: readonly unknown[] = Array.isArray(succession) ? succession.slice(0, mostSuccessions) : [];
    return { instance, succession: notes.filter((one) => typeof one === 'string') };
  } catch {
    return { instance: undefined, succession: [] };
  }
}

/** What a note says, if this key signed it. */
async function succeeding(note: string, key: KeyObject): Promise<CentreSuccession | undefined> {
  try {
    const { payload, protectedHeader } = await compactVerify(note, key, { algorithms: ['EdDSA'] });
    const value: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    return protectedHeader.typ === type && compiled.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
