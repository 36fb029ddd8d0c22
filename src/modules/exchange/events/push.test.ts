import { createHmac, verify } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, root, type TestVahid } from '../../../../test/database.ts';
import { inTransaction, systemContext } from '../../../kernel/context.ts';
import { openVahid } from '../../../kernel/start.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Actor } from '../../../kernel/access.ts';
import { register } from '../../catalogue/index.ts';
import { actOnRight, askRight } from '../access-rights/actions.ts';
import { askedContent, openStand } from '../access-rights/test-stand.ts';
import { confirmEndpoints, openService, publishService } from '../services/actions.ts';
import { endpointName } from '../services/openapi/described.ts';
import { findDraft } from '../services/store.ts';
import { personByFin } from '../../identity/index.ts';
import { eventsOpenapi } from './openapi.ts';
import { publishRecordChange } from './publish.ts';
import { pusherPort } from './pusher.ts';
import { pushJob } from './push-job.ts';
import { eventTypes } from './type.ts';
import { births, callEvents, openReceiver, type Received, type Receiver } from './test-stand.ts';
import { finOf, publicKeyIn, signedText, uncallable } from './test-webhook.ts';

let test: TestVahid;
let receiver: Receiver;

beforeAll(async () => {
  test = await openTestVahid({ env: { VAHID_WEBHOOKS: 'loopback' } });
  await test.vahid.jobs.runDue();
});
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(async () => {
  await receiver.close();
  await sql`update exchange.subscription set state = 'ended', reason = 'client'`.execute(test.vahid.db);
});
afterAll(() => test.close());

let number = 1000;
const fin = () => `5AB${(number += 1)}`;
async function happen(...fins: readonly string[]): Promise<void> {
  const population = register(test.vahid.releases, 'population');
  if (!population) throw new Error('no register of the population');
  const at = test.clock.now();
  await inTransaction(test.ctx(), async (ctx) => {
    for (const key of fins) {
      const after = { fin: key, birthDate: '2026-11-20' };
      await publishRecordChange(ctx, { register: population, key, at, before: undefined, after, ends: false });
    }
  });
  await allCommitted(test.vahid);
}

/** Runs the job as a process does, and waits for what it sends. */
async function work(): Promise<void> {
  await inTransaction(systemContext(test.vahid, 'push'), (ctx) => pushJob.run(ctx, null));
  await pusherPort.of(test.vahid).idle();
}
const later = async (seconds: number): Promise<void> => {
  test.clock.advance(seconds * 1000);
  await work();
};

const subscribing = (push: Record<string, string>, more = {}) =>
  callEvents(test.vahid, `POST /types/${births}/subscriptions`, { body: { push, ...more } });

async function subscribed(more = {}, signature = 'v1a') {
  const made = await subscribing({ address: receiver.address, signature }, more);
  expect(made).toMatchObject({ status: 201, body: { state: 'pending' } });
  await work();
  const path = `/types/${births}/subscriptions/${made.body.id}`;
  const look = async () => (await callEvents(test.vahid, `GET ${path}`)).body;
  expect(await look()).toMatchObject({ state: 'active' });
  return { id: made.body.id, key: made.body.key, path, look };
}
const sent = () => receiver.got.map(finOf);

