import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, root } from '../../../test/database.ts';
import { type Actor, anonymous } from '../../kernel/access.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { bakuInstant } from '../../language/index.ts';
import { room as identityRoom } from '../identity/module.ts';
import type { ActorKind } from './entities.ts';
import { act, availableActions, clock, journal, notifications, notifyOwner, startProcess, worklist } from './index.ts';
import { type House, openHouse } from './test-house.ts';
import { request } from './test-request.ts';

let house: House;
let registrar: Actor;
let colleague: Actor;
let officer: Actor;
let approver: Actor;
let elsewhere: Actor;
let id: string;

const turn = (day: string, time: string) => house.clock.set(bakuInstant(day, time));

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  registrar = await house.person('1AAAAA1', 'Nigar Əliyeva', ['din', 'registrar']);
  colleague = await house.person('1AAAAA2', 'Rauf Quliyev', ['din', 'registrar']);
  officer = await house.person('1AAAAA3', 'Elçin Nəbiyev', ['rinn', 'officer']);
  approver = await house.person('1AAAAA4', 'Sevda Rüstəmova', ['rinn', 'approver']);
  elsewhere = await house.person('1AAAAA5', 'Other', ['in', 'registrar']);
});
afterAll(() => house.close());
beforeEach(async () => {
  turn('2026-11-23', '10:00');
  id = await house.request(registrar, 'din');
});

const take = (actor: Actor, action: string, of = id) => act(house.as(actor), { instance: of, action, note: 'because' });

/** The same person in an office of the institution that decides. */
const also = (actor: Actor, role: 'officer' | 'approver' | 'deputy_head'): Actor => ({
  ...actor,
  appointments: [...actor.appointments, { institution: 'rinn', role }],
});

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('an instance of an institution', () => {
  it('lets exactly those act whom the definition names, in the institution that it names', async () => {
    const bodies: readonly (readonly [name: string, actor: Actor, capacity: ActorKind | undefined, refused: string])[] =
      [
        ['its registrar', registrar, 'registrar', 'kernel.not_allowed'],
        ['another registrar of it', colleague, 'registrar', 'kernel.not_allowed'],
        ['a registrar elsewhere', elsewhere, undefined, 'kernel.not_allowed'],
        [
          'a registrar of who decides',
          await house.person('1AAAAA6', 'R', ['rinn', 'registrar']),
          undefined,
          'kernel.not_allowed',
        ],
        ['its officer', await house.person('1AAAAA7', 'O', ['din', 'officer']), undefined, 'kernel.not_allowed'],
        ['an officer', await house.person('1AAAAA8', 'P', ['rinn', 'officer']), 'officer', 'kernel.not_allowed'],
        ['an approver', await house.person('1AAAAA9', 'Q', ['rinn', 'approver']), 'approver', 'kernel.not_allowed'],
        ['the program', { kind: 'system', appointments: [] }, 'system', 'kernel.not_allowed'],
        ['a citizen', await house.person('1AAAAAC', 'C'), undefined, 'kernel.not_found'],
        ['a visitor', anonymous, undefined, 'kernel.sign_in_needed'],
      ];
    for (const [state, { status }] of Object.entries(request.states)) {
      for (const [name, actor, capacity, refused] of bodies) {
        for (const [action, { from, actor: named }] of Object.entries(request.actions)) {
          await sql`update process.instance set state = ${state}, status = ${status}, taken = '{}',
            spoke_for_owner = '{}' where id = ${id}`.execute(house.vahid.db);
          const expected = capacity === named ? (from.includes(state) ? 'done' : 'process.not_from_here') : refused;
          expect([state, name, action, await codeOf(take(actor, action))]).toEqual([state, name, action, expected]);
        }
      }
    }
  });

  it('is begun by its registrar and by no other', async () => {
    expect((await journal(house.ctx(), id))[0]).toMatchObject({ action: 'start', actedAs: 'registrar' });
    await expect(house.request(elsewhere, 'din')).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });

  it('has one owner', async () => {
    const definition = house.definition;
    const process = { kind: 'process', name: 'permit', version: 1 };
    const owner = { person: registrar.person, institution: 'din' };
    const title = { az: 'a', en: 'b', ru: 'c' };
    const given = { process, definition, institution: 'rinn', owner, reference: 'X', title };
    await expect(startProcess(house.ctx(), given)).rejects.toThrow('instance_owner_check');
  });
});

