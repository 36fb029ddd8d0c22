import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { inTransaction } from '../../kernel/context.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { addDays, bakuDate, bakuInstant } from '../../language/index.ts';
import { ensureOrganisation, ensurePerson } from '../identity/index.ts';
import { room as identity } from '../identity/module.ts';
import { notifications, notify } from '../process/index.ts';
import { room as process } from '../process/module.ts';
import { confirmAddress, ownAddress, removeAddress, setAddress } from './actions.ts';
import { nextMoment } from './jobs.ts';
import { room as mail } from './module.ts';
import { openTestPost, type TestPost } from './test-post.ts';

let post: TestPost;
let test: TestVahid;
beforeAll(async () => {
  post = await openTestPost();
  const env = { VAHID_SMTP: post.url, VAHID_MAIL_FROM: 'noreply@mygov.example' };
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, mail], env });
});
afterAll(async () => {
  await test.close();
  await post.close();
});

let count = 0;
let actor: Actor;
let to: string;
beforeEach(async () => {
  count += 1;
  to = `person${count}@example.az`;
  const person = await ensurePerson(test.ctx(), `5MAA0${String(count).padStart(2, '0')}`);
  actor = { kind: 'person', person, appointments: [] };
  post.taken.length = 0;
  post.refusals.length = 0;
  post.cuts = () => false;
});

const same = (text: string) => ({ az: text, en: text, ru: text });
const tell = (text = 'Müraciət RP-1 təsdiq edildi', of: Actor = actor) =>
  inTransaction(test.ctx(), (tx) =>
    notify(tx, { person: of.person, organisation: of.organisation, text: same(text), link: '/muracietler/1' }),
  );
const plain = (raw: string) => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
const codeIn = (raw: string) => /kod=([\w-]+)/.exec(plain(raw))?.[1] ?? '';
const headerIn = (raw: string, name: string) => new RegExp(`^${name}: (.*)\r$`, 'im').exec(raw)?.[1];

/** Gives an address and confirms it, as its owner. */
async function subscribe(of = actor, more: { quiet?: boolean } = {}) {
  await setAddress(test.ctx(of), { address: to, lang: 'en', quiet: more.quiet ?? false });
  await test.vahid.jobs.runDue();
  await confirmAddress(test.ctx(of), codeIn(post.taken.find((one) => one.to === to)?.raw ?? ''));
  post.taken.length = 0;
}

async function later(minutes: number) {
  test.clock.advance(minutes * 60_000);
  await test.vahid.jobs.runDue();
}

describe('an address', () => {
  it('is told nothing before its owner has confirmed it by the link of a letter', async () => {
    await setAddress(test.ctx(actor), { address: to, lang: 'az', quiet: true });
    await test.vahid.jobs.runDue();
    expect(post.taken.map((one) => one.to)).toEqual([to]);
    await tell();
    await later(30);
    expect(post.taken).toHaveLength(1);
    await confirmAddress(test.ctx(actor), codeIn(post.taken[0]?.raw ?? ''));
    expect((await ownAddress(test.ctx(actor))).address?.confirmed_at).toEqual(test.clock.now());
  });

  it('is not confirmed by somebody else’s link, nor after a day, nor by that of the address before', async () => {
    await setAddress(test.ctx(actor), { address: to, lang: 'az', quiet: false });
    await test.vahid.jobs.runDue();
    const code = codeIn(post.taken[0]?.raw ?? '');
    const other = { ...actor, person: await ensurePerson(test.ctx(), '5MAB001') };
    await setAddress(test.ctx(other), { address: `x${to}`, lang: 'az', quiet: false });
    await expect(confirmAddress(test.ctx(other), code)).rejects.toThrow('too old');
    await expect(confirmAddress(test.ctx(actor), '')).rejects.toThrow('too old');
    await later(24 * 60 + 1);
    await expect(confirmAddress(test.ctx(actor), code)).rejects.toThrow('too old');
    await setAddress(test.ctx(actor), { address: to, lang: 'az', quiet: false });
    await expect(confirmAddress(test.ctx(actor), code)).rejects.toThrow('too old');
  });

  it('has to look like one, and is not changed more than five times a day', async () => {
    for (const address of [
      '',
      'a',
      'a@b',
      'a b@c.az',
      'a@c.az\r\nBcc: x@y.az',
      'a@c.az,b@c.az',
      `${'a'.repeat(65)}@c.az`,
    ])
      await expect(setAddress(test.ctx(actor), { address, lang: 'az', quiet: false })).rejects.toThrow('whole e-mail');
    const set = (n: number) => setAddress(test.ctx(actor), { address: `n${n}${to}`, lang: 'az', quiet: false });
    for (let n = 0; n < 5; n += 1) await set(n);
    await expect(set(5)).rejects.toMatchObject({ status: 429 });
  });
});

