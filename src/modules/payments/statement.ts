import { CsvError, parse } from 'csv-parse/sync';
import { formatDate, type Lang } from '../../language/index.ts';
import { readDate } from '../../ui/index.ts';
import {
  type AccountStatement,
  Camt053Error,
  parseCamt053,
  type StatementEntry,
} from '../../protocols/camt053/index.ts';
import type { Format } from './entities.ts';
import { statementColumnsMissing, statementLineWrong, statementTooLarge, statementUnreadable } from './refusals.ts';

/** Reads a file of a bank. @throws statementUnreadable, statementLineWrong, statementColumnsMissing, statementTooLarge */
export function readStatements(format: Format, text: string): readonly AccountStatement[] {
  if (format === 'csv') return readCsv(text);
  try {
    return parseCamt053(text);
  } catch (error) {
    if (!(error instanceof Camt053Error)) throw error;
    throw error.fault === 'large' ? statementTooLarge() : statementUnreadable({ part: error.element ?? 'XML' });
  }
}

const mostBytes = 16 * 1024 * 1024;
const mostLines = 100_000;

/** Columns of a statement in CSV. Of `direction`: C came, D went, RC and RD take such an entry back. */
export const csvColumns = [
  'account',
  'entry',
  'booked_on',
  'direction',
  'amount',
  'currency',
  'remittance',
  'payer',
  'payer_account',
] as const;
type Line = Readonly<Record<(typeof csvColumns)[number], string>>;

const between = ' – ';

/** A statement as people call it: by the number that the bank gave it, or of CSV by its days. */
export function statementName(
  { format, number }: { readonly format: Format; readonly number: string },
  lang: Lang,
): string {
  const days = format === 'csv' ? number.split(between) : [];
  return days.length === 2 ? [...new Set(days)].map((day) => formatDate(day, lang)).join(between) : number;
}

/** A line an entry, headings as `csvColumns`, between commas or semicolons; days as 2026-11-27 or 27.11.2026. */
function readCsv(text: string): readonly AccountStatement[] {
  if (Buffer.byteLength(text) > mostBytes) throw statementTooLarge();
  // No text of a database holds it.
  if (text.includes('\0')) throw statementUnreadable({ part: 'CSV' });
  const lines = linesOf(text);
  if (lines.length > mostLines) throw statementTooLarge();
  const accounts = new Map<string, StatementEntry[]>();
  for (const [index, line] of lines.entries()) {
    const iban = line.account.replace(/\s/g, '').toUpperCase();
    const own = accounts.get(iban) ?? [];
    if (own.length === 0) accounts.set(iban, own);
    own.push(entryOf(line, index + 2));
  }
  return [...accounts].map(([iban, entries]) => {
    const days = entries.map(({ bookedOn }) => bookedOn).sort();
    return { id: `${days[0]}${between}${days.at(-1)}`, iban, entries };
  });
}

function linesOf(text: string): readonly Line[] {
  try {
    const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
    const options = { bom: true, columns: true, delimiter, skip_empty_lines: true, trim: true } as const;
    const lines = parse(text, options) as Line[];
    const missing = csvColumns.filter((column) => lines[0]?.[column] === undefined);
    if (missing.length > 0) throw statementColumnsMissing({ columns: missing.join(', ') });
    return lines;
  } catch (error) {
    if (error instanceof CsvError) throw statementUnreadable({ part: 'CSV' });
    throw error;
  }
}

const directions = ['C', 'D', 'RC', 'RD'];

function entryOf(line: Line, place: number): StatementEntry {
  const bookedOn = readDate(line.booked_on);
  const direction = line.direction.toUpperCase();
  const amount = line.amount.replace(/\s/g, '').replace(',', '.');
  const currency = line.currency.toUpperCase();
  const wrong = (column: string) => statementLineWrong({ row: place, column });
  if (bookedOn === undefined) throw wrong('booked_on');
  if (!directions.includes(direction)) throw wrong('direction');
  if (!/^\d{1,11}(\.\d{1,5})?$/.test(amount)) throw wrong('amount');
  if (!/^[A-Z]{3}$/.test(currency)) throw wrong('currency');
  return {
    amount,
    currency,
    credit: direction === 'C' || direction === 'RD',
    reversal: direction.startsWith('R'),
    booked: true,
    bookedOn,
    ...(line.entry === '' ? {} : { bankReference: line.entry }),
    ...(line.remittance === '' ? {} : { remittance: line.remittance }),
    ...(line.payer === '' ? {} : { payerName: line.payer }),
    ...(line.payer_account === '' ? {} : { payerIban: line.payer_account.replace(/\s/g, '').toUpperCase() }),
  };
}
