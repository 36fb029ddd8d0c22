import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from './decimal.ts';
import {
  absDuration,
  addDurations,
  compareDurations,
  DaysDuration,
  type Duration,
  divideDuration,
  divideDurations,
  MonthsDuration,
  multiplyDuration,
  negateDuration,
  parseDuration,
} from './duration.ts';

function must<T>(value: T | null): T {
  if (value === null) throw new Error('nothing there');
  return value;
}

const length = (text: string): Duration => must(parseDuration(text));
const number = (text: string) => must(parseDecimal(text));
const text = (duration: Duration | null): string | null => duration?.toString() ?? null;

const days = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }).map((total) => new DaysDuration(total));
const months = fc.integer({ min: -1e12, max: 1e12 }).map((total) => new MonthsDuration(total));

describe('texts', () => {
  test.each([
    ['P2DT3H4M5.25S', 'P2DT3H4M5.25S'],
    ['PT36H', 'P1DT12H'],
    ['PT90M', 'PT1H30M'],
    ['PT86399.5S', 'PT23H59M59.5S'],
    ['PT7.S', 'PT7S'],
    ['-PT0.000000001S', '-PT0.000000001S'],
    ['PT1.5000000000000S', 'PT1.5S'],
    ['-P0D', 'PT0S'],
    ['P18M', 'P1Y6M'],
    ['-P3Y14M', '-P4Y2M'],
    ['-P0M', 'P0M'],
    ['P750000000Y', 'P750000000Y'],
  ])('%s is %s', (given, plain) => {
    expect(text(parseDuration(given))).toBe(plain);
  });

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1',
    'PT1',
    'P1H',
    'PT1D',
    'P1W',
    'P1Y1D',
    'P1M2DT3H',
    'P-1D',
    '+P1D',
    '--P1D',
    'p1d',
    'PT1.5H',
    'PT.5S',
    'PT0.0000000001S',
    'P1D ',
    'P1D2D',
    'PT5M4H',
    'P99999999999999999999D',
    'P9999999999999999Y',
  ])('%j is none', (given) => {
    expect(parseDuration(given)).toBeNull();
  });

  test('what is printed reads as the same duration', () => {
    fc.assert(
      fc.property(fc.oneof(days, months), (duration) => {
        expect(parseDuration(duration.toString())).toEqual(duration);
      }),
    );
  });
});

describe('parts', () => {
  test('add up to the whole and have its sign', () => {
    fc.assert(
      fc.property(days, (duration) => {
        const seconds = number('1').times(must(duration.seconds));
        const whole = seconds.plus(duration.minutes * 60 + duration.hours * 3600);
        const nanoseconds = BigInt(whole.times(1e9).toFixed()) + BigInt(duration.days) * 86_400_000_000_000n;
        expect(nanoseconds).toBe(duration.nanoseconds);
        const signs = [duration.days, duration.hours, duration.minutes, seconds.toNumber()].map(Math.sign);
        expect(signs.every((sign) => sign === 0 || BigInt(sign) * duration.nanoseconds > 0n)).toBe(true);
      }),
    );
  });

  test('of years and months', () => {
    const duration = length('-P3Y14M');
    expect(duration).toMatchObject({ years: -4, months: -2, total: -50 });
  });
});

describe('arithmetic', () => {
  test('sums, opposites and order are those of the totals', () => {
    fc.assert(
      fc.property(days, days, months, months, (a, b, c, d) => {
        expect(addDurations(a, b)).toEqual(new DaysDuration(a.nanoseconds + b.nanoseconds));
        expect(addDurations(c, d)).toEqual(new MonthsDuration(c.total + d.total));
        expect(addDurations(a, negateDuration(a))).toEqual(new DaysDuration(0n));
        expect(compareDurations(a, b)).toBe(a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0);
        expect(compareDurations(c, d)).toBe(Math.sign(c.total - d.total) + 0);
        expect([addDurations(a, c), addDurations(d, b), compareDurations(a, c), divideDurations(d, b)]).toEqual([
          null,
          null,
          null,
          null,
        ]);
      }),
    );
  });

  test('a product by a whole number and back', () => {
    fc.assert(
      fc.property(days, months, fc.integer({ min: 1, max: 5000 }), (a, b, times) => {
        const factor = number(`${times}`);
        expect(multiplyDuration(a, factor)).toEqual(new DaysDuration(a.nanoseconds * BigInt(times)));
        expect(divideDuration(must(multiplyDuration(a, factor)), factor)).toEqual(a);
        expect(divideDuration(must(multiplyDuration(b, factor)), factor)).toEqual(b);
      }),
    );
  });

  test.each([
    ['P1D', '0.5', 'PT12H', 'P2D'],
    ['PT0.000000001S', '0.5', 'PT0S', 'PT0.000000002S'],
    ['PT0.000000003S', '0.5', 'PT0.000000002S', 'PT0.000000006S'],
    ['-PT0.000000003S', '0.5', '-PT0.000000002S', '-PT0.000000006S'],
    ['PT1S', '3', 'PT3S', 'PT0.333333333S'],
    ['-PT2S', '3', '-PT6S', '-PT0.666666667S'],
    ['P1Y', '1.5', 'P1Y6M', 'P8M'],
    ['P1Y', '-5', '-P5Y', '-P2M'],
    ['P7M', '0.5', 'P3M', 'P1Y2M'],
    ['P1D', '1e-6000', 'PT0S', null],
    ['P1D', '1e6000', null, 'PT0S'],
    ['P1M', '1e17', null, 'P0M'],
    ['P5D', '0', 'PT0S', null],
    ['PT0S', '1e6000', 'PT0S', 'PT0S'],
  ])('%s by %s', (duration, factor, product, quotient) => {
    expect(text(multiplyDuration(length(duration), number(factor)))).toBe(product);
    expect(text(divideDuration(length(duration), number(factor)))).toBe(quotient);
  });

  test.each([
    ['P1D', 'PT1H', '24'],
    ['PT1S', 'PT3S', '0.3333333333333333333333333333333333'],
    ['-P1Y', 'P8M', '-1.5'],
    ['P1Y', 'P0M', null],
    ['PT1S', 'PT0S', null],
  ])('%s goes into %s', (a, b, ratio) => {
    const found = divideDurations(length(a), length(b));
    expect(found === null ? null : formatDecimal(found)).toBe(ratio);
  });

  test('size', () => {
    expect(text(absDuration(length('-PT1H')))).toBe('PT1H');
    expect(text(absDuration(length('-P1M')))).toBe('P1M');
    expect(text(absDuration(length('P1M')))).toBe('P1M');
  });

  test('too long is null', () => {
    const longest = length('P115740740740740D');
    expect(addDurations(longest, longest)).toBeNull();
    expect(addDurations(new MonthsDuration(Number.MAX_SAFE_INTEGER), new MonthsDuration(1))).toBeNull();
  });
});
