import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { makeVoen } from '../../language/index.ts';
import { act, assign, availableActions, journal, notifications, worklist } from './index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { ensureOrganisation, type House, openHouse } from './test-house.ts';

let house: House;
let owner: Actor;
let officer: Actor;
let both: Actor;
let approver: Actor;
let second: Actor;
let head: Actor;
let id: string;

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
  both = await house.person('1AAAAA3', 'Orxan Zeynallı', ['rinn', 'officer'], ['rinn', 'approver']);
  approver = await house.person('1AAAAA4', 'Sevda Rüstəmova', ['rinn', 'approver']);
  second = await house.person('1AAAAA5', 'Vüsal Həmidov', ['rinn', 'approver']);
  head = await house.person('1AAAAA6', 'Fərid Qasımlı', ['rinn', 'deputy_head']);
});
afterAll(() => house.close());
beforeEach(async () => {
  id = await house.begin(owner);
});

const take = (
  actor: Actor,
  action: string,
  more: { version?: number; key?: string; note?: string; of?: string } = {},
) =>
  act(house.as(actor), {
    instance: more.of ?? id,
    action,
    guardInput: { staff: 7 },
    note: 'because',
    ...more,
  });

async function toConfirm(by: Actor = officer): Promise<void> {
  await take(owner, 'submit');
  await take(by, 'recommend');
}

const actionsIn = async (instance: string) =>
  (await journal(house.ctx(), instance)).map(({ seq, action, from, to }) => [seq, action, from, to]);

describe('an act', () => {
  it('moves the state, writes the journal, and tells of it with its effects', async () => {
    await toConfirm();
    expect(await take(approver, 'approve')).toEqual({ seq: 4, state: 'decided', status: 'decided' });
    expect(await actionsIn(id)).toEqual([
      [1, 'start', null, 'draft'],
      [2, 'submit', 'draft', 'review'],
      [3, 'recommend', 'review', 'confirm'],
      [4, 'approve', 'confirm', 'decided'],
    ]);
    const { rows } = await sql<{ payload: unknown }>`select payload from kernel.event
      where name = 'process.acted' and payload ->> 'instance' = ${id} order by id`.execute(house.vahid.db);
    expect(rows.map(({ payload }) => payload)).toMatchObject([
      { action: 'submit', effects: ['notify-received'] },
      { action: 'recommend', effects: [] },
      {
        kind: 'process',
        name: 'permit',
        version: 1,
        seq: 4,
        action: 'approve',
        from: 'confirm',
        to: 'decided',
        effects: ['enter', 'issue'],
      },
    ]);
  });

  it('keeps what the actor added, and asks for a note where the definition does', async () => {
    await take(owner, 'submit');
    await expect(take(officer, 'return', { note: '  ' })).rejects.toMatchObject({ code: 'process.note_needed' });
    await expect(take(officer, 'return', { note: 'x'.repeat(5001) })).rejects.toMatchObject({
      code: 'process.note_too_long',
    });
    await act(house.as(officer), {
      instance: id,
      action: 'return',
      note: ' Arayış yoxdur ',
      details: { pages: ['staff'] },
    });
    expect((await journal(house.as(owner), id)).at(-1)).toMatchObject({
      title: { en: 'Return' },
      actedAs: 'officer',
      person: officer.person,
      actorName: { state: 'kept', value: 'Elçin Nəbiyev' },
      note: { state: 'kept', value: 'Arayış yoxdur' },
      details: { pages: ['staff'] },
    });
  });

  it('judges the guard by the values given, and says what the definition says', async () => {
    await take(owner, 'submit');
    const recommend = (guardInput: Record<string, unknown>) =>
      act(house.as(officer), { instance: id, action: 'recommend', guardInput });
    const refused = { code: 'process.condition_not_met', text: { en: 'At least five employees are needed.' } };
    await expect(recommend({ staff: 4 })).rejects.toMatchObject(refused);
    await expect(recommend({})).rejects.toMatchObject(refused);
    const [, offered] = await availableActions(house.as(officer), id, { staff: 4 });
    expect(offered).toMatchObject({ action: 'recommend', blocked: { code: 'process.condition_not_met' } });
    expect(await recommend({ staff: 5 })).toMatchObject({ state: 'confirm' });
  });

  it('knows neither an action nor an instance that is not there', async () => {
    await expect(take(owner, 'explode')).rejects.toMatchObject({ code: 'process.unknown_action' });
    const nowhere = '01a206c6-7880-7935-bae3-f8d7c8c4cdfd';
    await expect(take(owner, 'submit', { of: nowhere })).rejects.toMatchObject({ code: 'kernel.not_found' });
  });

  it('leaves nothing behind when the transaction around it fails', async () => {
    const before = await house.present(id);
    const failing = house.vahid.db.transaction().execute(async (db) => {
      const ctx = { ...house.as(owner), db, afterCommit: [] };
      await act(ctx, { instance: id, action: 'submit' });
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await house.present(id)).toEqual(before);
    expect(await actionsIn(id)).toHaveLength(1);
  });
});

describe('two at once', () => {
  it('let one approval win; the others learn that the state has changed', async () => {
    for (let round = 0; round < 5; round += 1) {
      id = await house.begin(owner);
      await toConfirm();
      const contenders = [approver, second, approver, second, approver, second];
      const results = await Promise.allSettled(contenders.map((one) => take(one, 'approve')));
      const codes = results.flatMap((one) =>
        one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
      );
      expect(codes).toEqual(Array.from({ length: 5 }, () => 'process.not_from_here'));
      expect(await actionsIn(id)).toHaveLength(4);
    }
  });

  it('refuse one who saw an earlier version, even where the action would still be possible', async () => {
    await take(owner, 'submit');
    const { version } = await house.present(id);
    await take(officer, 'return');
    await take(owner, 'answer');
    await expect(take(officer, 'return', { version })).rejects.toMatchObject({
      code: 'kernel.changed_meanwhile',
      status: 409,
    });
    expect(await take(officer, 'return', { version: version + 2 })).toMatchObject({ state: 'waiting' });
  });
});

describe('an idempotency key', () => {
  it('answers a repeat with the first result and does nothing', async () => {
    const first = await take(owner, 'submit', { key: 'form-1' });
    await take(officer, 'return');
    expect(await take(owner, 'submit', { key: 'form-1' })).toEqual(first);
    expect(await actionsIn(id)).toHaveLength(3);
  });

  it('holds when the form is sent many times at the same moment', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => take(owner, 'submit', { key: 'form-2' })));
    expect(new Set(results.map(({ seq }) => seq))).toEqual(new Set([2]));
    expect(await actionsIn(id)).toHaveLength(2);
  });

  it('does not pass one button of a form for another', async () => {
    await toConfirm();
    await take(approver, 'approve', { key: 'form-3' });
    await expect(take(approver, 'refuse', { key: 'form-3' })).rejects.toMatchObject({
      code: 'kernel.changed_meanwhile',
    });
  });

  it('is its sender’s: another person is not given the answer', async () => {
    await toConfirm();
    await take(approver, 'approve', { key: 'form-5' });
    await expect(take(second, 'approve', { key: 'form-5' })).rejects.toMatchObject({
      code: 'kernel.changed_meanwhile',
    });
  });

  it('is something: an empty one is refused, and nothing is done', async () => {
    for (const key of ['', '  '])
      await expect(take(owner, 'submit', { key })).rejects.toMatchObject({ code: 'process.key_needed', status: 422 });
    expect(await actionsIn(id)).toHaveLength(1);
  });

  it('belongs to one instance', async () => {
    const other = await house.begin(owner);
    await take(owner, 'submit', { key: 'form-4' });
    expect(await take(owner, 'submit', { key: 'form-4', of: other })).toMatchObject({ seq: 2 });
    expect(await actionsIn(other)).toHaveLength(2);
  });
});

