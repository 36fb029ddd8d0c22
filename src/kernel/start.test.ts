import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { WrongDatabase } from './database.ts';
import { kernelRoom } from './room.ts';
import { openVahid } from './start.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom] });
});
afterAll(() => test.close());

describe('what a database was set up for', () => {
  it('cannot be changed, removed or said again by the program', async () => {
    for (const statement of [
      "update kernel.installation set mode = 'production'",
      'delete from kernel.installation',
      "insert into kernel.installation (id, mode, created_at) values (gen_random_uuid(), 'production', now())",
    ])
      await expect(sql.raw(statement).execute(test.vahid.db), statement).rejects.toThrow(/permission denied/);
    await sql`update kernel.installation set seeded_at = ${test.clock.now()}`.execute(test.vahid.db);
    const { rows } = await sql`select mode from kernel.installation for update`.execute(test.vahid.db);
    expect(rows).toEqual([{ mode: 'demo' }]);
  });
});

describe('a database that was set up with one key', () => {
  const open = (key: number, migrate: boolean) => {
    const config = { ...test.vahid.config, key: Buffer.alloc(32, key).toString('base64') };
    return openVahid(config, test.server, [kernelRoom], root, () => test.clock.now(), { migrate });
  };

  it.each([true, false])('is not opened with another, and says what to do (to write: %s)', async (migrate) => {
    await expect(open(8, migrate)).rejects.toThrow(WrongDatabase);
    await expect(open(8, migrate)).rejects.toThrow(/Set VAHID_KEY to the key it was set up with/);
    const again = await open(7, migrate);
    await again.close();
  });
});
