import type { Calendar } from '../../kernel/calendar.ts';
import { bakuDate, bakuInstant } from '../../language/index.ts';
import type { CompiledClock, CompiledProcess, Escalation } from './definition/schema.ts';
import type { ClockReading, ClockState, ClockStates } from './entities.ts';
import { ladderOf } from './rules.ts';

/*
 * Working-day clocks. Days are those of Baku. The day on which a clock starts or goes on does not count, as no period
 * counts the day of the event it begins with; the day on which it stops does. Stopped and started again on the same
 * day it was never stopped, so nothing is won or lost by it. A clock stopped in time has at least one working day when
 * it goes on later. The time ends at 18:00 of the last day.
 */

const endOfDay = '18:00';
const startOfDay = '09:00';

const last = (clock: ClockState) => clock.spans.at(-1);

export function isRunning(clock: ClockState | undefined): boolean {
  return clock !== undefined && last(clock)?.to === null;
}

/** Working days used up by the end of `today`. */
export function spentDays(calendar: Calendar, clock: ClockState, today: string): number {
  return clock.spans.reduce((sum, { from, to }) => sum + calendar.workingDaysBetween(from, to ?? today), 0);
}

/** The last day of a running clock; in the past when it ran out in an earlier stretch. */
export function dueDay(calendar: Calendar, { workingDays }: CompiledClock, { late, spans }: ClockState): string {
  return late ?? lastDay(calendar, spans, workingDays);
}

/** The day on which a running clock that is noted as late has run so many working days more. */
function dayAfterEnd(calendar: Calendar, late: string, { spans }: ClockState, days: number): string {
  if (days === 0) return late;
  const since = spans.filter(({ to }) => to === null || to > late);
  return lastDay(
    calendar,
    since.map(({ from, to }) => ({ from: from > late ? from : late, to })),
    days,
  );
}

function lastDay(calendar: Calendar, spans: ClockState['spans'], days: number): string {
  let left = days;
  for (const { from, to } of spans) {
    const allowed = Math.max(left, 1);
    const ran = to === null ? 0 : calendar.workingDaysBetween(from, to);
    if (to === null || ran > allowed) return calendar.addWorkingDays(from, allowed);
    left -= ran;
  }
  throw new Error('the clock does not run');
}

/** The moment at which a running clock runs out. */
export function dueAt(calendar: Calendar, definition: CompiledClock, clock: ClockState): Date {
  return bakuInstant(dueDay(calendar, definition, clock), endOfDay);
}

/** The steps of its escalation that a running clock has yet to take, once it is noted as late, and when each is due. */
export function stepsLeft(
  calendar: Calendar,
  definition: CompiledClock,
  clock: ClockState,
): readonly (Escalation & { readonly at: Date })[] {
  const { late, told } = clock;
  if (late === undefined) return [];
  const ladder = ladderOf(definition);
  // A delay noted before steps were counted was told to the one office there could be.
  return ladder
    .slice(told ?? ladder.length)
    .map((step) => ({ ...step, at: bakuInstant(dayAfterEnd(calendar, late, clock, step.after), endOfDay) }));
}

/** What a clock does next: a reminder so many working days before the end, or the end itself. */
export interface Tick {
  readonly at: Date;
  readonly remind?: number;
}

/** The next tick of a running clock after a moment; undefined once it has run out. */
export function nextTick(
  calendar: Calendar,
  definition: CompiledClock,
  clock: ClockState,
  after: Date,
): Tick | undefined {
  return ticks(calendar, definition, clock).find(({ at }) => at > after);
}

/** The last tick of a running clock up to a moment. */
export function lastTick(
  calendar: Calendar,
  definition: CompiledClock,
  clock: ClockState,
  until: Date,
): Tick | undefined {
  return ticks(calendar, definition, clock).findLast(({ at }) => at <= until);
}

function ticks(calendar: Calendar, definition: CompiledClock, clock: ClockState): Tick[] {
  const due = dueDay(calendar, definition, clock);
  const begun = last(clock)?.from ?? due;
  const days = workingDaysAfter(calendar, begun, due);
  const reminders = definition.remind.flatMap((remind) => {
    const on = days.at(-1 - remind);
    return on === undefined ? [] : [{ at: bakuInstant(on, startOfDay), remind }];
  });
  return [...reminders, { at: bakuInstant(due, endOfDay) }];
}

/** Working days after `from` up to and including `to`. */
function workingDaysAfter(calendar: Calendar, from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = calendar.addWorkingDays(from, 1); day <= to; day = calendar.addWorkingDays(day, 1)) days.push(day);
  return days;
}

export interface Moved {
  readonly clocks: ClockStates;
  /** End of the running clock that runs out first. */
  readonly dueAt: Date | null;
  readonly overdue: boolean;
  /** Clocks that began or went on. */
  readonly started: readonly string[];
}

/** Starts and stops the clocks for an instance that comes into `state`. Pure. */
export function moveClocks(
  calendar: Calendar,
  process: CompiledProcess,
  clocks: ClockStates,
  state: string,
  now: Date,
): Moved {
  const today = bakuDate(now);
  const moved: Record<string, ClockState> = { ...clocks };
  const started: string[] = [];
  for (const definition of process.clocks) {
    const { name } = definition;
    const clock = moved[name];
    const runs = definition.runs.includes(state);
    if (runs && !isRunning(clock)) {
      moved[name] = startClock(definition.anew ? undefined : clock, today);
      started.push(name);
    } else if (clock && !runs && isRunning(clock)) {
      moved[name] = stopClock(clock, today);
    }
  }
  return { clocks: moved, started, ...deadline(calendar, process, moved, now) };
}