describe('whoever acted as registrar', () => {
  const refusals = async (actor: Actor) =>
    (await availableActions(house.as(actor), id)).map(({ action, blocked }) => [action, blocked?.code]);

  it('decides nothing on it as an official, whatever they did', async () => {
    await take(colleague, 'write');
    await take(registrar, 'write');
    await take(registrar, 'submit');
    for (const one of [registrar, colleague]) {
      expect(await codeOf(take(also(one, 'officer'), 'recommend'))).toBe('process.own_case');
      expect(await codeOf(take(also(one, 'officer'), 'ask'))).toBe('process.own_case');
    }
    await take(officer, 'recommend');
    for (const one of [registrar, colleague]) {
      expect(await codeOf(take(also(one, 'approver'), 'approve'))).toBe('process.own_case');
      expect(await refusals(also(one, 'approver'))).toEqual([
        ['withdraw', undefined],
        ['rethink', 'process.own_case'],
        ['approve', 'process.own_case'],
        ['refuse', 'process.own_case'],
      ]);
    }
    expect(await take(also(elsewhere, 'approver'), 'approve')).toMatchObject({ state: 'approved' });
  });

  it('and whoever holds any office of the owner, decides nothing on it, though they did nothing', async () => {
    await take(registrar, 'submit');
    await take(officer, 'recommend');
    for (const role of ['registrar', 'officer', 'head', 'auditor'] as const) {
      const office = { institution: 'din', role };
      const one: Actor = { ...approver, appointments: [...approver.appointments, office] };
      expect([role, await codeOf(take(one, 'refuse'))]).toEqual([role, 'process.own_case']);
    }
    expect(await take(also(elsewhere, 'approver'), 'approve')).toMatchObject({ state: 'approved' });
  });

  it('is remembered after another answered in their place', async () => {
    await take(registrar, 'submit');
    await take(officer, 'ask');
    await take(colleague, 'answer');
    await take(officer, 'ask');
    await take(registrar, 'answer');
    expect(await codeOf(take(also(colleague, 'officer'), 'recommend'))).toBe('process.own_case');
    expect((await house.present(id)).spoke_for_owner).toEqual([registrar.person, colleague.person]);
  });

  it('may not approve what they recommended either, nor the reverse: four eyes are two people', async () => {
    const both = also(also(elsewhere, 'officer'), 'approver');
    await take(registrar, 'submit');
    await take(both, 'recommend');
    expect(await codeOf(take(both, 'approve'))).toBe('process.four_eyes');
    expect(await codeOf(take(both, 'refuse'))).toBe('process.four_eyes');
    expect(await take(approver, 'refuse')).toMatchObject({ state: 'refused' });
  });
});

describe('four eyes over kinds of actors', () => {
  it('keep an official from the registrar’s action that names theirs', async () => {
    const released = structuredClone(request);
    Object.assign(released.actions.answer ?? {}, { fourEyes: 'ask' });
    const title = { az: 'Sorğu', en: 'Request', ru: 'Заявка' };
    await house.release({ 'catalogue/request.yaml': JSON.stringify({ title, process: released }) });
    const both = also(colleague, 'officer');
    id = await house.request(registrar, 'din');
    await take(registrar, 'submit');
    // An officer at the time, who has since become a registrar as well.
    await take({ ...both, appointments: [{ institution: 'rinn', role: 'officer' }] }, 'ask');
    expect(await codeOf(take(both, 'answer'))).toBe('process.four_eyes');
    expect(await take(registrar, 'answer')).toMatchObject({ state: 'review' });
  });
});

