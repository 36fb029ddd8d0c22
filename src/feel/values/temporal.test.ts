import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDayNumber } from './calendar.ts';
import { DaysDuration, type Duration, parseDuration } from './duration.ts';
import {
  compareDateTimes,
  compareTimes,
  dateOfDayNumber,
  FeelDate,
  FeelDateTime,
  type FeelTime,
  nanosecondsOf,
  parseDate,
  parseDateTime,
  parseTime,
  sameDateTimes,
  sameTimes,
  timeOfNanoseconds,
} from './temporal.ts';
import {
  addToDate,
  addToDateTime,
  addToTime,
  differenceOfDates,
  differenceOfTimes,
  monthsFrom,
} from './temporal-arithmetic.ts';

function must<T>(value: T | null): T {
  if (value === null) throw new Error('nothing there');
  return value;
}

const day = (text: string): FeelDate => must(parseDate(text));
const clock = (text: string): FeelTime => must(parseTime(text));
const moment = (text: string): FeelDateTime => must(parseDateTime(text));
const length = (text: string): Duration => must(parseDuration(text));
const text = (value: { toString(): string } | null): string | null => (value === null ? null : value.toString());

const days = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((number) => must(dateOfDayNumber(number)));
const farDays = fc.integer({ min: -365e9, max: 365e9 }).map((number) => must(dateOfDayNumber(number)));
const zones = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -18 * 3600, max: 18 * 3600 }),
  fc.constantFrom('Asia/Baku', 'Europe/Paris', 'Etc/UTC', 'America/New_York'),
);
const times = fc
  .tuple(fc.integer({ min: 0, max: 86_400e9 - 1 }), zones)
  .map(([nanoseconds, zone]) => timeOfNanoseconds(nanoseconds, zone));
const moments = fc.tuple(days, times).map(([date, time]) => new FeelDateTime(date, time));
const lengths = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }).map((total) => new DaysDuration(total));

describe('texts', () => {
  test.each([
    '2026-11-22',
    '0001-01-01',
    '-0044-03-15',
    '12026-11-22',
    '999999999-12-31',
    '-999999999-01-01',
    '2024-02-29',
  ])('date %s', (given) => {
    expect(text(parseDate(given))).toBe(given);
  });

  test.each([
    '',
    '2026-11-22Z',
    '2026-11-22+04:00',
    '+2026-11-22',
    '2026-2-3',
    '26-11-22',
    '02026-11-22',
    '1000000000-01-01',
    '2023-02-29',
    '2026-04-31',
    '2026-00-10',
    '-0000-01-01',
    '2026-11-22T00:00:00',
    ' 2026-11-22',
    '2026-11-22\n',
    '20261122',
  ])('%j is no date', (given) => {
    expect(parseDate(given)).toBeNull();
  });

  test.each([
    ['09:05:00', '09:05:00'],
    ['23:59:59.999999999', '23:59:59.999999999'],
    ['09:05:00.500', '09:05:00.5'],
    ['09:05:00.1234567890000', '09:05:00.123456789'],
    ['09:05:00Z', '09:05:00Z'],
    ['09:05:00+00:00', '09:05:00Z'],
    ['09:05:00-00:00', '09:05:00Z'],
    ['09:05:00+04:00', '09:05:00+04:00'],
    ['09:05:00-03:30', '09:05:00-03:30'],
    ['09:05:00+03:19:24', '09:05:00+03:19:24'],
    ['09:05:00@Asia/Baku', '09:05:00@Asia/Baku'],
    ['24:00:00', '00:00:00'],
  ])('time %s', (given, plain) => {
    expect(text(parseTime(given))).toBe(plain);
  });

  test.each([
    '',
    '9:05:00',
    '09:05',
    '09:05:60',
    '09:60:00',
    '25:00:00',
    '24:00:01',
    '24:00:00.1',
    '09:05:00.',
    '09:05:00.1234567891',
    '09:05:00z',
    '09:05:00+18:01',
    '09:05:00+4:00',
    '09:05:00+04:60',
    '09:05:00+0400',
    '09:05:00@',
    '09:05:00@Asia/Nowhere',
    '09:05:00@+04:00',
    '09:05:00+04:00@Asia/Baku',
    'T09:05:00',
  ])('%j is no time', (given) => {
    expect(parseTime(given)).toBeNull();
  });

  test.each([
    ['2026-11-22', '2026-11-22T00:00:00'],
    ['2026-11-22T09:05:00.25+04:00', '2026-11-22T09:05:00.25+04:00'],
    ['2026-12-31T24:00:00', '2027-01-01T00:00:00'],
    ['999999999-12-31T23:59:59@Asia/Baku', '999999999-12-31T23:59:59@Asia/Baku'],
    ['2026-11-22T', null],
    ['2026-11-22 09:05:00', null],
    ['2026-11-22T09:05', null],
    ['999999999-12-31T24:00:00', null],
    ['T09:05:00', null],
  ])('date and time %s', (given, plain) => {
    expect(text(parseDateTime(given))).toBe(plain);
  });

  test('what is printed reads as the same value', () => {
    fc.assert(
      fc.property(farDays, times, (date, time) => {
        expect(parseDate(date.toString())).toEqual(date);
        expect(sameTimes(clock(time.toString()), time)).toBe(true);
        const both = new FeelDateTime(date, time);
        expect(sameDateTimes(moment(both.toString()), both)).toBe(true);
      }),
    );
  });
});

