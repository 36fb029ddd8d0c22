import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/access.ts';
import { openVahid } from '../../kernel/start.ts';
import { bakuInstant } from '../../language/index.ts';
import { openTestVahid, root } from '../../../test/database.ts';
import { act, assign, clock, journal, notifications } from './index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { type House, openHouse } from './test-house.ts';

let house: House;
let owner: Actor;
let officer: Actor;
let head: Actor;
let id: string;

beforeEach(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
  head = await house.person('1AAAAA6', 'Fərid Qasımlı', ['rinn', 'deputy_head']);
  turn('2026-11-23', '10:00');
  id = await house.begin(owner);
});
afterEach(() => house.close());

const take = (actor: Actor, action: string) =>
  act(house.as(actor), { instance: id, action, note: 'because', guardInput: { staff: 7 } });

/** Sets the clock to a time in Baku. */
const turn = (day: string, time: string) => house.clock.set(bakuInstant(day, time));

/** Runs what is due by then. */
async function wait(day: string, time: string): Promise<void> {
  turn(day, time);
  await house.vahid.jobs.runDue();
}

const read = async (actor: Actor, box: 'own' | 'desk') =>
  (await notifications(house.as(actor), { box })).items.map(({ text }) => text.az);
const actions = async () => (await journal(house.ctx(), id)).map(({ action }) => action);

const twoLeft = '“İcazə”, RINN-2026-000001: son tarixə 2 iş günü qalır (07.12.2026).';

describe('a clock of the officials', () => {
  beforeEach(() => take(owner, 'submit'));

  it('reminds those awaited two working days before its end, once', async () => {
    await wait('2026-12-03', '08:59');
    expect(await read(officer, 'desk')).toEqual([]);
    await wait('2026-12-03', '09:00');
    await wait('2026-12-04', '12:00');
    expect(await read(officer, 'desk')).toEqual([twoLeft]);
    expect(await read(head, 'desk')).toEqual([]);
    expect(await read(owner, 'own')).toEqual([]);
  });

  it('reminds only the one to whom the case was given', async () => {
    await house.appoint(officer, 'rinn', 'officer');
    const colleague = await house.person('1AAAAA7', 'Orxan Zeynallı', ['rinn', 'officer']);
    await assign(house.as(officer), { instance: id, to: officer.person ?? '' });
    await wait('2026-12-03', '09:00');
    expect(await read(officer, 'desk')).toEqual([twoLeft]);
    expect(await read(colleague, 'desk')).toEqual([]);
  });

  it('tells the deputy head at 18:00 of the last day, and the case is late', async () => {
    await wait('2026-12-07', '17:59');
    expect((await house.present(id)).overdue).toBe(false);
    const seen = (await house.present(id)).version;
    await wait('2026-12-07', '18:00');
    expect(await house.present(id)).toMatchObject({ overdue: true, state: 'review', version: seen });
    expect(await read(head, 'desk')).toEqual([
      '“İcazə”, RINN-2026-000001: müddət 07.12.2026 tarixində bitib, iş gecikir.',
    ]);
    expect(await actions()).toEqual(['start', 'submit', 'overdue']);
    await wait('2026-12-15', '18:00');
    expect(await read(head, 'desk')).toHaveLength(1);
    expect(await clock(house.as(officer), id)).toMatchObject({ overdue: true, late: 6 });
    await take(officer, 'recommend');
    expect(await actions()).toEqual(['start', 'submit', 'overdue', 'recommend']);
  });

  it('says nothing of days left when the program stood still over the end', async () => {
    await wait('2026-12-10', '10:00');
    expect(await read(officer, 'desk')).toEqual([]);
    expect(await read(head, 'desk')).toHaveLength(1);
  });

  it('tells of a delay once, also when the case is asked about and comes back', async () => {
    await wait('2026-12-07', '18:00');
    await take(officer, 'return');
    turn('2026-12-09', '10:00');
    await take(owner, 'answer');
    await wait('2026-12-09', '10:00');
    expect((await house.present(id)).overdue).toBe(true);
    expect(await read(head, 'desk')).toHaveLength(1);
  });

  it('tells of it later when nobody saw it end', async () => {
    turn('2026-12-08', '10:00');
    await take(officer, 'return');
    await wait('2026-12-08', '10:00');
    expect(await read(head, 'desk')).toEqual([]);
    await take(owner, 'answer');
    await wait('2026-12-08', '10:01');
    expect(await read(head, 'desk')).toHaveLength(1);
  });

  it('stands still while the applicant is asked, and goes on with the days left', async () => {
    turn('2026-11-26', '12:00');
    await take(officer, 'return');
    expect(await clock(house.as(officer), id)).toMatchObject({ name: 'answer', stopped: false });
    turn('2026-12-04', '12:00');
    await take(owner, 'answer');
    expect(await clock(house.as(officer), id)).toMatchObject({
      name: 'decision',
      due: bakuInstant('2026-12-15', '18:00'),
      workingDaysLeft: 7,
    });
    await wait('2026-12-07', '18:00');
    expect((await house.present(id)).overdue).toBe(false);
    expect(await read(officer, 'desk')).toEqual([]);
    await wait('2026-12-11', '09:00');
    expect(await read(officer, 'desk')).toEqual([twoLeft.replace('07.12', '15.12')]);
    await wait('2026-12-15', '18:00');
    expect((await house.present(id)).overdue).toBe(true);
  });

  it('is left alone by its old timer after the end of the case', async () => {
    await take(owner, 'withdraw');
    await wait('2026-12-31', '18:00');
    expect(await actions()).toEqual(['start', 'submit', 'withdraw']);
    const { rows } = await sql`select from kernel.job where key like ${`process:${id}%`}`.execute(house.vahid.db);
    expect(rows).toHaveLength(0);
  });

  it('tries again when somebody holds the case at the moment', async () => {
    turn('2026-12-07', '18:00');
    await house.vahid.db.transaction().execute(async (db) => {
      await sql`select from process.instance where id = ${id} for update`.execute(db);
      await house.vahid.jobs.runDue();
    });
    expect((await house.present(id)).overdue).toBe(false);
    house.clock.advance(1000);
    await house.vahid.jobs.runDue();
    expect((await house.present(id)).overdue).toBe(true);
  });
});

