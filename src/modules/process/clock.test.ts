import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildCalendar, type CalendarDefinition } from '../../kernel/calendar.ts';
import { bakuInstant } from '../../language/index.ts';
import {
  dueAt,
  isRunning,
  lastTick,
  markLate,
  moveClocks,
  nextTick,
  readClock,
  stepsLeft,
  viewClock,
} from './clock.ts';
import type { CompiledClock, CompiledProcess } from './definition/schema.ts';
import type { ClockStates } from './entities.ts';

const calendar = buildCalendar(parse(readFileSync('definitions/calendar.yaml', 'utf8')) as CalendarDefinition);

const decision: CompiledClock = { name: 'decision', workingDays: 10, runs: ['review'], anew: false, remind: [5, 2] };
const answer: CompiledClock = { name: 'answer', workingDays: 10, runs: ['waiting'], anew: false, remind: [3] };
const process: CompiledProcess = {
  initial: 'review',
  states: [],
  actions: [],
  clocks: [decision, answer],
  inputTypes: {},
};

const at = (day: string, time = '12:00') => bakuInstant(day, time);

/** Goes through states, each from a moment on; answers the clocks after the last. */
function after(...steps: readonly (readonly [state: string, moment: Date])[]): ClockStates {
  return steps.reduce<ClockStates>(
    (clocks, [state, moment]) => moveClocks(calendar, process, clocks, state, moment).clocks,
    {},
  );
}

const plusDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

const running = (clocks: ClockStates) => clocks.decision ?? { spans: [] };

describe('a clock', () => {
  it('counts working days from the day after its start, over a holiday and a weekend, to 18:00 in Baku', () => {
    // Victory Day, 8 November 2026, is a Sunday and the 9th is Flag Day: the day of rest moves to the 10th.
    // So the ten days are 6, 11, 12, 13, 16, 17, 18, 19, 20 and 23 November.
    const moved = moveClocks(calendar, process, {}, 'review', at('2026-11-05'));
    expect(moved).toMatchObject({ dueAt: at('2026-11-23', '18:00'), overdue: false, started: ['decision'] });
    expect(moved.dueAt?.toISOString()).toBe('2026-11-23T14:00:00.000Z');
  });

  it('takes the day from Baku, not from the machine or from UTC', () => {
    const late = moveClocks(calendar, process, {}, 'review', new Date('2026-11-23T20:30:00Z'));
    expect(late.clocks.decision?.spans).toEqual([{ from: '2026-11-24', to: null }]);
  });

  it('keeps the days that were left while it stands still', () => {
    const clocks = after(['review', at('2026-11-23')], ['waiting', at('2026-11-26')], ['review', at('2026-12-07')]);
    // Spent: 24, 25, 26 November. Seven are left from 8 December.
    expect(running(clocks).spans).toEqual([
      { from: '2026-11-23', to: '2026-11-26' },
      { from: '2026-12-07', to: null },
    ]);
    expect(dueAt(calendar, decision, running(clocks))).toEqual(at('2026-12-16', '18:00'));
    expect(isRunning(clocks.answer)).toBe(false);
  });

  it('is the same when it stops and goes on within one day, however often', () => {
    const day = fc
      .integer({ min: 0, max: 12 })
      .map((n) => new Date(Date.parse('2026-11-23T06:00:00Z') + n * 86_400_000));
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.integer({ min: 1, max: 3 })), { maxLength: 5 }), (given) => {
        const halts = [...given].sort(([a], [b]) => a.getTime() - b.getTime());
        const steps = halts.flatMap(([moment, times]) =>
          Array.from(
            { length: times },
            () =>
              [
                ['waiting', moment],
                ['review', moment],
              ] as const,
          ).flat(),
        );
        const clocks = after(['review', at('2026-11-23', '09:00')], ...steps);
        expect(running(clocks)).toEqual({ spans: [{ from: '2026-11-23', to: null }] });
      }),
    );
  });

  it('never ends earlier for having stood still, and later by the working days it stood', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 }), (spent, halted) => {
        const stop = calendar.addWorkingDays('2026-11-23', spent);
        const resume = calendar.addWorkingDays(stop, halted);
        const clocks = after(['review', at('2026-11-23')], ['waiting', at(stop)], ['review', at(resume)]);
        const due = calendar.addWorkingDays('2026-11-23', decision.workingDays + halted);
        expect(dueAt(calendar, decision, running(clocks))).toEqual(at(due, '18:00'));
      }),
    );
  });

  it('leaves one working day when it goes on after having been stopped on its last', () => {
    const clocks = after(
      ['review', at('2026-11-23')],
      ['waiting', at('2026-12-07', '17:59')],
      ['review', at('2026-12-10')],
    );
    expect(dueAt(calendar, decision, running(clocks))).toEqual(at('2026-12-11', '18:00'));
  });

  it('that ran out stays so when it stops and goes on', () => {
    const clocks = after(['review', at('2026-11-23')], ['waiting', at('2026-12-08')], ['review', at('2026-12-10')]);
    expect(dueAt(calendar, decision, running(clocks))).toEqual(at('2026-12-07', '18:00'));
    const noted = { decision: markLate(calendar, decision, running(after(['review', at('2026-11-23')]))) };
    const stopped = moveClocks(calendar, process, noted, 'waiting', at('2026-12-08'));
    const resumed = moveClocks(calendar, process, stopped.clocks, 'review', at('2026-12-10'));
    expect(resumed).toMatchObject({ overdue: true, dueAt: at('2026-12-07', '18:00') });
  });

  it('that counts anew forgets what was before', () => {
    const anew: CompiledProcess = { ...process, clocks: [{ ...decision, anew: true }] };
    const first = moveClocks(calendar, anew, {}, 'review', at('2026-11-23'));
    const halted = moveClocks(calendar, anew, first.clocks, 'waiting', at('2026-12-04'));
    const second = moveClocks(calendar, anew, halted.clocks, 'review', at('2026-12-07'));
    expect(second.dueAt).toEqual(at('2026-12-21', '18:00'));
  });

  it('runs the earlier of two clocks to the front', () => {
    const both: CompiledProcess = { ...process, clocks: [decision, { ...answer, workingDays: 3, runs: ['review'] }] };
    const moved = moveClocks(calendar, both, {}, 'review', at('2026-11-23'));
    expect(moved.dueAt).toEqual(at('2026-11-26', '18:00'));
    expect(readClock(calendar, both, moved.clocks, at('2026-11-24'))?.name).toBe('answer');
  });
});

