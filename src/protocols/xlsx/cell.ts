/** A day of the calendar, and the time where the cell holds one. Spreadsheets know no zones. */
export interface CellDate {
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:mm:ss */
  readonly time?: string;
}

/** What a formula that failed shows. */
export interface CellError {
  /** `#N/A`, `#REF!` … */
  readonly error: string;
}

export type CellValue = string | number | boolean | CellDate | CellError;

export interface Cell {
  /** Counted from 0. */
  readonly column: number;
  readonly value: CellValue;
}

export interface Row {
  /** Counted from 1, as a spreadsheet shows it. */
  readonly number: number;
  /** Cells that hold something, from left to right. */
  readonly cells: readonly Cell[];
}

/** Letters of a column counted from 0: A, B, … Z, AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** Address as a spreadsheet shows it: `addressOf(2, 12)` is C12. */
export const addressOf = (column: number, row: number): string => `${columnName(column)}${row}`;

/** Column, counted from 0, of an address such as `C12`; -1 where it names none. */
export function columnOf(address: string): number {
  let column = 0;
  for (let at = 0; at < address.length && at < 4; at += 1) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

const day = 86_400_000;
/** Day 0 of each calendar; that of 1900 counts a 29 February that never was, so from March it begins a day earlier. */
const epochs = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) };
const lastSerial = 2_958_465;

/** The date behind a serial number; undefined where it stands for none (ECMA-376 part 1, 18.17.4). */
export function dateOf(serial: number, from1904: boolean): CellDate | undefined {
  if (!(serial >= 1 && serial < lastSerial + 1) || (!from1904 && serial >= 60 && serial < 61)) return undefined;
  const days = Math.floor(serial);
  const start = from1904 ? epochs.from1904 : epochs.from1900 + (days < 60 ? day : 0);
  const moment = new Date(start + days * day + Math.round((serial - days) * 86_400) * 1000).toISOString();
  const time = moment.slice(11, 19);
  return { date: moment.slice(0, 10), ...(time === '00:00:00' ? {} : { time }) };
}

/** Serial number of a date, in the calendar of 1900. */
export function serialOf({ date, time = '00:00:00' }: CellDate): number {
  const serial = (Date.parse(`${date}T${time}Z`) - epochs.from1900) / day;
  return serial < 61 ? serial - 1 : serial;
}

// Signs that XML cannot carry stand as _xHHHH_, and what looks like that begins with an escaped underscore
// (ECMA-376 part 1, 22.9.2.19).
const written = /_x[0-9A-Fa-f]{4}_/g;
const unspeakable = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
/** Looks like that, or will: the sign that follows is written with an underscore at its beginning. */
const alike = new RegExp(`_(?=x[0-9A-Fa-f]{4}(?:_|${unspeakable.source}))`, 'gu');
const mark = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

export const unescapeText = (text: string): string =>
  text.includes('_x') ? text.replace(written, (found) => String.fromCharCode(parseInt(found.slice(2, 6), 16))) : text;

export const escapeText = (text: string): string => text.replace(alike, '_x005F_').replace(unspeakable, mark);

/** Text as it stands in XML, in an element or in double quotes. */
export const xml = (text: string): string => escapeText(text).replace(/[&<>"\t\n]/g, (sign) => entities[sign] ?? sign);
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
};
