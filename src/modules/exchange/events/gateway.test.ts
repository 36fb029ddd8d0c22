import { afterAll, beforeAll, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid } from '../../../../test/database.ts';
import { inTransaction, systemContext } from '../../../kernel/context.ts';
import { register } from '../../catalogue/index.ts';
import { openPair, type TestPair } from '../gateway/test-stand.ts';
import { publishRecordChange } from './publish.ts';
import { births, type Delivered, moves, populationEvents, right, subscriber } from './test-stand.ts';

let pair: TestPair;

beforeAll(async () => {
  pair = await openPair(() => openTestVahid());
  const { station } = pair.provider;
  const described = station.providers()[0];
  if (!described) throw new Error('no provider');
  const { endpoints: _, ...hosted } = {
    ...described,
    service: populationEvents,
    address: 'vahid:events',
    timeoutMs: 5_000,
  };
  Object.assign(station, { provider: (name: string) => (name === populationEvents ? hosted : undefined) });
  pair.configure((configuration) => ({
    ...configuration,
    gateways: configuration.gateways.map((one) =>
      one.id === pair.provider.id ? { ...one, serves: ['AZ/GOV/din/population-system'] } : one,
    ),
  }));
  pair.rights = [{ ...right, path: `/types/${births}/**`, fields: ['/*/data/fin'] }];
});
afterAll(() => pair.close());

async function ask(method: string, path: string, body?: unknown) {
  const answer = await fetch(`http://127.0.0.1:${pair.consumer.clientPort}/r1/${populationEvents}${path}`, {
    method,
    headers: { 'X-Road-Client': subscriber, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, fault: answer.headers.get('x-road-error'), text: await answer.text() };
}

it('reach a subscriber through two gateways, by its right and within its fields', async () => {
  const { vahid } = pair.provider.test;
  const made = await ask('POST', `/types/${births}/subscriptions`, {});
  expect(made).toMatchObject({ status: 201, fault: null });
  const { id } = JSON.parse(made.text) as { id: string };
  const population = register(vahid.releases, 'population');
  if (!population) throw new Error('no register of the population');
  const after = { fin: '5ABCDE1', birthDate: '2026-11-20' };
  await inTransaction(systemContext(vahid, 'test'), (ctx) =>
    publishRecordChange(ctx, {
      register: population,
      key: 'x',
      at: vahid.now(),
      before: undefined,
      after,
      ends: false,
    }),
  );
  await allCommitted(vahid);
  const path = `/types/${births}/subscriptions/${id}`;
  const got = await ask('GET', `${path}/events?limit=5`);
  const [event] = JSON.parse(got.text) as Delivered[];
  expect(event).toMatchObject({ specversion: '1.0', type: births, data: { fin: '5ABCDE1' } });
  expect(event?.data).not.toHaveProperty('birthDate');
  const done = await ask('POST', `${path}/acknowledgements`, { ids: [event?.id] });
  expect(done).toMatchObject({ status: 200, text: '{"acknowledged":1}' });
  // The right is one to a type.
  const other = await ask('POST', `/types/${moves}/subscriptions`, {});
  expect([other.status, other.fault]).toEqual([500, 'server.serverproxy.access_denied']);
});
