import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { children, instance, journal, type JournalEntry } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { room as catalogue } from '../module.ts';
import { findEntry } from '../store/entries.ts';
import { findVersion } from '../store/versions.ts';
import { actOnRequest, actOnReview, saveRequest, startRequest } from './actions.ts';
import { findRequest, findSent, listReviews } from './store.ts';

/*
 * Whatever people with whatever offices press, in whatever order, on whatever page they have open, whether or not the
 * program's jobs have run, and however much time passes: nothing is approved without every section's word on exactly what
 * was sent last, from as many people as there are sections, none of whom recommends or decides; by nobody who serves or
 * spoke for the institution, nor by the program, nor without grounds; and the register holds what was approved at once.
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
  [['rinn', 'officer']],
  [['rinn', 'officer']],
  [
    ['aef', 'head'],
    ['rinn', 'approver'],
    ['rinn', 'officer'],
  ],
];

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  for (const [index, held] of offices.entries()) {
    const person = await ensurePerson(test.ctx(), `1AAAA${index + 12}`);
    for (const [institution, role] of held) await appoint(test.ctx(), { person, institution, role, title });
    const appointments = held.map(([institution, role]) => ({ institution, role }));
    people = [...people, { kind: 'person', person, name: `P${index}`, appointments }];
  }
}, 60_000);
afterAll(() => test.close());

const actions = ['ask', 'answer', 'recommend', 'approve', 'send-back', 'refuse', 'withdraw'] as const;
const anybody = fc.nat(offices.length - 1);
/** Whether the page was opened anew, or is the one that this person saw before. */
const stale = fc.boolean();
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ who: anybody, stale, action: fc.constantFrom(...actions) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      who: anybody,
      stale,
      section: fc.nat(2),
      action: fc.constantFrom('agree', 'agree', 'agree', 'object', 'ask'),
    }),
  },
  // Most of the way to a decision, pressed by one or another; or with a question when all have signed.
  {
    weight: 3,
    arbitrary: fc.record({
      // Architecture, data protection, security.
      signs: fc.tuple(fc.constantFrom(6, 7, 7), fc.constantFrom(6, 8, 8), fc.constantFrom(2, 5, 5, 5)),
      asked: fc.boolean(),
      recommends: fc.constantFrom(3, 3, 3, 7, 9),
      decides: fc.constantFrom(1, 4, 4, 6, 9),
    }),
  },
  { weight: 3, arbitrary: fc.record({ writes: fc.nat(2), words: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.constant('jobs' as const) },
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
  return id;
}

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function stepsOf(one: Step): readonly Step[] {
  if (typeof one === 'string' || !('signs' in one)) return [one];
  const { signs, asked, recommends, decides } = one;
  const question: readonly Step[] = [
    { who: 3, action: 'ask', stale: false },
    { writes: 0, words: 1 },
    { who: 0, action: 'answer', stale: false },
  ];
  return [
    ...signs.map((who, section): Step => ({ who, section, action: 'agree', stale: false })),
    ...(asked ? question : []),
    { who: recommends, action: 'recommend', stale: false },
    { who: decides, action: 'approve', stale: false },
  ];
}

/** Versions of pages by who opened them. */
type Pages = Map<string, number>;

async function take(id: string, one: Step, index: string, pages: Pages): Promise<void> {
  if (one === 'jobs') return settle();
  if ('signs' in one) return;
  if ('days' in one) {
    test.clock.advance(one.days * 86_400_000);
    return settle();
  }
  try {
    if ('writes' in one) {
      await saveRequest(test.ctx(people[one.writes]), id, { about: `Sözlər ${one.words}.` });
      return;
    }
    const pressed = 'section' in one ? (await listReviews(test.vahid.db, id))[one.section]?.instance : id;
    if (pressed === undefined) return;
    const page = `${one.who} ${pressed}`;
    const seen = one.stale ? pages.get(page) : undefined;
    const version = seen ?? (await instance(test.ctx(), pressed)).version;
    pages.set(page, version);
    const press = { id: pressed, action: one.action, note: 'əsas', key: `${number}-${index}`, version };
    const ctx = test.ctx(people[one.who]);
    await ('section' in one ? actOnReview(ctx, press) : actOnRequest(ctx, press));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const personOf = (entry: JournalEntry | undefined) => entry?.person;

/** What has to be true of every approval, told from the journals and from what was kept as sent. */
async function checkApproved(id: string, entries: readonly JournalEntry[]): Promise<void> {
  const approval = entries.find(({ action }) => action === 'approve');
  expect(approval).toMatchObject({ actedAs: 'approver', note: { state: 'kept', value: 'əsas' } });
  const serve = people.filter(({ appointments }) => appointments.some(({ institution }) => institution === 'aef'));
  const own = serve.map(({ person }) => person);
  const sent = entries.findLast(({ action }) => action === 'answer' || action === 'submit');
  const recommended = entries.findLast(({ action }) => action === 'recommend');
  expect([approval?.details, recommended?.details]).toEqual([{ sent: sent?.seq }, { sent: sent?.seq }]);
  const signers = new Map<string, ReadonlySet<string | null | undefined>>();
  const sections = await children(test.ctx(), id);
  expect(sections).toHaveLength(3);
  for (const section of sections) {
    const steps = await journal(test.ctx(), section.id);
    const last = steps.at(-1);
    expect(last).toMatchObject({ action: 'agree', details: { sent: sent?.seq } });
    const signed = steps.filter(({ action }) => action === 'agree' || action === 'object');
    signers.set(section.id, new Set(signed.map(({ person }) => person)));
  }
  const all = [...signers.values()].flatMap((persons) => [...persons]);
  expect(new Set(all).size).toBe(all.length);
  const judges = [...all, personOf(recommended), personOf(approval)];
  expect(judges.filter((person) => own.some((one) => one === person))).toEqual([]);
  for (const judge of [personOf(recommended), personOf(approval)]) expect(all).not.toContain(judge);
  expect(personOf(recommended)).not.toBe(personOf(approval));
  const row = await findRequest(test.vahid.db, id);
  const kept = await findSent(test.vahid.db, id);
  expect(kept?.seq).toBe(sent?.seq);
  expect(row && (await findVersion(test.vahid.db, row, 1))).toEqual(kept?.envelope);
}

describe('approval', () => {
  it('holds its rules on every path', async () => {
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const id = await begin();
        const pages: Pages = new Map();
        for (const [index, one] of steps.entries()) {
          for (const [part, each] of stepsOf(one).entries()) await take(id, each, `${index}.${part}`, pages);
        }
        const { state } = await instance(test.ctx(), id);
        ends.add(state);
        const row = await findRequest(test.vahid.db, id);
        const entered = row && (await findEntry(test.vahid.db, row.kind, row.code));
        expect(entered !== undefined).toBe(state === 'approved');
        if (state === 'approved') await checkApproved(id, await journal(test.ctx(), id));
      }),
      { numRuns: 40, seed: 20261126, endOnFailure: true },
    );
    // The paths are not all alike.
    expect(ends.size).toBeGreaterThan(3);
    expect(ends).toContain('approved');
  }, 120_000);
});
