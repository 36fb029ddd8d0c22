/*
 * Money is counted in qəpik and percent in hundredths, as whole numbers: never binary floating point.
 */

const decimalPattern = /^\d{1,14}(?:\.\d{1,2})?$/;

/** A decimal as it is kept, `1234.5`; undefined where what was typed is none. Pages read what each language writes. */
export function readDecimal(typed: string): string | undefined {
  const text = typed.trim();
  return decimalPattern.test(text) ? text.replace(/^0+(?=\d)/, '') : undefined;
}

/** Hundredths of a decimal as the database gives it: `1234.5` → 123450n. Digits beyond are refused. */
export function hundredths(decimal: string): bigint {
  const [, whole = '0', part = ''] = /^(\d+)(?:\.(\d{1,2})0*)?$/.exec(decimal) ?? [];
  if (!/^\d+(?:\.\d{1,2}0*)?$/.test(decimal)) throw new RangeError(`not a decimal of two digits: ${decimal}`);
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
}

export function toDecimal(amount: bigint): string {
  const digits = amount.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const sumOf = (decimals: readonly string[]): string =>
  toDecimal(decimals.reduce((sum, one) => sum + hundredths(one), 0n));

/** The largest of those that are known. */
export const largestOf = (decimals: readonly (string | null | undefined)[]): string | undefined =>
  decimals
    .filter((one) => one !== null && one !== undefined)
    .reduce<string | undefined>((most, one) => (most === undefined || exceeds(one, most, 100) ? one : most), undefined);

/** More than so many percent of another sum. */
export const exceeds = (amount: string, of: string, percent: number): boolean =>
  hundredths(amount) * 100n > hundredths(of) * BigInt(percent);

/** The shares are exactly the whole. */
export const isWhole = (percents: readonly string[]): boolean =>
  percents.reduce((sum, one) => sum + hundredths(one), 0n) === 10_000n;
