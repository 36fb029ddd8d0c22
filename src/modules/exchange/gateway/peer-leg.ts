import { type GatewayEntry, gatewayOf } from '../../../protocols/gateway/configuration.ts';
import type { Opening } from '../../../protocols/gateway/envelope.ts';
import {
  answerTo,
  requestHash,
  MalformedMessage,
  parseRequest,
  printClientId,
  printServiceId,
  responseBytes,
  type RestRequest,
} from '../../../protocols/x-road/index.ts';
import { BodyTooLarge, type Hold, type Limits, TooMuchUnderWay } from './body.ts';
import { askConcerned, notToBeKept } from './concerned.ts';
import type { Met } from './endpoint.ts';
import { faultOf, GatewayFault, serverFault, unknownService } from './fault.ts';
import { isLoggable, type Line, lineOf, logFailure, messageOf } from './line.ts';
import { isMetadata, metadata } from './metadata.ts';
import { notedOf } from './note.ts';
import { checkMethod } from './parameters.ts';
import type { ProviderAnswer, ProviderClient } from './provider-call.ts';
import type { Right } from './rights.ts';
import { isPresent, type Provider, type Station } from './station.ts';
import { BadMessage, type ReceivedMessage, sealedLeaf, type SealedMessage, sealMessage } from './wire.ts';

/** What another gateway asks, as it comes. */
export interface AskedMessage extends Opening {
  /** The gateway that shows its certificate, while that is in force. Throws {@link GatewayFault}. */
  peer(): GatewayEntry;
  /** The message, once it is whole. Rejects with what {@link Arriving} throws, or where it broke off. */
  rest(limits: Limits): Promise<ReceivedMessage>;
}

/** Answers one message. Rejects with {@link GatewayFault}. What it holds of the memory for bodies is let go by the door. */
export type PeerLeg = (asked: AskedMessage, hold: Hold) => Promise<SealedMessage>;

/** Takes what other gateways ask of the information systems behind this one. */
export const peerLeg =
  (station: Station, providers: ProviderClient): PeerLeg =>
  (asked, hold) =>
    serve({ station, providers, hold }, asked);

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

async function serve(desk: Desk, asked: AskedMessage): Promise<SealedMessage> {
  const { station } = desk;
  let line: Line | undefined;
  let peer: GatewayEntry | undefined;
  try {
    peer = asked.peer();
    const request = read(asked.head);
    line = lineOf('provider', request, peer.id);
    const judged = judge(desk, peer, asked.at, request);
    line = lineOf('provider', request, peer.id, judged.right);
    const taken = await take(desk, peer, asked, judged);
    const kept = messageOf(line, { kind: 'request', signer: peer.id }, taken.received);
    await station.log.append(kept).catch((error: unknown) => {
      // What became of the first is not said by the second.
      if (isReplay(error)) line = undefined;
      throw unlogged(error);
    });
    const given = await answerOf(desk, taken);
    return await answerWith(station, line, taken, given);
  } catch (error) {
    const fault = faultOf(error, 'serverproxy');
    if (line) await logFailure(station, line, fault);
    station.note(fault, { ...(peer ? { peer: peer.id } : {}), ...(line ? notedOf(line) : {}) });
    throw fault;
  }
}

function read(head: Buffer): RestRequest {
  let request: RestRequest;
  try {
    request = parseRequest(head);
  } catch (error) {
    throw unreadable(error);
  }
  if (!isLoggable(request)) throw serverFault('invalid_request', 'An identifier is too long, or the id is no UUID');
  return request;
}

async function answerOf({ station, providers, hold }: Desk, taken: Taken): Promise<ProviderAnswer> {
  const { provider, request, right, met, received } = taken;
  if (!provider || !right) return metadata(station, request);
  const { body } = received;
  // Frameworks let a POST alone name another method; where people are concerned nothing rests on that.
  if (body && (met || request.method === 'POST')) checkMethod(request, body);
  const asked = { body, right, hold };
  const ask = (one: RestRequest) => providers.call(provider, { ...asked, request: one });
  if (!providers.discloses(provider)) return askConcerned(station, { ...asked, request, met }, ask);
  const given = await ask(request);
  return right.consent === true ? notToBeKept(given) : given;
}

async function answerWith(station: Station, line: Line, taken: Taken, given: ProviderAnswer): Promise<SealedMessage> {
  const { request, received, leaf } = taken;
  const response = answerTo(request, requestHash(received.headDigest, received.body), given);
  const head = responseBytes(response);
  const message = await sealMessage(station, { kind: 'response', head, body: given.body, answers: leaf });
  const kept = messageOf(line, { kind: 'response', signer: station.id, status: given.status }, message);
  await station.log.append(kept).catch((cause: unknown) => {
    throw serverFault('logging_failed', 'The answer could not be logged', cause);
  });
  return message;
}

/** Takes the rest of a request that may be taken, and looks at its seal. */
async function take({ station, hold }: Desk, peer: GatewayEntry, asked: AskedMessage, judged: Judged): Promise<Taken> {
  const begun = performance.now();
  const received = await asked
    .rest({ most: judged.provider?.largestBody ?? 0, hold })
    .catch((error: unknown) => Promise.reject(unreadable(error)));
  const leaf = sealedLeaf(station, peer.id, received, { kind: 'request' });
  if (leaf === undefined)
    throw serverFault('signature_verification.invalid_signature_value', 'The gateway did not sign this request');
  // A right may end while a long body comes.
  if (judged.right && performance.now() - begun > longMs) station.rights.permit(judged.request, station.now());
  return { received, leaf, ...judged };
}

const longMs = 1000;

/** Everything that can be told from the head, before a body is taken. */
function judge({ station, providers }: Omit<Desk, 'hold'>, peer: GatewayEntry, at: Date, request: RestRequest): Judged {
  if (!isPresent(station, at)) throw serverFault('invalid_request', 'The request was sealed at another time');
  const configuration = station.configuration();
  if (!peer.serves.includes(printClientId(request.client)))
    throw serverFault('unknown_member', 'The gateway does not serve this client');
  if (gatewayOf(configuration, printClientId(request.service))?.id !== station.id)
    throw serverFault('unknown_member', 'This gateway does not serve this provider');
  if (isMetadata(request)) return { request, provider: undefined, right: undefined, met: undefined };
  const provider = station.provider(printServiceId(request.service));
  if (provider === undefined) throw unknownService();
  const right = station.rights.permit(request, station.now());
  if (providers.discloses(provider)) return { request, provider, right, met: undefined };
  // Of what nobody has described nobody can be told whose data it was.
  if (!provider.endpoints)
    throw serverFault('service_disabled', 'The provider has not said whether this service is about people');
  const met = provider.endpoints.of(request);
  return { request, provider, right, met };
}

function unreadable(error: unknown): unknown {
  if (error instanceof GatewayFault) return error;
  if (error instanceof TooMuchUnderWay) return serverFault('io_error', 'Too much is under way', error);
  if (error instanceof BodyTooLarge) return serverFault('invalid_request', 'The body is too large', error);
  if (error instanceof MalformedMessage) return serverFault('invalid_request', error.message, error);
  if (error instanceof BadMessage) return serverFault('missing_signature', 'The message is not whole', error);
  return serverFault('io_error', 'The message broke off', error);
}

const isReplay = (error: unknown): boolean => (error as { code?: string }).code === '23505';

const unlogged = (error: unknown): GatewayFault =>
  isReplay(error)
    ? serverFault('invalid_request', 'The request was sent before')
    : serverFault('logging_failed', 'The message log does not answer', error);
