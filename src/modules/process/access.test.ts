import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import { type Actor, anonymous } from '../../kernel/access.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { ActorKind } from './entities.ts';
import { act, availableActions, journal, type Official } from './index.ts';
import { permit } from './test-definition.ts';
import { room as identityRoom } from '../identity/module.ts';
import { type House, openHouse } from './test-house.ts';

let house: House;
let id: string;
/** Who tries, and in what capacity the definition may let them act. */
let bodies: readonly (readonly [name: string, actor: Actor, capacity: ActorKind | undefined, refused: string])[];

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  const owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  const official = (fin: string, role: Official) => house.person(fin, `${role} of rinn`, ['rinn', role]);
  bodies = [
    ['owner', owner, 'applicant', 'kernel.not_allowed'],
    ['officer', await official('1AAAAA2', 'officer'), 'officer', 'kernel.not_allowed'],
    ['approver', await official('1AAAAA3', 'approver'), 'approver', 'kernel.not_allowed'],
    ['deputy head', await official('1AAAAA4', 'deputy_head'), 'deputy_head', 'kernel.not_allowed'],
    ['the program', { kind: 'system', appointments: [] }, 'system', 'kernel.not_allowed'],
    ['a stranger', await house.person('1AAAAA5', 'Stranger'), undefined, 'kernel.not_found'],
    ['a visitor', anonymous, undefined, 'kernel.sign_in_needed'],
    [
      'the owner for a company',
      { ...owner, organisation: '01a206c6-7880-7935-bae3-f8d7c8c4cdfd' },
      undefined,
      'kernel.not_found',
    ],
    [
      'an officer elsewhere',
      await house.person('1AAAAA6', 'Other', ['din', 'officer']),
      undefined,
      'kernel.not_allowed',
    ],
    ['a registrar', await house.person('1AAAAA7', 'Registrar', ['rinn', 'registrar']), undefined, 'kernel.not_allowed'],
    ['an auditor', await house.person('1AAAAA8', 'Auditor', ['rinn', 'auditor']), undefined, 'kernel.not_allowed'],
  ];
  id = await house.begin(owner);
});
afterAll(() => house.close());

async function put(state: string): Promise<void> {
  const status = permit.states[state]?.status ?? '';
  await sql`update process.instance set state = ${state}, status = ${status}, taken = '{}' where id = ${id}`.execute(
    house.vahid.db,
  );
}

async function attempt(actor: Actor, action: string): Promise<string> {
  try {
    return (await act(house.as(actor), { instance: id, action, note: 'because', guardInput: { staff: 5 } })).state;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** Names of the actions offered; the code of the refusal to one who may not even read. */
async function offered(actor: Actor): Promise<readonly string[] | string> {
  const ctx = house.as(actor);
  const [actions, entries] = await Promise.allSettled([availableActions(ctx, id), journal(ctx, id)]);
  expect(entries.status).toBe(actions.status);
  return actions.status === 'fulfilled' ? actions.value.map(({ action }) => action) : (actions.reason as Refusal).code;
}

describe.each(Object.keys(permit.states))('in the state %s', (state) => {
  it('lets exactly those act whom the definition names, from exactly the states it names', async () => {
    await put(state);
    for (const [name, actor, capacity, refused] of bodies) {
      for (const [action, { from, to, actor: named }] of Object.entries(permit.actions)) {
        const may = capacity === named;
        const expected = may ? (from.includes(state) ? to : 'process.not_from_here') : refused;
        const { seq } = await house.present(id);
        const result = await attempt(actor, action);
        expect([name, action, result]).toEqual([name, action, expected]);
        const after = await house.present(id);
        expect(after.seq).toBe(expected === to ? seq + 1 : seq);
        if (expected === to) await put(state);
      }
    }
  });

  it('offers each of them what they may do, and nobody else anything', async () => {
    await put(state);
    for (const [name, actor, capacity, refused] of bodies) {
      const reads = capacity !== undefined || name === 'a registrar' || name === 'an auditor';
      const own = Object.entries(permit.actions).filter(
        ([, one]) => one.actor === capacity && one.from.includes(state),
      );
      expect([name, await offered(actor)]).toEqual([name, reads ? own.map(([action]) => action) : refused]);
    }
  });
});
