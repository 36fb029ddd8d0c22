import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { assignMeasure, commentMeasure, commentsOf, nameResponsible } from './actions.ts';
import type { ItemRow } from './entities.ts';
import { enterPlan, setParties } from './entering.ts';
import { type GivenSchedule, setSchedule } from './schedule.ts';
import { restandJob } from './standing.ts';
import * as store from './store.ts';

const code = '2026-2028';
let test: TestVahid;
beforeEach(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
});
afterEach(() => test.close());

async function measure(number = '6.1.1.2.4'): Promise<ItemRow> {
  const found = await store.findItem(test.vahid.db, code, number);
  if (!found) throw new Error(`no ${number}`);
  return found;
}

async function standing(item: ItemRow) {
  const [found] = await store.standingsOf(test.vahid.db, [item.id]);
  return found;
}

async function official(fin: string, institution: string, role: Role): Promise<Actor> {
  const person = await ensurePerson(test.ctx(), fin);
  await appoint(test.ctx(), { person, institution, role, title: { az: 'Vəzifə', en: 'Post', ru: 'Должность' } });
  return { kind: 'person', person, name: fin, appointments: [{ institution, role }] };
}

const schedule = (given: Partial<GivenSchedule> = {}): GivenSchedule => ({
  starts: '2026-02-01',
  due: '2027-12-31',
  deliverables: [{ code: 'D1', title: { az: 'Platforma' } }],
  milestones: [
    { code: 'M1', title: { az: 'Layihə' }, weight: '1', due: '2026-12-01' },
    { code: 'M2', title: { az: 'İstifadə' }, weight: '3', due: '2027-12-31', needs: ['M1'] },
  ],
  ...given,
});

const set = (item: ItemRow, given: GivenSchedule, reason = 'İlk təqvim') =>
  inTransaction(test.ctx(), (ctx) => setSchedule(ctx, item, given, { reason, source: 'test' }));

describe('a plan of the definitions', () => {
  it('stands in the tables, and every measure says that its executor is missing', async () => {
    const { rows } = await sql<{ kind: string; count: number }>`select kind, count(*)::integer as count
      from plan.item where plan = ${code} group by kind order by kind`.execute(test.vahid.db);
    expect(Object.fromEntries(rows.map((row) => [row.kind, row.count]))).toEqual({
      direction: 5,
      goal: 7,
      measure: 55,
      result: 29,
      risk: 8,
      target: 5,
    });
    expect(await standing(await measure())).toMatchObject({ state: 'no_executor', waits_for: 'name_executor' });
  });

  it('keeps what a later edition leaves out, with its history', async () => {
    const found = await measure();
    const row = (await store.findPlans(test.vahid.db))[0];
    if (!row) throw new Error('no plan');
    const title = { az: 'Başqa ad' };
    const items = [{ number: found.number, kind: 'measure' as const, title }];
    expect(await inTransaction(test.ctx(), (ctx) => enterPlan(ctx, row, items))).toBe(109);
    expect(await inTransaction(test.ctx(), (ctx) => enterPlan(ctx, row, items))).toBe(0);
    expect(await measure()).toMatchObject({ id: found.id, title, removed_at: null });
    expect((await store.findItem(test.vahid.db, code, '6.1.1.2.5'))?.removed_at).not.toBeNull();
    const { rows } = await sql`select from plan.change where what = 'item_removed'`.execute(test.vahid.db);
    expect(rows).toHaveLength(108);
  });
});

