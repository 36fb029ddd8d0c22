import { randomUUID } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { readRequest, requestBytes } from '../../../protocols/x-road/index.ts';
import { largestBody, openBudget } from './body.ts';
import { openStored, type StoredContent } from './content.ts';
import { clientFault, GatewayFault } from './fault.ts';
import { markInterrupted } from './line.ts';
import { openMessageLog } from './message-log.ts';
import { openPeerClient } from './peer-call.ts';
import { openProviderClient } from './provider-call.ts';
import type { Station } from './station.ts';
import { client, openPair, right, rooms, service, type TestGateway, type TestPair } from './test-stand.ts';
import { sealMessage } from './wire.ts';

/* What a gateway lives through, and what its logs say of it afterwards. */

let pair: TestPair;
beforeAll(async () => {
  pair = await openPair(() => openTestVahid({ rooms }));
});
afterAll(() => pair.close());

let calls = 0;
beforeEach(() => {
  calls = 0;
  pair.rights = [right];
  pair.answer = (_, response) => {
    calls += 1;
    response.end('x');
  };
});

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly string[];
  readonly body?: Buffer;
  readonly host?: string;
}

/** Code of the error of the exchange, or the status. */
function ask({
  method = 'GET',
  path = '/v1/7',
  headers = [],
  body,
  host = 'localhost',
}: Asked = {}): Promise<string | number> {
  for (const { test } of [pair.consumer, pair.provider]) test.clock.advance(1000);
  const all = ['Host', host, 'X-Road-Client', client, ...headers, 'Content-Length', String(body?.length ?? 0)];
  const options = { port: pair.consumer.clientPort, host: '127.0.0.1', method, path: `/r1/${service}${path}` };
  return new Promise((done, failed) => {
    const sent = request({ ...options, headers: all, agent: false }, (answer: IncomingMessage) => {
      answer.resume().on('end', () => done(String(answer.headers['x-road-error'] ?? '') || (answer.statusCode ?? 0)));
      answer.on('error', failed);
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

const lastLine = async ({ test }: TestGateway) =>
  (
    await sql<{ kind: string; fault: string | null; client: string; service: string }>`
      select kind, fault, client, service from exchange.message order by at desc, kind = 'request' limit 1`.execute(
      test.vahid.db,
    )
  ).rows[0];

/** Changes a station for one act. */
async function having<T>(station: Station, change: Partial<Station>, act: () => Promise<T>): Promise<T> {
  const before = { ...station };
  Object.assign(station, change);
  try {
    return await act();
  } finally {
    Object.assign(station, before);
  }
}

const provider = () => {
  const found = pair.consumer.station.configuration().gateways.find(({ id }) => id === pair.provider.id);
  if (!found) throw new Error('no provider');
  return found;
};

/** Code by which the provider's gateway refuses a head. */
async function refusalOf(head: Buffer): Promise<unknown> {
  const message = await sealMessage(pair.consumer.station, { kind: 'request', head, body: undefined });
  return pair.consumer.peers.send(provider(), message, openBudget(largestBody).hold()).then(
    () => 'was taken',
    (error: unknown) => (error instanceof GatewayFault ? error.code : error),
  );
}

describe('a gateway lives on', () => {
  it('after a head that no gateway of ours would write', async () => {
    const odd = `${'a'.repeat(199 - `/r1/${service}/`.length)}\u{1F600}`;
    const lines = ['GET', `/r1/${service}/${odd}`, `X-Road-Client:${client}`, 'x-road-id:1', 'x-road-request-id:1', ''];
    expect(await refusalOf(Buffer.from(lines.join('\r\n')))).toBe('server.serverproxy.invalid_request');
    expect(await ask()).toBe(200);
  });

  it('after a provider that never comes to an end', async () => {
    pair.answer = (_, response) => {
      const timer = setInterval(() => response.write('x'), 100);
      response.once('close', () => clearInterval(timer));
    };
    expect(await ask()).toBe('server.serverproxy.network_error');
  });
});

describe('large bodies', () => {
  it('are refused where too much is under way, and taken again afterwards', async () => {
    pair.rights = [{ ...right, method: 'POST', path: '/**' }];
    const large = { method: 'POST', body: Buffer.alloc(200_000) };
    const bodies = openBudget(150_000);
    const codes = await having(pair.consumer.station, { bodies }, async () => [await ask(large), await ask()]);
    expect(codes[0]).toBe('server.clientproxy.io_error');
    const tight = { bodies: openBudget(150_000) };
    expect(await having(pair.provider.station, tight, () => ask(large))).toBe('server.serverproxy.io_error');
    expect(await ask(large)).toBe(200);
  });

  it('do not hold up the log of the small ones', async () => {
    const { db, keys } = pair.consumer.test.vahid;
    const writer = { append: () => Promise.reject(new Error('in the group')), drain: () => Promise.resolve() };
    const log = openMessageLog({ db, keys, writer });
    const [at, head] = [pair.consumer.station.now(), Buffer.from('GET')];
    const { seal } = await sealMessage(pair.consumer.station, { kind: 'request', head, body: undefined });
    const names = {
      side: 'consumer',
      kind: 'request',
      client,
      service,
      method: 'POST',
      peer: 'a',
      signer: 'a',
    } as const;
    const line = (size: number) => ({
      ...names,
      requestId: randomUUID(),
      signedAt: at,
      head,
      body: Buffer.alloc(size),
      seal,
    });
    await expect(log.append(line(1000))).rejects.toThrow('in the group');
    const large = line(100_000);
    await log.append(large);
    const { rows } = await sql<StoredContent>`select id, at, request_id as "requestId", client, service,
      content, head, body, body_digest as "bodyDigest"
      from exchange.message where request_id = ${large.requestId}`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new Error('the large message is not there');
    expect(openStored(keys, row)?.body?.equals(large.body)).toBe(true);
    const tomorrow = new Date(at.getTime() + 86_400_000);
    for (const other of [{ id: randomUUID() }, { at: tomorrow }])
      expect(() => openStored(keys, { ...row, ...other })).toThrow('unable to authenticate');
    await expect(log.append(large)).rejects.toMatchObject({ code: '23505' });
  });
});

describe('a request without a second line', () => {
  it('is marked once, when its gateway starts again', async () => {
    const { station, test } = pair.consumer;
    const [at, head, requestId] = [station.now(), Buffer.from('GET'), randomUUID()];
    const { seal } = await sealMessage(station, { kind: 'request', head, body: undefined });
    const names = { side: 'consumer', client, service, method: 'GET', peer: 'a', signer: 'a' } as const;
    await station.log.append({ ...names, kind: 'request', requestId, signedAt: at, head, seal });
    await ask();
    await markInterrupted(station, at);
    expect((await linesOf(requestId)).length).toBe(1);
    // However long it was away.
    const restart = new Date(at.getTime() + 5 * 86_400_000);
    for (let times = 0; times < 2; times += 1) await markInterrupted(station, restart);
    expect(await linesOf(requestId)).toEqual([{ fault: null }, { fault: 'server.clientproxy.interrupted' }]);

    async function linesOf(id: string) {
      return (
        await sql<{ fault: string | null }>`select fault from exchange.message where request_id = ${id}
          order by kind = 'failure'`.execute(test.vahid.db)
      ).rows;
    }
  });
});

describe('a client', () => {
  it('may not call unless the settings name it, or without the certificate they name', async () => {
    const { station } = pair.consumer;
    const of = (proof: ReturnType<Station['proofOf']>) => having(station, { proofOf: () => proof }, () => ask());
    expect(await of(undefined)).toBe('server.clientproxy.unknown_member');
    expect(await of(new Set(['0'.repeat(64)]))).toBe('server.clientproxy.ssl_authentication_failed');
    expect(calls).toBe(0);
    expect(await of('open')).toBe(200);
  });
});

it.each([
  ['evil.example', 'server.clientproxy.invalid_request'],
  ['evil.example:8081', 'server.clientproxy.invalid_request'],
  ['127.0.0.1.evil.example', 'server.clientproxy.invalid_request'],
  ['localhost:8081', 200],
  ['[::1]:8081', 200],
])('a page of a browser on this machine does not get through by a name of its own: %s', async (host, expected) => {
  expect(await ask({ host })).toBe(expected);
  expect(calls).toBe(expected === 200 ? 1 : 0);
});

describe('a gateway is not called', () => {
  it.each(['169.254.169.254', '[::ffff:a9fe:a9fe]', '168.63.129.16'])(
    'at %s, whatever its entry says',
    async (host) => {
      const message = await sealMessage(pair.consumer.station, {
        kind: 'request',
        head: Buffer.from('x'),
        body: undefined,
      });
      const there = { ...provider(), id: host, address: `https://${host}:1` };
      const sent = pair.consumer.peers.send(there, message, openBudget(largestBody).hold());
      await expect(sent).rejects.toMatchObject({
        code: 'server.clientproxy.network_error',
        message: 'The address may not be called',
      });
    },
  );

  it('once its certificate has ended', async () => {
    const peers = openPeerClient(pair.consumer.certificate, () => new Date('2028-01-01'));
    const message = await sealMessage(pair.consumer.station, {
      kind: 'request',
      head: Buffer.from('x'),
      body: undefined,
    });
    const sent = peers.send(provider(), message, openBudget(largestBody).hold());
    await expect(sent).rejects.toMatchObject({ code: 'server.clientproxy.ssl_authentication_failed' });
    await peers.close();
  });
});

describe('a provider that answers nothing', () => {
  it('gets no more calls than may wait for it', async () => {
    const found = pair.provider.station.provider(service);
    if (!found) throw new Error('no provider');
    pair.answer = () => undefined;
    const calling = openProviderClient({ loopback: true }, pair.provider.test.vahid);
    const headers = [['X-Road-Client', client]] as const;
    const asked = readRequest({ method: 'GET', target: `/r1/${service}/v1/7`, headers }, { requestId: '1', id: '1' });
    const call = () =>
      calling
        .call(found, { request: asked, body: undefined, right, hold: openBudget(largestBody).hold() })
        .catch((error: GatewayFault) => error.code);
    const codes = await Promise.all(Array.from({ length: 258 }, call));
    const count = (code: string) => codes.filter((one) => one === `server.serverproxy.${code}`).length;
    expect([count('network_error'), count('service_failed')]).toEqual([256, 2]);
    // What is said before an answer is none.
    pair.answer = (_, response) => response.writeEarlyHints({ link: '</x>; rel=preload' }, () => response.end('x'));
    const answered = { status: 200, reason: 'OK', body: { bytes: Buffer.from('x') } };
    await expect.poll(call, { timeout: 5000 }).toMatchObject(answered);
    await calling.close();
  });
});

describe('a request is refused', () => {
  const requestOf = (requestId: string) => {
    const ids = { requestId, id: 'AZ-1' };
    const headers = [['X-Road-Client', client]] as const;
    return requestBytes(readRequest({ method: 'GET', target: `/r1/${service}/v1/7`, headers }, ids));
  };

  it('for an id that is none', async () => {
    expect(await refusalOf(requestOf(randomUUID()))).toBe('was taken');
    calls = 0;
    for (const id of ['1', 'x'.repeat(100_000), `${randomUUID()}0`])
      expect(await refusalOf(requestOf(id))).toBe('server.serverproxy.invalid_request');
    expect(calls).toBe(0);
  });

  it('where two rights name other articles for one purpose', async () => {
    pair.rights = [right, { ...right, path: '/**', article: '2' }];
    const headers = ['X-Vahid-Purpose', right.purpose];
    expect(await ask({ headers })).toBe('server.serverproxy.access_denied');
    pair.rights = [right, { ...right, path: '/**' }];
    expect(await ask({ headers })).toBe(200);
  });

  it('by the provider’s gateway, and both logs say so', async () => {
    const fault = 'server.serverproxy.access_denied';
    expect(await ask({ path: '/v2' })).toBe(fault);
    for (const one of [pair.consumer, pair.provider])
      expect(await lastLine(one)).toEqual({ kind: 'failure', fault, client, service });
  });

  it('by its own gateway, and the log says so', async () => {
    const headers = ['X-Road-Security-Server', 'AZ/GOV/din/gw9'];
    const fault = 'server.clientproxy.invalid_security_server';
    expect(await ask({ headers })).toBe(fault);
    expect(await lastLine(pair.consumer)).toEqual({ kind: 'failure', fault, client, service });
  });

  it('where the provider’s gateway has no configuration in force', async () => {
    const configuration = () => {
      throw clientFault('global_conf_outdated', 'ended');
    };
    const code = await having(pair.provider.station, { configuration }, () => ask());
    expect(code).toBe('server.serverproxy.global_conf_outdated');
  });
});

describe('an answer is not taken', () => {
  it('that was sealed at another time', async () => {
    const { station, test } = pair.provider;
    const late = () => new Date(test.clock.now().getTime() + 61_000);
    pair.answer = (_, response) => {
      Object.assign(station, { now: late });
      response.end('x');
    };
    const code = await having(station, {}, () => ask());
    expect(code).toBe('server.clientproxy.inconsistent_response');
  });

  it('that its gateway could not log', async () => {
    const real = openMessageLog(pair.provider.test.vahid);
    const log = {
      ...real,
      append: (message: Parameters<typeof real.append>[0]) =>
        message.kind === 'request' ? real.append(message) : Promise.reject(new Error('no disk')),
    };
    expect(await having(pair.provider.station, { log }, () => ask())).toBe('server.serverproxy.logging_failed');
    expect(calls).toBe(1);
  });
});

describe('a purpose that others have', () => {
  it('is not told with the methods of a subsystem', async () => {
    pair.rights = [right, { ...right, client: 'AZ/GOV/aef/x', path: '/secret' }];
    const url = `http://127.0.0.1:${pair.consumer.clientPort}/r1/${service.replace('/people', '/listMethods')}`;
    const text = await (await fetch(url, { headers: { 'X-Road-Client': client } })).text();
    expect([text.includes('/v1/*'), text.includes('/secret')]).toEqual([true, false]);
  });
});

describe('a client that is gone before it has the answer', () => {
  it('is in its gateway’s log as one that did not get it', async () => {
    const gone = new Promise<void>((done) => {
      pair.answer = (_, response) => {
        sent.destroy();
        setTimeout(() => void response.end('x', () => done()), 50);
      };
    });
    const headers = ['Host', 'localhost', 'X-Road-Client', client];
    const sent = request({
      port: pair.consumer.clientPort,
      host: '127.0.0.1',
      path: `/r1/${service}/v1/gone`,
      headers,
    });
    sent.on('error', () => undefined).end();
    await gone;
    const lines = async () =>
      (
        await sql<{ kind: string; fault: string | null }>`select kind, fault from exchange.message
          where request_id = (select request_id from exchange.message order by xid desc limit 1)
          order by xid`.execute(pair.consumer.test.vahid.db)
      ).rows;
    await vi.waitFor(
      async () =>
        expect(await lines()).toEqual([
          { kind: 'request', fault: null },
          { kind: 'response', fault: null },
          { kind: 'failure', fault: 'server.clientproxy.not_delivered' },
        ]),
      { timeout: 5000 },
    );
  });
});
