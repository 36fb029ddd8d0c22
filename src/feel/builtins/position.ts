import type { Decimal } from '../values/decimal.ts';

/** Fractions are cut off; a number that no list reaches stays too large. */
export const wholePart = (number: Decimal): number => number.trunc().toNumber();

/**
 * The index that a position means in a list or text: 1 is the first, -1 the last. Null where there is no such place
 * (DMN 1.5, tables 74 and 75: positions are within [-L..L] without zero).
 */
export function positionIn(length: number, position: Decimal): number | null {
  const whole = wholePart(position);
  if (whole >= 1 && whole <= length) return whole - 1;
  return whole <= -1 && whole >= -length ? length + whole : null;
}
