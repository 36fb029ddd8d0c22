import { Decimal } from 'decimal.js';
import type { Text } from '../../../language/lang.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { programOf } from '../definition/types.ts';
import type { CaseData } from './values.ts';

/** What is to be paid for a case. Amounts are decimals in manat. */
export type FeeVerdict =
  | { readonly state: 'due'; readonly amount: string }
  | { readonly state: 'waived'; readonly reason: Text; readonly article: string }
  | { readonly state: 'none' }
  /** A fact on which it depends has not been received. */
  | { readonly state: 'unknown' };

/** A service whose fee comes to nothing, in this case, takes none. @throws Error for a formula that gives a sum below nothing */
export function feeOf({ name, fee, fields }: CompiledService, data: CaseData): FeeVerdict {
  if (!fee) return { state: 'none' };
  if (fee.uses.some((field) => data.missing.has(field))) return { state: 'unknown' };
  const { waiver } = fee;
  if (waiver && programOf(fields, waiver.when).evaluate(data.values) === true)
    return { state: 'waived', reason: waiver.reason, article: waiver.article };
  const amount = fee.amount ?? programOf(fields, fee.formula ?? '').evaluate(data.values);
  if (typeof amount !== 'string') return { state: 'unknown' };
  if (amount.startsWith('-')) throw new Error(`the fee of ${name} comes to ${amount}`);
  return Number(amount) === 0 ? { state: 'none' } : { state: 'due', amount: withQepik(amount) };
}

/** `15` → `15.00`. */
function withQepik(amount: string): string {
  const [manat = '0', qepik = ''] = amount.split('.');
  return `${manat}.${qepik.padEnd(2, '0')}`;
}

/** What of a fee no bill was issued for; undefined where nothing is left. Decimals in manat. */
export function owedBeside(amount: string, billed: readonly string[]): string | undefined {
  const rest = new Decimal(amount).minus(totalOf(billed));
  return rest.gt(0) ? rest.toFixed(2) : undefined;
}

export const totalOf = (amounts: readonly string[]): string => Decimal.sum(0, ...amounts).toFixed(2);
