import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as numbers from './decimal.ts';
import { type Decimal, formatDecimal, parseDecimal, toParts } from './decimal.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

// An independent model: fractions of whole numbers, rounded once.

const size = (value: bigint): bigint => (value < 0n ? -value : value);
const ten = (power: number): bigint => 10n ** BigInt(power);
const lowest = ten(33);
const above = ten(34);

interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

type Mode = 'floor' | 'ceiling' | 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven';

/** Rounds to a whole number by the definition of each mode. */
function whole({ top, bottom }: Fraction, mode: Mode): bigint {
  const negative = top < 0n !== bottom < 0n;
  const [dividend, divisor] = [size(top), size(bottom)];
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const half = 2n * rest - divisor;
  const away = {
    floor: negative,
    ceiling: !negative,
    up: true,
    down: false,
    halfUp: half >= 0n,
    halfDown: half > 0n,
    halfEven: half > 0n || (half === 0n && quotient % 2n === 1n),
  }[mode];
  const rounded = rest !== 0n && away ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

const shifted = ({ top, bottom }: Fraction, by: number): Fraction =>
  by >= 0 ? { top: top * ten(by), bottom } : { top, bottom: bottom * ten(-by) };

function written(coefficient: bigint, exponent: number): string {
  let [digits, power] = [coefficient, exponent];
  if (digits === 0n) return '0';
  while (digits % 10n === 0n) [digits, power] = [digits / 10n, power + 1];
  return `${digits}e${power}`;
}

/** To 34 digits, half to even. */
function rounded(value: Fraction): string {
  if (value.top === 0n) return '0';
  const length = size(value.top).toString().length - size(value.bottom).toString().length;
  let by = 33 - length;
  while (size(whole(shifted(value, by), 'down')) >= above) by -= 1;
  while (size(whole(shifted(value, by), 'down')) < lowest) by += 1;
  return written(whole(shifted(value, by), 'halfEven'), -by);
}

function fraction(value: Decimal): Fraction {
  const { coefficient, exponent } = toParts(value);
  return shifted({ top: coefficient, bottom: 1n }, exponent);
}

function shown(value: Decimal | null): string | null {
  if (value === null) return null;
  const { coefficient, exponent } = toParts(value);
  return written(coefficient, exponent);
}

function must(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new Error(`no number: ${text}`);
  return value;
}

const coefficient = fc.oneof(
  fc.bigInt({ min: -above + 1n, max: above - 1n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
  // Numbers next to a tie.
  fc
    .tuple(fc.nat(33), fc.constantFrom(1n, 2n, 5n, 15n, 25n), fc.constantFrom(-1n, 0n, 1n))
    .map(([power, by, beside]) => (by * ten(power) + beside) % above),
);

const number = (exponent: number) =>
  fc
    .tuple(coefficient, fc.integer({ min: -exponent, max: exponent }))
    .map(([digits, power]) => must(`${digits}e${power}`));

const near = number(40);
const far = number(3000);
const whatever = fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: far });

describe('arithmetic agrees with fractions of whole numbers', () => {
  test('sums, differences, products', () => {
    fc.assert(
      fc.property(whatever, whatever, (a, b) => {
        const [one, other] = [fraction(a), fraction(b)];
        const [left, right] = [one.top * other.bottom, other.top * one.bottom];
        const bottom = one.bottom * other.bottom;
        expect(shown(numbers.add(a, b))).toBe(rounded({ top: left + right, bottom }));
        expect(shown(numbers.subtract(a, b))).toBe(rounded({ top: left - right, bottom }));
        expect(shown(numbers.multiply(a, b))).toBe(rounded({ top: one.top * other.top, bottom }));
      }),
      { numRuns: 800 },
    );
  });

  test('quotients and remainders', () => {
    fc.assert(
      fc.property(whatever, whatever, (a, b) => {
        fc.pre(!b.isZero());
        const [one, other] = [fraction(a), fraction(b)];
        const quotient = { top: one.top * other.bottom, bottom: one.bottom * other.top };
        expect(shown(numbers.divide(a, b))).toBe(rounded(quotient));
        const times = whole(quotient, 'floor');
        const rest = {
          top: one.top * other.bottom - times * other.top * one.bottom,
          bottom: one.bottom * other.bottom,
        };
        expect(shown(numbers.modulo(a, b))).toBe(rounded(rest));
      }),
      { numRuns: 800 },
    );
  });

  test('every way of rounding', () => {
    const ways = {
      floor: numbers.floor,
      ceiling: numbers.ceiling,
      up: numbers.roundUp,
      down: numbers.roundDown,
      halfUp: numbers.roundHalfUp,
      halfDown: numbers.roundHalfDown,
      halfEven: numbers.roundHalfEven,
    };
    const modes = fc.constantFrom(...(Object.keys(ways) as Mode[]));
    fc.assert(
      fc.property(near, fc.integer({ min: -50, max: 50 }), modes, (value, scale, mode) => {
        const exact = whole(shifted(fraction(value), scale), mode);
        expect(shown(ways[mode](value, scale))).toBe(written(exact, -scale));
      }),
      { numRuns: 3000 },
    );
  });

  test('whole powers', () => {
    fc.assert(
      fc.property(number(5), fc.integer({ min: -40, max: 40 }), (base, exponent) => {
        fc.pre(!base.isZero());
        const { top, bottom } = fraction(base);
        const times = BigInt(Math.abs(exponent));
        const up = { top: top ** times, bottom: bottom ** times };
        const exact = exponent < 0 ? { top: up.bottom, bottom: up.top } : up;
        expect(shown(numbers.power(base, must(`${exponent}`)))).toBe(rounded(exact));
      }),
    );
    // 35 digits, the last of them a five: an exact half goes to the even digit before it.
    expect(numbers.power(must('2'), must('-50'))).toEqual(must('8.881784197001252323389053344726562e-16'));
  });

  test('square roots', () => {
    fc.assert(
      fc.property(whatever, (value) => {
        fc.pre(value.greaterThan(0));
        const parts = toParts(value);
        const odd = Math.abs(parts.exponent) % 2;
        const digits = parts.coefficient * ten(odd);
        const by = 34 - Math.floor((digits.toString().length + 1) / 2);
        const square = digits * ten(2 * by);
        const root = wholeRoot(square);
        const up = 4n * square > (2n * root + 1n) ** 2n;
        expect(shown(numbers.sqrt(value))).toBe(written(up ? root + 1n : root, (parts.exponent - odd) / 2 - by));
      }),
      { numRuns: 1000 },
    );
  });
});

function wholeRoot(square: bigint): bigint {
  let root = ten(Math.ceil(square.toString().length / 2));
  for (;;) {
    const next = (root + square / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

// Fixed point with 240 places for the functions without exact results.
const one = ten(240);

function fixedExp(value: bigint): bigint {
  const small = value / 2n ** 20n;
  let [term, sum] = [one, one];
  for (let index = 1n; term !== 0n; index += 1n) {
    term = (term * small) / (one * index);
    sum += term;
  }
  for (let index = 0; index < 20; index += 1) sum = (sum * sum) / one;
  return sum;
}

/** Of a number from 0.1 to 10. */
function fixedLn(value: bigint): bigint {
  const ratio = ((value - one) * one) / (value + one);
  const square = (ratio * ratio) / one;
  let [power, sum] = [ratio, 0n];
  for (let index = 1n; power !== 0n; index += 2n) {
    sum += power / index;
    power = (power * square) / one;
  }
  return 2n * sum;
}

const fixed = (value: Decimal): bigint => whole(shifted(fraction(value), 240), 'down');

describe('functions without exact results are rounded right', () => {
  const exponent = fc.tuple(fc.bigInt({ min: -above, max: above }), fc.integer({ min: -36, max: -32 }));

  test('exp', () => {
    fc.assert(
      fc.property(exponent, ([digits, power]) => {
        const value = must(`${digits}e${power}`);
        expect(shown(numbers.exp(value))).toBe(rounded({ top: fixedExp(fixed(value)), bottom: one }));
      }),
      { numRuns: 60 },
    );
  });

  test('log', () => {
    const ln10 = fixedLn(10n * one);
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: above - 1n }), fc.integer({ min: -60, max: 60 }), (digits, power) => {
        const value = must(`${digits}e${power}`);
        const scaled = must(`${digits}e${1 - `${digits}`.length}`);
        const exact = fixedLn(fixed(scaled)) + ln10 * BigInt(value.e);
        expect(shown(numbers.ln(value))).toBe(rounded({ top: exact, bottom: one }));
      }),
      { numRuns: 60 },
    );
  });

  test('powers that are not whole', () => {
    const base = fc.bigInt({ min: ten(33), max: above - 1n });
    fc.assert(
      fc.property(base, fc.bigInt({ min: -above, max: above }), (digits, power) => {
        const [value, times] = [must(`${digits}e-33`), must(`${power}e-33`)];
        const exact = fixedExp((fixedLn(fixed(value)) * fixed(times)) / one);
        expect(shown(numbers.power(value, times))).toBe(rounded({ top: exact, bottom: one }));
      }),
      { numRuns: 40 },
    );
  });

  test('exact where there is an exact result', () => {
    expect(formatDecimal(numbers.power(must('4'), must('0.5')) ?? must('0'))).toBe('2');
    expect(formatDecimal(numbers.exp(must('0')) ?? must('0'))).toBe('1');
    expect(formatDecimal(numbers.ln(must('1')) ?? must('1'))).toBe('0');
  });
});

