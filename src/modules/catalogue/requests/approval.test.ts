import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { children, instance, journal } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { room as catalogue } from '../module.ts';
import { findEntry } from '../store/entries.ts';
import { actOnRequest, actOnReview, saveRequest, startRequest } from './actions.ts';
import { findRequest } from './store.ts';

/*
 * Whatever people with whatever offices press, in whatever order and however much time passes: nothing is approved
 * without every section agreed to after the last answer, by anybody who spoke for the institution, by the program, or
 * without grounds; and the register holds exactly what was approved.
 */

let test: TestVahid;
let people: Actor[] = [];

const offices: readonly (readonly (readonly [string, Role])[])[] = [
  [['aef', 'registrar']],
  [
    ['aef', 'registrar'],
    ['rinn', 'approver'],
  ],
  [
    ['aef', 'registrar'],
    ['rinn', 'officer'],
    ['xritdx', 'officer'],
  ],
  [['rinn', 'officer']],
  [['rinn', 'approver']],
  [['xritdx', 'officer']],
  [
    ['rinn', 'officer'],
    ['rinn', 'approver'],
    ['xritdx', 'officer'],
  ],
];

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  for (const [index, held] of offices.entries()) {
    const person = await ensurePerson(test.ctx(), `1AAAAA${index + 2}`);
    for (const [institution, role] of held) await appoint(test.ctx(), { person, institution, role, title });
    const appointments = held.map(([institution, role]) => ({ institution, role }));
    people = [...people, { kind: 'person', person, name: `P${index}`, appointments }];
  }
}, 60_000);
afterAll(() => test.close());

const actions = ['ask', 'answer', 'recommend', 'approve', 'send-back', 'refuse', 'withdraw'] as const;
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ who: fc.nat(6), action: fc.constantFrom(...actions) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      who: fc.nat(6),
      section: fc.nat(2),
      action: fc.constantFrom('agree', 'agree', 'agree', 'object', 'ask'),
    }),
  },
  // Most of the way to a decision, pressed by one or another.
  { weight: 3, arbitrary: fc.record({ towards: fc.nat(6), decides: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 25 }) }) },
);

async function settle(): Promise<void> {
  while ((await test.vahid.jobs.runDue()) > 0);
}

let number = 0;

async function begin(): Promise<string> {
  number += 1;
  const title = `Sistem ${number}`;
  const registrar = test.ctx(people[0]);
  const id = await startRequest(registrar, { type: 'take_into_use', kind: 'system', title, institution: 'aef' });
  await saveRequest(registrar, id, {
    title,
    about: 'Sınaq.',
    acts: 'technopark-rules 4.3',
    email: 'texnika@aef.example',
    criticality: 'ordinary',
    hours: 'office',
    place: 'local',
  });
  await actOnRequest(registrar, { id, action: 'submit', key: `submit${number}` });
  await settle();
  return id;
}

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function stepsOf(one: Step): readonly Step[] {
  if (!('towards' in one)) return [one];
  const { towards: who, decides } = one;
  return [
    { who, section: 0, action: 'agree' },
    { who, section: 1, action: 'agree' },
    { who: who === 6 ? 6 : 5, section: 2, action: 'agree' },
    { who, action: 'recommend' },
    { who: decides, action: 'approve' },
  ];
}

async function take(id: string, one: Step, index: string) {
  if ('towards' in one) return;
  if ('days' in one) {
    test.clock.advance(one.days * 86_400_000);
    await settle();
    return;
  }
  const ctx = test.ctx(people[one.who]);
  const given = { action: one.action, note: 'əsas', key: `${number}-${index}` };
  try {
    if ('section' in one) {
      const section = (await children(test.ctx(), id))[one.section];
      if (section) await actOnReview(ctx, { id: section.id, ...given });
    } else await actOnRequest(ctx, { id, ...given });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  await settle();
}

describe('approval', () => {
  it('holds its rules on every path', async () => {
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const id = await begin();
        for (const [index, one] of steps.entries()) {
          for (const [part, each] of stepsOf(one).entries()) await take(id, each, `${index}.${part}`);
        }
        const of = await instance(test.ctx(), id);
        ends.add(of.state);
        const entries = await journal(test.ctx(), id);
        const row = await findRequest(test.vahid.db, id);
        const entered = row && (await findEntry(test.vahid.db, row.kind, row.code));
        expect(entered !== undefined).toBe(of.state === 'approved');
        const approval = entries.find(({ action }) => action === 'approve');
        expect(approval !== undefined).toBe(of.state === 'approved');
        if (!approval) return;
        expect(approval.actedAs).toBe('approver');
        expect(approval.note).toMatchObject({ state: 'kept', value: 'əsas' });
        const spoke = entries.filter(({ actedAs }) => actedAs === 'registrar').map(({ person }) => person);
        expect(spoke).not.toContain(approval.person);
        const lastAnswer = entries.findLast(({ action }) => action === 'answer' || action === 'submit');
        const recommended = entries.findLast(({ action }) => action === 'recommend');
        expect(recommended?.person).not.toBe(approval.person);
        for (const section of await children(test.ctx(), id)) {
          const agreed = (await journal(test.ctx(), section.id)).findLast(({ action }) => action === 'agree');
          expect(section.state).toBe('agreed');
          expect(agreed?.at.getTime()).toBeGreaterThanOrEqual(lastAnswer?.at.getTime() ?? Number.POSITIVE_INFINITY);
          expect(spoke).not.toContain(agreed?.person);
        }
      }),
      { numRuns: 25, seed: 20261126 },
    );
    // The paths are not all alike.
    expect(ends.size).toBeGreaterThan(3);
    expect(ends).toContain('approved');
  }, 120_000);
});
