import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { newId } from '../../../kernel/identifier.ts';
import { makeForeignNumber } from '../../../language/index.ts';
import type { Disclosure, MassRun } from '../../../protocols/gateway/disclosure.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { ensurePerson, personByFin } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { openDelivery } from '../disclosure/delivery.ts';
import { openLedger } from '../disclosure/ledger.ts';
import { wayTo } from '../disclosure/way.ts';
import { room as exchange } from '../module.ts';
import { newFin, newVoen } from '../trial-register.ts';
import { configurationPort, disclosuresPort, formerSystemsPort, type LineFault } from './ports.ts';
import { disclosureOf, openTeller, publish, runOf } from './test-stand.ts';

const population = openTeller('AZ/GOV/din/gw1', 'AZ/GOV/din/population');
const tax = openTeller('AZ/GOV/in/gw1', 'AZ/GOV/in/taxpayers');
const at = '2026-11-23T04:59:00Z';

let test: TestVahid;
let server: FastifyInstance;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] });
  const assets = { base: '/assets', get: () => undefined };
  if (!test.vahid.ports.has(assetsPort.name)) assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
});
afterAll(async () => {
  await server.close();
  await test.close();
});
beforeEach(() => publish(test.vahid, [population, tax]));

async function post(payload: string, type = 'application/jose') {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/exchange/disclosures',
    headers: { 'content-type': type },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
}

const tell = async (lines: readonly Disclosure[], runs: readonly MassRun[] = [], teller = population) =>
  (await post(await teller.batch(lines, runs))).body;

interface Stored {
  readonly [column: string]: unknown;
}
const stored = async (fin: string): Promise<readonly Stored[]> => {
  const person = await personByFin(test.ctx(), fin);
  const { rows } = await sql<Stored>`select * from exchange.look_up where subject = ${person} order by at`.execute(
    test.vahid.db,
  );
  return rows;
};

