import { type Answer, file, stream } from '../../kernel/http/route.ts';

/** Text, a number, or nothing. Days are ISO 8601; numbers are written with a point. */
export type CsvCell = string | number | null | undefined;

/** A table as a file for spreadsheets (RFC 4180): UTF-8 with its mark, so that every one of them reads the letters right. */
export function csvOf(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\ufeff${linesOf([columns, ...rows])}`;
}

const linesOf = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// A spreadsheet takes text that begins so for a formula and runs it.
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** `name` without its ending, of plain letters. */
export function csvFile(name: string, columns: readonly string[], rows: readonly (readonly CsvCell[])[]): Answer {
  return file(csvOf(columns, rows), 'text/csv; charset=utf-8', `${name.replace(/[^\w.-]+/g, '-')}.csv`);
}

/** A table of any length, written part by part as it is read. */
export function csvStream(
  name: string,
  columns: readonly string[],
  parts: AsyncIterable<readonly (readonly CsvCell[])[]>,
): Answer {
  async function* written(): AsyncGenerator<string> {
    yield csvOf(columns, []);
    for await (const rows of parts) yield linesOf(rows);
  }
  const saved = `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.csv"`;
  return stream(written(), 'text/csv; charset=utf-8', { 'content-disposition': saved });
}
