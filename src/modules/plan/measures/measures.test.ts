import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { openStand } from '../reports/test-stand.ts';
import { assignMeasure, commentMeasure, commentsOf, nameResponsible } from './actions.ts';
import type { ItemRow } from './entities.ts';
import { enterPlan, setParties } from './entering.ts';
import { judgedFrom } from './office.ts';
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

  it('refuses a start without an end, and never takes dates away in silence', async () => {
    const item = await measure();
    const startOnly = { deliverables: [], milestones: [{ code: 'M1', title: { az: 'A' }, weight: '1' }] };
    await expect(set(item, { ...startOnly, starts: '2026-12-01' })).rejects.toMatchObject({
      code: 'plan.start_without_due',
    });
    expect(await set(item, startOnly)).toBe(true);
    await set(item, schedule());
    await expect(set(item, startOnly)).rejects.toMatchObject({ code: 'plan.dates_gone' });
    expect(await standing(item)).toMatchObject({ due: '2027-12-31' });
  });

  it('keeps the first end, whatever is left out since', async () => {
    const item = await measure();
    const { milestones } = schedule();
    await set(item, { deliverables: [], milestones });
    await set(item, { deliverables: [], milestones: milestones.slice(0, 1) }, 'M2 çıxarıldı');
    expect(await standing(item)).toMatchObject({ due_first: '2027-12-31', due: '2026-12-01', slip_first: -395 });
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
    await (await openStand(test)).prove(item, 'M1');
    expect(await standing(item)).toMatchObject({ state: 'on_track', progress: '0.2500' });
    expect(await standing(other)).toMatchObject({ state: 'on_track' });
  });
});

describe('the evidence of a period', () => {
  it('is missed only once its reports had their time to be written and judged', async () => {
    const stand = await openStand(test);
    const item = await measure();
    const milestones = [{ code: 'M1', title: { az: 'A' }, weight: '1', due: '2027-12-31' }];
    test.clock.set('2026-09-15T05:00:00Z');
    await stand.give(item, { starts: '2026-02-01', due: '2027-12-31', deliverables: [], milestones });
    await stand.prove(item, 'M1');
    const more = [...milestones, { code: 'M2', title: { az: 'B' }, weight: '1', due: '2027-12-31' }];
    await set(item, schedule({ deliverables: [], milestones: more }));
    const stateOn = async (day: string) => {
      test.clock.set(`${day}T05:00:00Z`);
      await restandJob.run(test.ctx(), {});
      return (await standing(item))?.state;
    };
    expect(judgedFrom(test.vahid, '2026-Q4')).toBe('2027-02-03');
    expect([await stateOn('2027-01-01'), await stateOn('2027-02-02')]).toEqual(['on_track', 'on_track']);
    expect(await stateOn('2027-02-03')).toBe('no_evidence');
  });

  it('is asked for where the start was left empty, too', async () => {
    const item = await measure();
    await inTransaction(test.ctx(), (ctx) =>
      setParties(ctx, item, [{ institution: 'aef', role: 'executor' }], { source: 'test' }),
    );
    const milestones = [{ code: 'M1', title: { az: 'A' }, weight: '1', due: '2027-12-31' }];
    await set(item, { due: '2027-12-31', deliverables: [], milestones });
    expect(await standing(item)).toMatchObject({ state: 'on_track' });
    test.clock.set('2027-05-10T05:00:00Z');
    await restandJob.run(test.ctx(), {});
    expect(await standing(item)).toMatchObject({
      state: 'no_evidence',
      reasons: [{ code: 'no_evidence', period: '2027-Q1' }],
    });
  });
});

describe('two who change one measure at once', () => {
  it('come one after the other: dates get versions of their own, and one executor stays', async () => {
    const item = await measure();
    await Promise.all(['2028-01-31', '2028-02-29', '2028-03-31'].map((due) => set(item, schedule({ due }))));
    const { rows } = await sql`select version from plan.baseline where item = ${item.id} order by version`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ version: 0 }, { version: 1 }, { version: 2 }]);
    const give = (institution: string) =>
      inTransaction(test.ctx(), (ctx) =>
        setParties(ctx, item, [{ institution, role: 'executor' }], { source: 'test' }),
      );
    await Promise.all([give('aef'), give('din')]);
    expect(await store.partiesNow(test.vahid.db, item.id)).toHaveLength(1);
  });

  it('leave a standing that both are part of', async () => {
    const item = await measure();
    let second = Promise.resolve(false);
    await inTransaction(test.ctx(), async (ctx) => {
      await setParties(ctx, item, [{ institution: 'aef', role: 'executor' }], { source: 'test' });
      second = set(item, schedule());
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await second;
    expect(await standing(item)).toMatchObject({ executor: 'aef', due: '2027-12-31' });
  });
});

