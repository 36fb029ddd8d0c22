import type { Context } from '../../kernel/context.ts';
import type { Json } from '../../kernel/job.ts';
import { dueAt, nextTick } from './clock.ts';
import type { CompiledClock, CompiledProcess } from './definition/schema.ts';
import type { ClockState, Instance } from './entities.ts';

/*
 * One job a clock stands for its next tick. A job is never cancelled: when it fires it looks at the clock anew, and one
 * that has stopped, or whose end has moved, is left alone or set again. So a step that stops a clock costs nothing.
 */

export const second = 1000;

export interface Timer {
  readonly instance: string;
  readonly clock: string;
  /** The reminder it was set for; null for the end. */
  readonly remind: number | null;
}

export async function schedule(ctx: Context, timer: Timer, at: Date): Promise<void> {
  const { instance, clock } = timer;
  const payload: Json = { ...timer };
  await ctx.vahid.jobs.schedule(ctx, { kind: 'process.clock', key: `process:${instance}:${clock}:next`, at, payload });
}

/** Sets the timers of the named clocks, which run. */
export async function scheduleTicks(
  ctx: Context,
  process: CompiledProcess,
  { id, clocks }: Pick<Instance, 'id' | 'clocks'>,
  names: readonly string[],
): Promise<void> {
  for (const definition of process.clocks.filter(({ name }) => names.includes(name))) {
    const clock = clocks[definition.name];
    if (clock) await scheduleNext(ctx, id, definition, clock);
  }
}

export async function scheduleNext(
  ctx: Context,
  instance: string,
  definition: CompiledClock,
  clock: ClockState,
): Promise<void> {
  const calendar = ctx.vahid.calendar();
  const next = nextTick(calendar, definition, clock, ctx.vahid.now());
  // A clock that goes on after its end has no tick left; one that has just run out is dealt with at once.
  const at = next?.at ?? (clock.late === undefined ? dueAt(calendar, definition, clock) : undefined);
  if (at) await schedule(ctx, { instance, clock: definition.name, remind: next?.remind ?? null }, at);
}
