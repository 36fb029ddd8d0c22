import { inflateRawSync } from 'node:zlib';
import type { KeyRing } from '../../../kernel/key.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
import { keysOfDays } from '../day-keys.ts';
import { mostPacked, pack, unpack } from './packing.ts';

/*
 * What was said, as it lies in the message log: head and body together, packed and sealed. Each message is packed for
 * itself, with nothing of another beside it: how small it became tells nobody of what they did not say themselves.
 */

/** A line, as far as its content is bound to it. */
export interface LineOfContent {
  readonly id: string;
  readonly at: Date;
  readonly requestId: string;
  readonly client: string;
  readonly service: string;
}

export interface Content {
  readonly head: Buffer;
  readonly body?: Buffer | undefined;
}

/** How a content lies there, as its first byte says. */
const forms = { plain: 0, deflated: 1, packed: 2 } as const;

/** Packs and seals what was said, by the key of its day; it opens in its own line only. */
export function sealContent(keys: KeyRing, of: LineOfContent, { head, body }: Content): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(head.length);
  const parts = body ? [length, head, body] : [length, head];
  const size = length.length + head.length + (body?.length ?? 0);
  const small = size <= mostPacked ? pack(forms.packed, parts, besideOf(of)) : undefined;
  const whole = small ?? Buffer.concat([Buffer.of(forms.plain), ...parts]);
  return dayKeys(keys, of.at).wrap(boundTo(of, 'content'), whole);
}

/** What a line says of itself is not said again in its content. */
const besideOf = ({ requestId, client, service }: LineOfContent): string => `${requestId}\n${client}\n${service}\n`;

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
    const whole = opened(dayKeys(keys, line.at).unwrap(boundTo(line, 'content'), content), line);
    const end = 4 + whole.readUInt32BE(0);
    return { head: whole.subarray(4, end), ...(bodyDigest === null ? {} : { body: whole.subarray(end) }) };
  }
  if (head === null && body === null) return undefined;
  const own = dayKeys(keys, line.at);
  return {
    ...(head ? { head: own.unwrap(boundTo(line, 'head'), head) } : {}),
    ...(body ? { body: own.unwrap(boundTo(line, 'body'), body) } : {}),
  };
}

/** Those of before were packed otherwise. */
function opened(bytes: Buffer, line: LineOfContent): Buffer {
  const kept = bytes.subarray(1);
  if (bytes[0] === forms.packed) return unpack(kept, besideOf(line));
  return bytes[0] === forms.deflated ? inflateRawSync(kept) : kept;
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
const dayKeys = keysOfDays(purpose);
const boundTo = ({ id }: LineOfContent, part: 'content' | 'head' | 'body'): string => `${purpose} ${id} ${part}`;
