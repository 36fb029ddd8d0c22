import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { openSession } from '../../kernel/session.ts';
import { act, notify, registerPages } from './index.ts';
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

describe('the page of approvals', () => {
  let registrar: Actor;
  let id: string;

  beforeAll(async () => {
    registrar = await house.person('1AAAAA3', 'Nigar Əliyeva', ['din', 'registrar']);
    await house.appoint(registrar, 'din', 'registrar');
    id = await house.request(registrar, 'din');
  });

  const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? '';

  it('lists what waits for one’s offices, for who holds one, and leads to each', async () => {
    const cookie = await cookieOf(registrar);
    const { body, statusCode } = await get('/masa/isler', cookie);
    expect(statusCode).toBe(200);
    expect(body).toContain(`href="/masa/isler/${id}"`);
    expect(body).toContain('Cəmi 1, gecikən 0');
    expect((await get('/masa/isler', await cookieOf(officer))).body).toContain('Hazırda sizi gözləyən təsdiq yoxdur.');
    expect((await get('/masa/isler', await cookieOf(owner))).statusCode).toBe(403);
    expect((await get(`/masa/isler/${id}`, await cookieOf(owner))).statusCode).toBe(403);
    expect((await get('/masa/isler/01a206c6-7780-7935-bae3-f8d7c8c4cdfd', cookie)).statusCode).toBe(404);
  });

  it('shows one with its journal, and takes each action that may be taken, with the note it needs', async () => {
    const cookie = await cookieOf(registrar);
    const { body } = await get(`/masa/isler/${id}`, cookie);
    expect(body).toContain('Sorğu');
    expect([...body.matchAll(/name="do" value="(\w+)"/g)].map(([, name]) => name)).toEqual([
      'write',
      'submit',
      'withdraw',
    ]);
    const [csrf, key, version] = ['csrf', 'key', 'version'].map((name) => hidden(body, name)) as [
      string,
      string,
      string,
    ];
    const sent = await post(`/masa/isler/${id}`, cookie, { csrf, key, version, do: 'submit' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/masa/isler/${id}`]);
    expect((await post(`/masa/isler/${id}`, cookie, { csrf, key, version, do: 'submit' })).statusCode).toBe(303);

    const desk = await cookieOf(officer);
    const seen = (await get(`/masa/isler/${id}`, desk)).body;
    expect(seen).toContain('İzahat mütləqdir: Ask az, Recommend az.');
    const given = { csrf: hidden(seen, 'csrf'), key: hidden(seen, 'key'), version: hidden(seen, 'version') };
    const refused = await post(`/masa/isler/${id}`, desk, { ...given, do: 'ask', note: ' ' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Bu əməliyyat üçün izahat yazın.');
    expect((await post(`/masa/isler/${id}`, desk, { ...given, do: 'ask', note: 'Nə üçün?' })).statusCode).toBe(303);
    const asked = (await get(`/masa/isler/${id}`, cookie)).body;
    expect(asked).toContain('Ask az: “Nə üçün?”');
    expect(asked).toContain('Elçin Nəbiyev');
  });

  it('leaves to a room what the room shows itself', async () => {
    await act(house.as(registrar), { instance: id, action: 'answer', note: 'Belə' });
    registerPages(house.vahid, 'request', { owner: (of) => `/oz/${of}`, desk: (of) => `/masa/sorgu/${of}` });
    const desk = await cookieOf(officer);
    const { body } = await get('/masa/isler', desk);
    expect(body).toContain(`href="/masa/sorgu/${id}"`);
    expect((await get(`/masa/isler/${id}`, desk)).statusCode).toBe(404);
    const form = { csrf: hidden((await get('/masa/bildirisler', desk)).body, 'csrf'), key: 'x', version: '4' };
    const taken = await post(`/masa/isler/${id}`, desk, { ...form, do: 'ask', note: 'x' });
    expect([taken.statusCode, (await house.present(id)).state]).toEqual([404, 'review']);
    registerPages(house.vahid, 'process', { owner: (of) => of, desk: (of) => of, ownList: true });
    const permit = await house.begin(owner);
    await act(house.as(owner), { instance: permit, action: 'submit' });
    expect((await get('/masa/isler', desk)).body).toContain('Cəmi 1, gecikən 0');
  });
});
