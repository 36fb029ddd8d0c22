import { request } from 'node:http';
import { connect } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { readRequest } from '../../../protocols/x-road/index.ts';
import { largestBody, openBudget } from './body.ts';
import { compileEndpoints } from './endpoint.ts';
import { openProviderClient } from './provider-call.ts';
import type { Station } from './station.ts';
import { client, openPair, right, rooms, service, type TestGateway, type TestPair } from './test-stand.ts';

let pair: TestPair;
beforeAll(async () => {
  pair = await openPair(() => openTestVahid({ rooms }));
});
afterAll(() => pair.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  /** The service that is asked. */
  readonly at?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const byClient = { 'X-Road-Client': client };

/** As an information system asks its gateway. */
function ask({ method = 'GET', at = service, path = '/v1/7', headers = byClient, body }: Asked = {}): Promise<Answer> {
  // Lines are ordered by their moment.
  for (const { test } of [pair.consumer, pair.provider]) test.clock.advance(1000);
  const options = { port: pair.consumer.clientPort, host: '127.0.0.1', method, path: `/r1/${at}${path}`, headers };
  return new Promise((done, failed) => {
    const sent = request(options, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      answer.on('error', failed);
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

interface Line {
  readonly side: string;
  readonly kind: string;
  readonly fault: string | null;
  readonly purpose: string | null;
}

const linesOf = async ({ test }: TestGateway): Promise<readonly Line[]> =>
  (
    await sql<Line>`select side, kind, fault, purpose from exchange.message order by at, kind <> 'request'`.execute(
      test.vahid.db,
    )
  ).rows;

const told = ({ headers, status }: Answer) => [status, headers['x-road-error']];
const seen: { url: string | undefined; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];

beforeEach(() => {
  seen.length = 0;
  pair.rights = [right];
  pair.answer = (asked, response) => {
    let body = '';
    asked.on('data', (chunk: Buffer) => (body += chunk.toString()));
    asked.on('end', () => {
      seen.push({ url: asked.url, headers: asked.headers, body });
      response.setHeader('X-Own', Buffer.from('Əli').toString('latin1'));
      response.setHeader('X-Road-Id', 'forged');
      response.end(JSON.stringify({ name: 'Aygün' }));
    });
  };
});

describe('an exchange', () => {
  it('goes to the provider and back, with X-Road’s headers', async () => {
    const { status, headers, body } = await ask({
      path: '/v1/7?a=%C9%99',
      headers: { ...byClient, 'X-Road-Id': 'q1' },
    });
    expect([status, body]).toEqual([200, '{"name":"Aygün"}']);
    expect(headers).toMatchObject({ 'x-road-id': 'q1', 'x-road-client': client, 'x-road-service': service });
    expect(headers['x-road-request-hash']).toMatch(/^[\w+/]{86}==$/);
    const [asked] = seen;
    expect(asked?.url).toBe('/base/v1/7?a=%C9%99');
    expect(asked?.headers).toMatchObject({ 'x-road-client': client, 'x-road-id': 'q1', accept: 'application/json' });
    expect(asked?.headers.host).toBe(`127.0.0.1:${pair.providerPort}`);
  });

  it('is in both logs, each line committed before the message went on', async () => {
    const before = [await linesOf(pair.consumer), await linesOf(pair.provider)].map((lines) => lines.length);
    const during: number[] = [];
    pair.answer = (_, response) => {
      void (async () => {
        const logs = [await linesOf(pair.consumer), await linesOf(pair.provider)];
        during.push(...logs.map((lines, at) => lines.length - (before[at] ?? 0)));
        response.end('x');
      })();
    };
    await ask();
    const after = [await linesOf(pair.consumer), await linesOf(pair.provider)];
    expect(during).toEqual([1, 1]);
    expect(after.map((lines, at) => lines.length - (before[at] ?? 0))).toEqual([2, 2]);
    expect(after[1]?.at(-1)).toEqual({ side: 'provider', kind: 'response', fault: null, purpose: 'residency' });
  });

  it('carries bodies both ways', async () => {
    pair.rights = [{ ...right, method: 'POST', path: '/**' }];
    const body = 'b'.repeat(200_000);
    expect((await ask({ method: 'POST', path: '/v1/x', body })).status).toBe(200);
    expect(seen[0]?.body).toBe(body);
    pair.answer = (_, response) => void response.writeHead(404, { 'content-type': 'text/plain' }).end(body);
    expect(await ask({ method: 'POST', path: '/v1/x' })).toMatchObject({ status: 404, body });
  });

  it('answers redirects and errors of the provider as they are', async () => {
    pair.answer = (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end();
    const { status, headers } = await ask();
    expect([status, headers.location, headers['x-road-error']]).toEqual([302, '/elsewhere', undefined]);
  });
});

describe('a gateway refuses', () => {
  it.each([
    ['no client', { headers: {} }, /^X-Road-Client is missing: name your system, as instance\/class\/code\/subsystem$/],
    ['one of another gateway', { headers: { 'X-Road-Client': 'AZ/GOV/aef/x' } }, /: have it announced to the centre$/],
    ['what nobody is called', { at: 'AZ/GOV/din/nobody/people' }, /: see \/listClients$/],
    ['a service that is not there', { at: 'AZ/GOV/din/population/cars' }, /: ask listMethods of its subsystem /],
  ] satisfies [string, Asked, RegExp][])('%s, and says what to do', async (_, asked, remedy) => {
    const { message } = JSON.parse((await ask(asked)).body) as { message: string };
    expect(message).toMatch(remedy);
  });

  it.each([
    ['no client', {}, 'server.clientproxy.invalid_client_identifier'],
    ['a client of another gateway', { 'X-Road-Client': 'AZ/GOV/aef/x' }, 'server.clientproxy.unknown_member'],
    [
      'another gateway than the provider’s',
      { ...byClient, 'X-Road-Security-Server': 'AZ/GOV/din/gw9' },
      'server.clientproxy.invalid_security_server',
    ],
  ])('%s', async (_, headers, code) => {
    expect(told(await ask({ headers }))).toEqual([500, code]);
    expect(seen).toEqual([]);
  });

  it.each([
    ['another method', { method: 'PUT' }],
    ['another path', { path: '/v2/7' }],
    ['a step out of the path', { path: '/v1/../v2/7' }],
    ['an encoded step', { path: '/v1/%2e%2e%2fv2' }],
    ['a slash in disguise', { path: '/v1/7%2Fsecret' }],
    ['a backslash', { path: '/v1/..%5Cv2' }],
    ['a purpose it was not granted for', { headers: { ...byClient, 'X-Vahid-Purpose': 'marketing' } }],
  ] satisfies [string, Asked][])('%s, for want of a right', async (_, asked) => {
    expect(told(await ask(asked))).toEqual([500, 'server.serverproxy.access_denied']);
    expect(seen).toEqual([]);
  });

  it('a request that several purposes would allow, until one is named', async () => {
    pair.rights = [right, { ...right, purpose: 'statistics' }];
    const fault = 'server.serverproxy.access_denied';
    expect(told(await ask())).toEqual([500, fault]);
    for (const one of [pair.consumer, pair.provider])
      expect((await linesOf(one)).at(-1)).toMatchObject({ kind: 'failure', fault });
    expect((await ask({ headers: { ...byClient, 'X-Vahid-Purpose': 'statistics' } })).status).toBe(200);
    pair.rights = [
      { ...right, byDefault: true },
      { ...right, purpose: 'statistics' },
    ];
    expect((await ask()).status).toBe(200);
    expect((await linesOf(pair.provider)).at(-1)?.purpose).toBe('residency');
  });

  it('a body that is too large, and lets nothing of it through', async () => {
    pair.rights = [{ ...right, method: 'POST', path: '/**' }];
    const answer = await ask({ method: 'POST', body: 'b'.repeat(300_000) });
    expect(told(answer)).toEqual([500, 'server.serverproxy.invalid_request']);
    expect(seen).toEqual([]);
  });

  it('in XML where that is asked for', async () => {
    const { headers, body } = await ask({ headers: { accept: 'text/xml' } });
    expect(headers['content-type']).toBe('text/xml;charset=utf-8');
    expect(body).toContain('<type>server.clientproxy.invalid_client_identifier</type>');
  });
});

describe('what a gateway tells of itself', () => {
  const subsystem = service.split('/').slice(0, 4).join('/');
  const askMeta = async (path: string) => {
    const url = `http://127.0.0.1:${pair.consumer.clientPort}${path}`;
    const answer = await fetch(url, { headers: byClient });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  it('is what a subsystem provides, and what of that the caller may use', async () => {
    pair.rights = [right, { ...right, client: 'AZ/GOV/aef/x', path: '/v2' }];
    const all = JSON.parse((await askMeta(`/r1/${subsystem}/listMethods`)).text) as { service: object[] };
    expect(all.service).toEqual([
      {
        member_class: 'GOV',
        member_code: 'din',
        object_type: 'SERVICE',
        service_code: 'people',
        subsystem_code: 'population',
        xroad_instance: 'AZ',
        service_type: 'OPENAPI',
        endpoint_list: [{ method: 'GET', path: '/v1/*' }],
      },
    ]);
    const own = JSON.parse((await askMeta(`/r1/${subsystem}/allowedMethods`)).text) as { service: object[] };
    expect(own.service).toMatchObject([{ endpoint_list: [{ method: 'GET', path: '/v1/*' }] }]);
    const { station } = pair.provider;
    const { providers } = station;
    const endpoints = compileEndpoints({
      personal: false,
      endpoints: ['/v1/{id}', '/v2'].map((path) => ({ method: 'GET', path, subjects: [] })),
    });
    Object.assign(station, { providers: () => providers().map((one) => ({ ...one, endpoints })) });
    const listed = ['listMethods', 'allowedMethods'].map(
      async (name) => (await askMeta(`/r1/${subsystem}/${name}`)).text,
    );
    expect((await Promise.all(listed)).map((text) => text.match(/"path":"[^"]*"/g))).toEqual([
      ['"path":"/v1/*"', '"path":"/v2"'],
      ['"path":"/v1/*"'],
    ]);
    Object.assign(station, { providers });
    pair.rights = [];
    expect((await askMeta(`/r1/${subsystem}/allowedMethods`)).text).toBe('{"service":[]}');
    expect(seen).toEqual([]);
  });

  it('is how a service is described', async () => {
    const found = await askMeta(`/r1/${subsystem}/getOpenAPI?serviceCode=people`);
    expect(found).toEqual({ status: 200, type: 'text/yaml;charset=utf-8', text: 'openapi: 3.1.0\n' });
    const wrong = await askMeta(`/r1/${subsystem}/getOpenAPI?serviceCode=cars`);
    expect([wrong.status, JSON.parse(wrong.text)]).toMatchObject([500, { type: 'server.serverproxy.unknown_service' }]);
  });

  it('is who takes part', async () => {
    const { member } = JSON.parse((await askMeta('/listClients')).text) as { member: object[] };
    expect(member).toEqual([
      { id: { member_class: 'GOV', member_code: 'rinn', xroad_instance: 'AZ', object_type: 'MEMBER' }, name: 'RİNN' },
      {
        id: {
          member_class: 'GOV',
          member_code: 'rinn',
          xroad_instance: 'AZ',
          object_type: 'SUBSYSTEM',
          subsystem_code: 'portal',
        },
        name: 'RİNN',
      },
    ]);
  });
});

describe('a provider that fails', () => {
  it.each([
    ['silence', () => undefined],
    ['an end in the middle', (response: { destroy(): void }) => response.destroy()],
  ])('%s is in both logs', async (_, how) => {
    pair.answer = (__, response) => how(response);
    expect(told(await ask())).toEqual([500, 'server.serverproxy.network_error']);
    for (const gateway of [pair.consumer, pair.provider])
      expect((await linesOf(gateway)).at(-1)).toMatchObject({
        kind: 'failure',
        fault: 'server.serverproxy.network_error',
      });
  });

  it('an answer that is too large is not passed on', async () => {
    pair.answer = (_, response) => void response.end('b'.repeat(300_000));
    expect(told(await ask())).toEqual([500, 'server.serverproxy.service_failed']);
  });
});

describe('a provider is not called', () => {
  const callAt = async (address: string, allowed: Station['allowed']) => {
    const found = pair.provider.station.provider(service);
    if (!found) throw new Error('no provider');
    const calling = openProviderClient(allowed, pair.provider.test.vahid);
    const headers = [['X-Road-Client', client]] as const;
    const request = readRequest({ method: 'GET', target: `/r1/${service}/v1/7`, headers }, { requestId: '1', id: '1' });
    const order = { request, body: undefined, right, hold: openBudget(largestBody).hold() };
    const code = await calling.call({ ...found, address, timeoutMs: 5000 }, order).then(
      ({ status }) => status,
      (error: { code?: unknown }) => error.code,
    );
    await calling.close();
    return code;
  };
  const all = { loopback: true, private: true };
  const [refused, unreachable] = ['server.serverproxy.service_failed', 'server.serverproxy.network_error'];

  it.each([
    // As it is written; and a name, which is looked up once, and leads nowhere else than where it was judged.
    ['http://127.0.0.1:PORT', { private: true }, refused],
    ['http://[::ffff:127.0.0.1]:PORT', { private: true }, refused],
    ['http://localhost:PORT', { private: true }, unreachable],
    ['http://10.0.0.1', { loopback: true }, refused],
    ['http://169.254.169.254', all, refused],
    ['http://[fd00:ec2::254]', all, refused],
    ['http://0.0.0.0:PORT', all, refused],
  ] as const)('at %s, with %j allowed', async (address, allowed, code) => {
    expect(await callAt(address.replace('PORT', String(pair.providerPort)), allowed)).toBe(code);
    expect(seen).toEqual([]);
  });

  it.each(['127.0.0.1', 'localhost'])('at %s, unless that was allowed', async (host) => {
    expect(await callAt(`http://${host}:${pair.providerPort}`, { loopback: true })).toBe(200);
    expect(seen.length).toBe(1);
  });
});

describe('bytes that could be read as two requests, or as one of another length', () => {
  const requests = async () =>
    (await Promise.all([pair.consumer, pair.provider].map(linesOf))).map(
      (lines) => lines.filter(({ kind }) => kind === 'request').length,
    );
  const head = `/r1/${service}/v1/7 HTTP/1.1\r\nHost: localhost\r\nX-Road-Client: ${client}\r\n`;

  /** Everything that comes back for bytes; `half`: after which nothing more is sent. */
  const say = (bytes: string, { half = false } = {}) =>
    new Promise<string>((done) => {
      let text = '';
      const socket = connect({ port: pair.consumer.clientPort, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => undefined);
      socket.once('close', () => done(text)).once('end', () => socket.destroy());
      socket.write(bytes);
      if (half) socket.end();
    });

  it.each([
    ['two lengths', `POST ${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    [
      'a length and pieces',
      `POST ${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET ${head}\r\n`,
    ],
    ['an odd coding', `POST ${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['pieces that are not last', `POST ${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['a length that is none', `POST ${head}Content-Length: +1\r\n\r\na`],
    ['a size of a piece that is none', `POST ${head}Transfer-Encoding: chunked\r\n\r\n1_\r\na\r\n0\r\n\r\n`],
    ['a space before the colon', `GET ${head}X-Vahid-Purpose : residency\r\n\r\n`],
    ['a folded line', `GET ${head}X-A: 1\r\n X-Vahid-Purpose: residency\r\n\r\n`],
    ['a line without its return', `GET ${head}X-A: 1\nX-Vahid-Purpose: residency\r\n\r\n`],
    ['a nothing in a value', `GET ${head}X-A: 1\u0000\r\n\r\n`],
  ])('are refused: %s', async (_, bytes) => {
    pair.rights = [{ ...right, method: '*' }];
    const before = await requests();
    expect(await say(bytes)).toMatch(/^HTTP\/1\.1 400 /);
    expect([seen, await requests()]).toEqual([[], before]);
  });

  it('are two where they are two, each judged and logged for itself', async () => {
    const second = `GET ${head.replace('/v1/7', '/v2/7')}Connection: close\r\n\r\n`;
    const text = await say(`GET ${head}\r\n${second}`);
    expect(text.match(/HTTP\/1\.1 \d+|x-road-error: .*/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 500',
      'x-road-error: server.serverproxy.access_denied',
    ]);
    expect(seen.map(({ url }) => url)).toEqual(['/base/v1/7']);
  });

  it('go nowhere where a client ends in their middle; one that ends after them does not hear the answer, and the log says so', async () => {
    pair.rights = [{ ...right, method: 'POST' }];
    const before = await requests();
    expect(await say(`POST ${head}Content-Length: 4\r\n\r\nab`, { half: true })).not.toContain(' 200 ');
    expect([seen, await requests()]).toEqual([[], before]);
    for (const { test } of [pair.consumer, pair.provider]) test.clock.advance(1000);
    expect(await say(`POST ${head}Content-Length: 4\r\n\r\nabcd`, { half: true })).toBe('');
    const fault = 'server.clientproxy.not_delivered';
    await vi.waitFor(async () => expect((await linesOf(pair.consumer)).map((line) => line.fault)).toContain(fault));
    expect(seen.map(({ body }) => body)).toEqual(['abcd']);
  });

  it.each([
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and pieces',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
    ],
    ['a line without its return', 'HTTP/1.1 200 OK\r\nX-A: 1\nX-Road-Error: x\r\nContent-Length: 0\r\n\r\n'],
  ])('are no answer of a provider: %s', async (_, bytes) => {
    pair.answer = (__, response) => void response.socket?.end(bytes);
    expect(told(await ask())[1]).toMatch(/^server\.serverproxy\.(?:network_error|service_failed)$/);
  });
});
