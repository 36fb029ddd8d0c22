// Half of the pair that gateways are measured beside: a proxy of node:http and node:https over TLS 1.3 with certificates
// on both sides and connections that stay open, and nothing else. Takes a BareOrder as its argument, tells its port.
import { readFileSync } from 'node:fs';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { Agent as TlsAgent, createServer as createTlsServer, request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface BareOrder {
  /** Takes clients and calls over TLS, or the other way round. */
  readonly side: 'consumer' | 'provider';
  /** Where it sends what it gets, on this machine. */
  readonly to: number;
  /** Folders of certificates: its own, and that of the other. */
  readonly own: string;
  readonly other: string;
}

const { side, to, own, other } = JSON.parse(process.argv[2] ?? '') as BareOrder;
const tls = {
  cert: readFileSync(join(own, 'certificate.pem')),
  key: readFileSync(join(own, 'certificate.key')),
  ca: readFileSync(join(other, 'certificate.pem')),
  minVersion: 'TLSv1.3' as const,
};
const kept = { keepAlive: true, maxSockets: 64 };
const agent =
  side === 'consumer' ? new TlsAgent({ ...kept, ...tls, checkServerIdentity: () => undefined }) : new Agent(kept);
const ask = side === 'consumer' ? tlsRequest : request;

function pass(asked: IncomingMessage, answer: ServerResponse): void {
  const { method, url, headers } = asked;
  const sent = ask({ agent, host: '127.0.0.1', port: to, method, path: url, headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  sent.once('error', () => answer.destroy());
  asked.pipe(sent);
}

const server =
  side === 'consumer'
    ? createServer(pass)
    : createTlsServer({ ...tls, requestCert: true, rejectUnauthorized: true }, pass);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
