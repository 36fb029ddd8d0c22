import type { Context } from '../../../kernel/context.ts';
import { formatMoney, type Text } from '../../../language/index.ts';
import { billView } from '../../payments/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { PaymentView } from '../fee-views.ts';
import * as store from '../store.ts';
import { label, say } from '../text/index.ts';
import type { Guide } from './guide.ts';

/** The fee of a case with all its bills, for whom the case itself may be shown to; undefined where none was asked or waived. */
export async function feeView(
  ctx: Context,
  guide: Guide,
  { fee }: Pick<CompiledService, 'fee'>,
  id: string,
): Promise<PaymentView | undefined> {
  const rows = fee ? await store.listFees(ctx.db, id) : [];
  const ids = rows.flatMap((row) => row.bill ?? []);
  const last = rows.at(-1);
  if (!fee || !last || (ids.length === 0 && last.state !== 'waived')) return undefined;
  const payee = guide.institution(fee.payee);
  const bills = await Promise.all(ids.map((one) => billView(ctx, one)));
  const bill = bills.at(-1);
  if (bill) return { state: 'due', payee, bill, before: bills.slice(0, -1), article: guide.article(fee.article) };
  const { reason, article } = last;
  return { state: 'waived', payee, ...(reason ? { reason } : {}), article: guide.article(article ?? fee.article) };
}

/** What a service costs, before anything is known of the applicant. */
export function costOf({ fee }: Pick<CompiledService, 'fee'>): Text {
  if (!fee) return label('free');
  const { amount } = fee;
  if (amount === undefined) return label('feeDiffers');
  return say(fee.waiver ? 'feeOrWaived' : 'feeOf', (lang) => ({ amount: formatMoney(amount, lang) }));
}
