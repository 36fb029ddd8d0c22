import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/access.ts';
import { measuredDays } from '../../kernel/measurement.ts';
import { bakuInstant } from '../../language/index.ts';
import { openTestVahid, root } from '../../../test/database.ts';
import { measureCommitted } from '../../../test/committed.ts';
import {
  act,
  clock,
  instance,
  instances,
  markRead,
  notifications,
  notify,
  ownInstances,
  stateOfInstance,
  worklist,
} from './index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { type House, openHouse } from './test-house.ts';

let house: House;
let owner: Actor;
let stranger: Actor;
let officer: Actor;
let approver: Actor;
let elsewhere: Actor;
let ids: readonly [string, string, string];

const take = (actor: Actor, of: string, action: string) =>
  act(house.as(actor), { instance: of, action, note: 'because', guardInput: { staff: 7 } });

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  stranger = await house.person('1AAAAA8', 'Somebody');
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
  approver = await house.person('1AAAAA3', 'Sevda Rüstəmova', ['rinn', 'approver']);
  elsewhere = await house.person('1AAAAA4', 'Other', ['din', 'officer']);
  ids = [await house.begin(owner), await house.begin(owner), await house.begin(owner)];
  const [, second, third] = ids;
  await take(owner, second, 'submit');
  house.clock.set(bakuInstant('2026-11-24', '10:00'));
  await take(owner, third, 'submit');
  await take(officer, third, 'recommend');
});
afterAll(() => house.close());

const items = async (...given: Parameters<typeof worklist>) => (await worklist(...given)).items;
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('an instance', () => {
  it('is shown to its owner and to its institution, in the definition’s words', async () => {
    const [first] = ids;
    expect(await instance(house.as(owner), first)).toMatchObject({
      reference: 'RINN-2026-000001',
      status: 'draft',
      version: 1,
    });
    expect(await stateOfInstance(house.as(officer), first)).toMatchObject({ title: { en: 'Draft' } });
    expect(await clock(house.as(officer), first)).toBeUndefined();
    await expect(instance(house.as(stranger), first)).rejects.toMatchObject({ code: 'kernel.not_found' });
    await expect(instances(house.as(elsewhere), [...ids])).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    expect(await instances(house.as(owner), [...ids])).toHaveLength(3);
  });

  it('stands in its owner’s list: what waits for them first, then the last changed', async () => {
    const { items: own, total, waiting } = await ownInstances(house.as(owner));
    expect([own[0]?.id, own[1]?.id, total, waiting]).toEqual([ids[0], ids[2], 3, 0]);
    expect((await ownInstances(house.as(stranger))).items).toEqual([]);
    const second = await ownInstances(house.as(owner), { without: ['draft'], limit: 1, offset: 1 });
    expect([idsOf(second.items), second.total]).toEqual([[ids[1]], 2]);
    const organisation = '01a206c6-7880-7935-bae3-f8d7c8c4cdfd';
    expect((await ownInstances(house.as({ ...owner, organisation }))).items).toEqual([]);
  });
});

describe('the worklist', () => {
  it('holds what waits for one’s own office, the most urgent first', async () => {
    expect(idsOf(await items(house.as(officer)))).toEqual([ids[1]]);
    expect(idsOf(await items(house.as(approver)))).toEqual([ids[2]]);
    const both = { ...officer, appointments: [...officer.appointments, ...approver.appointments] };
    expect(idsOf(await items(house.as(both)))).toEqual([ids[1], ids[2]]);
    expect(idsOf(await items(house.as(both), { states: ['confirm'] }))).toEqual([ids[2]]);
    expect(await worklist(house.as(both), { limit: 1, offset: 1 })).toMatchObject({
      items: [{ id: ids[2] }],
      total: 2,
      overdue: 0,
    });
    expect(await items(house.as(both), { kinds: ['service'] })).toEqual([]);
    expect(await items(house.as(elsewhere))).toEqual([]);
  });

  it('is not for citizens, nor for another institution', async () => {
    await expect(worklist(house.as(owner))).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(worklist(house.as(elsewhere), { institutions: ['rinn'] })).rejects.toMatchObject({
      code: 'kernel.not_allowed',
    });
  });
});

