import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { accessTable, signedIn } from '../../kernel/access.ts';
import { formBody, json, route } from '../../kernel/http/route.ts';
import type { Room } from '../../kernel/module.ts';
import { ensureOrganisation, headedLately, headedNow, personByFin } from './index.ts';
import { Browser, company, head, openPortal, type Portal, rooms } from './test-portal.ts';

/** A door behind which something is written. */
const trial: Room = {
  name: 'trial',
  dependsOn: ['identity'],
  access: accessTable('trial', { write: signedIn }),
  routes: [
    route({
      method: 'POST',
      path: '/api/v1/trial',
      access: 'trial.write',
      body: formBody,
      handler: async ({ actor }) => json({ organisation: actor.organisation ?? null }),
    }),
  ],
};

let portal: Portal<TestVahid>;
let browser: Browser;

beforeAll(async () => {
  portal = await openPortal(await openTestVahid({ rooms: [...rooms, trial] }));
});
afterAll(() => portal.close());
beforeEach(async () => {
  browser = new Browser(portal);
  await browser.signIn(head);
  const page = await browser.once('/kimin-adindan');
  const organisation = /name="organisation"[^>]* value="([0-9a-f-]{36})"/.exec(page.body)?.[1] ?? '';
  await browser.once('/kimin-adindan', { organisation, csrf: await browser.csrf() });
});
afterEach(async () => {
  portal.register = 'head';
  await portal.clear();
});

const actsFor = async () => (await browser.session()).actsFor;
const minutes = (count: number) => portal.test.clock.advance(count * 60_000);
const problem = async (path: string) => {
  const { status, body } = await browser.once(path);
  return [status, (JSON.parse(body) as { code?: string }).code];
};
let csrf = '';
const write = async () => {
  const { status, body } = await browser.once('/api/v1/trial', { csrf });
  return [status, (JSON.parse(body) as { code?: string }).code];
};
const audited = async () => {
  const person = await personByFin(portal.test.ctx(), head);
  const { rows } = await sql<{ action: string }>`select action from kernel.audit
    where person = ${person} and action = 'identity.mandateEnded'`.execute(portal.test.vahid.db);
  return rows.length;
};

describe('who acts for a company', () => {
  beforeEach(async () => {
    csrf = await browser.csrf();
  });

  it('writes for it only while the register names them, and is told when it does no longer', async () => {
    expect(await actsFor()).toMatchObject({ voen: company });
    expect(await write()).toEqual([200, undefined]);
    portal.register = 'nobody';
    expect(await actsFor()).toMatchObject({ voen: company });
    expect(await write()).toEqual([403, 'identity.mandate_ended']);
    expect(await actsFor()).toBeNull();
    expect(await write()).toEqual([200, undefined]);
    expect(await audited()).toBe(1);
  });

  it('reads what is the company’s for a minute at most after the register said yes', async () => {
    portal.register = 'nobody';
    minutes(0.9);
    expect(await actsFor()).toMatchObject({ voen: company });
    minutes(0.2);
    const page = await browser.once('/api/v1/session');
    expect(page.status).toBe(403);
    expect(page.body).toContain('“Göyçay Proqram” MMC');
    expect(await actsFor()).toBeNull();
  });

  it('reads on for a quarter of an hour while the register is silent, and writes nothing', async () => {
    portal.register = 'silent';
    expect(await write()).toEqual([503, 'identity.mandates_unavailable']);
    minutes(14);
    expect(await actsFor()).toMatchObject({ voen: company });
    expect(await write()).toEqual([503, 'identity.mandates_unavailable']);
    minutes(2);
    expect(await problem('/api/v1/session')).toEqual([503, 'identity.mandates_unavailable']);
    portal.register = 'head';
    minutes(2);
    expect(await write()).toEqual([200, undefined]);
    expect(await actsFor()).toMatchObject({ voen: company });
  });

  it('can go on for themselves, or sign out, while the register is silent', async () => {
    portal.register = 'silent';
    minutes(20);
    const choice = await browser.once('/kimin-adindan');
    expect([choice.status, choice.body.includes('cavab vermir')]).toEqual([200, true]);
    expect(await browser.once('/kimin-adindan', { organisation: 'self', csrf })).toMatchObject({ status: 303 });
    expect(await actsFor()).toBeNull();
    expect(await browser.once('/cixis', { csrf })).toMatchObject({ status: 303 });
  });
});

it('asks whom an official heads once a minute in a session, and anew for whoever acts', async () => {
  const person = await personByFin(portal.test.ctx(), head);
  const ctx = portal.test.ctx({ kind: 'person', person: person ?? '', appointments: [], session: 'here' });
  const elsewhere = { ...ctx, actor: { ...ctx.actor, session: 'there' } };
  portal.register = 'silent';
  expect(await headedLately(ctx)).toBeUndefined();
  portal.register = 'head';
  const organisation = await ensureOrganisation(ctx, company);
  expect(await headedLately(ctx)).toEqual([organisation]);
  portal.register = 'nobody';
  minutes(0.9);
  expect(await headedLately(ctx)).toEqual([organisation]);
  expect([await headedNow(ctx), await headedLately(elsewhere)]).toEqual([[], []]);
  minutes(0.2);
  expect(await headedLately(ctx)).toEqual([]);
});
