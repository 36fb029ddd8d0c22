import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../kernel/access.ts';
import { openTestVahid } from '../../../test/database.ts';
import { room as identityRoom } from '../identity/module.ts';
import { act, availableActions, flagsOfInstance, journal, startProcess, waitingFlags, worklist } from './index.ts';
import type { CompiledProcessDefinition } from './definition/kind.ts';
import { permit } from './test-definition.ts';
import { type House, openHouse } from './test-house.ts';

const named = (en: string) => ({ az: `${en} az`, en, ru: `${en} ru` });

/** The permit with two flags, of which the applicant sees one. */
const flagged = structuredClone(permit);
flagged.flags = {
  inspection: { title: named('Inspection announced'), shown: 'applicant' },
  urgent: { title: named('Urgent') },
};
Object.assign(flagged.actions, {
  mark: { title: named('Mark'), from: ['review'], to: 'review', actor: 'officer', raise: ['urgent'] },
  unmark: {
    title: named('Unmark'),
    from: ['review'],
    to: 'review',
    actor: 'officer',
    lower: ['urgent'],
    guard: 'flag.urgent = true',
  },
  announce: {
    title: named('Announce'),
    from: ['review'],
    to: 'review',
    actor: 'officer',
    raise: ['inspection', 'urgent'],
  },
});
Object.assign(flagged.actions.recommend ?? {}, { guard: 'staff >= 5 and flag.inspection = false' });

let house: House;
let owner: Actor;
let officer: Actor;
let id = '';

const take = (actor: Actor, action: string, of = id) =>
  act(house.as(actor), { instance: of, action, note: 'because', guardInput: { staff: 7 } });
const begin = () => {
  const found = house.vahid.releases.get<CompiledProcessDefinition>('process', 'permit');
  if (!found) throw new Error('no permit in force');
  return startProcess(house.as(owner), {
    process: { kind: 'process', name: 'permit', version: found.version },
    definition: found.compiled.process,
    institution: 'rinn',
    owner: { person: owner.person },
    reference: 'RINN-2026-000007',
    title: named('Permit'),
  });
};
const names = (flags: readonly { readonly name: string }[]) => flags.map(({ name }) => name);

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  await house.release({ 'processes/permit.yaml': JSON.stringify({ title: named('Permit'), process: flagged }) });
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
  id = await begin();
  await take(owner, 'submit');
});
afterAll(() => house.close());

it('is raised by an action, which the journal tells; once raised it is not raised again', async () => {
  await take(officer, 'mark');
  await take(officer, 'announce');
  expect((await house.present(id)).flags).toEqual(['urgent', 'inspection']);
  const entries = await journal(house.as(officer), id);
  expect(entries.map(({ action, raised, lowered }) => [action, names(raised), names(lowered)])).toEqual([
    ['start', [], []],
    ['submit', [], []],
    ['mark', ['urgent'], []],
    ['announce', ['inspection'], []],
  ]);
});

it('is seen by officials, and by the owner where it is shown to them', async () => {
  expect(names(await flagsOfInstance(house.as(officer), id))).toEqual(['inspection', 'urgent']);
  expect(names(await flagsOfInstance(house.as(owner), id))).toEqual(['inspection']);
  const entries = await journal(house.as(owner), id);
  expect(entries.map(({ raised }) => names(raised))).toEqual([[], [], [], ['inspection']]);
});

it('narrows the worklist, which tells how many bear it', async () => {
  const other = await begin();
  await take(owner, 'submit', other);
  const listed = async (...flags: readonly string[]) =>
    (await worklist(house.as(officer), flags.length > 0 ? { flags } : {})).items.map((one) => one.id);
  expect([...(await listed())].sort()).toEqual([id, other].sort());
  expect(await listed('inspection')).toEqual([id]);
  expect(await listed('nothing')).toEqual([]);
  await take(officer, 'mark', other);
  expect(await listed('inspection', 'urgent')).toHaveLength(2);
  const found = await waitingFlags(house.as(officer));
  expect(found.map(({ kind, of, name, count }) => [kind, of, name, count])).toEqual([
    ['process', 'permit', 'inspection', 1],
    ['process', 'permit', 'urgent', 2],
  ]);
  await expect(waitingFlags(house.as(owner))).rejects.toMatchObject({ code: 'kernel.not_allowed' });
});

it('is asked for by guards, and what would lower one that does not stand is not offered', async () => {
  await expect(take(officer, 'recommend')).rejects.toMatchObject({ code: 'process.condition_not_met' });
  const offered = async () => (await availableActions(house.as(officer), id)).map(({ action }) => action);
  expect(await offered()).toContain('unmark');
  await take(officer, 'unmark');
  expect(await offered()).not.toContain('unmark');
  await expect(take(officer, 'unmark')).rejects.toMatchObject({ code: 'process.condition_not_met' });
  expect((await house.present(id)).flags).toEqual(['inspection']);
  expect((await journal(house.as(officer), id)).at(-1)).toMatchObject({
    action: 'unmark',
    lowered: [{ name: 'urgent' }],
  });
});
