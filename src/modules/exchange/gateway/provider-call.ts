import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type AllowedAddresses, mayCall } from '../../../protocols/gateway/address.ts';
import type { Header, RestRequest } from '../../../protocols/x-road/index.ts';
import { type Body, BodyTooLarge, collectBody, type Hold, TooMuchUnderWay } from './body.ts';
import { within } from './deadline.ts';
import { GatewayFault, serverFault } from './fault.ts';
import { hostedName, hostedService } from './hosted-service.ts';
import type { Right } from './rights.ts';
import type { Provider } from './station.ts';

/** Answer of an information system to its gateway. */
export interface ProviderAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
}

export interface ProviderRequest {
  readonly request: RestRequest;
  readonly body: Body | undefined;
  readonly right: Right;
  /** Takes the body of the answer. */
  readonly hold: Hold;
}

export interface ProviderClient {
  call(provider: Provider, asked: ProviderRequest): Promise<ProviderAnswer>;
  /** Whether a service tells those concerned itself, and gives no more than the right says. */
  discloses(provider: Provider): boolean;
  close(): Promise<void>;
}

const connections = 64;
/** Calls of one service that are under way or wait for a connection. */
const mostCalls = 256;

/**
 * Calls providers over connections that are kept. A name is resolved once for a connection, and that address is used.
 * Services that this installation keeps itself are asked here.
 */
export function openProviderClient(allowed: AllowedAddresses, vahid: Vahid): ProviderClient {
  const agent = new Agent({ connect: { lookup: guarded(allowed) }, connections, pipelining: 1 });
  const calls = new Map<string, number>();
  const baseOf = basesOf(allowed);
  return {
    async call(provider, asked) {
      const { service } = provider;
      const before = calls.get(service) ?? 0;
      if (before >= mostCalls) throw serverFault('service_failed', 'The provider has too many calls to answer');
      calls.set(service, before + 1);
      try {
        const hosted = hostedName(provider.address);
        if (hosted !== undefined) return await askHosted(vahid, { name: hosted, provider }, asked);
        const address = addressOf(baseOf(provider), asked.request);
        return await answerOf({ agent, address, provider }, asked);
      } finally {
        calls.set(service, (calls.get(service) ?? 1) - 1);
      }
    },
    discloses({ address }) {
      const name = hostedName(address);
      return name !== undefined && hostedService(vahid, name)?.discloses === true;
    },
    close: () => agent.destroy(),
  };
}

/** Looks a name up, and gives only addresses that may be called: no second look-up can lead elsewhere. */
export const guarded =
  (allowed: AllowedAddresses): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const called = error ? [] : found.filter((one) => mayCall(one.address, allowed));
      const [address] = called;
      if (error || address === undefined) done(error ?? new Error(`${hostname} may not be called`), '', 0);
      else if (options.all === true) done(null, called);
      else done(null, address.address, address.family);
    });
  };

/** Whether an address may be called as it is written; of a name that shows when it is looked up. */
export function isCallable({ hostname }: URL, allowed: AllowedAddresses): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 || mayCall(host, allowed);
}

interface Hosted {
  readonly name: string;
  readonly provider: Provider;
}

async function askHosted(vahid: Vahid, { name, provider }: Hosted, asked: ProviderRequest): Promise<ProviderAnswer> {
  const { request, body, right, hold } = asked;
  const service = hostedService(vahid, name);
  if (service === undefined)
    throw serverFault(
      'service_failed',
      'gateway.yaml of the provider names a service that its installation does not have',
    );
  const call = { vahid, request, right, now: vahid.now(), ...(body ? { body } : {}) };
  const answer = await withinTime(provider.timeoutMs, (signal) => service.answer({ ...call, signal }));
  const size = answer.body?.bytes.length ?? 0;
  if (size > provider.largestBody) throw serverFault('service_failed', 'The answer is too large');
  try {
    hold.add(size);
  } catch (cause) {
    throw serverFault('io_error', 'Too much is under way', cause);
  }
  return answer;
}

/** Who does not look at the signal is left to itself once the time is over. */
const withinTime = (milliseconds: number, work: (signal: AbortSignal) => Promise<ProviderAnswer>) =>
  within(milliseconds, async (signal) => {
    const over = new Promise<never>((_, failed) =>
      signal.addEventListener('abort', () => failed(serverFault('network_error', 'The provider does not answer'))),
    );
    return Promise.race([work(signal), over]);
  }).catch((cause: unknown) => {
    throw cause instanceof GatewayFault ? cause : serverFault('service_failed', 'The service failed', cause);
  });

interface Address {
  readonly origin: string;
  readonly path: string;
}

/** Where the paths of a provider lie; its own path does not end with `/`. */
interface Base {
  readonly address: string;
  readonly origin: string;
  readonly path: string;
}