describe('measurements', () => {
  it('count decisions once, in time or late, with the working days they took', async () => {
    const [, , third] = ids;
    await take(approver, third, 'approve');
    const late = await house.begin(owner);
    await take(owner, late, 'submit');
    house.clock.set(bakuInstant('2026-12-09', '10:00'));
    await take(officer, late, 'recommend');
    await take(approver, late, 'approve');
    const withdrawn = await house.begin(owner);
    await take(owner, withdrawn, 'withdraw');
    for (let times = 0; times < 2; times += 1) {
      await measureCommitted(house.vahid);
      expect(await measuredDays(house.ctx(), 'process.decided_in_time')).toMatchObject([
        { day: '2026-11-24', numerator: 1, denominator: 1 },
        { day: '2026-12-09', numerator: 0, denominator: 1 },
      ]);
      expect(await measuredDays(house.ctx(), 'process.days_to_decision')).toMatchObject([
        { day: '2026-11-24', numerator: 0, denominator: 1, count: 1 },
        { day: '2026-12-09', numerator: 11, denominator: 1, count: 1 },
      ]);
    }
  });
});

describe('notifications', () => {
  const text = { az: 'Sənəd hazırdır', en: 'The document is ready', ru: 'Документ готов' };

  it('reach the one they are for, once, and are read by each on their own', async () => {
    const ctx = house.ctx();
    const note = { person: stranger.person, text, link: '/senedler', effectKey: 'x:1:issue' };
    await notify(ctx, note);
    await notify(ctx, note);
    const { items, total } = await notifications(house.as(stranger));
    expect(items).toMatchObject([{ text, link: '/senedler', read: false }]);
    expect(total).toBe(1);
    expect((await notifications(house.as(owner))).items).toEqual([]);
    const id = items[0]?.id ?? '';
    await markRead(house.as(owner), { id });
    expect((await notifications(house.as(stranger))).items[0]?.read).toBe(false);
    await markRead(house.as(stranger), { id });
    await markRead(house.as(stranger), {});
    expect((await notifications(house.as(stranger))).items[0]?.read).toBe(true);
  });

  it('to an office reach all who hold it, and no citizen', async () => {
    await notify(house.ctx(), { institution: 'din', role: 'officer', text });
    const colleague = await house.person('1AAAAA9', 'Colleague', ['din', 'officer']);
    await markRead(house.as(elsewhere), { box: 'desk' });
    expect((await notifications(house.as(elsewhere), { box: 'desk' })).items).toMatchObject([{ read: true }]);
    expect((await notifications(house.as(colleague), { box: 'desk' })).items).toMatchObject([{ read: false }]);
    expect((await notifications(house.as(approver), { box: 'desk' })).items).toEqual([]);
    await expect(notifications(house.as(owner), { box: 'desk' })).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });
});

describe('an institution that has been closed', () => {
  it('leaves its cases to its successor', async () => {
    const [, second] = ids;
    const file = await readFile(join(root, 'definitions/institutions.yaml'), 'utf8');
    await house.release({
      'institutions.yaml': file.replace(
        /- code: rinn\n/,
        "- code: rinn\n    successor: din\n    closedOn: '2026-12-10'\n",
      ),
    });
    expect(await items(house.as(elsewhere))).toEqual([]);
    house.clock.set(bakuInstant('2026-12-10', '09:00'));
    expect(idsOf(await items(house.as(elsewhere)))).toEqual([second]);
    await expect(take(officer, second, 'recommend')).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    expect(await take(elsewhere, second, 'recommend')).toMatchObject({ state: 'confirm' });
    await notify(house.ctx(), { institution: 'rinn', role: 'approver', text: { az: 'a', en: 'b', ru: 'c' } });
    const heir = await house.person('1AAAAAB', 'Heir', ['din', 'approver']);
    expect((await notifications(house.as(heir), { box: 'desk' })).items).toHaveLength(1);
  });
});
