import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { runGateway, type RunningGateway } from '../gateway/run.ts';
import { readSettings } from '../gateway/settings.ts';
import { room as exchange } from '../module.ts';
import { withdraw } from './actions.ts';
import { exchangeClient, gatewayRenew } from './commands.ts';
import { testConnection } from './connection.ts';
import { findCertificates, findGateways } from './store.ts';
import { type Centre, openCentre, population, taxpayers, technopark } from './test-stand.ts';

/* Two gateways that believe what the centre publishes, and nothing else. */

const rooms = [kernelRoom, identity, process, catalogue, exchange];
const service = `${population}/people`;
const databases: TestVahid[] = [];
const running = new Map<string, RunningGateway>();
let centre: Centre;
let http: FastifyInstance;
let origin = '';
let system: Server;
const ports = { din: 0, rinn: 0 };

// Commands go by the machine’s clock: what they make is in force by then.
const began = new Date(Date.now() + 600_000).toISOString();
const open = async () => {
  const test = await openTestVahid({ rooms, now: began });
  databases.push(test);
  return test;
};

beforeAll(async () => {
  // Gateways ask their centre once a minute: the tests say when that is over.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  system = createServer((asked, answer) => void answer.end(asked.url)).listen(0, '127.0.0.1');
  centre = await openCentre(await open());
  const { vahid } = centre.test;
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(vahid, assets);
  http = await buildServer(vahid, { assets, failurePage });
  origin = await http.listen({ port: 0, host: '127.0.0.1' });
  const { people } = centre;
  for (const [side, id, serves] of [
    ['din', 'AZ/GOV/din/gw1', population],
    ['rinn', 'AZ/GOV/rinn/gw1', technopark],
  ] as const) {
    ports[side] = await freePort();
    await centre.bring(people[side], await centre.init(side, id, ports[side], serves));
    writeFileSync(centre.at(side, 'centre.pem'), await (await fetch(`${origin}/exchange/centre.pem`)).text());
  }
  const right = { service, method: 'GET', path: '/**', purpose: 'residency', act: 'a', article: '1' };
  change('din', {
    allowed: { loopback: true },
    services: [{ service, address: `http://127.0.0.1:${(system.address() as AddressInfo).port}`, personal: false }],
    rights: [technopark, taxpayers].map((client) => ({ ...right, client })),
  });
  change('rinn', {
    book: `${origin}/exchange/books/${encodeURIComponent('AZ/GOV/rinn/gw1')}.jws`,
    disclosures: { to: `${origin}/api/v1/exchange/disclosures` },
    clients: [{ client: technopark, open: true }],
  });
  await start('din');
  await start('rinn');
});
afterAll(async () => {
  for (const gateway of running.values()) await gateway.close();
  vi.useRealTimers();
  await http.close();
  system.close();
  for (const test of databases) await test.close();
  centre.close();
});

function change(side: 'din' | 'rinn', more: object): void {
  const path = centre.at(side, 'gateway.yaml');
  const host = '127.0.0.1';
  const listen = { clients: { host, port: 0 }, gateways: { host, port: ports[side] } };
  const configuration = { from: `${origin}/exchange/configuration.jws`, centre: 'centre.pem' };
  writeFileSync(path, stringify({ ...(parse(readFileSync(path, 'utf8')) as object), listen, configuration, ...more }));
}

const kept = new Map<string, TestVahid>();
async function start(side: string): Promise<void> {
  await running.get(side)?.close();
  const test = kept.get(side) ?? (await open());
  kept.set(side, test);
  running.set(side, await runGateway(test.vahid, readSettings(centre.at(side, 'gateway.yaml'))));
}

/** A minute later both gateways have what is published now. */
async function minute(): Promise<void> {
  const issued = await configurationIn('centre');
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(async () => {
    for (const side of ['din', 'rinn']) if ((await configurationIn(side)) !== issued) throw new Error('not yet');
  });
}