describe('a webhook', () => {
  it('gets each event once, signed by a key that its receiver knows', async () => {
    const { key, look } = await subscribed();
    const one = fin();
    await happen(one);
    await work();
    await later(5);
    expect(sent()).toEqual([one]);
    const { method, url, headers } = receiver.got[0] as Received;
    expect([method, url, headers['content-type']]).toEqual([
      'POST',
      '/hook?x=1',
      'application/cloudevents+json; charset=UTF-8',
    ]);
    expect(headers['webhook-request-origin']).toBe('localhost');
    expect(Number(headers['webhook-timestamp'])).toBeCloseTo(test.clock.now().getTime() / 1000, -2);
    const publicKey = publicKeyIn(key);
    const content = Buffer.from(signedText(receiver.got[0] as Received));
    const [scheme, signature = ''] = String(headers['webhook-signature']).split(',');
    expect([scheme, verify(null, content, publicKey, Buffer.from(signature, 'base64'))]).toEqual(['v1a', true]);
    expect(await look()).toMatchObject({ publicKey: key, standing: { waiting: 0, acknowledged: 1 } });
    const person = await personByFin(test.ctx(), one);
    const { rows } = await sql`select consumer from exchange.look_up where subject = ${person ?? null}`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ consumer: 'rinn' }]);
  });

  it('may have a secret instead, which is shown once', async () => {
    const { key, look } = await subscribed({}, 'v1');
    await happen(fin());
    await work();
    const { headers } = receiver.got[0] as Received;
    const content = signedText(receiver.got[0] as Received);
    const expected = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(content)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(JSON.stringify(await look())).not.toContain(key.slice(6));
  });

  it('is signed by two keys while one follows another, and by the new one alone where the other is in wrong hands', async () => {
    const { key: first, path, look } = await subscribed();
    const change = (days: number) => callEvents(test.vahid, `POST ${path}/keys`, { body: { days } });
    const signers = async (...keys: readonly string[]) => {
      receiver.got.length = 0;
      await happen(fin());
      await work();
      const [got] = receiver.got;
      if (!got) throw new Error('nothing was sent');
      const signatures = String(got.headers['webhook-signature']).split(' ');
      return signatures.map((one) =>
        keys.findIndex((key) =>
          verify(null, Buffer.from(signedText(got)), publicKeyIn(key), Buffer.from(one.slice(4), 'base64')),
        ),
      );
    };
    const { status, body } = await change(1);
    expect([status, await signers(first, body.key)]).toEqual([201, [1, 0]]);
    expect(await look()).toMatchObject({ publicKey: body.key, formerPublicKey: first });
    expect(await change(1)).toMatchObject({ status: 409, body: { code: 'exchange.webhook_key_changing' } });
    const third = (await change(0)).body.key;
    expect(await signers(first, body.key, third)).toEqual([2]);
    const fourth = (await change(1)).body.key;
    await later(86_400);
    expect(await signers(third, fourth)).toEqual([1]);
    expect(await look()).not.toHaveProperty('formerPublicKey');
  });

  it('gets nothing before it agreed', async () => {
    receiver.agrees = false;
    const made = await subscribing({ address: receiver.address });
    await happen(fin());
    for (let asked = 0; asked < 3; asked += 1) await later(7 * asked);
    expect(receiver.got).toEqual([]);
    receiver.agrees = true;
    await later(400);
    await work();
    expect(receiver.got).toHaveLength(1);
    receiver.agrees = false;
    const never = await subscribing({ address: receiver.address });
    for (let asked = 0; asked < 9; asked += 1) await later(30 * 3600);
    const { body } = await callEvents(test.vahid, `GET /types/${births}/subscriptions/${never.body.id}`);
    expect(body).toMatchObject({ state: 'stopped', reason: 'handshake', failure: 'no agreement' });
    expect(made.body.id).not.toBe(never.body.id);
  });

  it('that fails is asked again ever later, then laid aside, while others go on', async () => {
    const { look } = await subscribed({ mostAttempts: 2 });
    const [bad, good] = [fin(), fin()];
    receiver.answer = (received) => ({ status: finOf(received) === bad ? 500 : 200 });
    await happen(bad, good);
    await work();
    expect(sent().toSorted()).toEqual([bad, good].toSorted());
    await later(1);
    expect(sent()).toHaveLength(2);
    await later(6);
    expect(sent().at(-1)).toBe(bad);
    expect(
      new Set(receiver.got.filter((one) => finOf(one) === bad).map(({ headers }) => headers['webhook-id'])).size,
    ).toBe(1);
    expect(await look()).toMatchObject({ state: 'active', failure: 'HTTP 500', standing: { dead: 1, waiting: 0 } });
  });

  it('that asks for time gets nothing until then, and no attempt is counted', async () => {
    const { look } = await subscribed({ mostAttempts: 1 });
    receiver.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
    await happen(...Array.from({ length: 20 }, fin));
    await work();
    await happen(fin());
    await later(500);
    const refused = receiver.got.length;
    // Those that were under way when the first answer came.
    expect(refused).toBeLessThanOrEqual(4);
    receiver.answer = () => ({ status: 204 });
    await later(101);
    await work();
    expect(receiver.got).toHaveLength(refused + 21);
    expect(await look()).toMatchObject({ standing: { dead: 0, acknowledged: 21 } });
  });

  it('gets no more a minute than it agreed to', async () => {
    receiver.rate = '6';
    await subscribed();
    await happen(...Array.from({ length: 9 }, fin));
    await work();
    await later(50);
    expect(receiver.got).toHaveLength(6);
    await later(11);
    expect(receiver.got).toHaveLength(9);
  });

  it('where nobody answers is left in peace: what was not sent counts as no attempt', async () => {
    const { look } = await subscribed({ mostAttempts: 1 });
    await receiver.close();
    await happen(...Array.from({ length: 20 }, fin));
    await work();
    await later(1);
    const { standing } = (await look()) as unknown as { standing: { dead: number; waiting: number } };
    expect(standing.dead).toBeLessThanOrEqual(6);
    expect(standing.dead + standing.waiting).toBe(20);
    await later(31);
    expect(await look()).toMatchObject({ state: 'active', failure: 'ECONNREFUSED' });
  });

  it('that is gone ends its subscription', async () => {
    const { path } = await subscribed();
    receiver.answer = () => ({ status: 410 });
    await happen(fin(), fin());
    await work();
    const known = receiver.got.length;
    await happen(fin());
    await later(60);
    expect(receiver.got).toHaveLength(known);
    expect(await callEvents(test.vahid, `GET ${path}`)).toMatchObject({ status: 404 });
  });

  it('that answers for days with nothing but errors is stopped, both sides are told, and it may go on where it was', async () => {
    const { id, path, look } = await subscribed();
    receiver.answer = () => ({ status: 302, headers: { location: receiver.address } });
    const late = fin();
    await happen(late);
    for (let day = 0; day < 7; day += 1) {
      await later(23 * 3600);
      await look();
    }
    expect(await look()).toMatchObject({ state: 'stopped', reason: 'failing', failure: 'HTTP 302' });
    const { rows } = await sql<{ institution: string }>`select institution from process.notification
      where link = ${`/masa/mubadile/hadiseler/${id}`} order by 1`.execute(test.vahid.db);
    expect(rows.map(({ institution }) => institution)).toEqual(['din', 'rinn']);
    const before = receiver.got.length;
    receiver.answer = () => ({ status: 204 });
    await later(86_400);
    expect(receiver.got).toHaveLength(before);
    await callEvents(test.vahid, `POST ${path}/resumption`, { body: {} });
    await work();
    await work();
    expect(sent().slice(before)).toEqual([late]);
  });

  it('waits, and loses nothing, where no gateway has seen its right for days', async () => {
    const { look } = await subscribed();
    const waited = fin();
    test.clock.advance(73 * 3_600_000);
    await happen(waited);
    await work();
    expect(receiver.got).toEqual([]);
    await look();
    await later(61);
    expect(sent()).toEqual([waited]);
  });

  it('rests on a right to the events themselves, and on none that has ended', async () => {
    const [path, one] = [`/types/${births}/subscriptions`, fin()];
    const subscribe = (right: Record<string, string>) =>
      callEvents(test.vahid, `POST ${path}`, { body: { push: { address: receiver.address } }, right });
    const { body } = await subscribe({ method: 'POST', path });
    await work();
    await happen(one);
    await work();
    expect(sent()).toEqual([]);
    await callEvents(test.vahid, `GET ${path}/${body.id}/events`);
    await later(301);
    expect(sent()).toEqual([one]);
    await sql`update exchange.subscription set state = 'ended', reason = 'client'`.execute(test.vahid.db);
    await subscribe({ until: new Date(test.clock.now().getTime() + 3_600_000).toISOString() });
    await work();
    await later(3601);
    await happen(fin());
    await work();
    expect(sent()).toEqual([one]);
  });

  it.each(uncallable)('is not at %s', async (address) => {
    expect(await subscribing({ address })).toMatchObject({ status: 422, body: { code: 'exchange.webhook_address' } });
  });
});

