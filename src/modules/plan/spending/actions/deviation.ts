import type { Context } from '../../../../kernel/context.ts';
import { act } from '../../../process/index.ts';
import { isOverCost, isOverTime, type Tolerance } from '../autonomy.ts';
import { exceeds } from '../money.ts';
import { rulesOf } from '../rules.ts';
import * as store from '../store/requests.ts';

/** What of a request under way goes beyond what was approved. */
export function deviationOf(row: store.SpendRow, tolerance: Tolerance): readonly string[] {
  const { approved, forecast, approvedEnd, endsOn, committed } = row;
  const cost =
    approved !== null &&
    ((forecast !== null && isOverCost({ approved, forecast }, tolerance)) ||
      (committed !== null && exceeds(committed, approved, tolerance.cost)));
  const time = approvedEnd !== null && endsOn !== null && isOverTime(approvedEnd, endsOn, tolerance);
  return [...(cost ? ['cost'] : []), ...(time ? ['time'] : [])];
}

const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

/** The program asks for a decision where delivery goes beyond the approval; `more` is what the institution said itself. */
export async function detectDeviation(ctx: Context, id: string, more: readonly string[] = []): Promise<void> {
  const row = await store.findSpend(ctx.db, id);
  if (!row) return;
  const found = [...new Set([...deviationOf(row, rulesOf(ctx).tolerance), ...more])];
  await store.setDeviation(ctx.db, id, found);
  if (found.length === 0 || row.state !== 'delivering') return;
  const { state } = await act(program(ctx), { instance: id, action: 'detect-change', details: { deviation: found } });
  await store.setState(ctx.db, id, state, ctx.vahid.now());
}
