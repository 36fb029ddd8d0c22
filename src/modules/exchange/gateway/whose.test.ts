import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { makeForeignNumber } from '../../../language/index.ts';
import { openPersonStand } from './person-stand.ts';
import { right, rooms, service } from './test-stand.ts';

let stand: Awaited<ReturnType<typeof openPersonStand>>;
beforeAll(async () => {
  stand = await openPersonStand(() => openTestVahid({ rooms }));
});
afterAll(() => stand.close());
beforeEach(() => stand.begin());

const told = async () => (await stand.lines()).map(({ key, outcome }) => `${key} ${outcome}`);
const number = makeForeignNumber('00000001');

it('somebody without a FİN is told of by the number that they were given', async () => {
  expect((await stand.ask(`/people/${number}`)).status).toBe(200);
  expect((await stand.ask(`/people/AZ${number}`)).status).toBe(200);
  expect(await told()).toEqual([`${number} granted`, `${number} granted`]);
});

it('a number with a slip in it is nobody’s, and is not asked about', async () => {
  const slip = `${number.slice(0, -1)}${number.endsWith('0') ? 1 : 0}`;
  expect((await stand.ask(`/people/${slip}`)).fault).toBe('server.serverproxy.invalid_request');
  expect([await told(), stand.asked.length]).toEqual([[], 0]);
});

it('a service is not asked whose provider has said neither whether it is about people nor whose', async () => {
  const { station } = stand.pair.provider;
  const { provider } = station;
  const { endpoints: _said, ...silent } = provider(service) ?? {};
  Object.assign(station, { provider: () => silent });
  expect((await stand.ask('/anything')).fault).toBe('server.serverproxy.service_disabled');
  expect([await told(), stand.asked.length]).toEqual([[], 0]);
  Object.assign(station, { provider });
});

it('a run keeps whoever an error speaks of', async () => {
  const run = '00000000-0000-4000-8000-00000000000e';
  const headers = { 'X-Vahid-Run': run };
  const massRun = { ...right, path: '/**', massRun: true };
  stand.pair.rights = [massRun];
  stand.json({ number, status: 'deceased' }, 409);
  expect((await stand.ask(`/people/${number}`, { headers })).text).toContain('deceased');
  expect(await stand.parts(run)).toEqual([{ run, counted: 0, keys: [number] }]);
  // An error that says nothing gives nothing.
  stand.pair.rights = [{ ...massRun, fields: ['/name'] }];
  expect((await stand.ask(`/people/${number}`, { headers })).text).not.toContain('deceased');
  expect(await stand.parts(run)).toHaveLength(1);
});
