import { spend } from '../fuel.ts';
import * as numbers from '../values/decimal.ts';
import { Decimal } from '../values/decimal.ts';
import { absDuration, type Duration } from '../values/duration.ts';
import {
  aDaysDuration,
  aMonthsDuration,
  aNumber,
  aString,
  type BuiltIn,
  builtIn,
  form,
  type Kind,
  optional,
  required,
} from './define.ts';

const n = required('n', aNumber);
const scale = required('scale', aNumber);
const number = required('number', aNumber);

type Round = (value: Decimal, scale: number) => Decimal | null;

const toScale = (round: Round) => form([n, scale], (value, places) => round(value, places.toNumber()));

/** Rounds to a scale that has to be given. */
const rounding = (name: string, round: Round): BuiltIn => builtIn(name, 'number', toScale(round));

/** Rounds to a scale, or to a whole number where none is given. A scale that is null is none that could be rounded to. */
const bound = (name: string, round: Round): BuiltIn =>
  builtIn(
    name,
    'number',
    form([n], (value) => round(value, 0)),
    toScale(round),
  );

const ofNumber = (name: string, compute: (value: Decimal) => Decimal | null): BuiltIn =>
  builtIn(name, 'number', form([number], compute));

/** Takes the steps of the sums that could be made meanwhile. */
const slow =
  (steps: number, compute: (value: Decimal) => Decimal | null) =>
  (value: Decimal): Decimal | null => {
    spend(steps);
    return compute(value);
  };

const aSize: Kind<Decimal | Duration> = {
  name: 'number or duration',
  take: (value) => aNumber.take(value) ?? aDaysDuration.take(value) ?? aMonthsDuration.take(value),
};

const groupings = new Set([' ', ',', '.']);
const points = new Set([',', '.']);

/**
 * `number(from, grouping separator, decimal separator)` (DMN 1.5, table 73). Without a decimal separator it is the
 * point, unless that groups.
 */
function toNumber(from: string, grouping: string | undefined, point: string | undefined): Decimal | null {
  if (grouping !== undefined && (!groupings.has(grouping) || grouping === point)) return null;
  if (point !== undefined && !points.has(point)) return null;
  const decimal = point ?? '.';
  const plain = grouping === undefined ? from : from.replaceAll(grouping, '');
  if (decimal === '.') return numbers.parseDecimal(plain);
  // A point that neither groups nor divides is no part of a number.
  return plain.includes('.') ? null : numbers.parseDecimal(plain.replace(decimal, '.'));
}

export const numberFunctions: readonly BuiltIn[] = [
  rounding('decimal', numbers.roundHalfEven),
  bound('floor', numbers.floor),
  bound('ceiling', numbers.ceiling),
  rounding('round up', numbers.roundUp),
  rounding('round down', numbers.roundDown),
  rounding('round half up', numbers.roundHalfUp),
  rounding('round half down', numbers.roundHalfDown),
  builtIn(
    'abs',
    'any',
    form([required('n', aSize)], (value) => (value instanceof Decimal ? numbers.abs(value) : absDuration(value))),
  ),
  builtIn(
    'modulo',
    'number',
    form([required('dividend', aNumber), required('divisor', aNumber)], (dividend, divisor) =>
      numbers.modulo(dividend, divisor),
    ),
  ),
  ofNumber('sqrt', slow(30, numbers.sqrt)),
  ofNumber('log', slow(100, numbers.ln)),
  ofNumber('exp', slow(100, numbers.exp)),
  builtIn('odd', 'boolean', form([number], numbers.isOdd)),
  builtIn('even', 'boolean', form([number], numbers.isEven)),
  builtIn(
    'number',
    'number',
    form(
      [required('from', aString), optional('grouping separator', aString), optional('decimal separator', aString)],
      toNumber,
    ),
  ),
];
