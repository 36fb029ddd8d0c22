import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { fingerprintOf } from '../../../protocols/gateway/certificate.ts';
import type { GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import {
  BadPart,
  openParts,
  type PartKind,
  type Parts,
  protocolName,
  readCredit,
  readFault,
  readOpening,
  type ToldFault,
} from '../../../protocols/gateway/envelope.ts';
import { type Budget, BodyTooLarge, type Hold, largestBody, TooMuchUnderWay } from './body.ts';
import { clientFault, GatewayFault } from './fault.ts';
import { openOutlet, type Outlet } from './outlet.ts';
import type { Credentials } from './peer-call.ts';
import { guarded } from './provider-call.ts';
import { UnderWay } from './under-way.ts';
import { type Arriving, BadMessage, openArriving, type ReceivedMessage, type SealedMessage } from './wire.ts';

/** The one connection by which this gateway asks another. */
export interface Link {
  /** Asks, and gets the answer, not yet checked. Throws {@link GatewayFault}. */
  ask(message: SealedMessage, hold: Hold): Promise<ReceivedMessage>;
  /** Whether something new may be asked by it. */
  isOpen(): boolean;
  /** Nothing new is asked; it ends with what is under way. */
  retire(): void;
  /** Ends it; what is under way has failed. */
  destroy(): void;
}

export interface LinkOrder {
  readonly peer: GatewayEntry;
  readonly address: URL;
  readonly credentials: Credentials;
  readonly now: () => Date;
  /** Memory for what comes partly. */
  readonly bodies: Budget;
  /** Gateways may be called there. */
  readonly allowed: Parameters<typeof guarded>[0];
  /** Told once it has ended. */
  readonly ended: () => void;
}

/** Milliseconds. */
const times = {
  connect: 10_000,
  /** For a question and its answer; longer than a provider may take. */
  answer: 60_000,
  look: 1000,
  /** Silence after which the other side is asked whether it is there, and after which it is believed not to be. */
  ping: 10_000,
  silence: 25_000,
  /** For one part to come whole. */
  part: 30_000,
  /** Without anything to do. */
  idle: 60_000,
};
/** So many questions are under way at a time; others wait. */
const mostAtOnce = 512;
/** Numbers are not used twice. */
const lastNumber = 2 ** 31;

interface Asking {
  readonly message: SealedMessage;
  readonly hold: Hold;
  readonly until: number;
  readonly done: (message: ReceivedMessage) => void;
  readonly failed: (fault: GatewayFault) => void;
  arriving: Arriving | undefined;
}

export const openLink = (order: LinkOrder): Link => new Connection(order);

class Connection implements Link {
  readonly #order: LinkOrder;
  readonly #socket: TLSSocket;
  /** Memory for what comes partly. */
  readonly #hold: Hold;
  readonly #parts: Parts;
  readonly #asking = new UnderWay<Asking>();
  readonly #looking: NodeJS.Timeout;
  readonly #connecting: NodeJS.Timeout;
  #waiting: Asking[] = [];
  #outlet: Outlet | undefined;
  #validTo: Date | undefined;
  #number = 0;
  #isRetired = false;
  #isOver = false;
  #heard = performance.now();
  #used = performance.now();
  #isPinged = false;

  constructor(order: LinkOrder) {
    this.#order = order;
    this.#hold = order.bodies.hold();
    this.#looking = setInterval(() => this.#look(), times.look).unref();
    this.#connecting = setTimeout(() => this.#lose('no connection'), times.connect);
    this.#socket = connectTo(order);
    this.#parts = openParts({
      take: (kind, number, bytes) => this.#take(kind, number, bytes),
      skipped: (number, cause) => this.#giveUp(this.#known(number), broken(cause)),
      hold: this.#hold,
    });
    this.#socket
      .once('secureConnect', () => this.#begin())
      .on('data', (chunk: Buffer) => {
        [this.#heard, this.#isPinged] = [performance.now(), false];
        try {
          this.#parts.add(chunk);
        } catch (error) {
          this.#end(broken(error));
        }
      })
      .on('error', (error) => this.#end(unanswered(order.peer, error)))
      .once('close', () => this.#lose('the connection has ended'));
  }

  ask(message: SealedMessage, hold: Hold): Promise<ReceivedMessage> {
    return new Promise((done, failed) => {
      if (this.#asking.size === 0) this.#used = performance.now();
      const until = performance.now() + times.answer;
      this.#waiting.push({ message, hold, until, done, failed, arriving: undefined });
      this.#next();
    });
  }

  isOpen(): boolean {
    const isValid = this.#validTo === undefined || this.#order.now() <= this.#validTo;
    return !this.#isRetired && !this.#isOver && this.#number < lastNumber && isValid;
  }

  retire(): void {
    this.#isRetired = true;
    this.#next();
  }

  destroy(): void {
    this.#lose('this gateway ends');
  }

  #begin(): void {
    clearTimeout(this.#connecting);
    const { peer, now } = this.#order;
    const shown = this.#socket.getPeerX509Certificate();
    const fingerprint = fingerprintOf(shown, now());
    if (fingerprint === undefined || !peer.certificates.includes(fingerprint))
      return this.#end(clientFault('ssl_authentication_failed', `${peer.id} shows another certificate`));
    if (this.#socket.alpnProtocol !== protocolName) return this.#lose('it speaks otherwise');
    this.#validTo = shown?.validToDate;
    this.#outlet = openOutlet(this.#socket);
    this.#next();
  }

  #lose(why: string): void {
    this.#end(unanswered(this.#order.peer, new Error(why)));
  }

  #end(fault: GatewayFault): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#looking);
    clearTimeout(this.#connecting);
    this.#socket.destroy();
    this.#hold.release();
    this.#order.ended();
    const all = [...this.#asking.entries().map(([, one]) => one), ...this.#waiting];
    for (const one of all) one.failed(one.arriving ? brokenOff(fault) : fault);
    this.#asking.clear();
    this.#waiting = [];
  }

  /** Asks what waits, as far as there is room. */
  #next(): void {
    const [outlet, asking] = [this.#outlet, this.#asking];
    if (outlet === undefined) return;
    const room = mostAtOnce - asking.size;
    for (const one of this.#waiting.splice(0, room)) {
      this.#number += 1;
      asking.add(this.#number, one);
      outlet.send(this.#number, one.message, nothing);
    }
    if (this.#isRetired && asking.size + this.#waiting.length === 0) outlet.end();
  }

  #settle(number: number): Asking | undefined {
    const one = this.#asking.get(number);
    if (one === undefined) return undefined;
    this.#asking.delete(number);
    this.#used = performance.now();
    // Whatever of the question was not sent yet is not wanted any more.
    this.#outlet?.drop(number);
    this.#next();
    return one;
  }

  /** The other side is told too: it need not go on. */
  #giveUp(number: number, fault: GatewayFault): void {
    if (this.#asking.get(number) === undefined) return;
    this.#outlet?.fault(number, fault);
    this.#settle(number)?.failed(fault);
  }

  /** A number that was given. Throws {@link BadPart}. */
  #known(number: number): number {
    if (number > this.#number) throw new BadPart('a part of a message that was never asked');
    return number;
  }

  #take(kind: PartKind, number: number, bytes: Buffer): void {
    if (this.#isOver) return;
    if (kind === 'fault' && number === 0) return this.#end(refusal(readFault(bytes), this.#order.peer));
    if (kind === 'leave') return this.retire();
    const one = this.#asking.get(this.#known(number));
    // Of what was given up something may still be on its way.
    if (one === undefined) return;
    try {
      this.#takeOf(one, { kind, number, bytes });
    } catch (error) {
      if (error instanceof BadPart) throw error;
      this.#giveUp(number, broken(error));
    }
  }

  #takeOf(one: Asking, { kind, number, bytes }: { kind: PartKind; number: number; bytes: Buffer }): void {
    if (kind === 'open') {
      if (one.arriving) throw new BadPart('an answer that begins twice');
      const limits = { most: largestBody, hold: one.hold };
      one.arriving = openArriving(readOpening(bytes), limits, (more) => this.#outlet?.credit(number, more));
    } else if (kind === 'fault') this.#settle(number)?.failed(refusal(readFault(bytes), this.#order.peer));
    else if (kind === 'credit') this.#outlet?.credited(number, readCredit(bytes));
    else if (one.arriving === undefined) throw new BadPart('an answer without a beginning');
    else if (kind === 'data') one.arriving.add(bytes);
    else {
      const message = one.arriving.end(bytes);
      this.#settle(number)?.done(message);
    }
  }

  /** Ends what takes too long, and the connection where nobody is at its other end. */
  #look(): void {
    const moment = performance.now();
    const late = () => unanswered(this.#order.peer, new Error('the time is over'));
    for (const [number, one] of this.#asking.entries()) if (one.until < moment) this.#giveUp(number, late());
    for (const one of this.#waiting) if (one.until < moment) one.failed(late());
    this.#waiting = this.#waiting.filter(({ until }) => until >= moment);
    if (this.#parts.lateMs() > times.part) return this.#lose('a part does not come whole');
    const quiet = moment - this.#used;
    if (this.#asking.size + this.#waiting.length === 0) {
      if (quiet > 2 * times.idle) this.#lose('it is not used');
      else if (quiet > times.idle) this.retire();
      return;
    }
    const silence = Math.min(quiet, moment - this.#heard);
    if (silence > times.silence) this.#lose('nothing is heard of it');
    else if (silence > times.ping && !this.#isPinged) {
      this.#isPinged = true;
      this.#outlet?.tell('ping');
    }
  }
}

const nothing = () => undefined;

/** The certificate itself is believed, not who issued it: the signed configuration names it. */
function connectTo({ address, credentials: { cert, key }, allowed }: LinkOrder): TLSSocket {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    host,
    port: Number(address.port || '443'),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    lookup: guarded(allowed),
    cert,
    key,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.3',
    ALPNProtocols: [protocolName],
  });
  return socket.setNoDelay(true);
}

const unanswered = ({ id }: GatewayEntry, cause: unknown): GatewayFault =>
  clientFault('network_error', `${id} does not answer`, cause);

const brokenOff = (fault: GatewayFault): GatewayFault =>
  fault.code === 'server.clientproxy.network_error'
    ? clientFault('network_error', 'The answer broke off', fault)
    : fault;

function refusal({ code, message }: ToldFault, { id }: GatewayEntry): GatewayFault {
  const isOne = /^server\.serverproxy\.[a-z_.]{1,80}$/.test(code);
  return isOne ? new GatewayFault(code, message, { isTold: true }) : clientFault('network_error', `${id} failed`);
}

function broken(cause: unknown): GatewayFault {
  if (cause instanceof BodyTooLarge) return clientFault('io_error', 'The answer is too large', cause);
  if (cause instanceof TooMuchUnderWay) return clientFault('io_error', 'Too much is under way', cause);
  if (cause instanceof BadMessage) return clientFault('missing_signature', 'The answer is not whole', cause);
  return clientFault('network_error', 'The answer broke off', cause);
}
