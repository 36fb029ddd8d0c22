import type { Context } from '../../../kernel/context.ts';
import { act, availableActions, instances } from '../../process/index.ts';
import { restand } from '../measures/index.ts';
import { actingAs, asking } from './life.ts';
import * as store from './store.ts';

/**
 * Takes away the reports, risks and spending requests that the demonstration wrote, with their evidence and decisions; what
 * people wrote is left alone. What still waits is brought to an end first, so that nobody is reminded of it. In the caller's
 * transaction. Answers how many. Checks no access.
 */
export async function removeLife(ctx: Context): Promise<number> {
  if (!(await store.anySample(ctx.db))) return 0;
  const items = await store.itemsOfSamples(ctx.db);
  const program: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  await endAll(program, await store.samplesOf(ctx.db, 'report'), ['drop', 'drop-supplement']);
  await endAll(await actingAs(ctx, asking.writer, 0), await store.samplesOf(ctx.db, 'spending'), ['withdraw']);
  let removed = 0;
  for (const kind of ['report', 'risk', 'spending'] as const) removed += await store.deleteSamples(ctx.db, kind);
  await restand(ctx, items);
  return removed;
}

async function endAll(ctx: Context, ids: readonly string[], endings: readonly string[]): Promise<void> {
  for (const of of await instances(ctx, ids)) {
    const open = (await availableActions(ctx, of)).map(({ action }) => action);
    const ending = endings.find((action) => open.includes(action));
    if (ending) await act(ctx, { instance: of.id, action: ending });
  }
}
