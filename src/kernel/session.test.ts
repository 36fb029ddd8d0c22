import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../test/database.ts';
import { countAttempt } from './attempt.ts';
import { newId } from './identifier.ts';
import { kernelRoom } from './room.ts';
import { endSession, findSession, openSession } from './session.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom] });
  await kernelRoom.released?.(test.ctx());
});
afterAll(() => test.close());

const hour = 3_600_000;

async function open(name: string) {
  const of = { id: newId(), person: newId(), name, organisation: null, agent: 'Firefox', now: test.clock.now() };
  return { ...of, token: await openSession(test.vahid.db, of) };
}

async function kept() {
  const { rows: sessions } = await sql<{ name: string }>`select name from kernel.session order by name`.execute(
    test.vahid.db,
  );
  const { rows: attempts } = await sql`select from kernel.attempt`.execute(test.vahid.db);
  return { names: sessions.map(({ name }) => name), attempts: attempts.length };
}

describe('once a day', () => {
  it('nothing remains of sessions that are over and of old attempts; one in use goes on', async () => {
    await test.vahid.jobs.runDue();
    const ended = await open('Tofiq');
    await open('Idle');
    await countAttempt(test.ctx(), 'door', 3, 10);
    await endSession(test.vahid.db, ended.person, ended.id, test.clock.now());
    test.clock.advance(23.75 * hour);
    const used = await open('Aygün');
    expect(await kept()).toEqual({ names: ['Aygün', 'Idle', 'Tofiq'], attempts: 1 });
    test.clock.advance(hour / 2);
    await test.vahid.jobs.runDue();
    expect(await kept()).toEqual({ names: ['Aygün'], attempts: 0 });
    expect(await findSession(test.vahid.db, used.token, test.clock.now())).toMatchObject({ person: used.person });
    test.clock.advance(24 * hour);
    await test.vahid.jobs.runDue();
    expect(await kept()).toEqual({ names: [], attempts: 0 });
  });
});