describe('order', () => {
  test.each([
    ['2026-11-22T12:00:00', '2026-11-22T12:00:01', -1],
    ['2026-11-22T12:00:00+04:00', '2026-11-22T08:00:00Z', 0],
    ['2026-11-22T12:00:00@Asia/Baku', '2026-11-22T08:00:00Z', 0],
    ['2026-07-01T00:30:00+04:00', '2026-06-30T23:30:00Z', -1],
    ['2026-07-01T12:00:00@Europe/Paris', '2026-07-01T10:00:00Z', 0],
    ['2026-01-01T12:00:00@Europe/Paris', '2026-01-01T11:00:00Z', 0],
    ['999999999-07-01T12:00:00@Europe/Paris', '999999999-07-01T12:00:00+02:00', 0],
    ['-999999999-07-01T12:00:00@Europe/Paris', '-999999999-07-01T12:00:00+00:09:21', 0],
    // Only one of them has a zone.
    ['2026-11-22T12:00:00', '2020-01-01T00:00:00Z', null],
    // Fractions of a second do not count.
    ['2026-11-22T12:00:00.1', '2026-11-22T12:00:00.9', 0],
  ])('%s, %s', (a, b, order) => {
    const found = compareDateTimes(moment(a), moment(b));
    expect(found === null ? null : Math.sign(found)).toBe(order);
    const back = compareDateTimes(moment(b), moment(a));
    expect(back === null ? null : Math.sign(back)).toBe(order === null ? null : 0 - order);
  });

  test.each([
    ['10:00:00', '09:59:59', 1],
    ['10:00:00Z', '12:00:00+02:00', 0],
    ['10:00:00@Asia/Baku', '10:00:00@Asia/Baku', 0],
    ['10:00:00@Asia/Baku', '06:00:00Z', 0],
    ['10:00:00@Europe/Paris', '10:00:00@Asia/Dhaka', 1],
    // In winter it is the same time, in summer it is not.
    ['10:00:00@Europe/Paris', '10:00:00+01:00', null],
    ['10:00:00', '10:00:00Z', null],
  ])('%s, %s', (a, b, order) => {
    const found = compareTimes(clock(a), clock(b));
    expect(found === null ? null : Math.sign(found)).toBe(order);
  });

  test('is that of the platform', () => {
    const whole = moments.filter(({ date }) => Math.abs(date.year) < 200_000);
    const instant = (value: FeelDateTime): number =>
      toDayNumber(value.date) * 86_400 + value.time.secondOfDay - (value.offset ?? 0);
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const order = compareDateTimes(a, b);
        const open = (a.time.zone === null) !== (b.time.zone === null);
        expect(order === null ? null : Math.sign(order)).toBe(open ? null : Math.sign(instant(a) - instant(b)));
      }),
    );
  });
});

