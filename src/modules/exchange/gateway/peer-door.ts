import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import { fingerprintOf } from '../../../protocols/gateway/certificate.ts';
import { gatewayByCertificate, type GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import {
  BadPart,
  openParts,
  type PartKind,
  type Parts,
  protocolName,
  readCredit,
  readOpening,
} from '../../../protocols/gateway/envelope.ts';
import { type Budget, type Hold, mostOfOne, openBudget } from './body.ts';
import type { Credentials } from './peer-call.ts';
import { faultOf, serverFault } from './fault.ts';
import { openOutlet, type Outlet } from './outlet.ts';
import type { AskedMessage, PeerLeg } from './peer-leg.ts';
import type { Station } from './station.ts';
import { UnderWay } from './under-way.ts';
import { type Arriving, openArriving, type ReceivedMessage, type SealedMessage } from './wire.ts';

/** Where other gateways ask. */
export interface PeerDoor {
  readonly server: Server;
  /**
   * Takes no new connection, and has the others end theirs once all is answered that they ask by them, also what waits at
   * their side. What is not finished in time is ended.
   */
  shut(graceMs: number): Promise<void>;
}

/** Milliseconds. */
const times = {
  look: 1000,
  /** For a question to come whole, and for its answer to leave. */
  coming: 60_000,
  leaving: 60_000,
  /** Without its being read, and for one part to come whole. */
  blocked: 30_000,
  part: 30_000,
  /** Without a word, until the other machine is asked whether it is there. */
  alive: 30_000,
};
/** So many questions of one gateway are under way at a time. */
const mostAtOnce = 1024;
/** So many words wait for a gateway that does not read; then it is not read either. */
const mostWaiting = 256;
const mostConnections = 1024;
/** Of one gateway; the oldest gives way to one more. */
const mostByOne = 32;

/** What every connection stands on. */
type Room = Pick<Station, 'configuration' | 'bodies' | 'note' | 'now'>;

export const peerTls = ({ cert, key }: Credentials): TlsOptions => ({
  cert,
  key,
  requestCert: true,
  rejectUnauthorized: false,
  minVersion: 'TLSv1.3',
  ALPNProtocols: [protocolName],
  handshakeTimeout: 10_000,
});

/** Opens a door behind which a leg answers what gateways ask, all of one gateway over one connection. */
export function openPeerDoor(room: Room, leg: PeerLeg, credentials: Credentials): PeerDoor {
  const guests = new Set<Guest>();
  const connections = new Set<Socket>();
  const shares = sharesOf({ hold: () => room.bodies.hold() });
  let isShut = false;
  const server = createServer(peerTls(credentials), (socket) => {
    // Whoever speaks otherwise is no gateway of ours.
    if (socket.alpnProtocol !== protocolName || isShut) return void socket.destroy();
    const peer = peerBy(room, socket);
    const gateway = idOf(peer);
    const others = [...guests].filter((one) => one.gateway === gateway);
    if (others.length >= mostByOne) others[0]?.destroy();
    const bodies = shares(gateway);
    const guest: Guest = new Guest({ room, leg, socket, peer, gateway, bodies, gone: () => guests.delete(guest) });
    guests.add(guest);
  });
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.maxConnections = mostConnections;
  return {
    server,
    shut: (graceMs) =>
      new Promise((done) => {
        isShut = true;
        const timer = setTimeout(() => connections.forEach((socket) => socket.destroy()), graceMs);
        server.close(() => {
          clearTimeout(timer);
          done();
        });
        for (const guest of guests) guest.leave();
      }),
  };
}

/** Empty of one that nobody named, which hears why. */
function idOf(peer: () => GatewayEntry): string {
  try {
    return peer().id;
  } catch {
    return '';
  }
}

/** Memory for bodies of each gateway, over whatever connections it asks. */
function sharesOf(whole: Budget): (gateway: string) => Budget {
  const known = new Map<string, Budget>();
  return (gateway) => {
    const share = known.get(gateway) ?? openBudget(mostOfOne, whole);
    known.set(gateway, share);
    return share;
  };
}

/** A question under way: until its answer has left, and whoever answers it has ended. */
interface Asked {
  readonly hold: Hold;
  /** When it must have come, or its answer must have left. */
  until: number;
  /** While it comes. */
  coming: Coming | undefined;
  isAnswered: boolean;
  /** Whether nobody waits for the answer any more. */
  isGivenUp: boolean;
}

interface Coming {
  readonly arriving: Arriving;
  readonly done: (message: ReceivedMessage) => void;
  readonly failed: (error: unknown) => void;
}

interface Visit {
  readonly room: Room;
  readonly leg: PeerLeg;
  readonly socket: TLSSocket;
  /** The gateway that shows its certificate, while that is in force. */
  readonly peer: () => GatewayEntry;
  readonly gateway: string;
  readonly bodies: Budget;
  readonly gone: () => void;
}

/** The connection of one gateway. */
class Guest {
  readonly #visit: Visit;
  readonly #outlet: Outlet;
  readonly #peer: () => GatewayEntry;
  readonly #parts: Parts;
  /** Memory for what comes partly. */
  readonly #hold: Hold;
  readonly #asked = new UnderWay<Asked>();
  #last = 0;
  #isTurnedOut = false;

  constructor(visit: Visit) {
    const { socket, bodies } = visit;
    this.#visit = visit;
    // Whose machine is gone is noticed though nothing is sent.
    this.#outlet = openOutlet(socket.setNoDelay(true).setKeepAlive(true, times.alive));
    this.#hold = bodies.hold();
    this.#peer = visit.peer;
    const looking = setInterval(() => this.#look(), times.look).unref();
    this.#parts = openParts({
      take: (kind, number, bytes) => this.#take(kind, number, bytes),
      skipped: (number, cause) => this.#skipped(number, cause),
      hold: this.#hold,
    });
    socket
      .on('data', (chunk: Buffer) => this.#read(() => this.#parts.add(chunk)))
      .on('drain', () => socket.resume())
      // What broke is seen when it closes.
      .on('error', () => undefined)
      .once('close', () => {
        clearInterval(looking);
        this.#abandon(new Error('the connection broke off'));
        this.#hold.release();
        visit.gone();
      });
    this.#read(this.#peer);
  }

  get gateway(): string {
    return this.#visit.gateway;
  }

  /** The other side asks nothing new by it, and ends it with the last answer: only it knows what still waits there. */
  leave(): void {
    this.#outlet.tell('leave');
  }

  destroy(): void {
    this.#visit.socket.destroy();
  }

  #read(step: () => unknown): void {
    const { socket } = this.#visit;
    if (this.#isTurnedOut || socket.destroyed) return;
    try {
      step();
    } catch (error) {
      const fault =
        error instanceof BadPart ? serverFault('io_error', 'The connection is not understood', error) : error;
      this.#visit.room.note(fault, {});
      this.#turnOut(fault);
    }
    if (this.#outlet.waiting() > mostWaiting && this.#outlet.blockedMs() > 0) socket.pause();
  }

  /** Nothing more is believed of the other side. */
  #turnOut(error: unknown): void {
    this.#isTurnedOut = true;
    this.#abandon(error);
    this.#outlet.fault(0, faultOf(error, 'serverproxy'));
    this.#outlet.end();
    setTimeout(() => this.destroy(), times.look).unref();
  }

  #abandon(error: unknown): void {
    for (const [number, one] of this.#asked.entries()) this.#giveUp(number, one, error);
  }

  #giveUp(number: number, one: Asked, error: unknown): void {
    this.#outlet.drop(number);
    one.isGivenUp = true;
    one.coming?.failed(error);
    one.coming = undefined;
    if (one.isAnswered) this.#close(number, one);
  }

  #close(number: number, one: Asked): void {
    if (this.#asked.get(number) !== one) return;
    one.hold.release();
    this.#asked.delete(number);
  }

  #begin(number: number): void {
    if (number <= this.#last) throw new BadPart('a message that begins twice');
    this.#last = number;
  }

  #skipped(number: number, cause: unknown): void {
    this.#begin(number);
    this.#refuseUnread(number, cause);
  }

  /** Of what was not read it is not known who asks whom. */
  #refuseUnread(number: number, cause: unknown): void {
    const fault = serverFault('io_error', 'Too much is under way', cause);
    this.#visit.room.note(fault, {});
    this.#outlet.fault(number, fault);
  }

  #open(number: number, bytes: Buffer): void {
    this.#begin(number);
    if (this.#asked.size >= mostAtOnce)
      return this.#outlet.fault(number, serverFault('io_error', 'Too much is under way'));
    const until = performance.now() + times.coming;
    const hold = this.#visit.bodies.hold();
    try {
      // Its head is kept until its answer has left, whether the rest of it ever comes or not.
      hold.add(bytes.length);
    } catch (cause) {
      return this.#refuseUnread(number, cause);
    }
    const one: Asked = { hold, until, coming: undefined, isAnswered: false, isGivenUp: false };
    this.#asked.add(number, one);
    const opening = readOpening(bytes);
    const rest: AskedMessage['rest'] = (limits) =>
      new Promise((done, failed) => {
        const arriving = openArriving(opening, limits, (more) => this.#outlet.credit(number, more));
        one.coming = { arriving, done, failed };
      });
    this.#visit.leg({ ...opening, peer: this.#peer, rest }, hold).then(
      (message) => this.#answer(number, one, message),
      (error: unknown) => this.#refuse(number, one, error),
    );
  }

  #answer(number: number, one: Asked, message: SealedMessage): void {
    one.isAnswered = true;
    // Whose certificate was withdrawn meanwhile gets nothing.
    if (!one.isGivenUp) this.#read(this.#peer);
    if (one.isGivenUp) return this.#close(number, one);
    one.until = performance.now() + times.leaving;
    this.#outlet.send(number, message, () => this.#close(number, one));
  }

  #refuse(number: number, one: Asked, error: unknown): void {
    one.isAnswered = true;
    const fault = faultOf(error, 'serverproxy');
    if (!one.isGivenUp) this.#outlet.fault(number, fault);
    this.#close(number, one);
    // Whose certificate is not named any more is turned out.
    if (fault.code.endsWith('.ssl_authentication_failed') && !this.#isTurnedOut) this.#turnOut(fault);
  }

  #take(kind: PartKind, number: number, bytes: Buffer): void {
    if (this.#isTurnedOut || kind === 'leave') return;
    if (kind === 'open') return this.#open(number, bytes);
    if (kind === 'ping') return this.#outlet.tell('ping');
    if (number > this.#last || number === 0) throw new BadPart('a part of a message that never began');
    if (kind === 'credit') return this.#outlet.credited(number, readCredit(bytes));
    const one = this.#asked.get(number);
    if (one === undefined) return;
    if (kind === 'fault') return this.#giveUp(number, one, new Error('the other side gave up'));
    if (one.coming) this.#takeOf(one, one.coming, kind, bytes);
  }

  #takeOf(one: Asked, { arriving, done, failed }: Coming, kind: 'data' | 'end', bytes: Buffer): void {
    try {
      if (kind === 'data') return arriving.add(bytes);
      one.until = Number.POSITIVE_INFINITY;
      one.coming = undefined;
      return done(arriving.end(bytes));
    } catch (error) {
      if (error instanceof BadPart) throw error;
      one.coming = undefined;
      return failed(error);
    }
  }

  /** Ends what takes too long to come or to leave, and the connection of whom the configuration does not name any more. */
  #look(): void {
    this.#read(this.#peer);
    if (this.#outlet.blockedMs() > times.blocked || this.#parts.lateMs() > times.part) return this.destroy();
    const moment = performance.now();
    for (const [number, one] of this.#asked.entries()) {
      if (one.until > moment) continue;
      if (one.isAnswered) this.#outlet.fault(number, serverFault('io_error', 'The answer was not taken'));
      one.until = Number.POSITIVE_INFINITY;
      if (one.isAnswered) this.#giveUp(number, one, undefined);
      else one.coming?.failed(new Error('the message does not come whole'));
    }
  }
}

/** The gateway that shows its certificate: read once, held against the configuration each time. */
function peerBy(room: Room, socket: TLSSocket): () => GatewayEntry {
  const shown = socket.getPeerX509Certificate();
  const fingerprint = shown && fingerprintOf(shown, shown.validToDate);
  const [from, to] = [shown?.validFromDate.getTime() ?? 0, shown?.validToDate.getTime() ?? 0];
  return () => {
    const now = room.now().getTime();
    const isInForce = now >= from && now <= to;
    const gateway = isInForce && fingerprint ? gatewayByCertificate(room.configuration(), fingerprint) : undefined;
    if (!gateway) throw serverFault('ssl_authentication_failed', 'No gateway shows itself by this certificate');
    return gateway;
  };
}
