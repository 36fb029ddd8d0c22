import { createHook } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, brotliDecompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { accessTable, anyone, signedIn } from '../access.ts';
import { newId } from '../identifier.ts';
import { release } from '../release.ts';
import type { Room } from '../module.ts';
import { kernelRoom } from '../room.ts';
import { formToken, openSession } from '../session.ts';
import { sessionCookieFor } from './cookie.ts';
import { formBody, formValue, idParam, json, page, pageQuery, redirect, route } from './route.ts';
import { actorPort } from './actor.ts';
import { buildServer, type ServerParts } from './server.ts';

const secret = 'FİN 5XYZ123';

const doors: Room = {
  name: 'doors',
  dependsOn: [],
  access: accessTable('doors', { look: anyone, act: signedIn, judge: [{ who: 'officer', where: 'own' }] }),
  routes: [
    route({ method: 'GET', path: '/salam', access: 'doors.look', handler: async ({ lang }) => page(<p>{lang}</p>) }),
    route({
      method: 'GET',
      path: '/hamiya',
      access: 'doors.look',
      common: true,
      handler: async ({ actor, vahid }) =>
        page(<p>{`${actor.kind} ${vahid.releases.number()} ${'a'.repeat(2000)}`}</p>),
    }),
    route({
      method: 'GET',
      path: '/cookie',
      access: 'doors.look',
      handler: async () => redirect('/salam', [sessionCookieFor('new', 60)]),
    }),
    route({ method: 'GET', path: '/mene', access: 'doors.act', handler: async () => page(<p>private</p>) }),
    route({ method: 'GET', path: '/hakim', access: 'doors.judge', handler: async () => page(<p>desk</p>) }),
    route({ method: 'GET', path: '/is/:id', access: 'doors.judge', handler: async () => page(<p>case</p>) }),
    route({
      method: 'GET',
      path: '/sened/:id',
      access: 'doors.look',
      params: idParam,
      query: pageQuery,
      handler: async ({ query }) => page(<p>{`page ${query.s ?? 'first'}`}</p>),
    }),
    route({
      method: 'GET',
      path: '/api/v1/things/:id',
      access: 'doors.look',
      params: idParam,
      query: pageQuery,
      handler: async ({ query }) => json(query),
    }),
    route({
      method: 'POST',
      path: '/yaz',
      access: 'doors.act',
      body: formBody,
      handler: async ({ body }) => redirect(`/salam?${formValue(body, 'x')}`),
    }),
    route({
      method: 'POST',
      path: '/api/v1/echo',
      access: 'doors.look',
      body: Type.Object({ n: Type.Integer() }, { additionalProperties: false }),
      handler: async ({ body }) => json(body),
    }),
    route({
      method: 'GET',
      path: '/api/v1/fault',
      access: 'doors.look',
      handler: async () => {
        throw new Error(secret);
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/file',
      access: 'doors.look',
      handler: async () => json(await readFile('/nowhere/at/all', 'utf8')),
    }),
  ],
  open(vahid) {
    actorPort.fill(vahid, async ({ person }) => ({ kind: 'person', person, appointments: [] }));
  },
};

const parts: ServerParts = {
  assets: {
    base: '/a/0',
    get: (path) => (path === 'look.css' ? { type: 'text/css', bytes: Buffer.from('p{}') } : undefined),
  },
  failurePage: (_request, { text, fault }) => (
    <p>
      {text.az} {fault}
    </p>
  ),
};

let test: TestVahid;
let server: FastifyInstance;
let token: string;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, doors] });
  server = await buildServer(test.vahid, parts);
  token = await openSession(test.vahid.db, {
    id: newId(),
    person: newId(),
    name: 'A',
    organisation: null,
    agent: '',
    now: test.clock.now(),
  });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const form = (body: string, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/yaz',
    payload: body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `vahid=${token}`, ...headers },
  });

