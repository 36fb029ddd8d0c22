import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import type { EntryRef } from '../store/relations.ts';
import { isExcepted } from '../exceptions/store.ts';
import { isHosted } from './states.ts';
import * as store from './store.ts';

/** An entry just written, and where its institution says it runs. */
export interface Placed extends EntryRef {
  readonly place?: 'local' | 'cloud' | undefined;
}

/**
 * Brings hosting in line with entries just written, in their transaction: the first step of a new one, the end of a
 * system that is finished, the beginning of one taken into use again, and back from the cloud for whatever a new link keeps
 * from being called moved. A portal that is finished stays to be closed until a service replaces it.
 */
export async function followEntries(ctx: Context, entries: readonly Placed[]): Promise<void> {
  const hosted = entries.filter(({ kind }) => isHosted(kind));
  if (hosted.length > 0) {
    await store.lockHosting(ctx.db);
    const rows = await store.listFollowed(
      ctx.db,
      hosted.map(({ kind, code }) => ({ kind, code })),
    );
    const places = new Map(hosted.map(({ kind, code, place }) => [`${kind} ${code}`, place]));
    const steps: store.NewStep[] = [];
    for (const row of rows) {
      const step = await stepOf(ctx, row, places.get(`${row.kind} ${row.code}`));
      if (step) steps.push(step);
    }
    await store.writeSteps(ctx.db, steps, ctx.vahid.now());
    await settleHosting(ctx);
  }
}

type Followed = Awaited<ReturnType<typeof store.listFollowed>>[number];

async function stepOf(ctx: Context, row: Followed, place: Placed['place']): Promise<store.NewStep | undefined> {
  const { entry, state, wave } = row;
  if (row.finished && state !== 'retired' && (await mayRetire(ctx, row)))
    return { entry, to: 'retired', wave, cause: 'finished' };
  if (state === 'retired' && row.revived) return { entry, to: 'local', cause: 'revived' };
  if (state !== null) return undefined;
  if (place !== 'cloud') return { entry, to: 'local', cause: 'entered' };
  const blockers = await store.findBlockers(ctx.db, entry, bakuDate(ctx.vahid.now()));
  return { entry, to: blockers.length === 0 ? 'cloud' : 'moving', cause: 'entered' };
}

/** A portal is closed only when a service in use replaces it, unless an exception in force says so. */
export async function mayRetire(
  ctx: Context,
  { entry, kind }: { readonly entry: string; readonly kind: EntryRef['kind'] },
): Promise<boolean> {
  if (kind !== 'portal' || (await store.findReplacements(ctx.db, entry)).length > 0) return true;
  return isExcepted(ctx.db, 'portal_closing', entry, bakuDate(ctx.vahid.now()));
}

/** What can no longer be called moved goes one step back, and with it whatever leans on it by a line of its own. */
export async function settleHosting(ctx: Context): Promise<void> {
  const at = ctx.vahid.now();
  for (;;) {
    const back = await store.listWronglyMoved(ctx.db, bakuDate(at));
    if (back.length === 0) return;
    const steps = back.map(({ entry, wave }) => ({ entry, to: 'moving', wave, cause: 'blocked' }) as const);
    await store.writeSteps(ctx.db, steps, at);
  }
}
