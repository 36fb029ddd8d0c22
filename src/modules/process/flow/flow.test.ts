import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import { room as identityRoom } from '../../identity/module.ts';
import { act } from '../index.ts';
import { type House, openHouse } from '../test-house.ts';
import { flows, flowView } from './reading.ts';

let house: House;
const actors: Record<'owner' | 'officer' | 'approver' | 'elsewhere' | 'auditor', Actor> = {} as never;

type Who = keyof typeof actors;
const hourMs = 3_600_000;

/** Begins a permit and takes each action after so many hours. */
async function walk(...steps: readonly (readonly [hours: number, who: Who, action: string])[]): Promise<string> {
  const of = await house.begin(actors.owner);
  for (const [hours, who, action] of steps) {
    house.clock.advance(hours * hourMs);
    await act(house.as(actors[who]), { instance: of, action, note: 'because', guardInput: { staff: 7 } });
  }
  return of;
}

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  actors.owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  actors.officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
  actors.approver = await house.person('1AAAAA3', 'Sevda Rüstəmova', ['rinn', 'approver']);
  actors.elsewhere = await house.person('1AAAAA4', 'Other', ['din', 'approver']);
  actors.auditor = await house.person('1AAAAA5', 'Lalə Ağazadə', ['hp', 'auditor']);
  await walk([0, 'owner', 'submit'], [24, 'officer', 'recommend'], [12, 'approver', 'approve']);
  await walk([0, 'owner', 'submit'], [48, 'officer', 'recommend'], [24, 'approver', 'approve']);
  // Asked and answered: back where it was.
  await walk(
    [0, 'owner', 'submit'],
    [24, 'officer', 'return'],
    [96, 'owner', 'answer'],
    [24, 'officer', 'recommend'],
    [12, 'approver', 'approve'],
  );
  // Still lies with the officer when one looks, two hours later.
  await walk([12, 'owner', 'submit']);
  house.clock.advance(2 * hourMs);
});
afterAll(() => house.close());

const permits = { kind: 'process', name: 'permit', days: 90 } as const;
const view = (who: Who, more: { institution?: string; days?: 90 | 365 } = {}) =>
  flowView(house.as(actors[who]), { ...permits, ...more });

describe('where time goes', () => {
  it('is told for each state but the ends, with how often it was entered again and what lies there now', async () => {
    const { states } = await view('approver');
    const told = states.map(({ state, visits, cases, open, side }) => [state, visits, cases, open, side]);
    expect(told).toEqual([
      ['draft', 4, 4, 0, 'owner'],
      ['review', 5, 4, 1, 'officials'],
      ['confirm', 3, 3, 0, 'officials'],
      ['waiting', 1, 1, 0, 'owner'],
    ]);
  });

  it('has lengths in days, and shares that add up to the whole', async () => {
    const { states, shares } = await view('approver');
    const lengths = new Map(states.map(({ state, median, most, total }) => [state, { median, most, total }]));
    expect(lengths.get('waiting')).toEqual({ median: 4, most: 4, total: 4 });
    expect(lengths.get('confirm')?.median).toBe(0.5);
    expect(lengths.get('review')?.total).toBeCloseTo(5 + 2 / 24);
    // Half a day as a draft, four days to answer, of 11 days and 14 hours.
    expect(shares.owner).toBeCloseTo(4.5 / (11 + 14 / 24));
    expect(shares.owner + shares.officials + shares.program).toBeCloseTo(1);
  });

  it('counts what came back, what is over, and the ways to the end, the usual one first', async () => {
    const { begun, over, returned, median, variants } = await view('approver');
    expect({ begun, over, returned, median }).toEqual({ begun: 4, over: 3, returned: 1, median: 3 });
    const ways = variants.map(({ count, steps }) => [count, ...steps.map(({ en }) => en)]);
    expect(ways).toEqual([
      [2, 'Submit', 'Recommend', 'Approve'],
      [1, 'Submit', 'Return', 'Answer', 'Recommend', 'Approve'],
    ]);
  });
});

it('has nothing of drafts, kept or discarded', async () => {
  const before = await view('approver');
  await walk();
  await walk([48, 'owner', 'withdraw']);
  expect(await view('approver')).toMatchObject({ begun: 4, over: 3, states: { length: before.states.length } });
  expect(await flows(house.as(actors.approver), { days: 90 })).toMatchObject([{ begun: 4 }]);
  const [now, was] = [await view('approver'), before].map(({ states }) =>
    states.find(({ state }) => state === 'draft'),
  );
  expect([now?.visits, now?.total]).toEqual([was?.visits, was?.total]);
});

describe('whose work is seen', () => {
  it('is that of one’s own institution, of any by an auditor, and of none by an officer', async () => {
    expect(await flows(house.as(actors.approver), { days: 90 })).toMatchObject([{ name: 'permit', begun: 4 }]);
    expect(await flows(house.as(actors.elsewhere), { days: 90 })).toEqual([]);
    expect((await view('elsewhere')).begun).toBe(0);
    await expect(view('elsewhere', { institution: 'rinn' })).rejects.toMatchObject({ status: 403 });
    await expect(view('officer')).rejects.toMatchObject({ status: 403 });
    expect((await view('auditor', { institution: 'rinn' })).begun).toBe(4);
  });

  it('is compared by institution for who may look into all', async () => {
    expect((await view('auditor')).by).toEqual([]);
    const aside = await walk([0, 'owner', 'submit']);
    await sql`update process.instance set institution = 'din' where id = ${aside}`.execute(house.vahid.db);
    const { by, begun } = await view('auditor');
    expect(begun).toBe(5);
    expect(by.map(({ institution, begun, over }) => [institution, begun, over])).toEqual([
      ['rinn', 4, 3],
      ['din', 1, 0],
    ]);
    expect(by[1]?.title.az).toBe('Daxili İşlər Nazirliyi');
    expect((await view('approver')).by).toEqual([]);
  });

  it('reaches back as far as was asked', async () => {
    house.clock.advance(100 * 24 * hourMs);
    expect((await view('approver')).begun).toBe(0);
    expect((await view('approver', { days: 365 })).begun).toBe(4);
  });
});
