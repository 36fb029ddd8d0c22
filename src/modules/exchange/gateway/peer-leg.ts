import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
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
import { type Body, BodyTooLarge } from './body.ts';
import { GatewayFault, serverFault } from './fault.ts';
import type { LoggedMessage } from './message-log.ts';
import { isMetadata, metadata } from './metadata.ts';
import type { ProviderAnswer, ProviderClient } from './provider-call.ts';
import type { Right } from './rights.ts';
import type { Provider, Station } from './station.ts';
import { framesOf, readMessage, type ReceivedMessage, sealedLeaf, type SealedMessage, sealMessage } from './wire.ts';

/** How far the clock of another gateway may be from ours. */
const clockSkewMs = 60_000;

/** Headers between gateways that tell a fault. */
export const faultHeaders = { code: 'x-vahid-fault', message: 'x-vahid-fault-message' } as const;

/** Takes what other gateways ask of the information systems behind this one. */
export function peerLeg(station: Station, providers: ProviderClient) {
  return async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    try {
      const message = await serve(station, providers, incoming);
      answer.writeHead(200, { 'content-type': 'application/vnd.vahid.exchange' });
      for (const frame of framesOf(message)) answer.write(frame);
      answer.end();
    } catch (error) {
      const fault = error instanceof GatewayFault ? error : serverFault('internal_error', 'Internal error', error);
      answer.writeHead(409, {
        [faultHeaders.code]: fault.code,
        [faultHeaders.message]: encodeURIComponent(fault.message),
        connection: 'close',
      });
      answer.end();
    }
  };
}

/** What is known of a request once it was checked. */
interface Taken {
  readonly peer: string;
  readonly request: RestRequest;
  readonly received: ReceivedMessage;
  readonly leaf: Buffer;
  /** Undefined where the gateway answers itself. */
  readonly provider: Provider | undefined;
  /** What a gateway tells of itself needs no right. */
  readonly right: Right | undefined;
}

async function serve(station: Station, providers: ProviderClient, incoming: IncomingMessage): Promise<SealedMessage> {
  const taken = await take(station, incoming);
  await station.log.append({ ...lineOf(taken), ...keptOf(taken.received), kind: 'request' }).catch(replayed);
  try {
    const { provider, request, received } = taken;
    const given = provider ? await providers.call(provider, request, received.body) : metadata(station, request);
    return await answerWith(station, taken, given);
  } catch (error) {
    const fault = error instanceof GatewayFault ? error.code : 'server.serverproxy.internal_error';
    const at = station.now();
    await station.log.append({ ...lineOf(taken), kind: 'failure', signer: station.id, signedAt: at, fault });
    throw error;
  }
}

async function answerWith(station: Station, taken: Taken, given: ProviderAnswer): Promise<SealedMessage> {
  const { request, received, leaf } = taken;
  const response = answerTo(request, requestHash(request, received.body), given);
  const head = responseBytes(response);
  const message = await sealMessage(station, { kind: 'response', head, body: given.body, answers: leaf });
  const { status } = given;
  await station.log.append({ ...lineOf(taken), ...sentOf(station, message), kind: 'response', status });
  return message;
}

async function take(station: Station, incoming: IncomingMessage): Promise<Taken> {
  const peer = peerOf(station, incoming);
  let begun: ReturnType<typeof judge> | undefined;
  const received = await readMessage(incoming, (at, head) => {
    begun = judge(station, peer, at, head);
    return begun.provider?.largestBody ?? 0;
  }).catch((error: unknown) => {
    throw unreadable(error);
  });
  const leaf = sealedLeaf(station, peer.id, received, { kind: 'request' });
  if (begun === undefined || leaf === undefined)
    throw serverFault('signature_verification.invalid_signature_value', 'The gateway did not sign this request');
  return { peer: peer.id, received, leaf, ...begun };
}

/** The gateway that shows its certificate, while that is in force. */
function peerOf(station: Station, { socket }: IncomingMessage): GatewayEntry {
  const certificate = (socket as TLSSocket).getPeerX509Certificate();
  const fingerprint = certificate && createHash('sha256').update(certificate.raw).digest('hex');
  const gateway = fingerprint && gatewayByCertificate(station.configuration(), fingerprint);
  const now = station.now();
  if (!certificate || !gateway || now < certificate.validFromDate || now > certificate.validToDate)
    throw serverFault('ssl_authentication_failed', 'No gateway shows itself by this certificate');
  return gateway;
}

/** Everything that can be told from the head, before a body is taken. */
function judge(station: Station, peer: GatewayEntry, at: Date, head: Buffer) {
  if (Math.abs(station.now().getTime() - at.getTime()) > clockSkewMs)
    throw serverFault('invalid_request', 'The request was sealed at another time');
  const request = parseRequest(head);
  const configuration = station.configuration();
  if (!peer.serves.includes(printClientId(request.client)))
    throw serverFault('unknown_member', 'The gateway does not serve this client');
  const { service: _, ...subsystem } = request.service;
  if (gatewayOf(configuration, printClientId(subsystem))?.id !== station.id)
    throw serverFault('unknown_member', 'This gateway does not serve this provider');
  if (isMetadata(request)) return { request, provider: undefined, right: undefined };
  const provider = station.provider(printServiceId(request.service));
  if (provider === undefined) throw serverFault('unknown_service', 'There is no such service');
  return { request, provider, right: station.rights.permit(request) };
}

function unreadable(error: unknown): unknown {
  if (error instanceof GatewayFault) return error;
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

const lineOf = ({ peer, request, received, right }: Taken) => ({
  side: 'provider' as const,
  requestId: request.requestId,
  client: printClientId(request.client),
  service: printServiceId(request.service),
  method: request.method,
  peer,
  signer: peer,
  signedAt: received.at,
  ...(right ? { right } : {}),
});

const keptOf = ({ head, body, seal }: ReceivedMessage): Pick<LoggedMessage, 'head' | 'body' | 'seal'> => ({
  head,
  ...kept(body),
  seal,
});

const sentOf = ({ id }: Station, { at, head, body, seal }: SealedMessage) => ({
  signer: id,
  signedAt: at,
  head,
  ...kept(body),
  seal,
});

const kept = (body: Body | undefined) => (body === undefined ? {} : { body: body.bytes });
