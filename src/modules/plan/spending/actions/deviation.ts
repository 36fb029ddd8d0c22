import type { Context } from '../../../../kernel/context.ts';
import { act } from '../../../process/index.ts';
import { isOverCost, isOverTime, type Tolerance } from '../autonomy.ts';
import { largestOf } from '../money.ts';
import { rulesOf } from '../rules.ts';
import { delivering } from '../states.ts';
import * as store from '../store/requests.ts';
import { rerouteRequest } from './scanning.ts';

/** What only the institution can say of itself. */
const declared = ['scope', 'hosting'] as const;
type Declared = Readonly<Partial<Record<(typeof declared)[number], boolean>>>;

/** What of a request goes beyond what was approved: as its figures show, and as was declared until it is decided. */
function deviationOf(row: store.SpendRow, tolerance: Tolerance, said: Declared = {}): readonly string[] {
  const { approved, approvedEnd, endsOn, supplier, approvedSupplier, deviation } = row;
  const most = largestOf([row.forecast, row.committed]);
  const cost = approved !== null && most !== undefined && isOverCost({ approved, forecast: most }, tolerance);
  const time = approvedEnd !== null && endsOn !== null && isOverTime(approvedEnd, endsOn, tolerance);
  return [
    ...(cost ? ['cost'] : []),
    ...(time ? ['time'] : []),
    ...(approvedSupplier !== null && supplier !== approvedSupplier ? ['supplier'] : []),
    ...declared.filter((one) => said[one] ?? deviation.includes(one)),
  ];
}

const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

/** The program asks for a decision where delivery goes beyond the approval; before it begins, it is remembered. */
export async function detectDeviation(ctx: Context, id: string, said?: Declared): Promise<void> {
  const row = await store.findSpend(ctx.db, id);
  if (!row) return;
  const found = deviationOf(row, rulesOf(ctx).tolerance, said);
  await store.setDeviation(ctx.db, id, found);
  if (found.length === 0 || row.state !== delivering) return;
  const { state } = await act(program(ctx), { instance: id, action: 'detect-change', details: { deviation: found } });
  await store.setState(ctx.db, id, state, ctx.vahid.now());
  await rerouteRequest(ctx, row);
}
