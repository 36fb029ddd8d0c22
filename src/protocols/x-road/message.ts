import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import {
  type ClientId,
  type GatewayId,
  printClientId,
  printServiceId,
  readClientId,
  readGatewayId,
  readRepresentedParty,
  readTarget,
  type RepresentedParty,
  type ServiceId,
} from './identifier.ts';
import { MalformedMessage } from './malformed.ts';

/*
 * Message protocol for REST of X-Road 7.8 (pr-rest 1.0.4). Where its specification and its program differ, the program
 * holds: an information system was written against that.
 */

export type Header = readonly [name: string, value: string];

export const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'] as const;
export type Method = (typeof methods)[number];

export interface RestRequest {
  readonly method: Method;
  /** Path as it was sent, from `/r1/` on. */
  readonly path: string;
  readonly query?: string | undefined;
  /** Headers that go on, in their order, with the ids that the gateway gave. */
  readonly headers: readonly Header[];
  readonly client: ClientId;
  readonly service: ServiceId;
  /** Path below the service as it was sent; empty or from `/` on. */
  readonly servicePath: string;
  /** `X-Road-Id`, one for the exchange. */
  readonly id: string;
  /** One for each request and its answer. */
  readonly requestId: string;
  readonly securityServer?: GatewayId | undefined;
  readonly representedParty?: RepresentedParty | undefined;
}

export interface RestResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
}

/** Headers of one leg of the way only (pr-rest §4.3). */
const ofOneLeg = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);

/** Headers of a client’s request that do not go on: those that a gateway alone may set, too. */
const notOfClient = new Set([...ofOneLeg, 'x-road-request-id', 'x-road-request-hash']);
/** Headers of an answer that a gateway alone may set. */
const ofAnswer = ['x-road-id', 'x-road-client', 'x-road-service', 'x-road-request-id', 'x-road-request-hash'];

/** Tells an error of the exchange from one of a provider. */
const errorHeader = 'x-road-error';
/** Headers of a provider’s answer that do not go on. */
const notOfProvider = new Set([...ofOneLeg, ...ofAnswer, errorHeader]);

export interface SentRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  readonly headers: readonly Header[];
}

export interface NewIds {
  /** A UUID. */
  readonly requestId: string;
  /** Used where the client sent no `X-Road-Id`; begins with the instance. */
  readonly id: string;
}

/** Reads what an information system asks of its gateway. Throws {@link MalformedMessage}. */
export function readRequest(sent: SentRequest, ids: NewIds): RestRequest {
  const said = ofExchange(sent.headers);
  const headers = sent.headers.filter(([name]) => !notOfClient.has(name.toLowerCase()));
  headers.push(['x-road-request-id', ids.requestId]);
  if (!said.has('x-road-id')) headers.push(['x-road-id', ids.id]);
  return requestOf({ ...sent, headers }, said, ids);
}