describe('four eyes', () => {
  it('keep the one who recommended from approving, and tell them why beforehand', async () => {
    await toConfirm(both);
    await expect(take(both, 'approve')).rejects.toMatchObject({ code: 'process.four_eyes', status: 403 });
    const offered = await availableActions(house.as(both), id);
    expect(offered.map(({ action, blocked }) => [action, blocked?.code])).toEqual([
      ['rethink', undefined],
      ['approve', 'process.four_eyes'],
      ['refuse', 'process.four_eyes'],
    ]);
    expect(await take(approver, 'approve')).toMatchObject({ state: 'decided' });
  });

  it('leave a case to officials who have no part in it', async () => {
    const own = await house.begin(both);
    await take({ ...both, appointments: [] }, 'submit', { of: own });
    await expect(take(both, 'recommend', { of: own })).rejects.toMatchObject({ code: 'process.own_case' });
    expect(await take(officer, 'recommend', { of: own })).toMatchObject({ state: 'confirm' });
    await expect(take(both, 'approve', { of: own })).rejects.toMatchObject({ code: 'process.own_case' });
  });

  it('count acting for the company as having a part', async () => {
    const organisation = await ensureOrganisation(house.ctx(), makeVoen('20073114', 'legal') ?? '');
    const forCompany: Actor = { ...officer, organisation, appointments: [] };
    const ofCompany = await house.begin(forCompany);
    await take(forCompany, 'submit', { of: ofCompany });
    await expect(take(officer, 'recommend', { of: ofCompany })).rejects.toMatchObject({ code: 'process.own_case' });
  });

  it('keep an official from the case of a company they head now, and wait while that cannot be known', async () => {
    const organisation = await ensureOrganisation(house.ctx(), makeVoen('20073115', 'legal') ?? '');
    const forCompany: Actor = { ...owner, organisation };
    const ofCompany = await house.begin(forCompany);
    await take(forCompany, 'submit', { of: ofCompany });
    const blocked = async () =>
      (await availableActions(house.as(officer), ofCompany)).map((one) => one.blocked?.code ?? 'open');
    house.register.heads = { [officer.person ?? '']: [organisation] };
    await expect(take(officer, 'recommend', { of: ofCompany })).rejects.toMatchObject({ code: 'process.own_case' });
    expect(await blocked()).toEqual(['process.own_case', 'process.own_case']);
    house.register.heads = null;
    const unknown = { code: 'identity.mandates_unavailable', status: 503 };
    await expect(take(officer, 'recommend', { of: ofCompany })).rejects.toMatchObject(unknown);
    expect(await blocked()).toEqual([unknown.code, unknown.code]);
    house.register.heads = {};
    expect(await blocked()).toEqual(['open', 'open']);
    expect(await take(officer, 'recommend', { of: ofCompany })).toMatchObject({ state: 'confirm' });
  });

  it('remember also who took a step before the case was sent back', async () => {
    await toConfirm(both);
    await take(approver, 'rethink');
    await take(officer, 'recommend');
    await expect(take(both, 'approve')).rejects.toMatchObject({ code: 'process.four_eyes' });
    expect(await take(approver, 'approve')).toMatchObject({ state: 'decided' });
  });

  it('keep an appeal from whoever took a step towards the decision', async () => {
    const deputy = { ...both, appointments: [{ institution: 'rinn', role: 'deputy_head' as const }] };
    await toConfirm(both);
    await take(approver, 'refuse');
    await take(owner, 'appeal');
    await expect(take(deputy, 'uphold')).rejects.toMatchObject({ code: 'process.four_eyes' });
    const refuser = { ...approver, appointments: deputy.appointments };
    await expect(take(refuser, 'uphold')).rejects.toMatchObject({ code: 'process.four_eyes' });
    expect(await take(head, 'uphold')).toMatchObject({ state: 'refused' });
  });
});