describe('clocks that are changed', () => {
  test.each([
    // Last Sunday of March: from 02:00 to 03:00. A time in between counts from before the change.
    ['2026-03-29T01:59:59@Europe/Paris', '+01:00'],
    ['2026-03-29T02:30:00@Europe/Paris', '+01:00'],
    ['2026-03-29T03:00:00@Europe/Paris', '+02:00'],
    // Last Sunday of October: the hour after 02:00 comes twice, and the first one counts.
    ['2026-10-25T02:30:00@Europe/Paris', '+02:00'],
    ['2026-10-25T03:00:00@Europe/Paris', '+01:00'],
    // Azerbaijan had summer time until 2015.
    ['2015-07-01T12:00:00@Asia/Baku', '+05:00'],
    ['2016-07-01T12:00:00@Asia/Baku', '+04:00'],
    ['1850-01-01T12:00:00@Asia/Baku', '+03:19:24'],
  ])('%s is at %s', (given, offset) => {
    expect(moment(given).offset).toBe(clock(`00:00:00${offset}`).zone);
  });

  test('days and hours pass in the world, months on the calendar', () => {
    const before = moment('2026-03-28T12:00:00@Europe/Paris');
    expect(text(addToDateTime(before, length('P1D')))).toBe('2026-03-29T13:00:00@Europe/Paris');
    expect(text(addToDateTime(before, length('P1M')))).toBe('2026-04-28T12:00:00@Europe/Paris');
  });

  test('the second of two equal hours stays the second', () => {
    const first = moment('2026-10-25T02:30:00@Europe/Paris');
    const second = must(addToDateTime(first, length('PT1H')));
    expect([second.toString(), second.offset]).toEqual(['2026-10-25T02:30:00@Europe/Paris', 3600]);
    expect(text(differenceOfDates(second, first))).toBe('PT1H');
    expect(sameDateTimes(first, second)).toBe(false);
  });

  test.skipIf(!('Temporal' in globalThis))('moments are those of Temporal', () => {
    const zone = fc.constantFrom(
      'Asia/Baku',
      'Europe/Paris',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    const seconds = fc.integer({ min: -4e9, max: 4e9 });
    // A day or so beside a change.
    const beside = fc.tuple(fc.constantFrom(1774746000, 1792890000, 1445738400, 1193533200), fc.nat(200_000));
    fc.assert(
      fc.property(
        zone,
        fc.oneof(
          seconds,
          beside.map(([change, by]) => change - 100_000 + by),
        ),
        (name, local) => {
          const date = must(dateOfDayNumber(Math.floor(local / 86_400)));
          const time = timeOfNanoseconds((((local % 86_400) + 86_400) % 86_400) * 1e9, name);
          const plain = Temporal.PlainDateTime.from(`${date.toString()}T${time.toString().split('@')[0]}`);
          const offset = new FeelDateTime(date, time).offset ?? Number.NaN;
          expect(local - offset).toBe(plain.toZonedDateTime(name).epochMilliseconds / 1000);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('arithmetic', () => {
  test('what is added is the difference', () => {
    fc.assert(
      fc.property(moments, lengths, (value, duration) => {
        const later = must(addToDateTime(value, duration));
        expect(must(differenceOfDates(later, value)).nanoseconds).toBe(duration.nanoseconds);
        expect(later.time.zone).toBe(value.time.zone);
      }),
      { numRuns: 1000 },
    );
  });

  test('dates move by whole days', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: -50_000, max: 50_000 }),
        fc.integer({ min: 0, max: 86_399 }),
        (value, by, rest) => {
          const total = BigInt(by) * 86_400_000_000_000n;
          const moved = must(addToDate(value, new DaysDuration(total + BigInt(rest) * 1_000_000_000n)));
          expect(must(differenceOfDates(moved, value)).nanoseconds).toBe(total);
        },
      ),
    );
    expect(text(addToDate(day('2026-11-22'), length('-PT1S')))).toBe('2026-11-21');
    expect(text(addToDate(day('2026-11-22'), length('PT23H')))).toBe('2026-11-22');
    expect(text(addToDate(day('2024-02-29'), length('P1Y')))).toBe('2025-02-28');
    expect(addToDate(day('999999999-12-31'), length('P1D'))).toBeNull();
    expect(addToDate(day('2026-11-22'), length('P1000000000Y'))).toBeNull();
  });

  test('times go round the clock', () => {
    expect(text(addToTime(clock('23:30:00+04:00'), length('PT1H') as DaysDuration))).toBe('00:30:00+04:00');
    expect(text(addToTime(clock('00:00:00.25'), length('-P1DT0.5S') as DaysDuration))).toBe('23:59:59.75');
    fc.assert(
      fc.property(times, lengths, (value, duration) => {
        const moved = BigInt(nanosecondsOf(addToTime(value, duration)) - nanosecondsOf(value));
        expect((moved - duration.nanoseconds) % 86_400_000_000_000n).toBe(0n);
      }),
    );
  });

  test('differences', () => {
    expect(text(differenceOfTimes(clock('10:00:00'), clock('10:00:00.5')))).toBe('-PT0.5S');
    expect(text(differenceOfTimes(clock('10:00:00Z'), clock('10:00:00@Asia/Baku')))).toBe('PT4H');
    expect(differenceOfTimes(clock('10:00:00Z'), clock('10:00:00'))).toBeNull();
    expect(differenceOfTimes(clock('10:00:00Z'), clock('10:00:00@Europe/Paris'))).toBeNull();
    expect(text(differenceOfDates(day('2024-03-01'), day('2024-02-01')))).toBe('P29D');
    expect(text(differenceOfDates(moment('2024-03-01T12:00:00'), day('2024-03-01')))).toBe('PT12H');
    expect(text(differenceOfDates(moment('2024-03-01T12:00:00+04:00'), day('2024-03-01')))).toBe('PT8H');
    expect(differenceOfDates(moment('2024-03-01T12:00:00'), moment('2024-03-01T12:00:00Z'))).toBeNull();
    expect(text(differenceOfDates(moment('999999999-12-31T23:59:59Z'), moment('-999999999-01-01T00:00:00Z')))).toBe(
      'P730484999633DT23H59M59S',
    );
    expect(text(monthsFrom(day('2024-01-31'), moment('2025-01-30T23:00:00Z')))).toBe('P11M');
  });

  test.skipIf(!('Temporal' in globalThis))('is that of Temporal', () => {
    const date = fc.integer({ min: -90_000_000, max: 90_000_000 }).map((number) => must(dateOfDayNumber(number)));
    fc.assert(
      fc.property(date, fc.integer({ min: -20_000, max: 20_000 }), date, (value, months, other) => {
        const { year, month, day } = value;
        const plain = new Temporal.PlainDate(year, month, day);
        const moved = addToDate(value, length(`${months < 0 ? '-' : ''}P${Math.abs(months)}M`));
        const there = plain.add({ months });
        expect(moved).toEqual(new FeelDate(there.year, there.month, there.day));
        const until = plain.until(new Temporal.PlainDate(other.year, other.month, other.day));
        expect(text(differenceOfDates(other, value))).toBe(
          text(new DaysDuration(BigInt(until.days) * 86_400_000_000_000n)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
