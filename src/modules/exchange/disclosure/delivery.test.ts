import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { type Disclosures, readDisclosures } from '../../../protocols/gateway/disclosure.ts';
import { rooms } from '../gateway/test-stand.ts';
import { openDelivery } from './delivery.ts';
import { openLedger, type Told } from './ledger.ts';
import { wayTo } from './way.ts';

const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let test: TestVahid;
let address: string;
/** What the centre was sent and could read. */
let batches: Disclosures[] = [];
/** How it answers; the body is read already. */
let answer: RequestListener;
const taken: RequestListener = (_, response) => void response.end('{"taken":1,"repeated":0}');

const centre = createServer((asked, response) => {
  let text = '';
  asked.on('data', (chunk: Buffer) => (text += chunk.toString()));
  asked.on('end', () => {
    void readDisclosures(text, (_, kid) => (kid === 'k1' ? signing.publicKey : undefined)).then((batch) => {
      batches.push(batch);
      return answer(asked, response);
    });
  });
});

beforeAll(async () => {
  test = await openTestVahid({ rooms });
  await once(centre.listen(0, '127.0.0.1'), 'listening');
  address = `http://127.0.0.1:${(centre.address() as AddressInfo).port}/d`;
});
afterAll(async () => {
  centre.closeAllConnections();
  centre.close();
  await test.close();
});

let number = 0;
/** A gateway of its own for each test. */
let gateway: string;
beforeEach(() => {
  gateway = `AZ/GOV/din/gw${(number += 1)}`;
  batches = [];
  answer = taken;
});

const delivery = () => openDelivery(test.vahid, gateway, wayTo(address, { kid: 'k1', key: signing.privateKey }));
const deliver = async () => {
  await allCommitted(test.vahid);
  return delivery().deliver();
};
const ledger = () => openLedger(test.vahid, gateway);

const ground = {
  client: 'AZ/GOV/rinn/portal',
  service: 'AZ/GOV/din/population/people',
  purpose: 'residency',
  act: 'act',
  article: '1',
};
const keysFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ entity: 'person' as const, key: String(1_000_000 + first + at) }));
const exchange = (subjects: Told['subjects'], more: Partial<Told> = {}): Told => ({
  at: test.clock.now(),
  requestId: randomUUID(),
  ...ground,
  method: 'GET',
  path: '/people/{fin}',
  fields: [],
  outcome: 'granted',
  subjects,
  ...more,
});
const told = () => batches.flatMap(({ disclosures }) => disclosures.map(({ key }) => key)).sort();
const hour = 3_600_000;