describe('a clock of the applicant', () => {
  beforeEach(async () => {
    await take(owner, 'submit');
    await take(officer, 'return');
  });

  it('reminds the owner, then takes the action its definition names', async () => {
    await wait('2026-12-02', '09:00');
    expect(await read(owner, 'own')).toEqual(['“İcazə”, RINN-2026-000001: son tarixə 3 iş günü qalır (07.12.2026).']);
    await wait('2026-12-07', '18:00');
    expect(await house.present(id)).toMatchObject({ state: 'closed', status: 'closed', due_at: null, overdue: false });
    expect((await journal(house.ctx(), id)).at(-1)).toMatchObject({ action: 'lapse', actedAs: 'system', person: null });
    const { rows } = await sql`select from kernel.event where payload ->> 'action' = 'lapse'`.execute(house.vahid.db);
    expect(rows).toHaveLength(1);
  });

  it('does nothing when the answer came before the end', async () => {
    turn('2026-12-07', '17:59');
    await take(owner, 'answer');
    await wait('2026-12-07', '18:00');
    expect((await house.present(id)).state).toBe('review');
  });
});

/** Releases a calendar in which 1 December 2026 is a day off. */
async function takeDayOff(): Promise<void> {
  const calendar = await readFile(join(root, 'definitions/calendar.yaml'), 'utf8');
  const off = `\nmoved:\n  - { off: 2026-12-01, source: test }\n`;
  await house.release({ 'calendar.yaml': calendar.replace(/^moved:[^]*?(?=^\S|(?![^]))/m, '') + off });
}

it('counts the ends anew when the calendar changes', async () => {
  await take(owner, 'submit');
  await house.vahid.jobs.runDue();
  expect((await house.present(id)).due_at).toEqual(bakuInstant('2026-12-07', '18:00'));
  await takeDayOff();
  await house.vahid.jobs.runDue();
  expect(await house.present(id)).toMatchObject({ due_at: bakuInstant('2026-12-08', '18:00'), calendar_version: 2 });
  await wait('2026-12-07', '18:00');
  expect((await house.present(id)).overdue).toBe(false);
  await wait('2026-12-08', '18:00');
  expect((await house.present(id)).overdue).toBe(true);
});

it('counts them by the calendar in force, also in a process that was there before the release', async () => {
  await take(owner, 'submit');
  const { config, rooms } = house.vahid;
  const other = await openVahid(config, house.server, rooms, root, () => house.clock.now());
  try {
    expect(other.calendar().isWorkingDay('2026-12-01')).toBe(true);
    await takeDayOff();
    await other.jobs.runDue();
    expect(await house.present(id)).toMatchObject({ due_at: bakuInstant('2026-12-08', '18:00'), calendar_version: 2 });
    expect(other.calendar().isWorkingDay('2026-12-01')).toBe(false);
  } finally {
    await other.close();
  }
});
