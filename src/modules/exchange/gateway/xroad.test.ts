import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { compileEndpoints } from './endpoint.ts';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import type { Provider } from './station.ts';
import { client, openPair, right, rooms, service, type TestPair } from './test-stand.ts';

/* What X-Road's own proxy is held to for REST, through a pair of ours. */

const oddClient = 'AZ/GOV/a%2Fb/%C6%8Fmlak%20portal%C4%B1';
const oddService = 'AZ/GOV/d%2Fin/%C6%8Fhali%20reyestri/v%2F1%20%C5%9F%C9%99xs';

let pair: TestPair;
beforeAll(async () => {
  pair = await openPair(() => openTestVahid({ rooms }));
  const address = `http://127.0.0.1:${pair.providerPort}/base`;
  const endpoints = compileEndpoints({ personal: false, endpoints: [] });
  const provider = (name: string): Provider | undefined =>
    [service, oddService].includes(name)
      ? { service: name, address, timeoutMs: 20_000, largestBody: 16 * 1024 * 1024, endpoints }
      : undefined;
  Object.assign(pair.provider.station, { provider });
  const subsystem = oddService.split('/').slice(0, 4).join('/');
  pair.configure(({ gateways, ...rest }) => ({
    ...rest,
    gateways: gateways.map((one) => ({
      ...one,
      serves: [...one.serves, one.id === pair.consumer.id ? oddClient : subsystem],
    })),
  }));
});
afterAll(() => pair.close());

interface Asked {
  readonly method?: string;
  /** From `/r1/` on. */
  readonly target?: string;
  /** Names and values in turns, as they go over the line. */
  readonly headers?: readonly string[];
  readonly body?: Buffer;
}

interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingMessage['headers'];
  readonly raw: readonly string[];
  readonly body: Buffer;
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

/** As an information system asks its gateway, byte by byte. */
function ask({ method = 'GET', target = `/r1/${service}/v1/7`, headers = [], body }: Asked = {}): Promise<Answer> {
  const length = body ? ['Content-Length', String(body.length)] : [];
  const named = headers.some((one) => one.toLowerCase() === 'x-road-client') ? [] : ['X-Road-Client', client];
  const all = ['Host', 'localhost', ...named, ...headers, ...length].map(latin1);
  return send({ port: pair.consumer.clientPort, method, path: target, headers: all }, body);
}

async function send(options: object, sent: Buffer | undefined): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', agent: false, ...options });
  asked.end(sent);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const body = await whole(answer);
  const { statusCode: status = 0, statusMessage: reason = '', headers, rawHeaders: raw } = answer;
  return { status, reason, headers, raw, body };
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly raw: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const seen: Seen[] = [];

async function note(asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url, rawHeaders: raw, headers } = asked;
  const body = await whole(asked);
  seen.push({ method, url, raw, headers, body });
  response.end(body.length > 0 ? body : 'answer');
}

beforeEach(() => {
  seen.length = 0;
  pair.rights = [
    { ...right, method: '*', path: '**' },
    { ...right, client: oddClient, service: oddService, path: '**' },
  ];
  pair.answer = (asked, response) => void note(asked, response);
});

/** Values of a header in the order in which they came, under whatever case. */
const valuesOf = (raw: readonly string[], name: string): readonly string[] =>
  raw.filter((_, at) => at % 2 === 1 && raw[at - 1]?.toLowerCase() === name);

describe('identifiers', () => {
  it('hold slashes and letters of any script', async () => {
    const { status, headers } = await ask({
      target: `/r1/${oddService}/%C9%99/x%3B`,
      headers: ['X-Road-Client', oddClient],
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'x-road-client': oddClient, 'x-road-service': oddService });
    expect(seen).toMatchObject([{ url: '/base/%C9%99/x%3B', headers: { 'x-road-client': oddClient } }]);
  });

  it('may come unencoded in a header', async () => {
    const { status, headers } = await ask({
      target: `/r1/${oddService}`,
      headers: ['X-Road-Client', 'AZ/GOV/a%2fb/Əmlak portalı'],
    });
    expect([status, headers['x-road-client']]).toEqual([200, oddClient]);
    expect(seen.map(({ url }) => url)).toEqual(['/base']);
  });
});