function startClock(clock: ClockState = { spans: [] }, today: string): ClockState {
  const spans = last(clock)?.to === today ? clock.spans.slice(0, -1) : clock.spans;
  const from = last(clock)?.to === today ? (last(clock)?.from ?? today) : today;
  return { ...clock, spans: [...spans, { from, to: null }] };
}

function stopClock(clock: ClockState, today: string): ClockState {
  const from = last(clock)?.from ?? today;
  return { ...clock, spans: [...clock.spans.slice(0, -1), { from, to: today }] };
}

/** Notes that a running clock has run out, and when: so it stays, whatever the calendar becomes. */
export function markLate(calendar: Calendar, definition: CompiledClock, clock: ClockState): ClockState {
  return { ...clock, late: dueDay(calendar, definition, clock), told: 0 };
}

/** The first end among the running clocks, and whether it has passed. */
export function deadline(
  calendar: Calendar,
  process: CompiledProcess,
  clocks: ClockStates,
  now: Date,
): { readonly dueAt: Date | null; readonly overdue: boolean } {
  const first = firstRunning(calendar, process, clocks);
  return { dueAt: first?.at ?? null, overdue: first !== undefined && first.at <= now };
}

interface Running {
  readonly definition: CompiledClock;
  readonly clock: ClockState;
  readonly at: Date;
}

function firstRunning(calendar: Calendar, process: CompiledProcess, clocks: ClockStates): Running | undefined {
  return process.clocks
    .flatMap((definition) => {
      const clock = clocks[definition.name];
      if (!clock || !isRunning(clock)) return [];
      return [{ definition, clock, at: dueAt(calendar, definition, clock) }];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}

/** How the first running clock stands, for the journal. */
export function readClock(
  calendar: Calendar,
  process: CompiledProcess,
  clocks: ClockStates,
  now: Date,
): ClockReading | null {
  const running = firstRunning(calendar, process, clocks);
  if (!running) return null;
  const { definition, clock, at } = running;
  return {
    name: definition.name,
    workingDays: definition.workingDays,
    spent: spentDays(calendar, clock, bakuDate(now)),
    late: at <= now,
  };
}

export interface ClockView {
  readonly name: string;
  /** End of the time; absent while the clock stands still. */
  readonly due?: Date;
  readonly workingDays: number;
  /** Today not counted; 0 on the last day. */
  readonly workingDaysLeft: number;
  readonly overdue: boolean;
  /** Working days late, at least 1; only of an overdue clock. */
  readonly late?: number;
  readonly stopped: boolean;
  /** Working days of the clock in order; those after the end are left out. */
  readonly days: readonly { readonly day: string; readonly mark: 'spent' | 'now' | 'left' | 'halt' }[];
}

/** The clock a reader looks for: the running one that ends first, else the one that stopped last. */
export function viewClock(
  calendar: Calendar,
  process: CompiledProcess,
  clocks: ClockStates,
  now: Date,
): ClockView | undefined {
  const running = firstRunning(calendar, process, clocks);
  const definition = running?.definition ?? lastStopped(process, clocks);
  const clock = definition && clocks[definition.name];
  if (!definition || !clock) return undefined;
  const today = bakuDate(now);
  // The days left of a clock that stands still are those it would have if it went on today.
  const end = dueDay(calendar, definition, running ? clock : startClock(clock, today));
  const overdue = running ? now >= running.at : end < today;
  return {
    name: definition.name,
    ...(running ? { due: running.at } : {}),
    workingDays: definition.workingDays,
    workingDaysLeft: overdue ? 0 : calendar.workingDaysBetween(today, end),
    overdue,
    ...(overdue ? { late: Math.max(1, lateDays(calendar, clock, end, today)) } : {}),
    stopped: !running,
    days: marks(calendar, clock, end, today),
  };
}

function lastStopped(process: CompiledProcess, clocks: ClockStates): CompiledClock | undefined {
  const until = (name: string) => clocks[name]?.spans.at(-1)?.to ?? '';
  return process.clocks
    .filter(({ name }) => clocks[name])
    .sort((a, b) => until(b.name).localeCompare(until(a.name)))[0];
}

/** A clock that was stopped late is not later for standing still. */
function lateDays(calendar: Calendar, clock: ClockState, end: string, today: string): number {
  return calendar.workingDaysBetween(end, last(clock)?.to ?? today);
}

function marks(calendar: Calendar, clock: ClockState, end: string, today: string): ClockView['days'] {
  const first = clock.spans[0]?.from ?? end;
  return workingDaysAfter(calendar, first, end).map((day) => {
    const counted = clock.spans.some(({ from, to }) => day > from && (to === null || day <= to));
    if (day > today) return { day, mark: 'left' as const };
    if (!counted) return { day, mark: 'halt' as const };
    return { day, mark: day === today && isRunning(clock) ? ('now' as const) : ('spent' as const) };
  });
}
