import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { fingerprintOf } from '../../../protocols/gateway/certificate.ts';
import { gatewayByCertificate, type GatewayEntry, gatewayOf } from '../../../protocols/gateway/configuration.ts';
import { BadFrame } from '../../../protocols/gateway/frame.ts';
import {
  answerTo,
  MalformedMessage,
  parseRequest,
  printClientId,
  printServiceId,
  requestHash,
  responseBytes,
  type RestRequest,
} from '../../../protocols/x-road/index.ts';
import { BodyTooLarge, type Hold, TooMuchUnderWay } from './body.ts';
import { askConcerned } from './concerned.ts';
import type { Leg } from './door.ts';
import type { Met } from './endpoint.ts';
import { faultOf, GatewayFault, serverFault } from './fault.ts';
import { isLoggable, keptOf, type Line, logFailure, namesOf } from './line.ts';
import { isMetadata, metadata } from './metadata.ts';
import type { ProviderAnswer, ProviderClient } from './provider-call.ts';
import type { Right } from './rights.ts';
import { isPresent, type Provider, type Station } from './station.ts';
import { framesOf, readMessage, type ReceivedMessage, sealedLeaf, type SealedMessage, sealMessage } from './wire.ts';

/** Headers between gateways that tell a fault. */
export const faultHeaders = { code: 'x-vahid-fault', message: 'x-vahid-fault-message' } as const;

/** Takes what other gateways ask of the information systems behind this one. */
export function peerLeg(station: Station, providers: ProviderClient): Leg {
  return async (incoming, answer, hold) => {
    try {
      const message = await serve({ station, providers, hold }, incoming);
      answer.writeHead(200, { 'content-type': 'application/vnd.vahid.exchange' });
      for (const frame of framesOf(message)) answer.write(frame);
      answer.end();
    } catch (error) {
      const { code, message } = faultOf(error, 'serverproxy');
      answer.writeHead(409, {
        [faultHeaders.code]: code,
        [faultHeaders.message]: encodeURIComponent(message),
        connection: 'close',
      });
      answer.end();
    }
  };
}

interface Desk {
  readonly station: Station;
  readonly providers: ProviderClient;
  readonly hold: Hold;
}

/** What is known of a request once its head was judged. */
interface Judged {
  readonly request: RestRequest;
  /** Undefined where the gateway answers itself. */
  readonly provider: Provider | undefined;
  /** What a gateway tells of itself needs no right. */
  readonly right: Right | undefined;
  /** The endpoint, where it is about somebody. */
  readonly met: Met | undefined;
}

/** What is known of it once it was read. */
interface Taken extends Judged {
  readonly received: ReceivedMessage;
  readonly leaf: Buffer;
}

async function serve(desk: Desk, incoming: IncomingMessage): Promise<SealedMessage> {
  const { station } = desk;
  let line: Line | undefined;
  let peer: GatewayEntry | undefined;
  try {
    peer = peerOf(station, incoming);
    const { id } = peer;
    const taken = await take(desk, peer, incoming, (request, right) => (line = lineOf(id, request, right)));
    const { request, received, right } = taken;
    const own = lineOf(id, request, right);
    const kept = { signer: id, signedAt: received.at, ...keptOf(received) };
    await station.log.append({ ...own, ...kept, kind: 'request' }).catch(replayed);
    const given = await answerOf(desk, taken);
    return await answerWith(station, own, taken, given);
  } catch (error) {
    const fault = faultOf(error, 'serverproxy');
    if (line) await logFailure(station, line, fault);
    station.note(fault, { ...(peer ? { peer: peer.id } : {}), ...(line ? { requestId: line.requestId } : {}) });
    throw fault;
  }
}

async function answerOf({ station, providers, hold }: Desk, taken: Taken): Promise<ProviderAnswer> {
  const { provider, request, right, met, received } = taken;
  if (!provider || !right) return metadata(station, request);
  const asked = { body: received.body, right, hold };
  const ask = (one: RestRequest) => providers.call(provider, { ...asked, request: one });
  return providers.discloses(provider) ? ask(request) : askConcerned(station, { ...asked, request, met }, ask);
}

