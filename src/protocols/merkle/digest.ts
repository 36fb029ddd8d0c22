import { hash } from 'node:crypto';

/**
 * SHA-2 of what is at hand. It comes by way of text: a buffer that the digest makes itself lies outside of the heap, and
 * to make it and to clear it away takes longer than to digest a few hundred bytes.
 */
export const digestOf = (algorithm: 'sha256' | 'sha512', data: string | Uint8Array): Buffer =>
  Buffer.from(hash(algorithm, data, 'latin1'), 'latin1');
