import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import { type Actor, roles as allRoles, type Role } from '../../kernel/access.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { bakuInstant } from '../../language/index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { approval, approvals } from './approvals.ts';
import {
  act,
  availableActions,
  instance,
  journal,
  notifications,
  notifyOwner,
  refuseInterested,
  startProcess,
  worklist,
} from './index.ts';
import { type House, openHouse } from './test-house.ts';
import { report } from './test-report.ts';

/** A clerk has no part in any process. */
const roles = allRoles.filter((role) => role !== 'clerk');

let house: House;
let id: string;
/** Officials of the owner, of who decides, and of a third institution, by role and institution. */
const staff = new Map<string, Actor>();

const who = (role: Role, institution: string): Actor => {
  const found = staff.get(`${role} ${institution}`);
  if (!found) throw new Error(`no ${role} of ${institution}`);
  return found;
};

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  for (const [row, institution] of ['din', 'rinn', 'in'].entries())
    for (const [column, role] of roles.entries()) {
      const actor = await house.person(`2AAA${row}${column}A`, `${role} of ${institution}`, [institution, role]);
      staff.set(`${role} ${institution}`, actor);
    }
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(bakuInstant('2026-11-23', '10:00'));
  id = await house.report(who('registrar', 'din'), 'din');
});

const take = (actor: Actor, action: string, of = id) => act(house.as(actor), { instance: of, action });
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

/** Every official of who decides, the four offices of the owner, and auditors anywhere. */
function mayRead(role: Role, institution: string): boolean {
  const owners: readonly Role[] = ['registrar', 'officer', 'deputy_head', 'head'];
  return role === 'auditor' || institution === 'rinn' || (institution === 'din' && owners.includes(role));
}

/** Takes a report of `din` to the point where the project office is to confirm it. */
async function verified(): Promise<void> {
  await take(who('officer', 'din'), 'prepare');
  await take(who('deputy_head', 'din'), 'sign');
  await take(who('project_office', 'rinn'), 'verify');
}

describe('the offices of an owner', () => {
  it('act where the definition names them, and the journal tells them from those of who decides', async () => {
    await verified();
    await take(who('deputy_head', 'rinn'), 'rethink');
    expect((await journal(house.ctx(), id)).map(({ action, actedAs }) => [action, actedAs])).toEqual([
      ['start', 'registrar'],
      ['prepare', 'owner_officer'],
      ['sign', 'owner_deputy_head'],
      ['verify', 'project_office'],
      ['rethink', 'deputy_head'],
    ]);
    expect(await house.present(id)).toMatchObject({
      awaits: ['officer', 'project_office'],
      spoke_for_owner: ['registrar', 'officer', 'deputy_head'].map((role) => who(role as Role, 'din').person),
    });
  });

  it('are offered what they may do, and those of the same name elsewhere nothing of it', async () => {
    const steps = ['prepare', 'sign', 'verify', 'raise', 'settle'] as const;
    const takers = [who('officer', 'din'), who('deputy_head', 'din'), who('project_office', 'rinn')];
    takers.push(who('approver', 'rinn'), who('head', 'rinn'));
    for (const [index, step] of steps.entries()) {
      const { state } = await house.present(id);
      for (const institution of ['din', 'rinn', 'in'])
        for (const role of roles) {
          const own = Object.entries(report.actions).filter(([, { actor, of, from }]) => {
            const place = of === 'owner' || actor === 'registrar' ? 'din' : 'rinn';
            return actor === role && place === institution && from.includes(state);
          });
          const ctx = house.as(who(role, institution));
          const reads = mayRead(role, institution);
          expect([role, institution, await codeOf(instance(ctx, id))]).toEqual([
            role,
            institution,
            reads ? 'done' : 'kernel.not_allowed',
          ]);
          if (!reads) continue;
          const offered = (await availableActions(ctx, id)).map(({ action }) => action);
          expect([state, role, institution, offered]).toEqual([state, role, institution, own.map(([name]) => name)]);
        }
      await take(takers[index] ?? who('head', 'din'), step);
    }
  });

  it('begin it, each in its own name, where the process knows them', async () => {
    const begun = await house.report(who('deputy_head', 'din'), 'din');
    expect((await journal(house.ctx(), begun))[0]).toMatchObject({ action: 'start', actedAs: 'owner_deputy_head' });
    await expect(house.request(who('deputy_head', 'din'), 'din')).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(house.report(who('deputy_head', 'in'), 'din')).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });

  it('are had by an institution alone', async () => {
    const released = house.vahid.releases.get<{ process: typeof house.definition }>('report', 'report');
    const citizen = await house.person('2AAAAAA', 'Citizen');
    const given = {
      process: { kind: 'report', name: 'report', version: 1 },
      definition: released?.compiled.process ?? house.definition,
      institution: 'rinn',
      owner: { person: citizen.person },
      reference: 'HES-1',
      title: { az: 'a', en: 'b', ru: 'c' },
    };
    await expect(startProcess(house.as(citizen), given)).rejects.toThrow('HES-1 needs an institution as its owner');
  });
});

