import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { readClientId, readServiceId } from '../../../protocols/x-road/index.ts';
import { ensurePerson, personByFin } from '../../identity/index.ts';
import { notifications } from '../../process/index.ts';
import { actOnRight, askRight } from '../access-rights/actions.ts';
import type { RightContent } from '../access-rights/content.ts';
import { askedContent, openStand, peopleDocument } from '../access-rights/test-stand.ts';
import { consentsOf } from '../gateway/consents.ts';
import { hostedService } from '../gateway/hosted-service.ts';
import { setDoor } from '../remote/door.ts';
import { decideConsent, ownConsent, ownConsents } from './actions.ts';
import { askCentre } from './remote.ts';

const client = 'AZ/GOV/rinn/technopark-system';
const service = 'AZ/GOV/din/population-system/people';
const purpose = 'technopark-residency';
let test: TestVahid;
let stand: Awaited<ReturnType<typeof openStand>>;

beforeAll(async () => {
  test = await openTestVahid();
  stand = await openStand(test);
  const id = await stand.publish(peopleDocument());
  await grant(id, {});
});
afterAll(() => test.close());

async function grant(id: string, content: Partial<RightContent>): Promise<void> {
  const right = await askRight(test.ctx(stand.consumer), {
    system: 'technopark-system',
    service: id,
    reason: 'Qərar üçün lazımdır.',
    content: { ...askedContent, consent: true, ...content },
  });
  for (const [action, actor] of [
    ['recommend', stand.officer],
    ['grant', stand.approver],
  ] as const)
    await actOnRight(test.ctx(actor), { id: right, action, note: 'Belədir.' });
}

let number = 100;
const newFin = () => `6AB${String((number += 1)).padStart(4, '0')}`;
const citizen = async (fin: string): Promise<Actor> => ({
  kind: 'person',
  person: await ensurePerson(test.ctx(), fin),
  appointments: [],
});

async function call(door: string, body?: Json, as = client) {
  const [method = 'GET', servicePath = ''] = door.split(' ');
  const bytes = Buffer.from(JSON.stringify(body ?? null));
  const request = {
    method: method as 'GET',
    path: '',
    headers: [],
    servicePath,
    id: 'AZ-1',
    requestId: 'r-1',
    client: readClientId(as),
    service: readServiceId('AZ/GOV/rinn/vahid/consents'),
  };
  const answer = await hostedService(test.vahid, 'consents')?.answer({
    vahid: test.vahid,
    request,
    body: { bytes, sha512: createHash('sha512').update(bytes).digest() },
    right: { client: as, service: 'x', method: '*', path: '/**', purpose: 'p', act: 'a', article: '1' },
    now: test.vahid.now(),
    signal: new AbortController().signal,
  });
  const told = JSON.parse(answer?.body?.bytes.toString('utf8') ?? 'null') as {
    readonly id: string;
    readonly standing: string;
  };
  return { status: answer?.status, body: told };
}
const asking = (key: string, more: Record<string, Json> = {}) =>
  call('POST /requests', {
    service,
    purpose,
    entity: 'person',
    key,
    until: '2027-06-01',
    reason: 'Rezidentlik müraciətinizə baxmaq üçün.',
    ...more,
  });
const agreed = async (...keys: readonly string[]) => {
  const subjects = keys.map((key) => ({ entity: 'person' as const, key }));
  return [...(await consentsOf(test.vahid)({ client, service, purpose, subjects, at: test.clock.now() }))];
};
const decide = async (id: string, fin: string, decision: 'grant' | 'refuse' | 'withdraw') =>
  decideConsent(test.ctx(await citizen(fin)), id, decision);

