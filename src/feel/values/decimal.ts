import { Decimal as DecimalJs } from 'decimal.js';

// Numbers of FEEL are decimals of 34 digits, rounded half to even (DMN 1.5, 10.3.2.3.1: IEEE 754-2008 decimal128).
// Below 1e-6143 all 34 digits are kept, so that every result is rounded once; below 1e-6176 it is zero.
const limits = {
  precision: 34,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  modulo: DecimalJs.ROUND_FLOOR,
  minE: -6176,
  maxE: 6144,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  defaults: true,
} as const;

export const Decimal = DecimalJs.clone(limits);

/** A finite number. Every one comes from `parseDecimal`, `fromNumber`, `fromBigInt` or the functions below. */
export type Decimal = DecimalJs;

const digits = 34;

/** Highest and lowest number of places that a rounding function takes. */
const scales = { lowest: -6111, highest: 6176 } as const;

const finite = (value: Decimal): Decimal | null => (value.isFinite() ? value : null);

const shortened = (value: Decimal): Decimal | null => {
  if (!value.isFinite()) return null;
  return value.precision() > digits ? value.toSignificantDigits(digits) : value;
};

const literal = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number as FEEL writes it, with or without a minus before it: `12`, `.5`, `1.2e-3`. Null for other texts. */
export function parseDecimal(text: string): Decimal | null {
  if (!literal.test(text)) return null;
  const value = new Decimal(text);
  return text.length > digits ? shortened(value) : finite(value);
}

/** The number that prints like the double; null for NaN and the infinities. */
export function fromNumber(value: number): Decimal | null {
  return finite(new Decimal(value));
}

export function fromBigInt(value: bigint): Decimal | null {
  return shortened(new Decimal(value.toString()));
}

/** Plain digits, never with an exponent, without zeros at the end. */
export function formatDecimal(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** Whole number without rounding; null where it is none or more than a double can hold. */
export function toInteger(value: Decimal): number | null {
  if (!value.isInteger()) return null;
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number + 0 : null;
}

/** `coefficient * 10 ** exponent`, exactly; the coefficient may end in zeros. */
export function toParts(value: Decimal): { readonly coefficient: bigint; readonly exponent: number } {
  // The library keeps limbs of seven digits, the first without zeros before it.
  const [first = 0, ...rest] = value.d;
  const size = BigInt(first + rest.map((limb) => String(limb).padStart(7, '0')).join(''));
  return {
    coefficient: value.isNegative() ? -size : size,
    exponent: size === 0n ? 0 : 7 * (Math.floor(value.e / 7) - rest.length),
  };
}

export const add = (a: Decimal, b: Decimal): Decimal | null => finite(a.plus(b));
export const subtract = (a: Decimal, b: Decimal): Decimal | null => finite(a.minus(b));
export const multiply = (a: Decimal, b: Decimal): Decimal | null => finite(a.times(b));
export const divide = (a: Decimal, b: Decimal): Decimal | null => finite(a.dividedBy(b));
export const negate = (value: Decimal): Decimal => value.negated();
export const abs = (value: Decimal): Decimal => value.absoluteValue();
/** Like the library's `comparedTo`, which copies its argument at every call. */
export function compare(a: Decimal, b: Decimal): number {
  const x = a.d;
  const y = b.d;
  if (a.s !== b.s || x[0] === 0 || y[0] === 0) return signOf(a) - signOf(b);
  if (a.e !== b.e) return a.e > b.e ? a.s : -a.s;
  const length = Math.min(x.length, y.length);
  for (let index = 0; index < length; index++) {
    const one = x[index] ?? 0;
    const other = y[index] ?? 0;
    if (one !== other) return one > other ? a.s : -a.s;
  }
  return x.length === y.length ? 0 : x.length > y.length ? a.s : -a.s;
}

const signOf = (value: Decimal): number => (value.d[0] === 0 ? 0 : value.s);

// The library rounds the parts of a whole power on the way, which an exact half does not forgive.
// It takes a negative power by way of the positive one, which may be larger than any number of FEEL.
const Wide = DecimalJs.clone({ ...limits, precision: 120, minE: -9e15, maxE: 9e15 });

/** Null where the power is no real number, or too large. */
export function power(base: Decimal, exponent: Decimal): Decimal | null {
  if (!exponent.isInteger()) return finite(base.toPower(exponent));
  return shortened(new Decimal(new Wide(base).toPower(exponent)));
}

/** `dividend - divisor * floor(dividend / divisor)`: the sign is that of the divisor. */
export function modulo(dividend: Decimal, divisor: Decimal): Decimal | null {
  if (divisor.isZero() || dividend.e - divisor.e < 70) return finite(dividend.modulo(divisor));
  // The quotient may have 12,000 digits, which nobody needs.
  const whole = toParts(dividend);
  const part = toParts(divisor);
  const size = part.coefficient < 0n ? -part.coefficient : part.coefficient;
  const rest = (whole.coefficient * tenTo(whole.exponent - part.exponent, size)) % size;
  const floored = rest !== 0n && rest < 0n !== part.coefficient < 0n ? rest + part.coefficient : rest;
  return shortened(new Decimal(`${floored}e${part.exponent}`));
}

/** `10 ** exponent` modulo another number. */
function tenTo(exponent: number, size: bigint): bigint {
  let [result, square] = [1n, 10n];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % size;
    square = (square * square) % size;
  }
  return result;
}

