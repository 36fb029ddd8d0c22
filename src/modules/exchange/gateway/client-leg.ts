import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { fingerprintOf } from '../../../protocols/gateway/certificate.ts';
import { type GatewayEntry, gatewayOf } from '../../../protocols/gateway/configuration.ts';
import {
  errorAnswer,
  requestHash,
  MalformedMessage,
  parseResponse,
  printClientId,
  printGatewayId,
  readRequest,
  requestBytes,
  type RestRequest,
  type RestResponse,
} from '../../../protocols/x-road/index.ts';
import { type Body, BodyTooLarge, type Hold, largestBody, readBody, TooMuchUnderWay } from './body.ts';
import type { Leg } from './door.ts';
import { clientFault, faultOf } from './fault.ts';
import { isLoggable, type Line, lineOf, logFailure, messageOf, namesOf } from './line.ts';
import type { LoggedMessage } from './message-log.ts';
import { listClients } from './metadata.ts';
import { notedOf } from './note.ts';
import type { PeerClient } from './peer-call.ts';
import { asBytes, pairsOf } from './provider-call.ts';
import { isPresent, type Station } from './station.ts';
import { type ReceivedMessage, sealedLeaf, type SealedMessage, sealMessage } from './wire.ts';

/** Takes what the information systems behind this gateway ask of others, by X-Road's message protocol for REST. */
export function clientLeg(station: Station, peers: PeerClient): Leg {
  return async (incoming, answer, hold) => {
    let request: RestRequest | undefined;
    try {
      checkName(incoming);
      if (isListClients(incoming)) return tellClients(station, answer);
      const desk = { station, peers, hold, goOn: () => answer.writeContinue() };
      request = read(station, incoming);
      const { response, body, line } = await exchange(desk, incoming, request);
      noteUndelivered(station, line, answer);
      const headers = response.headers.flatMap(([name, value]) => [name, asBytes(value)]);
      const bare = incoming.method === 'HEAD' || response.status === 204 || response.status === 304;
      if (!bare) headers.push('Content-Length', String(body?.bytes.length ?? 0));
      answer.writeHead(response.status, asBytes(response.reason), headers);
      if (incoming.method === 'HEAD' || body === undefined) answer.end();
      // Node puts a short text behind the head in one piece; of bytes it makes a second one.
      else if (body.bytes.length <= shortText) answer.end(body.bytes.toString('latin1'), 'latin1');
      else answer.end(body.bytes);
    } catch (error) {
      refuse(station, { incoming, answer, request }, error);
    }
  };
}

const shortText = 4096;

/** Of a client that was gone before it had the answer the log says so: otherwise it would seem to have had it. */
function noteUndelivered(station: Station, line: Line, answer: ServerResponse): void {
  const note = () => {
    if (answer.writableFinished) return;
    void logFailure(station, line, clientFault('not_delivered', 'The client was gone before it had the answer'));
  };
  if (answer.destroyed) note();
  else answer.once('close', note);
}

const ownName = /^(?:(?:[\w-]+\.)*localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d+)?$/i;

/**
 * Who shows no certificate is on this machine, and so is a browser: a page from elsewhere whose name was turned to this
 * machine (DNS rebinding) still sends that name.
 */
function checkName({ socket, headers: { host } }: IncomingMessage): void {
  if (host === undefined || ownName.test(host) || 'encrypted' in socket) return;
  throw clientFault('invalid_request', 'Call this gateway by localhost or by its address in numbers');
}

const isListClients = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && url.split('?')[0] === '/listClients';

function tellClients(station: Station, answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'application/json;charset=utf-8' });
  answer.end(listClients(station.configuration()));
}

interface Refused {
  readonly incoming: IncomingMessage;
  readonly answer: ServerResponse;
  /** Undefined where it cannot be read. */
  readonly request: RestRequest | undefined;
}

function refuse(station: Station, { incoming, answer, request }: Refused, error: unknown): void {
  const [fault, detail] = [faultOf(error, 'clientproxy'), randomUUID()];
  station.note(fault, { detail, ...(request ? notedOf(namesOf(request)) : {}) });
  const form = { accept: incoming.headers.accept, oldCodes: station.oldCodes };
  const told = errorAnswer({ code: fault.code, message: fault.message, detail }, form);
  // The words of an answer that could not be written are not its own.
  answer.statusMessage = '';
  // What is left of a body that was refused is not read.
  answer.writeHead(told.status, { ...told.headers, ...(incoming.complete ? {} : { connection: 'close' }) });
  answer.end(told.body);
}

interface Desk {
  readonly station: Station;
  readonly peers: PeerClient;
  readonly hold: Hold;
  /** Tells a client that waits for it to send its body. */
  goOn(): void;
}

interface Exchanged {
  readonly line: Line;
  readonly response: RestResponse;
  readonly body?: Body;
}

