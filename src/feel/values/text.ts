import { deeper, spend } from '../fuel.ts';
import { Decimal, formatDecimal } from './decimal.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { type Context, Func, isContext, isList, Range, type Value } from './value.ts';

/**
 * A value as text: what `string` gives (DMN 1.5, 10.3.4.1). A text is itself; inside of lists, contexts and ranges it
 * stands in quotes: `[1, "a"]`, `{name: "a", "{": 2}`, `["a".."b"]`. Characters are paid for as they are made.
 */
export const textOf = (value: Value): string => (typeof value === 'string' ? value : nested(value));

function nested(value: Value): string {
  if (isList(value)) return joined('[', value, nested, ']');
  if (isContext(value)) return contextText(value);
  if (value instanceof Range) return rangeText(value);
  const text = leaf(value);
  spend(text.length);
  return text;
}

function leaf(value: Exclude<Value, readonly Value[] | Context | Range>): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Decimal) return formatDecimal(value);
  return value instanceof Func ? `function(${value.parameters.join(', ')})` : value.toString();
}

const special = /["\\]/g;

const quoted = (text: string): string =>
  text.search(special) === -1 ? `"${text}"` : `"${text.replaceAll(special, String.raw`\$&`)}"`;

function joined<Item>(open: string, items: Iterable<Item>, write: (item: Item) => string, close: string): string {
  return deeper(() => {
    const pieces: string[] = [];
    for (const item of items) {
      spend(2);
      pieces.push(write(item));
    }
    return open + pieces.join(', ') + close;
  });
}

/** What can be written as a name needs no quotes (grammar rules 25 to 30). */
const plainName = /^[\p{L}_?][\p{L}\p{N}\p{M}_]*(?:[ ./\-'+*]+[\p{L}\p{N}\p{M}_]+)*$/u;

const contextText = (context: Context): string =>
  joined(
    '{',
    context,
    ([name, value]) => {
      spend(name.length);
      return `${plainName.test(name) ? name : quoted(name)}: ${nested(value)}`;
    },
    '}',
  );

/** As it is read again: an end without bound is left out, a date or duration is written `@"…"`. */
function rangeText({ start, startIncluded, end, endIncluded, sign }: Range): string {
  if (sign !== null) return `(${sign} ${endText(start)})`;
  const open = startIncluded ? '[' : '(';
  return `${open}${endText(start)}..${endText(end)}${endIncluded ? ']' : ')'}`;
}

function endText(end: Value | undefined): string {
  if (end === undefined) return '';
  const text = deeper(() => nested(end));
  return isAtLiteral(end) ? `@"${text}"` : text;
}

const isAtLiteral = (value: Value): boolean =>
  [FeelDate, FeelTime, FeelDateTime, DaysDuration, MonthsDuration].some((type) => value instanceof type);
