import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import type { EntryRef } from '../store/relations.ts';
import { isHosted } from './states.ts';
import * as store from './store.ts';

/** An entry just written, and where its institution says it runs. */
export interface Placed extends EntryRef {
  readonly place?: 'local' | 'cloud' | undefined;
}

/**
 * Brings hosting in line with entries just written, in their transaction: the first step of a new one, and whatever follows
 * from links and states as they are now.
 */
export async function followEntries(ctx: Context, entries: readonly Placed[], settles = true): Promise<void> {
  await store.lockHosting(ctx.db);
  const places = new Map(entries.map(({ kind, code, place }) => [`${kind} ${code}`, place]));
  const hosted = entries.filter(({ kind }) => isHosted(kind)).map(({ kind, code }) => ({ kind, code }));
  const steps: store.NewStep[] = [];
  for (const row of hosted.length > 0 ? await store.listUnplaced(ctx.db, hosted) : [])
    steps.push(await firstStep(ctx, row, places.get(`${row.kind} ${row.code}`)));
  await store.writeSteps(ctx.db, steps, ctx.vahid.now());
  if (settles) await settleHosting(ctx);
}

type Unplaced = Awaited<ReturnType<typeof store.listUnplaced>>[number];

async function firstStep(ctx: Context, row: Unplaced, place: Placed['place']): Promise<store.NewStep> {
  const { entry } = row;
  if (row.finished && row.kind === 'system') return { entry, to: 'retired', cause: 'finished' };
  if (place !== 'cloud') return { entry, to: 'local', cause: 'entered' };
  const blockers = await store.findBlockers(ctx.db, entry, bakuDate(ctx.vahid.now()));
  return { entry, to: blockers.length === 0 ? 'cloud' : 'moving', cause: 'entered' };
}

/**
 * What follows from entries, links and exceptions as they are now, under `lockHosting`. A system that is finished is
 * retired, a portal once a service in use replaces it or an exception says so; what is in use again begins anew. What can
 * no longer be called moved goes one step back, and with it whatever leans on it by a line of its own.
 */
export async function settleHosting(ctx: Context): Promise<void> {
  const at = ctx.vahid.now();
  const today = bakuDate(at);
  await store.writeSteps(ctx.db, await store.listTurned(ctx.db, today), at);
  for (;;) {
    await store.markBlocked(ctx.db, today);
    const back = await store.listWronglyMoved(ctx.db);
    if (back.length === 0) return;
    const steps = back.map(({ entry, wave }) => ({ entry, to: 'moving', wave, cause: 'blocked' }) as const);
    await store.writeSteps(ctx.db, steps, at);
  }
}
