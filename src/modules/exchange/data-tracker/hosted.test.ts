import { afterAll, beforeAll, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { openDelivery } from '../disclosure/delivery.ts';
import { wayHere } from '../disclosure/way.ts';
import { disclosuresPort } from '../disclosure-intake/ports.ts';
import { disclosureOf, openTeller, publish } from '../disclosure-intake/test-stand.ts';
import { openPersonStand } from '../gateway/person-stand.ts';
import { client, service } from '../gateway/test-stand.ts';
import { room as exchange } from '../module.ts';
import { newFin } from '../trial-register.ts';

/* The whole way: a portal asks through two gateways, and its asking is itself told to the person. */

const rooms = [kernelRoom, identity, process, catalogue, exchange];
let stand: Awaited<ReturnType<typeof openPersonStand>>;

beforeAll(async () => {
  stand = await openPersonStand(() => openTestVahid({ rooms }));
  const { station, id, test } = stand.pair.provider;
  stand.begin();
  const userCode = { entity: 'person', in: 'query', at: 'userCode' } as const;
  stand.provide(true, [{ method: 'GET', path: '/v2/findUsage', subjects: [userCode] }]);
  const described = station.provider(service);
  if (!described) throw new Error('no provider');
  Object.assign(station, { provider: () => ({ ...described, address: 'vahid:data-tracker', timeoutMs: 5000 }) });
  publish(test.vahid, [openTeller(id, 'AZ/GOV/din/population')]);
});
afterAll(() => stand.close());

it('a portal is told through gateways who looked at somebody’s data, and that it asked stands there as well', async () => {
  const { test, id } = stand.pair.provider;
  const ctx = {
    vahid: test.vahid,
    db: test.vahid.db,
    actor: { kind: 'system', appointments: [] },
    requestId: 'x',
  } as const;
  const fin = newFin();
  await ensurePerson(ctx, fin);
  const now = test.clock.now();
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const hiddenUntil = new Date(now.getTime() + 60_000).toISOString();
  const told = [
    disclosureOf({ key: fin, at: before(2), purpose: 'seen' }),
    disclosureOf({ key: fin, at: before(1), hiddenUntil }),
  ];
  await disclosuresPort.of(test.vahid)(ctx, { gateway: id, disclosures: told, runs: [] });
  const ask = (user: string) =>
    stand.ask(`/v2/findUsage?userCode=AZ${fin}`, { headers: { 'X-Road-UserId': user, 'X-Road-Issue': 'portal' } });
  const first = await ask(`AZ${fin}`);
  expect([first.status, JSON.parse(first.text)]).toMatchObject([
    200,
    { totalUsages: 1, usages: [{ action: 'seen', receiverCode: 'rinn' }] },
  ]);
  for (const gateway of [stand.pair.consumer, stand.pair.provider]) gateway.test.clock.advance(1);
  expect((await ask(`AZ${newFin()}`)).status).toBe(403);
  expect(await stand.lines()).toMatchObject([
    { key: fin, outcome: 'granted' },
    { key: fin, outcome: 'unavailable' },
  ]);
  await allCommitted(test.vahid);
  expect(await openDelivery(test.vahid, id, wayHere(test.vahid)).deliver()).toBe(2);
  const { usages } = JSON.parse((await ask(`AZ${fin}`)).text);
  expect(usages.map((one: { action: string; receiverSystem: string }) => [one.action, one.receiverSystem])).toEqual([
    ['residency (Alınmayıb: reyestr cavab verməyib)', client.split('/').at(-1)],
    ['residency', 'portal'],
    ['seen', 'portal'],
  ]);
});