describe('every answer', () => {
  it('forbids inline script and style, framing and guessing of types', async () => {
    for (const url of ['/salam', '/yoxdur', '/api/v1/fault', '/healthz', '/a/0/look.css', '/api/v1/openapi.json']) {
      const { headers } = await server.inject(url);
      expect(headers['content-security-policy'], url).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      expect(headers['content-security-policy'], url).not.toContain('unsafe');
      expect(headers['x-content-type-options'], url).toBe('nosniff');
      expect(headers['x-frame-options'], url).toBe('DENY');
    }
  });

  it('takes the language from the address', async () => {
    const bodies = await Promise.all(
      ['/salam', '/en/salam', '/ru/salam'].map(async (url) => (await server.inject(url)).body),
    );
    expect(bodies).toEqual(['az', 'en', 'ru'].map((lang) => `<!doctype html><p>${lang}</p>`));
    expect((await server.inject('/english')).statusCode).toBe(404);
  });

  it('keeps private pages out of caches and public files in them', async () => {
    expect((await server.inject('/salam')).headers['cache-control']).toBe('no-store');
    expect((await server.inject('/a/0/look.css')).headers['cache-control']).toContain('immutable');
    expect((await server.inject('/a/0/other.css')).statusCode).toBe(404);
  });
});

describe('a page that is common to all', () => {
  const ask = async (headers: Record<string, string>, url = '/hamiya') => {
    const { headers: given, rawPayload } = await server.inject({ url, headers });
    const text = given['content-encoding'] === 'br' ? brotliDecompressSync(rawPayload) : rawPayload;
    return [given['content-encoding'], given['cache-control'], text.toString().slice(0, 24)];
  };
  const packed = { 'accept-encoding': 'gzip, br' };

  it('is compressed for those who take it so, and is still nobody’s to keep', async () => {
    const { headers } = await server.inject({ url: '/hamiya', headers: packed });
    expect(headers.vary).toBe('accept-encoding');
    expect(await ask(packed)).toEqual(['br', 'no-store', '<!doctype html><p>anonym']);
    expect(await ask(packed, '/hamiya?q=x')).toEqual(['br', 'no-store', '<!doctype html><p>anonym']);
    expect(await ask({})).toEqual([undefined, 'no-store', '<!doctype html><p>anonym']);
  });

  it('is drawn anew for a person', async () => {
    expect(await ask({ ...packed, cookie: `vahid=${token}` })).toEqual(['br', 'no-store', '<!doctype html><p>person']);
  });

  it('is the one of a release that another process has just made', async () => {
    const before = test.vahid.releases.number();
    const made = { kind: 'doors', name: 'a', file: 'a.yaml', source: 'a', compiled: {} };
    const { number } = await release(test.vahid.db, [made], 'another process', test.clock.now());
    expect(number).toBeGreaterThan(before);
    expect((await server.inject('/hamiya')).body).toContain(`<p>anonymous ${number} a`);
  });
});

