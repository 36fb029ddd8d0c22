import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../src/app/server.ts';
import type { Actor } from '../src/kernel/access.ts';
import { facts } from '../src/modules/exchange/index.ts';
import { ensurePerson, personByNumber } from '../src/modules/identity/index.ts';
import { Browser, type Portal } from '../src/modules/identity/test-portal.ts';
import { openTestPost, type TestPost } from '../src/modules/mail/test-post.ts';
import { checkAnswers, startCase } from '../src/modules/services/actions/applying.ts';
import { actOnCase } from '../src/modules/services/actions/desk-act.ts';
import { beginning } from '../src/modules/services/actions/offer.ts';
import { openTestVahid, root, type TestVahid } from './database.ts';

/* Somebody abroad without FİN: by a code that comes to their e-mail they register, sign in again, and apply. */

let post: TestPost;
let test: TestVahid;
let http: FastifyInstance;
let address: string;
beforeAll(async () => {
  post = await openTestPost();
  test = await openTestVahid({
    env: { VAHID_SMTP: post.url, VAHID_MAIL_FROM: 'noreply@mygov.example', TRUST_PROXY: '1' },
  });
  http = await openServer(test.vahid, root);
  address = await http.listen({ host: '127.0.0.1', port: 0 });
}, 120_000);
afterAll(async () => {
  await http.close();
  await test.close();
  await post.close();
});

let count = 0;
let mine: string;
beforeEach(async () => {
  count += 1;
  passport.number = `ca ${123455 + count}`;
  mine = `ana${count}@example.pt`;
  post.taken.length = 0;
  await sql`delete from kernel.attempt`.execute(test.vahid.db);
});

const passport = {
  name: 'Ana Sample',
  birthDate: '01.05.1990',
  citizenship: 'Portuqaliya',
  number: 'ca 123456',
  validTo: '01.06.2031',
};
const fresh = () => new Browser({ address } as Portal);
const plain = (raw: string) => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');

/** The last code that came to an address. */
async function codeFor(to = mine): Promise<string> {
  await test.vahid.jobs.runDue();
  const raw = post.taken.findLast((one) => one.to === to)?.raw ?? '';
  return /^(\d{8})\r?$/m.exec(plain(raw))?.[1] ?? '';
}

async function ask(browser: Browser, email = mine, davam = '/xidmetler/digital-nomad-visa', from = '198.51.100.1') {
  return browser.once('/en/xarici', { email, davam }, { 'x-forwarded-for': from });
}

async function register(browser: Browser, email = mine) {
  await ask(browser, email);
  await browser.once('/en/xarici/kod', { code: await codeFor(email) });
  return browser.once('/en/xarici/melumat', passport);
}

const numbers = async () => {
  const { rows } = await sql<{ number: string }>`select number from identity.person
    where number is not null order by created_at, id`.execute(test.vahid.db);
  return rows.map(({ number }) => number);
};
const numberOf = async (browser: Browser) => String((await browser.session()).name);
const wrongOf = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0');

describe('registering and signing in', () => {
  it('takes an address, a code and the passport once, and then the address and a code', async () => {
    const browser = fresh();
    expect(await ask(browser)).toMatchObject({ status: 303, location: '/en/xarici/kod' });
    const known = await browser.once('/en/xarici/kod', { code: await codeFor() });
    expect(known.location).toBe('/en/xarici/melumat');
    const registered = await browser.once('/en/xarici/melumat', passport);
    expect(registered).toMatchObject({ status: 303, location: '/en/xidmetler/digital-nomad-visa' });
    const [number] = (await numbers()).slice(-1);
    expect(await browser.session()).toMatchObject({ signedIn: true, name: number });

    const other = fresh();
    await ask(other, mine.toUpperCase());
    const again = await other.once('/en/xarici/kod', { code: (await codeFor()).replace(/^..../, '$& ') });
    expect(again.location).toBe('/en/xidmetler/digital-nomad-visa');
    expect(await other.session()).toMatchObject({ signedIn: true, name: number });
    expect(await numbers()).toHaveLength(1);
  });

  it('refuses with a remedy what no passport says, and keeps what was typed', async () => {
    const browser = fresh();
    await ask(browser);
    await browser.once('/en/xarici/kod', { code: await codeFor() });
    const before = await numbers();
    const wrong = { ...passport, name: 'Анна', birthDate: '31.02.1990', number: '!', validTo: '01.01.2020' };
    const answer = await browser.once('/en/xarici/melumat', wrong);
    expect(answer.status).toBe(422);
    for (const part of [
      'Latin letters',
      'Write the date of birth',
      '5 to 20 characters',
      'valid still',
      'value="Анна"',
    ])
      expect(answer.body).toContain(part);
    expect(await numbers()).toEqual(before);
    expect((await browser.once('/en/xarici/melumat', passport)).status).toBe(303);
  });

  it('is told of news at the address from the first day on, and of nothing else in the letters', async () => {
    await register(fresh());
    const { rows } = await sql<{
      address: string;
      confirmed: boolean;
    }>`select address, confirmed_at is not null as confirmed
      from mail.address where address = ${mine}`.execute(test.vahid.db);
    expect(rows).toEqual([{ address: mine, confirmed: true }]);
    expect(plain(post.taken[0]?.raw ?? '')).not.toContain('Ana');
  });
});

