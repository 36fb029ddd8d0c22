import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as exchange } from '../module.ts';
import { withdraw } from './actions.ts';
import { publicationJob, publishSoon } from './job.ts';
import { configurationInForce } from './publish.ts';
import { followCentreKey } from './rotation.ts';
import { findGateways, takeTurn } from './store.ts';
import { type Centre, openCentre, population, technopark } from './test-stand.ts';

let centre: Centre;
beforeAll(async () => {
  const rooms = [kernelRoom, identity, process, catalogue, exchange];
  centre = await openCentre(await openTestVahid({ rooms, now: new Date().toISOString() }));
  const { people } = centre;
  await centre.bring(people.din, await centre.init('din', 'AZ/GOV/din/gw1', 5500, population));
  await centre.bring(people.rinn, await centre.init('rinn', 'AZ/GOV/rinn/gw1', 5501, technopark));
});
afterAll(async () => {
  centre.close();
  await centre.test.close();
});

const ctx = (actor = centre.people.approver) => centre.test.ctx(actor);

async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_locks
    where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(ctx().db);
  return rows[0]?.count ?? 0;
}

/** When the publication runs next; undefined while it runs, or somebody schedules it. */
async function nextPublication(): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`select run_at as at from kernel.job where kind = ${publicationJob.kind}
    for update skip locked`.execute(ctx().db);
  return rows[0]?.at;
}

it('gives way to those who change the directory, and hands out what all of them did', async () => {
  const { clock, vahid } = centre.test;
  const gateways = await findGateways(ctx().db);
  const stop = vahid.jobs.start([publicationJob]);
  try {
    const now = clock.now();
    const { acting } = await inTransaction(ctx(), async (inner) => {
      await takeTurn(inner.db);
      const withdrawals = gateways.map(({ id }) => withdraw(ctx(), { gateway: id, kid: '2026-1', reason: 'İtib' }));
      await vi.waitUntil(async () => (await waiting()) === 2, 5000);
      await publishSoon(ctx());
      // It waits as well, or has put itself off.
      await vi.waitUntil(async () => (await waiting()) > 2 || ((await nextPublication()) ?? now) > now, 5000);
      const announced = followCentreKey(ctx(), 14);
      await vi.waitUntil(async () => (await waiting()) > 2, 5000);
      return { acting: Promise.allSettled([...withdrawals, announced]) };
    });
    expect((await acting).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    clock.advance(1000);
    await vi.waitUntil(async () => ((await nextPublication()) ?? now) > clock.now(), 5000);
  } finally {
    await stop();
  }
  const found = await configurationInForce(ctx());
  const withdrawn = found?.gateways.map(({ keys }) => keys.map(({ until }) => until !== undefined));
  expect([withdrawn, found?.succession?.length]).toEqual([[[true], [true]], 1]);
});
