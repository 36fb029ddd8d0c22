import { createHash, type X509Certificate } from 'node:crypto';
import { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { Agent, buildConnector, request } from 'undici';
import type { GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import { BadFrame } from '../../../protocols/gateway/frame.ts';
import { BodyTooLarge, largestBody } from './body.ts';
import { clientFault, GatewayFault } from './fault.ts';
import { faultHeaders } from './peer-leg.ts';
import { framesOf, readMessage, type ReceivedMessage, type SealedMessage } from './wire.ts';

export interface PeerClient {
  /** Hands a message to a gateway and gets its answer, not yet checked. Throws {@link GatewayFault}. */
  send(peer: GatewayEntry, message: SealedMessage): Promise<ReceivedMessage>;
  close(): Promise<void>;
}

/** Certificate and key by which this gateway shows itself to others, in PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

const timeoutMs = 60_000;

/** Calls other gateways over TLS in which both sides show the certificate that the configuration names. */
export function openPeerClient({ cert, key }: Credentials): PeerClient {
  const agents = new Map<string, Agent>();
  const agentOf = (peer: GatewayEntry): Agent => {
    const name = `${peer.id} ${peer.address} ${peer.certificates.join(' ')}`;
    const known = agents.get(name);
    if (known) return known;
    const made = new Agent({ connect: pinned(peer, { cert, key }), connections: 64, pipelining: 1 });
    agents.set(name, made);
    return made;
  };
  return {
    async send(peer, message) {
      const answer = await request(new URL('/exchange', peer.address), {
        dispatcher: agentOf(peer),
        method: 'POST',
        headers: { 'content-type': 'application/vnd.vahid.exchange' },
        body: Readable.from(framesOf(message)),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      }).catch((cause: unknown) => {
        throw cause instanceof GatewayFault ? cause : clientFault('network_error', `${peer.id} does not answer`, cause);
      });
      if (answer.statusCode !== 200) {
        answer.body.resume();
        throw told(answer.headers, peer);
      }
      return readMessage(answer.body, () => largestBody).catch((cause: unknown) => {
        throw broken(cause);
      });
    },
    close: async () => void (await Promise.all([...agents.values()].map((agent) => agent.close()))),
  };
}

/** The certificate itself is believed, not who issued it: the signed configuration names it. */
function pinned(peer: GatewayEntry, { cert, key }: Credentials): buildConnector.connector {
  const connect = buildConnector({ cert, key, rejectUnauthorized: false, minVersion: 'TLSv1.3', maxCachedSessions: 0 });
  return (options, done) => {
    connect(options, (error, socket) => {
      if (error) return done(error, null);
      const shown = (socket as TLSSocket).getPeerX509Certificate();
      if (isNamed(shown, peer)) return done(null, socket);
      socket.destroy();
      return done(clientFault('ssl_authentication_failed', `${peer.id} shows another certificate`), null);
    });
  };
}

function isNamed(shown: X509Certificate | undefined, { certificates }: GatewayEntry): boolean {
  return shown !== undefined && certificates.includes(createHash('sha256').update(shown.raw).digest('hex'));
}

function told(headers: Readonly<Record<string, string | string[] | undefined>>, peer: GatewayEntry): GatewayFault {
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
  if (cause instanceof BadFrame) return clientFault('missing_signature', 'The answer is not whole', cause);
  return clientFault('network_error', 'The answer broke off', cause);
}
