import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { appoint, ensureOrganisation, personByFin } from './index.ts';
import { Browser, citizen, company, head, officer, openPortal, type Portal, rooms } from './test-portal.ts';

let portal: Portal<TestVahid>;
beforeAll(async () => {
  portal = await openPortal(await openTestVahid({ rooms }));
});
afterAll(() => portal.close());
beforeEach(() => portal.clear());

describe('signing out', () => {
  it('ends the session, so that its cookie is worth nothing', async () => {
    const browser = new Browser(portal);
    await browser.signIn(citizen);
    const cookie = browser.sessionCookie;
    expect(await browser.once('/cixis', { csrf: await browser.csrf() })).toMatchObject({
      status: 303,
      location: '/',
    });
    expect(browser.sessionCookie).toBeUndefined();
    browser.cookies = cookie ? [cookie] : [];
    expect(await browser.session()).toMatchObject({ signedIn: false, formToken: null });
    expect((await browser.once('/sessiyalar')).location).toBe('/giris?davam=%2Fsessiyalar');
  });

  it.each([{}, { csrf: 'AAAA' }, { csrf: Buffer.alloc(32, 5).toString('base64url') }])(
    'needs the token of the form, not %o',
    async (form) => {
      const browser = new Browser(portal);
      await browser.signIn(citizen);
      expect(await browser.once('/cixis', form as Record<string, string>)).toMatchObject({ status: 403 });
      expect(await browser.session()).toMatchObject({ signedIn: true });
    },
  );
});

describe('the page of one’s sessions', () => {
  it('ends another session of one’s own, and all others', async () => {
    const [here, phone, third] = [
      new Browser(portal),
      new Browser(portal, 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0.0.0 Mobile Safari/537.36'),
      new Browser(portal, 'curl/8'),
    ];
    await phone.signIn(citizen);
    await third.signIn(citizen);
    const page = await here.signIn(citizen);
    expect(page.body).toContain('Chrome, Android');
    expect(page.body).toContain('Naməlum brauzer');
    const id = /name="session" value="([0-9a-f-]{36})"/.exec(page.body)?.[1] ?? '';
    expect((await here.go('/sessiyalar', { session: id, csrf: await here.csrf() })).status).toBe(200);
    expect(await portal.openSessions()).toHaveLength(2);
    expect((await here.go('/sessiyalar', { session: 'others', csrf: await here.csrf() })).status).toBe(200);
    expect(await portal.openSessions()).toHaveLength(1);
    expect(await phone.session()).toMatchObject({ signedIn: false });
  });

  it('does not end a session of somebody else', async () => {
    const [mine, other] = [new Browser(portal), new Browser(portal)];
    await other.signIn(officer);
    const [theirs] = await portal.openSessions();
    await mine.signIn(citizen);
    const visit = await mine.once('/sessiyalar', { session: theirs?.id ?? '', csrf: await mine.csrf() });
    expect(visit.status).toBe(404);
    expect(await other.session()).toMatchObject({ signedIn: true });
  });
});

describe('acting for an organisation', () => {
  it('is offered to its head and seen in the session', async () => {
    const browser = new Browser(portal);
    const page = await browser.signIn(head, '/kimin-adindan');
    expect(page.body).toContain('“Göyçay Proqram” MMC');
    const organisation = await ensureOrganisation(portal.test.ctx(), company);
    const chosen = await browser.once('/kimin-adindan', { organisation, csrf: await browser.csrf() });
    expect(chosen).toMatchObject({ status: 303, location: '/biznes' });
    expect(await browser.session()).toMatchObject({ actsFor: { organisation, voen: company } });
    const self = await browser.once('/kimin-adindan?davam=%2Fsessiyalar', {
      organisation: 'self',
      csrf: await browser.csrf(),
    });
    expect(self.location).toBe('/sessiyalar');
    expect(await browser.session()).toMatchObject({ actsFor: null });
  });

  it('is refused to whom the register does not name', async () => {
    const browser = new Browser(portal);
    await browser.signIn(citizen);
    const organisation = await ensureOrganisation(portal.test.ctx(), company);
    const refused = await browser.once('/kimin-adindan', { organisation, csrf: await browser.csrf() });
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('reyestrdə rəhbər kimi başqa şəxs göstərilib');
    expect(await browser.session()).toMatchObject({ actsFor: null });
  });

  it('asks again when nothing was chosen, and returns only to a path of our own', async () => {
    const browser = new Browser(portal);
    await browser.signIn(citizen);
    const asked = await browser.once('/kimin-adindan', { csrf: await browser.csrf() });
    expect(asked.status).toBe(422);
    expect(asked.body).toContain('Siyahıdan birini seçin');
    const form = { organisation: 'self', csrf: await browser.csrf() };
    expect((await browser.once('/kimin-adindan?davam=%2F%2Fevil.example', form)).location).toBe('/');
  });
});

describe('an office', () => {
  it('is there from its day on, also for a session that is open', async () => {
    const browser = new Browser(portal);
    await browser.signIn(citizen);
    const person = (await personByFin(portal.test.ctx(), citizen)) ?? '';
    const title = { az: 'Auditor', en: 'Auditor', ru: 'Аудитор' };
    await appoint(portal.test.ctx(), { person, institution: 'mn', role: 'auditor', title });
    expect(await browser.session()).toMatchObject({ appointments: [{ institution: 'mn', role: 'auditor' }] });
  });
});

describe('the list of institutions', () => {
  it('is open and in the plan’s order', async () => {
    const { institutions } = JSON.parse((await new Browser(portal).once('/api/v1/institutions')).body) as {
      institutions: { code: string }[];
    };
    expect(institutions.length).toBeGreaterThanOrEqual(22);
    expect(institutions.map(({ code }) => code).slice(0, 3)).toEqual(['aqta', 'aef', 'aibnda']);
  });
});
