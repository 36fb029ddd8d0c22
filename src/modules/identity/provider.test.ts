import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { Provider } from 'oidc-provider/lib/provider.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { demoPeople } from './demo-people.ts';
import { type DemoShelf, DemoStore } from './demo-store.ts';
import { finOf, mountDemoProvider, personByFin } from './index.ts';
import { Browser, citizen, openPortal, parts, rooms } from './test-portal.ts';

// A provider of somebody else, on an address of its own: the same way as in production, over plain HTTP.
const claims: Record<string, Record<string, unknown>> = {
  citizen: { name: 'Tofiq Bədəlov', fin: '3ZP5W6L' },
  foreigner: { given_name: 'Ana', family_name: 'Kovač' },
  broken: { name: 'Nobody', fin: '12' },
  nameless: { fin: '3ZP5W6L' },
  careless: { name: 'Tofiq Bədəlov', fin: '3zp5w6l' },
  strange: { name: 'Tofiq Bədəlov', fin: 1_234_567 },
};
const publicUrl = 'http://portal.example';

let login: Server;
let issuer: string;
let test: TestVahid;
let server: FastifyInstance;
let account: string | undefined;
/** When the provider saw the visitor sign in. */
let secondsAgo = 0;

beforeAll(async () => {
  login = createServer();
  await new Promise<void>((done) => login.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(login.address() as AddressInfo).port}`;
  const shelf: DemoShelf = new Map();
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(issuer, {
    adapter: (model: string) => new DemoStore(model, shelf),
    jwks: { keys: [key] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 60, Grant: 60 },
    clients: [{ client_id: 'vahid', client_secret: 'known to both', redirect_uris: [`${publicUrl}/giris/qayit`] }],
    claims: { openid: ['sub', 'fin'], profile: ['name', 'given_name', 'family_name'] },
    scopes: ['openid', 'profile'],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/choose/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...claims[sub] }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: 'vahid', accountId: ctx.oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  login.on('request', (request, response) => {
    if (!request.url?.startsWith('/choose/')) return void answer(request, response);
    const result = account
      ? { login: { accountId: account, ts: Math.floor(Date.now() / 1000) - secondsAgo } }
      : { error: 'access_denied' };
    return void provider.interactionFinished(request, response, result);
  });
  const env = {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'vahid',
    OIDC_CLIENT_SECRET: 'known to both',
    VAHID_URL: publicUrl,
  };
  test = await openTestVahid({ rooms, env });
  assetsPort.fill(test.vahid, parts.assets);
  server = await buildServer(test.vahid, { ...parts, extend: (app) => mountDemoProvider(app, test.vahid) });
});

afterAll(async () => {
  await server.close();
  await test.close();
  await new Promise((done) => login.close(done));
});

beforeEach(async () => {
  await sql`delete from kernel.session`.execute(test.vahid.db);
});

const cookiesOf = (lines: readonly string[]) => lines.map((line) => line.split(';')[0]).join('; ');

/** The visitor's way: our page, the provider's pages, and back. */
async function signIn(as: string | undefined) {
  account = as;
  const start = await server.inject({ url: '/giris?davam=%2Fsessiyalar' });
  const jar = new Map<string, string>();
  let at = String(start.headers.location);
  expect(at.startsWith(`${issuer}/auth?`)).toBe(true);
  while (at.startsWith(issuer)) {
    const step = await fetch(at, { redirect: 'manual', headers: { cookie: [...jar.values()].join('; ') } });
    for (const line of step.headers.getSetCookie()) jar.set(line.split('=')[0] ?? '', line.split(';')[0] ?? '');
    at = new URL(step.headers.get('location') ?? '', issuer).href;
  }
  expect(at.startsWith(`${publicUrl}/giris/qayit?`)).toBe(true);
  const cookie = cookiesOf(start.cookies.map(({ name, value }) => `${name}=${value}`));
  return server.inject({ url: at.slice(publicUrl.length), headers: { cookie } });
}

const sessions = async () =>
  (await sql<{ person: string; name: string }>`select person, name from kernel.session`.execute(test.vahid.db)).rows;

describe('a provider of the settings', () => {
  it('is asked with PKCE, state, nonce and a fresh sign-in', async () => {
    const { searchParams } = new URL(String((await server.inject({ url: '/en/giris' })).headers.location));
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'vahid',
      redirect_uri: `${publicUrl}/giris/qayit`,
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '0',
      ui_locales: 'en',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)?.length).toBeGreaterThan(40);
  });

  it('signs in a citizen by FIN', async () => {
    const answer = await signIn('citizen');
    expect(answer.headers.location).toBe('/sessiyalar');
    expect(await sessions()).toEqual([{ person: await personByFin(test.ctx(), '3ZP5W6L'), name: 'Tofiq Bədəlov' }]);
  });

  it('signs in a foreigner without FIN as the same person each time', async () => {
    await signIn('foreigner');
    await signIn('foreigner');
    const [one, two] = await sessions();
    expect(one).toEqual(two);
    expect(one?.name).toBe('Ana Kovač');
    expect(await finOf(test.ctx(), one?.person ?? '')).toBeNull();
  });

  it.each(['broken', 'nameless', 'careless', 'strange'])('is refused when its claims are %s', async (as) => {
    expect(await signIn(as)).toMatchObject({ statusCode: 502 });
    expect(await sessions()).toEqual([]);
  });

  it('is not believed when it lets in whom it knew an hour ago already', async () => {
    secondsAgo = 3600;
    expect((await signIn('citizen')).statusCode).toBe(400);
    secondsAgo = 0;
    expect((await signIn('citizen')).statusCode).toBe(303);
  });

  it('may tell that the visitor cancelled', async () => {
    const answer = await signIn(undefined);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Girişdən imtina etdiniz');
  });

  it('leaves no room for the demo provider', async () => {
    expect((await server.inject({ url: '/demo-oidc/.well-known/openid-configuration' })).statusCode).toBe(404);
    expect((await server.inject({ url: '/giris/demo/aaaaaaaaaaaaaaaa' })).statusCode).toBe(404);
  });
});

describe('a provider that does not answer', () => {
  it('is asked again at the next attempt', async () => {
    const { OIDC_ISSUER, ...rest } = {
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'vahid',
      OIDC_CLIENT_SECRET: 'x',
    };
    const away = await openTestVahid({ rooms, env: { OIDC_ISSUER, ...rest } });
    assetsPort.fill(away.vahid, parts.assets);
    const portal = await buildServer(away.vahid, parts);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await portal.inject({ url: '/giris' });
      expect(answer.statusCode).toBe(503);
      expect(answer.body).toContain('Giriş xidməti hazırda cavab vermir');
    }
    await portal.close();
    await away.close();
  });
});

describe('the demo provider', () => {
  it('is refused in production', async () => {
    const { vahid } = test;
    const production = { ...vahid, config: { ...vahid.config, mode: 'production' as const } };
    const built = buildServer(production, { ...parts, extend: (app) => mountDemoProvider(app, production) });
    await expect(built).rejects.toThrow('refused in production');
  });

  it('works under whatever name the installation goes', async () => {
    const env = { VAHID_URL: 'https://demo.example' };
    const portal = await openPortal(await openTestVahid({ rooms, env }));
    const browser = new Browser(portal);
    expect(await browser.signIn(citizen)).toMatchObject({ path: '/sessiyalar', status: 200 });
    await portal.close();
  });

  it('offers people with valid, different numbers and with offices that exist', () => {
    expect(new Set(demoPeople.map(({ fin }) => fin)).size).toBe(demoPeople.length);
    for (const { fin } of demoPeople) expect(fin).toMatch(/^[0-9A-HJ-NP-Z]{7}$/);
  });
});