describe('a milestone that needs one of another measure', () => {
  it('waits for it no more once that measure has left its plan', async () => {
    const item = await measure();
    const other = await measure('6.1.1.2.5');
    await set(other, schedule());
    const milestones = [{ code: 'N1', title: { az: 'B' }, weight: '1', due: '2026-12-05', needs: ['6.1.1.2.5/M2'] }];
    await inTransaction(test.ctx(), (ctx) =>
      setParties(ctx, item, [{ institution: 'aef', role: 'executor' }], { source: 'test' }),
    );
    await set(item, schedule({ starts: '2026-11-20', milestones }));
    expect(await standing(item)).toMatchObject({ state: 'soon' });
    const row = (await store.findPlans(test.vahid.db)).find((one) => one.code === code);
    if (!row) throw new Error('no plan');
    const kept = (await store.listItems(test.vahid.db, code)).filter(({ id }) => id !== other.id);
    const items = kept.map(({ number, parent, kind, title, note, absolute }) => ({
      number,
      kind,
      title,
      absolute,
      parent: parent ?? undefined,
      note: note ?? undefined,
    }));
    await inTransaction(test.ctx(), (ctx) => enterPlan(ctx, row, items));
    expect(await standing(item)).toMatchObject({ state: 'on_track' });
  });
});

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

  it('names who is responsible, keeps who was, corrects and ends a term', async () => {
    const office = await official('1AAAAA1', 'rinn', 'project_office');
    const name = (who: string, from: string, to = '') =>
      nameResponsible(test.ctx(office), { institution: 'aef', name: who, post: 'Sədr müavini', from, to, act: '' });
    const terms = async () =>
      (
        await sql<{ name: string; from: string; to: string | null }>`select name, from_day as "from", to_day as "to"
          from plan.responsible where institution = 'aef' order by from_day`.execute(test.vahid.db)
      ).rows.map((row) => [row.name, row.from, row.to]);
    await name('A. Birinci', '2026-03-01');
    await name('B. İkinci', '2026-11-01');
    await expect(name('C', '2026-11-24')).rejects.toMatchObject({ code: 'plan.day_in_past' });
    for (const from of ['2026-01-10', '2026-05-01'])
      await expect(name('C. Üçüncü', from)).rejects.toMatchObject({ code: 'plan.terms_overlap' });
    await expect(name('C. Üçüncü', '2026-01-10', '2026-03-02')).rejects.toMatchObject({ code: 'plan.terms_overlap' });
    await name('C. Üçüncü', '2026-01-10', '2026-03-01');
    await name('B. İkincizadə', '2026-11-01');
    await expect(name('B. İkincizadə', '2026-11-01', '2026-11-01')).rejects.toMatchObject({
      code: 'plan.term_end_day',
    });
    await name('B. İkincizadə', '2026-11-01', '2026-11-20');
    expect(await terms()).toEqual([
      ['C. Üçüncü', '2026-01-10', '2026-03-01'],
      ['A. Birinci', '2026-03-01', '2026-11-01'],
      ['B. İkincizadə', '2026-11-01', '2026-11-20'],
    ]);
    const { rows } =
      await sql`select what, details ->> 'institution' as of, institution as by, count(*)::integer as times
      from plan.change where what like 'responsible%' group by 1, 2, 3 order by 1`.execute(test.vahid.db);
    expect(rows).toEqual([
      { what: 'responsible_ended', of: 'aef', by: 'rinn', times: 2 },
      { what: 'responsible_named', of: 'aef', by: 'rinn', times: 3 },
    ]);
  });

  it('writes into the history by which office somebody acted, whatever they hold besides', async () => {
    const office = await official('1AAAAA1', 'rinn', 'project_office');
    const both: Actor = { ...office, appointments: [{ institution: 'din', role: 'officer' }, ...office.appointments] };
    const item = await measure();
    await assignMeasure(test.ctx(both), item.id, { executor: 'aef', coExecutors: ['DİN'] });
    await commentMeasure(test.ctx(both), item.id, { text: 'Açıq', internal: false });
    const { rows } = await sql<{ what: string; institution: string }>`select distinct what, institution from plan.change
      where item = ${item.id} and what <> 'item_added' order by what`.execute(test.vahid.db);
    expect(rows).toEqual([
      { what: 'commented', institution: 'rinn' },
      { what: 'party_begun', institution: 'rinn' },
    ]);
  });
});
