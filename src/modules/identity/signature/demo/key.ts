import { createECDH } from 'node:crypto';

/** Order of the group of P-256 (FIPS 186-5). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A key of the demo on P-256, made from 32 bytes: the same bytes give the same key. */
export interface DemoKey {
  readonly jwk: JsonWebKey;
  /** Signs a digest that is given, as a signing service does; answers DER. Not for keys that matter: it takes no care of its timing. */
  signDigest(digest: Buffer): Buffer;
}

export function demoKey(seed: Buffer): DemoKey {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(seed);
  const point = curve.getPublicKey();
  const part = (from: number, to: number) => point.subarray(from, to).toString('base64url');
  return {
    jwk: { kty: 'EC', crv: 'P-256', d: seed.toString('base64url'), x: part(1, 33), y: part(33, 65) },
    signDigest: (digest) => signDigest(number(seed), number(digest)),
  };
}

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** ECDSA (FIPS 186-5 §6.4): the library signs bytes only, and hashes them first. */
function signDigest(secret: bigint, digest: bigint): Buffer {
  const once = createECDH('prime256v1');
  once.generateKeys();
  const r = number(once.getPublicKey().subarray(1, 33)) % order;
  const k = number(once.getPrivateKey());
  const s = (inverse(k) * ((digest + r * secret) % order)) % order;
  return r === 0n || s === 0n ? signDigest(secret, digest) : sequence([integer(r), integer(s)]);
}

/** By Fermat: the order is prime. */
function inverse(of: bigint): bigint {
  let [result, base, power] = [1n, of % order, order - 2n];
  for (; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % order;
    base = (base * base) % order;
  }
  return result;
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const signed = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(0x02, signed.length), signed]);
}

function sequence(parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}