describe('methods', () => {
  it.each(['GET', 'OPTIONS', 'DELETE', 'PATCH', 'POST', 'PUT', 'TRACE'])('%s goes to the provider', async (method) => {
    const { status, body } = await ask({ method });
    expect([status, body.toString()]).toEqual([200, 'answer']);
    expect(seen).toMatchObject([{ method, url: '/base/v1/7' }]);
    expect(seen[0]?.body.length).toBe(0);
  });

  it.each(['DELETE', 'PATCH', 'POST', 'PUT'])('%s takes a body along', async (method) => {
    expect((await ask({ method, body: Buffer.from('{"a":1}') })).body.toString()).toBe('{"a":1}');
    expect(seen[0]?.body.toString()).toBe('{"a":1}');
  });

  it('HEAD goes there too, and its answer claims no length that GET would not have', async () => {
    const { status, headers, body } = await ask({ method: 'HEAD' });
    expect([status, body.length, headers['content-length']]).toEqual([200, 0, undefined]);
    expect(headers['x-road-service']).toBe(service);
    expect(seen).toMatchObject([{ method: 'HEAD' }]);
  });

  it('PROPFIND does not', async () => {
    const { status, headers } = await ask({ method: 'PROPFIND' });
    expect([status, headers['x-road-error']]).toEqual([500, 'server.clientproxy.invalid_request']);
    expect(seen).toEqual([]);
  });
});

describe('what was sent', () => {
  it('keeps path and query byte by byte', async () => {
    const below = "/a;b=1/x%3B/%7e//?q='a'|b&&c=%20+%C9%99?d";
    expect((await ask({ target: `/r1/${service}${below}` })).status).toBe(200);
    expect(seen.map(({ url }) => url)).toEqual([`/base${below}`]);
    await ask({ target: `/r1/${service}?` });
    expect(seen.at(-1)?.url).toBe('/base?');
  });

  it('goes where the right was asked for, whatever steps lead there', async () => {
    await ask({ target: `/r1/${service}/v1/./x/%2e%2e/..//y?../z` });
    expect(seen.map(({ url }) => url)).toEqual(['/base//y?../z']);
  });

  it('keeps headers of any case, repeated ones in their order, in any script', async () => {
    await ask({ headers: ['x-OWN', '1', 'Other', 'Əli', 'X-Own', '2', 'x-own', '1'] });
    const [{ raw }] = seen as [Seen];
    const own = raw.filter((name, at) => at % 2 === 0 && /^(x-own|other)$/i.test(name));
    expect(own).toEqual(['x-OWN', 'Other', 'X-Own', 'x-own']);
    expect(valuesOf(raw, 'x-own')).toEqual(['1', '2', '1']);
    expect(valuesOf(raw, 'other')).toEqual([latin1('Əli')]);
  });

  it('keeps who asks and why', async () => {
    const own = ['Authorization', 'Bearer t', 'X-Road-UserId', 'AZ5ABCDEF', 'X-Road-Issue', '26-1/7', 'ETag', '"1"'];
    await ask({ headers: own });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer t',
      'x-road-userid': 'AZ5ABCDEF',
      'x-road-issue': '26-1/7',
      etag: '"1"',
    });
  });

  it('loses what only a gateway may say, and what belongs to one leg', async () => {
    const headers = ['X-Road-Request-Id', 'mine', 'x-road-request-hash', 'mine', 'User-Agent', 'x', 'TE', 'trailers'];
    const answer = await ask({ headers });
    const [{ raw, headers: got }] = seen as [Seen];
    expect(valuesOf(raw, 'x-road-request-id')).toEqual([answer.headers['x-road-request-id']]);
    expect(answer.headers['x-road-request-id']).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    expect([got['x-road-request-hash'], got['user-agent'], got.te]).toEqual([undefined, undefined, undefined]);
  });

  it('may be 13 MB, and so may the answer', async () => {
    const body = randomBytes(13 * 1024 * 1024);
    const answer = await ask({ method: 'POST', body });
    expect([answer.status, answer.headers['content-length']]).toEqual([200, String(body.length)]);
    expect(seen[0]?.body.equals(body)).toBe(true);
    expect(answer.body.equals(body)).toBe(true);
  });
});

