import type { Context } from '../../kernel/context.ts';
import { dueAt, nextTick, stepsLeft } from './clock.ts';
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
}

export async function schedule(ctx: Context, timer: Timer, at: Date): Promise<void> {
  const key = `process:${timer.instance}:${timer.clock}:next`;
  await ctx.vahid.jobs.schedule(ctx, { kind: 'process.clock', key, at, payload: { ...timer } });
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
  // Of a clock that is noted as late only the escalation goes on; one that ran out unseen is dealt with at once.
  const at =
    clock.late === undefined
      ? (nextTick(calendar, definition, clock, ctx.vahid.now())?.at ?? dueAt(calendar, definition, clock))
      : stepsLeft(calendar, definition, clock)[0]?.at;
  if (at === undefined) return;
  await schedule(ctx, { instance, clock: definition.name }, at);
}
