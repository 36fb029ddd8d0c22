/*
 * What goes over the one connection between two gateways: parts of many messages, in turns. A part is one letter, a
 * length of three bytes, the number of its message in four, and so many bytes. Whoever asks numbers its questions,
 * upwards; the answer has the number of its question. A message is one `open` with its head, its body as `data`, and
 * `end` with the seal, which stands last because it is over the digest of the body. `fault` ends a message from either
 * side; by number 0 it ends the connection. Of a body no more is sent than `firstCredit` and what `credit` adds to it, so
 * that one message holds up no other. `ping` is sent back as it came; after `leave` nothing new is asked.
 */

/** Name of the protocol when the connection is made (ALPN, RFC 7301). */
export const protocolName = 'vahid-exchange/1';

const letters = { open: 'O', data: 'D', end: 'E', fault: 'F', credit: 'C', ping: 'P', leave: 'L' } as const;
export type PartKind = keyof typeof letters;

/** Bytes of a part: least and most. */
const sizes: Readonly<Record<PartKind, readonly [least: number, most: number]>> = {
  open: [7, 256 * 1024],
  data: [1, 64 * 1024],
  end: [1, 4096],
  fault: [1, 2048],
  credit: [4, 4],
  ping: [0, 0],
  leave: [0, 0],
};

/** Most of a body in one part. */
export const largestPiece = sizes.data[1];
/** Bytes of a body that are sent before any `credit` came. */
export const firstCredit = 256 * 1024;

/** Whose number is 0: always, or as well. */
const ofConnection: ReadonlySet<PartKind> = new Set(['ping', 'leave', 'fault']);

/** What breaks the rules of the connection; nothing that follows on it can be believed. */
export class BadPart extends Error {}

export interface Part {
  readonly kind: PartKind;
  readonly number: number;
  readonly bytes: Uint8Array;
}

const prefix = 8;
const codes = Object.fromEntries(
  Object.entries(letters).map(([kind, letter]) => [kind, letter.charCodeAt(0)]),
) as Record<PartKind, number>;

/** Length of a part as it is sent. */
export const sizeOf = ({ bytes }: Part): number => prefix + bytes.length;

/** Parts one after another, in one piece of memory: one write, and where they are small one record of TLS. */
export function writeParts(parts: readonly Part[]): Buffer {
  const whole = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + sizeOf(part), 0));
  let at = 0;
  for (const { kind, number, bytes } of parts) {
    check(kind, number, bytes.length);
    whole.writeUInt32BE(codes[kind] * 2 ** 24 + bytes.length, at);
    whole.writeUInt32BE(number, at + 4);
    whole.set(bytes, at + prefix);
    at += prefix + bytes.length;
  }
  return whole;
}

function check(kind: PartKind, number: number, length: number): void {
  const [least, most] = sizes[kind];
  if (length < least || length > most) throw new BadPart(`a part ${kind} of ${length} bytes`);
  if (number === 0 ? !ofConnection.has(kind) : kind === 'ping' || kind === 'leave')
    throw new BadPart(`a part ${kind} of message ${number}`);
}

const kinds = new Map(Object.entries(codes).map(([kind, code]) => [code, kind as PartKind]));

export interface PartTaker {
  /** A part; of `data`, which may be large, what came of it. The bytes are lent: what is kept is copied. */
  take(kind: PartKind, number: number, bytes: Buffer): void;
  /** A part for which there was no memory; nothing of it is told. */
  skipped(number: number, cause: unknown): void;
  /** Memory for a large part that has come partly. `add` throws where there is none. */
  readonly hold: { add(bytes: number): void; release(): void };
}

/** What is no larger has its place from the beginning. */
const smallMost = 4096;

export interface Parts {
  /** Throws {@link BadPart}, and what the taker does. */
  add(chunk: Buffer): void;
  /** Milliseconds since a part began of which something is still to come; 0 where none did. */
  lateMs(): number;
}

/** Reads parts as their bytes come. */
export const openParts = (taker: PartTaker): Parts => new PartReader(taker);

/** A part whose prefix has been read. */
interface Coming {
  readonly kind: PartKind;
  readonly number: number;
  /** How much of it is still to come. */
  rest: number;
  /** Where it goes; undefined of `data`, and where it is skipped. */
  readonly into: Buffer | undefined;
  readonly since: number;
}

class PartReader implements Parts {
  readonly #taker: PartTaker;
  /** Place for a prefix, and then for a small part. */
  readonly #small = Buffer.alloc(smallMost);
  #filled = 0;
  #coming: Coming | undefined;

