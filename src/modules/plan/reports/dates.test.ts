import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { presentSchedule, setParties } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { compareSchedules } from './comparison.ts';
import { type DateDraft, draftOf, readDraft } from './date-draft.ts';
import { beginDates, datesView, saveDates } from './dates.ts';
import { openStand, person, schedule, type Stand } from './test-stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
});
afterAll(() => stand.test.close());

let used = 0;
async function fresh(given: object | null = {}) {
  used += 1;
  const item = await stand.measure(`6.1.1.2.${used}`);
  await stand.give(item, given);
  return item;
}

const later: DateDraft = {
  ...draftOf(schedule),
  reason: 'Satınalma gecikdi.',
  milestones: draftOf(schedule).milestones.map((one) => (one.code === 'M1' ? { ...one, due: '29.01.2027' } : one)),
};

/** Asked for, and recommended by the project office. */
async function recommended(given: object | null = {}, draft = later) {
  const item = await fresh(given);
  const id = await beginDates(stand.as(stand.deputy), item.id);
  await saveDates(stand.as(stand.officer), id, draft);
  await stand.dates(stand.deputy, id, 'submit');
  await stand.dates(stand.office, id, 'recommend');
  return { item, id };
}

const versions = async (item: string) =>
  (
    await sql<{ version: number; reason: string; instance: string | null }>`select version, reason, instance
      from plan.baseline where item = ${item} order by version`.execute(stand.test.vahid.db)
  ).rows;

describe('a change of dates', () => {
  it('makes a new version when another person approves, and the first stays beside it', async () => {
    const { item, id } = await recommended();
    expect(await stand.state(item)).toMatchObject({ state: 'late' });
    const view = await datesView(stand.as(stand.approver), id);
    const compared = compareSchedules(view.before, view.asked ?? view.before);
    expect(compared.map(({ code, change, slip }) => [code, change, slip])).toEqual([
      ['', 'same', 0],
      ['M1', 'changed', 91],
      ['M2', 'same', 0],
      ['D1', 'same', null],
    ]);
    await stand.dates(stand.approver, id, 'approve');
    expect(await versions(item.id)).toEqual([
      { version: 0, reason: 'İlk təqvim', instance: null },
      { version: 1, reason: 'Satınalma gecikdi.', instance: id },
    ]);
    expect(await stand.state(item)).toMatchObject({ state: 'no_evidence', next_due: '2027-01-29' });
    const { schedule: now } = await presentSchedule(stand.test.ctx(), item.id);
    expect(now.milestones[0]).toMatchObject({ title: { az: 'Layihə', en: 'Draft', ru: 'Проект' }, due: '2027-01-29' });
  });

  it('is the way to the first schedule too, as version 0', async () => {
    const { item, id } = await recommended(null);
    expect(await stand.state(item)).toMatchObject({ state: 'no_deadline' });
    await stand.dates(stand.second, id, 'approve-in-office');
    expect(await versions(item.id)).toMatchObject([{ version: 0, instance: id }]);
  });

  it('that is refused leaves the dates as they were, and another may be asked for', async () => {
    const { item, id } = await recommended();
    await expect(beginDates(stand.as(stand.deputy), item.id)).rejects.toMatchObject({ code: 'plan.dates_open' });
    await stand.dates(stand.approver, id, 'refuse');
    expect(await versions(item.id)).toHaveLength(1);
    expect(await beginDates(stand.as(stand.deputy), item.id)).not.toBe(id);
  });

  it('is recommended, approved or refused by nobody who wrote, sent or recommended it', async () => {
    const item = await fresh();
    const id = await beginDates(stand.as(stand.deputy), item.id);
    const writer = await person(
      stand.test,
      '1BBBBB1',
      ['aef', 'registrar'],
      ['rinn', 'project_office'],
      ['rinn', 'approver'],
    );
    await saveDates(stand.as(writer), id, later);
    await stand.dates(stand.deputy, id, 'submit');
    const left = { ...writer, appointments: writer.appointments.slice(1) };
    const deputy = { ...stand.deputy, appointments: left.appointments };
    for (const actor of [writer, left, deputy])
      await expect(stand.dates(actor, id, 'recommend')).rejects.toMatchObject({ code: 'plan.own_writing' });
    await stand.dates(stand.office, id, 'recommend');
    const both = { ...stand.office, appointments: left.appointments };
    const instead = { institution: 'rinn', role: 'approver', instead: writer.person ?? '' } as const;
    const inTheirPlace = { ...(await person(stand.test, '1BBBBB9', ['rinn', 'officer'])), appointments: [instead] };
    await expect(stand.dates(inTheirPlace, id, 'approve')).rejects.toMatchObject({ code: 'process.absent_barred' });
    for (const action of ['approve', 'approve-in-office', 'refuse', 'refuse-in-office']) {
      await expect(stand.dates(both, id, action)).rejects.toMatchObject({ code: 'process.four_eyes' });
      await expect(stand.dates(left, id, action)).rejects.toMatchObject({ code: 'plan.own_writing' });
      await expect(stand.dates(deputy, id, action)).rejects.toMatchObject({ code: 'plan.own_writing' });
    }
    expect(await versions(item.id)).toHaveLength(1);
  });

  it('is neither approved nor ended by silence', async () => {
    const { item, id } = await recommended();
    const before = stand.test.clock.now();
    for (const day of ['2026-12-22', '2027-01-15', '2027-03-01']) {
      stand.test.clock.set(`${day}T15:00:00Z`);
      await stand.settle();
    }
    const { of, journal } = await datesView(stand.as(stand.head), id);
    expect([of.state, of.overdue]).toEqual(['confirm', true]);
    expect(
      journal.filter(({ action }) => action === 'overdue' || action === 'escalate').map(({ details }) => details),
    ).toEqual([
      { clock: 'decision', to: ['project_office', 'deputy_head'] },
      { clock: 'decision', to: ['head'] },
    ]);
    expect(await versions(item.id)).toHaveLength(1);
    stand.test.clock.set(before.toISOString());
  });

  it('is sent only when it says something that can be set', async () => {
    const item = await fresh();
    const id = await beginDates(stand.as(stand.deputy), item.id);
    const send = async (draft: DateDraft) => {
      await saveDates(stand.as(stand.officer), id, draft);
      return stand.dates(stand.deputy, id, 'submit').catch((error) => error);
    };
    expect(await send({ ...draftOf(schedule), reason: 'Səbəb' })).toMatchObject({ code: 'plan.nothing_asked' });
    expect(await send({ ...later, reason: ' ' })).toMatchObject({ code: 'plan.incomplete' });
    const circle = later.milestones.map((one) => ({ ...one, needs: one.code === 'M1' ? 'M2' : 'M1' }));
    expect(await send({ ...later, milestones: circle })).toMatchObject({ code: 'plan.circular_milestones' });
    const elsewhere = later.milestones.map((one) => ({ ...one, needs: '9.9/M1' }));
    expect(await send({ ...later, milestones: elsewhere })).toMatchObject({ code: 'plan.unknown_milestone' });
    expect((await datesView(stand.as(stand.deputy), id)).row.draft.milestones[0]?.needs).toBe('9.9/M1');
    expect(await versions(item.id)).toHaveLength(1);
  });

  it('is stopped for who carries the measure out no more', async () => {
    const { item, id } = await recommended();
    const parties = [{ institution: 'din', role: 'executor' as const }];
    await inTransaction(stand.test.ctx(), (ctx) => setParties(ctx, item, parties, { source: 'test' }));
    expect((await datesView(stand.as(stand.approver), id)).of.state).toBe('dropped');
    await expect(stand.dates(stand.approver, id, 'approve')).rejects.toMatchObject({ status: 409 });
    expect(await versions(item.id)).toHaveLength(1);
  });
});

