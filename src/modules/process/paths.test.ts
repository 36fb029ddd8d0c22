import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { bakuDate, bakuInstant } from '../../language/index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { act, clock, journal } from './index.ts';
import { type House, openHouse } from './test-house.ts';
import { request } from './test-request.ts';

/*
 * Whatever is done by whomever and whenever: the days of the decision are those that somebody with a calendar on the
 * wall would have crossed out, and nobody decides what is theirs.
 */

let house: House;
let people: readonly Actor[];

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  people = [
    await house.person('1AAAAA1', 'A', ['din', 'registrar']),
    await house.person('1AAAAA2', 'B', ['din', 'registrar'], ['rinn', 'officer']),
    await house.person('1AAAAA3', 'C', ['din', 'registrar'], ['rinn', 'approver']),
    await house.person('1AAAAA4', 'D', ['rinn', 'officer']),
    await house.person('1AAAAA5', 'E', ['rinn', 'officer'], ['rinn', 'approver']),
    await house.person('1AAAAA6', 'F', ['rinn', 'approver']),
    { kind: 'system', appointments: [] },
  ];
});
afterAll(() => house.close());

/** The state on the wall: crossed out every working day that began while the institution had the request. */
class Wall {
  left = 20;
  late = false;
  reminders = 0;
  /** Gone on with nothing left: one working day is given. */
  resumed = false;

  dawn(working: boolean, running: boolean): void {
    if (!working || !running || this.late) return;
    this.left = this.resumed ? 0 : this.left - 1;
    this.resumed = false;
    if (this.left === 10 || this.left === 3) this.reminders += 1;
  }

  dusk(working: boolean, running: boolean): void {
    if (working && running && this.left === 0 && !this.resumed) this.late = true;
  }

  /** Changed hands at noon or at night; `began`: whether the day began in the institution's hands. */
  handed(running: boolean, began: boolean): void {
    this.resumed = running && !began && this.left === 0 && !this.late;
  }
}

const runs = (state: string): boolean => state === 'review' || state === 'confirm';

