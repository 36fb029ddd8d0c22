import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { openSession } from '../../kernel/session.ts';
import type { Role } from '../../kernel/access.ts';
import { appoint, demoPeople, ensurePerson } from '../identity/index.ts';
import { otherCompanies } from './generator/state.ts';
import { seed } from './seed.ts';

let test: TestVahid;
let server: FastifyInstance;
let registrar: string;
let officer: string;

beforeAll(async () => {
  test = await openTestVahid();
  await seed(test.vahid, () => undefined);
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
  registrar = await official('1AAAAA1', 'in', 'registrar');
  officer = await official('1AAAAA2', 'in', 'officer');
});
afterAll(async () => {
  await server.close();
  await test.close();
});

async function official(fin: string, institution: string, role: Role): Promise<string> {
  const person = await ensurePerson(test.ctx(), fin);
  await appoint(test.ctx(), { person, institution, role, title: { az: 'vəzifə', en: 'office', ru: 'должность' } });
  const session = { id: newId(), person, name: 'Sınaq', organisation: null, agent: 'test', now: test.clock.now() };
  return `vahid=${await openSession(test.vahid.db, session)}`;
}

const get = (url: string, cookie: string) => server.inject({ url, headers: { cookie } });

/** Sends a form as the page gives it, with its token. */
async function send(page: string, to: string, cookie: string, fields: Record<string, string>) {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await get(page, cookie)).body)?.[1] ?? '';
  return server.inject({
    method: 'POST',
    url: to,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...fields, csrf }).toString(),
  });
}

const page = '/masa/reyestrler/companies';

describe('the registrar’s pages', () => {
  it('list the registers of the institution and no other', async () => {
    const { body, statusCode } = await get('/masa/reyestrler', registrar);
    expect(statusCode).toBe(200);
    expect(body).toContain('Hüquqi şəxslərin dövlət reyestri');
    const headed = demoPeople.filter(({ heads }) => heads !== undefined).length;
    expect(body).toContain(`>${otherCompanies + headed}<`);
    expect(body).not.toContain('Əhalinin dövlət reyestri');
    expect((await get('/masa/reyestrler', officer)).statusCode).toBe(403);
    expect((await get('/masa/reyestrler/population', registrar)).statusCode).toBe(403);
    expect((await get('/masa/reyestrler/nothing', registrar)).statusCode).toBe(404);
  });

  it('stop and resume a register', async () => {
    const wrong = await send(page, `${page}/dayandir`, registrar, { reason: 'boredom', hours: '1' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('<a href="#reason">Səbəbi seçin</a>');
    expect(wrong.body).not.toContain('Müddəti seçin');
    const stopped = await send(page, `${page}/dayandir`, registrar, { reason: 'migration', hours: '4' });
    expect([stopped.statusCode, stopped.headers.location]).toEqual([303, page]);
    expect((await get(page, registrar)).body).toContain('Səbəb: Hökumət buluduna köçürmə.');
    expect((await get('/ru/masa/reyestrler', registrar)).body).toContain('остановлен');
    const history = { key: '2007311431', purpose: 'register-keeping', reference: 'M-1' };
    expect((await send(page, `${page}/tarixce`, registrar, history)).body).toContain('records.register_stopped');
    await send(page, `${page}/berpa`, registrar, {});
    expect((await get(page, registrar)).body).not.toContain('Hökumət buluduna köçürmə.');
    const again = await send(page, `${page}/berpa`, registrar, {});
    expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('records.not_stopped')]);
  });

  it('show the history of a record for a purpose', async () => {
    const asked = { key: '2007311431', purpose: 'register-keeping', reference: 'M-2' };
    const { body, statusCode } = await send(page, `${page}/tarixce`, registrar, asked);
    expect(statusCode).toBe(200);
    expect(body).toContain('Qüvvədədir: 12.03.2019 tarixindən');
    expect(body).toContain('“Göyçay Proqram” MMC');
    expect(body).toContain('Məhdud məsuliyyətli cəmiyyət');
    const none = await send(page, `${page}/tarixce`, registrar, { ...asked, key: '1700767721' });
    expect([none.statusCode, none.body]).toEqual([
      404,
      expect.stringContaining('Reyestrdə belə qeyd yoxdur. “VÖEN” düzgün yazılıbmı, yoxlayın.'),
    ]);
  });

  it('show nothing while the reason is not a number, and say what to write', async () => {
    const asked = { key: '2007311431', purpose: 'register-keeping', reference: 'Rəsul Məmmədov' };
    const { body, statusCode } = await send(page, `${page}/tarixce`, registrar, asked);
    expect(statusCode).toBe(422);
    expect(body).toContain('məsələn, 12/345 və ya RP-2026-00012. Ad, FİN və telefon yazmayın');
    expect(body).not.toContain('Göyçay');
  });

  it('show nothing until the form says why', async () => {
    const { body, statusCode } = await send(page, `${page}/tarixce`, registrar, {
      key: '2007311431',
      purpose: 'sign-in',
    });
    expect(statusCode).toBe(422);
    expect(body).toContain('Məqsədi seçin');
    expect(body).toContain('Baxışın əsasını yazın');
    expect(body).toContain('value="2007311431"');
    expect(body).not.toContain('Göyçay');
  });
});