describe('whose data was given out', () => {
  it('is told to the centre, signed, each line under its id', async () => {
    const hiddenUntil = new Date('2027-01-01T00:00:00Z');
    const one = exchange(keysFrom(1, 1), { issue: 'İŞ-7', fields: ['/a'], hiddenUntil });
    await ledger().disclose(one);
    expect(await deliver()).toBe(1);
    const { at, subjects: _, ...rest } = one;
    expect(batches).toMatchObject([
      {
        gateway,
        disclosures: [{ ...rest, at: at.toISOString(), key: '1000001', hiddenUntil: '2027-01-01T00:00:00.000Z' }],
        runs: [],
      },
    ]);
    expect(await deliver()).toBe(0);
    expect(batches).toHaveLength(1);
  });

  it.each([
    ['is away', (_, response) => void response.destroy(), 'fetch failed'],
    ['has too much to do', (_, response) => void response.writeHead(503).end('{"code":"busy"}'), '503: busy'],
    ['knows no such documents', (_, response) => void response.writeHead(422).end('{"code":"shape"}'), 'takes nothing'],
    ['says nothing of what it took', (_, response) => void response.end('{}'), 'what it took'],
  ] satisfies [string, RequestListener, string][])(
    'is told again under the same ids where the centre %s',
    async (_, how, reason) => {
      await ledger().disclose(exchange(keysFrom(1, 3)));
      answer = how;
      await expect(deliver()).rejects.toThrow(reason);
      await ledger().disclose(exchange(keysFrom(4, 1)));
      answer = taken;
      expect(await deliver()).toBe(4);
      const ids = batches.map(({ disclosures }) => disclosures.map(({ id }) => id));
      expect(ids.at(-1)?.slice(0, 3)).toEqual(ids[0]);
      expect(await deliver()).toBe(0);
    },
  );

  it('goes on behind lines that the centre will never take', async () => {
    await ledger().disclose(exchange(keysFrom(1, 1)));
    answer = (_, response) => void response.end('{"taken":0,"repeated":0,"refused":[{"id":"x","code":"key"}]}');
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
  });

  it('is told in parts, by one process at a time, with nothing left out', async () => {
    await ledger().disclose(exchange(keysFrom(1, 600)));
    answer = (asked, response) => void setTimeout(() => taken(asked, response), 50);
    await allCommitted(test.vahid);
    const counts = await Promise.all([delivery().deliver(), delivery().deliver()]);
    expect(counts.toSorted()).toEqual([0, 500]);
    await ledger().disclose(exchange(keysFrom(601, 1), { fields: Array.from({ length: 500 }, () => 'x'.repeat(400)) }));
    await allCommitted(test.vahid);
    const stop = delivery().start();
    await expect.poll(() => told().length).toBe(601);
    await stop();
    expect(new Set(told()).size).toBe(601);
    expect(batches.map(({ disclosures }) => disclosures.length)).toEqual([500, 101]);
  });

  it('goes in documents that the centre takes, whatever letters their lines have', async () => {
    const issue = '人'.repeat(200);
    await ledger().disclose(
      exchange(keysFrom(1, 500), { issue, fields: Array.from({ length: 20 }, () => 'x'.repeat(40)) }),
    );
    const sizes: number[] = [];
    answer = ({ headers }, response) => {
      sizes.push(Number(headers['content-length']));
      response.end('{"taken":1,"repeated":0}');
    };
    while ((await deliver()) > 0);
    expect(told()).toHaveLength(500);
    expect(Math.max(...sizes)).toBeLessThan(1024 ** 2);
  });

  it('is told in halves where the centre refuses it as a whole, so that one line keeps no other from it', async () => {
    await ledger().disclose(exchange(keysFrom(1, 9)));
    const has = (key: string) => batches.at(-1)?.disclosures.some((line) => line.key === key) === true;
    const kept: string[] = [];
    answer = (asked, response) => {
      if (has('1000004')) return void response.writeHead(422).end('{"code":"no_disclosures"}');
      kept.push(...(batches.at(-1)?.disclosures.map(({ key }) => key) ?? []));
      taken(asked, response);
    };
    expect(await deliver()).toBe(9);
    expect(kept.sort()).toEqual(
      keysFrom(1, 9)
        .map(({ key }) => key)
        .filter((key) => key !== '1000004'),
    );
    expect(await deliver()).toBe(0);
  });

  it('goes on in few attempts at a time where many lines are refused', async () => {
    await ledger().disclose(exchange(keysFrom(1, 200)));
    const isWrong = (key: string) => Number(key) % 7 === 0;
    const kept = new Set<string>();
    let refusals = 0;
    answer = (asked, response) => {
      const keys = batches.at(-1)?.disclosures.map(({ key }) => key) ?? [];
      if (keys.some(isWrong)) {
        refusals += 1;
        return void response.writeHead(422).end('{"code":"no_disclosures"}');
      }
      for (const key of keys) kept.add(key);
      taken(asked, response);
    };
    for (let done = 1; done > 0; refusals = 0) {
      done = await deliver();
      expect(refusals).toBeLessThanOrEqual(40);
    }
    expect([...kept].sort()).toEqual(
      keysFrom(1, 200)
        .map(({ key }) => key)
        .filter((key) => !isWrong(key)),
    );
  });

  it('can be changed by nobody, and is dropped 30 days after the centre had it', async () => {
    const { db } = test.vahid;
    const count = async () =>
      (
        await sql<{
          n: number;
        }>`select count(*)::integer as n from exchange.disclosure where gateway = ${gateway}`.execute(db)
      ).rows[0]?.n;
    await ledger().disclose(exchange(keysFrom(1, 1)));
    for (const change of ['delete from', 'truncate'])
      await expect(sql.raw(`${change} exchange.disclosure`).execute(db)).rejects.toThrow(/permission denied/);
    await expect(sql`update exchange.disclosure set issue = 'x'`.execute(db)).rejects.toThrow(/permission denied/);
    test.clock.advance(31 * 24 * hour);
    await delivery().drop();
    expect(await count()).toBe(1);
    await deliver();
    await delivery().drop();
    expect(await count()).toBe(0);
  });
});

