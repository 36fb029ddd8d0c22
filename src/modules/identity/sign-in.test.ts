import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { personByFin } from './index.ts';
import { Browser, citizen, officer, openPortal, type Portal, rooms } from './test-portal.ts';

let portal: Portal<TestVahid>;
beforeAll(async () => {
  portal = await openPortal(await openTestVahid({ rooms }));
});
afterAll(() => portal.close());
beforeEach(() => portal.clear());

describe('signing in', () => {
  it('goes through the provider and comes back to where the visitor was', async () => {
    const browser = new Browser(portal);
    const page = await browser.signIn(citizen);
    expect(page).toMatchObject({ path: '/sessiyalar', status: 200 });
    expect(page.body).toContain('Firefox, Linux');
    expect(page.body).toContain('Tofiq Bədəlov');
    expect(await browser.session()).toMatchObject({
      signedIn: true,
      name: 'Tofiq Bədəlov',
      actsFor: null,
      appointments: [],
    });
  });

  it('speaks the visitor’s language all the way', async () => {
    const browser = new Browser(portal);
    const choice = await browser.begin('/sessiyalar', '/ru');
    expect(choice.body).toContain('Под чьим именем вы входите?');
    const page = await browser.signIn(citizen, '/sessiyalar', '/ru');
    expect(page).toMatchObject({ path: '/ru/sessiyalar', status: 200 });
    expect(page.body).toContain('Ваши открытые сеансы');
  });

  it('says in the visitor’s language also what went wrong', async () => {
    const browser = new Browser(portal);
    const answer = await browser.answerFor(citizen, '/sessiyalar', '/en');
    const page = await browser.go(answer.replace(/code=[^&]+/, 'code=invented'));
    expect(page.status).toBe(400);
    expect(page.path).toMatch(/^\/en\/giris\/qayit/);
  });

  it('sends a visitor who needs to sign in there, and back', async () => {
    const browser = new Browser(portal);
    const choice = await browser.go('/kimin-adindan');
    const page = await browser.go(choice.path, { person: citizen });
    expect(page).toMatchObject({ path: '/kimin-adindan', status: 200 });
  });

  it('gives an official the offices they hold', async () => {
    const browser = new Browser(portal);
    await browser.signIn(officer);
    expect(await browser.session()).toMatchObject({ appointments: [{ institution: 'rinn', role: 'officer' }] });
  });

  it('takes an official who came for nothing else to the desk, and everybody else where they were', async () => {
    const to = async (fin: string, davam: string) => {
      const browser = new Browser(portal);
      return (await browser.once(await browser.answerFor(fin, davam))).location;
    };
    expect(await to(officer, '/')).toBe('/masa');
    expect(await to(officer, '/sessiyalar')).toBe('/sessiyalar');
    expect(await to(citizen, '/')).toBe('/');
  });

  it('shows an official the way to the desk on every other page', async () => {
    const browser = new Browser(portal);
    expect((await browser.signIn(officer)).body).toContain('href="/masa"');
    expect((await browser.signIn(citizen)).body).not.toContain('href="/masa"');
  });

  it('hides the cookies from scripts and keeps no token in the database', async () => {
    const browser = new Browser(portal);
    const answer = await browser.answerFor(citizen);
    const cookies = browser.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const response = await fetch(portal.address + answer, { redirect: 'manual', headers: { cookie: cookies } });
    const session = response.headers.getSetCookie().find((line) => line.startsWith('vahid=')) ?? '';
    expect(session).toMatch(/; HttpOnly/);
    expect(session).toMatch(/; SameSite=Lax/);
    const value = session.slice('vahid='.length).split(';')[0] ?? '';
    expect(value.length).toBeGreaterThan(40);
    const [row] = await portal.openSessions();
    expect(row?.token).toBe(createHash('sha256').update(value).digest('hex'));
  });

  it('makes a new session each time and ends the one this browser had', async () => {
    const browser = new Browser(portal);
    await browser.signIn(citizen);
    const [before] = await portal.openSessions();
    const token = browser.sessionCookie?.value;
    await browser.signIn(officer);
    const after = await portal.openSessions();
    expect(after).toHaveLength(1);
    expect(after[0]?.id).not.toBe(before?.id);
    expect(browser.sessionCookie?.value).not.toBe(token);
  });

  it('asks who one is at every sign-in, also right after the last', async () => {
    const browser = new Browser(portal);
    await browser.signIn(citizen);
    const again = await browser.go('/giris');
    expect(again.path).toMatch(/^\/giris\/demo\//);
  });

  it('lets two tabs sign in beside each other', async () => {
    const browser = new Browser(portal);
    const [first, second] = [await browser.begin('/sessiyalar'), await browser.begin('/kimin-adindan')];
    const chosen = await browser.choose(first, citizen);
    expect(await browser.go(chosen.location ?? '')).toMatchObject({ path: '/sessiyalar', status: 200 });
    // The second page was drawn before there was a session, so its form has no token yet: it is drawn again.
    const again = await browser.choose(await browser.once(second.path), citizen);
    expect(await browser.go(again.location ?? '')).toMatchObject({ path: '/kimin-adindan', status: 200 });
  });

  it('writes the sign-in into the audit under the person', async () => {
    const browser = new Browser(portal);
    await browser.signIn(citizen);
    const [open] = await portal.openSessions();
    const { rows } = await sql<{ person: string; kind: string }>`select person, actor_kind as kind from kernel.audit
      where action = 'identity.signIn' and subject = ${open?.id}`.execute(portal.test.vahid.db);
    expect(rows).toEqual([{ person: await personByFin(portal.test.ctx(), citizen), kind: 'person' }]);
  });
});

async function begin(browser: Browser): Promise<string> {
  const { location } = await browser.once('/giris');
  return new URL(location ?? '', 'https://here').searchParams.get('state') ?? '';
}

describe('signing in is refused', () => {
  it('with a state that this browser did not start', async () => {
    const browser = new Browser(portal);
    const answer = await browser.answerFor(citizen);
    const other = answer.replace(/state=[^&]+/, 'state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(await browser.once(other)).toMatchObject({ status: 400 });
    // Same first letters, so the cookie is found, but another state.
    const state = /state=([^&]+)/.exec(answer)?.[1] ?? '';
    expect(
      await browser.once(answer.replace(state, `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`)),
    ).toMatchObject({ status: 400 });
  });

  it('in another browser than the one that started it', async () => {
    const answer = await new Browser(portal).answerFor(citizen);
    const page = await new Browser(portal).once(answer);
    expect(page.status).toBe(400);
    expect(page.body).toContain('Giriş başa çatmadı');
  });

  it('with a cookie that somebody made up', async () => {
    const browser = new Browser(portal);
    const answer = await browser.answerFor(citizen);
    browser.cookies = browser.cookies.map((cookie) =>
      cookie.name.startsWith('giris-') ? { ...cookie, value: Buffer.alloc(200, 1).toString('base64url') } : cookie,
    );
    expect(await browser.once(answer)).toMatchObject({ status: 400 });
  });

  it('with a code that was invented', async () => {
    const browser = new Browser(portal);
    const answer = await browser.answerFor(citizen);
    expect(await browser.once(answer.replace(/code=[^&]+/, 'code=invented'))).toMatchObject({ status: 400 });
  });

  it('when it took longer than ten minutes', async () => {
    const browser = new Browser(portal);
    const answer = await browser.answerFor(citizen);
    const before = portal.test.clock.now();
    portal.test.clock.advance(11 * 60_000);
    expect(await browser.once(answer)).toMatchObject({ status: 400 });
    portal.test.clock.set(before);
  });

  it('for somebody who is no demo person', async () => {
    const browser = new Browser(portal);
    const choice = await browser.go('/giris');
    expect(await browser.choose(choice, '1234567')).toMatchObject({ status: 400 });
  });

  it('when the choice of a person comes from another site', async () => {
    const browser = new Browser(portal);
    const choice = await browser.go('/giris');
    const from = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(await browser.once(choice.path, { person: citizen }, from)).toMatchObject({ status: 403 });
  });

  it('when the sign-in that the page belongs to is over', async () => {
    const page = await new Browser(portal).go('/giris/demo/aaaaaaaaaaaaaaaaaaaaa');
    expect(page.status).toBe(400);
    const stale = await new Browser(portal).go('/demo-oidc/auth/aaaaaaaaaaaaaaaaaaaaa');
    expect(stale).toMatchObject({ path: '/giris/qayit', status: 400 });
  });
});

describe('signing in', () => {
  it('takes an answer of the provider only once', async () => {
    const browser = new Browser(portal);
    const answer = await browser.answerFor(citizen);
    const { cookies } = browser;
    expect(await browser.once(answer)).toMatchObject({ status: 303, location: '/sessiyalar' });
    const thief = new Browser(portal);
    thief.cookies = cookies;
    expect(await thief.once(answer)).toMatchObject({ status: 400 });
    expect(await portal.openSessions()).toHaveLength(1);
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', '/giris'])(
    'leads home instead of to %s',
    async (davam) => {
      const browser = new Browser(portal);
      const answer = await browser.answerFor(citizen, davam);
      expect((await browser.once(answer)).location).toBe('/');
    },
  );

  it('shuts nobody out for who never began one, sends one answer again and again, or gets in', async () => {
    const stranger = new Browser(portal);
    for (let count = 0; count <= 300; count += 1) await stranger.once('/giris/qayit?state=x');
    const browser = new Browser(portal);
    const { cookies } = browser;
    const state = await begin(browser);
    const kept = browser.cookies;
    for (let count = 0; count <= 300; count += 1) {
      browser.cookies = kept;
      expect(await browser.once(`/giris/qayit?state=${state}&code=x`)).toMatchObject({ status: 400 });
    }
    browser.cookies = cookies;
    expect(await browser.signIn(citizen)).toMatchObject({ status: 200 });
    const { rows } = await sql<{ most: number }>`select max(count) as most from kernel.attempt`.execute(
      portal.test.vahid.db,
    );
    expect(rows[0]?.most).toBe(1);
  });

  it('is counted by address where it fails, and refused when that floods', async () => {
    const browser = new Browser(portal);
    const fails = async () => browser.once(`/giris/qayit?state=${await begin(browser)}&code=x`);
    expect(await fails()).toMatchObject({ status: 400 });
    await sql`update kernel.attempt set count = 299`.execute(portal.test.vahid.db);
    expect(await fails()).toMatchObject({ status: 400 });
    expect(await fails()).toMatchObject({ status: 429 });
  });

  it('leaves three attempts in the browser at most, each short enough to be sent', async () => {
    const browser = new Browser(portal);
    for (let count = 0; count < 6; count += 1) await browser.once(`/giris?davam=/${'a'.repeat(1900)}`);
    const begun = browser.cookies.filter(({ name }) => name.startsWith('giris-'));
    expect(begun).toHaveLength(3);
    for (const { value } of begun) expect(value.length).toBeLessThan(1200);
    const answer = await browser.answerFor(citizen, `/${'a'.repeat(1900)}`);
    expect((await browser.once(answer)).location).toBe('/');
  });
});
