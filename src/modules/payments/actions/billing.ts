import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { accountsInForce } from '../definition.ts';
import type { BillState } from '../entities.ts';
import { isMore, referenceOf, refundable, stateOf } from '../rules.ts';
import * as store from '../store.ts';
import { orderRefundOf } from './refunding.ts';
import { tell } from './telling.ts';

export interface NewBill {
  readonly payer: { readonly person: string } | { readonly organisation: string };
  /** That is paid. */
  readonly institution: string;
  /** Manat, a decimal of at most two places. */
  readonly amount: string;
  /** The process for which it is owed: its kind, its instance, the name of its definition. */
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  readonly title: Text;
  readonly dueAt: Date;
  /** The same key issues one bill. */
  readonly effectKey: string;
}

/**
 * Issues a bill in the caller's transaction and tells the payer. For other rooms' programs, not a user's action: checks
 * no access. Answers the bill's id.
 */
export async function issueBill(ctx: Context, given: NewBill): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await store.lock(inner.db, given.effectKey);
    const before = await store.findBillByKey(inner.db, given.effectKey);
    if (before) return before.id;
    const now = inner.vahid.now();
    const institution = await inChargeOf(inner, given.institution);
    const account = accountsInForce(inner.vahid.releases).find((one) => one.institution === institution);
    if (!account) throw new Error(`no account in force for ${institution}`);
    const year = Number(bakuDate(now).slice(0, 4));
    const id = newId(now.getTime());
    const { amount, effectKey: effect_key, dueAt: due_at, title, subject, payer } = given;
    const reference = referenceOf(year, await store.nextNumber(inner.db, year));
    await store.insertBill(inner.db, {
      id,
      person: 'person' in payer ? payer.person : null,
      organisation: 'organisation' in payer ? payer.organisation : null,
      institution,
      iban: account.iban,
      bank: account.bank,
      amount,
      currency: 'AZN',
      reference,
      subject_kind: subject.kind,
      subject: subject.id,
      subject_name: subject.name,
      title,
      effect_key,
      due_at,
      issued_at: now,
    });
    await store.insertEntry(inner.db, { id: newId(), at: now, institution, kind: 'issued', bill: id, amount });
    await tell(inner, { id, subject: subject.id, reference }, 'toldIssued', { due: due_at });
    return id;
  });
}

/** How a bill stands, for the page of what it was issued for. */
export interface BillView {
  readonly id: string;
  readonly state: BillState;
  /** Decimals, manat. */
  readonly amount: string;
  readonly received: string;
  /** Of what came in: ordered to go back, and sent. */
  readonly returning: string;
  readonly returned: string;
  readonly institution: string;
  readonly iban: string;
  readonly bank: Text;
  /** The account is invented. */
  readonly sample: boolean;
  readonly reference: string;
  readonly dueAt: Date;
  readonly paidAt?: Date;
}

/** For a room that shows its own bill to whom its own access table lets in: checks no access. */
export async function billView(ctx: Context, id: string): Promise<BillView> {
  const row = await store.findBill(ctx.db, id);
  if (!row) throw new Error(`payments has no bill ${id}`);
  return viewOf(ctx, row);
}

export function viewOf({ vahid }: Context, row: store.Standing): BillView {
  const account = accountsInForce(vahid.releases).find(({ iban }) => iban === row.iban);
  return {
    id: row.id,
    state: stateOf(row, row),
    amount: row.amount,
    received: row.received,
    returning: row.ordered,
    returned: row.sent,
    institution: row.institution,
    iban: row.iban,
    bank: row.bank,
    sample: account?.sample === true,
    reference: row.reference,
    dueAt: row.due_at,
    ...(row.paidAt ? { paidAt: row.paidAt } : {}),
  };
}

/**
 * What it was issued for is over. A bill that is open is void from now on, and what came in for it in part goes back;
 * one that is paid is paid back where `refund` says so. It goes to the account that it came from, where that is one. A program's, as `issueBill`; a repeat changes nothing.
 */
export async function closeBill(
  ctx: Context,
  { bill: id, refund, note }: { readonly bill: string; readonly refund: boolean; readonly note: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await store.lock(inner.db, id);
    const row = await store.findBill(inner.db, id);
    if (!row) throw new Error(`payments has no bill ${id}`);
    const state = stateOf(row, row);
    const { institution, amount } = row;
    if (state === 'open')
      await store.insertEntry(inner.db, {
        id: newId(),
        at: inner.vahid.now(),
        institution,
        kind: 'void',
        bill: id,
        amount,
      });
    const rest = refundable(row);
    if (!isMore(rest, '0') || (state !== 'open' && !refund)) return;
    const from = await store.payerOf(inner.db, id);
    await orderRefundOf(inner, {
      bill: id,
      institution,
      amount: rest,
      iban: from?.payer_iban ?? null,
      holder: from?.payer_name ?? null,
      note,
      effectKey: `close:${id}`,
    });
  });
}