describe('a passport', () => {
  it('has one account, however it is typed; its owner is told at their own address, and nobody else of that', async () => {
    passport.number = 'CO 40115';
    await register(fresh());
    const browser = fresh();
    await ask(browser, `second${count}@example.pt`);
    await browser.once('/en/xarici/kod', { code: await codeFor(`second${count}@example.pt`) });
    const before = await numbers();
    post.taken.length = 0;
    const again = [
      { number: 'co40115', citizenship: 'PORTUGAL' },
      { number: ' C 0-4O 115', citizenship: ' portuqaliya ' },
      { number: 'C04OI15', citizenship: 'Португалия', name: 'Another Name' },
    ];
    for (const typed of again) {
      const answer = await browser.once('/en/xarici/melumat', { ...passport, ...typed });
      expect([answer.status, answer.body.includes('an account with this passport already')]).toEqual([422, true]);
      expect(answer.body).not.toContain(mine);
    }
    const cyrillic = await browser.once('/en/xarici/melumat', { ...passport, number: 'СО40115' });
    expect([cyrillic.status, cyrillic.body.includes('5 to 20 characters')]).toEqual([422, true]);
    expect(await numbers()).toEqual(before);
    await test.vahid.jobs.runDue();
    expect(post.taken.map(({ to }) => to)).toEqual([mine, mine, mine]);
    expect(plain(post.taken[0]?.raw ?? '')).not.toContain('second');
    const other = await browser.once('/en/xarici/melumat', { ...passport, birthDate: '02.05.1990' });
    expect(other.status).toBe(303);
    const back = { ...passport, csrf: await browser.csrf() };
    expect((await browser.once('/en/xarici/melumat', back)).status).toBe(422);
    expect(await numbers()).toHaveLength(before.length + 1);
  });
});

