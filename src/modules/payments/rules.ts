import { Decimal } from 'decimal.js';
import { isCreditorReference, makeCreditorReference, referenceIn } from '../../protocols/iso-11649/index.ts';
import type { AccountStatement, StatementEntry } from '../../protocols/camt053/index.ts';
import type { BillRow, BillState, Fault, Problem } from './entities.ts';

/** A year and eight digits, so that a reference is found in whatever a payer wrote around it. */
const referenceDigits = 12;

export const referenceOf = (year: number, number: number): string =>
  makeCreditorReference(`${year}${String(number).padStart(8, '0')}`);

/** In groups of four, as banks print references and accounts. */
export const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1\u00a0');

/** The reference that a payment bears: where a bank keeps references it stands there, else in the payer's words. */
export function referenceBorne({ reference, remittance }: Pick<StatementEntry, 'reference' | 'remittance'>) {
  const structured = reference?.toUpperCase().replace(/\s/g, '');
  if (structured !== undefined && isCreditorReference(structured)) return structured;
  return referenceIn(`${reference ?? ''} ${remittance ?? ''}`, referenceDigits);
}

/** What the ledger says of a bill. Sums as decimals. */
export interface Sums {
  readonly received: string;
  /** Ordered to go back, and not rejected. */
  readonly ordered: string;
  readonly sent: string;
  readonly voided: boolean;
}

export function stateOf({ amount }: Pick<BillRow, 'amount'>, { received, sent, voided }: Sums): BillState {
  if (voided) return 'void';
  if (new Decimal(received).lt(amount)) return 'open';
  return new Decimal(sent).gte(received) ? 'refunded' : 'paid';
}

/** What can still be sent back of what came in. */
export const refundable = ({ received, ordered }: Sums): string => new Decimal(received).minus(ordered).toFixed(2);

export const isMoney = (text: string): boolean => /^\d{1,12}(\.\d{1,2})?$/.test(text) && new Decimal(text).gt(0);

export const isMore = (amount: string, than: string): boolean => new Decimal(amount).gt(than);

/** Why an entry pays no bill by itself; undefined when it pays this one exactly. */
export function problemOf(
  entry: Pick<StatementEntry, 'amount' | 'currency' | 'reversal'>,
  reference: string | undefined,
  bill: (Pick<BillRow, 'amount' | 'currency'> & { readonly state: BillState }) | undefined,
): Problem | undefined {
  if (entry.reversal) return 'reversed';
  if (entry.currency !== (bill?.currency ?? 'AZN')) return 'currency';
  if (!bill) return reference === undefined ? 'no_reference' : 'unknown_reference';
  if (bill.state === 'void') return 'void';
  if (bill.state !== 'open') return 'paid_already';
  const difference = new Decimal(entry.amount).cmp(bill.amount);
  return difference === 0 ? undefined : difference < 0 ? 'part' : 'over';
}

/** What is known of the account from the statements that count. */
export interface Chain {
  /** Where the last one ended; an account of which nothing was read begins with nothing. */
  readonly expected: string;
  /** Another statement bears the same number. */
  readonly numberTaken: boolean;
}

/** Why a statement needs a second pair of eyes; empty when its balances prove it and it goes on where the last one ended. */
export function faultsOf(
  { balances, entries }: Pick<AccountStatement, 'balances' | 'entries'>,
  chain: Chain,
): readonly Fault[] {
  if (balances?.currency !== 'AZN') return ['no_balances'];
  const { opening, movement, closing } = balances;
  const found: Fault[] = [];
  // As much of it could be invented as went: the balances would be the same.
  if (entries.some(({ booked, credit }) => booked && !credit)) found.push('outgoing');
  if (!new Decimal(opening).plus(movement).eq(closing)) found.push('sum');
  if (!new Decimal(opening).eq(chain.expected)) found.push('gap');
  if (chain.numberTaken) found.push('number');
  return found;
}
