import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import type { JobKind } from '../../kernel/job.ts';
import { bakuDate } from '../../language/index.ts';
import { act } from './actions.ts';
import { deadline, dueAt, dueDay, isRunning, lastTick, markLate, stepsLeft } from './clock.ts';
import type { CompiledClock, CompiledProcess, Escalation } from './definition/schema.ts';
import { type ClockState, type Instance, isOfficial, isOwnerOffice, isOwners } from './entities.ts';
import { effectKey } from './events.ts';
import { addressOf, isBlind, notify, notifyOwner, pageOf } from './notices.ts';
import { isOwnersTurn, ladderOf } from './rules.ts';
import { calendarVersion, entryOf, processOf } from './step.ts';
import * as store from './store.ts';
import { noticeText } from './texts.ts';
import { schedule, scheduleNext, scheduleTicks, second, type Timer } from './timer.ts';

/** A clock's timer has fired. */
export const clockJob: JobKind = {
  kind: 'process.clock',
  async run(ctx, payload) {
    const timer = payload as unknown as Timer;
    const of = await store.tryLockInstance(ctx.db, timer.instance);
    // Somebody is acting on it. Waiting here, with the job locked, while they wait for the job would be a deadlock.
    if (!of) return schedule(ctx, timer, new Date(ctx.vahid.now().getTime() + second));
    const process = await processOf(ctx, of);
    const definition = process.clocks.find(({ name }) => name === timer.clock);
    const clock = of.clocks[timer.clock];
    if (!definition || !clock || !isRunning(clock)) return;
    const calendar = ctx.vahid.calendar();
    const now = ctx.vahid.now();
    if (clock.late !== undefined) return escalate(ctx, of, process, definition);
    if (now >= dueAt(calendar, definition, clock)) return runOut(ctx, of, process, definition, clock);
    const tick = lastTick(calendar, definition, clock, now);
    if (tick?.remind !== undefined) await remind(ctx, of, definition, clock);
    await scheduleNext(ctx, of.id, definition, clock);
  },
};

/** The time is over: the action the definition names is taken, or the delay is noted and told. */
async function runOut(
  ctx: Context,
  of: Instance,
  process: CompiledProcess,
  definition: CompiledClock,
  clock: ClockState,
): Promise<void> {
  if (definition.due !== undefined) {
    await act(ctx, { instance: of.id, action: definition.due });
    return;
  }
  const late = markLate(ctx.vahid.calendar(), definition, clock);
  const steps = ladderOf(definition).filter(({ after }) => after === 0);
  const noted = await noteDelay(ctx, of, process, definition, { action: 'overdue', clock: late, steps });
  await audit(ctx, 'process.overdue', of.id);
  await escalate(ctx, noted, process, definition);
}

/** Takes the steps of the escalation that are due, each with an entry of its own, and sets the timer of the next. */
async function escalate(
  ctx: Context,
  of: Instance,
  process: CompiledProcess,
  definition: CompiledClock,
): Promise<void> {
  let row = of;
  for (;;) {
    const clock = row.clocks[definition.name];
    if (!clock) return;
    const [step] = stepsLeft(ctx.vahid.calendar(), definition, clock);
    if (!step || step.at > ctx.vahid.now()) return scheduleNext(ctx, row.id, definition, clock);
    row = await noteDelay(ctx, row, process, definition, { action: 'escalate', clock, steps: [step] });
    await audit(ctx, 'process.escalate', of.id);
  }
}

interface Delay {
  readonly action: 'overdue' | 'escalate';
  readonly clock: ClockState;
  /** Told now. */
  readonly steps: readonly Escalation[];
}

async function noteDelay(
  ctx: Context,
  of: Instance,
  process: CompiledProcess,
  definition: CompiledClock,
  { action, clock, steps }: Delay,
): Promise<Instance> {
  const now = ctx.vahid.now();
  const calendar = ctx.vahid.calendar();
  const told = { ...clock, told: (clock.told ?? 0) + steps.length };
  const clocks = { ...of.clocks, [definition.name]: told };
  const seq = of.seq + 1;
  const { dueAt: due_at, overdue } = deadline(calendar, process, clocks, now);
  // The version stays: whoever is looking at the case may still act on what they see.
  const row: Instance = { ...of, clocks, seq, due_at, overdue, updated_at: now };
  const details = { clock: definition.name, to: steps.map(({ to }) => to) };
  const step = { instance: of.id, seq, action, from: of, to: of, as: 'system' as const, details };
  const { entry, values } = entryOf(ctx, step);
  await store.updateInstance(ctx.db, row, entry, values);
  const text = noticeText('overdue', of, dueDay(calendar, definition, told));
  for (const { to } of steps) {
    await notify(ctx, {
      ...addressOf(of, to),
      text,
      link: pageOf(ctx, of, isOwnerOffice(to) ? 'owner' : 'desk'),
      instance: of.id,
      effectKey: effectKey(of.id, seq, `escalate-${to}`),
    });
  }
  return row;
}

/**
 * Tells those whom the state awaits that the end is near: the owner in its turn, else the officials, and an owning
 * institution's offices beside them where the state awaits those too.
 */
async function remind(ctx: Context, of: Instance, definition: CompiledClock, clock: ClockState): Promise<void> {
  const calendar = ctx.vahid.calendar();
  const due = dueDay(calendar, definition, clock);
  // As many as there are now, not as the definition says: the program may have stood still over the moment.
  const days = calendar.workingDaysBetween(bakuDate(ctx.vahid.now()), due);
  const text = noticeText('remind', of, due, days);
  const own = isBlind(ctx, of.kind) ? noticeText('remindBlind', of, due, days) : text;
  const key = (to: string) => effectKey(of.id, of.seq, `remind-${definition.name}-${days}-${to}`);
  const officials = of.awaits.filter(isOfficial);
  const ownersTurn = isOwnersTurn(of.status) && (officials.length === 0 || of.awaits.some(isOwners));
  if (ownersTurn || of.awaits.some(isOwnerOffice)) await notifyOwner(ctx, of, { text: own, effectKey: key('owner') });
  if (ownersTurn) return;
  const { institution } = of;
  const link = pageOf(ctx, of, 'desk');
  for (const role of officials) {
    const to = role === 'officer' && of.assignee !== null ? { person: of.assignee } : { role };
    await notify(ctx, { ...to, institution, text, link, instance: of.id, effectKey: key(role) });
  }
}

const recountAtOnce = 200;

/** Counts the ends of running clocks anew after the calendar has changed, some at a time. */
export const recountJob: JobKind = {
  kind: 'process.recount',
  async run(ctx) {
    const version = calendarVersion(ctx);
    for (const of of await store.lockRecountable(ctx.db, version, recountAtOnce)) {
      const process = await processOf(ctx, of);
      const { dueAt: due_at, overdue } = deadline(ctx.vahid.calendar(), process, of.clocks, ctx.vahid.now());
      await store.recount(ctx.db, { id: of.id, due_at, overdue, calendar_version: version });
      await scheduleTicks(
        ctx,
        process,
        of,
        Object.keys(of.clocks).filter((name) => isRunning(of.clocks[name])),
      );
    }
    if (await store.anyRecountable(ctx.db, version)) {
      await scheduleRecount(ctx, new Date(ctx.vahid.now().getTime() + second));
    }
  },
};

export async function scheduleRecount(ctx: Context, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind: 'process.recount', key: 'process.recount', at, payload: null });
}

/** After a release: if the calendar is another one now, the ends are counted anew. */
export async function released(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    if (await store.anyRecountable(inner.db, calendarVersion(inner))) await scheduleRecount(inner, ctx.vahid.now());
  });
}
