import { Decimal, formatDecimal } from '../../src/feel/values/decimal.ts';
import { same } from '../../src/feel/values/equal.ts';
import { Func, isContext, isList, Range, type Value } from '../../src/feel/values/value.ts';

/** The kit's own runners take numbers as equal that differ by less. */
const precision = new Decimal('0.00000001');

export function agrees(expected: Value, actual: Value): boolean {
  if (expected instanceof Decimal) {
    return actual instanceof Decimal && expected.minus(actual).abs().lessThan(precision);
  }
  if (isList(expected)) {
    return (
      isList(actual) &&
      expected.length === actual.length &&
      expected.every((item, index) => agrees(item, actual[index] ?? null))
    );
  }
  if (isContext(expected)) {
    return (
      isContext(actual) &&
      expected.size === actual.size &&
      [...expected].every(([name, value]) => actual.has(name) && agrees(value, actual.get(name) ?? null))
    );
  }
  return same(expected, actual);
}

/** A value for people to read. */
export function show(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Decimal) return formatDecimal(value);
  if (isList(value)) return `[${value.map(show).join(', ')}]`;
  if (isContext(value)) return `{${[...value].map(([name, member]) => `${name}: ${show(member)}`).join(', ')}}`;
  if (value instanceof Func) return `function(${value.parameters.join(', ')})`;
  if (value instanceof Range) {
    const [start, end] = [value.start, value.end].map((bound) => (bound === undefined ? '' : show(bound)));
    return `${value.startIncluded ? '[' : '('}${start}..${end}${value.endIncluded ? ']' : ')'}`;
  }
  return value.toString();
}