async function exchange(desk: Desk, incoming: IncomingMessage, request: RestRequest): Promise<Exchanged> {
  const { station } = desk;
  checkClient(station, request, incoming);
  let line = lineOf('consumer', request, '');
  try {
    const peer = peerFor(station, request);
    line = lineOf('consumer', request, peer.id);
    const body = await bodyFrom(desk, incoming);
    const sealed = await sealMessage(station, { kind: 'request', head: requestBytes(request), body });
    await log(station, messageOf(line, { kind: 'request', signer: station.id }, sealed));
    const received = await desk.peers.send(peer, sealed, desk.hold);
    const response = check(station, peer, { request, line, sealed }, received);
    const kept = { kind: 'response', signer: peer.id, status: response.status } as const;
    await log(station, messageOf(line, kept, received));
    return { line, response, ...(received.body ? { body: received.body } : {}) };
  } catch (error) {
    await logFailure(station, line, faultOf(error, 'clientproxy'));
    throw error;
  }
}

async function bodyFrom({ hold, goOn }: Desk, incoming: IncomingMessage): Promise<Body | undefined> {
  const { 'content-length': length, 'transfer-encoding': coding } = incoming.headers;
  // Without these there is none (RFC 9112 §6.3).
  if (length === undefined && coding === undefined) return undefined;
  if (/^100-continue$/i.test(incoming.headers.expect ?? '')) goOn();
  return readBody(incoming, { most: largestBody, hold }).catch((cause: unknown) => {
    if (cause instanceof BodyTooLarge) throw clientFault('invalid_request', 'The body is too large', cause);
    if (cause instanceof TooMuchUnderWay) throw clientFault('io_error', 'Too much is under way', cause);
    throw clientFault('io_error', 'The request broke off', cause);
  });
}

function read(station: Station, { method = '', url = '', rawHeaders, headers }: IncomingMessage): RestRequest {
  const ids = { requestId: randomUUID(), id: `${station.instance}-${randomUUID()}` };
  const sent = pairsOf(rawHeaders);
  // An information system that says nothing gets JSON.
  if (headers.accept === undefined) sent.push(['Accept', 'application/json']);
  try {
    const request = readRequest({ method, target: url, headers: sent }, ids);
    if (isLoggable(request)) return request;
    throw new MalformedMessage('client', 'an identifier is too long');
  } catch (cause) {
    if (!(cause instanceof MalformedMessage)) throw cause;
    throw clientFault(cause.what === 'client' ? 'invalid_client_identifier' : 'invalid_request', cause.message, cause);
  }
}

function peerFor(station: Station, { client, service, securityServer }: RestRequest): GatewayEntry {
  const configuration = station.configuration();
  if (gatewayOf(configuration, printClientId(client))?.id !== station.id)
    throw clientFault('unknown_member', 'This gateway does not serve this client: have it announced to the centre');
  const peer = gatewayOf(configuration, printClientId(service));
  if (peer === undefined)
    throw clientFault('unknown_member', 'Nobody in the exchange has this identifier: see /listClients');
  if (securityServer !== undefined && printGatewayId(securityServer) !== peer.id)
    throw clientFault('invalid_security_server', 'The provider is behind another gateway');
  return peer;
}

/** Only those that the settings name may call, each by what they say of it. */
function checkClient(station: Station, { client }: RestRequest, { socket }: IncomingMessage): void {
  const proof = station.proofOf(printClientId(client));
  if (proof === undefined)
    throw clientFault(
      'unknown_member',
      'This gateway does not serve this client: have it named in gateway.yaml, clients',
    );
  if (proof === 'open') return;
  const shown = 'getPeerX509Certificate' in socket ? (socket as TLSSocket).getPeerX509Certificate() : undefined;
  const fingerprint = fingerprintOf(shown, station.now());
  if (fingerprint === undefined || !proof.has(fingerprint))
    throw clientFault('ssl_authentication_failed', 'The client did not show its certificate');
}

interface Sent {
  readonly request: RestRequest;
  readonly line: Line;
  readonly sealed: SealedMessage;
}

/** An answer is taken only from the provider's gateway, and only to this very request. */
function check(station: Station, peer: GatewayEntry, { request, line, sealed }: Sent, received: ReceivedMessage) {
  const leaf = sealedLeaf(station, peer.id, received, { kind: 'response', answers: sealed.leaf });
  if (leaf === undefined)
    throw clientFault('signature_verification.invalid_signature_value', 'The gateway did not sign this answer');
  if (!isPresent(station, received.at))
    throw clientFault('inconsistent_response', 'The answer was sealed at another time');
  const response = readResponse(received.head);
  const says = (name: string, wanted: string) => response.headers.findLast(([one]) => one === name)?.[1] === wanted;
  const isIts =
    says('x-road-id', request.id) &&
    says('x-road-client', line.client) &&
    says('x-road-service', line.service) &&
    says('x-road-request-id', request.requestId) &&
    says('x-road-request-hash', requestHash(sealed.headDigest, sealed.body));
  if (!isIts) throw clientFault('inconsistent_response', 'The answer belongs to another request');
  return response;
}

function readResponse(head: Buffer): RestResponse {
  try {
    return parseResponse(head);
  } catch (cause) {
    throw clientFault('inconsistent_response', 'The answer cannot be read', cause);
  }
}

async function log(station: Station, message: LoggedMessage): Promise<void> {
  try {
    await station.log.append(message);
  } catch (cause) {
    throw clientFault('logging_failed', 'The message log does not answer', cause);
  }
}
