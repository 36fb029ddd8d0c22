import { connect, type TLSSocket } from 'node:tls';
import { makeCertificate, type OwnCertificate } from '../../../protocols/gateway/certificate.ts';
import type { Configuration, GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import {
  openParts,
  type Part,
  protocolName,
  readFault,
  writeOpening,
  writeParts,
} from '../../../protocols/gateway/envelope.ts';
import { bodyOf, largestBody, openBudget } from './body.ts';
import { listen } from './door.ts';
import { GatewayFault } from './fault.ts';
import { openPeerClient, type PeerClient } from './peer-call.ts';
import { openPeerDoor, type PeerDoor } from './peer-door.ts';
import type { PeerLeg } from './peer-leg.ts';
import type { SealedMessage } from './wire.ts';

/* A gateway that asks, one that answers, and nothing behind them. */

export const now = () => new Date('2026-11-27T12:00:00Z');
const order = { from: new Date('2026-01-01'), to: new Date('2027-12-31') };
const certificateOf = (name: string) => makeCertificate({ name, ...order });
/** Of the asker, of the answerer, and the one that the asker shows next. */
export const [own, other, next] = await Promise.all([
  certificateOf('own'),
  certificateOf('other'),
  certificateOf('next'),
]);

const closing: (() => Promise<unknown>)[] = [];

/** Closes what a test opened. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) await close();
  noted.length = 0;
}

const seal = { kid: 'k', index: 0, size: 1, proof: [], signature: Buffer.from('signature') };
export const message = (head: string, size = 0): SealedMessage => ({
  at: now(),
  head: Buffer.from(head),
  headDigest: Buffer.alloc(64),
  seal,
  leaf: Buffer.alloc(32),
  ...(size > 0 ? { body: bodyOf(Buffer.alloc(size, head)) } : {}),
});

export const noted: unknown[] = [];
export const entry = (certificate: OwnCertificate, id: string, port = 1): GatewayEntry => ({
  id: `AZ/GOV/${id}/gw`,
  address: `https://127.0.0.1:${port}`,
  certificates: [certificate.fingerprint],
  keys: [],
  serves: [],
});

interface Stand {
  readonly door: PeerDoor;
  readonly port: number;
  readonly peers: PeerClient;
  readonly sockets: readonly TLSSocket[];
  readonly bodies: ReturnType<typeof openBudget>;
  configuration: Configuration;
  ask(question: SealedMessage, peers?: PeerClient): Promise<string>;
}

export async function stand(leg: PeerLeg, at = 0, bodies = openBudget(2 * largestBody)): Promise<Stand> {
  const sockets: TLSSocket[] = [];
  const gateways = [entry(own, 'own'), entry(next, 'next')];
  const state: { configuration: Configuration } = {
    configuration: { instance: 'AZ', issuedAt: '', expiresAt: '', members: [], gateways },
  };
  const room = { bodies, now, configuration: () => state.configuration, note: (error: unknown) => noted.push(error) };
  const door = openPeerDoor(room, leg, other);
  door.server.on('secureConnection', (socket) => sockets.push(socket));
  const port = await listen(door.server, at, '127.0.0.1');
  const peers = openPeerClient(own, now, bodies);
  closing.push(
    () => door.shut(0),
    () => peers.close(),
  );
  const ask = async (question: SealedMessage, by = peers) => {
    const hold = bodies.hold();
    const answer = await by.send(entry(other, 'other', port), question, hold).finally(() => hold.release());
    return `${answer.head.toString()} ${answer.body?.bytes.length ?? 0}`;
  };
  return Object.assign(state, { door, port, peers, sockets, bodies, ask });
}

export const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof GatewayFault ? error.code : error),
  );
export const silent = 'server.clientproxy.network_error';

/** Answers with as many bytes as the head says, once the question is whole. */
export const echo: PeerLeg = async ({ head, rest }, hold) => {
  const { body } = await rest({ most: largestBody, hold });
  const size = Number(head.toString().split(' ')[1] ?? 0);
  return message(`${head.toString()} ${body?.bytes.length ?? 0}`, size);
};

/** Answers once it is let. */
export function gated(): { readonly leg: PeerLeg; readonly begun: () => number; open(): void } {
  let open: () => void = () => undefined;
  let begun = 0;
  const gate = new Promise<void>((done) => (open = done));
  const leg: PeerLeg = async (asked, hold) => {
    await asked.rest({ most: largestBody, hold });
    begun += 1;
    await gate;
    return message(asked.head.toString());
  };
  return { leg, begun: () => begun, open };
}

/** A connection by which one says what no gateway would; reads only what `parts` holds. */
export async function raw(port: number, { certificate = own, protocols = [protocolName] } = {}) {
  const { cert, key } = certificate;
  const options = { port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: protocols };
  const socket = connect({ ...options, cert, key });
  await new Promise((done, failed) => socket.once('secureConnect', done).once('error', failed));
  const parts: Part[] = [];
  const reader = openParts({
    take: (kind, number, bytes) => void parts.push({ kind, number, bytes: Buffer.from(bytes) }),
    skipped: () => undefined,
    hold: openBudget(largestBody).hold(),
  });
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  socket.on('error', () => undefined).on('data', (chunk: Buffer) => reader.add(chunk));
  const bytesOf = (number: number) =>
    parts
      .filter((part) => part.kind === 'data' && part.number === number)
      .reduce((sum, { bytes }) => sum + bytes.length, 0);
  const has = (kind: Part['kind'], number: number) =>
    parts.some((part) => part.kind === kind && part.number === number);
  const faults = () =>
    parts.filter(({ kind }) => kind === 'fault').map(({ bytes }) => readFault(Buffer.from(bytes)).code);
  const say = (...said: Part[]) => void socket.write(writeParts(said));
  return { socket, say, closed, bytesOf, has, faults };
}

export const open = (number: number, head: string): Part => ({
  kind: 'open',
  number,
  bytes: writeOpening(message(head)),
});
export const end = (number: number): Part => ({
  kind: 'end',
  number,
  bytes: Buffer.from([1, 1, 107, ...Array(9).fill(0), 1]),
});
export const ask = (number: number, head: string) => [open(number, head), end(number)] as const;
