import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { bakuInstant } from '../../../language/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { openStand, type Stand } from '../reports/test-stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
});
afterEach(() => stand.test.close());

/** Lets the mornings go by up to a day, and answers whom what was told about: `role: text`. */
async function mornings(number: string, ...days: readonly string[]): Promise<readonly string[]> {
  for (const day of days) {
    stand.test.clock.set(bakuInstant(day, '00:31').toISOString());
    await stand.settle();
  }
  const { rows } = await sql<{ told: string }>`select institution || ' ' || role || ': ' || (text ->> 'en') as told
    from process.notification where text ->> 'en' like ${`Measure ${number}%`} order by at, id`.execute(
    stand.test.vahid.db,
  );
  return rows.map(({ told }) => told);
}

const dated = (due: string) => ({
  starts: '2026-10-01',
  due,
  deliverables: [],
  milestones: [{ code: 'M1', title: { az: 'A' }, weight: '1', due }],
});

describe('whoever carries a measure out', () => {
  it('is told once that a date comes near, and of a delay up to the centre', async () => {
    const item = await stand.measure('6.1.1.2.4');
    await stand.give(item, dated('2026-12-28'));
    expect(await mornings(item.number, '2026-11-27')).toEqual([]);
    const near = 'aef deputy_head: Measure 6.1.1.2.4: the next date is 28 Dec 2026.';
    expect(await mornings(item.number, '2026-11-28', '2026-11-30', '2026-12-28')).toEqual([near]);
    const late = 'Measure 6.1.1.2.4 is late: it was due on 28 Dec 2026 and no evidence is verified.';
    expect(await mornings(item.number, '2026-12-29', '2026-12-30')).toEqual([near, `aef deputy_head: ${late}`]);
    // Three and five working days later, with the holidays between.
    const calendar = stand.test.vahid.calendar();
    const [third, fifth] = [calendar.addWorkingDays('2026-12-29', 3), calendar.addWorkingDays('2026-12-29', 5)];
    expect((await mornings(item.number, third)).slice(2)).toEqual([`aef head: ${late}`]);
    const all = await mornings(item.number, fifth, '2027-03-01');
    expect(all.slice(3)).toEqual([`rinn project_office: ${late}`]);
  });

  it('is told of nothing any more once it is proven, and not of what was proven in time', async () => {
    const item = await stand.measure('6.1.1.2.5');
    await stand.give(item, dated('2026-12-01'));
    expect(await mornings(item.number, '2026-11-24')).toHaveLength(1);
    await stand.prove(item, 'M1');
    expect(await stand.state(item)).toMatchObject({ state: 'done' });
    expect(await mornings(item.number, '2026-12-02', '2026-12-20')).toHaveLength(1);
    const { rows } = await sql`select from plan.reminder where item = ${item.id}`.execute(stand.test.vahid.db);
    expect(rows).toEqual([]);
  });

  it('is reminded of dates that nobody has asked for, after the days in which to ask', async () => {
    const item = await stand.measure('6.1.1.2.6');
    await stand.give(item, null);
    const calendar = stand.test.vahid.calendar();
    const last = (days: number) => calendar.addWorkingDays('2026-11-24', days);
    expect(await mornings(item.number, '2026-11-24', last(9))).toEqual([]);
    const text = 'Measure 6.1.1.2.6 has no dates. They have to be sent for approval.';
    expect(await mornings(item.number, last(10), last(12))).toEqual([`aef deputy_head: ${text}`]);
    expect(await mornings(item.number, last(13), last(15))).toEqual([
      `aef deputy_head: ${text}`,
      `aef head: ${text}`,
      `rinn project_office: ${text}`,
    ]);
  });
});
