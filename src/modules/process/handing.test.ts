import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor, Role } from '../../kernel/access.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { makeVoen } from '../../language/index.ts';
import { appointmentsOf, endAppointment, nameSubstitute } from '../identity/index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { act, assign, availableActions, type Handing, journal, notifications, reassign } from './index.ts';
import { ensureOrganisation, type House, openHouse } from './test-house.ts';
import * as refusals from './refusals.ts';
import { handing, workload } from './workload/reading.ts';

let house: House;
let owner: Actor;
let officer: Actor;
let second: Actor;
let approver: Actor;
let deputy: Actor;
let id: string;

const key = ({ person }: Actor): string => person ?? '';

/** Somebody whose office stands in the books. */
async function official(fin: string, name: string, ...roles: readonly Role[]): Promise<Actor> {
  const actor = await house.person(fin, name);
  for (const role of roles) await house.appoint(actor, 'rinn', role);
  return now(actor);
}

/** With the offices of this moment. */
async function now(actor: Actor): Promise<Actor> {
  const held = await appointmentsOf(house.ctx(), key(actor));
  return {
    ...actor,
    appointments: held.map(({ institution, role, instead }) => ({
      institution,
      role,
      ...(instead ? { instead } : {}),
    })),
  };
}

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  officer = await official('1AAAAA2', 'Elçin Nəbiyev', 'officer');
  second = await official('1AAAAA3', 'Orxan Zeynallı', 'officer');
  approver = await official('1AAAAA4', 'Sevda Rüstəmova', 'approver');
  deputy = await official('1AAAAA5', 'Fərid Qasımlı', 'deputy_head');
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(new Date('2026-11-23T05:00:00Z'));
  await sql`delete from identity.substitution`.execute(house.vahid.db);
  id = await house.begin(owner);
  await take(owner, 'submit');
});

const take = (actor: Actor, action: string, more: { version?: number; of?: string } = {}) =>
  act(house.as(actor), { instance: more.of ?? id, action, guardInput: { staff: 7 }, note: 'because', ...more });

const give = async (by: Actor, to: Actor, more: Partial<Handing> = {}) => {
  const { version } = await house.present(id);
  return reassign(house.as(by), { cases: [{ id, version }], to: key(to), reason: 'Məzuniyyət', ...more });
};

const newest = async (actor: Actor, box: 'desk' | 'own' = 'desk') =>
  (await notifications(house.as(actor), { box, limit: 1 })).items[0]?.text.az;

