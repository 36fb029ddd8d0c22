import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { BankEntryRow } from '../entities.ts';
import * as refusals from '../refusals.ts';
import { stateOf } from '../rules.ts';
import * as store from '../store.ts';
import { receive } from './importing.ts';
import { refuseOwnBill } from './interest.ts';
import { groundIn } from './refunding.ts';

/**
 * An official puts money that no reference led anywhere to a bill, and says why. Less than the bill waits there for the
 * rest; of more, the rest can be sent back from the bill.
 * @throws ownBill, billUnknown, billClosed, entrySettled, entryNotOurs, noteNeeded
 */
export async function matchEntry(
  ctx: Context,
  {
    entry: id,
    reference,
    note: written,
  }: { readonly entry: string; readonly reference: string; readonly note: string },
): Promise<void> {
  const asked = reference.toUpperCase().replace(/\s/g, '');
  await entryFor(ctx, id);
  await refuseOwnBill(ctx, 'payments.matchEntry', await store.findBillByReference(ctx.db, asked));
  await inTransaction(ctx, async (inner) => {
    const row = await lockLoose(inner, id);
    if (row.currency !== 'AZN' || row.problem === 'reversed') throw refusals.entryNotOurs();
    const found = await store.findBillByReference(inner.db, asked);
    if (found?.institution !== row.institution) throw refusals.billUnknown();
    const note = groundIn(written);
    await store.lock(inner.db, found.id);
    const bill = await store.findBill(inner.db, found.id);
    if (!bill || stateOf(bill, bill) !== 'open') throw refusals.billClosed();
    await receive(inner, bill, row, note);
    await audit(inner, 'payments.matchEntry', id);
  });
}

/** There is nothing to do about an entry, and why. @throws entrySettled, noteNeeded */
export async function setAside(
  ctx: Context,
  { entry: id, note: written }: { readonly entry: string; readonly note: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { institution, amount } = await lockLoose(inner, id);
    const note = groundIn(written);
    const at = inner.vahid.now();
    const person = inner.actor.person ?? null;
    const row = { id: newId(), at, institution, kind: 'set_aside', bank_entry: id, person, note } as const;
    await store.insertEntry(inner.db, { ...row, amount });
    await audit(inner, 'payments.matchEntry', id);
  });
}

async function entryFor(ctx: Context, id: string): Promise<BankEntryRow> {
  const row = await store.findBankEntry(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, 'payments.matchEntry', { institution: row.institution });
  return row;
}

async function lockLoose(ctx: Context, id: string): Promise<BankEntryRow> {
  await store.lock(ctx.db, id);
  const row = await entryFor(ctx, id);
  if (!(await store.isUnsettled(ctx.db, id))) throw refusals.entrySettled();
  return row;
}
