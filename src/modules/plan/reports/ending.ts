import type { Context } from '../../../kernel/context.ts';
import { inChargeOf } from '../../identity/index.ts';
import { act, instance, instances } from '../../process/index.ts';
import * as dates from './dates-store.ts';
import { tellStopped } from './notices.ts';
import { writableStates } from './rules.ts';
import * as store from './store.ts';
import { program } from './views.ts';

/**
 * Ends what can come to no end: whatever is under way of measures that left their plan, and what an institution still
 * had to write, or asked for, of measures that it carries out no more. What it has submitted is judged. In the caller's
 * transaction, which holds the items; checks no access.
 */
export async function endUnderWay(ctx: Context, items: readonly string[]): Promise<void> {
  const rows = await store.underWay(ctx.db, items);
  const states = new Map(
    (
      await instances(
        program(ctx),
        rows.map(({ id }) => id),
      )
    ).map(({ id, state }) => [id, state]),
  );
  for (const row of rows) {
    const state = states.get(row.id) ?? 'accepted';
    if (state === 'accepted' || (await goesOn(ctx, row, state))) continue;
    await stop(ctx, row, state === 'supplement' ? 'drop-supplement' : 'drop');
  }
}

async function goesOn(ctx: Context, row: store.UnderWay, state: string): Promise<boolean> {
  if (row.removed) return false;
  if (row.kind === 'report' && !writableStates.has(state)) return true;
  return row.executor !== null && (await inChargeOf(ctx, row.executor)) === (await inChargeOf(ctx, row.institution));
}

async function stop(ctx: Context, { id, kind }: store.UnderWay, action: string): Promise<void> {
  await act(program(ctx), { instance: id, action });
  const at = ctx.vahid.now();
  if (kind === 'dates') await dates.updateDates(ctx.db, id, { open: false, at });
  else await store.drop(ctx.db, id, at);
  await tellStopped(ctx, await instance(program(ctx), id));
}
