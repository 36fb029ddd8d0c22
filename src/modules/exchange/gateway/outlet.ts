import type { Duplex } from 'node:stream';
import {
  firstCredit,
  largestPiece,
  type Part,
  sizeOf,
  type ToldFault,
  writeCredit,
  writeFault,
  writeOpening,
  writeParts,
} from '../../../protocols/gateway/envelope.ts';
import { packSeal } from '../../../protocols/gateway/seal.ts';
import type { SealedMessage } from './wire.ts';

/** What leaves by one connection: messages in turns, as fast as the other side reads. */
export interface Outlet {
  /** `left` is told once all of it was handed to the connection; never where it was dropped. */
  send(number: number, message: SealedMessage, left: () => void): void;
  fault(number: number, fault: ToldFault): void;
  credit(number: number, bytes: number): void;
  tell(kind: 'ping' | 'leave'): void;
  /** The other side takes so many bytes more of a body. */
  credited(number: number, bytes: number): void;
  /** Nothing more of the body of a message is sent. */
  drop(number: number): void;
  /** Parts that wait because the other side does not read. */
  waiting(): number;
  /** Milliseconds for which it has not read; 0 where it does. */
  blockedMs(): number;
  /** Sends what is there, and ends the connection. */
  end(): void;
}

/** A part that waits, with who is told once it was handed on. */
interface Waiting extends Part {
  readonly left: (() => void) | undefined;
}

/** Of a large message: what is still to be sent of it. */
interface Sending {
  readonly number: number;
  readonly message: SealedMessage;
  readonly left: () => void;
  /** Bytes of the body that were sent, and that may be. */
  sent: number;
  allowed: number;
  hasBegun: boolean;
}

/** Handed to the connection at once; more waits until that has left. */
const mostAtOnce = 256 * 1024;

const noBody = Buffer.alloc(0);
const bodyOf = ({ body }: SealedMessage): Buffer => body?.bytes ?? noBody;

export const openOutlet = (socket: Duplex): Outlet => new Queue(socket);

class Queue implements Outlet {
  readonly #socket: Duplex;
  /** Small messages, and what is said between messages, in the order in which it came. */
  #small: Waiting[] = [];
  readonly #large = new Map<number, Sending>();
  #isAsked = false;
  #isEnding = false;
  #blockedSince: number | undefined;

  constructor(socket: Duplex) {
    this.#socket = socket.on('drain', () => {
      this.#blockedSince = undefined;
      this.#soon();
    });
  }

  send(number: number, message: SealedMessage, left: () => void): void {
    const body = bodyOf(message);
    this.#put('open', number, writeOpening(message));
    if (body.length > largestPiece) {
      this.#large.set(number, { number, message, left, sent: 0, allowed: firstCredit, hasBegun: false });
      return;
    }
    if (body.length > 0) this.#put('data', number, body);
    this.#put('end', number, packSeal(message.seal), left);
  }

  fault(number: number, fault: ToldFault): void {
    this.#put('fault', number, writeFault(fault));
  }

  credit(number: number, bytes: number): void {
    this.#put('credit', number, writeCredit(bytes));
  }

  tell(kind: 'ping' | 'leave'): void {
    this.#put(kind, 0, noBody);
  }

  credited(number: number, bytes: number): void {
    const sending = this.#large.get(number);
    if (sending === undefined) return;
    sending.allowed += bytes;
    this.#soon();
  }

  drop(number: number): void {
    this.#large.delete(number);
  }

  waiting(): number {
    return this.#small.length;
  }

  blockedMs(): number {
    return this.#blockedSince === undefined ? 0 : performance.now() - this.#blockedSince;
  }

  end(): void {
    this.#isEnding = true;
    this.#soon();
  }

  #put(kind: Part['kind'], number: number, bytes: Uint8Array, left?: () => void): void {
    this.#small.push({ kind, number, bytes, left });
    this.#soon();
  }

  #soon(): void {
    if (this.#isAsked || this.#blockedSince !== undefined) return;
    this.#isAsked = true;
    // After all that is ready in this turn: it goes together.
    process.nextTick(() => this.#flush());
  }

  #flush(): void {
    this.#isAsked = false;
    if (this.#blockedSince !== undefined || this.#socket.destroyed || this.#socket.writableEnded) return;
    const parts = this.#takeSmall();
    this.#takeLarge(parts);
    if (parts.length === 0) {
      if (this.#isEnding && this.#small.length + this.#large.size === 0) this.#socket.end();
      return;
    }
    if (!this.#socket.write(writeParts(parts))) this.#blockedSince = performance.now();
    for (const { left } of parts) left?.();
    this.#soon();
  }

  /** As many as go at once; the rest keeps its place. */
  #takeSmall(): Waiting[] {
    const parts = this.#small;
    let [count, size] = [0, 0];
    for (const part of parts) {
      if (size >= mostAtOnce / 2) break;
      size += sizeOf(part);
      count += 1;
      // Messages begin in the order of their numbers; the body of a large one follows when its turn comes.
      const sending = part.kind === 'open' ? this.#large.get(part.number) : undefined;
      if (sending) sending.hasBegun = true;
    }
    this.#small = count < parts.length ? parts.splice(count) : [];
    return parts;
  }

  /** A piece of each large message in turn, as far as the other side takes it. */
  #takeLarge(parts: Waiting[]): void {
    let size = 0;
    for (const sending of Array.from(this.#large.values())) {
      if (size >= mostAtOnce / 2) return;
      if (sending.hasBegun) size += this.#takePiece(parts, sending);
    }
  }

  #takePiece(parts: Waiting[], sending: Sending): number {
    const { number, message, sent, allowed } = sending;
    const body = bodyOf(message);
    const end = Math.min(body.length, allowed, sent + largestPiece);
    if (end === sent) return 0;
    parts.push({ kind: 'data', number, bytes: body.subarray(sent, end), left: undefined });
    sending.sent = end;
    // Who has had its turn comes last.
    this.#large.delete(number);
    if (end < body.length) this.#large.set(number, sending);
    else parts.push({ kind: 'end', number, bytes: packSeal(message.seal), left: sending.left });
    return end - sent;
  }
}
