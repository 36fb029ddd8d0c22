import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import { billPaid, closeBill } from '../../payments/index.ts';
import { instance, journal, type Status } from '../../process/index.ts';
import { feeActions, paymentStateOf } from '../definition/fee.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import { act } from './acting.ts';
import { type LoadedCase, serviceOfCase } from './loading.ts';
import { refreshSoon } from './refreshing.ts';

/** The fee has come in: the case goes on, with what registers say now. One that no longer waits stays as it is. */
export const onBillPaid = on(billPaid, 'take_up', async (ctx, { bill: id, kind, subject }) => {
  if (kind !== 'service') return;
  const row = await store.lockCase(ctx.db, subject);
  if (!row) throw new Error(`services has no case ${subject}`);
  const service = await serviceOfCase(ctx, row);
  const { state } = await instance(ctx, subject);
  if (state !== paymentStateOf(service.process)) return;
  // It waits for the last one: what was billed before has been paid.
  if ((await store.listFees(ctx.db, subject)).at(-1)?.bill !== id) return;
  await act(ctx, { instance: subject, action: feeActions.paid, key: `paid:${id}` });
  if (service.fee?.asked === 'application') await refreshSoon(ctx, subject);
});

/**
 * A case has come to an end: a bill that nobody has paid is void. What was paid goes back, of every bill, where the
 * definition says so, and always where it came too late to be of use.
 */
export async function closeFee(
  ctx: Context,
  { row, of, service }: LoadedCase,
  { end, status }: { readonly end: boolean; readonly status: Status },
): Promise<void> {
  if (!service.fee || !end) return;
  const fees = (await store.listFees(ctx.db, row.id)).filter(({ bill }) => bill !== null);
  if (fees.length === 0) return;
  const paid = (await journal(ctx, of)).filter(({ action }) => action === feeActions.paid);
  const asDefined = status === 'withdrawn' && service.fee.refund === 'withdrawal';
  const note = say('refundNote', () => ({ reference: row.reference })).az;
  for (const { seq, bill } of fees) {
    const wentOn = paid.some((step) => step.seq > seq);
    if (bill !== null) await closeBill(ctx, { bill, refund: !wentOn || asDefined, note });
  }
}