describe('what has no result', () => {
  test('is null', () => {
    const [zero, huge] = [must('0'), must('9e6144')];
    expect(numbers.divide(must('1'), zero)).toBeNull();
    expect(numbers.divide(zero, zero)).toBeNull();
    expect(numbers.modulo(must('10'), zero)).toBeNull();
    expect(numbers.add(huge, huge)).toBeNull();
    expect(numbers.multiply(huge, must('-2'))).toBeNull();
    expect(numbers.power(must('-8'), must('0.5'))).toBeNull();
    expect(numbers.power(zero, must('-1'))).toBeNull();
    expect(numbers.power(must('2'), must('1e9'))).toBeNull();
    expect(numbers.exp(must('1e30'))).toBeNull();
    expect(numbers.sqrt(must('-1'))).toBeNull();
    expect(numbers.ln(zero)).toBeNull();
    expect(numbers.ln(must('-1'))).toBeNull();
    expect(numbers.roundUp(must('5.5'), -6112)).toBeNull();
    expect(numbers.roundUp(must('5.5'), 6177)).toBeNull();
    expect(numbers.roundUp(must('9e6144'), Number.NaN)).toBeNull();
    expect(numbers.fromNumber(Number.NaN)).toBeNull();
    expect(numbers.fromNumber(Number.POSITIVE_INFINITY)).toBeNull();
    expect(parseDecimal('1e6145')).toBeNull();
  });

  test('what is too small is zero', () => {
    expect(shown(numbers.power(must('10'), must('-7000')))).toBe('0');
    expect(shown(numbers.exp(must('-1e30')))).toBe('0');
    expect(shown(parseDecimal('1e-6177'))).toBe('0');
  });

  test('nothing takes long', () => {
    const started = performance.now();
    const [long, small] = [must('9.999999999999999999999999999999999e6144'), must('1.234567e-6170')];
    numbers.modulo(long, small);
    numbers.modulo(must('1e6144'), must('3'));
    numbers.power(must('1.000000000000000000000000000000001'), must('9007199254740991'));
    numbers.power(must('1.0000001'), must('12345678.5'));
    numbers.power(long, must('-0.3333333333333333333333333333333333'));
    numbers.power(must('0.5'), must('1e15'));
    numbers.exp(must('14149.987654321'));
    numbers.ln(long);
    numbers.ln(small);
    numbers.add(long, small);
    numbers.floor(small, 6176);
    numbers.floor(long, -6111);
    expect(numbers.isEven(long)).toBe(true);
    expect(performance.now() - started).toBeLessThan(endless);
  });
});