const step = fc.record({
  days: fc.constantFrom(0, 0, 1, 1, 2, 3, 5, 8, 13),
  time: fc.constantFrom('09:30', '12:00', '17:59', '18:30', '23:30'),
  action: fc.nat(99),
  who: fc.nat(99),
  fitting: fc.constantFrom(true, true, true, false),
  note: fc.constantFrom('Belədir', 'Belədir', 'Belədir', ' '),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One request on its way; the clock of the house only goes on. */
class Path {
  readonly wall = new Wall();
  /** Whether the institution had it when the day began. */
  began = false;
  /** Jobs of 18:00 have run today. */
  closed = true;

  readonly id: string;
  day: string;

  constructor(id: string, day: string) {
    this.id = id;
    this.day = day;
  }

  async ended(): Promise<boolean> {
    return request.states[await this.state()]?.end === true;
  }

  async state(): Promise<string> {
    return (await house.present(this.id)).state;
  }

  async jobsAt(time: string): Promise<void> {
    house.clock.set(bakuInstant(this.day, time));
    await house.vahid.jobs.runDue();
  }

  async evening(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const working = house.vahid.calendar().isWorkingDay(this.day);
    if (working) await this.jobsAt('18:00');
    this.wall.dusk(working, runs(await this.state()));
  }

  async nextDay(): Promise<void> {
    await this.evening();
    this.day = new Date(Date.parse(this.day) + 86_400_000).toISOString().slice(0, 10);
    this.closed = false;
    this.began = runs(await this.state());
    const working = house.vahid.calendar().isWorkingDay(this.day);
    this.wall.dawn(working, this.began);
    if (working) await this.jobsAt('09:00');
  }

  async take({ days, time, action, who, fitting, note }: Step): Promise<void> {
    for (let gone = 0; gone < days; gone += 1) await this.nextDay();
    if (time > '18:00') await this.evening();
    // Two steps of one day may come in either order of their times: time does not go back.
    const moment = bakuInstant(this.day, time);
    if (moment > house.clock.now()) house.clock.set(moment);
    const state = await this.state();
    const possible = Object.entries(request.actions).filter(
      ([name, { from }]) => from.includes(state) && (name !== 'withdraw' || action > 90),
    );
    const [name, { actor: as }] = possible[action % Math.max(possible.length, 1)] ?? ['submit', { actor: 'registrar' }];
    const able = people.filter((one) => !fitting || one.appointments.some(({ role }) => role === as));
    const actor = able[who % Math.max(able.length, 1)] ?? people[0];
    if (!actor) return;
    try {
      await act(house.as(actor), { instance: this.id, action: name, note });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return;
    }
    this.wall.handed(runs(await this.state()), this.began);
  }

  /** The engine's count, and the wall's. */
  async counts(): Promise<readonly [engine: unknown, wall: unknown]> {
    const { clocks } = await house.present(this.id);
    const view = await clock(house.ctx(), this.id);
    const shown = view?.name === 'decision' && !view.stopped ? view : undefined;
    const left = this.wall.resumed ? 1 : this.wall.left;
    const { rows } = await sql<{ reminders: number }>`select count(*)::integer as reminders from process.notification
      where effect_key like ${`${this.id}:%:remind-decision-%`}`.execute(house.vahid.db);
    const { late, reminders } = this.wall;
    return [
      {
        shown: shown && { left: shown.workingDaysLeft, late: shown.overdue },
        late: clocks.decision?.late !== undefined,
        reminders: rows[0]?.reminders,
      },
      { shown: shown && { left: late ? 0 : left, late }, late, reminders },
    ];
  }
}

/** What the journal shows that may not be. */
async function wrongs(id: string): Promise<readonly string[]> {
  const found: string[] = [];
  const owners = new Set<string | null>();
  let recommended: string | null = null;
  let submitted: string | null = null;
  for (const { action, actedAs, person, status, note } of await journal(house.ctx(), id)) {
    const declared = request.actions[action];
    const official = actedAs === 'officer' || actedAs === 'approver';
    if (official && owners.has(person)) found.push(`${action} by who acted for the owner`);
    if (declared?.note === 'required' && note?.state !== 'kept') found.push(`${action} without a note`);
    if (declared && declared.actor !== actedAs) found.push(`${action} as ${actedAs}`);
    if (status === 'decided' && (actedAs !== 'approver' || person === null)) found.push(`${action} by the program`);
    if (action === 'approve' && (person === recommended || person === submitted)) found.push(`${action} by two eyes`);
    if (actedAs === 'registrar') owners.add(person);
    if (action === 'recommend') recommended = person;
    if (action === 'submit') submitted = person;
  }
  return found;
}

it('counts the days as a calendar on the wall does, and lets nobody decide what is theirs', async () => {
  const taken = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), fc.nat(40), async (steps, gap) => {
      // From one request to the next the year goes on, over its end and its holidays.
      const begins = new Date(house.clock.now().getTime() + gap * 86_400_000);
      const path = new Path(await beginAt(begins), bakuDate(begins));
      for (const one of steps) {
        if (await path.ended()) break;
        await path.take(one);
        const [engine, wall] = await path.counts();
        expect(engine).toEqual(wall);
      }
      // Silence decides nothing.
      const before = await path.state();
      for (let silent = 0; silent < 25 && !(await path.ended()); silent += 1) await path.nextDay();
      const [engine, wall] = await path.counts();
      expect(engine).toEqual(wall);
      expect(await path.state()).toBe(before);
      expect(await wrongs(path.id)).toEqual([]);
      for (const { action } of await journal(house.ctx(), path.id)) taken.add(action);
    }),
    { numRuns: 14, seed: 20_261_126 },
  );
  // The paths led over what they are about.
  for (const action of ['submit', 'ask', 'answer', 'recommend', 'rethink', 'approve', 'refuse', 'overdue'])
    expect(taken).toContain(action);
}, 120_000);

async function beginAt(moment: Date): Promise<string> {
  house.clock.set(moment);
  await house.vahid.jobs.runDue();
  const [registrar] = people;
  if (!registrar) throw new Error('nobody');
  return house.request(registrar, 'din');
}