  constructor(taker: PartTaker) {
    this.#taker = taker;
  }

  add(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#coming) at += this.#goOn(this.#coming, chunk.subarray(at));
      else if (this.#filled > 0 || chunk.length - at < prefix) at += this.#gather(chunk.subarray(at));
      else {
        const read = readPrefix(chunk, at);
        const [start, end] = [at + prefix, at + prefix + read.length];
        // Nearly all parts come whole.
        if (end <= chunk.length) this.#taker.take(read.kind, read.number, chunk.subarray(start, end));
        else this.#begin(read);
        at = end <= chunk.length ? end : start;
      }
    }
  }

  lateMs(): number {
    return this.#coming ? performance.now() - this.#coming.since : 0;
  }

  /** Reads a prefix that did not come in one piece; answers how much of the chunk was its own. */
  #gather(chunk: Buffer): number {
    const taken = chunk.copy(this.#small, this.#filled, 0, prefix - this.#filled);
    this.#filled += taken;
    if (this.#filled < prefix) return taken;
    this.#filled = 0;
    const read = readPrefix(this.#small, 0);
    if (read.length > 0) this.#begin(read);
    else this.#taker.take(read.kind, read.number, nothing);
    return taken;
  }

  #begin({ kind, number, length }: Prefix): void {
    const into = kind === 'data' ? undefined : this.#placeFor(number, length);
    this.#coming = { kind, number, rest: length, into, since: performance.now() };
  }

  #placeFor(number: number, length: number): Buffer | undefined {
    if (length <= smallMost) return this.#small.subarray(0, length);
    try {
      this.#taker.hold.add(length);
      return Buffer.allocUnsafeSlow(length);
    } catch (cause) {
      this.#taker.skipped(number, cause);
      return undefined;
    }
  }

  /** Answers how much of the chunk belonged to the part that has begun. */
  #goOn(coming: Coming, chunk: Buffer): number {
    const piece = chunk.length > coming.rest ? chunk.subarray(0, coming.rest) : chunk;
    coming.rest -= piece.length;
    if (coming.rest === 0) this.#coming = undefined;
    if (coming.kind === 'data') this.#taker.take('data', coming.number, piece);
    else if (coming.into) this.#fill(coming, coming.into, piece);
    return piece.length;
  }

  #fill({ kind, number, rest }: Coming, into: Buffer, piece: Buffer): void {
    this.#filled += piece.copy(into, this.#filled);
    if (rest > 0) return;
    this.#filled = 0;
    this.#taker.hold.release();
    this.#taker.take(kind, number, into);
  }
}

const nothing = Buffer.alloc(0);

interface Prefix {
  readonly kind: PartKind;
  readonly number: number;
  readonly length: number;
}

function readPrefix(bytes: Buffer, at: number): Prefix {
  const kind = kinds.get(bytes[at] ?? 0);
  if (kind === undefined) throw new BadPart('a part of no kind');
  const [length, number] = [bytes.readUIntBE(at + 1, 3), bytes.readUInt32BE(at + 4)];
  check(kind, number, length);
  return { kind, number, length };
}

/** What `open` holds: when the message was sealed, in milliseconds since 1970 (six bytes), and its head. */
export interface Opening {
  readonly at: Date;
  readonly head: Buffer;
}

export function writeOpening({ at, head }: Opening): Buffer {
  const bytes = Buffer.allocUnsafe(6 + head.length);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  head.copy(bytes, 6);
  return bytes;
}

export const readOpening = (bytes: Buffer): Opening => ({
  at: new Date(bytes.readUIntBE(0, 6)),
  head: Buffer.from(bytes.subarray(6)),
});

export interface ToldFault {
  readonly code: string;
  readonly message: string;
}

const longestCode = 200;
const longestText = 300;

export const writeFault = ({ code, message }: ToldFault): Buffer =>
  Buffer.from(`${code.slice(0, longestCode)}\n${message.slice(0, longestText)}`);

export function readFault(bytes: Buffer): ToldFault {
  const [code = '', ...message] = bytes.toString('utf8').split('\n');
  return { code: code.slice(0, longestCode), message: message.join(' ').slice(0, longestText) };
}

export function writeCredit(bytes: number): Buffer {
  const credit = Buffer.allocUnsafe(4);
  credit.writeUInt32BE(bytes);
  return credit;
}

export const readCredit = (bytes: Buffer): number => bytes.readUInt32BE(0);
