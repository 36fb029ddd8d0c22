import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { CommandIo } from '../../../kernel/command.ts';
import type { Jobs } from '../../../kernel/job.ts';
import { ensurePerson } from '../../identity/index.ts';
import { lookUpsAbout } from '../actions.ts';
import { unseen } from './cast.ts';
import { subjects } from './subjects.ts';
import { centreKey } from '../directory/centre-key.ts';
import { configurationInForce } from '../directory/publish.ts';
import { gatewayFolder } from '../directory/gateway-folder.ts';
import { reminderJob } from '../directory/reminder.ts';
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

describe('two gateways that are run beside it', () => {
  const root = mkdtempSync(join(tmpdir(), 'vahid-beside-'));
  // Keys and certificates are made by commands, at the time of the machine.
  beforeAll(() => test.clock.set(new Date().toISOString()));
  afterAll(() => rmSync(root, { recursive: true }));

  const io = { lang: 'en', json: true, out: () => undefined } as unknown as CommandIo;
  const centre = 'http://127.0.0.1:1';
  const run = async (folder: string, ctx = test.ctx()) =>
    takeOver(ctx, { folder: join(root, folder), centre, pem: (await centreKey(ctx))?.pem ?? '' }, io);

  /** A start that falls while the first announcement is approved: only there reminders are planned. */
  async function interrupted(folder: string): Promise<void> {
    const { vahid, ...ctx } = test.ctx();
    const schedule: Jobs['schedule'] = (inner, job) => {
      if (job.kind === reminderJob.kind) throw new Error('interrupted');
      return vahid.jobs.schedule(inner, job);
    };
    const falling = { ...vahid, jobs: { ...vahid.jobs, schedule } };
    await expect(run(folder, { ...ctx, vahid: falling })).rejects.toThrow('interrupted');
  }

  async function expectInForce(folder: string): Promise<void> {
    const inForce = await configurationInForce(test.ctx());
    for (const side of ['rinn', 'din'] as const) {
      const { gateway, kid } = gatewayFolder(join(root, folder, side));
      const found = inForce?.gateways.find(({ id }) => id === gateway);
      const { address, certificates, serves } = found ?? {};
      const entry = parse(readFileSync(join(root, folder, side, 'entry.yaml'), 'utf8')) as object;
      expect(entry).toMatchObject({ address, certificates, serves });
      expect(found?.keys.filter(({ until }) => until === undefined).map((key) => key.kid)).toEqual([kid]);
    }
  }
  const announced = () => rows(sql`select id from exchange.announcement`);
  const waiting = () =>
    rows(sql<{ subject: string }>`select subject from exchange.announcement where open and subject like '%/gateway-1'
      and institution in ('rinn', 'din')`);

  it('are not those of other data than the server has', async () => {
    const given = { folder: join(root, 'other'), centre, pem: 'of another centre' };
    await expect(takeOver(test.ctx(), given, io)).rejects.toThrow(/ set VAHID_DATA or DATABASE_URL as it has them\.$/);
    expect(existsSync(given.folder)).toBe(false);
  });

  it('have new keys that follow those that nobody has, once', async () => {
    await run('beside');
    await expectInForce('beside');
    const before = await announced();
    await run('beside');
    expect(await announced()).toEqual(before);
  });

  it('go on after a start that was interrupted', async () => {
    await interrupted('again');
    expect(await waiting()).toHaveLength(1);
    const before = (await announced()).length;
    await run('again');
    await expectInForce('again');
    expect([await waiting(), (await announced()).length]).toEqual([[], before + 1]);
  });

  it('go on in another folder than the one whose start was interrupted', async () => {
    await interrupted('left');
    await run('new');
    await expectInForce('new');
    expect(await waiting()).toEqual([]);
  });
});
