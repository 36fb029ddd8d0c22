import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { CommandIo } from '../../../kernel/command.ts';
import { ensurePerson } from '../../identity/index.ts';
import { lookUpsAbout } from '../actions.ts';
import { unseen } from './cast.ts';
import { subjects } from './content.ts';
import { configurationInForce } from '../directory/publish.ts';
import { gatewayFolder } from '../directory/gateway-folder.ts';
import { takeOver } from './gateways.ts';
import { addExchangeLife } from './life.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ seeded: true, now: '2026-11-02T05:30:00Z' });
}, 60_000);
afterAll(() => test.close());

async function rows<T>(query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  return (await query.execute(test.vahid.db)).rows;
}

it('shows rights, announcements and consents in several states', async () => {
  const standings = await rows(sql<{ standing: string; count: number }>`select standing, count(*)::integer as count
    from exchange.access_right group by standing order by standing`);
  expect(standings.map(({ standing, count }) => `${standing} ${count}`)).toEqual([
    'asked 1',
    'in_force 7',
    'reconfirming 1',
    'refused 1',
  ]);
  const announced = await rows(sql`select open, count(*)::integer as count from exchange.announcement group by open`);
  expect(announced).toEqual(
    expect.arrayContaining([
      { open: true, count: 1 },
      { open: false, count: 4 },
    ]),
  );
  const steps = await rows(sql`select distinct on (consent) standing from exchange.consent_step
    order by consent, seq desc`);
  expect(steps.map((step) => (step as { standing: string }).standing).sort()).toEqual(['asked', 'granted']);
});

it('lets the citizen see who looked at his data, in words, one of them late', async () => {
  const person = await ensurePerson(test.ctx(), subjects.citizen.key);
  const { lookUps, late } = await lookUpsAbout(test.ctx({ kind: 'person', person, appointments: [] }), { person });
  expect(late).toBe(1);
  expect(new Set(lookUps.map(({ consumer }) => consumer))).toEqual(new Set(['rinn', 'eesmn', 'in']));
  const what = lookUps.flatMap((one) => one.what.map(({ az }) => az));
  expect(what).toContain('Vəzifə');
  expect(what.filter((words) => words.includes('/'))).toEqual([]);
});

it('has its officials in the register of the population, by the names that stand in the journals', async () => {
  const known = await rows(sql<{ fin: string; name: string }>`select key as fin,
      data->>'givenName' || ' ' || (data->>'surname') as name from records.record
    where register = 'population' and superseded_at is null and valid_to is null
      and key = any(${unseen.map(({ fin }) => fin)}) order by key`);
  expect(known).toEqual(unseen.map(({ fin, name }) => ({ fin, name })).toSorted((a, b) => (a.fin < b.fin ? -1 : 1)));
});

it('is written once', async () => {
  const count = () => rows(sql`select count(*)::integer as count from exchange.access_right`);
  const before = await count();
  await addExchangeLife(test.ctx());
  expect(await count()).toEqual(before);
});

it('has two gateways that are run beside it: their new keys follow those that nobody has, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vahid-beside-'));
  // Keys and certificates are made by commands, at the time of the machine.
  test.clock.set(new Date().toISOString());
  const io = { lang: 'en', json: true, out: () => undefined } as unknown as CommandIo;
  const run = () => takeOver(test.ctx(), { folder, centre: 'http://127.0.0.1:1', pem: 'centre' }, io);
  await run();
  const inForce = await configurationInForce(test.ctx());
  for (const side of ['rinn', 'din'] as const) {
    const { gateway, kid } = gatewayFolder(join(folder, side));
    const found = inForce?.gateways.find(({ id }) => id === gateway);
    const entry = parse(readFileSync(join(folder, side, 'entry.yaml'), 'utf8')) as object;
    expect(entry).toMatchObject({ address: found?.address, certificates: found?.certificates, serves: found?.serves });
    expect(found?.keys.filter(({ until }) => until === undefined).map((key) => key.kid)).toEqual([kid]);
  }
  const announced = () => rows(sql`select id from exchange.announcement`);
  const before = await announced();
  await run();
  expect(await announced()).toEqual(before);
  rmSync(folder, { recursive: true });
});
