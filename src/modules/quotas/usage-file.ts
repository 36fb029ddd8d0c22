import { CsvError, parse } from 'csv-parse/sync';
import { readDate } from '../../ui/index.ts';
import { reportTooLarge, reportUnreadable } from './refusals.ts';

export type ReportFormat = 'csv' | 'json';

/** A use as its operator tells it; whether it can be booked is seen later, line by line. */
export interface UsageLine {
  /** The operator's own, another for each use: by it a line is booked once. */
  readonly key: string;
  readonly quota: string;
  /** A decimal. */
  readonly amount: string;
  /** Day in Baku; without it today. */
  readonly usedOn?: string;
}

export const reportColumns = ['key', 'quota', 'amount', 'used_on'] as const;
type Column = (typeof reportColumns)[number];

const mostLines = 20_000;
/** No day; fits no quota, so that the line is refused by name. */
const noDay = '0001-01-01';

/** Reads a file: CSV with the columns `reportColumns`, or JSON, a list of objects with such members. @throws reportUnreadable, reportTooLarge */
export function readReport(format: ReportFormat, text: string): readonly UsageLine[] {
  const rows = format === 'csv' ? readCsv(text) : readJson(text);
  if (rows.length > mostLines) throw reportTooLarge({ most: mostLines });
  return rows.map(lineOf);
}

function lineOf({ key, quota, amount, used_on }: Partial<Record<Column, string>>): UsageLine {
  const day = (used_on ?? '').trim();
  return {
    key: (key ?? '').trim(),
    quota: (quota ?? '').trim().toUpperCase(),
    amount: (amount ?? '').replace(/\s/g, '').replace(',', '.'),
    ...(day === '' ? {} : { usedOn: readDate(day) ?? noDay }),
  };
}

function readCsv(text: string): readonly Partial<Record<Column, string>>[] {
  try {
    const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
    const options = { bom: true, columns: true, delimiter, skip_empty_lines: true, trim: true } as const;
    const rows = parse(text, options) as Record<Column, string>[];
    const missing = reportColumns.slice(0, 3).filter((column) => rows[0]?.[column] === undefined);
    if (missing.length > 0) throw reportUnreadable({ part: missing.join(', ') });
    return rows;
  } catch (error) {
    if (error instanceof CsvError) throw reportUnreadable({ part: 'CSV' });
    throw error;
  }
}

function readJson(text: string): readonly Partial<Record<Column, string>>[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw reportUnreadable({ part: 'JSON' });
  }
  if (!Array.isArray(value) || value.length === 0) throw reportUnreadable({ part: 'JSON: []' });
  return value.map((row: unknown) => {
    if (typeof row !== 'object' || row === null) throw reportUnreadable({ part: 'JSON: {}' });
    const told = row as Partial<Record<Column, unknown>>;
    return Object.fromEntries(
      reportColumns.flatMap((column) => {
        const given = told[column];
        // A number of JSON is binary; as it is written it is what its writer meant.
        return typeof given === 'string' || typeof given === 'number' ? [[column, String(given)]] : [];
      }),
    );
  });
}
