import { addressOf, type CellValue, type Row, type Workbook } from '../../../protocols/xlsx/index.ts';
import { readDeadline } from './deadline.ts';
import { called, type FormColumn, type FormSheet, formSheets, marks, type SheetName } from './form.ts';
import { type FormFinding, formFinding, type FormPlace, type FormProblem } from './form-finding.ts';

/** What a row says, by paths of its columns; texts trimmed, days as YYYY-MM-DD. */
export interface FormLine {
  readonly texts: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Paths of cells of which something was told already. */
  readonly faulty: ReadonlySet<string>;
  place(path: string): FormPlace;
}

/** Lines of the sheets that a workbook has. */
export type FormLines = ReadonlyMap<SheetName, readonly FormLine[]>;

/** Reads the sheets of the form, but the hidden one. @throws XlsxError */
export async function readForm(book: Workbook, findings: FormFinding[]): Promise<FormLines> {
  const found = new Map<SheetName, readonly FormLine[]>();
  for (const { name } of book.sheets.filter(({ hidden }) => !hidden)) {
    const sheet = formSheets.find(({ title, name: own }) => own === name || called(title, name));
    if (!sheet) findings.push(formFinding({ sheet: name, cell: 'A1' }, 'sheet'));
    else found.set(sheet.name, [...(found.get(sheet.name) ?? []), ...(await linesOf(book, name, sheet, findings))]);
  }
  if (found.size === 0 && findings.length === 0) findings.push(formFinding({ sheet: '', cell: 'A1' }, 'empty'));
  return found;
}

/** What each measure was when the form was taken, by number; nothing in a workbook that somebody made otherwise. */
export async function readMarks(book: Workbook): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of book.sheets.filter(({ hidden }) => hidden)) {
    let at: number | undefined;
    for await (const { cells } of book.rows(name)) {
      at ??= cells.find(({ value }) => value === marks)?.column ?? -1;
      const value = cells.find(({ column }) => column === at)?.value;
      const [number, mark] = typeof value === 'string' ? value.split(' ') : [];
      if (number !== undefined && mark !== undefined) found.set(number, mark);
    }
  }
  return found;
}

async function linesOf(
  book: Workbook,
  name: string,
  sheet: FormSheet,
  findings: FormFinding[],
): Promise<readonly FormLine[]> {
  let columns: ReadonlyMap<number, FormColumn> | undefined;
  const lines: FormLine[] = [];
  for await (const row of book.rows(name)) {
    if (!columns) columns = headingsOf(name, row, sheet, findings);
    else {
      const line = new Reader(name, row, columns, findings).read();
      if (line) lines.push(line);
    }
  }
  return lines;
}

function headingsOf(
  sheet: string,
  row: Row,
  { columns }: FormSheet,
  findings: FormFinding[],
): ReadonlyMap<number, FormColumn> {
  const found = new Map<number, FormColumn>();
  for (const { column, value } of row.cells) {
    const heading = typeof value === 'object' ? '' : String(value);
    const match = columns.find((one) => one.path === heading || called(one.heading, heading));
    if (match) found.set(column, match);
    else findings.push(formFinding({ sheet, cell: addressOf(column, row.number) }, 'column', { value: heading }));
  }
  const present = new Set([...found.values()].map(({ path }) => path));
  for (const { path, needed, heading } of columns)
    if (needed && !present.has(path))
      findings.push(formFinding({ sheet, cell: addressOf(0, row.number) }, 'noColumn', { value: heading.az }));
  return found;
}

class Reader {
  readonly #texts = new Map<string, string>();
  readonly #numbers = new Map<string, number>();
  readonly #lists = new Map<string, readonly string[]>();
  readonly #faulty = new Set<string>();
  readonly #sheet: string;
  readonly #row: Row;
  readonly #columns: ReadonlyMap<number, FormColumn>;
  readonly #findings: FormFinding[];

  constructor(sheet: string, row: Row, columns: ReadonlyMap<number, FormColumn>, findings: FormFinding[]) {
    this.#sheet = sheet;
    this.#row = row;
    this.#columns = columns;
    this.#findings = findings;
  }

  /** Undefined for a row in which nothing of the form stands. */
  read(): FormLine | undefined {
    const filled = new Set<string>();
    for (const { column: at, value } of this.#row.cells) {
      const column = this.#columns.get(at);
      if (!column || (typeof value === 'string' && value.trim() === '')) continue;
      filled.add(column.path);
      this.#take(column, value);
    }
    if (filled.size === 0) return undefined;
    for (const { path, needed } of this.#columns.values()) if (needed && !filled.has(path)) this.#say(path, 'missing');
    const place = (path: string) => this.#place(path);
    return { texts: this.#texts, numbers: this.#numbers, lists: this.#lists, faulty: this.#faulty, place };
  }

  #place(path: string): FormPlace {
    const [at = 0] = [...this.#columns].find(([, column]) => column.path === path) ?? [];
    return { sheet: this.#sheet, cell: addressOf(at, this.#row.number) };
  }

  #say(path: string, problem: FormProblem, value = ''): void {
    this.#faulty.add(path);
    this.#findings.push(formFinding(this.#place(path), problem, { value }));
  }

  #take(column: FormColumn, value: CellValue): void {
    const { path, type, max } = column;
    if (typeof value === 'object' && 'error' in value) return this.#say(path, 'broken', value.error);
    if (type === 'day') return this.#day(path, value);
    if (typeof value === 'object') return this.#say(path, 'text', value.date);
    if (type === 'number') return this.#number(path, value);
    // A number of an item that a spreadsheet took for a decimal has lost its end: 6.10 is 6.1.
    if (typeof value === 'number' && !Number.isInteger(value)) return this.#say(path, 'text', String(value));
    const text = String(value).trim();
    if (type === 'text') {
      if (max !== undefined && text.length > max) return this.#say(path, 'long', String(max));
      this.#texts.set(path, text);
      return;
    }
    const parts = text
      .split(/[;\n\r]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.some((part) => max !== undefined && part.length > max)) this.#say(path, 'long', String(max));
    else this.#lists.set(path, parts);
  }

  #day(path: string, value: Exclude<CellValue, { readonly error: string }>): void {
    const shown = typeof value === 'object' ? value.date : String(value).trim();
    const { reading } = readDeadline(shown);
    if (typeof value !== 'number' && reading?.precision === 'day' && reading.due !== undefined)
      this.#texts.set(path, reading.due);
    else this.#say(path, 'day', shown);
  }

  #number(path: string, value: string | number | boolean): void {
    const number =
      typeof value === 'number'
        ? value
        : Number(
            String(value)
              .replace(/[\s\u00a0]/g, '')
              .replace(',', '.'),
          );
    if (typeof value !== 'boolean' && number >= 0.001 && number < 1_000_000) this.#numbers.set(path, number);
    else this.#say(path, 'number', String(value));
  }
}
