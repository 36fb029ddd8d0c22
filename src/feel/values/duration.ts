import { type Decimal, divide as divideNumbers, fromBigInt, fromNumber, parseDecimal, toParts } from './decimal.ts';

const second = 1_000_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
const day = 24n * hour;

// Longer than from the first day of the calendar to the last; days are still safe integers.
const longest = 10n ** 28n;

/** A days and time duration: an exact number of nanoseconds. */
export class DaysDuration {
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }

  get days(): number {
    return Number(this.nanoseconds / day);
  }

  // The parts of a negative duration are negative.
  get hours(): number {
    return Number((this.nanoseconds % day) / hour);
  }

  get minutes(): number {
    return Number((this.nanoseconds % hour) / minute);
  }

  /** With its fraction. */
  get seconds(): Decimal | null {
    const rest = this.nanoseconds % minute;
    const sign = rest < 0n ? '-' : '';
    const size = Number(rest < 0n ? -rest : rest);
    return parseDecimal(`${sign}${secondsText(Math.trunc(size / 1e9), size % 1e9)}`);
  }

  /** As XML Schema writes it, in the fewest parts: `P1DT2H`, `-PT0.5S`, `PT0S`. */
  toString(): string {
    if (this.nanoseconds === 0n) return 'PT0S';
    const negative = this.nanoseconds < 0n;
    const size = negative ? -this.nanoseconds : this.nanoseconds;
    const days = size / day;
    const rest = Number((size % day) / second);
    const nanos = Number(size % second);
    const hours = Math.trunc(rest / 3600);
    const minutes = Math.trunc((rest % 3600) / 60);
    const seconds = rest % 60;
    const time =
      (hours === 0 ? '' : `${hours}H`) +
      (minutes === 0 ? '' : `${minutes}M`) +
      (seconds === 0 && nanos === 0 ? '' : `${secondsText(seconds, nanos)}S`);
    return `${negative ? '-' : ''}P${days === 0n ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`;
  }
}

/** A years and months duration: a whole number of months. */
export class MonthsDuration {
  readonly total: number;

  /** @param total a safe integer */
  constructor(total: number) {
    // Minus zero would be told from zero.
    this.total = total + 0;
  }

  get years(): number {
    return Math.trunc(this.total / 12) + 0;
  }

  get months(): number {
    return (this.total % 12) + 0;
  }

  toString(): string {
    if (this.total === 0) return 'P0M';
    const size = Math.abs(this.total);
    const years = Math.trunc(size / 12);
    const months = size % 12;
    return `${this.total < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${months === 0 ? '' : `${months}M`}`;
  }
}

export type Duration = DaysDuration | MonthsDuration;