describe('what gateways deliver', () => {
  it('stands in the log of those it is about, also of who was never here', async () => {
    const [fin, voen] = [newFin(), newVoen()];
    const line = disclosureOf({ key: fin, at, issue: 'TP-2026-0007', fields: ['/name'] });
    const other = disclosureOf({
      key: voen,
      at,
      entity: 'organisation',
      client: 'AZ/COM/1700000011/claims',
      method: 'POST',
    });
    expect(await tell([line, other])).toEqual({ taken: 2, repeated: 0, refused: [] });
    expect(await stored(fin)).toEqual([
      expect.objectContaining({
        at: new Date(at),
        operation: 'read',
        consumer: 'rinn',
        system: 'AZ/GOV/rinn/portal',
        service: 'AZ/GOV/din/population/people',
        endpoint: 'GET /people/{fin}',
        fields: ['/name'],
        reference: 'TP-2026-0007',
        request_id: line.requestId,
        gateway: 'AZ/GOV/din/gw1',
        source: 'gateway',
        hidden_until: null,
      }),
    ]);
    const { rows } = await sql<Stored>`select operation, consumer from exchange.look_up
      where entity = 'organisation'`.execute(test.vahid.db);
    expect(rows).toEqual([{ operation: 'exchange', consumer: 'AZ/COM/1700000011' }]);
  });

  it('is taken once, however often and by how many at a time it comes', async () => {
    const fins = [newFin(), newFin(), newFin()];
    const lines = Array.from({ length: 60 }, (_, n) => disclosureOf({ key: fins[n % 3] ?? '', at }));
    const batches = await Promise.all(
      [lines, lines.toReversed(), lines.slice(20), lines.slice(0, 40), lines].map((part) => population.batch(part)),
    );
    const receipts = await Promise.all([...batches, ...batches].map(async (batch) => (await post(batch)).body));
    expect(receipts.reduce((sum, { taken }) => sum + Number(taken), 0)).toBe(60);
    expect(receipts.reduce((sum, { repeated }) => sum + Number(repeated), 0)).toBe(2 * 260 - 60);
    expect((await Promise.all(fins.map(stored))).map((rows) => rows.length)).toEqual([20, 20, 20]);
  });

  it('keeps lines of two gateways apart, though they bear one id', async () => {
    const fin = newFin();
    const line = disclosureOf({ key: fin, at });
    await tell([line]);
    const other = { ...line, service: 'AZ/GOV/in/taxpayers/debts' };
    expect(await tell([other], [], tax)).toMatchObject({ taken: 1 });
    expect(new Set((await stored(fin)).map(({ id }) => id)).size).toBe(2);
  });

  it('is told to somebody without a FİN too, by a number that was given', async () => {
    const [known, never] = [makeForeignNumber('00004713'), makeForeignNumber('00004714')];
    const person = newId();
    await sql`insert into identity.person (id, number, subject, created_at)
      values (${person}, ${known}, '\\x02', now())`.execute(test.vahid.db);
    const receipt = await tell([disclosureOf({ key: known, at }), disclosureOf({ key: never, at })]);
    expect(receipt).toMatchObject({ taken: 1, repeated: 0, refused: [{ code: 'key' }] });
    const { rows } = await sql`select count(*)::integer as n from exchange.look_up where subject = ${person}`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('is taken of a system that moved to another gateway, as long as it was served by this one and a day longer', async () => {
    const [moved, fin] = ['AZ/GOV/in/taxpayers', newFin()];
    const [from, until] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-20T12:00:00Z')];
    test.vahid.ports.set(formerSystemsPort.name, async (_ctx: unknown, gateway: string) =>
      gateway === population.id ? [{ subsystem: moved, from, until }] : [],
    );
    const about = (moment: string) => disclosureOf({ key: fin, at: moment, service: `${moved}/debts` });
    const lines = ['2026-10-31T23:59:59Z', '2026-11-01T00:00:00Z', '2026-11-21T12:00:00Z', '2026-11-21T12:00:01Z'];
    const [early, first, last, late] = lines.map(about);
    const all = [early, first, last, late].filter((line) => line !== undefined);
    const refused = [early, late].map((line) => ({ id: line?.id, code: 'not_served' }));
    expect(await tell(all)).toEqual({ taken: 2, repeated: 0, refused });
    test.vahid.ports.set(formerSystemsPort.name, async () => []);
  });

  it('names the lines that it can never take, and takes their neighbours', async () => {
    const fin = newFin();
    const wrong: readonly (readonly [LineFault, Partial<Disclosure>])[] = [
      ['not_served', { service: 'AZ/GOV/in/taxpayers/debts' }],
      ['not_served', { service: 'AZ/GOV/din/population2/people' }],
      ['not_served', { service: 'AZ/GOV/din/population' }],
      ['client', { client: 'AZ/GOV' }],
      ['client', { client: 'AZ/GOV/rinn/%70ortal' }],
      ['in_future', { at: '2026-11-23T05:06:00Z' }],
      ['too_old', { at: '2026-09-24T04:00:00Z' }],
      ['key', { key: 'ABCDEFI' }],
      ['key', { key: '1234567890', entity: 'organisation' }],
      ['hidden_too_long', { hiddenUntil: '2037-01-01T00:00:00Z' }],
      ['text', { purpose: 'a\u0000b' }],
      ['text', { issue: '\ud800' }],
    ];
    const lines = wrong.map(([, change]) => disclosureOf({ key: fin, at, ...change }));
    const receipt = await tell(
      [...lines, disclosureOf({ key: fin, at })],
      [runOf({ service: 'AZ/GOV/in/taxpayers/debts' }), runOf({ from: '2026-11-22T02:00:00Z' })],
    );
    expect(receipt).toMatchObject({ taken: 1, repeated: 0 });
    expect((receipt.refused as { code: string }[]).map(({ code }) => code)).toEqual([
      ...wrong.map(([code]) => code),
      'not_served',
      'times',
    ]);
    expect(await stored(fin)).toHaveLength(1);
  });
});

describe('a gateway', () => {
  it('delivers over the network what it gave out, and an answer that is lost on the way changes nothing', async () => {
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    const signing = { kid: population.kid, key: population.signing.privateKey };
    const send = wayTo(`${address}/api/v1/exchange/disclosures`, signing);
    const fin = newFin();
    await openLedger(test.vahid, population.id).disclose({
      at: test.clock.now(),
      requestId: randomUUID(),
      client: 'AZ/GOV/rinn/portal',
      service: `${population.serves}/people`,
      purpose: 'technopark-residency',
      act: 'technopark-rules',
      article: '4.2',
      method: 'GET',
      path: '/people/{fin}',
      fields: ['/name'],
      outcome: 'granted',
      hiddenUntil: new Date('2027-01-01T00:00:00Z'),
      subjects: [{ entity: 'person', key: fin }],
    });
    await allCommitted(test.vahid);
    const lost = openDelivery(test.vahid, population.id, async (ctx, batch) => {
      await send(ctx, batch);
      throw new Error('the answer is lost');
    });
    await expect(lost.deliver()).rejects.toThrow('lost');
    expect(await openDelivery(test.vahid, population.id, send).deliver()).toBe(1);
    expect(await stored(fin)).toMatchObject([{ fields: ['/name'], hidden_until: new Date('2027-01-01T00:00:00Z') }]);
  });
});

describe('a delivery', () => {
  const strange = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const line = disclosureOf({ key: newFin(), at });

  it('counts only under the signature of the gateway that it names', async () => {
    const good = await population.batch([line]);
    const [head, , signature] = good.split('.');
    const changed = JSON.stringify({ gateway: population.id, disclosures: [{ ...line, purpose: 'x' }], runs: [] });
    const forged = [
      await population.batch([line], [], strange.privateKey),
      await openTeller(population.id, population.serves).batch([line]),
      await openTeller('AZ/GOV/sn/gw1', 'AZ/GOV/din/population').batch([line]),
      await openTeller(tax.id, population.serves, 'k2').batch([line]),
      `${head}.${Buffer.from(changed).toString('base64url')}.${signature}`,
      `${good.slice(0, -8)}AAAAAAAA`,
    ];
    for (const payload of forged)
      expect(await post(payload)).toMatchObject({ status: 403, body: { code: 'exchange.disclosures_signature' } });
    publish(test.vahid, [population, tax], new Date('2026-11-23T04:59:59Z'));
    expect((await post(good)).status).toBe(403);
    expect(await stored(line.key)).toEqual([]);
  });

  it('is refused where it is none, with what to do', async () => {
    for (const payload of ['a', 'a.b.c', '{}', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])
      expect(await post(payload)).toMatchObject({ status: 422, body: { code: 'exchange.disclosures_shape' } });
    expect((await post('{}', 'application/json')).status).toBe(422);
    expect((await post('x'.repeat(1024 ** 2 + 1))).status).toBe(413);
  });

  it('waits while the centre has published nothing', async () => {
    test.vahid.ports.set(configurationPort.name, async () => undefined);
    expect(await post(await population.batch([line]))).toMatchObject({
      status: 503,
      body: { code: 'exchange.disclosures_no_configuration' },
    });
    expect((await post('a.b.c')).status).toBe(422);
  });

  it('of a gateway in the same program is taken without a signature, and held to the same', async () => {
    const fin = await ensurePerson(test.ctx(), line.key).then(() => line.key);
    const lines = [
      disclosureOf({ key: fin, at }),
      disclosureOf({ key: fin, at, service: 'AZ/GOV/in/taxpayers/debts' }),
    ];
    const batch = { gateway: population.id, disclosures: lines, runs: [] };
    expect(await disclosuresPort.of(test.vahid)(test.ctx(), batch)).toEqual({
      taken: 1,
      repeated: 0,
      refused: [{ id: lines[1]?.id, code: 'not_served' }],
    });
  });

  it('is refused from where a hundred were forged, until later, unless it is signed rightly', async () => {
    const forged = await population.batch([line], [], strange.privateKey);
    const answers = await Promise.all(Array.from({ length: 110 }, () => post(forged)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
    expect((await post(forged)).status).toBe(429);
    expect((await post('a.b.c')).status).toBe(429);
    expect((await post(await population.batch([line]))).status).toBe(200);
    test.clock.advance(11 * 60_000);
    expect((await post(forged)).status).toBe(403);
  });
});

describe('a mass run', () => {
  it('is one line that grows and never shrinks, and not at all once it is over', async () => {
    const run = runOf({ people: 100, to: '2026-11-22T00:10:00Z' });
    const later = { ...run, people: 250, to: '2026-11-22T00:20:00Z' };
    expect(await tell([], [run])).toMatchObject({ taken: 1, repeated: 0 });
    expect(await tell([], [later, run])).toMatchObject({ taken: 1, repeated: 1 });
    expect(await tell([], [{ ...later, final: true }])).toMatchObject({ taken: 1 });
    expect(
      await tell(
        [],
        [
          { ...later, people: 9 },
          { ...later, people: 900, final: true },
        ],
      ),
    ).toMatchObject({ taken: 0 });
    const other = { ...run, client: 'AZ/GOV/sn/clinics' };
    expect(await tell([], [other])).toMatchObject({ taken: 1 });
    const { rows } = await sql<Stored>`select people, final, reached_at, consumer from exchange.mass_run
      where run = ${run.id} order by people`.execute(test.vahid.db);
    expect(rows).toEqual([
      { people: 100, final: false, reached_at: new Date('2026-11-22T00:10:00Z'), consumer: 'sn' },
      { people: 250, final: true, reached_at: new Date('2026-11-22T00:20:00Z'), consumer: 'rinn' },
    ]);
    const shrink = sql`update exchange.mass_run set people = 1 where run = ${run.id}`.execute(test.vahid.db);
    await expect(shrink).rejects.toThrow('only grows');
    const remove = sql`delete from exchange.mass_run`.execute(test.vahid.db);
    await expect(remove).rejects.toThrow('permission denied');
  });
});
