import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { type AllowedAddresses, mayCall } from '../../../protocols/gateway/address.ts';
import type { Header, RestRequest } from '../../../protocols/x-road/index.ts';
import { type Body, BodyTooLarge, readBody } from './body.ts';
import { serverFault } from './fault.ts';
import type { Provider } from './station.ts';

/** Answer of an information system to its gateway. */
export interface ProviderAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
}

export interface ProviderClient {
  call(provider: Provider, asked: RestRequest, body: Body | undefined): Promise<ProviderAnswer>;
  close(): Promise<void>;
}

/** Calls providers over connections that are kept. A name is resolved once for a connection, and that address is used. */
export function openProviderClient(allowed: AllowedAddresses): ProviderClient {
  const agent = new Agent({ connect: { lookup: guarded(allowed) }, connections: 64, pipelining: 1 });
  return {
    async call(provider, asked, body) {
      const url = urlOf(provider, asked, allowed);
      const answer = await send(agent, url, provider, asked, body);
      const headers = pairsOf(answer.headers as unknown as readonly Buffer[]);
      const read = await readAnswer(answer.body, provider);
      return { status: answer.statusCode, reason: answer.statusText, headers, ...(read ? { body: read } : {}) };
    },
    close: () => agent.close(),
  };
}

/** Looks a name up, and gives only addresses that may be called: no second look-up can lead elsewhere. */
const guarded =
  (allowed: AllowedAddresses): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [address] = error ? [] : found.filter((one) => mayCall(one.address, allowed));
      if (error || address === undefined) done(error ?? new Error(`${hostname} may not be called`), '', 0);
      else if (options.all === true) done(null, [address]);
      else done(null, address.address, address.family);
    });
  };

function urlOf({ address }: Provider, { servicePath, query }: RestRequest, allowed: AllowedAddresses): URL {
  const base = new URL(address);
  const host = base.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayCall(host, allowed)) throw serverFault('service_failed', 'The address may not be called');
  return new URL(`${base.href.replace(/\/$/, '')}${servicePath}${query === undefined ? '' : `?${query}`}`);
}

async function send(agent: Agent, url: URL, provider: Provider, asked: RestRequest, body: Body | undefined) {
  try {
    return await request(url, {
      dispatcher: agent,
      method: asked.method as 'GET',
      headers: asked.headers.flatMap(([name, value]) => [name, value]),
      body: body?.bytes ?? null,
      headersTimeout: provider.timeoutMs,
      bodyTimeout: provider.timeoutMs,
      responseHeaders: 'raw',
    });
  } catch (cause) {
    throw serverFault('network_error', 'The provider does not answer', cause);
  }
}

async function readAnswer(stream: AsyncIterable<Uint8Array>, { largestBody }: Provider): Promise<Body | undefined> {
  try {
    return await readBody(stream, largestBody);
  } catch (cause) {
    if (cause instanceof BodyTooLarge) throw serverFault('service_failed', 'The answer is too large', cause);
    throw serverFault('network_error', 'The answer broke off', cause);
  }
}

/** Header lines in pairs. */
export function pairsOf(raw: readonly (Buffer | string)[]): readonly Header[] {
  const pairs: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([text(raw[at]), text(raw[at + 1])]);
  return pairs;
}

/** Bytes of a header are read as UTF-8, as X-Road does; Node gives a byte for a letter. */
const text = (part: Buffer | string | undefined): string =>
  typeof part === 'string' ? Buffer.from(part, 'latin1').toString('utf8') : (part ?? Buffer.of()).toString('utf8');