/** Undefined of a provider that may not be called. Looked at once for each. */
function basesOf(allowed: AllowedAddresses): (provider: Provider) => Base | undefined {
  const known = new WeakMap<Provider, { readonly base: Base | undefined }>();
  return (provider) => {
    let found = known.get(provider);
    if (found === undefined) {
      const url = new URL(provider.address);
      const [address, path] = [url.href, url.pathname].map((one) => one.replace(/\/$/, '')) as [string, string];
      found = { base: isCallable(url, allowed) ? { address, origin: url.origin, path } : undefined };
      known.set(provider, found);
    }
    return found.base;
  };
}

/** Steps through `..` are taken here, as the right was asked for; all else goes on as it was sent. */
function addressOf(base: Base | undefined, { servicePath, query }: RestRequest): Address {
  if (base === undefined) throw serverFault('service_failed', 'The address may not be called');
  const path = isPlain(servicePath) ? base.path + servicePath : new URL(base.address + servicePath).pathname;
  return { origin: base.origin, path: query === undefined ? path : `${path}?${query}` };
}

/** Nearly all paths are, and stand in an address as they are. */
const isPlain = (path: string): boolean => /^(?:\/[\w-]+)+$/.test(path);

interface Call {
  readonly agent: Agent;
  readonly address: Address;
  readonly provider: Provider;
}

/** By the dispatcher itself: an answer as a stream costs as much as all else of the call. */
function answerOf({ agent, address, provider }: Call, asked: ProviderRequest): Promise<ProviderAnswer> {
  const { request, body } = asked;
  const headers = request.headers.flatMap(([name, value]) => [name, asBytes(value)]);
  const order = { ...address, method: request.method, headers, body: body?.bytes ?? null };
  return new Promise((done, failed) => {
    agent.dispatch(order, takingAnswer(provider, asked.hold, { done, failed }));
  });
}

interface Outcome {
  readonly done: (answer: ProviderAnswer) => void;
  readonly failed: (fault: GatewayFault) => void;
}

/** Takes the answer as it comes, for so long as the provider may take. */
function takingAnswer(provider: Provider, hold: Hold, { done, failed }: Outcome): Dispatcher.DispatchHandler {
  const collector = collectBody({ most: provider.largestBody, hold });
  let begun: Pick<ProviderAnswer, 'status' | 'reason' | 'headers'> | undefined;
  let controller: Dispatcher.DispatchController | undefined;
  let isOver = false;
  const fail = (cause: unknown) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    const fault = unanswered(cause, begun !== undefined);
    failed(fault);
    controller?.abort(fault);
  };
  const timer = setTimeout(() => fail(new Error('the time is over')), provider.timeoutMs);
  return {
    onRequestStart(given) {
      controller = given;
      // Thrown, it leaves the connection, over which nothing was asked yet, to the next.
      if (isOver) throw new Error('the time is over');
    },
    onResponseStart({ rawHeaders }, status, _, reason = '') {
      // That it goes on, or was seen, is no answer yet.
      if (status >= 200) begun = { status, reason, headers: pairsOf(rawHeaders as readonly Buffer[]) };
    },
    onResponseData(_, chunk) {
      if (isOver) return;
      try {
        collector.add(chunk);
      } catch (cause) {
        fail(cause);
      }
    },
    onResponseEnd() {
      if (isOver || begun === undefined) return;
      isOver = true;
      clearTimeout(timer);
      const body = collector.end();
      done({ ...begun, ...(body ? { body } : {}) });
    },
    onResponseError: (_, cause) => fail(cause),
  };
}

function unanswered(cause: unknown, hasBegun: boolean): GatewayFault {
  if (cause instanceof BodyTooLarge) return serverFault('service_failed', 'The answer is too large', cause);
  if (cause instanceof TooMuchUnderWay) return serverFault('io_error', 'Too much is under way', cause);
  return serverFault('network_error', hasBegun ? 'The answer broke off' : 'The provider does not answer', cause);
}

/** Header lines in pairs. */
export function pairsOf(raw: readonly (Buffer | string)[]): Header[] {
  const pairs: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([text(raw[at]), text(raw[at + 1])]);
  return pairs;
}

/** Bytes of a header are read as UTF-8, as X-Road does; Node gives a byte for a letter. */
function text(part: Buffer | string | undefined): string {
  if (typeof part !== 'string') return (part ?? Buffer.of()).toString('utf8');
  return isAscii(part) ? part : Buffer.from(part, 'latin1').toString('utf8');
}

/** The other way round: text as Node writes it in a head, a letter for each byte. */
export const asBytes = (value: string): string => (isAscii(value) ? value : Buffer.from(value).toString('latin1'));

/** Nearly all headers are, and are the same both ways. */
const isAscii = (value: string): boolean => !/[^\0-\x7f]/.test(value);
