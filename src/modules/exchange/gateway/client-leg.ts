import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { type GatewayEntry, gatewayOf } from '../../../protocols/gateway/configuration.ts';
import {
  errorAnswer,
  type Header,
  MalformedMessage,
  parseResponse,
  printClientId,
  printServiceId,
  readRequest,
  requestBytes,
  requestHash,
  type RestRequest,
  type RestResponse,
} from '../../../protocols/x-road/index.ts';
import { type Body, BodyTooLarge, largestBody, readBody } from './body.ts';
import { clientFault, GatewayFault } from './fault.ts';
import { listClients } from './metadata.ts';
import type { PeerClient } from './peer-call.ts';
import { pairsOf } from './provider-call.ts';
import type { Station } from './station.ts';
import { type ReceivedMessage, sealedLeaf, type SealedMessage, sealMessage } from './wire.ts';

/** Takes what the information systems behind this gateway ask of others, by X-Road's message protocol for REST. */
export function clientLeg(station: Station, peers: PeerClient) {
  return async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    try {
      if (isListClients(incoming)) return tellClients(station, answer);
      const { response, body } = await exchange(station, peers, incoming);
      const length: Header = ['Content-Length', String(body?.bytes.length ?? 0)];
      const headers = [...response.headers, length].flatMap(([name, value]) => [
        name,
        // Node writes a byte for each letter of a header.
        Buffer.from(value).toString('latin1'),
      ]);
      answer.writeHead(response.status, response.reason, headers);
      answer.end(incoming.method === 'HEAD' ? undefined : body?.bytes);
    } catch (error) {
      refuse(station, incoming, answer, error);
    }
  };
}

const isListClients = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && url.split('?')[0] === '/listClients';

function tellClients(station: Station, answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'application/json;charset=utf-8' });
  answer.end(listClients(station.configuration()));
}

function refuse({ oldCodes }: Station, incoming: IncomingMessage, answer: ServerResponse, error: unknown): void {
  const { code, message } =
    error instanceof GatewayFault ? error : clientFault('internal_error', 'Internal error', error);
  const told = errorAnswer({ code, message, detail: randomUUID() }, { accept: incoming.headers.accept, oldCodes });
  // What is left of a body that was refused is not read.
  answer.writeHead(told.status, { ...told.headers, ...(incoming.complete ? {} : { connection: 'close' }) });
  answer.end(told.body);
}

interface Exchanged {
  readonly response: RestResponse;
  readonly body?: Body;
}

async function exchange(station: Station, peers: PeerClient, incoming: IncomingMessage): Promise<Exchanged> {
  const request = read(station, incoming);
  const peer = peerFor(station, request);
  checkClient(station, request, incoming);
  const body = await readBody(incoming, largestBody).catch((cause: unknown) => {
    if (cause instanceof BodyTooLarge) throw clientFault('invalid_request', 'The body is too large', cause);
    throw clientFault('io_error', 'The request broke off', cause);
  });
  const sealed = await sealMessage(station, { kind: 'request', head: requestBytes(request), body });
  const line = { ...lineOf(request), side: 'consumer' as const, peer: peer.id };
  await log(station, { ...line, kind: 'request', ...messageOf(station.id, sealed) });
  try {
    const received = await peers.send(peer, sealed);
    const response = check(station, peer, { request, body, sealed }, received);
    await log(station, { ...line, kind: 'response', status: response.status, ...messageOf(peer.id, received) });
    return { response, ...(received.body ? { body: received.body } : {}) };
  } catch (error) {
    const fault = error instanceof GatewayFault ? error.code : 'server.clientproxy.internal_error';
    await log(station, { ...line, kind: 'failure', signer: station.id, signedAt: station.now(), fault });
    throw error;
  }
}

function read(station: Station, { method = '', url = '', rawHeaders }: IncomingMessage): RestRequest {
  const ids = { requestId: randomUUID(), id: `${station.instance}-${randomUUID()}` };
  const headers = pairsOf(rawHeaders).filter(([name]) => name.toLowerCase() !== 'accept');
  const accept = pairsOf(rawHeaders).filter(([name]) => name.toLowerCase() === 'accept');
  // An information system that says nothing gets JSON.
  const all: readonly Header[] = accept.length > 0 ? pairsOf(rawHeaders) : [...headers, ['Accept', 'application/json']];
  try {
    return readRequest({ method, target: url, headers: all }, ids);
  } catch (cause) {
    if (!(cause instanceof MalformedMessage)) throw cause;
    throw clientFault(cause.what === 'client' ? 'invalid_client_identifier' : 'invalid_request', cause.message, cause);
  }
}

function peerFor(station: Station, { client, service, securityServer }: RestRequest): GatewayEntry {
  const configuration = station.configuration();
  if (gatewayOf(configuration, printClientId(client))?.id !== station.id)
    throw clientFault('unknown_member', 'This gateway does not serve this client');
  const { service: _, ...subsystem } = service;
  const peer = gatewayOf(configuration, printClientId(subsystem));
  if (peer === undefined) throw clientFault('unknown_member', 'Nobody in the exchange has this identifier');
  const named = securityServer && Object.values(securityServer).map(encodeURIComponent).join('/');
  if (named !== undefined && named !== peer.id)
    throw clientFault('invalid_security_server', 'The provider is behind another gateway');
  return peer;
}

/** A subsystem that is registered with a certificate is believed only with it. */
function checkClient(station: Station, { client }: RestRequest, { socket }: IncomingMessage): void {
  const expected = station.clientCertificate(printClientId(client));
  if (expected === undefined) return;
  const shown = 'getPeerX509Certificate' in socket ? (socket as TLSSocket).getPeerX509Certificate() : undefined;
  if (!shown || createHash('sha256').update(shown.raw).digest('hex') !== expected)
    throw clientFault('ssl_authentication_failed', 'The client did not show its certificate');
}

interface Sent {
  readonly request: RestRequest;
  readonly body: Body | undefined;
  readonly sealed: SealedMessage;
}

/** An answer is taken only from the provider's gateway, and only to this very request. */
function check(station: Station, peer: GatewayEntry, { request, body, sealed }: Sent, received: ReceivedMessage) {
  const leaf = sealedLeaf(station, peer.id, received, { kind: 'response', answers: sealed.leaf });
  if (leaf === undefined)
    throw clientFault('signature_verification.invalid_signature_value', 'The gateway did not sign this answer');
  const response = parseResponse(received.head);
  const value = (name: string) => response.headers.findLast(([one]) => one === name)?.[1];
  const expected: readonly Header[] = [
    ['x-road-id', request.id],
    ['x-road-client', printClientId(request.client)],
    ['x-road-service', printServiceId(request.service)],
    ['x-road-request-id', request.requestId],
    ['x-road-request-hash', requestHash(request, body)],
  ];
  if (expected.some(([name, wanted]) => value(name) !== wanted))
    throw clientFault('inconsistent_response', 'The answer belongs to another request');
  return response;
}

async function log(station: Station, message: Parameters<Station['log']['append']>[0]): Promise<void> {
  await station.log.append(message).catch((cause: unknown) => {
    throw clientFault('logging_failed', 'The message log does not answer', cause);
  });
}

const lineOf = ({ requestId, client, service, method }: RestRequest) => ({
  requestId,
  client: printClientId(client),
  service: printServiceId(service),
  method,
});

const messageOf = (signer: string, { at, head, body, seal }: ReceivedMessage) => ({
  signer,
  signedAt: at,
  head,
  ...(body ? { body: body.bytes } : {}),
  seal,
});
