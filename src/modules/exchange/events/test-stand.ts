import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../../kernel/job.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type Header, readClientId, readServiceId } from '../../../protocols/x-road/index.ts';
import { hostedService } from '../gateway/hosted-service.ts';
import type { Right } from '../gateway/rights.ts';

export const subscriber = 'AZ/GOV/rinn/portal';
export const populationEvents = 'AZ/GOV/din/population-system/events';
export const births = 'az.gov.din.population.birth_registered';
export const moves = 'az.gov.din.population.address_changed';

export const right: Right = {
  client: subscriber,
  service: populationEvents,
  method: '*',
  path: '/types/**',
  purpose: 'technopark-residency',
  act: 'technopark-rules',
  article: '4.2',
};

export interface Delivered {
  readonly id: string;
  readonly sequence: string;
  readonly data: Readonly<Record<string, Json>>;
}

/** Members that one answer or another has. */
export interface Told {
  readonly id: string;
  readonly key: string;
  readonly code: string;
  readonly standing: Json;
  readonly types: readonly { readonly type: string }[];
  readonly deadLetters: readonly { readonly id: string }[];
}

export interface Called {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Told;
  /** Of an answer that is a batch. */
  readonly events: readonly Delivered[];
}

export interface Asking {
  readonly body?: Json | Buffer;
  readonly client?: string;
  readonly service?: string;
  readonly right?: Partial<Right>;
  readonly headers?: readonly Header[];
}

/** Calls the service `vahid:events` as the gateway does once it has judged a request. */
export async function callEvents(vahid: Vahid, door: string, asking: Asking = {}): Promise<Called> {
  const [method = 'GET', target = ''] = door.split(' ');
  const [servicePath = '', query] = target.split('?');
  const { client = subscriber, service = populationEvents, body, headers = [] } = asking;
  const bytes = Buffer.isBuffer(body) ? body : body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const answer = await hostedService(vahid, 'events')?.answer({
    vahid,
    request: {
      method: method as 'GET',
      path: '',
      ...(query === undefined ? {} : { query }),
      headers,
      client: readClientId(client),
      service: readServiceId(service),
      servicePath,
      id: 'AZ-1',
      requestId: '00000000-0000-4000-8000-000000000001',
    },
    ...(bytes ? { body: { bytes, sha512: createHash('sha512').update(bytes).digest() } } : {}),
    right: { ...right, client, service, ...asking.right },
    now: vahid.now(),
    signal: new AbortController().signal,
  });
  if (!answer) throw new Error('there is no service of events');
  const type = answer.headers.find(([name]) => name === 'Content-Type')?.[1];
  const text = answer.body?.bytes.toString('utf8');
  const told = JSON.parse(text ?? 'null') as unknown;
  return { status: answer.status, type, body: told as Told, events: Array.isArray(told) ? (told as Delivered[]) : [] };
}

export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on this machine. `answer` is what it says to each delivery. */
export interface Receiver {
  readonly address: string;
  readonly got: Received[];
  agrees: boolean;
  /** Deliveries a minute, or `*`. */
  rate: string;
  /** Status and headers of the next answers; undefined: never answers. */
  answer: (received: Received) => { readonly status: number; readonly headers?: Record<string, string> } | undefined;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const receiver: Omit<Receiver, 'address' | 'close'> = {
    got: [],
    agrees: true,
    rate: '*',
    answer: () => ({ status: 204 }),
  };
  const server: Server = createServer((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const { method, url, headers } = asked;
      if (method === 'OPTIONS') {
        const origin = String(headers['webhook-request-origin']);
        response
          .writeHead(
            200,
            receiver.agrees ? { 'WebHook-Allowed-Origin': origin, 'WebHook-Allowed-Rate': receiver.rate } : {},
          )
          .end();
        return;
      }
      const received = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      receiver.got.push(received);
      const said = receiver.answer(received);
      if (said) response.writeHead(said.status, said.headers).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    address: `http://127.0.0.1:${port}/hook?x=1`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}