describe('ticks', () => {
  const clock = running(after(['review', at('2026-11-23')]));

  it('remind at 09:00 so many working days before the end, then end', () => {
    const first = nextTick(calendar, decision, clock, at('2026-11-23'));
    expect(first).toEqual({ at: at('2026-11-30', '09:00'), remind: 5 });
    const second = nextTick(calendar, decision, clock, at('2026-11-30', '09:00'));
    expect(second).toEqual({ at: at('2026-12-03', '09:00'), remind: 2 });
    expect(nextTick(calendar, decision, clock, at('2026-12-03', '09:00'))).toEqual({ at: at('2026-12-07', '18:00') });
    expect(nextTick(calendar, decision, clock, at('2026-12-07', '18:00'))).toBeUndefined();
  });

  it('are found again after a stand-still of the program', () => {
    expect(lastTick(calendar, decision, clock, at('2026-12-04'))).toMatchObject({ remind: 2 });
    expect(lastTick(calendar, decision, clock, at('2026-11-29'))).toBeUndefined();
  });

  it('leave out a reminder for which too few days are left', () => {
    const short = running(
      after(['review', at('2026-11-23')], ['waiting', at('2026-12-03')], ['review', at('2026-12-10')]),
    );
    expect(nextTick(calendar, decision, short, at('2026-12-10'))).toEqual({ at: at('2026-12-14', '18:00') });
  });
});

