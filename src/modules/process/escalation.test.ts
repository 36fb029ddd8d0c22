import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor, Role } from '../../kernel/access.ts';
import { bakuInstant } from '../../language/index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { act, journal, notifications } from './index.ts';
import { type House, openHouse } from './test-house.ts';
import { report } from './test-report.ts';

let house: House;
let id: string;
const staff = new Map<string, Actor>();

/** Sets the clock to a time in Baku, and runs what is due by then. */
async function wait(day: string, time: string): Promise<void> {
  house.clock.set(bakuInstant(day, time));
  await house.vahid.jobs.runDue();
}

const who = (name: string): Actor => {
  const found = staff.get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const take = (name: string, action: string) => act(house.as(who(name)), { instance: id, action });

/** Messages by who got them, the newest first. */
async function told(): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const [name, actor] of staff) {
    const { items } = await notifications(house.as(actor), { box: 'desk' });
    if (items.length > 0) found[name] = items.map(({ text, link }) => `${text.en} ${link?.replace(id, '…')}`);
  }
  return found;
}

const steps = async () =>
  (await journal(house.ctx(), id))
    .filter(({ action }) => action === 'overdue' || action === 'escalate')
    .map(({ action, details, title, actedAs }) => ({ action, to: details.to, title: title.en, actedAs }));

const late = '“Request”, SOR-2026-000001: the time ended on 22 Dec 2026; the case is late. /masa/isler/…';

beforeEach(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  const offices: readonly (readonly [Role, string])[] = [
    ['registrar', 'din'],
    ['officer', 'din'],
    ['deputy_head', 'din'],
    ['head', 'din'],
    ['officer', 'rinn'],
    ['deputy_head', 'rinn'],
    ['head', 'rinn'],
    ['project_office', 'rinn'],
  ];
  for (const [index, [role, institution]] of offices.entries()) {
    const name = `${role} ${institution}`;
    staff.set(name, await house.person(`3AAAAA${index}`, name, [institution, role]));
  }
  house.clock.set(bakuInstant('2026-12-15', '10:00'));
  id = await house.report(who('registrar din'), 'din');
  await take('officer din', 'prepare');
});
afterEach(() => house.close());

describe('a delay', () => {
  it('climbs from office to office over weekend and holidays, telling each once, and keeps count in the journal', async () => {
    await wait('2026-12-18', '09:00');
    const left = '“Request”, SOR-2026-000001: working days left: 2 (due 22 Dec 2026). /masa/isler/…';
    expect(await told()).toEqual({ 'deputy_head din': [left], 'head din': [left] });
    await wait('2026-12-22', '17:59');
    expect(await steps()).toEqual([]);
    await wait('2026-12-22', '18:00');
    expect(await told()).toEqual({ 'deputy_head din': [late, left], 'head din': [left] });
    const { version } = await house.present(id);
    await wait('2026-12-24', '17:59');
    expect(await told()).toMatchObject({ 'head din': [left] });
    await wait('2026-12-24', '18:00');
    expect(await told()).toEqual({ 'deputy_head din': [late, left], 'head din': [late, left] });
    // 25 December is a Friday.
    await wait('2026-12-28', '17:59');
    expect(await told()).not.toHaveProperty('project_office rinn');
    await wait('2026-12-28', '18:00');
    await wait('2027-01-30', '18:00');
    expect(await told()).toEqual({
      'deputy_head din': [late, left],
      'head din': [late, left],
      'head rinn': [late],
      'project_office rinn': [late],
    });
    expect(await steps()).toEqual([
      { action: 'overdue', to: ['owner_deputy_head'], title: 'Time has run out', actedAs: 'system' },
      { action: 'escalate', to: ['owner_head'], title: 'Delay reported', actedAs: 'system' },
      { action: 'escalate', to: ['project_office'], title: 'Delay reported', actedAs: 'system' },
      { action: 'escalate', to: ['head'], title: 'Delay reported', actedAs: 'system' },
    ]);
    expect(await house.present(id)).toMatchObject({ overdue: true, state: 'signing', version });
    expect((await sql`select from kernel.job where key like ${`process:${id}%`}`.execute(house.vahid.db)).rows).toEqual(
      [],
    );
  });

  it('does not climb while the clock stands still, and goes on with the days that were left', async () => {
    await wait('2026-12-22', '18:00');
    house.clock.set(bakuInstant('2026-12-23', '10:00'));
    await take('deputy_head din', 'sign');
    await take('officer rinn', 'ask');
    await wait('2026-12-30', '20:00');
    expect((await steps()).map(({ to }) => to)).toEqual([['owner_deputy_head']]);
    await take('officer din', 'answer');
    expect((await house.present(id)).state).toBe('review');
    // One of two days was spent; 31 December to 4 January are days of rest.
    await wait('2027-01-05', '17:59');
    expect(await steps()).toHaveLength(1);
    await wait('2027-01-05', '18:00');
    expect((await steps()).map(({ to }) => to)).toEqual([['owner_deputy_head'], ['owner_head']]);
    await wait('2027-01-07', '18:00');
    expect(await steps()).toHaveLength(4);
  });

  it.each([
    [
      'days after the end',
      [1, 1, 3],
      [['overdue'], ['escalate', 'owner_head'], ['escalate', 'head'], ['escalate', 'deputy_head']],
    ],
    [
      'with several at the end',
      [0, 0, 3],
      [
        ['overdue', 'owner_head', 'head'],
        ['escalate', 'deputy_head'],
      ],
    ],
  ])('may begin %s', async (_, days, expected) => {
    const changed = structuredClone(report);
    const offices = [{ to: 'head', of: 'owner' }, { to: 'head' }, { to: 'deputy_head' }];
    const escalate = offices.map((office, index) => ({ ...office, after: days[index] }));
    Object.assign(changed.clocks?.report ?? {}, { escalate });
    const title = { az: 'Hesabat', en: 'Report', ru: 'Отчёт' };
    await house.release({ 'plan/report.yaml': JSON.stringify({ title, process: changed }) });
    id = await house.report(who('registrar din'), 'din');
    await take('officer din', 'prepare');
    for (const day of ['22', '23', '24', '25', '28']) await wait(`2026-12-${day}`, '18:00');
    expect((await steps()).map(({ action, to }) => [action, to].flat())).toEqual(expected);
  });

  it('is told to all of them at once when the program stood still', async () => {
    await wait('2027-01-20', '12:00');
    expect((await steps()).map(({ to }) => to)).toEqual([
      ['owner_deputy_head'],
      ['owner_head'],
      ['project_office'],
      ['head'],
    ]);
    expect(Object.values(await told()).flat()).toEqual([late, late, late, late]);
  });

  it('climbs no further once the report is in', async () => {
    await wait('2026-12-22', '18:00');
    await take('head din', 'withdraw');
    await wait('2027-01-30', '18:00');
    expect(await steps()).toHaveLength(1);
  });
});
