import { createHash } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { publish } from '../../../kernel/event.ts';
import { newId } from '../../../kernel/identifier.ts';
import { inChargeOf } from '../../identity/index.ts';
import type { AccountStatement, StatementEntry } from '../../../protocols/camt053/index.ts';
import { accountsInForce } from '../definition.ts';
import type { BankEntryRow, Format, Problem } from '../entities.ts';
import { billPaid } from '../events.ts';
import { accountUnknown } from '../refusals.ts';
import { faultsOf, problemOf, referenceBorne, stateOf } from '../rules.ts';
import { readStatements } from '../statement.ts';
import * as statements from '../statement-store.ts';
import * as store from '../store.ts';
import { tell } from './telling.ts';

/** What became of the entries of a file. */
export interface Imported {
  /** Paid a bill. */
  matched: number;
  /** Came in and belong to no bill by themselves. */
  unmatched: number;
  /** Were known from another statement. */
  known: number;
  /** Are none of ours: money that went, or that is not booked yet. */
  passed: number;
  /** Statements of which nothing was taken: a second official has to confirm them. */
  waiting: readonly string[];
}

export const nothingYet = (): Imported => ({ matched: 0, unmatched: 0, known: 0, passed: 0, waiting: [] });

/**
 * Reads a bank's statement. One whose balances prove it, and that goes on where the last one ended, is taken at once;
 * any other waits for a second official (`decideStatement`). Every entry is taken in a transaction of its own: what was interrupted goes on when the
 * file is read again, and what was taken is not taken twice. `institution`: whose accounts they may be; the operator's
 * command takes those of every institution.
 * @throws statementUnreadable, statementLineWrong, statementColumnsMissing, statementTooLarge, accountUnknown
 */
export async function importStatement(
  ctx: Context,
  given: { readonly format: Format; readonly text: string; readonly institution?: string | undefined },
): Promise<Imported> {
  const { format, institution } = given;
  allow(ctx, 'payments.importStatement', { institution });
  const read = readStatements(format, given.text);
  const accounts = accountsInForce(ctx.vahid.releases);
  const owned: (AccountStatement & { readonly institution: string })[] = [];
  for (const statement of read) {
    const account = accounts.find(({ iban }) => iban === statement.iban);
    const owner = account && (await inChargeOf(ctx, account.institution));
    if (owner === undefined || (institution !== undefined && owner !== institution))
      throw accountUnknown({ iban: statement.iban });
    owned.push({ ...statement, institution: owner });
  }
  let done = nothingYet();
  for (const statement of owned) {
    const { id, stage } = await noteStatement(ctx, statement, format);
    if (stage === 'waiting') done = { ...done, waiting: [...done.waiting, id] };
    else done = await takeEntries(ctx, { ...statement, id }, statement, done);
  }
  return done;
}

/** Takes the entries of a statement that counts; `done`: what became of others before. */
export async function takeEntries(
  ctx: Context,
  of: Of,
  statement: AccountStatement,
  done = nothingYet(),
): Promise<Imported> {
  const now = { ...done };
  for (const entry of withKeys(statement)) now[await takeEntry(ctx, of, entry)] += 1;
  return now;
}

/** Notes that a statement was read; one that was read before, and not rejected, is the same one. */
async function noteStatement(
  ctx: Context,
  { institution, ...told }: AccountStatement & { readonly institution: string },
  format: Format,
): Promise<Pick<statements.StatementWithStage, 'id' | 'stage'>> {
  const { iban, balances, entries } = told;
  const number = told.id.slice(0, 100);
  const digest = createHash('sha256').update(JSON.stringify(told)).digest('hex');
  return inTransaction(ctx, async (inner) => {
    // One after another: each goes on where the one before it ended.
    await store.lock(inner.db, `statements of ${iban}`);
    const same = await statements.findSame(inner.db, iban, digest);
    const now = inner.vahid.now();
    const id = same?.id ?? newId(now.getTime());
    await audit(inner, 'payments.importStatement', id);
    if (same) return same;
    const chain = await statements.chainOf(inner.db, iban, number);
    const faults = faultsOf(told, chain);
    await statements.insertStatement(inner.db, {
      id,
      institution,
      iban,
      number,
      format,
      digest,
      faults: [...faults],
      entries: entries.length,
      person: inner.actor.person ?? null,
      imported_at: now,
      opening: balances?.opening ?? null,
      closing: balances?.closing ?? null,
      expected: chain.expected,
    });
    if (faults.length > 0) await statements.insertContent(inner.db, id, told);
    return { id, stage: faults.length > 0 ? 'waiting' : 'counts' };
  });
}