describe('the escalation of a clock', () => {
  const steps = [
    { to: 'owner_deputy_head', after: 0 },
    { to: 'owner_head', after: 2 },
    { to: 'project_office', after: 6 },
  ] as const;
  const climbing: CompiledClock = { ...decision, escalate: steps };
  const late = (clocks: ClockStates) => markLate(calendar, climbing, running(clocks));
  const dueOf = (clock: ClockStates[string]) => stepsLeft(calendar, climbing, clock).map(({ at: moment }) => moment);

  it('counts working days after the end, over weekends and holidays', () => {
    // Ten days from 9 December are up on the 23rd. Then come the 24th and 25th, after a weekend the 28th, 29th and 30th,
    // and after Solidarity Day, New Year and what is moved off the weekend, 5 January.
    const clock = late(after(['review', at('2026-12-09')]));
    expect(clock).toMatchObject({ late: '2026-12-23', told: 0 });
    expect(dueOf(clock)).toEqual([at('2026-12-23', '18:00'), at('2026-12-25', '18:00'), at('2027-01-05', '18:00')]);
  });

  it('is silent while nothing is late, and about what it has told', () => {
    const clocks = after(['review', at('2026-11-23')]);
    expect(dueOf(running(clocks))).toEqual([]);
    expect(dueOf({ ...late(clocks), told: 1 })).toHaveLength(2);
    expect(dueOf({ ...late(clocks), told: 3 })).toEqual([]);
    // Noted before there were steps: all was told.
    expect(dueOf({ ...running(clocks), late: '2026-12-07' })).toEqual([]);
  });

  it('stands still with the clock', () => {
    const noted = { decision: { ...late(after(['review', at('2026-11-23')])), told: 1 } };
    // Late on 7 December, one day later asked until the 14th: the second day is the 15th.
    const halted = moveClocks(calendar, process, noted, 'waiting', at('2026-12-08')).clocks;
    const resumed = moveClocks(calendar, process, halted, 'review', at('2026-12-14')).clocks;
    expect(dueOf(running(resumed))).toEqual([at('2026-12-15', '18:00'), at('2026-12-21', '18:00')]);
  });

  it('comes on the first evening that finds the clock running after so many working days of it', () => {
    const halt = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 45 }), fc.array(halt, { maxLength: 4 }), (begin, halts) => {
        const clock = late(after(['review', at(plusDays('2026-10-20', begin))]));
        let clocks: ClockStates = { decision: clock };
        let now = clock.late ?? '';
        const worked: string[] = [];
        const work = (days: number) => {
          for (let n = 0; n < days; n += 1) {
            now = calendar.addWorkingDays(now, 1);
            worked.push(now);
          }
        };
        const stops = new Set<string>();
        for (const [runs, stands] of halts) {
          work(runs);
          stops.add(now);
          clocks = moveClocks(calendar, process, clocks, 'waiting', at(now)).clocks;
          now = plusDays(now, stands);
          clocks = moveClocks(calendar, process, clocks, 'review', at(now)).clocks;
        }
        work(10);
        const evening = (days: number) => worked.slice(days - 1).find((one) => !stops.has(one)) ?? '';
        expect(dueOf(running(clocks))).toEqual(
          [clock.late ?? '', evening(2), evening(6)].map((one) => at(one, '18:00')),
        );
      }),
    );
  });
});

describe('the view of a clock', () => {
  const view = (clocks: ClockStates, moment: Date) => viewClock(calendar, process, clocks, moment);
  const marks = (clocks: ClockStates, moment: Date) =>
    view(clocks, moment)
      ?.days.map(({ mark }) => ({ spent: 's', now: 'N', left: '.', halt: 'h' })[mark])
      .join('');

  it('is absent before any clock has run', () => {
    expect(view({}, at('2026-11-23'))).toBeUndefined();
  });

  it('marks the days spent, today and those left', () => {
    const clocks = after(['review', at('2026-11-23')]);
    expect(marks(clocks, at('2026-11-23', '13:00'))).toBe('..........');
    expect(marks(clocks, at('2026-11-26'))).toBe('ssN.......');
    expect(view(clocks, at('2026-11-26'))).toMatchObject({
      name: 'decision',
      due: at('2026-12-07', '18:00'),
      workingDays: 10,
      workingDaysLeft: 7,
      overdue: false,
      stopped: false,
    });
    // Saturday: no day is today's.
    expect(marks(clocks, at('2026-11-28'))).toBe('ssss......');
  });

  it('marks where it stood still, and goes on', () => {
    const clocks = after(['review', at('2026-11-23')], ['waiting', at('2026-11-26')], ['review', at('2026-12-01')]);
    expect(marks(clocks, at('2026-12-02'))).toBe('ssshhhN......');
  });

  it('of a stopped clock shows what would be left from today', () => {
    const stopped = running(after(['review', at('2026-11-23')], ['elsewhere', at('2026-11-26')]));
    const clocks = { decision: stopped };
    expect(marks(clocks, at('2026-11-30'))).toBe('ssshh.......');
    const seen = view(clocks, at('2026-11-30'));
    expect(seen).toMatchObject({ stopped: true, overdue: false, workingDaysLeft: 7 });
    expect(seen).not.toHaveProperty('due');
  });

  it('says how late a clock is, by the days it ran', () => {
    const clocks = after(['review', at('2026-11-23')]);
    expect(view(clocks, at('2026-12-07', '17:59'))).toMatchObject({ overdue: false, workingDaysLeft: 0 });
    expect(view(clocks, at('2026-12-07', '18:00'))).toMatchObject({ overdue: true, late: 1, workingDaysLeft: 0 });
    expect(view(clocks, at('2026-12-09'))).toMatchObject({ overdue: true, late: 2 });
    expect(marks(clocks, at('2026-12-09'))).toBe('ssssssssss');
    const stopped = { decision: running(after(['review', at('2026-11-23')], ['closed', at('2026-12-09')])) };
    expect(view(stopped, at('2026-12-25'))).toMatchObject({ overdue: true, late: 2, stopped: true });
  });
});
