import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { firstId } from './position.ts';
import { eventsAfter, firstSince } from './store.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid();
});
afterAll(() => test.close());

/** Writes events as transactions with these numbers did. */
const write = (type: string, events: readonly (readonly [xid: number, at: string])[]) =>
  asOwner(test.server, async (owner) => {
    for (const [xid, at] of events)
      await owner.query(
        `insert into exchange.event (id, at, xid, type, source, event_id, happened_at, data)
          values (gen_random_uuid(), $1, $2::text::xid8, $3, 's', $2::text, $1, '{}')`,
        [at, String(xid), type],
      );
  });

describe('events since a moment', () => {
  it('begin with the lowest number of a transaction, however many digits it has', async () => {
    const { db } = test.vahid;
    const crossing = [8, 9, 10, 11].map((xid) => [xid, `2026-11-23T05:00:${String(xid).padStart(2, '0')}Z`] as const);
    await write('crossing', crossing);
    const from = async (second: string) => {
      const xid = await firstSince(db, 'crossing', new Date(`2026-11-23T05:00:${second}Z`));
      const events = xid === undefined ? [] : await eventsAfter(db, 'crossing', { xid, id: firstId }, 10);
      return events.map((event) => event.event_id);
    };
    expect(await from('08')).toEqual(['8', '9', '10', '11']);
    expect(await from('09')).toEqual(['9', '10', '11']);
    expect(await from('10')).toEqual(['10', '11']);
    expect(await from('12')).toEqual([]);
  });

  it('begin with the first of a transaction that wrote before others and ended after them', async () => {
    await write('late', [
      [999, '2026-11-23T05:00:03Z'],
      [1000, '2026-11-23T05:00:02Z'],
      [1001, '2026-11-24T05:00:01Z'],
    ]);
    const from = (moment: string) => firstSince(test.vahid.db, 'late', new Date(moment));
    expect(await from('2026-11-23T05:00:01Z')).toBe('999');
    expect(await from('2026-11-23T05:00:03Z')).toBe('999');
    expect(await from('2026-11-24T00:00:00Z')).toBe('1001');
  });
});
