import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { newId } from '../kernel/identifier.ts';
import { openSession } from '../kernel/session.ts';
import { appoint, ensurePerson } from '../modules/identity/index.ts';
import { openServer } from './server.ts';

let test: TestVahid;
let server: FastifyInstance;
let cookie: string;
let ofRegistrar: string;
let again: string;

beforeAll(async () => {
  test = await openTestVahid();
  server = await openServer(test.vahid, root);
  const citizen = await ensurePerson(test.ctx(), '5ABC123');
  cookie = await cookieOf(citizen);
  again = await cookieOf(citizen);
  const registrar = await ensurePerson(test.ctx(), '5ABC124');
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  await appoint(test.ctx(), { person: registrar, institution: 'din', role: 'registrar', title });
  ofRegistrar = await cookieOf(registrar);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

async function cookieOf(person: string): Promise<string> {
  const session = { id: newId(), person, name: 'Sınaq', organisation: null, agent: 'test', now: test.clock.now() };
  return `vahid=${await openSession(test.vahid.db, session)}`;
}

const bodyOf = async (url: string, as?: string) =>
  (await server.inject({ url, ...(as ? { headers: { cookie: as } } : {}) })).body;

describe('the page of a refusal', () => {
  it('keeps the frame of the part in which it happened', async () => {
    expect(await bodyOf('/plan/yoxdur')).toContain('Vahid, milli plan</title>');
    expect(await bodyOf('/y/a/b')).toContain('Vahid, sənədin yoxlanılması</title>');
    expect(await bodyOf('/yoxdur')).toContain('Mygov</title>');
  });

  it('has the search it speaks of, where something was not found', async () => {
    expect(await bodyOf('/yoxdur')).toMatch(/<form class="search onpaper" role="search" action="\/xidmetler"/);
    expect(await bodyOf('/en/plan/yoxdur')).toMatch(/role="search" action="\/en\/kataloq"/);
  });

  it('knows who is signed in also where nothing answers, and takes everybody else for a stranger', async () => {
    const leave = 'href="/cixis"';
    expect((await bodyOf('/yoxdur', cookie)).includes(leave)).toBe(true);
    expect((await bodyOf('/yoxdur')).includes(leave)).toBe(false);
    expect((await bodyOf('/yoxdur', 'vahid=old')).includes(leave)).toBe(false);
    expect((await server.inject({ url: '/api/v1/yoxdur', headers: { cookie } })).statusCode).toBe(404);
  });

  it('does not speak of authority and institutions to who holds no office', async () => {
    const body = await bodyOf('/masa', cookie);
    expect(body).toContain('Bu səhifə qurumların əməkdaşları üçündür.');
    expect(body).not.toContain('səlahiyyətiniz yoxdur');
  });

  it('names to an official the office that the page wants', async () => {
    const body = await bodyOf('/masa/plan/lovhe', ofRegistrar);
    expect(body).toContain('Bu əməliyyat üçün səlahiyyətiniz yoxdur.');
    expect(body).toMatch(/Tələb olunan vəzifə[^<]*ayihə ofisi/);
  });
});

describe('a form that is refused', () => {
  const typed = 'note=Bir+neçə+söz&pages=a&pages=b';
  const url = '/en/muracietler/0199aaaa-0000-7000-8000-000000000000/sual/layihe?qayit=yoxlama';
  const post = (payload: string, headers: Record<string, string>) =>
    server.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  /** As a page of theirs has it. */
  const tokenOf = async (as: string): Promise<string> =>
    /name="csrf" value="([^"]*)"/.exec(await bodyOf('/xidmetler/farm-subsidy', as))?.[1] ?? '';
  const ours = { 'sec-fetch-site': 'same-origin' };
  const fieldsIn = (body: string) =>
    [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  const kept = [
    ['note', 'Bir neçə söz'],
    ['pages', 'a'],
    ['pages', 'b'],
  ];

  it('as its session ended is sent again from the page of the refusal, once signed in', async () => {
    const held = await tokenOf(cookie);
    const ended = await post(`${typed}&csrf=${held}`, { ...ours, cookie: 'vahid=old' });
    expect(ended.statusCode).toBe(401);
    expect(ended.body).toMatch(/href="\/en\/giris\?davam=%2F" target="_blank"/);
    expect(ended.body).toContain(`action="${url}"`);
    expect(ended.body).toContain('<p class="written">Bir neçə söz</p>');
    // It has the mark of whoever typed it, and nothing that proves a session.
    const mark = `.${held.split('.')[1]}`;
    expect(fieldsIn(ended.body)).toEqual([...kept, ['csrf', mark]]);
    const unsure = await post(`${typed}&csrf=${mark}`, { ...ours, cookie });
    expect([unsure.statusCode, fieldsIn(unsure.body)]).toEqual([403, [...kept, ['csrf', expect.any(String)]]]);
    const csrf = fieldsIn(unsure.body).at(-1)?.[1] ?? '';
    // Taken now: that there is no such case is said by the action itself.
    const taken = await post(`${typed}&csrf=${csrf}`, { ...ours, cookie });
    expect(taken.statusCode).toBe(404);
    // Sent again it would be refused again, but what was written can be read.
    expect([fieldsIn(taken.body), taken.body.includes('Bir neçə söz')]).toEqual([[], true]);
  });

  it('is nothing to whoever signs in on the same device next', async () => {
    const held = await tokenOf(cookie);
    const mine = await post(`${typed}&csrf=${held}`, { ...ours, cookie: again });
    expect([mine.statusCode, mine.body.includes('Bir neçə söz')]).toEqual([403, true]);
    for (const given of [held, `.${held.split('.')[1]}`, 'old', '.']) {
      const { statusCode, body } = await post(`${typed}&csrf=${given}`, { ...ours, cookie: ofRegistrar });
      expect([given, statusCode, fieldsIn(body), body.includes('Bir neçə söz')]).toEqual([given, 403, [], false]);
      expect(body).toContain('filled in under another person’s account');
    }
  });

  it('with a file keeps what was written beside it, and says that the file is to be chosen again', async () => {
    const held = await tokenOf(cookie);
    const part = (name: string, value: string, file = '') =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
    const payload = [
      part('csrf', held),
      part('title', 'Əvvəl yazılan söz'),
      part('file', '%PDF-1.7 gizli söz', '; filename="a.pdf"'),
      part('note', 'Bir neçə söz'),
      '--b--\r\n',
    ].join('');
    const sent = (headers: Record<string, string>) =>
      post(payload, { ...headers, 'content-type': 'multipart/form-data; boundary=b' });
    const wrote = (body: string) => [...body.matchAll(/class="written">([^<]*)/g)].map(([, said]) => said);
    const ended = await sent(ours);
    expect([ended.statusCode, wrote(ended.body)]).toEqual([401, ['Əvvəl yazılan söz', 'Bir neçə söz']]);
    expect(ended.body).toContain('the file was not kept. Sign in in a new window, open the form again');
    expect(ended.body).not.toContain('Send again');
    // A stranger's is refused unread.
    expect(wrote((await sent({ 'sec-fetch-site': 'none' })).body)).toEqual([]);
  });

  it('shows nothing that came from elsewhere', async () => {
    const elsewhere: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      {},
    ];
    for (const headers of elsewhere) {
      const { body, statusCode } = await post(typed, headers);
      expect([statusCode >= 400, body.includes('Bir neçə söz')]).toEqual([true, false]);
    }
    expect((await post(typed, { origin: test.vahid.config.publicUrl })).body).toContain('Bir neçə söz');
  });
});