async function answerWith(station: Station, line: Line, taken: Taken, given: ProviderAnswer): Promise<SealedMessage> {
  const { request, received, leaf } = taken;
  const response = answerTo(request, requestHash(request, received.body), given);
  const head = responseBytes(response);
  const message = await sealMessage(station, { kind: 'response', head, body: given.body, answers: leaf });
  const sent = { signer: station.id, signedAt: message.at, ...keptOf(message), status: given.status };
  await station.log.append({ ...line, ...sent, kind: 'response' }).catch((cause: unknown) => {
    throw serverFault('logging_failed', 'The answer could not be logged', cause);
  });
  return message;
}

/** Reads a request whole. `known` is told who asks whom before that is judged, and under which right after. */
async function take(
  { station, providers, hold }: Desk,
  peer: GatewayEntry,
  incoming: IncomingMessage,
  known: (request: RestRequest, right?: Right) => void,
): Promise<Taken> {
  let begun: Judged | undefined;
  const received = await readMessage(incoming, (at, head) => {
    const request = parseRequest(head);
    if (!isLoggable(request)) throw serverFault('invalid_request', 'An identifier is too long, or the id is no UUID');
    known(request);
    begun = judge({ station, providers }, peer, at, request);
    known(request, begun.right);
    return { most: begun.provider?.largestBody ?? 0, hold };
  }).catch((error: unknown) => {
    throw unreadable(error);
  });
  const leaf = sealedLeaf(station, peer.id, received, { kind: 'request' });
  if (begun === undefined || leaf === undefined)
    throw serverFault('signature_verification.invalid_signature_value', 'The gateway did not sign this request');
  return { received, leaf, ...begun };
}

/** The gateway that shows its certificate, while that is in force. */
function peerOf(station: Station, { socket }: IncomingMessage): GatewayEntry {
  const fingerprint = fingerprintOf((socket as TLSSocket).getPeerX509Certificate(), station.now());
  const gateway = fingerprint && gatewayByCertificate(station.configuration(), fingerprint);
  if (!gateway) throw serverFault('ssl_authentication_failed', 'No gateway shows itself by this certificate');
  return gateway;
}

/** Everything that can be told from the head, before a body is taken. */
function judge({ station, providers }: Omit<Desk, 'hold'>, peer: GatewayEntry, at: Date, request: RestRequest): Judged {
  if (!isPresent(station, at)) throw serverFault('invalid_request', 'The request was sealed at another time');
  const configuration = station.configuration();
  if (!peer.serves.includes(printClientId(request.client)))
    throw serverFault('unknown_member', 'The gateway does not serve this client');
  const { service: _, ...subsystem } = request.service;
  if (gatewayOf(configuration, printClientId(subsystem))?.id !== station.id)
    throw serverFault('unknown_member', 'This gateway does not serve this provider');
  if (isMetadata(request)) return { request, provider: undefined, right: undefined, met: undefined };
  const provider = station.provider(printServiceId(request.service));
  if (provider === undefined) throw serverFault('unknown_service', 'There is no such service');
  const right = station.rights.permit(request, station.now());
  const met = providers.discloses(provider) ? undefined : provider.endpoints?.of(request);
  return { request, provider, right, met };
}

function unreadable(error: unknown): unknown {
  if (error instanceof GatewayFault) return error;
  if (error instanceof TooMuchUnderWay) return serverFault('io_error', 'Too much is under way', error);
  if (error instanceof BodyTooLarge) return serverFault('invalid_request', 'The body is too large', error);
  if (error instanceof MalformedMessage) return serverFault('invalid_request', error.message, error);
  if (error instanceof BadFrame) return serverFault('missing_signature', 'The message is not whole', error);
  return serverFault('io_error', 'The message broke off', error);
}

function replayed(error: unknown): never {
  if ((error as { code?: string }).code === '23505')
    throw serverFault('invalid_request', 'The request was sent before');
  throw serverFault('logging_failed', 'The message log does not answer', error);
}

const lineOf = (peer: string, request: RestRequest, right?: Right): Line => ({
  ...namesOf(request),
  side: 'provider',
  peer,
  ...(right ? { right } : {}),
});