describe('texts', () => {
  test.each(['1', '-1', '0.5', '-120', '1200', '0.000001', '123456789012345678901234567890.1234'])(
    '%s stays',
    (text) => {
      expect(formatDecimal(must(text))).toBe(text);
    },
  );

  test.each([
    ['.5', '0.5'],
    ['-.872', '-0.872'],
    ['007', '7'],
    ['-0', '0'],
    ['1.50', '1.5'],
    ['1.23e4', '12300'],
    ['1.23E+4', '12300'],
    ['1.23e-4', '0.000123'],
    ['12345678901234567890123456789012345', '12345678901234567890123456789012340'],
    ['12345678901234567890123456789012355', '12345678901234567890123456789012360'],
  ])('%s is %s', (text, plain) => {
    expect(formatDecimal(must(text))).toBe(plain);
  });

  test.each(['', '.', '1.', '+1', ' 1', '1 ', '1,5', '0x10', '1e', 'Infinity', 'NaN', '--1', '1_000', '٣'])(
    '%j is no number',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  test('what is printed reads as the same number', () => {
    fc.assert(
      fc.property(whatever, (value) => {
        expect(must(formatDecimal(value)).equals(value)).toBe(true);
      }),
    );
  });

  test('a double becomes the number it prints as', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatDecimal(numbers.fromNumber(value) ?? must('0')))).toBe(value + 0);
      }),
    );
  });

  test('even and odd', () => {
    fc.assert(
      fc.property(near, (value) => {
        const { top, bottom } = fraction(value);
        const last = top % bottom === 0n ? size(top / bottom) % 2n : null;
        expect([numbers.isEven(value), numbers.isOdd(value)]).toEqual([last === 0n, last === 1n]);
      }),
    );
  });
});