describe('a schedule as it was typed', () => {
  const problems = (changed: Partial<DateDraft>) =>
    readDraft({ ...later, ...changed }, schedule).problems.map(({ name }) => name);
  const step = (changed: object) => [{ ...(later.milestones[0] as DateDraft['milestones'][number]), ...changed }];

  it('is read with what was there before', () => {
    const { schedule: read } = readDraft(later, schedule);
    expect(read).toMatchObject({ starts: '2026-01-05', due: '2027-06-30', deliverables: schedule.deliverables });
    expect(read?.milestones[0]?.due).toBe('2027-01-29');
  });

  it('says at which input something has to be mended', () => {
    expect(problems({ due: '31.02.2027' })).toEqual(['due']);
    expect(problems({ starts: '01.07.2027' })).toEqual(['due']);
    expect(problems({ milestones: [] })).toEqual(['m0_title']);
    expect(problems({ milestones: step({ due: '01.07.2027' }) })).toEqual(['m0_due']);
    expect(problems({ milestones: step({ weight: '0' }) })).toEqual(['m0_weight']);
    expect(problems({ milestones: step({ code: 'mərhələ 1' }) })).toEqual(['m0_code']);
    expect(problems({ milestones: step({ needs: 'M7' }) })).toEqual(['m0_needs']);
    expect(problems({ milestones: step({ deliverable: 'D9' }) })).toEqual(['m0_deliverable']);
    expect(problems({ milestones: [...step({}), ...step({})] })).toEqual(['m1_code']);
  });

  it('adds and drops steps', () => {
    const [first, second] = later.milestones;
    if (!first || !second) throw new Error('the schedule has two steps');
    const milestones = [first, { ...second, gone: true }, { ...first, code: 'M3', title: 'Sınaq' }];
    const { schedule: read } = readDraft({ ...later, milestones }, schedule);
    expect(compareSchedules(schedule, read ?? schedule).map(({ code, change }) => [code, change])).toEqual([
      ['', 'same'],
      ['M1', 'changed'],
      ['M3', 'added'],
      ['M2', 'dropped'],
      ['D1', 'same'],
    ]);
  });
});
