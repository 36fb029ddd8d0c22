import { Decimal } from 'decimal.js';
import type { QuotaState } from './entities.ts';

/** What the ledger says of a quota. Amounts are decimals; days are days in Baku. */
export interface Sums {
  /** Given in all: at first, by extensions, and restored after an end. */
  readonly given: string;
  /** Used, without what was given back. */
  readonly used: string;
  readonly left: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** The decision was taken back, or the quota given up. */
  readonly ended: boolean;
}

/** Use within the term may still be reported so many working days after it; what is left then is gone. */
export const reportingDays = 10;

export function stateOf({ left, validFrom, validTo, ended }: Sums, today: string): QuotaState {
  if (ended) return 'ended';
  if (today > validTo) return 'expired';
  if (today < validFrom) return 'upcoming';
  return new Decimal(left).gt(0) ? 'open' : 'used_up';
}

/** May a job begin today that uses so much? Without an amount: any at all. */
export function allows(sums: Sums, today: string, amount?: string): boolean {
  return stateOf(sums, today) === 'open' && (amount === undefined || !isMore(amount, sums.left));
}

export const isAmount = (text: string): boolean => /^\d{1,11}(\.\d{1,3})?$/.test(text) && new Decimal(text).gt(0);

export const isMore = (amount: string, than: string): boolean => new Decimal(amount).gt(than);

export const minus = (amount: string): string => new Decimal(amount).neg().toFixed(3);

/** Shares of what was given at which holder and office are told. */
export const warnedAt = [80, 100] as const;

/** The greatest of `warnedAt` that use has come to; undefined below them all. */
export function warningOf({ given, left }: Pick<Sums, 'given' | 'left'>): (typeof warnedAt)[number] | undefined {
  const total = new Decimal(given);
  if (!total.gt(0)) return undefined;
  const share = total.minus(left).mul(100).div(total);
  return warnedAt.findLast((limit) => share.gte(limit));
}

/** What a correction may come to: `back` of what was used, `more` of what is left. */
export function correctable({ used, left }: Pick<Sums, 'used' | 'left'>): {
  readonly back: string;
  readonly more: string;
} {
  return { back: used, more: left };
}

/** Without zeros at the end: `12.500` → `12.5`. */
export const short = (amount: string): string => new Decimal(amount).toFixed();