describe('an answer of the provider', () => {
  it.each([200, 201, 204, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 409, 418, 500, 502, 503])(
    '%i is passed on, never as an error of the exchange',
    async (status) => {
      pair.answer = (_, response) => void response.writeHead(status, { Location: 'http://a.example/x?y' }).end();
      const { headers, ...answer } = await ask();
      expect(answer.status).toBe(status);
      expect([headers.location, headers['x-road-error']]).toEqual(['http://a.example/x?y', undefined]);
      const bare = [204, 304].includes(status);
      expect(headers['content-length']).toBe(bare ? undefined : '0');
    },
  );

  it('keeps its words and its headers, repeated ones too', async () => {
    pair.answer = (_, response) => {
      const headers = ['Set-Cookie', 'a=1', 'X-oWn', latin1('Əli'), 'set-cookie', 'b=2', 'WWW-Authenticate', 'Bearer'];
      response.writeHead(500, latin1('Uğursuz'), headers).end('{"fault":"own"}');
    };
    const { status, reason, raw, body } = await ask();
    expect([status, reason, body.toString()]).toEqual([500, latin1('Uğursuz'), '{"fault":"own"}']);
    expect(valuesOf(raw, 'set-cookie')).toEqual(['a=1', 'b=2']);
    expect(valuesOf(raw, 'x-own')).toEqual([latin1('Əli')]);
    expect(raw).toContain('X-oWn');
    expect(valuesOf(raw, 'www-authenticate')).toEqual(['Bearer']);
  });

  it('that cannot be written is an error of the exchange, and the next one is served', async () => {
    const head = 'HTTP/1.1 200 a\u0001b\r\nContent-Length: 0\r\n\r\n';
    pair.answer = (_, response) => void response.socket?.end(head);
    const { status, reason, headers } = await ask();
    expect([status, reason]).toEqual([500, 'Internal Server Error']);
    expect(headers['x-road-error']).toMatch(/^server\./);
    pair.answer = (_, response) => void response.end();
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['none', []],
    ['one', ['Date', 'Mon, 23 Nov 2026 05:00:00 GMT']],
    ['two', ['Date', 'Mon, 23 Nov 2026 05:00:00 GMT', 'date', 'Mon, 23 Nov 2026 06:00:00 GMT']],
  ] as const)('with %s has one date', async (_, dates) => {
    pair.answer = (__, response) => {
      response.sendDate = false;
      response.writeHead(200, [...dates]).end();
    };
    const found = valuesOf((await ask()).raw, 'date');
    expect(found).toHaveLength(1);
    expect(found).toEqual(dates.length > 0 ? [dates[1]] : found);
  });

  it('cannot pretend to belong to another request', async () => {
    const own = ['X-Road-Id', 'x', 'X-ROAD-CLIENT', 'x', 'x-road-service', 'x', 'x-road-request-id', 'x'];
    pair.answer = (_, response) => void response.writeHead(200, own).end();
    const { raw } = await ask({ headers: ['X-Road-Id', 'q1'] });
    expect(['x-road-id', 'x-road-client', 'x-road-service'].map((name) => valuesOf(raw, name))).toEqual([
      ['q1'],
      [client],
      [service],
    ]);
    expect(valuesOf(raw, 'x-road-request-id')).toHaveLength(1);
  });
});

describe('an error of the exchange is told', () => {
  const json = 'application/json;charset=utf-8';
  const xml = '<?xml version="1.0" encoding="UTF-8"?>';
  it.each([
    [undefined, json],
    ['', json],
    ['*/*', json],
    ['application/*', json],
    ['application/json', json],
    ['text/html', json],
    ['text/plain', json],
    ['text/xml-patch+xml', json],
    ['application/xml-dtd', json],
    ['garbage', json],
    ['text/xml', 'text/xml;charset=utf-8'],
    ['TEXT/XML', 'text/xml;charset=utf-8'],
    ['text/*', 'text/xml;charset=utf-8'],
    ['application/xml', 'application/xml;charset=utf-8'],
    ['application/xml; charset=utf-8', 'application/xml;charset=utf-8'],
    ['text/html, application/xml;q=0.9, */*;q=0.8', 'application/xml;charset=utf-8'],
    ['application/json;q=1, text/xml;q=0.1', 'text/xml;charset=utf-8'],
    ['application/xml,text/xml', 'application/xml;charset=utf-8'],
    ['text/xml,application/xml', 'text/xml;charset=utf-8'],
  ])('to who accepts %s as %s', async (accept, type) => {
    const headers = accept === undefined ? [] : ['Accept', accept];
    // Once by the own gateway, once by the provider's.
    for (const target of ['/r1/AZ/GOV/nobody/x/y', `/r1/${service}0/v1`]) {
      const answer = await ask({ target, headers });
      expect([answer.status, answer.headers['content-type']]).toEqual([500, type]);
      const code = String(answer.headers['x-road-error']);
      expect(code).toMatch(/^server\.(clientproxy\.unknown_member|serverproxy\.unknown_service)$/);
      const begins = type === json ? `{"type":"${code}","message":"` : `${xml}<error><type>${code}</type><message>`;
      expect(answer.body.toString().startsWith(begins)).toBe(true);
    }
  });

  it('by a code of before 7.8 where a gateway was set so', async () => {
    const { station } = pair.consumer;
    Object.assign(station, { oldCodes: true });
    const answer = await ask({ target: '/r1/AZ/GOV/nobody/x/y' });
    Object.assign(station, { oldCodes: false });
    expect(answer.headers['x-road-error']).toBe('Server.ClientProxy.UnknownMember');
    expect(JSON.parse(answer.body.toString())).toMatchObject({ type: 'Server.ClientProxy.UnknownMember' });
  });

  it('by the first of several lines', async () => {
    const headers = ['Accept', 'text/plain', 'accept', 'text/xml'];
    const { headers: told } = await ask({ target: '/r1/AZ/GOV/nobody/x/y', headers });
    expect(told['content-type']).toBe('text/xml;charset=utf-8');
  });
});
