import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { newId } from '../../../kernel/identifier.ts';
import { actorOf } from '../actions.ts';
import {
  appoint,
  appointmentsOf,
  colleagues,
  endAppointment,
  endSubstitution,
  ensurePerson,
  nameSubstitute,
  officialNames,
  roleTitles,
  substitutesOf,
  substitutions,
} from '../index.ts';
import { room } from '../module.ts';
import { enterSession } from '../sign-in.ts';
import { writeInstitutions } from '../store.ts';

let test: TestVahid;
let made = 0;
let offices = new Map<string, string>();

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, room] });
  const name = { az: 'Qurum', en: 'Body', ru: 'Орган' };
  const body = { kind: 'agency' as const, name, acronym: name, successor: null, closedOn: null };
  await writeInstitutions(test.vahid.db, [
    { ...body, code: 'rinn' },
    { ...body, code: 'din' },
  ]);
});
afterAll(() => test.close());
beforeEach(() => {
  test.clock.set(new Date('2026-11-23T05:00:00Z'));
  offices = new Map();
});

/** A new person in an office of `rinn`. */
async function official(role: Role, institution = 'rinn'): Promise<string> {
  made += 1;
  const person = await ensurePerson(test.ctx(), `8ZZ${String(made).padStart(4, '0')}`);
  offices.set(person, await appoint(test.ctx(), { person, institution, role, title: roleTitles[role] }));
  return person;
}

/** As the server knows them at this moment. */
const present = (person: string): Promise<Actor> =>
  actorOf(test.vahid, { id: newId(), person, name: 'Ad', organisation: null } as Parameters<typeof actorOf>[1]);
const as = async (person: string) => test.ctx(await present(person));
const held = async (person: string) => (await present(person)).appointments.map(({ role, instead }) => [role, instead]);

const refusedCode = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done').catch((error: { code?: string }) => error.code ?? String(error));

const days = { institution: 'rinn', from: '2026-11-24', to: '2026-11-26' } as const;

