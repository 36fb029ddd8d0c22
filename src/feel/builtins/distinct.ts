import { spend } from '../fuel.ts';
import { Decimal } from '../values/decimal.ts';
import { equal } from '../values/equal.ts';
import type { Value } from '../values/value.ts';

/** The same for equal values and no others; undefined for values that have to be compared. */
export function keyOf(value: Value): string | undefined {
  if (typeof value === 'string') return `"${value}`;
  if (value instanceof Decimal) return value.isZero() ? '0' : value.toExponential();
  return value === null || typeof value === 'boolean' ? String(value) : undefined;
}

/** The first of all that are equal, in their order. */
export function distinct(list: readonly Value[]): Value[] {
  const keys = new Set<string>();
  const compared: Value[] = [];
  return list.filter((value) => {
    spend(1);
    const key = keyOf(value);
    if (key !== undefined) {
      const isNew = !keys.has(key);
      keys.add(key);
      return isNew;
    }
    spend(compared.length);
    if (compared.some((other) => equal(other, value) === true)) return false;
    compared.push(value);
    return true;
  });
}
