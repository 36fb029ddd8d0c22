import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommitted, measureCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { signTraffic, type TrafficMinute } from '../../../protocols/gateway/traffic.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { openTeller, publish } from '../disclosure-intake/test-stand.ts';
import type { LineFault } from '../disclosure-intake/ports.ts';
import { rooms as gatewayRooms } from '../gateway/test-stand.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as exchange } from '../module.ts';
import { openTrafficDelivery } from './delivery.ts';
import { healthOf } from './health.ts';
import { keepCounted, linesSince } from './store.ts';
import { noSpread } from './tally.ts';
import { openWatch } from './watch.ts';

/* A gateway counts on a database of its own; what it counted is told to the centre, and stands in the figures there. */

const population = openTeller('AZ/GOV/din/gw1', 'AZ/GOV/din/population');
const key = { kid: population.kid, key: population.signing.privateKey };
const [service, client] = ['AZ/GOV/din/population/people', 'AZ/GOV/rinn/portal'];

let gateway: TestVahid;
let centre: TestVahid;
let server: FastifyInstance;
let disclosures: string;

beforeAll(async () => {
  gateway = await openTestVahid({ rooms: gatewayRooms });
  centre = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] });
  const assets = { base: '/assets', get: () => undefined };
  if (!centre.vahid.ports.has(assetsPort.name)) assetsPort.fill(centre.vahid, assets);
  server = await buildServer(centre.vahid, { assets, failurePage });
  disclosures = `${await server.listen({ host: '127.0.0.1', port: 0 })}/api/v1/exchange/disclosures`;
  publish(centre.vahid, [population]);
});
afterAll(async () => {
  await server.close();
  await centre.close();
  await gateway.close();
});

const told = async () =>
  (
    await sql<{
      n: number;
    }>`select count(*)::integer as n from exchange.operation where gateway = ${population.id}`.execute(centre.vahid.db)
  ).rows[0]?.n;

/** Counts exchanges at the gateway and keeps them, as it does each minute. */
async function count(pairs: readonly (readonly [string, number, number])[]): Promise<void> {
  const watch = openWatch(gateway.vahid.now);
  const one = { side: 'provider', client, at: gateway.clock.now(), duration: 8, requestSize: 100 } as const;
  for (const [name, succeeded, failed] of pairs) {
    for (let at = 0; at < succeeded; at += 1) watch.observe({ ...one, service: name });
    for (let at = 0; at < failed; at += 1) watch.observe({ ...one, service: name, fault: 'status_503' });
  }
  await keepCounted(gateway.vahid, population.id, watch);
  await allCommitted(gateway.vahid);
}

describe('traffic of a gateway with a database of its own', () => {
  it('is in the centre’s figures, each minute once, however often it is told', async () => {
    centre.clock.set(gateway.clock.now());
    await count([[service, 7, 3]]);
    const delivery = openTrafficDelivery(gateway.vahid, population.id, { disclosures, signing: key });
    expect([await delivery.deliver(), await delivery.deliver(), await told()]).toEqual([1, 0, 1]);
    // The gateway ended before it had noted that the centre has it.
    await sql`delete from exchange.operation_position`.execute(gateway.vahid.db);
    expect([await delivery.deliver(), await told()]).toEqual([1, 1]);
    const [line] = await linesSince(centre.vahid.db, new Date(0), 'service');
    expect(line).toMatchObject({ name: service, succeeded: 7, failed: 3, lastFault: 'status_503' });
    const measured = async () =>
      (
        await sql`select name, institution, numerator::integer, denominator::integer, count::integer from kernel.measurement
          where name in ('exchange.calls', 'exchange.availability') order by name`.execute(centre.vahid.db)
      ).rows;
    await measureCommitted(centre.vahid);
    expect(await measured()).toEqual([
      { name: 'exchange.availability', institution: 'din', numerator: 7, denominator: 10, count: 10 },
      { name: 'exchange.calls', institution: 'din', numerator: 0, denominator: 0, count: 10 },
    ]);
    expect(JSON.stringify(await healthOf(centre.vahid))).toContain('people');
  });

  it('goes on where it stopped, leaves out names that are too long, and comes back once the centre is there again', async () => {
    await count([
      [`${service}2`, 1, 0],
      [`AZ/GOV/din/population/${'x'.repeat(1600)}`, 0, 1],
    ]);
    const away = openTrafficDelivery(gateway.vahid, population.id, {
      disclosures: 'http://127.0.0.1:9/api/v1/exchange/disclosures',
      signing: key,
    });
    await expect(away.deliver()).rejects.toThrow('fetch failed');
    const delivery = openTrafficDelivery(gateway.vahid, population.id, { disclosures, signing: key });
    expect([await delivery.deliver(), await delivery.deliver(), await told()]).toEqual([2, 0, 2]);
  });

  it('is not told on where gateway and centre have one database', async () => {
    await allCommitted(centre.vahid);
    const own = openTrafficDelivery(centre.vahid, population.id, { disclosures, signing: key });
    expect(await own.deliver()).toBe(0);
  });
});

describe('what the centre takes', () => {
  const minute = (about: Partial<TrafficMinute>): TrafficMinute => ({
    id: randomUUID(),
    at: gateway.clock.now().toISOString(),
    side: 'provider',
    client,
    service,
    succeeded: 1,
    failed: 0,
    faults: {},
    classes: Array.from({ length: 16 }, () => 0),
    duration: noSpread(),
    waited: noSpread(),
    requestSize: noSpread(),
    responseSize: noSpread(),
    ...about,
  });
  async function send(about: Partial<TrafficMinute>, by = key) {
    const payload = await signTraffic({ gateway: population.id, minutes: [minute(about)] }, by);
    const headers = { 'content-type': 'application/jose' };
    const answer = await server.inject({ method: 'POST', url: '/api/v1/exchange/traffic', headers, payload });
    const body = answer.json() as { taken?: number; refused?: readonly { code: LineFault }[] };
    return [answer.statusCode, body.taken, body.refused?.map(({ code }) => code)];
  }

  it('is what a gateway counted of its own side of its own systems, and of no others', async () => {
    expect(await send({})).toEqual([200, 1, []]);
    expect(await send({ side: 'consumer', client: population.serves, service: 'AZ/GOV/in/taxpayers/debts' })).toEqual([
      200,
      1,
      [],
    ]);
    expect(await send({ side: 'consumer', client: '*', service: '*' })).toEqual([200, 1, []]);
    const other = 'AZ/GOV/in/taxpayers/debts';
    expect(await send({ service: other })).toEqual([200, 0, ['not_served']]);
    expect(await send({ side: 'consumer' })).toEqual([200, 0, ['not_served']]);
    expect(await send({ client: 'AZ' })).toEqual([200, 0, ['client']]);
    expect(await send({ at: '2020-01-01T00:00:00Z' })).toEqual([200, 0, ['too_old']]);
    expect(await send({ lastSuccess: '2030-01-01T00:00:00Z' })).toEqual([200, 0, ['in_future']]);
    expect(await send({ succeeded: 0 })).toEqual([200, 0, ['nothing']]);
    expect(await send({ faults: { 'a\u0000': 1 } })).toEqual([200, 0, ['text']]);
  });

  it('bears the signature of the gateway, and is of this shape', async () => {
    const stranger = openTeller(population.id, population.serves);
    expect((await send({}, { kid: 'k1', key: stranger.signing.privateKey }))[0]).toBe(403);
    expect((await send({ succeeded: -1 }))[0]).toBe(422);
    expect((await send({ succeeded: 2_000_000 }))[0]).toBe(422);
  });
});