describe('assigning', () => {
  beforeAll(() => house.appoint(officer, 'rinn', 'officer'));

  it('gives the case to an official of the institution, journals it and tells them', async () => {
    await take(owner, 'submit');
    await assign(house.as(head), { instance: id, to: officer.person ?? '' });
    expect((await house.present(id)).assignee).toBe(officer.person);
    expect((await journal(house.ctx(), id)).at(-1)).toMatchObject({
      action: 'assign',
      actedAs: 'deputy_head',
      to: 'review',
    });
    const { items: mine } = await worklist(house.as(officer), { assignees: [officer.person ?? ''] });
    expect(mine.map((one) => one.id)).toEqual([id]);
    const { items } = await notifications(house.as(officer), { box: 'desk' });
    expect(items[0]?.text.az).toBe('“İcazə”, RINN-2026-000001: iş sizə tapşırılıb.');
    expect((await notifications(house.as(officer))).items).toEqual([]);
  });

  it('does not make those who look at the case look again, and does nothing twice', async () => {
    await take(owner, 'submit');
    const before = await house.present(id);
    await assign(house.as(officer), { instance: id, to: officer.person ?? '' });
    await assign(house.as(officer), { instance: id, to: officer.person ?? '' });
    const after = await house.present(id);
    expect([after.version, after.seq]).toEqual([before.version, before.seq + 1]);
  });

  it('refuses a person without an office there, a stranger, and a case that waits for no official', async () => {
    await expect(assign(house.as(head), { instance: id, to: officer.person ?? '' })).rejects.toMatchObject({
      code: 'process.nothing_to_do',
    });
    await take(owner, 'submit');
    await expect(assign(house.as(head), { instance: id, to: owner.person ?? '' })).rejects.toMatchObject({
      code: 'process.not_an_official',
    });
    await expect(assign(house.as(owner), { instance: id, to: officer.person ?? '' })).rejects.toMatchObject({
      code: 'kernel.not_found',
    });
  });

  it('is not for who has a part in the case, nor to them', async () => {
    await take(owner, 'submit');
    await house.appoint(owner, 'rinn', 'officer');
    const both = { ...owner, appointments: officer.appointments };
    const given = (by: typeof owner, to: typeof owner) => assign(house.as(by), { instance: id, to: to.person ?? '' });
    await expect(given(both, officer)).rejects.toMatchObject({ code: 'process.own_case' });
    await expect(given(officer, owner)).rejects.toMatchObject({ code: 'process.own_case' });
  });
});

it('takes few round trips', async () => {
  await take(owner, 'submit');
  let statements = 0;
  const db = house.vahid.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      statements += 1;
      return result;
    },
  });
  await act({ ...house.as(officer), db }, { instance: id, action: 'recommend', guardInput: { staff: 7 }, key: 'k' });
  // Lock, key, step, event, audit.
  expect(statements).toBe(5);
});
