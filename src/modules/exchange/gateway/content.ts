import { hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type KeyRing, openKeyRing } from '../../../kernel/key.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';

/*
 * What was said, as it lies in the message log: head and body together, packed and sealed. Each message is packed for
 * itself, with nothing of another beside it: how small it became tells nobody of what they did not say themselves.
 */

/** A line, as far as its content is bound to it. */
export interface LineOfContent {
  readonly id: string;
  readonly at: Date;
}

export interface Content {
  readonly head: Buffer;
  readonly body?: Buffer;
}

/** Below, packing takes more time than it saves room; above, it takes time that others wait for. */
const packed = { least: 512, most: 16 * 1024 };
// As little memory as suffices: making it ready takes longer than packing.
const options = { level: 3, memLevel: 5 };

/** Packs and seals what was said, by the key of its day; it opens in its own line only. */
export function sealContent(keys: KeyRing, of: LineOfContent, { head, body }: Content): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const whole = Buffer.concat(body ? [length, head, body] : [length, head]);
  const pays = whole.length >= packed.least && whole.length <= packed.most;
  const small = pays ? deflateRawSync(whole, options) : whole;
  const isSmaller = small.length < whole.length;
  const form = Buffer.from([isSmaller ? 1 : 0]);
  return dayKeys(keys, of).wrap(boundTo(of, 'content'), Buffer.concat([form, isSmaller ? small : whole]));
}

/** A line and its content as they are stored; older lines have head and body for themselves. */
export interface StoredContent extends LineOfContent {
  readonly content: Buffer | null;
  readonly head: Buffer | null;
  readonly body: Buffer | null;
  /** Null of a message without a body. */
  readonly bodyDigest: Buffer | null;
}

/** Opens what is kept of a message; undefined once it was dropped. Throws where it is not the content of this line. */
export function openStored(keys: KeyRing, line: StoredContent): Partial<Content> | undefined {
  const { content, head, body, bodyDigest } = line;
  if (content !== null) {
    const opened = dayKeys(keys, line).unwrap(boundTo(line, 'content'), content);
    const whole = opened[0] === 1 ? inflateRawSync(opened.subarray(1)) : opened.subarray(1);
    const end = 4 + whole.readUInt32BE(0);
    return { head: whole.subarray(4, end), ...(bodyDigest === null ? {} : { body: whole.subarray(end) }) };
  }
  if (head === null && body === null) return undefined;
  const own = dayKeys(keys, line);
  return {
    ...(head ? { head: own.unwrap(boundTo(line, 'head'), head) } : {}),
    ...(body ? { body: own.unwrap(boundTo(line, 'body'), body) } : {}),
  };
}

/** Whether what is kept is what the line's digests say; so is what was dropped. */
export function isWhole(keys: KeyRing, line: StoredContent & { readonly headDigest: Buffer | null }): boolean {
  try {
    const kept = openStored(keys, line);
    const fits = (part: Buffer | undefined, digest: Buffer | null) =>
      part === undefined || digest === null || sha512(part).equals(digest);
    return fits(kept?.head, line.headDigest) && fits(kept?.body, line.bodyDigest);
  } catch {
    return false;
  }
}

const purpose = 'exchange.message';
const boundTo = ({ id }: LineOfContent, part: 'content' | 'head' | 'body'): string => `${purpose} ${id} ${part}`;

/**
 * Keys of days are derived from that of the installation, which is not in the database (HKDF, RFC 5869): one key would
 * not last for all messages.
 */
function dayKeys(keys: KeyRing, { at }: LineOfContent): KeyRing {
  const day = at.toISOString().slice(0, 10);
  const known = newest.get(keys);
  if (known?.day === day) return known.keys;
  const secret = keys.digest(purpose, 'keys of days');
  const derived = openKeyRing(Buffer.from(hkdfSync('sha256', secret, day, purpose, 32)));
  newest.set(keys, { day, keys: derived });
  return derived;
}

/** The key of the day that was used last: deriving it takes longer than sealing by it. */
const newest = new WeakMap<KeyRing, { readonly day: string; readonly keys: KeyRing }>();
