import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { bodyOf } from './body.ts';
import { serverFault } from './fault.ts';
import { type HostedCall, registerHostedService } from './hosted-service.ts';
import { endpoints, everything, openPersonStand } from './person-stand.ts';
import type { ProviderAnswer } from './provider-call.ts';
import { rooms, service } from './test-stand.ts';

/* Services that an installation keeps itself: asked as any other, and held to the same. */

const fin = '7ABCDE1';
let stand: Awaited<ReturnType<typeof openPersonStand>>;
let answer: (call: HostedCall) => Promise<ProviderAnswer>;

const json = (value: unknown): ProviderAnswer => ({
  status: 200,
  reason: 'OK',
  headers: [['Content-Type', 'application/json']],
  body: bodyOf(Buffer.from(JSON.stringify(value))),
});

/** Puts a hosted service in the place of the provider. */
function host(name: string): void {
  const { station } = stand.pair.provider;
  stand.provide(true);
  const described = station.provider(service);
  if (!described) throw new Error('no provider');
  Object.assign(station, { provider: () => ({ ...described, address: `vahid:${name}`, timeoutMs: 200 }) });
}

beforeAll(async () => {
  stand = await openPersonStand(() => openTestVahid({ rooms }));
  const { vahid } = stand.pair.provider.test;
  registerHostedService(vahid, 'own', { answer: (call) => answer(call) });
  registerHostedService(vahid, 'events', { discloses: true, answer: (call) => answer(call) });
});
afterAll(() => stand.close());
beforeEach(() => {
  stand.begin();
  host('own');
});

it('is asked with the right, and its answer filtered and told of', async () => {
  const calls: HostedCall[] = [];
  answer = (call) => {
    calls.push(call);
    return Promise.resolve(json({ name: 'Ayna', fin }));
  };
  stand.pair.rights = [{ ...everything, fields: ['/name'] }];
  expect((await stand.ask(`/people/${fin}`)).text).toBe('{"name":"Ayna"}');
  expect(calls).toMatchObject([{ right: { fields: ['/name'] }, request: { servicePath: `/people/${fin}` } }]);
  expect(await stand.lines()).toMatchObject([{ key: fin, outcome: 'granted' }]);
  expect((await stand.ask('/codes')).fault).toBe('server.serverproxy.access_denied');
  expect(calls).toHaveLength(1);
});

it.each([
  ['is not there', 'other', () => Promise.resolve(json(1)), 'service_failed'],
  ['breaks', 'own', () => Promise.reject(new Error('x')), 'service_failed'],
  ['says why', 'own', () => Promise.reject(serverFault('unknown_service', 'x')), 'unknown_service'],
  ['does not end', 'own', () => new Promise<never>(() => undefined), 'network_error'],
  ['says too much', 'own', () => Promise.resolve(json('x'.repeat(300_000))), 'service_failed'],
] as const)('that %s is told so, also to those concerned', async (_, name, how, code) => {
  host(name);
  answer = how;
  expect((await stand.ask(`/people/${fin}`)).fault).toBe(`server.serverproxy.${code}`);
  expect(await stand.lines()).toMatchObject([{ key: fin, outcome: 'unavailable' }]);
});

it('that tells those concerned itself is left to do so', async () => {
  host('events');
  answer = () => Promise.resolve(json([{ fin }]));
  stand.pair.rights = [{ ...everything, fields: ['/name'] }];
  expect(endpoints.find(({ path }) => path === '/codes')?.subjects).toEqual([]);
  expect((await stand.ask('/codes')).text).toBe(`[{"fin":"${fin}"}]`);
  const other = { method: 'POST', body: '{"_method":"DELETE"}' };
  expect((await stand.ask('/codes', other)).fault).toBe('server.serverproxy.access_denied');
  expect(await stand.lines()).toEqual([]);
});