describe('somebody who is not the owner of the address', () => {
  it('does not learn whether an address has an account', async () => {
    await register(fresh());
    const [known, unknown] = [fresh(), fresh()];
    const answers = [await ask(known), await ask(unknown, `nobody${count}@example.pt`)];
    expect(answers[0]).toEqual(answers[1]);
    const pages = [await known.once('/en/xarici/kod'), await unknown.once('/en/xarici/kod')];
    expect(pages[0]?.body).toBe(pages[1]?.body);
    const wrong = [
      await known.once('/en/xarici/kod', { code: '00000000' }),
      await unknown.once('/en/xarici/kod', { code: '00000000' }),
    ];
    expect(wrong[0]?.status).toBe(422);
    expect(wrong[0]?.body).toBe(wrong[1]?.body);
    await test.vahid.jobs.runDue();
    const letters = [mine, `nobody${count}@example.pt`].map((to) => {
      const raw = plain(post.taken.findLast((one) => one.to === to)?.raw ?? '');
      return raw.slice(raw.indexOf('\r\n\r\n')).replace(/\d{8}/, 'CODE');
    });
    expect(letters[0]).toBe(letters[1]);
  });

  it('has five tries at a code; after them the right one is refused too', async () => {
    const browser = fresh();
    await ask(browser);
    const code = await codeFor();
    for (let n = 0; n < 5; n += 1)
      expect((await browser.once('/en/xarici/kod', { code: wrongOf(code) })).status).toBe(422);
    expect((await browser.once('/en/xarici/kod', { code })).status).toBe(422);
  });

  it('cannot take more tries by sending them at the same time', async () => {
    const browser = fresh();
    await ask(browser);
    const code = await codeFor();
    await Promise.all(Array.from({ length: 12 }, () => browser.once('/en/xarici/kod', { code: wrongOf(code) })));
    const { rows } = await sql<{ tries: number }>`select max(tries)::int as tries from identity.email_code`.execute(
      test.vahid.db,
    );
    expect(rows[0]?.tries).toBe(5);
  });

  it('can do nothing with the code in another browser, nor after a quarter of an hour, nor twice', async () => {
    const browser = fresh();
    await ask(browser);
    const code = await codeFor();
    const thief = fresh();
    expect((await thief.once('/en/xarici/kod', { code })).status).toBe(409);
    await ask(thief, `thief${count}@example.pt`);
    expect((await thief.once('/en/xarici/kod', { code })).status).toBe(422);
    const kept = browser.cookies;
    expect((await browser.once('/en/xarici/kod', { code })).location).toBe('/en/xarici/melumat');
    const copy = fresh();
    copy.cookies = kept;
    expect((await copy.once('/en/xarici/kod', { code })).status).toBe(409);
    // The key of the browser changed with the code: one that was planted leads no further.
    expect((await copy.once('/en/xarici/melumat', passport)).status).toBe(409);

    const late = fresh();
    await ask(late, `late${count}@example.pt`);
    const old = await codeFor(`late${count}@example.pt`);
    test.clock.advance(16 * 60_000);
    expect((await late.once('/en/xarici/kod', { code: old })).status).toBe(409);
  });

  it('registers nobody without the code, and nobody twice', async () => {
    const browser = fresh();
    const before = (await numbers()).length;
    expect((await browser.once('/en/xarici/melumat', passport)).status).toBe(409);
    await ask(browser);
    expect((await browser.once('/en/xarici/melumat', passport)).status).toBe(409);
    await browser.once('/en/xarici/kod', { code: await codeFor() });
    const twice = fresh();
    twice.cookies = browser.cookies;
    await Promise.all([browser.once('/en/xarici/melumat', passport), twice.once('/en/xarici/melumat', passport)]);
    expect(await numbers()).toHaveLength(before + 1);
  });

  it('sends an address ten letters a day at most from one place, and asks for twenty codes an hour', async () => {
    const to = `bombed${count}@example.pt`;
    for (let n = 0; n < 10; n += 1) expect((await ask(fresh(), to)).status).toBe(303);
    expect((await ask(fresh(), to)).status).toBe(429);
    await test.vahid.jobs.runDue();
    expect(post.taken.filter((one) => one.to === to)).toHaveLength(10);
    for (let n = 0; n < 9; n += 1) await ask(fresh(), `other${n}@example.pt`);
    expect((await ask(fresh(), 'last@example.pt')).status).toBe(429);
  });

  it('keeps nobody out by asking for codes to their address', async () => {
    await register(fresh());
    for (let n = 0; n < 15; n += 1) await ask(fresh(), mine, '/', '203.0.113.66');
    const owner = fresh();
    expect((await ask(owner)).status).toBe(303);
    const visit = await owner.once('/en/xarici/kod', { code: await codeFor() });
    expect(visit.location).toBe('/en/xidmetler/digital-nomad-visa');
  });

  it('gets no session that was there before, and leads nobody off the site', async () => {
    const browser = fresh();
    await register(browser);
    const first = browser.sessionCookie?.value;
    await ask(browser, mine, 'https://evil.example/').catch(() => undefined);
    const form = await browser.once('/en/xarici', { email: mine, davam: '//evil.example', csrf: await browser.csrf() });
    expect(form.status).toBe(303);
    const csrf = await browser.csrf();
    const again = await browser.once('/en/xarici/kod', { code: await codeFor(), csrf });
    expect(again.location).toBe('/en');
    expect(browser.sessionCookie?.value).not.toBe(first);
    const old = fresh();
    old.cookies = [{ name: 'vahid', value: first ?? '', path: '/' }];
    expect(await old.session()).toMatchObject({ signedIn: false });
  });

  it('finds neither address nor code in the database or in the jobs', async () => {
    await ask(fresh());
    const { rows } = await sql<{ text: string }>`select row_to_json(c)::text as text from identity.email_code c
      union all select row_to_json(j)::text from kernel.job j`.execute(test.vahid.db);
    const all = rows.map(({ text }) => text).join('\n');
    expect(rows.length).toBeGreaterThan(1);
    expect(all).not.toContain(mine);
    expect(all).not.toContain(await codeFor());
  });
});