/** `5`, `5.25`: seconds with as many places as they need. */
export function secondsText(seconds: number, nanoseconds: number): string {
  if (nanoseconds === 0) return `${seconds}`;
  return `${seconds}.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
}

/** Null where it is too long. */
export function daysDuration(nanoseconds: bigint): DaysDuration | null {
  return nanoseconds > longest || nanoseconds < -longest ? null : new DaysDuration(nanoseconds);
}

/** Null where it is too long. */
export function monthsDuration(total: number): MonthsDuration | null {
  return Number.isSafeInteger(total) ? new MonthsDuration(total) : null;
}

// XML Schema's dayTimeDuration and yearMonthDuration, with a point after the seconds that nothing need follow.
const daysText =
  /^(-?)P(?=[\dT])(?:(\d{1,20})D)?(?:T(?=\d)(?:(\d{1,20})H)?(?:(\d{1,20})M)?(?:(\d{1,20})(?:\.(\d{0,9})0*)?S)?)?$/;
const monthsText = /^(-?)P(?=\d)(?:(\d{1,16})Y)?(?:(\d{1,16})M)?$/;

/** Null where the text is no duration of the one kind or the other; one of both years and days is none. */
export function parseDuration(text: string): Duration | null {
  const months = monthsText.exec(text);
  if (months !== null) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return monthsDuration(months[1] === '-' ? -total : total);
  }
  const parts = daysText.exec(text);
  if (parts === null) return null;
  const total =
    BigInt(parts[2] ?? 0) * day +
    BigInt(parts[3] ?? 0) * hour +
    BigInt(parts[4] ?? 0) * minute +
    BigInt(parts[5] ?? 0) * second +
    BigInt((parts[6] ?? '').padEnd(9, '0'));
  return daysDuration(parts[1] === '-' ? -total : total);
}

/** A sum of two of one kind; null of two kinds. */
export function addDurations(a: Duration, b: Duration): Duration | null {
  if (a instanceof DaysDuration) {
    return b instanceof DaysDuration ? daysDuration(a.nanoseconds + b.nanoseconds) : null;
  }
  return b instanceof MonthsDuration ? monthsDuration(a.total + b.total) : null;
}

export function negateDuration(duration: Duration): Duration {
  return duration instanceof DaysDuration
    ? new DaysDuration(-duration.nanoseconds)
    : new MonthsDuration(-duration.total);
}

export function absDuration(duration: Duration): Duration {
  const negative = duration instanceof DaysDuration ? duration.nanoseconds < 0n : duration.total < 0;
  return negative ? negateDuration(duration) : duration;
}

/** Nanoseconds are rounded half to even; parts of a month are cut off. */
export function multiplyDuration(duration: Duration, factor: Decimal): Duration | null {
  const { coefficient, exponent } = toParts(factor);
  if (duration instanceof DaysDuration) {
    return days(scaled(duration.nanoseconds * coefficient, 1n, exponent, halfEven));
  }
  return months(scaled(BigInt(duration.total) * coefficient, 1n, exponent, cut));
}

/** Rounded like a product; null for a division by zero. */
export function divideDuration(duration: Duration, divisor: Decimal): Duration | null {
  const { coefficient, exponent } = toParts(divisor);
  if (coefficient === 0n) return null;
  if (duration instanceof DaysDuration) {
    return days(scaled(duration.nanoseconds, coefficient, -exponent, halfEven));
  }
  return months(scaled(BigInt(duration.total), coefficient, -exponent, cut));
}

/** How often the one goes into the other; null for two kinds or a division by zero. */
export function divideDurations(a: Duration, b: Duration): Decimal | null {
  if (a instanceof DaysDuration) {
    return b instanceof DaysDuration ? ratio(fromBigInt(a.nanoseconds), fromBigInt(b.nanoseconds)) : null;
  }
  return b instanceof MonthsDuration ? ratio(fromNumber(a.total), fromNumber(b.total)) : null;
}

const ratio = (a: Decimal | null, b: Decimal | null): Decimal | null =>
  a === null || b === null ? null : divideNumbers(a, b);

/** Negative, zero or positive; null for two kinds, which have no order. */
export function compareDurations(a: Duration, b: Duration): number | null {
  if (a instanceof DaysDuration) {
    if (!(b instanceof DaysDuration)) return null;
    return a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0;
  }
  return b instanceof MonthsDuration ? Math.sign(a.total - b.total) + 0 : null;
}

const days = (total: bigint | null): DaysDuration | null => (total === null ? null : daysDuration(total));
const months = (total: bigint | null): MonthsDuration | null => (total === null ? null : monthsDuration(Number(total)));

const cut = (numerator: bigint, denominator: bigint): bigint => numerator / denominator;

function halfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const whole = denominator < 0n ? -denominator : denominator;
  if (twice < whole || (twice === whole && quotient % 2n === 0n)) return quotient;
  return numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n;
}

/**
 * `numerator / denominator * 10 ** exponent`. Null where it is too large for any duration: neither has more than 62
 * digits, so powers far outside of that need not be computed.
 */
function scaled(
  numerator: bigint,
  denominator: bigint,
  exponent: number,
  round: (numerator: bigint, denominator: bigint) => bigint,
): bigint | null {
  if (numerator === 0n) return 0n;
  if (exponent > 100) return null;
  if (exponent < -100) return 0n;
  return exponent >= 0
    ? round(numerator * 10n ** BigInt(exponent), denominator)
    : round(numerator, denominator * 10n ** BigInt(-exponent));
}
