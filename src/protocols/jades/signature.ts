import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify } from 'jose';
import { canonical, type JsonValue } from './canonical.ts';
import { checkChain, type Subject, subjectOf } from './certificate.ts';
import { InvalidSignature } from './fault.ts';

/** Algorithms of JWS (RFC 7518) in which persons sign here, by the kind of their key. */
export const algorithms = ['ES256', 'RS256'] as const;
export type Algorithm = (typeof algorithms)[number];

const type = 'vahid-act+jws';

/** Bytes that are to be signed, and what their signature then makes a JWS. */
export interface Unsigned {
  /** First two parts of the compact form, with the point between them. */
  readonly input: string;
  /** SHA-256 of those bytes: what is handed to whom keeps the key. */
  readonly digest: Buffer;
}

export interface Certified {
  readonly algorithm: Algorithm;
  /** The signer's first, then who issued each. */
  readonly chain: readonly X509Certificate[];
  /** When it is said to be signed. */
  readonly at: Date;
}

/**
 * A statement made ready for signing, after the baseline level B-B of JAdES (ETSI TS 119 182-1): the certificate, its
 * digest and the claimed time lie in the protected header, so they are signed too. The payload is canonical JSON.
 */
export function prepare(statement: JsonValue, { algorithm, chain, at }: Certified): Unsigned {
  const [first] = chain;
  if (first === undefined) throw new RangeError('a signature needs a certificate');
  const header = canonical({
    alg: algorithm,
    iat: Math.floor(at.getTime() / 1000),
    typ: type,
    x5c: chain.map(({ raw }) => raw.toString('base64')),
    'x5t#S256': createHash('sha256').update(first.raw).digest('base64url'),
  });
  const input = `${encode(header)}.${encode(canonical(statement))}`;
  return { input, digest: createHash('sha256').update(input).digest() };
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');

/**
 * The compact JWS (RFC 7515). A signature on P-256 comes as DER from most services, while JWS writes its two numbers
 * one after the other (RFC 7518 §3.4). @throws InvalidSignature
 */
export function complete({ input }: Unsigned, algorithm: Algorithm, signature: Uint8Array): string {
  const value = algorithm === 'ES256' && signature.length !== 64 ? bareOf(signature) : Buffer.from(signature);
  return `${input}.${value.toString('base64url')}`;
}

/** The two numbers of an ECDSA signature in DER (RFC 3279 §2.2.3), 32 bytes each. */
function bareOf(der: Uint8Array): Buffer {
  const out = Buffer.alloc(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const number = Buffer.from(der.subarray(at + 2, at + 2 + length));
    const bare = number.subarray(
      Math.max(
        0,
        number.findIndex((byte) => byte !== 0),
      ),
    );
    if (der[0] !== 0x30 || der[at] !== 0x02 || number.length !== length || bare.length > 32)
      throw new InvalidSignature('malformed', 'the signature is no ECDSA signature on P-256');
    bare.copy(out, end - bare.length);
    at += 2 + length;
  }
  if (at !== der.length) throw new InvalidSignature('malformed', 'the signature is longer than it says');
  return out;
}

/** What a signature that holds says. */
export interface Signed {
  readonly statement: Readonly<Record<string, JsonValue>>;
  readonly signer: Subject;
  readonly signedAt: Date;
  /** The signer's certificate first. */
  readonly chain: readonly [X509Certificate, ...X509Certificate[]];
}

interface Header {
  readonly alg: Algorithm;
  readonly iat: number;
  readonly chain: readonly [X509Certificate, ...X509Certificate[]];
}

/**
 * Checks a signature with nothing but whom one trusts: that exactly this was signed, by the key of the certificate it
 * names, which was for signing and in force at the time it claims. Whether that certificate was revoked by then stands
 * in no file; who accepts a signature asks its issuer. `at`: the claimed time may lie at most five minutes from it.
 * @throws InvalidSignature
 */
export async function verifySigned(
  jws: string,
  { anchors, at }: { readonly anchors: readonly X509Certificate[]; readonly at?: Date },
): Promise<Signed> {
  const { alg, iat, chain } = readHeader(jws);
  const [first] = chain;
  const signedAt = new Date(iat * 1000);
  if (at && Math.abs(at.getTime() - signedAt.getTime()) > 300_000)
    throw new InvalidSignature('no_time', `it claims ${signedAt.toISOString()}`);
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(jws, first.publicKey, { algorithms: [alg] }));
  } catch (cause) {
    throw new InvalidSignature('altered', 'the signature does not fit what is signed', { cause });
  }
  checkChain(chain, { at: signedAt, anchors });
  return { statement: readStatement(payload), signer: subjectOf(first), signedAt, chain };
}

function readHeader(jws: string): Header {
  const parts = jws.split('.');
  if (parts.length !== 3 || jws.length > 200_000) throw new InvalidSignature('malformed', 'it is no compact JWS');
  const header = readObject(Buffer.from(parts[0] ?? '', 'base64url'));
  const { alg, iat, typ, crit, x5c, 'x5t#S256': digest } = header;
  if (typ !== type || crit !== undefined) throw new InvalidSignature('malformed', 'it signs something else');
  if (alg !== 'ES256' && alg !== 'RS256')
    throw new InvalidSignature('algorithm', 'its algorithm is not ES256 or RS256');
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat) || iat < 0 || iat > 8_640_000_000_000)
    throw new InvalidSignature('no_time', 'it claims no time');
  const [first, ...others] = readCertificates(x5c);
  if (first === undefined) throw new InvalidSignature('malformed', 'it brings no certificate');
  if (createHash('sha256').update(first.raw).digest('base64url') !== digest)
    throw new InvalidSignature('certificate_not_bound', 'the digest is that of another certificate');
  return { alg, iat, chain: [first, ...others] };
}

function readCertificates(x5c: JsonValue | undefined): readonly X509Certificate[] {
  if (!Array.isArray(x5c) || x5c.length > 10) throw new InvalidSignature('malformed', 'it brings no certificate');
  return readChain(x5c.map(String));
}

/** Certificates as `x5c` and the answers of signing services write them: Base64 of DER. @throws InvalidSignature */
export function readChain(encoded: readonly string[]): readonly X509Certificate[] {
  try {
    return encoded.map((one) => new X509Certificate(Buffer.from(one, 'base64')));
  } catch (cause) {
    throw new InvalidSignature('malformed', 'a certificate cannot be read', { cause });
  }
}

/** Only what is in canonical form: two readers then cannot read two statements out of one signature. */
function readStatement(payload: Uint8Array): Signed['statement'] {
  const statement = readObject(payload);
  if (canonical(statement) !== new TextDecoder().decode(payload))
    throw new InvalidSignature('malformed', 'the statement is not in canonical form');
  return statement;
}

function readObject(bytes: Uint8Array): Readonly<Record<string, JsonValue>> {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, JsonValue>>;
  } catch {
    // Said below, as of JSON of another shape.
  }
  throw new InvalidSignature('malformed', 'a part of it is no JSON object');
}

/** Is this text a signature of the kind made here? */
export function isSignedAct(text: string): boolean {
  const [header = ''] = text.trim().split('.', 1);
  try {
    return readObject(Buffer.from(header, 'base64url')).typ === type;
  } catch {
    return false;
  }
}
