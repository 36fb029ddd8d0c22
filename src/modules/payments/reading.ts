import { allow, permitted } from '../../kernel/access.ts';
import { auditReading } from '../../kernel/audit.ts';
import type { Context } from '../../kernel/context.ts';
import { notFound } from '../../kernel/refusal.ts';
import type { AccountStatement } from '../../protocols/camt053/index.ts';
import { inChargeOf } from '../identity/index.ts';
import { viewOf, type BillView } from './actions/billing.ts';
import { statementObstacle } from './actions/interest.ts';
import { type Account, accountsInForce } from './definition.ts';
import type { BankEntryRow, BillRow, StatementRow } from './entities.ts';
import { refundable, stateOf } from './rules.ts';
import { type BankFileView, listBankFiles, listUnfiled } from './bank-file-store.ts';
import { contentOf, findStatement, lastStatement, listWaiting, type StatementWithStage } from './statement-store.ts';
import * as store from './store.ts';

const pageSize = 50;
const mostUnmatched = 100;
const mostRefunds = 200;
const mostFiles = 10;

export interface PaymentsView {
  readonly institution: string;
  /** Others whose payments one may read too. */
  readonly others: readonly string[];
  readonly account: Account | undefined;
  readonly unmatched: { readonly items: readonly BankEntryRow[]; readonly total: number };
  readonly ordered: readonly store.RefundWithStage[];
  /** In no file for the bank yet. */
  readonly confirmed: readonly store.RefundWithStage[];
  readonly files: readonly BankFileView[];
  readonly bills: readonly (BillRow & Pick<BillView, 'state'>)[];
  readonly total: number;
  readonly pages: number;
  /** The latest that counts. */
  readonly last: StatementRow | undefined;
  /** For a second official to confirm. */
  readonly waiting: readonly StatementRow[];
  readonly may: Readonly<Record<'import' | 'confirm' | 'send', boolean>>;
}

/** The institution asked for, or the first in which the actor may read payments; an auditor reads those with an account. */
async function placesOf(ctx: Context, asked: string | undefined): Promise<readonly [string, ...string[]]> {
  const lines = ctx.vahid.access['payments.readPayments'] ?? [];
  const paid = await Promise.all(
    accountsInForce(ctx.vahid.releases).map(({ institution }) => inChargeOf(ctx, institution)),
  );
  const held = ctx.actor.appointments.map(({ institution }) => institution);
  const readable = [...new Set([...held, ...paid])].filter((institution) =>
    permitted(lines, ctx.actor, { institution }),
  );
  const first = asked ?? readable.find((one) => paid.includes(one)) ?? readable[0];
  allow(ctx, 'payments.readPayments', { institution: first });
  if (first === undefined) throw notFound();
  return [first, ...readable.filter((one) => one !== first)];
}

/** Money that came in, refunds and bills of an institution. */
export async function paymentsView(
  ctx: Context,
  {
    institution: asked,
    search,
    page,
  }: { readonly institution: string | undefined; readonly search: string; readonly page: number },
): Promise<PaymentsView> {
  const [institution, ...others] = await placesOf(ctx, asked);
  const found = await store.listBills(ctx.db, institution, {
    search: search.toUpperCase().replace(/\s/g, ''),
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const may = (action: string) => permitted(ctx.vahid.access[`payments.${action}`] ?? [], ctx.actor, { institution });
  return {
    institution,
    others,
    account: accountsInForce(ctx.vahid.releases).find((one) => one.institution === institution),
    unmatched: await store.listUnmatched(ctx.db, institution, mostUnmatched),
    ordered: await store.listRefunds(ctx.db, institution, 'ordered', mostRefunds),
    confirmed: await listUnfiled(ctx.db, institution, mostRefunds),
    files: await listBankFiles(ctx.db, institution, mostFiles),
    bills: found.items.map((row) => ({ ...row, state: stateOf(row, row) })),
    total: found.total,
    pages: Math.ceil(found.total / pageSize),
    last: await lastStatement(ctx.db, institution),
    waiting: await listWaiting(ctx.db, institution, mostRefunds),
    may: { import: may('importStatement'), confirm: may('confirmRefund'), send: may('sendRefunds') },
  };
}

export interface EntryView {
  readonly row: BankEntryRow;
  /** Of the bill whose reference it bears. */
  readonly bill: store.Standing | undefined;
  /** Nothing has been done with the money yet. */
  readonly open: boolean;
  readonly may: boolean;
}

/** Money that came in, with whose it is: who reads that is noted. */
export async function entryView(ctx: Context, id: string): Promise<EntryView> {
  const row = await store.findBankEntry(ctx.db, id);
  if (!row) throw notFound();
  const { institution } = row;
  allow(ctx, 'payments.readPayments', { institution });
  await noteReading(ctx, institution, id);
  const open = row.problem !== null && (await store.isUnsettled(ctx.db, id));
  const may = permitted(ctx.vahid.access['payments.matchEntry'] ?? [], ctx.actor, { institution });
  return { row, bill: row.bill === null ? undefined : await store.findBill(ctx.db, row.bill), open, may };
}

export interface BillDeskView extends BillView {
  readonly row: store.Standing;
  readonly ledger: readonly store.LedgerRow[];
  /** What can be sent back. */
  readonly most: string;
  /** From where the money came, for a refund; undefined where it came from several. */
  readonly from: Pick<BankEntryRow, 'payer_iban' | 'payer_name'> | undefined;
  readonly may: boolean;
}

export async function billDeskView(ctx: Context, id: string): Promise<BillDeskView> {
  const row = await store.findBill(ctx.db, id);
  if (!row) throw notFound();
  const { institution } = row;
  allow(ctx, 'payments.readPayments', { institution });
  await noteReading(ctx, institution, id);
  return {
    ...viewOf(ctx, row),
    row,
    ledger: await store.listLedger(ctx.db, id),
    most: refundable(row),
    from: await store.payerOf(ctx.db, id),
    may: permitted(ctx.vahid.access['payments.orderRefund'] ?? [], ctx.actor, { institution }),
  };
}

/** A line in the audit: who opened what, and in which office. */
export async function noteReading(ctx: Context, institution: string, subject: string): Promise<void> {
  const { appointments } = ctx.actor;
  const office =
    appointments.find((held) => held.institution === institution) ??
    appointments.find(({ role }) => role === 'auditor');
  if (office) await auditReading(ctx, 'payments.readPayments', subject, office);
}

export interface StatementView {
  readonly row: StatementWithStage;
  /** What it tells, where it waits or has waited and its time is not over. */
  readonly content: AccountStatement | undefined;
  readonly may: boolean;
}

/** A statement that waits, or has waited, for a second official. */
export async function statementView(ctx: Context, id: string): Promise<StatementView> {
  const row = await findStatement(ctx.db, id);
  if (!row) throw notFound();
  const { institution } = row;
  allow(ctx, 'payments.readPayments', { institution });
  await noteReading(ctx, institution, id);
  const mayConfirm = permitted(ctx.vahid.access['payments.confirmStatement'] ?? [], ctx.actor, { institution });
  const may = mayConfirm && row.stage === 'waiting' && statementObstacle(ctx, row) === undefined;
  return { row, content: await contentOf(ctx.db, id), may };
}