describe('an applicant without FİN', () => {
  async function applicant(): Promise<Actor> {
    const browser = fresh();
    await register(browser);
    const person = await personByNumber(test.ctx(), await numberOf(browser));
    return { kind: 'person', person: person ?? '', assurance: 'low', appointments: [] };
  }

  it('is told by the register to the service that may ask, and to no other', async () => {
    const { person = '' } = await applicant();
    const subjects = [{ entity: 'person', id: person }] as const;
    const shape = { passportName: true, passportNumber: true, digitalVisa: true } as const;
    const basis = { act: 'digital-visa-rules', article: '2.1' };
    const asked = { subjects, shape, basis, purpose: 'digital-visa' };
    const [told] = await facts(test.ctx(), { ...asked, consumer: 'dmx' });
    expect(told?.facts).toMatchObject({
      passportName: { state: 'value', value: 'Ana Sample', source: { register: 'foreign-applicants' } },
      passportNumber: { state: 'value', value: passport.number.replace(' ', '').toUpperCase() },
      digitalVisa: { state: 'value', value: false },
    });
    const [kept] = await facts(test.ctx(), { ...asked, consumer: 'rinn' });
    expect(kept?.facts.passportName).toEqual({ state: 'refused' });
  });

  it('begins a service that says so, with what the register knows, and no other', async () => {
    const me = test.ctx(await applicant());
    const { id } = await startCase(me, { service: 'digital-nomad-visa' });
    const { facts: known } = await checkAnswers(me, { id });
    expect(known.find(({ field }) => field === 'passport')).toMatchObject({
      state: 'value',
      value: passport.number.replace(' ', '').toUpperCase(),
    });
    await expect(startCase(me, { service: 'residence-change' })).rejects.toMatchObject({ code: 'services.fin_needed' });
    expect((await beginning(me, 'residence-change')).obstacle).toBe('fin_needed');
  });

  it('gets no visa for a passport that nobody has looked at: what changed meanwhile is shown before it is approved', async () => {
    const browser = fresh();
    await register(browser);
    const person = (await personByNumber(test.ctx(), await numberOf(browser))) ?? '';
    const me = test.ctx({ kind: 'person', person, assurance: 'low', appointments: [] });
    const { id } = await startCase(me, { service: 'digital-nomad-visa' });
    // Sent, paid for and recommended.
    await sql`update process.instance set state = 'confirm', status = 'in_review', awaits = '{approver}' where id = ${id}`.execute(
      test.vahid.db,
    );
    await sql`update services.case set submitted_at = ${test.clock.now()} where id = ${id}`.execute(test.vahid.db);
    test.clock.advance(60_000);
    const changed = { ...passport, number: 'XY987654', csrf: await browser.csrf() };
    expect((await browser.once('/en/xarici/melumat', changed)).status).toBe(303);
    const approver = await ensurePerson(test.ctx(), '5MAA002');
    const official = test.ctx({
      kind: 'person',
      person: approver,
      name: 'Sınaq',
      appointments: [{ institution: 'dmx', role: 'approver' }],
    });
    const approval = { id, action: 'approve', note: '', key: 'approve-1' };
    await expect(actOnCase(official, approval)).rejects.toMatchObject({
      code: 'services.facts_changed',
      text: { en: expect.stringContaining('assport') },
    });
    // They have been shown now: from here on only what is true of the case itself may stand against it.
    const again = await actOnCase(official, approval).catch((error: { code?: string }) => error.code);
    expect(again).not.toBe('services.facts_changed');
  });

  it('is not somebody with a FİN, nor the other way round', async () => {
    const person = await ensurePerson(test.ctx(), '5MAA001');
    const citizen = test.ctx({ kind: 'person', person, appointments: [] });
    const refused = startCase(citizen, { service: 'digital-talent-visa' });
    await expect(refused).rejects.toMatchObject({ code: 'services.foreigners_only' });
    expect((await beginning(citizen, 'digital-talent-visa')).obstacle).toBe('foreigners_only');
    const nobody = test.ctx({ kind: 'anonymous', appointments: [] });
    expect((await beginning(nobody, 'digital-talent-visa')).obstacle).toBe('sign_in_foreigner');
  });

  it('tells of a new passport, and the register keeps both with their days', async () => {
    const browser = fresh();
    await register(browser);
    const number = await numberOf(browser);
    const changed = { ...passport, number: 'XY987655', csrf: await browser.csrf() };
    expect((await browser.once('/en/xarici/melumat', changed)).status).toBe(303);
    const { rows } = await sql<{ passport: string }>`select data->>'passport' as passport from records.record
      where register = 'foreign-applicants' and key = ${number} order by recorded_at, id`.execute(test.vahid.db);
    expect(rows.map((row) => row.passport)).toContain('XY987655');
    expect(rows.length).toBeGreaterThan(1);
  });
});
