import { createPublicKey } from 'node:crypto';
import type { Received } from './test-stand.ts';

/** Whom a delivery is about. */
export const finOf = ({ body }: Received): string => (JSON.parse(body) as { data: { fin: string } }).data.fin;
/** What a signature is over, as the standard has it. */
export const signedText = ({ headers, body }: Received): string =>
  [String(headers['webhook-id']), String(headers['webhook-timestamp']), body].join('.');
export const publicKeyIn = (key: string) => {
  const x = Buffer.from(key.slice('whpk_'.length), 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
};

/** Addresses to which nothing may be sent. */
export const uncallable = [
  'http://169.254.169.254/latest',
  'https://10.0.0.1/hook',
  'https://[fe80::1]/hook',
  'http://example.com/hook',
  'https://user:secret@example.com/hook',
  'ftp://example.com/hook',
  'nothing',
];
