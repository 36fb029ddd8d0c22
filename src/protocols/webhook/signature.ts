import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/*
 * Standard Webhooks 1.0.0 (standardwebhooks.com): each attempt is signed over `id.timestamp.body`, by Ed25519 (`v1a`) or
 * by HMAC-SHA256 under a secret that both sides hold (`v1`).
 */

export type Scheme = 'v1' | 'v1a';

/** A new key of one endpoint: what its sender keeps, and what its receiver is shown. */
export interface WebhookKey {
  /** Private key in DER (PKCS #8), or the secret itself. */
  readonly kept: Buffer;
  /** `whpk_…`, or the secret as `whsec_…`, which is shown once. */
  readonly shown: string;
}

/** Bytes of a secret; the standard takes 24 to 64. */
const secretLength = 32;

export function makeWebhookKey(scheme: Scheme): WebhookKey {
  if (scheme === 'v1') {
    const kept = randomBytes(secretLength);
    return { kept, shown: `whsec_${kept.toString('base64')}` };
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  const kept = privateKey.export({ type: 'pkcs8', format: 'der' });
  return { kept, shown: publicKeyOf(kept) };
}

/** The public key by which a receiver checks `v1a`. */
export function publicKeyOf(kept: Buffer): string {
  const { x = '' } = createPublicKey(privateKeyOf(kept)).export({ format: 'jwk' });
  return `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
}

const privateKeyOf = (kept: Buffer) => createPrivateKey({ key: kept, type: 'pkcs8', format: 'der' });

export interface WebhookMessage {
  /** The same for every attempt, so that the receiver sees what it has seen. Holds no full stop. */
  readonly id: string;
  /** Of this attempt. */
  readonly at: Date;
  readonly body: string;
}

/** Headers that go with an attempt: signed by each of the keys, as one follows another. */
export function signedHeaders(
  { id, at, body }: WebhookMessage,
  ...keys: readonly { readonly scheme: Scheme; readonly kept: Buffer }[]
): Readonly<Record<string, string>> {
  if (id.includes('.')) throw new Error('the id of a webhook holds no full stop');
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = keys.map(({ scheme, kept }) => {
    const made =
      scheme === 'v1' ? createHmac('sha256', kept).update(content).digest() : sign(null, content, privateKeyOf(kept));
    return `${scheme},${made.toString('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