type Keyed = StatementEntry & {
  readonly key: string;
  /** Under which it is kept where the bank has given its reference to another entry before. */
  readonly otherKey: string;
};

/**
 * By the bank's reference; where it gives none, by everything that the entry says, and the how manieth of its like it
 * is: another statement of the same day tells the same in the same order.
 */
function withKeys({ iban, entries }: AccountStatement): readonly Keyed[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const { bankReference, bookedOn, amount, currency, reference, remittance, payerIban, credit, reversal } = entry;
    const turn = reversal ? ' reversal' : '';
    const said = [bookedOn, amount, currency, credit, reference, remittance, payerIban].join('|');
    const otherKey = `${iban} ${bookedOn} ${digest(`${bankReference ?? ''}|${said}`)}${turn}`;
    if (bankReference !== undefined)
      return { ...entry, key: `${iban} ${bankReference}${turn}`.slice(0, 200), otherKey };
    const count = (seen.get(said) ?? 0) + 1;
    seen.set(said, count);
    return { ...entry, key: `${iban} ${bookedOn} ${digest(said)} ${count}${turn}`, otherKey };
  });
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

type Of = { readonly id: string; readonly institution: string; readonly iban: string };

async function takeEntry(ctx: Context, of: Of, entry: Keyed): Promise<Exclude<keyof Imported, 'waiting'>> {
  if (!entry.booked || (!entry.credit && !entry.reversal)) return 'passed';
  return inTransaction(ctx, async (inner) => {
    const reference = referenceBorne(entry);
    const found = reference === undefined ? undefined : await store.findBillByReference(inner.db, reference);
    const ours = found && found.iban === of.iban ? found : undefined;
    // Under the bill's lock: two imports of one payment, or of two, come one after the other.
    if (ours) await store.lock(inner.db, ours.id);
    const bill = ours && (await store.findBill(inner.db, ours.id));
    const standing = bill && { ...bill, state: stateOf(bill, bill) };
    const problem = problemOf(entry, reference, standing) ?? null;
    const row = rowOf(inner, of, entry, { reference, bill: bill?.id, problem });
    if (!(await insertOnce(inner, row, entry.otherKey))) return 'known';
    if (problem !== null || !bill) return 'unmatched';
    await receive(inner, bill, { id: row.id, amount: entry.amount });
    return 'matched';
  });
}

function rowOf(
  { vahid }: Context,
  { id: statement, institution, iban }: Of,
  entry: Keyed,
  given: {
    readonly reference: string | undefined;
    readonly bill: string | undefined;
    readonly problem: Problem | null;
  },
): BankEntryRow {
  return {
    id: newId(),
    statement,
    key: entry.key,
    institution,
    iban,
    booked_on: entry.bookedOn,
    amount: entry.amount,
    currency: entry.currency,
    reference: given.reference ?? null,
    bill: given.bill ?? null,
    problem: given.problem,
    remittance: entry.remittance?.slice(0, 1000) ?? null,
    payer_name: entry.payerName?.slice(0, 200) ?? null,
    payer_iban: entry.payerIban?.slice(0, 34) ?? null,
    imported_at: vahid.now(),
  };
}

/**
 * False when the entry is known. Some banks number the entries of each statement anew: one that says another sum,
 * another day or another bill than the one of its number is another one.
 */
async function insertOnce({ db }: Context, row: BankEntryRow, otherKey: string): Promise<boolean> {
  if (await store.insertBankEntry(db, row)) return true;
  return !(await store.isSameEntry(db, row)) && store.insertBankEntry(db, { ...row, key: otherKey });
}

/**
 * Puts money to a bill, under the bill's lock. Paid in full it is told to whoever waits for it, once: the ledger holds
 * one such entry of a bill.
 */
export async function receive(
  ctx: Context,
  bill: store.Standing,
  money: { readonly id: string; readonly amount: string },
  ground?: string,
): Promise<void> {
  const at = ctx.vahid.now();
  const { id, institution, subject, subject_kind: kind } = bill;
  const person = ctx.actor.person ?? null;
  const common = { at, institution, bill: id, person };
  const note = ground === undefined ? {} : { note: ground };
  const received = { id: newId(), ...common, kind: 'received', bank_entry: money.id, amount: money.amount } as const;
  if (!(await store.insertEntry(ctx.db, { ...received, ...note }))) return;
  const now = await store.findBill(ctx.db, id);
  if (!now || stateOf(now, now) !== 'paid') return;
  if (!(await store.insertEntry(ctx.db, { id: newId(), ...common, kind: 'paid', amount: bill.amount }))) return;
  await tell(ctx, bill, 'toldPaid');
  await publish(ctx, billPaid, { bill: id, kind, subject });
}
