import { randomBytes } from 'node:crypto';

/** UUID version 7 (RFC 9562 §5.7): ordered by time, so that indexes grow at one end. */
export const newId = (now: number = Date.now()): string => stamped(randomBytes(16), now, 7);

/** UUID version 8 (RFC 9562 §5.8): the same for the same moment and digest (16 bytes or more), and ordered by time too. */
export const idFrom = (moment: Date, digest: Buffer): string =>
  stamped(Buffer.from(digest.subarray(0, 16)), moment.getTime(), 8);

function stamped(bytes: Buffer, moment: number, version: 7 | 8): string {
  bytes.writeUIntBE(moment, 0, 6);
  bytes[6] = (version << 4) | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Comes before every id: where a list by id begins. */
export const firstId = '00000000-0000-0000-0000-000000000000';

// Crockford's alphabet: no I, L, O, U, so a code read from paper cannot be misread.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random code of `length` characters, five bits each. */
export function newCode(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}
