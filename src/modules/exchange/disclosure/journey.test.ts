import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { personByFin } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { publish } from '../disclosure-intake/test-stand.ts';
import { everything, openPersonStand } from '../gateway/person-stand.ts';
import { client, rooms, service } from '../gateway/test-stand.ts';
import { room as exchange } from '../module.ts';
import { openDelivery } from './delivery.ts';
import { openLedger } from './ledger.ts';
import { wayHere, wayTo } from './way.ts';

/* From a request of one institution to another's system, to what the person reads at the centre. */

let centre: TestVahid;
let stand: Awaited<ReturnType<typeof openPersonStand>>;
let address: string;
const close: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  centre = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] });
  const assets = { base: '/assets', get: () => undefined };
  if (!centre.vahid.ports.has(assetsPort.name)) assetsPort.fill(centre.vahid, assets);
  const server = await buildServer(centre.vahid, { assets, failurePage });
  address = `${await server.listen({ host: '127.0.0.1', port: 0 })}/api/v1/exchange/disclosures`;
  stand = await openPersonStand(() => openTestVahid({ rooms }));
  const { id, signing } = stand.pair.provider;
  publish(centre.vahid, [
    { id, kid: 'k1', serves: 'AZ/GOV/din/population', signing, batch: () => Promise.resolve('') },
  ]);
  close.push(
    () => centre.close(),
    () => server.close(),
    () => stand.close(),
  );
});
afterAll(async () => {
  for (const step of close.toReversed()) await step();
});

it('each look-up stands there once, for whom it was about', async () => {
  const { id, test, signing } = stand.pair.provider;
  stand.begin();
  centre.clock.set(test.clock.now());
  stand.pair.rights = [{ ...everything, fields: ['/name'] }];
  await stand.ask('/people/7ABCDE1');
  await stand.ask('/search?fin=7ABCDE1&fin=7ABCDE2');
  const over = wayTo(address, { kid: 'k1', key: signing.privateKey });
  // What the centre took is told again: the gateway ended before it had noted so.
  const cut = openDelivery(test.vahid, id, async (ctx, batch) => {
    await over(ctx, batch);
    throw new Error('cut off');
  });
  await allCommitted(test.vahid);
  await expect(cut.deliver()).rejects.toThrow('cut off');
  expect(await openDelivery(test.vahid, id, over).deliver()).toBe(3);
  const person = await personByFin(centre.ctx(), '7ABCDE1');
  const { rows } = await sql`select endpoint, outcome, fields, gateway from exchange.look_up where subject = ${person}
    order by at, endpoint`.execute(centre.vahid.db);
  const line = { outcome: 'granted', fields: ['/name'], gateway: id };
  expect(rows).toEqual([
    { ...line, endpoint: 'GET /people/{fin}' },
    { ...line, endpoint: 'GET /search' },
  ]);
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::integer as n from exchange.look_up`.execute(centre.vahid.db)).rows[0]?.n;
  expect(await count()).toBe(3);
  // A gateway of the centre's own installation has them there in the same transaction in which it notes so.
  const { clock } = centre;
  const ground = { purpose: 'residency', act: 'act', article: '1', client, service };
  const told = {
    ...ground,
    at: clock.now(),
    requestId: randomUUID(),
    method: 'GET',
    path: '/people/{fin}',
    fields: [],
  };
  await openLedger(centre.vahid, id).disclose({
    ...told,
    outcome: 'granted',
    subjects: [{ entity: 'person', key: '7ABCDE3' }],
  });
  await allCommitted(centre.vahid);
  const here = openDelivery(centre.vahid, id, wayHere(centre.vahid));
  expect([await here.deliver(), await here.deliver(), await count()]).toEqual([1, 0, 4]);
});
