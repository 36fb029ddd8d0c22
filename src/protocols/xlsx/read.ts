import { type Budget, type ByteSource, contentOf, readDirectory, sourceOf, type ZipEntry } from '../zip/index.ts';
import { type Cell, type CellValue, columnOf, dateOf, type Row, unescapeText } from './cell.ts';
import { ofWorkbook, XlsxError } from './error.ts';
import { parse, parseAll } from './xml.ts';

/** How much a reader takes before it refuses the file. */
export interface XlsxLimits {
  /** Unpacked, all parts together; a part read again counts again. */
  readonly bytes: number;
  /** Rows that hold something, of all sheets together; a sheet read again counts again. */
  readonly rows: number;
  readonly columns: number;
  readonly sharedStrings: number;
}

/** For a file that somebody sends: some thousand rows. */
export const usualLimits: XlsxLimits = { bytes: 64 * 1024 * 1024, rows: 20_000, columns: 200, sharedStrings: 200_000 };

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** Rows of a sheet that hold something, from top to bottom, read as they are asked for. @throws XlsxError */
  rows(sheet: string): AsyncGenerator<Row>;
}

/** Nobody keeps more in one workbook; each costs, whatever it holds. */
const mostSheets = 50;

interface Parts {
  readonly source: ByteSource;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly budget: Budget;
  readonly limits: XlsxLimits;
}

interface Looks {
  readonly strings: readonly string[];
  /** Of each cell format: does it show a number as a date? */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

/**
 * Opens a workbook (ECMA-376 part 1); of its content only the shared strings are kept in memory.
 * @throws XlsxError when it is none, is damaged or passes a limit
 */
export async function openWorkbook(
  given: Uint8Array | ByteSource,
  limits: XlsxLimits = usualLimits,
): Promise<Workbook> {
  const source = given instanceof Uint8Array ? sourceOf(given) : given;
  const entries = await readDirectory(source).catch((error: unknown) => {
    throw ofWorkbook(error);
  });
  const parts = { source, entries, budget: { left: limits.bytes }, limits };
  const book = [...(await relationsOf(parts, '')).values()].find(({ type }) => type === 'officeDocument');
  if (!book) throw new XlsxError('not_xlsx');
  const relations = await relationsOf(parts, book.target);
  const { sheets, from1904 } = await readBook(parts, book.target);
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.target;
  const rows = { left: limits.rows };
  const looks = {
    strings: await readStrings(parts, partOf('sharedStrings')),
    dates: await readDates(parts, partOf('styles')),
    from1904,
  };
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    rows(name) {
      const sheet = sheets.find((one) => one.name === name);
      const target = relations.get(sheet?.id ?? '')?.target;
      if (!sheet || target === undefined) throw new XlsxError('damaged', name);
      return readRows(parts, { name, target }, looks, rows);
    },
  };
}

async function* chunksOf({ source, entries, budget }: Parts, name: string): AsyncGenerator<Uint8Array> {
  const entry = entries.get(name);
  if (!entry) throw new XlsxError('damaged', name);
  try {
    yield* contentOf(source, entry, budget);
  } catch (error) {
    throw ofWorkbook(error);
  }
}

/** Relations of a part, by id; of the file itself for ''. Types come without their namespace. */
async function relationsOf(
  parts: Parts,
  part: string,
): Promise<ReadonlyMap<string, { readonly type: string; readonly target: string }>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const found = new Map<string, { type: string; target: string }>();
  if (!parts.entries.has(name)) throw new XlsxError('not_xlsx');
  await parseAll(chunksOf(parts, name), name, {
    open(tag, { Id = '', Type = '', Target = '', TargetMode }) {
      if (tag !== 'Relationship' || TargetMode === 'External') return;
      const target = new URL(Target, `file:///${folder}`).pathname.slice(1);
      found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: decodeURIComponent(target) });
    },
  });
  return found;
}

async function readBook(parts: Parts, name: string) {
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await parseAll(chunksOf(parts, name), name, {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const called = attributes.name ?? '';
      if (sheets.length === mostSheets) throw new XlsxError('too_many_sheets');
      if (sheets.some((one) => one.name === called)) throw new XlsxError('same_sheet', called);
      sheets.push({ name: called, hidden: (attributes.state ?? 'visible') !== 'visible', id });
    },
  });
  return { sheets, from1904 };
}