const configurationIn = async (side: string) =>
  side === 'centre'
    ? (await fetch(`${origin}/exchange/configuration.jws`)).text()
    : readFileSync(centre.at(side, 'configuration.kept.jws'), 'utf8');

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

async function call(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${running.get('rinn')?.clientPort}/r1/${service}/7`, {
    headers: { 'X-Road-Client': technopark, connection: 'close' },
  });
  await answer.text();
  return String(answer.headers.get('x-road-error') ?? answer.status);
}

const ctx = (actor = centre.people.approver) => centre.test.ctx(actor);
const gatewayId = async (name: string) => (await findGateways(ctx().db)).find((one) => one.name === name)?.id ?? '';

describe('what is published', () => {
  it('is fetched by anybody, and told only once', async () => {
    const first = await fetch(`${origin}/exchange/configuration.jws`);
    const tag = first.headers.get('etag') ?? '';
    expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
      200,
      'application/jose',
      'public, max-age=30',
    ]);
    const again = await fetch(`${origin}/exchange/configuration.jws`, { headers: { 'if-none-match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const book = await fetch(`${origin}/exchange/books/${encodeURIComponent('AZ/GOV/din/gw1')}.jws`);
    expect([book.status, book.headers.get('etag') === tag]).toEqual([200, false]);
    for (const path of [`books/${encodeURIComponent('AZ/GOV/sn/gw1')}.jws`, 'books/AZ%2FGOV%2Fsn%2F%00.jws', 'books/x'])
      expect([400, 404, 422]).toContain((await fetch(`${origin}/exchange/${path}`)).status);
    const members = await fetch(`${origin}/api/v1/exchange/members`);
    expect(await members.json()).toMatchObject({ instance: 'AZ', gateways: [{ id: 'AZ/GOV/din/gw1' }, {}] });
  });
});

describe('a gateway', () => {
  it('changes its certificate and key without a refused call, and the old one is refused once withdrawn', async () => {
    expect(await call()).toBe('200');
    await centre.run(gatewayRenew, [centre.at('din')]);
    const old = readFileSync(centre.at('din', 'gateway.yaml'), 'utf8');
    await expect(centre.run(gatewayRenew, [centre.at('din'), '--take'])).rejects.toThrow(/does not name/);
    await centre.bring(centre.people.din, centre.announced('din'));
    expect(await call()).toBe('200');
    await minute();
    expect(await call()).toBe('200');
    await centre.run(gatewayRenew, [centre.at('din'), '--take']);
    expect(await call()).toBe('200');
    const gateway = await gatewayId('AZ/GOV/din/gw1');
    const first = (await findCertificates(ctx().db, gateway)).at(-1)?.fingerprint ?? '';
    expect(await testConnection(ctx(), gateway)).toMatchObject({ outcome: 'right', fingerprint: first });
    // It takes what it was given without a start.
    await vi.waitFor(async () => {
      vi.advanceTimersByTime(15_000);
      const { outcome, fingerprint } = await testConnection(ctx(), gateway);
      expect([outcome, fingerprint === first]).toEqual(['right', false]);
    });
    expect(await call()).toBe('200');
    await withdraw(ctx(centre.people.din), { gateway, certificate: first, reason: 'Əvəz olunub' });
    await withdraw(ctx(centre.people.din), { gateway, kid: '2026-1', reason: 'Əvəz olunub' });
    await centre.settle();
    await minute();
    expect(await call()).toBe('200');
    // Its own calls show the renewed one too.
    await centre.run(gatewayRenew, [centre.at('rinn')]);
    await centre.bring(centre.people.rinn, centre.announced('rinn'));
    await minute();
    await centre.run(gatewayRenew, [centre.at('rinn'), '--take']);
    const calling = await gatewayId('AZ/GOV/rinn/gw1');
    const before = (await findCertificates(ctx().db, calling)).at(-1)?.fingerprint ?? '';
    await vi.waitFor(async () => {
      vi.advanceTimersByTime(15_000);
      expect((await testConnection(ctx(), calling)).fingerprint).not.toBe(before);
    });
    expect(await call()).toBe('200');
    await withdraw(ctx(centre.people.rinn), { gateway: calling, certificate: before, reason: 'Əvəz olunub' });
    await centre.settle();
    await minute();
    expect(await call()).toBe('200');
    const renewed = readFileSync(centre.at('din', 'gateway.yaml'), 'utf8');
    writeFileSync(centre.at('din', 'gateway.yaml'), old);
    await start('din');
    expect(await call()).toBe('server.clientproxy.ssl_authentication_failed');
    expect(await testConnection(ctx(), gateway)).toMatchObject({ outcome: 'wrong', fingerprint: first });
    writeFileSync(centre.at('din', 'gateway.yaml'), renewed);
    await start('din');
    expect(await call()).toBe('200');
  });

  it('starts and lives on what it has while the centre is away', async () => {
    const { port } = http.server.address() as AddressInfo;
    await http.close();
    await start('din');
    expect(await call()).toBe('200');
    const assets = { base: '/assets', get: () => undefined };
    http = await buildServer(centre.test.vahid, { assets, failurePage });
    await http.listen({ port, host: '127.0.0.1' });
  });
});

describe('a connection', () => {
  it('is tried only by who may, at the registered address, and says what was found', async () => {
    const { people } = centre;
    const gateway = await gatewayId('AZ/GOV/din/gw1');
    const [own] = await findCertificates(ctx().db, gateway);
    expect(await testConnection(ctx(), gateway)).toMatchObject({ outcome: 'right', fingerprint: own?.fingerprint });
    expect(await testConnection(ctx(people.din), gateway)).toMatchObject({ outcome: 'right' });
    await expect(testConnection(ctx(people.in), gateway)).rejects.toMatchObject({ status: 403 });
    await centre.bring(people.in, await centre.init('in', 'AZ/GOV/in/gw1', await freePort(), taxpayers));
    expect(await testConnection(ctx(), await gatewayId('AZ/GOV/in/gw1'))).toMatchObject({
      outcome: 'refused',
      code: 'ECONNREFUSED',
    });
    await withdraw(ctx(), { gateway: await gatewayId('AZ/GOV/in/gw1'), reason: 'Sınaq' });
    await centre.settle();
  });
});

describe('a system without a gateway', () => {
  it('calls by its certificate through the gateway of the centre, until that is withdrawn', async () => {
    const { people } = centre;
    await centre.run(exchangeClient, [centre.at('client'), '--id', taxpayers, '--gateway', 'AZ/GOV/rinn/gw1']);
    const [cert, key] = ['client.pem', 'client.key'].map((name) => readFileSync(centre.at('client', name), 'utf8'));
    await centre.bring(people.in, centre.announced('client'));
    const listen = { clients: { host: '0.0.0.0', port: 0 }, gateways: { host: '127.0.0.1', port: ports.rinn } };
    change('rinn', { listen, clients: [] });
    await start('rinn');
    await minute();
    const ask = (shown: object, client = taxpayers) =>
      new Promise<string>((done, failed) => {
        const port = running.get('rinn')?.clientPort;
        const options = { host: '127.0.0.1', port, path: `/r1/${service}/7`, headers: { 'X-Road-Client': client } };
        get({ ...options, agent: false, rejectUnauthorized: false, ...shown }, (answer) => {
          answer.resume();
          done(String(answer.headers['x-road-error'] ?? answer.statusCode));
        }).on('error', failed);
      });
    expect(await ask({ cert, key })).toBe('200');
    expect(await ask({})).toBe('server.clientproxy.ssl_authentication_failed');
    expect(await ask({ cert, key }, technopark)).not.toBe('200');
    const gateway = await gatewayId('AZ/GOV/rinn/gw1');
    const of = (await findCertificates(ctx().db, gateway)).find(({ client }) => client === taxpayers);
    await withdraw(ctx(people.in), { gateway, certificate: of?.fingerprint, reason: 'Kompüter itib' });
    await centre.settle();
    await minute();
    expect(await ask({ cert, key })).not.toBe('200');
  });
});
