import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bankFileContent, findBankFile, insertBankFile, listFiled, listUnfiled } from '../bank-file-store.ts';
import type { BankFileRow } from '../entities.ts';
import { noteReading } from '../reading.ts';
import { refundFile } from '../refund-file.ts';
import { nothingToSend } from '../refusals.ts';
import * as store from '../store.ts';
import { noteRefund, lockRefund } from './refunding.ts';
import { tell } from './telling.ts';

/** Of one file; what is more waits for the next. */
const mostRefunds = 5000;

/**
 * Puts all confirmed refunds that are in no file into one for the bank. Two who ask at the same moment come one after
 * the other: a refund is in one file. @throws nothingToSend
 */
export async function makeBankFile(ctx: Context, { institution }: { readonly institution: string }): Promise<string> {
  allow(ctx, 'payments.sendRefunds', { institution });
  return inTransaction(ctx, async (inner) => {
    await store.lock(inner.db, `files of ${institution}`);
    const refunds = await listUnfiled(inner.db, institution, mostRefunds);
    if (refunds.length === 0) throw nothingToSend();
    const content = refundFile(refunds);
    const now = inner.vahid.now();
    const row = {
      id: newId(now.getTime()),
      institution,
      refunds: refunds.length,
      amount: Decimal.sum(...refunds.map(({ amount }) => amount)).toFixed(2),
      digest: createHash('sha256').update(content).digest('hex'),
      person: inner.actor.person ?? null,
      made_at: now,
    };
    await insertBankFile(inner.db, row, { content, refunds: refunds.map(({ id }) => id) });
    await audit(inner, 'payments.sendRefunds', row.id);
    return row.id;
  });
}

async function fileFor(ctx: Context, id: string): Promise<BankFileRow> {
  const row = await findBankFile(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, 'payments.sendRefunds', { institution: row.institution });
  return row;
}

/** The file as it was made, whoever downloads it and how often. Each download is noted. */
export async function downloadBankFile(
  ctx: Context,
  id: string,
): Promise<{ readonly row: BankFileRow; readonly content: string }> {
  const row = await fileFor(ctx, id);
  const content = await bankFileContent(ctx.db, id);
  if (content === undefined) throw notFound();
  if (createHash('sha256').update(content).digest('hex') !== row.digest)
    throw new Error(`bank file ${id} is not as it was made`);
  await noteReading(ctx, row.institution, id);
  return { row, content };
}

/** The bank has the file: what stands in it has gone. Said again it changes nothing. */
export async function markSent(ctx: Context, { bankFile }: { readonly bankFile: string }): Promise<void> {
  await fileFor(ctx, bankFile);
  await inTransaction(ctx, async (inner) => {
    for (const id of await listFiled(inner.db, bankFile)) {
      const row = await lockRefund(inner, id, 'payments.sendRefunds');
      if (row.stage !== 'filed') continue;
      await noteRefund(inner, row, 'refund_sent');
      const bill = row.bill === null ? undefined : await store.findBill(inner.db, row.bill);
      if (bill) await tell(inner, { ...bill, id: row.id }, 'toldRefunded');
    }
    await audit(inner, 'payments.sendRefunds', bankFile);
  });
}