async function readStrings(parts: Parts, name: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (name === undefined) return strings;
  let text = '';
  let open = '';
  await parseAll(chunksOf(parts, name), name, {
    open(tag) {
      if (tag === 'si') text = '';
      // Phonetic readings stand beside the text and are none of it.
      if (tag === 'rPh' || (tag === 't' && open !== 'rPh')) open = tag;
    },
    text(piece) {
      if (open === 't') text += piece;
    },
    close(tag) {
      if (tag === 'rPh' || (tag === 't' && open === 't')) open = '';
      if (tag === 'si') strings.push(unescapeText(text));
      if (strings.length > parts.limits.sharedStrings) throw new XlsxError('too_large');
    },
  });
  return strings;
}

// Built-in formats that show dates (ECMA-376 part 1, 18.8.30), those of East Asian languages among them.
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const showsDate = (code: string): boolean =>
  /[ymdhs]/i.test((code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General/gi, ''));

async function readDates(parts: Parts, name: string | undefined): Promise<readonly boolean[]> {
  const codes = new Map<number, boolean>();
  const dates: boolean[] = [];
  let inCells = false;
  if (name === undefined) return dates;
  await parseAll(chunksOf(parts, name), name, {
    open(tag, { numFmtId, formatCode = '' }) {
      if (tag === 'numFmt') codes.set(Number(numFmtId), showsDate(formatCode));
      if (tag === 'cellXfs') inCells = true;
      if (tag === 'xf' && inCells) dates.push(codes.get(Number(numFmtId)) ?? builtIn(Number(numFmtId)));
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

async function* readRows(
  parts: Parts,
  { name, target }: { name: string; target: string },
  looks: Looks,
  rows: Budget,
): AsyncGenerator<Row> {
  const sheet = new SheetReader(name, parts.limits, looks, rows);
  for await (const _ of parse(chunksOf(parts, target), target, sheet)) {
    yield* sheet.ready;
    sheet.ready = [];
  }
}

/** Turns the elements of a sheet into rows. */
class SheetReader {
  ready: Row[] = [];
  readonly #name: string;
  readonly #limits: XlsxLimits;
  readonly #looks: Looks;
  readonly #rows: Budget;
  #row = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = 'n';
  #format = 0;
  #text = '';
  #taken = false;
  #phonetic = false;

  constructor(name: string, limits: XlsxLimits, looks: Looks, rows: Budget) {
    this.#name = name;
    this.#limits = limits;
    this.#looks = looks;
    this.#rows = rows;
  }

  open = (tag: string, { r, t = 'n', s }: Readonly<Record<string, string>>): void => {
    if (tag === 'row') {
      this.#row = r === undefined ? this.#row + 1 : Number(r);
      this.#cells = [];
      this.#column = -1;
    } else if (tag === 'c') {
      this.#column = r === undefined ? this.#column + 1 : columnOf(r);
      this.#type = t;
      this.#format = s === undefined ? 0 : Number(s);
      this.#text = '';
    } else if (tag === 'rPh') this.#phonetic = true;
    else this.#taken = tag === 'v' || (tag === 't' && !this.#phonetic);
  };

  text = (piece: string): void => {
    if (this.#taken) this.#text += piece;
  };

  close = (tag: string): void => {
    this.#taken = false;
    if (tag === 'rPh') this.#phonetic = false;
    else if (tag === 'c') this.#endCell();
    else if (tag === 'row') this.#endRow();
  };

  #endCell(): void {
    const value = this.#value();
    if (value === undefined || value === '') return;
    if (this.#column < 0) throw new XlsxError('damaged', this.#name);
    if (this.#column >= this.#limits.columns) throw new XlsxError('too_wide', this.#name);
    this.#cells.push({ column: this.#column, value });
  }

  #value(): CellValue | undefined {
    const text = this.#text;
    if (text === '') return undefined;
    switch (this.#type) {
      case 's':
        return this.#looks.strings[Number(text)];
      case 'inlineStr':
      case 'str':
        return unescapeText(text);
      case 'b':
        return text === '1' || text === 'true';
      case 'e':
        return { error: text };
      case 'd':
        return { date: text.slice(0, 10), ...(text.length > 10 ? { time: text.slice(11, 19) } : {}) };
      default:
        return this.#number(Number(text));
    }
  }

  #number(number: number): CellValue {
    if (!Number.isFinite(number)) throw new XlsxError('damaged', this.#name);
    const date = this.#looks.dates[this.#format] ? dateOf(number, this.#looks.from1904) : undefined;
    return date ?? number;
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    this.#rows.left -= 1;
    if (this.#rows.left < 0) throw new XlsxError('too_many_rows', this.#name);
    this.ready.push({ number: this.#row, cells: this.#cells });
  }
}
