import type { Context } from '../../kernel/context.ts';
import type { Json } from '../../kernel/job.ts';
import { moveClocks, type Moved } from './clock.ts';
import { heldBy, holderOf, type HoldsProcess } from './definition/kind.ts';
import type { CompiledProcess } from './definition/schema.ts';
import { type ActorKind, type ClockReading, type Instance } from './entities.ts';
import { stateOf } from './rules.ts';
import type { Entry } from './store.ts';
import { type SealedValue, sealValue, type ValueField } from './value.ts';

/** The process of an instance, in the version it was begun with (law 7). */
export async function processOf(
  ctx: Context,
  { kind, name, definition_version }: Pick<Instance, 'kind' | 'name' | 'definition_version'>,
): Promise<CompiledProcess> {
  const holder = holderOf({ kind, name });
  const found = await ctx.vahid.releases.version<HoldsProcess>(holder.kind, holder.name, definition_version);
  const held = found && heldBy(found, holder);
  if (!held) throw new Error(`no release holds ${kind} ${name}, version ${definition_version}`);
  return held.process;
}

export function calendarVersion({ vahid }: Context): number {
  return vahid.releases.get('calendar', 'calendar')?.version ?? 1;
}

/** The part of an instance's row that its state decides. */
export type Standing = Pick<
  Instance,
  'state' | 'status' | 'awaits' | 'clocks' | 'due_at' | 'overdue' | 'calendar_version' | 'updated_at'
>;

/** An instance as it stands once it has come into a state, and the clocks that thereby go. */
export function enter(
  ctx: Context,
  process: CompiledProcess,
  state: string,
  clocks: Instance['clocks'],
): { readonly standing: Standing; readonly moved: Moved } {
  const { name, status, awaits } = stateOf(process, state);
  const now = ctx.vahid.now();
  const moved = moveClocks(ctx.vahid.calendar(), process, clocks, name, now);
  const standing = {
    state: name,
    status,
    awaits: [...awaits],
    clocks: moved.clocks,
    due_at: moved.dueAt,
    overdue: moved.overdue,
    calendar_version: calendarVersion(ctx),
    updated_at: now,
  };
  return { standing, moved };
}

export interface Step {
  readonly instance: string;
  readonly seq: number;
  readonly action: string;
  readonly from?: Pick<Instance, 'state' | 'status'>;
  readonly to: Pick<Instance, 'state' | 'status'>;
  readonly as: ActorKind;
  readonly note?: string | undefined;
  readonly details?: Readonly<Record<string, Json>> | undefined;
  readonly effects?: readonly string[];
  readonly clock?: ClockReading | null;
}

/** The journal entry of a step; the actor's name and the note go beside it, sealed (law 3). */
export function entryOf(ctx: Context, step: Step): { readonly entry: Entry; readonly values: readonly SealedValue[] } {
  const { instance, seq, from, to } = step;
  const { actor } = ctx;
  const seal = (field: ValueField, value: string | undefined) => (value ? sealValue(field, value) : undefined);
  const name = seal('name', actor.name);
  const note = seal('note', step.note);
  const entry: Entry = {
    instance,
    seq,
    at: ctx.vahid.now(),
    action: step.action,
    from_state: from?.state ?? null,
    to_state: to.state,
    from_status: from?.status ?? null,
    to_status: to.status,
    acted_as: step.as,
    person: actor.person ?? null,
    organisation: actor.organisation ?? null,
    effects: [...(step.effects ?? [])],
    details: actor.member === undefined ? (step.details ?? {}) : { ...step.details, member: actor.member },
    clock: step.clock ?? null,
    name_hmac: name?.hmac ?? null,
    note_hmac: note?.hmac ?? null,
  };
  return { entry, values: [name, note].flatMap((one) => (one ? [one.sealed] : [])) };
}