export const sqrt = (value: Decimal): Decimal | null => finite(value.squareRoot());
export const ln = (value: Decimal): Decimal | null => finite(value.naturalLogarithm());

const largestExponent = new Decimal(15_000);
const zero = new Decimal(0);

export function exp(value: Decimal): Decimal | null {
  // e ** 15000 has over 6500 digits: no need to compute it to know that.
  if (value.absoluteValue().greaterThan(largestExponent)) return value.isNegative() ? zero : null;
  return finite(value.naturalExponential());
}

function rounded(value: Decimal, scale: number, mode: DecimalJs.Rounding): Decimal | null {
  if (!(scale >= scales.lowest && scale <= scales.highest)) return null;
  const places = Math.trunc(scale);
  if (places >= 0) return finite(value.toDecimalPlaces(places, mode));
  return finite(value.toNearest(new Decimal(`1e${-places}`), mode));
}

// Each takes the number of places, cut to a whole number; null where it is out of bounds.
export const floor = (value: Decimal, scale = 0): Decimal | null => rounded(value, scale, DecimalJs.ROUND_FLOOR);
export const ceiling = (value: Decimal, scale = 0): Decimal | null => rounded(value, scale, DecimalJs.ROUND_CEIL);
/** Away from zero. */
export const roundUp = (value: Decimal, scale: number): Decimal | null => rounded(value, scale, DecimalJs.ROUND_UP);
/** Towards zero. */
export const roundDown = (value: Decimal, scale: number): Decimal | null => rounded(value, scale, DecimalJs.ROUND_DOWN);
/** To the nearest; halves away from zero. */
export const roundHalfUp = (value: Decimal, scale: number): Decimal | null =>
  rounded(value, scale, DecimalJs.ROUND_HALF_UP);
/** To the nearest; halves towards zero. */
export const roundHalfDown = (value: Decimal, scale: number): Decimal | null =>
  rounded(value, scale, DecimalJs.ROUND_HALF_DOWN);
/** To the nearest; halves to the even digit. */
export const roundHalfEven = (value: Decimal, scale: number): Decimal | null =>
  rounded(value, scale, DecimalJs.ROUND_HALF_EVEN);

/** Undefined where the number is not whole. */
function lastDigitOdd(value: Decimal): boolean | undefined {
  if (!value.isInteger()) return undefined;
  // A limb holds seven digits; the one of the ones is absent where only zeros follow.
  return ((value.d[Math.floor(value.e / 7)] ?? 0) & 1) === 1;
}

export const isEven = (value: Decimal): boolean => lastDigitOdd(value) === false;
export const isOdd = (value: Decimal): boolean => lastDigitOdd(value) === true;