describe('a substitution', () => {
  it('gives the office from the first day until midnight in Baku after the last, and to nobody else', async () => {
    const [approver, officer] = [await official('approver'), await official('officer')];
    await nameSubstitute(await as(approver), { ...days, role: 'approver', absent: approver, substitute: officer });
    test.clock.set(new Date('2026-11-23T19:59:59Z'));
    expect(await held(officer)).toEqual([['officer', undefined]]);
    test.clock.set(new Date('2026-11-23T20:00:00Z'));
    const both = [
      ['officer', undefined],
      ['approver', approver],
    ];
    expect(await held(officer)).toEqual(both);
    expect(await substitutesOf(test.ctx(), approver, 'rinn')).toEqual([officer]);
    expect(await substitutesOf(test.ctx(), approver, 'din')).toEqual([]);
    test.clock.set(new Date('2026-11-26T19:59:59Z'));
    expect(await held(officer)).toEqual(both);
    test.clock.set(new Date('2026-11-26T20:00:00Z'));
    expect(await held(officer)).toEqual([['officer', undefined]]);
    expect(await held(approver)).toEqual([['approver', undefined]]);
    // Who signed on one of the days signed in that office.
    expect((await appointmentsOf(test.ctx(), officer, '2026-11-25')).map(({ role }) => role)).toEqual([
      'officer',
      'approver',
    ]);
  });

  it('lasts no longer than the offices on which it rests', async () => {
    const [approver, officer] = [await official('approver'), await official('officer')];
    await nameSubstitute(await as(approver), { ...days, role: 'approver', absent: approver, substitute: officer });
    test.clock.set(new Date('2026-11-25T05:00:00Z'));
    expect(await held(officer)).toHaveLength(2);
    await endAppointment(test.ctx(), { appointment: offices.get(approver) ?? '' });
    expect(await held(officer)).toHaveLength(1);
    await endAppointment(test.ctx(), { appointment: offices.get(officer) ?? '' });
    expect(await held(officer)).toEqual([]);
  });

  it('is named by oneself or a superior of the same institution', async () => {
    const [officer, peer, third] = [await official('officer'), await official('officer'), await official('officer')];
    const approver = await official('approver');
    const stranger = await official('approver', 'din');
    const given = { ...days, role: 'officer', absent: officer, substitute: peer } as const;
    for (const other of [peer, third, stranger])
      await expect(nameSubstitute(await as(other), given)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    const id = await nameSubstitute(await as(approver), given);
    expect((await substitutions(await as(officer))).map((one) => one.id)).toEqual([id]);
    expect((await substitutions(await as(approver))).map((one) => one.id)).toContain(id);
    expect(await substitutions(await as(third))).toEqual([]);
    await expect(endSubstitution(await as(third), { id })).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await endSubstitution(await as(peer), { id });
    await expect(endSubstitution(await as(approver), { id })).rejects.toMatchObject({
      code: 'identity.substitution_ended',
    });
    test.clock.set(new Date('2026-11-25T05:00:00Z'));
    expect(await held(peer)).toEqual([['officer', undefined]]);
  });

  it('is refused for oneself, for an office not held, to who stands too far, and on days that cannot be', async () => {
    const [officer, peer] = [await official('officer'), await official('officer')];
    const [approver, deputy, foreign] = [
      await official('approver'),
      await official('deputy_head'),
      await official('officer', 'din'),
    ];
    const given = { ...days, role: 'officer', absent: officer, substitute: peer } as const;
    const refused: readonly (readonly [Partial<Parameters<typeof nameSubstitute>[1]>, string])[] = [
      [{ substitute: officer }, 'substitute_oneself'],
      [{ substitute: approver }, 'substitute_unfit'],
      [{ substitute: foreign }, 'substitute_unfit'],
      [{ absent: approver, role: 'officer' }, 'substitute_not_their_office'],
      [{ from: '2026-11-22' }, 'substitution_day_past'],
      [{ to: '2026-11-23' }, 'substitution_day_order'],
      [{ to: '2028-01-01' }, 'substitution_day_order'],
    ];
    for (const [change, code] of refused) {
      const sent = nameSubstitute(await as(deputy), { ...given, ...change });
      await expect(sent, code).rejects.toMatchObject({ code: `identity.${code}` });
    }
    const high = { ...days, role: 'deputy_head', absent: deputy } as const;
    await expect(nameSubstitute(await as(deputy), { ...high, substitute: officer })).rejects.toMatchObject({
      code: 'identity.substitute_unfit',
    });
    await nameSubstitute(await as(deputy), { ...high, substitute: approver });
  });

  it('makes no chain, no circle and no second substitute, also when two are named at once', async () => {
    const people = [await official('officer'), await official('officer'), await official('officer')];
    const [a = '', b = '', c = ''] = people;
    const name = async (absent: string, substitute: string, more: object = {}) =>
      nameSubstitute(await as(absent), { ...days, role: 'officer', absent, substitute, ...more });
    const outcomes = await Promise.allSettled([name(a, b), name(b, c), name(c, a)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code?: string }] : []));
    expect(reasons.map(({ code }) => code)).toEqual(['identity.substitution_chained', 'identity.substitution_chained']);
    const [present] = await substitutions(await as(a)).then(async (own) =>
      own.length > 0 ? own : substitutions(await as(c)),
    );
    if (!present) throw new Error('one of them was named');
    const { absent, substitute } = present;
    const third = people.find((one) => one !== absent && one !== substitute) ?? '';
    await expect(name(absent, third)).rejects.toMatchObject({ code: 'identity.substitution_overlaps' });
    await expect(name(substitute, absent)).rejects.toMatchObject({ code: 'identity.substitution_chained' });
    // From the day after it is free.
    await name(substitute, absent, { from: '2026-11-27', to: '2026-11-27' });
  });

  it('waits for one that is being named of the same people, and is then refused', async () => {
    const [a, b, c] = [await official('officer'), await official('officer'), await official('officer')];
    const done = Promise.withResolvers<void>();
    const named = Promise.withResolvers<void>();
    const first = inTransaction(await as(a), async (inner) => {
      await nameSubstitute(inner, { ...days, role: 'officer', absent: a, substitute: b });
      named.resolve();
      await done.promise;
    });
    await named.promise;
    const second = refusedCode(nameSubstitute(await as(b), { ...days, role: 'officer', absent: b, substitute: c }));
    await new Promise((resolve) => setTimeout(resolve, 150));
    done.resolve();
    await first;
    expect(await second).toBe('identity.substitution_chained');
  });

  it('arranges nothing for the days after it: who is a superior for some days names substitutes within them', async () => {
    const [approver, acting, officer, peer] = [
      await official('approver'),
      await official('officer'),
      await official('officer'),
      await official('officer'),
    ];
    await nameSubstitute(await as(approver), { ...days, role: 'approver', absent: approver, substitute: acting });
    test.clock.set(new Date('2026-11-24T05:00:00Z'));
    const given = { ...days, role: 'officer', absent: officer, substitute: peer } as const;
    expect(await refusedCode(nameSubstitute(await as(acting), { ...given, to: '2026-11-27' }))).toBe(
      'identity.substitution_beyond_own',
    );
    expect(
      await refusedCode(nameSubstitute(await as(acting), { ...given, from: '2026-11-27', to: '2026-11-27' })),
    ).toBe('identity.substitution_beyond_own');
    await nameSubstitute(await as(acting), given);
    expect(
      await refusedCode(nameSubstitute(await as(approver), { ...given, from: '2026-11-27', to: '2026-12-31' })),
    ).toBe('done');
  });

  it('hands nothing on: who holds an office for somebody names nobody for it', async () => {
    const [approver, officer, peer] = [
      await official('approver'),
      await official('officer'),
      await official('officer'),
    ];
    await nameSubstitute(await as(approver), { ...days, role: 'approver', absent: approver, substitute: officer });
    test.clock.set(new Date('2026-11-24T05:00:00Z'));
    const on = { role: 'approver', absent: officer, substitute: peer } as const;
    await expect(nameSubstitute(await as(officer), { ...days, ...on })).rejects.toMatchObject({
      code: 'identity.substitute_not_their_office',
    });
  });
});

it('names of officials are those of their last sign-in, and nobody else’s are kept', async () => {
  const officer = await official('officer');
  const citizen = await ensurePerson(test.ctx(), '8YY0001');
  for (const person of [officer, citizen]) {
    await enterSession(test.ctx(), { agent: 'test' }, { person, name: 'Lalə Quliyeva' });
  }
  await enterSession(test.ctx(), { agent: 'test' }, { person: officer, name: 'Lalə Əliyeva' });
  expect([...(await officialNames(test.ctx(), [officer, citizen]))]).toEqual([[officer, 'Lalə Əliyeva']]);
  expect((await colleagues(await as(officer))).find(({ person }) => person === officer)?.name).toBe('Lalə Əliyeva');
});
