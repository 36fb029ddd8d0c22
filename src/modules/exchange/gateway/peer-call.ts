import { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { fingerprintOf } from '../../../protocols/gateway/certificate.ts';
import type { GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import { BadFrame } from '../../../protocols/gateway/frame.ts';
import { BodyTooLarge, type Hold, largestBody, TooMuchUnderWay } from './body.ts';
import { clientFault, GatewayFault } from './fault.ts';
import { faultHeaders } from './peer-leg.ts';
import { guarded, isCallable } from './provider-call.ts';
import { framesOf, openMessage, type ReceivedMessage, type SealedMessage } from './wire.ts';

export interface PeerClient {
  /** Hands a message to a gateway and gets its answer, not yet checked. Throws {@link GatewayFault}. */
  send(peer: GatewayEntry, message: SealedMessage, hold: Hold): Promise<ReceivedMessage>;
  close(): Promise<void>;
}

/** Certificate and key by which this gateway shows itself to others, in PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

/** Gateways stand in all networks, but never where machines keep their secrets. */
const allowed = { loopback: true, private: true };

/** Time for a call and its answer; longer than a provider may take. */
const timeoutMs = 60_000;

/** Calls other gateways over TLS in which both sides show the certificate that the configuration names. */
export function openPeerClient(credentials: Credentials, now: () => Date): PeerClient {
  const agents = new Map<string, { readonly pin: string; readonly agent: Agent }>();
  const agentOf = (peer: GatewayEntry): Agent => {
    // Read each time: a renewed certificate is shown by new connections.
    const pin = [credentials.cert, peer.address, ...peer.certificates].join(' ');
    const known = agents.get(peer.id);
    if (known?.pin === pin) return known.agent;
    // Calls that are under way end; nothing new goes where the configuration no longer points.
    void known?.agent.close();
    const agent = new Agent({ connect: pinned(peer, credentials, now), connections: 64, pipelining: 1 });
    agents.set(peer.id, { pin, agent });
    return agent;
  };
  return {
    send: async (peer, message, hold) => call({ peer, agent: agentOf(peer) }, message, hold),
    close: async () => void (await Promise.all([...agents.values()].map(({ agent }) => agent.destroy()))),
  };
}

interface Call {
  readonly peer: GatewayEntry;
  readonly agent: Agent;
}

/** By the dispatcher itself: a request and an answer as streams cost more than all else that is done with a small message. */
function call({ peer, agent }: Call, message: SealedMessage, hold: Hold): Promise<ReceivedMessage> {
  const address = new URL(peer.address);
  if (!isCallable(address, allowed)) throw clientFault('network_error', 'The address may not be called');
  const [first, ...more] = framesOf(message);
  const body = more.length === 0 ? first : Readable.from([first, ...more]);
  const order = { origin: address.origin, path: '/exchange', method: 'POST', headers, body: body ?? null } as const;
  return new Promise((done, failed) => {
    const answer = answerOf(peer, hold, { done, failed });
    agent.dispatch(order, answer);
  });
}

const headers = { 'content-type': 'application/vnd.vahid.exchange' };

interface Outcome {
  readonly done: (message: ReceivedMessage) => void;
  readonly failed: (fault: GatewayFault) => void;
}

/** Takes the answer as it comes, for so long as it may take. */
function answerOf(peer: GatewayEntry, hold: Hold, { done, failed }: Outcome): Dispatcher.DispatchHandler {
  const reader = openMessage(() => ({ most: largestBody, hold }));
  let [isOver, hasBegun] = [false, false];
  let controller: Dispatcher.DispatchController | undefined;
  const fail = (fault: GatewayFault) => {
    isOver = true;
    clearTimeout(timer);
    failed(fault);
    controller?.abort(fault);
  };
  const timer = setTimeout(() => fail(unanswered(peer, new Error('the time is over'))), timeoutMs);
  const read = (step: () => void) => {
    if (isOver) return;
    try {
      step();
    } catch (cause) {
      fail(broken(cause));
    }
  };
  return {
    onRequestStart(given) {
      controller = given;
      if (isOver) given.abort(new Error('the time is over'));
    },
    onResponseStart(_, status, told) {
      hasBegun = true;
      // A refusal has no body; of one that comes all the same nothing is read.
      if (status !== 200) fail(refusal(told, peer));
    },
    onResponseData: (_, chunk) => read(() => reader.add(chunk)),
    onResponseEnd: () =>
      read(() => {
        const message = reader.end();
        clearTimeout(timer);
        done(message);
      }),
    onResponseError(_, cause) {
      if (!isOver) fail(cause instanceof GatewayFault ? cause : hasBegun ? broken(cause) : unanswered(peer, cause));
    },
  };
}

const unanswered = ({ id }: GatewayEntry, cause: unknown): GatewayFault =>
  clientFault('network_error', `${id} does not answer`, cause);

/** The certificate itself is believed, not who issued it: the signed configuration names it. */
function pinned(peer: GatewayEntry, { cert, key }: Credentials, now: () => Date): buildConnector.connector {
  const trust = { rejectUnauthorized: false, minVersion: 'TLSv1.3', maxCachedSessions: 0 } as const;
  const connect = buildConnector({ cert, key, ...trust, lookup: guarded(allowed) });
  return (options, done) => {
    connect(options, (error, socket) => {
      if (error) return done(error, null);
      const shown = fingerprintOf((socket as TLSSocket).getPeerX509Certificate(), now());
      if (shown !== undefined && peer.certificates.includes(shown)) return done(null, socket);
      socket.destroy();
      return done(clientFault('ssl_authentication_failed', `${peer.id} shows another certificate`), null);
    });
  };
}

function refusal(headers: Readonly<Record<string, string | string[] | undefined>>, peer: GatewayEntry): GatewayFault {
  const code = String(headers[faultHeaders.code] ?? '');
  if (!/^server\.serverproxy\.[a-z_.]{1,80}$/.test(code)) return clientFault('network_error', `${peer.id} failed`);
  let message = '';
  try {
    message = decodeURIComponent(String(headers[faultHeaders.message] ?? ''));
  } catch {
    // The code says enough.
  }
  return new GatewayFault(code, message.slice(0, 300));
}

function broken(cause: unknown): GatewayFault {
  if (cause instanceof BodyTooLarge) return clientFault('io_error', 'The answer is too large', cause);
  if (cause instanceof TooMuchUnderWay) return clientFault('io_error', 'Too much is under way', cause);
  if (cause instanceof BadFrame) return clientFault('missing_signature', 'The answer is not whole', cause);
  return clientFault('network_error', 'The answer broke off', cause);
}
