import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { AccountStatement } from '../../../protocols/camt053/index.ts';
import { statementDecided } from '../refusals.ts';
import { referenceBorne } from '../rules.ts';
import * as statements from '../statement-store.ts';
import * as store from '../store.ts';
import { type Imported, nothingYet, takeEntries } from './importing.ts';
import { refuseOwnBills, statementObstacle } from './interest.ts';

/**
 * The second person decides on a statement that does not prove itself. Confirmed, its entries are taken as those of any
 * other; confirmed again, what was interrupted goes on. Of one that is rejected nothing is kept but that it was read.
 * @throws statementSameEyes, absentBarred, statementDecided, ownBill
 */
export async function decideStatement(
  ctx: Context,
  { statement: id, confirm }: { readonly statement: string; readonly confirm: boolean },
): Promise<Imported> {
  const row = await statements.findStatement(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, 'payments.confirmStatement', { institution: row.institution });
  const content = await statements.contentOf(ctx.db, id);
  if (!content) throw statementDecided();
  const { person = null } = ctx.actor;
  const obstacle = confirm ? statementObstacle(ctx, row) : undefined;
  if (obstacle) throw obstacle;
  if (confirm) await refuseOwnAmong(ctx, content);
  await inTransaction(ctx, async (inner) => {
    await store.lock(inner.db, id);
    const now = await statements.findStatement(inner.db, id);
    if (confirm && now?.stage === 'counts') return;
    if (now?.stage !== 'waiting') throw statementDecided();
    await statements.insertDecision(inner.db, { statement: id, confirmed: confirm, person, at: inner.vahid.now() });
    await audit(inner, 'payments.confirmStatement', id);
  });
  return confirm ? takeEntries(ctx, row, content) : nothingYet();
}

/** Nobody confirms what pays a bill of their own. */
async function refuseOwnAmong(ctx: Context, { entries }: AccountStatement): Promise<void> {
  const references = new Set(entries.map(referenceBorne).filter((one) => one !== undefined));
  await refuseOwnBills(ctx, 'payments.confirmStatement', await store.listBillsBy(ctx.db, [...references]));
}