describe('the schedule of a measure', () => {
  it('has a first baseline that stays beside each later one', async () => {
    const item = await measure();
    expect(await set(item, schedule())).toBe(true);
    expect(await set(item, schedule())).toBe(false);
    await set(item, schedule({ due: '2028-03-31' }), 'Satınalma gecikib');
    const { rows } =
      await sql`select version, reason from plan.baseline where item = ${item.id} order by version`.execute(
        test.vahid.db,
      );
    expect(rows).toEqual([
      { version: 0, reason: 'İlk təqvim' },
      { version: 1, reason: 'Satınalma gecikib' },
    ]);
    expect(await standing(item)).toMatchObject({ due_first: '2027-12-31', due: '2028-03-31', slip_first: 91, slip: 0 });
    await expect(sql`update plan.baseline set version = 5`.execute(test.vahid.db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from plan.baseline_date`.execute(test.vahid.db)).rejects.toThrow(/permission denied/);
  });

  it('refuses a milestone that is not there, and a circle, over measures too', async () => {
    const item = await measure();
    const lost = schedule({ milestones: [{ code: 'M1', title: { az: 'A' }, weight: '1', needs: ['M9'] }] });
    await expect(set(item, lost)).rejects.toMatchObject({ code: 'plan.unknown_milestone' });
    await set(item, schedule());
    const other = await measure('6.1.1.2.5');
    await set(
      other,
      schedule({
        milestones: [{ code: 'N1', title: { az: 'B' }, weight: '1', due: '2026-12-05', needs: ['6.1.1.2.4/M2'] }],
      }),
    );
    const circle = schedule({
      milestones: [
        { code: 'M1', title: { az: 'A' }, weight: '1', needs: ['6.1.1.2.5/N1'] },
        { code: 'M2', title: { az: 'A' }, weight: '1', needs: ['M1'] },
      ],
    });
    await expect(set(item, circle)).rejects.toMatchObject({ code: 'plan.circular_milestones' });
  });

  it('makes a measure late on the day after its date, and about to be late for the sake of another measure', async () => {
    const item = await measure();
    const other = await measure('6.1.1.2.5');
    const parties = [{ institution: 'aef', role: 'executor' as const }];
    for (const one of [item, other])
      await inTransaction(test.ctx(), (ctx) => setParties(ctx, one, parties, { source: 'test' }));
    await set(item, schedule({ starts: '2026-11-01', deliverables: [] }));
    const needs = ['6.1.1.2.4/M1'];
    const late = [{ code: 'N1', title: { az: 'B' }, weight: '1', due: '2026-12-20', needs }];
    await set(other, schedule({ starts: '2026-11-01', due: '2027-12-31', milestones: late }));
    expect(await standing(item)).toMatchObject({ state: 'on_track', progress: '0.0000', waits_for: 'carry_out' });
    expect(await standing(other)).toMatchObject({ state: 'soon' });
    test.clock.set('2026-12-02T05:00:00Z');
    await restandJob.run(test.ctx(), {});
    expect(await standing(item)).toMatchObject({ state: 'late', day: '2026-12-02' });
    await verify(item, 'M1');
    await inTransaction(test.ctx(), async (ctx) => (await import('./standing.ts')).restand(ctx, [item.id]));
    expect(await standing(item)).toMatchObject({ state: 'on_track', progress: '0.2500' });
    expect(await standing(other)).toMatchObject({ state: 'on_track' });
  });
});

/** Evidence of a milestone that somebody verified. */
async function verify(item: ItemRow, milestone: string): Promise<void> {
  const person = await ensurePerson(test.ctx(), '1AAAAA7');
  const { db } = test.vahid;
  const [report, evidence] = [newId(), newId()];
  const at = test.clock.now();
  await sql`insert into process.instance (id, kind, name, definition_version, reference, title, institution, state, status, awaits,
      version, seq, taken, spoke_for_owner, clocks, overdue, calendar_version, created_at, updated_at)
    values (${report}, 'plan-report', 'plan-report', 1, 'R', '{"az":"R","en":"R","ru":"R"}', 'rinn', 'draft', 'draft', '{}',
      1, 1, '{}', '{}', '{}', false, 1, ${at}, ${at})`.execute(db);
  await sql`insert into plan.report (id, item, period, institution, content, writers, opened_at, submitted_at, accepted_at, changed_at)
    values (${report}, ${item.id}, '2026-Q4', 'aef', '{}', '{}', ${at}, ${at}, ${at}, ${at})`.execute(db);
  await sql`insert into plan.evidence (id, item, milestone, report, period, kind, name, url, person, submitted_at)
    select ${evidence}, ${item.id}, id, ${report}, '2026-Q4', 'link', 'Akt', 'https://example.az/akt', ${person}, ${at}
    from plan.milestone where item = ${item.id} and code = ${milestone}`.execute(db);
  await sql`insert into plan.verdict (evidence, verdict, institution, person, at) values (${evidence}, 'verified', 'rinn', ${person}, ${at})`.execute(
    db,
  );
}

describe('the desk of a measure', () => {
  it('lets the project office name who carries it out, by any name of an institution, and tells them', async () => {
    const office = await official('1AAAAA1', 'rinn', 'project_office');
    const item = await measure();
    await assignMeasure(test.ctx(office), item.id, { executor: 'azərbaycan elm fondu', coExecutors: ['DİN', ''] });
    expect(await standing(item)).toMatchObject({ executor: 'aef', state: 'no_deadline' });
    const told = await sql`select institution, role from process.notification order by institution`.execute(
      test.vahid.db,
    );
    expect(told.rows).toEqual([
      { institution: 'aef', role: 'deputy_head' },
      { institution: 'din', role: 'deputy_head' },
    ]);
    const unknown = { executor: 'Heç bir yer', coExecutors: [] };
    await expect(assignMeasure(test.ctx(office), item.id, unknown)).rejects.toMatchObject({
      code: 'plan.unknown_institution',
    });
    const twice = { executor: 'aef', coExecutors: ['AEF'] };
    await expect(assignMeasure(test.ctx(office), item.id, twice)).rejects.toMatchObject({
      code: 'plan.executor_twice',
    });
    await assignMeasure(test.ctx(office), item.id, { executor: 'din', coExecutors: [] });
    const { rows } =
      await sql`select institution, role, to_day is null as now from plan.party order by institution, role`.execute(
        test.vahid.db,
      );
    expect(rows).toEqual([
      { institution: 'aef', role: 'executor', now: false },
      { institution: 'din', role: 'co_executor', now: false },
      { institution: 'din', role: 'executor', now: true },
    ]);
  });

  it('is nobody else’s, not even a project office elsewhere', async () => {
    const item = await measure();
    for (const actor of [
      await official('1AAAAA2', 'aef', 'deputy_head'),
      await official('1AAAAA3', 'din', 'project_office'),
    ])
      await expect(assignMeasure(test.ctx(actor), item.id, { executor: 'aef', coExecutors: [] })).rejects.toMatchObject(
        { status: 403 },
      );
  });

  it('keeps internal comments inside', async () => {
    const item = await measure();
    await inTransaction(test.ctx(), (ctx) =>
      setParties(ctx, item, [{ institution: 'aef', role: 'executor' }], { source: 'test' }),
    );
    const deputy = await official('1AAAAA2', 'aef', 'deputy_head');
    const stranger = await official('1AAAAA3', 'din', 'deputy_head');
    await commentMeasure(test.ctx(deputy), item.id, { text: 'Açıq', internal: false });
    test.clock.advance(1000);
    await commentMeasure(test.ctx(deputy), item.id, { text: 'Daxili', internal: true });
    await expect(commentMeasure(test.ctx(stranger), item.id, { text: 'x', internal: false })).rejects.toMatchObject({
      status: 403,
    });
    const texts = async (actor?: Actor) =>
      (await commentsOf(test.ctx(actor ?? { kind: 'anonymous', appointments: [] }), item.id)).map(({ text }) => text);
    expect(await texts(deputy)).toEqual(['Daxili', 'Açıq']);
    expect(await texts(stranger)).toEqual(['Açıq']);
    expect(await texts()).toEqual(['Açıq']);
  });

  it('names who is responsible, and keeps who was', async () => {
    const office = await official('1AAAAA1', 'rinn', 'project_office');
    const name = (who: string, from: string) =>
      nameResponsible(test.ctx(office), { institution: 'aef', name: who, post: 'Sədr müavini', from, act: '' });
    await name('A. Birinci', '2026-03-01');
    await name('B. İkinci', '2026-11-01');
    await expect(name('C', '2026-11-24')).rejects.toMatchObject({ code: 'plan.day_in_past' });
    const { rows } = await sql`select name, from_day, to_day from plan.responsible order by from_day`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([
      { name: 'A. Birinci', from_day: '2026-03-01', to_day: '2026-11-01' },
      { name: 'B. İkinci', from_day: '2026-11-01', to_day: null },
    ]);
  });
});