describe('the clock of the decision', () => {
  const twoLeft = '“Sorğu”, SOR-2026-000001: son tarixə 2 iş günü qalır (01.12.2026).';
  const desk = async (actor: Actor) =>
    (await notifications(house.as(actor), { box: 'desk' })).items.map(({ text }) => text.az);

  it('stands still while the registrar is asked, and the reminders go to the registrars', async () => {
    await take(registrar, 'submit');
    turn('2026-11-24', '10:00');
    await take(officer, 'ask');
    expect(await clock(house.as(registrar), id)).toMatchObject({ name: 'answer', stopped: false });
    turn('2026-11-27', '09:00');
    await house.vahid.jobs.runDue();
    expect([await desk(registrar), await desk(colleague)]).toEqual([[twoLeft], [twoLeft]]);
    expect([await desk(officer), await desk(elsewhere)]).toEqual([[], []]);
    await take(colleague, 'answer');
    // One of twenty days is spent: nineteen are left from 30 November.
    expect(await clock(house.as(officer), id)).toMatchObject({
      name: 'decision',
      workingDaysLeft: 19,
      due: bakuInstant('2026-12-24', '18:00'),
    });
  });

  it('has rooms tell the owner by its registrars', async () => {
    const text = { az: 'Qərar verilib.', en: 'It is decided.', ru: 'Решение принято.' };
    const of = await house.present(id);
    await notifyOwner(house.ctx(), of, { text, effectKey: 'x:1:told' });
    await notifyOwner(house.ctx(), of, { text, effectKey: 'x:1:told' });
    expect((await desk(colleague)).filter((one) => one === text.az)).toHaveLength(1);
  });
});

describe('the worklist', () => {
  const idsOf = async (actor: Actor, ...given: [Parameters<typeof worklist>[1]?]) =>
    (await worklist(house.as(actor), given[0])).items.map((one) => one.id);

  it('of a registrar holds what waits for the owner, of an official what waits for a decision', async () => {
    expect(await idsOf(registrar)).toContain(id);
    expect(await idsOf(officer)).not.toContain(id);
    await take(registrar, 'submit');
    expect(await idsOf(registrar)).not.toContain(id);
    expect(await idsOf(officer)).toContain(id);
    expect(await idsOf(elsewhere)).toEqual([]);
    const both = also(elsewhere, 'officer');
    expect(await idsOf(both)).toContain(id);
    expect(await idsOf(both, { kinds: ['request'], names: ['request'] })).toContain(id);
    expect(await idsOf(both, { kinds: ['process'] })).not.toContain(id);
    expect(await idsOf(both, { names: ['permit'] })).not.toContain(id);
    await take(officer, 'ask');
    expect(await idsOf(colleague)).toContain(id);
    expect(await idsOf(also(colleague, 'officer'), { roles: ['officer'] })).not.toContain(id);
    expect(await idsOf(registrar, { institutions: ['din'], roles: ['registrar'] })).toContain(id);
  });

  it('of another institution’s registrars is nobody else’s', async () => {
    const asked = { institutions: ['din'], roles: ['registrar' as const] };
    for (const one of [elsewhere, officer, await house.person('1AAAAAD', 'D', ['din', 'officer'])])
      await expect(worklist(house.as(one), asked)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });
});

describe('an owner that has been closed', () => {
  it('leaves what it owns to its successor, whose registrars act and are told', async () => {
    const file = await readFile(join(root, 'definitions/institutions.yaml'), 'utf8');
    const closed = file.replace(/- code: din\n/, "- code: din\n    successor: in\n    closedOn: '2026-12-10'\n");
    await house.release({ 'institutions.yaml': closed });
    await take(registrar, 'submit');
    await take(officer, 'ask');
    turn('2026-12-09', '10:00');
    expect(await codeOf(take(elsewhere, 'answer'))).toBe('kernel.not_allowed');
    turn('2026-12-10', '10:00');
    expect((await worklist(house.as(registrar))).items).toEqual([]);
    expect((await worklist(house.as(elsewhere))).items.map((one) => one.id)).toContain(id);
    expect(await codeOf(availableActions(house.as(registrar), id))).toBe('kernel.not_allowed');
    expect(await codeOf(take(registrar, 'answer'))).toBe('kernel.not_allowed');
    await notifyOwner(house.ctx(), await house.present(id), { text: { az: 'Xəbər', en: 'News', ru: 'Новость' } });
    expect((await notifications(house.as(elsewhere), { box: 'desk' })).items[0]?.text.en).toBe('News');
    expect(await take(elsewhere, 'answer')).toMatchObject({ state: 'review' });
    // The successor may be who decides: its registrar still does not decide what they answered.
    expect(await codeOf(take(also(elsewhere, 'officer'), 'recommend'))).toBe('process.own_case');
  });
});