describe('several processes', () => {
  /** Another process of the same installation. */
  const another = () =>
    openVahid(test.vahid.config, test.server, test.vahid.rooms, root, () => test.clock.now(), { migrate: false });
  const run = (vahid: Vahid) => inTransaction(systemContext(vahid, 'push'), (ctx) => pushJob.run(ctx, null));

  it('share the work, and send nothing twice', async () => {
    await subscribed();
    const fins = Array.from({ length: 60 }, fin);
    await happen(...fins);
    const other = await another();
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([run(test.vahid), run(other)]);
      await Promise.all([pusherPort.of(test.vahid).idle(), pusherPort.of(other).idle()]);
    }
    await other.close();
    expect(sent().toSorted()).toEqual(fins.toSorted());
  });

  it('take over what one that died had in its hands', async () => {
    const { look } = await subscribed();
    const held = fin();
    await happen(held);
    // It dies before the commit: nothing was claimed, nothing sent.
    const dying = inTransaction(systemContext(test.vahid, 'push'), async (ctx) => {
      await pushJob.run(ctx, null);
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect(sent()).toEqual([]);
    // It dies after it sent, and before it could write what came of it.
    const other = await another();
    receiver.answer = () => undefined;
    await run(other);
    while (receiver.got.length === 0) await new Promise((done) => setTimeout(done, 5));
    await other.close();
    receiver.answer = () => ({ status: 204 });
    await later(60);
    expect(sent()).toEqual([held]);
    await later(61);
    expect(sent()).toEqual([held, held]);
    await later(300);
    expect(sent()).toHaveLength(2);
    expect(await look()).toMatchObject({ standing: { waiting: 0, acknowledged: 1 } });
  });
});

// Last: from then on the centre judges every subscription to this service.
describe('a service that the centre keeps', () => {
  it('gives nothing any more from the moment in which a right ends', async () => {
    const stand = await openStand(test);
    const words = { az: 'Hadisələr', en: 'Events', ru: 'События' };
    const provider = test.ctx(stand.provider);
    const service = await openService(provider, {
      title: words,
      purpose: words,
      personal: false,
      system: 'population-system',
      code: 'events',
      openapi: JSON.stringify(
        eventsOpenapi(
          test.vahid,
          eventTypes(test.vahid).filter(({ owner }) => owner === 'din'),
        ),
      ),
    });
    const draft = await findDraft(provider.db, service);
    const endpoints = draft?.endpoints.map((one) => ({ name: endpointName(one), subjects: [] })) ?? [];
    await confirmEndpoints(provider, { service, version: draft?.version ?? 0, endpoints });
    await publishService(provider, { service, version: (draft?.version ?? 0) + 1, accepts: false });
    const scopes = [{ method: '*' as const, path: `/types/${births}/**` }];
    const id = await askRight(test.ctx(stand.consumer), {
      system: 'technopark-system',
      service,
      reason: 'Qərar üçün lazımdır.',
      content: { ...askedContent, scopes, fields: ['/*/data/fin'] },
    });
    const press = (action: string, actor: Actor) => actOnRight(test.ctx(actor), { id, action, note: 'Belədir.' });
    await press('recommend', stand.officer);
    await press('grant', stand.approver);
    const client = 'AZ/GOV/rinn/technopark-system';
    const made = await callEvents(test.vahid, `POST /types/${births}/subscriptions`, {
      client,
      body: { push: { address: receiver.address } },
    });
    await work();
    const [before, after] = [fin(), fin()];
    await happen(before);
    await work();
    expect(sent()).toEqual([before]);
    expect(JSON.parse(receiver.got[0]?.body ?? '{}')).toMatchObject({ data: { fin: before } });
    expect(receiver.got[0]?.body).not.toContain('birthDate');
    await sql`update exchange.access_right set standing = 'ended' where id = ${id}`.execute(test.vahid.db);
    await happen(after);
    await work();
    expect(sent()).toEqual([before]);
    const { rows } = await sql`select state, reason from exchange.subscription where id = ${made.body.id}`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ state: 'stopped', reason: 'right' }]);
  });
});
