import { Decimal, formatDecimal } from '../values/decimal.ts';
import { FeelDate } from '../values/temporal.ts';
import type { Refuse } from './sql-error.ts';

/** Longer names PostgreSQL cuts without a word. */
const longestName = 63;

export function identifier(name: string, refuse: Refuse): string {
  if (!isText(name) || name === '' || new TextEncoder().encode(name).length > longestName) {
    refuse('table.sql_name', { name });
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** A backslash means itself only where `standard_conforming_strings` is on, which the text must not rely on. */
export function textLiteral(value: string, refuse: Refuse): string {
  if (!isText(value)) refuse('table.sql_text', { value: JSON.stringify(value) });
  const quoted = `'${value.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return value.includes('\\') ? `E${quoted}` : quoted;
}

/** PostgreSQL has no character of the code zero, and UTF-8 no half of one. */
const isText = (value: string): boolean => value.isWellFormed() && !value.includes('\0');

export function dateLiteral(date: FeelDate, refuse: Refuse): string {
  const value = date.toString();
  if (date.year < 1 || date.year > 9999) refuse('table.sql_date', { value });
  return `date '${value}'`;
}

export function literal(value: Decimal | string | boolean | FeelDate | null, refuse: Refuse): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return textLiteral(value, refuse);
  if (value instanceof FeelDate) return dateLiteral(value, refuse);
  return value instanceof Decimal ? formatDecimal(value) : String(value);
}
