import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { openSession } from '../../kernel/session.ts';
import { notify } from './index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { type House, openHouse } from './test-house.ts';

let house: House;
let server: FastifyInstance;
let owner: Actor;
let officer: Actor;

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(house.vahid, assets);
  server = await buildServer(house.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev');
  await house.appoint(officer, 'rinn', 'officer');
});
afterAll(async () => {
  await server.close();
  await house.close();
});

async function cookieOf({ person = '', name = '' }: Actor): Promise<string> {
  const session = { id: newId(), person, name, organisation: null, agent: 'test', now: house.clock.now() };
  return `vahid=${await openSession(house.vahid.db, session)}`;
}

const get = (url: string, cookie: string) => server.inject({ url, headers: { cookie } });
const post = (url: string, cookie: string, fields: Record<string, string>) =>
  server.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const count = (text: string, part: string) => text.split(part).length - 1;

describe('the page of notifications', () => {
  it('says what will appear while there are none, and asks a visitor to sign in', async () => {
    const { body, statusCode } = await get('/bildirisler', await cookieOf(owner));
    expect(statusCode).toBe(200);
    expect(body).toContain('Hələ bildirişiniz yoxdur.');
    expect((await server.inject({ url: '/bildirisler' })).headers.location).toBe('/giris?davam=%2Fbildirisler');
  });

  it('shows them newest first in the page’s language, and marks one or all as read', async () => {
    for (let number = 1; number <= 27; number += 1) {
      house.clock.advance(60_000);
      const text = { az: `Xəbər ${number}.`, en: `News <${number}>.`, ru: `Новость ${number}.` };
      await notify(house.ctx(), { person: owner.person, text, link: '/muracietler' });
    }
    const cookie = await cookieOf(owner);
    const { body } = await get('/bildirisler', cookie);
    expect(body.indexOf('Xəbər 27.')).toBeLessThan(body.indexOf('Xəbər 26.'));
    expect(count(body, '>Yeni<')).toBe(25);
    expect((await get('/bildirisler?s=2', cookie)).body).toMatch(/Xəbər 2\.[^]*Xəbər 1\./);
    const english = (await get('/en/bildirisler', cookie)).body;
    expect(english).toContain('<a href="/en/muracietler">News &lt;27>.</a>');

    const csrf = /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const id = /name="id" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const marked = await post('/bildirisler', cookie, { csrf, id });
    expect([marked.statusCode, marked.headers.location]).toEqual([303, '/bildirisler']);
    expect(count((await get('/bildirisler', cookie)).body, '>Yeni<')).toBe(24);
    expect((await post('/bildirisler', cookie, { csrf, id: "' or true" })).statusCode).toBe(404);
    expect((await post('/bildirisler', cookie, { id })).statusCode).toBe(403);
    await post('/bildirisler', cookie, { csrf });
    const read = (await get('/bildirisler', cookie)).body;
    expect(count(read, '>Yeni<')).toBe(0);
    expect(read).not.toContain('Hamısını oxunmuş kimi qeyd et');
  });

  it('at the desk is for officials only', async () => {
    await notify(house.ctx(), {
      institution: 'rinn',
      role: 'officer',
      text: { az: 'Yeni iş.', en: 'New case.', ru: 'Новое дело.' },
    });
    const { body, statusCode } = await get('/masa/bildirisler', await cookieOf(officer));
    expect(statusCode).toBe(200);
    expect(body).toContain('<p>Yeni iş.</p>');
    expect((await get('/masa/bildirisler', await cookieOf(owner))).statusCode).toBe(403);
  });
});