describe('a letter', () => {
  it('says that there is news, and nothing of it; what comes within a minute goes in one', async () => {
    await subscribe();
    await tell('Müraciət RP-1 təsdiq edildi');
    await tell('Sizdən izahat soruşulur');
    await later(2);
    const [letter] = post.taken;
    const raw = plain(letter?.raw ?? '');
    expect([post.taken.length, letter?.to]).toEqual([1, to]);
    expect(raw).toContain('how many: 2');
    expect(raw).toContain(`${test.vahid.config.publicUrl}/en/bildirisler`);
    expect(raw).not.toMatch(/RP-1|təsdiq|izahat|muracietler/);
    expect(headerIn(raw, 'Auto-Submitted')).toBe('auto-generated');
  });

  it('is sent again until the server takes it, always with the same Message-ID, and then once', async () => {
    await subscribe();
    await tell();
    post.refusals.push(451);
    await later(2);
    expect(post.taken).toEqual([]);
    await later(60);
    await later(60);
    const ids = post.taken.map(({ raw }) => headerIn(raw, 'Message-ID'));
    const { rows } = await sql<{ letter: string }>`select letter from mail.message m join mail.address a
      on a.id = m.address where a.person = ${actor.person ?? ''}`.execute(test.vahid.db);
    expect(ids).toEqual([rows[0]?.letter]);
  });

  it('of which the answer was lost comes again as it was, whatever news came meanwhile; that goes in the next', async () => {
    await subscribe();
    await tell();
    post.cuts = () => true;
    await later(2);
    post.cuts = () => false;
    await tell();
    // Its transaction began before that of the first, and ended after.
    await sql`update mail.message set created_at = created_at - interval '1 hour' where state = 'waiting'
      and letter is null`.execute(test.vahid.db);
    await tell();
    await later(5);
    const told = post.taken.map(({ raw }) => [headerIn(raw, 'Message-ID'), /how many: \d/.exec(plain(raw))?.[0]]);
    expect(told).toEqual([told[0], told[0], [expect.any(String), 'how many: 2']]);
    expect(new Set(told.map(([letter]) => letter)).size).toBe(2);
  });

  it('that is refused for good ends the letters until the address is saved again', async () => {
    await subscribe();
    await tell();
    post.refusals.push(550);
    await later(2);
    expect((await ownAddress(test.ctx(actor))).address?.refused_at).not.toBeNull();
    await tell();
    await later(30);
    expect(post.taken).toEqual([]);
    await subscribe();
    await tell();
    await later(2);
    expect(post.taken).toHaveLength(1);
  });

  it('goes where the organisation is told of its own, and no longer once the address is deleted', async () => {
    const organisation = await ensureOrganisation(test.ctx(), '1700767721');
    const company = { ...actor, organisation };
    await subscribe(company);
    await tell('x', actor);
    await later(2);
    expect(post.taken).toEqual([]);
    await tell('x', { ...company, person: undefined } as unknown as Actor);
    await later(2);
    expect(post.taken.map((one) => one.to)).toEqual([to]);
    await tell('x', { ...company, person: undefined } as unknown as Actor);
    await removeAddress(test.ctx(company));
    await later(2);
    expect(post.taken).toHaveLength(1);
  });

  it('is not written where nothing was left: a repeated effect, a step that was undone', async () => {
    await subscribe();
    const once = { person: actor.person, text: same('x'), effectKey: `once-${count}` };
    await notify(test.ctx(), once);
    await notify(test.ctx(), once);
    await inTransaction(test.ctx(), async (tx) => {
      await notify(tx, { person: actor.person, text: same('y') });
      throw new Error('undone');
    }).catch(() => undefined);
    await later(2);
    expect(plain(post.taken[0]?.raw ?? '')).toContain('how many: 1');
  });
});