describe('where the owner decides itself', () => {
  const both = (...held: readonly Role[]): Actor => ({
    ...who('auditor', 'rinn'),
    appointments: held.map((role) => ({ institution: 'rinn', role })),
  });

  it('the deputy head who signed may not judge it in any office, and reads it as the owner', async () => {
    const own = await house.report(who('registrar', 'rinn'), 'rinn');
    await take(who('officer', 'rinn'), 'prepare', own);
    await take(both('deputy_head'), 'sign', own);
    const many = both('deputy_head', 'project_office', 'head', 'approver', 'officer');
    expect(await codeOf(take(many, 'verify', own))).toBe('process.own_case');
    expect(await codeOf(take(many, 'ask', own))).toBe('process.own_case');
    await take(who('project_office', 'rinn'), 'verify', own);
    for (const action of ['confirm', 'rethink', 'raise'])
      expect([action, await codeOf(take(many, action, own))]).toEqual([action, 'process.own_case']);
    expect(await codeOf(refuseInterested(house.as(both('deputy_head')), own))).toBe('done');
    expect(await codeOf(refuseInterested(house.as(both('project_office')), own))).toBe('process.own_case');
  });

  it('whoever prepared it may not sign it, and whoever verified may not confirm', async () => {
    const own = await house.report(who('registrar', 'rinn'), 'rinn');
    await take(both('officer'), 'prepare', own);
    expect(await codeOf(take(both('officer', 'deputy_head'), 'sign', own))).toBe('process.four_eyes');
    expect(await codeOf(take(both('officer', 'head'), 'sign-instead', own))).toBe('process.four_eyes');
    await take(who('deputy_head', 'rinn'), 'sign', own);
    await take(who('project_office', 'rinn'), 'verify', own);
    expect(await codeOf(take(who('project_office', 'rinn'), 'confirm', own))).toBe('process.four_eyes');
    const second = await house.person('2AAAAAB', 'Second', ['rinn', 'project_office']);
    expect(await take(second, 'confirm', own)).toMatchObject({ state: 'accepted' });
  });
});

describe('the list of what waits', () => {
  const waitsFor = async (role: Role, institution: string) =>
    (await worklist(house.as(who(role, institution)))).items.some((one) => one.id === id);

  it('holds it for those whom the state awaits, on the side on which it awaits them', async () => {
    const seen = async () => {
      const held: string[] = [];
      for (const [name] of staff) {
        const [role = '', institution = ''] = name.split(' ');
        if (role !== 'auditor' && (await waitsFor(role as Role, institution))) held.push(name);
      }
      return held;
    };
    expect(await seen()).toEqual(['officer din', 'registrar din', 'head din']);
    await take(who('officer', 'din'), 'prepare');
    expect(await seen()).toEqual(['deputy_head din', 'head din']);
    await take(who('deputy_head', 'din'), 'sign');
    expect(await seen()).toEqual(['officer rinn', 'project_office rinn']);
    await take(who('officer', 'rinn'), 'ask');
    expect(await seen()).toEqual(['officer din']);
  });

  it('of an owner’s office is read by its holders alone', async () => {
    const asked = { institutions: ['din'], roles: ['owner_deputy_head' as const] };
    await take(who('officer', 'din'), 'prepare');
    expect((await worklist(house.as(who('deputy_head', 'din')), asked)).items.map((one) => one.id)).toContain(id);
    for (const actor of [who('officer', 'din'), who('deputy_head', 'rinn'), who('auditor', 'din')])
      await expect(worklist(house.as(actor), asked)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });

  it('leads each to the engine’s own page, in their own words', async () => {
    await take(who('officer', 'din'), 'prepare');
    const [first] = (await approvals(house.as(who('deputy_head', 'din')))).items.filter(({ of }) => of.id === id);
    expect(first).toMatchObject({ link: `/masa/isler/${id}`, state: report.states.signing?.title });
    await take(who('deputy_head', 'din'), 'sign');
    const view = async (role: Role, institution: string) => approval(house.as(who(role, institution)), id);
    expect(await view('deputy_head', 'din')).toMatchObject({ state: report.states.review?.title, actions: [] });
    expect(await view('project_office', 'rinn')).toMatchObject({
      state: report.states.review?.desk,
      actions: [{ action: 'verify' }],
    });
  });
});

describe('word to the owner', () => {
  const text = { az: 'Xəbər', en: 'News', ru: 'Новость' };
  const told = async (key: string) => {
    await notifyOwner(house.ctx(), await house.present(id), { text, effectKey: `${id}:${key}` });
    await notifyOwner(house.ctx(), await house.present(id), { text, effectKey: `${id}:${key}` });
    const held: string[] = [];
    for (const [name, actor] of staff) {
      const { items } = await notifications(house.as(actor), { box: 'desk' });
      held.push(...items.filter((one) => one.instance === id && one.text.en === 'News').map(() => name));
    }
    return held;
  };

  it('goes to those of its offices whom the state awaits', async () => {
    await take(who('officer', 'din'), 'prepare');
    expect(await told('a')).toEqual(['deputy_head din', 'head din']);
  });

  it('goes to its registrars while none of them is awaited', async () => {
    await verified();
    expect(await told('b')).toEqual(['registrar din']);
  });
});