describe('a consent', () => {
  it('is asked, given and taken back by the one whose data it is, and holds from then to then', async () => {
    const [fin, other] = [newFin(), newFin()];
    const { status, body } = await asking(fin);
    expect([status, body]).toMatchObject([201, { standing: 'asked', fields: ['/name', '/birthDate'] }]);
    const person = await personByFin(test.ctx(), fin);
    const { items } = await notifications(test.ctx(await citizen(fin)));
    expect(items).toMatchObject([{ link: `/raziliqlar/${body.id}` }]);
    expect(person).toBeDefined();
    expect(await agreed(fin, other)).toEqual([]);
    expect((await ownConsents(test.ctx(await citizen(other)))).consents).toEqual([]);
    await expect(decide(body.id, other, 'grant')).rejects.toMatchObject({ status: 404 });
    await decide(body.id, fin, 'grant');
    expect(await agreed(fin, other)).toEqual([fin]);
    expect((await call(`GET /requests/${body.id}`)).body.standing).toBe('granted');
    await expect(decide(body.id, fin, 'refuse')).rejects.toMatchObject({ code: 'exchange.consent_decided' });
    await decide(body.id, fin, 'withdraw');
    expect(await agreed(fin)).toEqual([]);
    const { steps } = await ownConsent(test.ctx(await citizen(fin)), body.id);
    expect(steps.map(({ standing }) => standing)).toEqual(['asked', 'granted', 'withdrawn']);
  });

  it('is not asked for twice, and who said no is left alone for a month', async () => {
    const fin = newFin();
    const first = await asking(fin);
    expect(await asking(fin)).toMatchObject({ status: 200, body: { id: first.body.id, standing: 'asked' } });
    const both = await Promise.all([asking(newFin()), asking(fin)]);
    expect(both[1]?.body.id).toBe(first.body.id);
    for (const other of [{ until: '2027-06-02' }, { fields: ['/name'], until: '2027-06-03' }])
      expect(await asking(fin, other)).toMatchObject({ status: 409, body: { code: 'exchange.consent_asked_lately' } });
    await decide(first.body.id, fin, 'grant');
    expect(await asking(fin, { fields: ['/name'] })).toMatchObject({ status: 200, body: { standing: 'granted' } });
    await decide(first.body.id, fin, 'withdraw');
    expect(await asking(fin)).toMatchObject({ status: 409, body: { code: 'exchange.consent_refused_lately' } });
    test.clock.advance(31 * 86_400_000);
    expect(await asking(fin)).toMatchObject({ status: 201 });
  });

  it('ends on its last day, and is none where nobody answers', async () => {
    const [soon, silent] = [newFin(), newFin()];
    const until = new Date(test.clock.now().getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
    const { body } = await asking(soon, { until });
    const unanswered = await asking(silent);
    await decide(body.id, soon, 'grant');
    expect(await agreed(soon)).toEqual([soon]);
    test.clock.advance(4 * 86_400_000);
    expect(await agreed(soon)).toEqual([]);
    test.clock.advance(60 * 86_400_000);
    await expect(decide(unanswered.body.id, silent, 'grant')).rejects.toMatchObject({
      code: 'exchange.consent_decided',
    });
  });

  it('needs a right by consent, within its fields and its time', async () => {
    const wrong = [
      asking(newFin(), { purpose: 'sign-in' }),
      asking(newFin(), { service: 'AZ/GOV/din/population-system/other' }),
      asking(newFin(), { fields: ['/address'] }),
      asking(newFin(), { until: '2029-01-01' }),
      asking(newFin(), { until: '2020-01-01' }),
      asking(newFin(), { reason: 'Belə.' }),
      asking('1234567890'),
      asking('nobody'),
    ];
    expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual([403, 403, 422, 422, 422, 422, 422, 422]);
    const { body } = await asking(newFin());
    expect(await call(`GET /requests/${body.id}`, null, 'AZ/GOV/in/taxpayer-system')).toMatchObject({ status: 404 });
  });

  it('is told to the institution whose service it is, and to no other', async () => {
    const fin = newFin();
    const { body } = await asking(fin);
    await decide(body.id, fin, 'grant');
    const question = { client, service, purpose, subjects: [{ entity: 'person', key: fin }] };
    const told = await call('POST /check', question, 'AZ/GOV/din/vahid');
    expect(told).toEqual({ status: 200, body: { agreed: [fin], validSeconds: 60 } });
    expect(await call('POST /check', question)).toMatchObject({ status: 403 });
  });

  it('decided at the same moment is decided once, and is never changed', async () => {
    const fin = newFin();
    const { body } = await asking(fin);
    const both = await Promise.allSettled([decide(body.id, fin, 'grant'), decide(body.id, fin, 'refuse')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const denied = /permission denied/;
    await expect(sql`update exchange.consent_step set standing = 'granted'`.execute(test.vahid.db)).rejects.toThrow(
      denied,
    );
    await expect(sql`delete from exchange.consent`.execute(test.vahid.db)).rejects.toThrow(denied);
  });

  it('is of the fields that were agreed to: a right that grew needs another', async () => {
    const fin = newFin();
    const { body } = await asking(fin, { fields: ['/name'] });
    await decide(body.id, fin, 'grant');
    expect(await agreed(fin)).toEqual([]);
    const whole = await asking(fin);
    expect(whole.status).toBe(201);
    await decide(whole.body.id, fin, 'grant');
    expect(await agreed(fin)).toEqual([fin]);
  });

  it('is asked of the centre by a gateway elsewhere; a yes is believed for a minute, a no never, silence is neither', async () => {
    const [fin, other] = [newFin(), newFin()];
    const { body } = await asking(fin);
    const seen: string[] = [];
    const take = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await text(asked);
      seen.push(`${asked.method} ${asked.url} ${body.includes(fin)}`);
      const told = await call('POST /check', JSON.parse(body) as Json, String(asked.headers['x-road-client']));
      response.writeHead(told.status ?? 500, { 'content-type': 'application/json' }).end(JSON.stringify(told.body));
    };
    const door = createServer((asked, response) => void take(asked, response));
    await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
    const elsewhere = { ...test.vahid, ports: new Map<string, unknown>() };
    setDoor(elsewhere, `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
    const ask = askCentre(elsewhere, 'AZ/GOV/rinn/vahid/consents');
    const subjects = [fin, other].map((key) => ({ entity: 'person' as const, key }));
    const now = async () => [...(await ask({ client, service, purpose, subjects, at: test.clock.now() }))];
    expect(await now()).toEqual([]);
    await decide(body.id, fin, 'grant');
    expect(await now()).toEqual([fin]);
    expect(await now()).toEqual([fin]);
    const path = 'POST /r1/AZ/GOV/rinn/vahid/consents/check';
    expect(seen).toEqual([`${path} true`, `${path} true`, `${path} false`]);
    await decide(body.id, fin, 'withdraw');
    test.clock.advance(61_000);
    expect(await now()).toEqual([]);
    await new Promise((done) => door.close(done).closeAllConnections());
    // That nobody answers does not say that somebody has not agreed.
    await expect(now()).rejects.toThrow(/other side closed|ECONNREFUSED/);
  });
});