it('that the server does not take in the evening is not tried again at night where its owner wants none', async () => {
  await subscribe(actor, { quiet: true });
  test.clock.set(bakuInstant(addDays(bakuDate(test.clock.now()), 1), '20:57').toISOString());
  await tell();
  post.refusals.push(451);
  await later(2);
  expect(post.refusals).toEqual([]);
  await later(5);
  await later(5 * 60);
  expect(post.taken).toEqual([]);
  await later(7 * 60);
  expect(post.taken.map((one) => one.to)).toEqual([to]);
});

describe('what became of a letter', () => {
  const told = async (of = actor) =>
    (await notifications(test.ctx(of))).items.map(({ text, letter }) => [text.en.slice(0, 12), letter?.state, letter]);
  const states = async (of = actor) => (await told(of)).map(([text, state]) => [text, state]);

  it('is told with each notification: that none was wanted, when it is to go, when it went', async () => {
    await tell('before');
    await subscribe(actor, { quiet: true });
    test.clock.set(bakuInstant(addDays(bakuDate(test.clock.now()), 1), '23:30').toISOString());
    await tell('at night');
    const morning = nextMoment(test.clock.now(), true);
    expect((await told())[0]).toEqual(['at night', 'waiting', { state: 'waiting', at: morning }]);
    test.clock.set(morning.toISOString());
    expect(await states()).toEqual([
      ['at night', 'delayed'],
      ['before', 'none'],
    ]);
    await test.vahid.jobs.runDue();
    expect((await told())[0]).toEqual(['at night', 'sent', { state: 'sent', at: morning }]);
  });

  it('that is refused for good tells its owner in the portal, without the address, to renew it', async () => {
    await subscribe();
    await tell('lost');
    post.refusals.push(550);
    await later(2);
    await later(1);
    await tell('after');
    const { items } = await notifications(test.ctx(actor));
    expect(items.map(({ text, letter }) => [text.en.slice(0, 17), letter?.state])).toEqual([
      ['after', 'refused'],
      ['Letters do not re', 'refused'],
      ['lost', 'refused'],
    ]);
    expect(items[1]?.link).toBe('/bildirisler/e-poct');
    expect(JSON.stringify(items)).not.toContain(to);
    await removeAddress(test.ctx(actor));
    expect((await states())[2]).toEqual(['lost', 'refused']);
  });

  it('is known after its address was deleted, and forgotten after 90 days', async () => {
    await subscribe();
    await tell('went');
    await later(2);
    await tell('waits');
    await removeAddress(test.ctx(actor));
    expect(await states()).toEqual([
      ['waits', 'dropped'],
      ['went', 'sent'],
    ]);
    await later(91 * 24 * 60);
    post.taken.length = 0;
    await subscribe();
    await tell('new');
    await later(2);
    expect(await states()).toEqual([
      ['new', 'sent'],
      ['waits', undefined],
      ['went', undefined],
    ]);
  });
});

describe('the moment of a letter', () => {
  it.each([
    ['2026-11-23T05:00:00Z', true, '2026-11-23T05:01:00Z'],
    ['2026-11-23T16:59:30Z', true, '2026-11-24T05:00:00Z'],
    ['2026-11-23T20:30:00Z', true, '2026-11-24T05:00:00Z'],
    ['2026-11-24T04:58:30Z', true, '2026-11-24T05:00:00Z'],
    ['2026-11-23T20:30:00Z', false, '2026-11-23T20:31:00Z'],
  ])('after %s, not at night: %s, is %s', (now, quiet, then) => {
    expect(nextMoment(new Date(now), quiet)).toEqual(new Date(then));
  });
});
