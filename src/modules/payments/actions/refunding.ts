import { Decimal } from 'decimal.js';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { normaliseIban } from '../../../language/index.ts';
import * as refusals from '../refusals.ts';
import { isMoney, isMore, refundable } from '../rules.ts';
import * as store from '../store.ts';
import { refuseOwnBill, refuseSameEyes } from './interest.ts';

const longestNote = 1000;

/** The ground that an official wrote. @throws noteNeeded, noteTooLong */
export function groundIn(written: string): string {
  const note = plainText(written);
  if (note === '') throw refusals.noteNeeded();
  if (note.length > longestNote) throw refusals.noteTooLong({ max: longestNote });
  return note;
}

interface RefundOrder {
  readonly bill?: string;
  readonly bankEntry?: string;
  readonly institution: string;
  readonly amount: string;
  readonly iban: string | null;
  readonly holder: string | null;
  readonly note: string;
  readonly effectKey?: string;
}

/** Writes the order under the lock that the caller holds. */
export async function orderRefundOf(ctx: Context, order: RefundOrder): Promise<string> {
  const { bill = null, bankEntry: bank_entry = null, institution, amount, iban, holder, note } = order;
  const [id, now, person] = [newId(), ctx.vahid.now(), ctx.actor.person ?? null];
  const row = { id, institution, bill, bank_entry, amount, iban, holder, note, person, ordered_at: now };
  if (!(await store.insertRefund(ctx.db, { ...row, effect_key: order.effectKey ?? null }))) return id;
  const entry = { at: now, institution, kind: 'refund_ordered', bill, bank_entry, refund: id, amount, person } as const;
  await store.insertEntry(ctx.db, { id: newId(), ...entry });
  return id;
}

export interface RefundInput {
  readonly iban: string;
  readonly holder: string;
  readonly note: string;
}

function recipientIn({ iban: written, holder: name }: RefundInput): { readonly iban: string; readonly holder: string } {
  const iban = normaliseIban(written);
  if (!iban) throw refusals.ibanWrong();
  const holder = plainText(name).slice(0, 200);
  if (holder === '') throw refusals.holderNeeded();
  return { iban, holder };
}

/**
 * An official orders that money of a bill goes back, all of it or a part, as what was paid too much.
 * @throws ownBill, amountWrong, ibanWrong, holderNeeded, noteNeeded
 */
export async function refundBill(
  ctx: Context,
  { bill: id, amount, ...given }: RefundInput & { readonly bill: string; readonly amount: string },
): Promise<void> {
  const asked = await store.findBill(ctx.db, id);
  if (!asked) throw notFound();
  allow(ctx, 'payments.orderRefund', { institution: asked.institution });
  await refuseOwnBill(ctx, 'payments.orderRefund', asked);
  await inTransaction(ctx, async (inner) => {
    await store.lock(inner.db, id);
    const row = (await store.findBill(inner.db, id)) ?? asked;
    const most = refundable(row);
    if (!isMoney(amount) || isMore(amount, most)) throw refusals.amountWrong({ most });
    const { institution } = row;
    await orderRefundOf(inner, { bill: id, institution, amount, ...recipientIn(given), note: groundIn(given.note) });
    await audit(inner, 'payments.orderRefund', id);
  });
}

/** Money that belongs to no bill goes back as it came. @throws entrySettled, entryNotOurs, amountWrong, ibanWrong, holderNeeded, noteNeeded */
export async function refundEntry(ctx: Context, { entry: id, ...given }: RefundInput & { readonly entry: string }) {
  await inTransaction(ctx, async (inner) => {
    await store.lock(inner.db, id);
    const row = await store.findBankEntry(inner.db, id);
    if (!row) throw notFound();
    allow(inner, 'payments.orderRefund', { institution: row.institution });
    if (!(await store.isUnsettled(inner.db, id))) throw refusals.entrySettled();
    if (row.currency !== 'AZN' || row.problem === 'reversed') throw refusals.entryNotOurs();
    const { institution } = row;
    // Never more than came in, where a bank counts smaller parts.
    const amount = new Decimal(row.amount).toFixed(2, Decimal.ROUND_DOWN);
    if (!isMoney(amount)) throw refusals.amountWrong({ most: amount });
    const order = { bankEntry: id, institution, amount, ...recipientIn(given), note: groundIn(given.note) };
    await orderRefundOf(inner, order);
    await audit(inner, 'payments.orderRefund', id);
  });
}

/**
 * The second person decides on an order. Of one that the program ordered, as a definition has it, the first is who
 * brought the money. @throws ownBill, sameEyes, broughtMoney, absentBarred, refundSettled, accountMissing
 */
export async function decideRefund(
  ctx: Context,
  { refund: id, confirm }: { readonly refund: string; readonly confirm: boolean },
): Promise<void> {
  if (confirm) {
    const { bill } = await findRefund(ctx, id, 'payments.confirmRefund');
    const of = bill === null ? undefined : await store.findBill(ctx.db, bill);
    await refuseOwnBill(ctx, 'payments.confirmRefund', of);
  }
  await inTransaction(ctx, async (inner) => {
    const row = await lockRefund(inner, id, 'payments.confirmRefund');
    if (row.stage !== 'ordered') throw refusals.refundSettled();
    if (confirm) await refuseSameEyes(inner, row);
    if (confirm && row.iban === null) throw refusals.accountMissing();
    await noteRefund(inner, row, confirm ? 'refund_confirmed' : 'refund_rejected');
    await audit(inner, 'payments.confirmRefund', id);
  });
}

async function findRefund(ctx: Context, id: string, action: string): Promise<store.RefundWithStage> {
  const row = await store.findRefund(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, action, { institution: row.institution });
  return row;
}

/** Under the lock of what the money belongs to. */
export async function lockRefund(ctx: Context, id: string, action: string): Promise<store.RefundWithStage> {
  const found = await findRefund(ctx, id, action);
  await store.lock(ctx.db, found.bill ?? found.bank_entry ?? id);
  return findRefund(ctx, id, action);
}

export async function noteRefund(
  ctx: Context,
  { id: refund, institution, bill, bank_entry, amount }: store.RefundWithStage,
  kind: 'refund_confirmed' | 'refund_rejected' | 'refund_sent',
): Promise<void> {
  const at = ctx.vahid.now();
  const person = ctx.actor.person ?? null;
  await store.insertEntry(ctx.db, { id: newId(), at, institution, kind, bill, bank_entry, refund, amount, person });
}
