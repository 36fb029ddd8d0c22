import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { type Actor, anonymous } from '../../../kernel/access.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { registerEntries } from '../../catalogue/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { openStand, peopleDocument } from '../access-rights/test-stand.ts';
import { openPair, right, type TestPair } from '../gateway/test-stand.ts';
import { room as exchange } from '../module.ts';
import { publishedEndpoint } from './reading.ts';
import { type Trial, tryEndpoint, whyNoTrial } from './trial.ts';

const rooms = [kernelRoom, identity, process, catalogue, exchange];
let pair: TestPair;
let test: TestVahid;
let developer: Actor;
let asked: Omit<Trial, 'values'>;
const reached: string[] = [];

beforeAll(async () => {
  pair = await openPair(() => openTestVahid({ rooms }));
  pair.rights = [{ ...right, path: '/people/*' }];
  const env = { VAHID_EXCHANGE_TEST: `http://127.0.0.1:${pair.consumer.clientPort}/AZ` };
  test = await openTestVahid({ rooms, env });
  const system = (code: string, institution: string) => ({
    kind: 'system' as const,
    code,
    institution,
    title: { az: code, en: code, ru: code },
    source: 'trial.yaml',
    state: 'in_use' as const,
  });
  await registerEntries(test.ctx(), [system('population', 'din'), system('portal', 'rinn')]);
  const stand = await openStand(test);
  await stand.publish(peopleDocument(), { system: 'population', code: 'people' });
  developer = await stand.someone('1AAAAC1', ['rinn', 'officer']);
  const name = { system: 'population', code: 'people', method: 'GET', path: '/people/{fin}' };
  asked = { ...(await publishedEndpoint(test.ctx(), name)), system: 'portal', body: '' };
});
afterAll(async () => {
  await pair.close();
  await test.close();
});
beforeEach(() => {
  reached.length = 0;
  pair.answer = (request, answer) => {
    reached.push(`${request.method} ${request.url} ${String(request.headers['x-road-client'])}`);
    answer.setHeader('content-type', 'application/json').end('{"name":"Sınaq"}');
  };
});

const attempt = (values: Trial['values'], changed: Partial<Trial> = {}, actor = developer) =>
  tryEndpoint(test.ctx(actor), { ...asked, values, ...changed });

it('is told to whoever cannot try an endpoint why, and nothing to whoever can', async () => {
  expect(await whyNoTrial(test.ctx(developer))).toBeUndefined();
  expect(await whyNoTrial(test.ctx(anonymous))).toBe('trialOfficials');
  const without: Actor = { ...developer, appointments: [{ institution: 'sn', role: 'officer' }] };
  expect(await whyNoTrial(test.ctx(without))).toBe('trialNoSystem');
});

describe('an endpoint is tried', () => {
  it('through the gateways of the test environment, and tells what came back', async () => {
    const { call, status, headers, body } = await attempt({ 'path fin': '5ABC123' });
    expect(call.target).toBe('/r1/AZ/GOV/din/population/people/people/5ABC123');
    expect({ status, body }).toEqual({ status: 200, body: '{\n  "name": "Sınaq"\n}' });
    expect(headers.map(([name]) => name)).toContain('x-road-request-hash');
    expect(reached).toEqual(['GET /base/people/5ABC123 AZ/GOV/rinn/portal']);
  });

  it('as its gateway answers it where there is no right', async () => {
    pair.rights = [];
    expect(await attempt({})).toMatchObject({ status: 500 });
    pair.rights = [{ ...right, path: '/people/*' }];
    expect(reached).toEqual([]);
  });

  it('only in the name of one’s own system, and never beyond the service', async () => {
    await expect(attempt({}, { system: 'population' })).rejects.toMatchObject({ code: 'exchange.trial_system' });
    for (const fin of ['..', '.'])
      await expect(attempt({ 'path fin': fin })).rejects.toMatchObject({ code: 'exchange.trial_value' });
    await attempt({ 'path fin': '../../other\r\nX-Road-Client: AZ/GOV/in/x' });
    expect(reached.join()).not.toContain('other/');
    await expect(attempt({}, {}, { kind: 'anonymous', appointments: [] })).rejects.toMatchObject({ status: 401 });
    const citizen: Actor = { kind: 'person', person: developer.person ?? '', appointments: [] };
    await expect(attempt({}, {}, citizen)).rejects.toMatchObject({ status: 403 });
  });

  it('nowhere else than in a test environment', async () => {
    const { readConfig } = await import('../../../kernel/config.ts');
    const production = {
      VAHID_MODE: 'production',
      DATABASE_URL: 'postgres://localhost/vahid',
      VAHID_KEY: Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7)).toString('base64'),
      TRUST_PROXY: 'none',
      VAHID_URL: 'https://vahid.example',
      OIDC_ISSUER: 'https://sign-in.example',
      OIDC_CLIENT_ID: 'a',
      OIDC_CLIENT_SECRET: 'b',
    };
    const read = (more: Readonly<Record<string, string>>) => readConfig({ ...production, ...more }, '/').exchangeTest;
    expect(read({ VAHID_EXCHANGE_TEST: 'http://127.0.0.1:8081/AZ-TEST' })).toEqual({
      origin: 'http://127.0.0.1:8081',
      instance: 'AZ-TEST',
    });
    const wrong = [
      { VAHID_EXCHANGE_TEST: 'http://127.0.0.1:8081' },
      { VAHID_EXCHANGE_TEST: 'http://127.0.0.1:8081/AZ' },
      { VAHID_EXCHANGE_TEST: 'gateway' },
      { VAHID_EXCHANGE_TEST: 'http://127.0.0.1:8081/AZ-TEST', VAHID_GATEWAY: 'http://127.0.0.1:8081' },
    ];
    for (const env of wrong) expect(() => read(env)).toThrow('VAHID_EXCHANGE_TEST');
  });
});