function requestOf({ method, target, headers }: SentRequest, said: Said, ids: NewIds): RestRequest {
  if (!isMethod(method)) throw new MalformedMessage('method', 'this is no method of the exchange');
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const query = at < 0 ? undefined : target.slice(at + 1);
  const { service, servicePath } = readPath(path);
  if (query !== undefined && !/^[!"$-~]*$/.test(query))
    throw new MalformedMessage('target', 'the query holds what no query may');
  const client = said.get('x-road-client');
  if (client === undefined)
    throw new MalformedMessage(
      'client',
      'X-Road-Client is missing: name your system, as instance/class/code/subsystem',
    );
  const gateway = said.get('x-road-security-server');
  const party = said.get('x-road-represented-party');
  return {
    method,
    path,
    query,
    headers,
    client: readClientId(client),
    service,
    servicePath,
    id: said.get('x-road-id') ?? ids.id,
    requestId: ids.requestId,
    securityServer: gateway === undefined ? undefined : readGatewayId(gateway),
    representedParty: party === undefined ? undefined : readRepresentedParty(party),
  };
}

/** Headers of the exchange, by their names in lower case. */
type Said = ReadonlyMap<string, string>;

/**
 * Whose a request is must be read in one way only: of two lines of one name some programs take the first, others the
 * last, and those that know headers as variables (CGI, WSGI) take `_` for `-`.
 */
function ofExchange(headers: readonly Header[]): Said {
  const said = new Map<string, string>();
  for (const [given, value] of headers) {
    if (!/^x[-_](?:road|vahid)[-_]/i.test(given)) continue;
    const name = given.toLowerCase();
    if (name.includes('_') || said.has(name))
      throw new MalformedMessage('header', 'a header of the exchange stands twice, or has another name');
    said.set(name, value);
  }
  return said;
}

const isMethod = (text: string): text is Method => (methods as readonly string[]).includes(text);

/** Seven parts at least: X-Road's program takes no service without subsystem, though its specification does. */
function readPath(path: string): { service: ServiceId; servicePath: string } {
  if (!/^(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[\dA-Fa-f]{2})*)+$/.test(path))
    throw new MalformedMessage('target', 'the path holds what no path may');
  const [, version = '', target, servicePath = ''] = /^\/([^/]*)(?:\/((?:[^/]*\/){4}[^/]*)(\/.*)?)?/.exec(path) ?? [];
  if (!/^r\d$/.test(version)) throw new MalformedMessage('version', 'the path does not begin with /r1/');
  if (version !== 'r1') throw new MalformedMessage('version', 'there is no such version of the protocol');
  if (target === undefined) throw new MalformedMessage('target', 'the path names no service: five parts follow /r1/');
  return { service: readTarget(target), servicePath };
}

/** Bytes of a request without its body: what is hashed, signed and logged. */
export const requestBytes = ({ method, path, query, headers }: RestRequest): Buffer =>
  Buffer.from(`${method}\r\n${path}${query === undefined ? '' : `?${query}`}\r\n${lines(headers)}`);

/** Bytes of an answer without its body. */
export const responseBytes = ({ status, reason, headers }: RestResponse): Buffer =>
  Buffer.from(`${status}\r\n${reason}\r\n${lines(headers)}`);

const lines = (headers: readonly Header[]): string =>
  headers.reduce((text, [name, value]) => `${text}${name}:${value}\r\n`, '');

/**
 * Hash that binds an answer to its request, in Base64: the SHA-512 of the bytes before the body, or one over that and the
 * SHA-512 of the body.
 */
export const requestHash = (head: Buffer, body?: { readonly sha512: Buffer }): string =>
  body === undefined ? head.toString('base64') : hash('sha512', Buffer.concat([head, body.sha512]), 'base64');

export interface Provided {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
}

/** Answer of a provider as its gateway sends it on. */
export function answerTo(request: RestRequest, hash: string, { status, reason, headers }: Provided): RestResponse {
  const kept: Header[] = [];
  let hasDate = false;
  for (const header of headers) {
    const name = header[0].toLowerCase();
    if (notOfProvider.has(name) || (hasDate && name === 'date')) continue;
    hasDate ||= name === 'date';
    kept.push(header);
  }
  kept.push(
    ['x-road-id', request.id],
    ['x-road-client', printClientId(request.client)],
    ['x-road-service', printServiceId(request.service)],
    ['x-road-request-id', request.requestId],
    ['x-road-request-hash', hash],
  );
  return { status, reason, headers: kept };
}

/** Reads the bytes of a request back, as a gateway gets them from another. Throws {@link MalformedMessage}. */
export function parseRequest(bytes: Buffer): RestRequest {
  const [method, target, headers] = parse(bytes);
  const said = ofExchange(headers);
  const [id, requestId] = [said.get('x-road-id'), said.get('x-road-request-id')];
  if (id === undefined || requestId === undefined) throw new MalformedMessage('header', 'the request has no id');
  return requestOf({ method, target, headers }, said, { requestId, id });
}

/** Reads the bytes of an answer back. Throws {@link MalformedMessage}. */
export function parseResponse(bytes: Buffer): RestResponse {
  const [status, reason, headers] = parse(bytes);
  if (!/^[2-5]\d\d$/.test(status)) throw new MalformedMessage('message', 'the answer has no status');
  // Bytes of UTF-8 over 7F are letters; controls would end the line on the last leg.
  if (/[^\P{Cc}\t]/u.test(reason)) throw new MalformedMessage('message', 'the words of the answer cannot be written');
  if (headers.some(([name]) => name.toLowerCase() === errorHeader))
    throw new MalformedMessage('header', 'an error of the exchange is not told so');
  return { status: Number(status), reason, headers };
}

function parse(bytes: Buffer): [string, string, readonly Header[]] {
  const text = bytes.toString('utf8');
  if (!text.endsWith('\r\n') || !isUtf8(bytes))
    throw new MalformedMessage('message', 'the message is no text of lines');
  const [first = '', second = '', ...rest] = text.slice(0, -2).split('\r\n');
  return [first, second, rest.map(readLine)];
}

function readLine(line: string): Header {
  const at = line.indexOf(':');
  const name = line.slice(0, Math.max(at, 0));
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new MalformedMessage('header', 'a line is no header');
  if (ofOneLeg.has(name.toLowerCase()))
    throw new MalformedMessage('header', 'a header does not go from gateway to gateway');
  const value = line.slice(at + 1);
  if (/[^\P{Cc}\t\u0080-\u009f]/u.test(value)) throw new MalformedMessage('header', 'a header has a control character');
  return [name, value];
}