describe('giving a case to somebody else', () => {
  it('journals who gave it to whom and why, and tells both', async () => {
    await assign(house.as(officer), { instance: id, to: key(officer) });
    expect(await give(approver, second)).toEqual({ given: 1, refused: [] });
    expect((await house.present(id)).assignee).toBe(second.person);
    expect((await journal(house.as(officer), id)).at(-1)).toMatchObject({
      action: 'reassign',
      actedAs: 'approver',
      from: 'review',
      to: 'review',
      note: { value: 'Məzuniyyət' },
      details: { from: officer.person, to: second.person },
    });
    expect(await newest(second)).toBe('“İcazə”, RINN-2026-000001: iş sizə tapşırılıb.');
    expect(await newest(officer)).toBe('“İcazə”, RINN-2026-000001: iş başqa icraçıya verilib.');
    const { seq } = await house.present(id);
    expect(await give(deputy, second)).toEqual({ given: 1, refused: [] });
    expect((await house.present(id)).seq).toBe(seq);
    // What officials pass among themselves is no news for the owner.
    expect((await journal(house.as(owner), id)).map(({ action }) => action)).not.toContain('reassign');
  });

  it('is a superior’s of the institution, and asks for a reason, a person and a case', async () => {
    const stranger = await house.person('1AAAAB1', 'Yad', ['din', 'deputy_head']);
    for (const by of [officer, stranger])
      await expect(give(by, second)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(give(owner, second)).rejects.toMatchObject({ code: 'kernel.not_found' });
    const wrong = [
      [{ reason: ' ' }, 'reason_needed'],
      [{ reason: 'x'.repeat(1001) }, 'reason_too_long'],
      [{ to: '' }, 'nobody_chosen'],
      [{ cases: [] }, 'no_case_chosen'],
    ] as const;
    for (const [change, code] of wrong)
      await expect(give(approver, second, change)).rejects.toMatchObject({ code: `process.${code}` });
    expect((await house.present(id)).assignee).toBeNull();
  });

  it('gives nothing to who takes part, took the step before, or holds no office that the case waits for', async () => {
    const code = async (by: Actor, to: Actor) => (await give(by, to)).refused[0]?.text.en;
    await house.appoint(owner, 'rinn', 'officer');
    expect(await code(approver, owner)).toMatch(/is interested in this case/);
    expect(await code(deputy, approver)).toMatch(/does not take the next step/);
    const stranger = await house.person('1AAAAB2', 'Yad');
    expect(await code(deputy, stranger)).toMatch(/does not take the next step/);
    const both = await official('1AAAAB3', 'Hər iki', 'officer', 'approver');
    await take(both, 'recommend');
    expect(await code(deputy, both)).toMatch(/took the step before/);
    const text = (refused: () => Refusal) => refused().text.en;
    expect(await code(both, approver)).toBe(text(refusals.fourEyes));
    const instead = { institution: 'rinn', role: 'deputy_head', instead: key(both) } as const;
    expect(await code({ ...second, appointments: [instead] }, approver)).toBe(text(refusals.absentBarred));
    expect((await house.present(id)).assignee).toBeNull();
    expect(await code(deputy, approver)).toBeUndefined();
  });

  it('is not a subordinate’s where the case waits for an office above theirs', async () => {
    const third = await official('1AAAAB4', 'Müavin', 'deputy_head');
    await take(officer, 'recommend');
    await take(approver, 'refuse');
    await take(owner, 'appeal');
    expect((await give(approver, third)).refused[0]?.text.en).toMatch(/not authorised/);
    expect(await give(deputy, third)).toEqual({ given: 1, refused: [] });
  });

  it('refuses a superior and an official who head the organisation that applies, and waits for a silent register', async () => {
    const voen = makeVoen('20073116', 'legal') ?? '';
    const organisation = await ensureOrganisation(house.ctx(), voen);
    const of = await house.begin({ ...owner, organisation });
    await take({ ...owner, organisation }, 'submit', { of });
    const { version } = await house.present(of);
    const send = async () => (await give(approver, second, { cases: [{ id: of, version }] })).refused[0]?.text.en;
    house.register.heads = { [key(second)]: [organisation] };
    expect(await send()).toMatch(/is interested in this case/);
    house.register.heads = { [key(approver)]: [organisation] };
    expect(await send()).toMatch(/You take part in this case/);
    house.register.heads = null;
    expect(await send()).toMatch(/register/);
    house.register.heads = {};
    expect(await send()).toBeUndefined();
  });

  it('and an act at the same moment come one after the other: one of them learns that the case changed', async () => {
    for (let round = 0; round < 4; round += 1) {
      id = await house.begin(owner);
      await take(owner, 'submit');
      const { version } = await house.present(id);
      const [given, acted] = await Promise.allSettled([
        give(approver, second, { cases: [{ id, version }] }),
        take(officer, 'return', { version }),
      ]);
      const wasGiven = given.status === 'fulfilled' && given.value.refused.length === 0;
      const wasActed = acted.status === 'fulfilled';
      expect([wasGiven, wasActed].filter(Boolean)).toHaveLength(1);
      const code = acted.status === 'rejected' ? (acted.reason as { code?: string }).code : undefined;
      expect(code).toBe(wasActed ? undefined : 'kernel.changed_meanwhile');
      const of = await house.present(id);
      expect([of.state, of.assignee]).toEqual(wasActed ? ['waiting', null] : ['review', second.person]);
    }
  });

  it('refuses a case that somebody has moved on since it was shown', async () => {
    const { version } = await house.present(id);
    await take(officer, 'recommend');
    await take(approver, 'rethink');
    const { refused } = await give(approver, second, { cases: [{ id, version }] });
    expect(refused[0]?.text.en).toMatch(/changed/);
    expect((await house.present(id)).assignee).toBeNull();
  });

  it('gives many, and leaves those that cannot be given, each with its reason', async () => {
    const other = await house.begin(owner);
    const cases = [
      { id, version: (await house.present(id)).version },
      { id: other, version: (await house.present(other)).version },
    ];
    const { given, refused } = await give(approver, second, { cases });
    expect([given, refused.map((one) => one.id)]).toEqual([1, [other]]);
    expect(refused[0]?.text.en).toMatch(/no longer waits for an official/);
  });
});

describe('standing in for an official', () => {
  const days = { institution: 'rinn', from: '2026-11-23', to: '2026-11-23' } as const;
  const standIn = (absent: Actor, substitute: Actor, role: 'officer' | 'approver') =>
    nameSubstitute(house.as(deputy), { ...days, role, absent: key(absent), substitute: key(substitute) });

  it('is told with each step, in one’s own name, until the day is over', async () => {
    await assign(house.as(officer), { instance: id, to: key(officer) });
    await take(officer, 'recommend');
    await standIn(approver, second, 'approver');
    await take(await now(second), 'approve');
    expect((await journal(house.ctx(), id)).at(-1)).toMatchObject({
      action: 'approve',
      actedAs: 'approver',
      person: second.person,
      actorName: { value: 'Orxan Zeynallı' },
      details: { instead: approver.person },
    });
    house.clock.set(new Date('2026-11-23T20:00:00Z'));
    await expect(take(await now(second), 'rethink')).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });

  it('never makes four eyes one person’s, neither the substitute’s nor the absent one’s', async () => {
    const both = await official('1AAAAC1', 'Hər iki', 'officer', 'approver');
    await take(second, 'recommend');
    await standIn(approver, second, 'approver');
    await expect(take(await now(second), 'approve')).rejects.toMatchObject({ code: 'process.four_eyes' });
    const other = await house.begin(owner);
    await take(owner, 'submit', { of: other });
    await take(both, 'recommend', { of: other });
    const third = await official('1AAAAC2', 'Üçüncü', 'officer');
    await standIn(both, third, 'approver');
    await expect(take(await now(third), 'approve', { of: other })).rejects.toMatchObject({
      code: 'process.absent_barred',
    });
    expect(await availableActions(house.as(await now(third)), other)).toMatchObject([
      { action: 'rethink' },
      { action: 'approve', blocked: { code: 'process.absent_barred' } },
      { action: 'refuse', blocked: { code: 'process.absent_barred' } },
    ]);
  });

  it('takes no step from which the room bars the absent one, and any from which it bars another', async () => {
    await take(officer, 'recommend');
    await standIn(approver, second, 'approver');
    const approve = async (barred: readonly string[]) =>
      act(house.as(await now(second)), { instance: id, action: 'approve', note: 'x', barred }).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
    expect(await approve([key(approver)])).toBe('process.absent_barred');
    expect(await approve([key(deputy)])).toBe('done');
  });

  it('decides nothing on an organisation that the absent one heads, and waits while the register is silent', async () => {
    const organisation = await ensureOrganisation(house.ctx(), makeVoen('20073117', 'legal') ?? '');
    const company: Actor = { ...owner, organisation };
    const theirs = await house.begin(company);
    await take(company, 'submit', { of: theirs });
    await take(officer, 'recommend', { of: theirs });
    await standIn(approver, second, 'approver');
    const code = async () =>
      take(await now(second), 'approve', { of: theirs }).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
    house.register.heads = { [key(approver)]: [organisation] };
    expect(await code()).toBe('process.absent_barred');
    const shown = await availableActions(house.as(await now(second)), theirs);
    expect(shown.find(({ action }) => action === 'approve')?.blocked?.code).toBe('process.absent_barred');
    house.register.heads = null;
    expect(await code()).toBe('identity.mandates_unavailable');
    house.register.heads = {};
    expect(await code()).toBe('done');
  });

  it('brings the notices of the absent one, and says in whose place an officer works on their case', async () => {
    const [away, there] = [
      await official('1AAAAD1', 'Gedən', 'officer'),
      await official('1AAAAD2', 'Qalan', 'officer'),
    ];
    await standIn(away, there, 'officer');
    await give(approver, away);
    expect(await newest(there)).toBe('Əvəz etdiyiniz əməkdaş üçün. “İcazə”, RINN-2026-000001: iş sizə tapşırılıb.');
    await take(await now(there), 'recommend');
    expect((await journal(house.ctx(), id)).at(-1)).toMatchObject({
      person: there.person,
      details: { instead: away.person },
    });
    const [view] = await workload(house.as(approver));
    const line = view?.lines.find(({ official: one }) => one.person === away.person);
    expect(line).toMatchObject({ open: 1, away: { until: '2026-11-23' } });
  });
});

describe('when an office ends', () => {
  it('what was given to its holder goes back into the queue on that day, and the superior is told', async () => {
    const leaver = await official('1AAAAE1', 'Gedən', 'officer');
    await give(approver, leaver);
    const [office] = await appointmentsOf(house.ctx(), key(leaver));
    await endAppointment(house.ctx(), { appointment: office?.id ?? '', on: '2026-11-25' });
    await house.vahid.jobs.runDue();
    expect((await house.present(id)).assignee).toBe(leaver.person);
    house.clock.set(new Date('2026-11-24T20:00:00Z'));
    await house.vahid.jobs.runDue();
    expect((await house.present(id)).assignee).toBeNull();
    expect((await journal(house.ctx(), id)).at(-1)).toMatchObject({
      action: 'unassign',
      actedAs: 'system',
      details: { from: leaver.person, to: null },
    });
    expect(await newest(approver)).toMatch(/növbəyə qaytarılıb/);
  });

  it('leaves what its holder may still work on in another office', async () => {
    const leaver = await official('1AAAAE2', 'Qalan', 'officer', 'approver');
    await take(officer, 'recommend');
    await give(deputy, leaver);
    const office = (await appointmentsOf(house.ctx(), key(leaver))).find(({ role }) => role === 'officer');
    await endAppointment(house.ctx(), { appointment: office?.id ?? '' });
    await house.vahid.jobs.runDue();
    expect((await house.present(id)).assignee).toBe(leaver.person);
  });
});

describe('the workload', () => {
  it('counts what each has before them and what came of it, for superiors and the official alone', async () => {
    const worker = await official('1AAAAF1', 'İşləyən', 'officer');
    await give(approver, worker);
    const done = await house.begin(owner);
    await take(owner, 'submit', { of: done });
    await give(approver, worker, { cases: [{ id: done, version: (await house.present(done)).version }] });
    house.clock.set(new Date('2026-11-25T05:00:00Z'));
    await take(worker, 'recommend', { of: done });
    await take(approver, 'approve', { of: done });
    const lineOf = async (reader: Actor) =>
      (await workload(house.as(reader)))[0]?.lines.find(({ official: one }) => one.person === worker.person);
    const line = { open: 1, soon: 0, overdue: 0, returned: 0, decided: 1, days: 2, steps: 5 };
    expect(await lineOf(approver)).toMatchObject(line);
    expect((await workload(house.as(worker)))[0]).toMatchObject({ lines: [line] });
    expect((await workload(house.as(worker)))[0]?.queue).toBeUndefined();
    house.clock.set(new Date('2026-12-03T05:00:00Z'));
    expect(await lineOf(deputy)).toMatchObject({ open: 1, soon: 1, overdue: 0 });
    house.clock.set(new Date('2026-12-20T05:00:00Z'));
    expect(await lineOf(deputy)).toMatchObject({ open: 1, soon: 0, overdue: 1 });
    await take(worker, 'return');
    expect(await lineOf(deputy)).toMatchObject({ open: 0, returned: 1 });
  });

  it('lists what was given to one official, or to nobody, to superiors of the institution', async () => {
    const list = async (reader: Actor, person: string | null) =>
      (await handing(house.as(reader), { institution: 'rinn', person, page: 1 })).items.map(({ of }) => of.id);
    expect(await list(approver, null)).toContain(id);
    await give(approver, second);
    expect(await list(approver, null)).not.toContain(id);
    expect(await list(approver, key(second))).toContain(id);
    await expect(list(officer, null)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(list(approver, key(deputy))).rejects.toMatchObject({ code: 'kernel.not_found' });
    const far = await house.person('1AAAAF2', 'Uzaq', ['din', 'head']);
    await expect(list(far, null)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });
});
