import type { Context } from '../../../kernel/context.ts';
import { formatMoney, type Text } from '../../../language/index.ts';
import { billView } from '../../payments/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { PaymentView } from '../fee-views.ts';
import * as store from '../store.ts';
import { label, say } from '../text/index.ts';
import type { Guide } from './guide.ts';

/** The fee of a case, for whom the case itself may be shown to; undefined where none was asked or waived. */
export async function feeView(
  ctx: Context,
  guide: Guide,
  { fee }: Pick<CompiledService, 'fee'>,
  id: string,
): Promise<PaymentView | undefined> {
  const found = fee && (await store.findFee(ctx.db, id));
  if (!fee || !found || found.state === 'none') return undefined;
  const { state, bill, reason, article } = found;
  return {
    state,
    payee: guide.institution(fee.payee),
    ...(bill === null ? {} : { bill: await billView(ctx, bill) }),
    ...(reason ? { reason } : {}),
    article: guide.article(article ?? fee.article),
  };
}

/** What a service costs, before anything is known of the applicant. */
export function costOf({ fee }: Pick<CompiledService, 'fee'>): Text {
  if (!fee) return label('free');
  const { amount } = fee;
  if (amount === undefined) return label('feeDiffers');
  return say(fee.waiver ? 'feeOrWaived' : 'feeOf', (lang) => ({ amount: formatMoney(amount, lang) }));
}