describe('a door', () => {
  it('sends a visitor to sign in and back, in their language', async () => {
    const { statusCode, headers } = await server.inject('/ru/mene?a=1');
    expect([statusCode, headers.location]).toEqual([303, '/ru/giris?davam=%2Fmene%3Fa%3D1']);
  });

  it('notes who was refused what, but not every visitor who looked', async () => {
    const noted = async () => {
      const { rows } = await sql<{ action: string; outcome: string }>`select action, outcome from kernel.audit
        order by id`.execute(test.vahid.db);
      return rows.map(({ action, outcome }) => `${action} ${outcome}`);
    };
    const before = (await noted()).length;
    await server.inject('/mene');
    await server.inject({ url: '/hakim', headers: { cookie: `vahid=${token}` } });
    await server.inject({ method: 'POST', url: '/yaz', payload: {} });
    expect((await noted()).slice(before)).toEqual(['GET /hakim kernel.not_allowed', 'POST /yaz kernel.sign_in_needed']);
  });

  it('notes which thing was refused', async () => {
    const id = newId();
    await server.inject({ url: `/is/${id}`, headers: { cookie: `vahid=${token}` } });
    await server.inject({ url: '/is/something', headers: { cookie: `vahid=${token}` } });
    const { rows } = await sql<{ subject: string | null }>`select subject from kernel.audit
      where action = 'GET /is/:id' order by id`.execute(test.vahid.db);
    expect(rows.map(({ subject }) => subject)).toEqual([id, null]);
  });

  it('lets no visitor fill the audit', async () => {
    const noted = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from kernel.audit`.execute(test.vahid.db)).rows[0]?.n ?? 0;
    const before = await noted();
    for (let times = 0; times < 40; times += 1) {
      const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
      await server.inject({ method: 'POST', url: '/yaz', payload: 'x=a', headers, remoteAddress: '203.0.113.7' });
    }
    expect((await noted()) - before).toBe(20);
  });

  it('stays shut for a person without the office', async () => {
    expect((await server.inject({ url: '/hakim', headers: { cookie: `vahid=${token}` } })).statusCode).toBe(403);
  });

  it('does not open for an ended or too old session', async () => {
    const now = test.clock.now();
    test.clock.advance(61 * 60_000);
    expect((await server.inject({ url: '/mene', headers: { cookie: `vahid=${token}` } })).statusCode).toBe(303);
    test.clock.set(now);
    expect((await server.inject({ url: '/mene', headers: { cookie: `vahid=${token}` } })).statusCode).toBe(200);
  });
});

describe('an address', () => {
  it('whose path cannot be read is one where nothing lies', async () => {
    const { statusCode, body } = await server.inject('/sened/x');
    expect(statusCode).toBe(404);
    expect(body).toContain('Belə səhifə və ya qeyd tapılmadı');
    const answer = await server.inject('/api/v1/things/x');
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect([answer.statusCode, (JSON.parse(answer.body) as { code: string }).code]).toEqual([404, 'kernel.not_found']);
  });

  it('may leave a part of its query empty, which then was not given', async () => {
    expect((await server.inject(`/sened/${newId()}?s=`)).body).toContain('page first');
    expect((await server.inject(`/api/v1/things/${newId()}?s=`)).body).toBe('{}');
    expect((await server.inject(`/sened/${newId()}?s=x`)).statusCode).toBe(422);
  });
});

describe('the cookie of a session', () => {
  it('is under https one that only this host can have set', async () => {
    const config = { ...test.vahid.config, publicUrl: 'https://mygov.example' };
    const secure = await buildServer({ ...test.vahid, ports: new Map(test.vahid.ports), config }, parts);
    const seen = async (name: string) =>
      (await secure.inject({ url: '/mene', headers: { cookie: `${name}=${token}` } })).statusCode;
    expect([await seen('__Host-vahid'), await seen('vahid')]).toEqual([200, 303]);
    const { headers } = await secure.inject('/cookie');
    expect(headers['set-cookie']).toBe('__Host-vahid=new; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect((await server.inject('/cookie')).headers['set-cookie']).toBe(
      'vahid=new; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    );
    await secure.close();
  });
});

describe('a form', () => {
  it('is taken with the token of its session, which looks different on every page', async () => {
    const [one, two] = [formToken(token), formToken(token)];
    expect(one).not.toBe(two);
    for (const csrf of [one, two]) {
      const { statusCode, headers } = await form(`x=b&csrf=${csrf}`);
      expect([statusCode, headers.location]).toEqual([303, '/salam?b']);
    }
  });

  it('is refused without it, with another’s, and from another site', async () => {
    const csrf = formToken(token);
    expect((await form('x=b')).statusCode).toBe(403);
    expect((await form(`x=b&csrf=${formToken('other')}`)).statusCode).toBe(403);
    expect((await form(`x=b&csrf=${csrf}`, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await form(`x=b&csrf=${csrf}`, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await form(`x=b&csrf=${csrf}`, { origin: 'null', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  });

  it('that is too large is refused in words', async () => {
    const { statusCode, body } = await form(`x=${'a'.repeat(300_000)}`);
    expect(statusCode).toBe(413);
    expect(body).toContain('ən çoxu 256 kB');
  });
});

describe('the API', () => {
  const post = (payload: string) =>
    server.inject({ method: 'POST', url: '/api/v1/echo', payload, headers: { 'content-type': 'application/json' } });

  it('names the place of wrong input as problem details', async () => {
    const { statusCode, headers, body } = await post('{"n":"1","m":2}');
    expect(statusCode).toBe(422);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({
      code: 'kernel.invalid_input',
      errors: expect.arrayContaining([expect.objectContaining({ path: '/n' })]),
    });
    expect((await post('{"n":')).statusCode).toBe(400);
  });

  it('sends no program back to a page', async () => {
    const { detail } = JSON.parse((await post('{"n":"1"}')).body) as { detail: Record<string, string> };
    expect(detail).toMatchObject({ az: expect.stringContaining('“errors”') });
    expect(Object.values(detail).join(' ')).not.toMatch(/Səhifəyə|page|страниц/);
  });

  it('takes 64 kB and 32 levels, and says so to whoever sends more', async () => {
    const nested = (levels: number) => `{"n":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    const codeOf = async (payload: string) => {
      const { statusCode, headers, body } = await post(payload);
      expect(headers['content-type']).toContain('application/problem+json');
      const { code, title } = JSON.parse(body) as { code: string; title: string };
      return [statusCode, code, title];
    };
    const large = ['kernel.too_large', 'What was sent is too large. Send at most 64 kB at once.'];
    expect(await codeOf(`{"n":"${'a'.repeat(65_536)}"}`)).toEqual([413, ...large]);
    expect((await codeOf(`{"n":"${'['.repeat(60_000)}\\"["}`))[1]).toBe('kernel.invalid_input');
    expect((await codeOf(nested(32)))[1]).toBe('kernel.invalid_input');
    const deep = ['kernel.too_deep', 'The JSON that was sent is nested too deeply. Write it in at most 32 levels.'];
    expect(await codeOf(nested(33))).toEqual([422, ...deep]);
    expect((await codeOf('['.repeat(60_000)))[1]).toBe('kernel.too_deep');
  });

  it('unpacks no body, however small it comes', async () => {
    const send = async (encoding: string, payload: Buffer) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
      const { statusCode, body } = await server.inject({ method: 'POST', url: '/api/v1/echo', payload, headers });
      return [statusCode, (JSON.parse(body) as { code: string }).code];
    };
    const refused = [415, 'kernel.packed_body'];
    const packed = gzipSync('{"n":1}');
    const params = { [constants.BROTLI_PARAM_QUALITY]: 2 };
    const tiny = brotliCompressSync(Buffer.alloc(256 * 1024 * 1024), { params });
    expect(tiny.length).toBeLessThan(1000);
    // Not even one that is let go again: it would work on after the answer.
    let unpackers = 0;
    const watch = createHook({ init: (_, type) => void (unpackers += Number(type === 'ZLIB')) }).enable();
    expect(await send('gzip', packed)).toEqual(refused);
    expect(await send('snappy', Buffer.from('{"n":1}'))).toEqual(refused);
    expect(await send('br', tiny)).toEqual(refused);
    watch.disable();
    expect(unpackers).toBe(0);
  });

  it('hides a fault behind a number', async () => {
    const { statusCode, body } = await server.inject('/api/v1/fault');
    expect(statusCode).toBe(500);
    expect(body).not.toContain('5XYZ123');
    const { instance } = JSON.parse(body) as { instance: string };
    expect(instance).toMatch(/^urn:uuid:/);
  });

  it('calls a missing file a fault of ours, and logs it', async () => {
    const logged = vi.spyOn(test.vahid.log, 'error');
    const { statusCode, body } = await server.inject('/api/v1/file');
    expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([500, 'kernel.fault']);
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });

  it('tells whoever watches that it is ready, and how the jobs stand', async () => {
    const { statusCode, body } = await server.inject('/readyz');
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ status: 'ready', jobs: { failing: 0 } });
  });

  it('tells passers-by only that it is ready', async () => {
    const { statusCode, body } = await server.inject({ url: '/readyz', remoteAddress: '203.0.113.7' });
    expect([statusCode, JSON.parse(body)]).toEqual([200, { status: 'ready' }]);
  });

  it('describes itself', async () => {
    const description = JSON.parse((await server.inject('/api/v1/openapi.json')).body) as {
      openapi: string;
      paths: Record<string, unknown>;
    };
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toContain('/api/v1/echo');
  });
});
