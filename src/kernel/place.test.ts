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

const readUpTo = (xid: string) =>
  sql`insert into kernel.watermark (measurement, reached) values ('trial', ${xid}::text::xid8)
    on conflict (measurement) do update set reached = excluded.reached`.execute(test.vahid.db);

const open = (migrate: boolean) =>
  openVahid(test.vahid.config, test.server, [kernelRoom], root, () => test.clock.now(), { migrate });

describe('a database whose journals were read further than its server has come', () => {
  it.each([true, false])('is not opened, and says what to do (to write: %s)', async (migrate) => {
    // Five of the second epoch: 1 * 2^32 + 5.
    await readUpTo('4294967301');
    await expect(open(migrate)).rejects.toThrow(WrongDatabase);
    await expect(open(migrate)).rejects.toThrow(
      /^This database was read up to transaction 4294967301, and its server goes on from \d+: .* run pg_resetwal --epoch=2 /,
    );
  });

  it('is opened once the server has come as far', async () => {
    const { rows } = await sql<{ next: string }>`select pg_current_xact_id()::text as next`.execute(test.vahid.db);
    await readUpTo(rows[0]?.next ?? '');
    for (const migrate of [true, false]) {
      const opened = await open(migrate);
      expect(opened.releases.number()).toBe(test.vahid.releases.number());
      await opened.close();
    }
  });
});