describe('a run over many', () => {
  it('is one entry that grows, with each counted once, until it is over', async () => {
    const [run, book] = [randomUUID(), ledger()];
    expect(await book.begin(run, ground)).toBe(true);
    await book.count(run, exchange(keysFrom(1, 80)));
    expect(await deliver()).toBe(0);
    await book.count(run, exchange(keysFrom(41, 80)));
    expect(await deliver()).toBe(1);
    expect(batches[0]?.runs).toMatchObject([{ id: run, ...ground, people: 120, final: false }]);
    expect(await deliver()).toBe(0);
    test.clock.advance(2 * 60_000);
    await book.count(run, exchange(keysFrom(200, 1)));
    await deliver();
    expect(batches[1]?.runs).toMatchObject([{ people: 121, final: false }]);
    test.clock.advance(hour + 1);
    await deliver();
    expect(batches[2]?.runs).toMatchObject([{ people: 121, final: true }]);
    expect(batches.flatMap(({ disclosures }) => disclosures)).toEqual([]);
    expect(await ledger().begin(run, ground)).toBe(false);
    await delivery().drop();
    const { rows } = await sql`select from exchange.run_part where gateway = ${gateway}`.execute(test.vahid.db);
    expect(rows).toEqual([]);
  });

  it('goes on for a day at most, however often its client asks', async () => {
    const [run, book] = [randomUUID(), ledger()];
    await book.begin(run, ground);
    await book.count(run, exchange(keysFrom(1, 1)));
    for (let asked = 0; asked < 28; asked += 1) {
      test.clock.advance(50 * 60_000);
      expect(await book.begin(run, ground)).toBe(true);
    }
    test.clock.advance(50 * 60_000);
    expect(await book.begin(run, ground)).toBe(false);
    test.clock.advance(hour);
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(1);
    expect(told()).toEqual(['1000001']);
  });

  it('is of one client, service and ground', async () => {
    const run = randomUUID();
    expect(await ledger().begin(run, ground)).toBe(true);
    expect(await ledger().begin(run, ground)).toBe(true);
    for (const other of [{ client: 'AZ/GOV/aef/x' }, { service: `${ground.service}2` }, { article: '2' }])
      expect(await ledger().begin(run, { ...ground, ...other })).toBe(false);
  });

  it('of fewer than a hundred was none: each of them gets a line', async () => {
    const [run, book] = [randomUUID(), ledger()];
    await book.begin(run, ground);
    const part = exchange(keysFrom(1, 2), { issue: 'İŞ-7' });
    await book.count(run, part);
    await book.count(run, exchange(keysFrom(2, 1)));
    // Of whom the register had nothing: they make no run, and are told all the same.
    await book.count(run, { ...exchange(keysFrom(500, 120)), absent: true });
    test.clock.advance(hour + 1);
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(123);
    expect(batches.flatMap(({ runs }) => runs)).toEqual([]);
    expect(told()).toEqual(['1000001', '1000002', '1000002', ...keysFrom(500, 120).map(({ key }) => key)]);
    const { at, requestId, issue } = part;
    expect(batches[0]?.disclosures.filter((line) => line.issue === issue)).toMatchObject([
      { at: at.toISOString(), requestId, path: '/people/{fin}', outcome: 'granted' },
      { at: at.toISOString(), requestId },
    ]);
    expect(await ledger().begin(run, ground)).toBe(false);
  });

  it('of a few that were asked about often is told of by pieces, each time once', async () => {
    const [run, book] = [randomUUID(), ledger()];
    await book.begin(run, ground);
    await Promise.all(Array.from({ length: 400 }, (_, at) => book.count(run, exchange(keysFrom(at % 60, 1)))));
    while ((await deliver()) > 0);
    test.clock.advance(hour + 1);
    const keptParts = async () =>
      (await sql`select from exchange.run_part where gateway = ${gateway} and run = ${run}`.execute(test.vahid.db)).rows
        .length;
    await deliver();
    expect(await keptParts()).toBe(200);
    while ((await deliver()) > 0);
    expect(batches.flatMap(({ runs }) => runs)).toEqual([]);
    const expected = Array.from({ length: 400 }, (_, at) => String(1_000_000 + (at % 60)));
    expect(told().toSorted()).toEqual(expected.toSorted());
    await delivery().drop();
    const { rows } = await sql`select from exchange.run_person where gateway = ${gateway}`.execute(test.vahid.db);
    expect([await keptParts(), rows.length]).toEqual([0, 0]);
  });

  it('that cannot be counted keeps no line from the centre, and is told once it can', async () => {
    const [run, book] = [randomUUID(), ledger()];
    await book.begin(run, ground);
    await book.count(run, exchange(keysFrom(1, 120)));
    await book.disclose(exchange(keysFrom(500, 3)));
    const columns = 'id, at, gateway, run, request_id, method, path, issue, fields, hidden_until, subjects';
    const owner = (text: string) => asOwner(test.server, (one) => one.query(text));
    await owner(`revoke select on exchange.run_part from vahid_app;
      grant select (${columns}) on exchange.run_part to vahid_app`);
    const { rows } = await asOwner(test.server, (one) =>
      one.query<{ name: string }>(`select attname as name from pg_attribute where attname = 'xid'
        and attrelid = 'exchange.run_part'::regclass`),
    );
    for (const { name } of rows) await owner(`grant select (${name}) on exchange.run_part to vahid_app`);
    expect(await deliver()).toBe(3);
    expect(batches).toMatchObject([{ runs: [] }]);
    await owner('grant select on exchange.run_part to vahid_app');
    expect(await deliver()).toBe(1);
    expect(batches[1]?.runs).toMatchObject([{ id: run, people: 120 }]);
  });

  it('is counted on from where it was counted, a piece at a time, until all are', async () => {
    const [run, book] = [randomUUID(), ledger()];
    await book.begin(run, ground);
    await Promise.all(Array.from({ length: 450 }, (_, at) => book.count(run, exchange(keysFrom(at, 2)))));
    while ((await deliver()) > 0);
    const last = () => batches.findLast(({ runs }) => runs.length > 0)?.runs[0];
    test.clock.advance(2 * 60_000);
    // What was counted is not looked at again.
    await asOwner(test.server, (one) => one.query("update exchange.run_part set digests = ''"));
    await book.count(run, exchange(keysFrom(450, 10)));
    while ((await deliver()) > 0);
    expect(last()).toMatchObject({ people: 460, final: false });
    test.clock.advance(hour + 1);
    while ((await deliver()) > 0);
    expect(last()).toMatchObject({ people: 460, final: true });
    const kept = async () =>
      (await sql`select from exchange.run_person where gateway = ${gateway} and run = ${run}`.execute(test.vahid.db))
        .rows.length;
    expect(await kept()).toBe(460);
    await delivery().drop();
    expect(await kept()).toBe(0);
  });
});
