import { zip, type ZipPart } from '../zip/index.ts';
import { addressOf, type CellDate, columnName, serialOf, xml } from './cell.ts';
import { ofWorkbook, XlsxError } from './error.ts';
import { type BookSheet, type CellNote, comments, contentTypes, type Format, formats } from './parts.ts';
import { relationships, shapes, sheetStart, styles, workbook } from './parts.ts';

export type WriteValue = string | number | boolean | CellDate | null | undefined;

export interface ColumnPlan {
  /** Stands in the first row, which stays in sight. */
  readonly heading: string;
  /** In characters. */
  readonly width?: number;
  /** Shown when the heading is pointed at. */
  readonly note?: string;
  /** Must be filled in: its heading is darker. */
  readonly needed?: boolean;
  /** How cells look and how what is typed into them is taken: with `text`, 1.2 and 01.02 stay as typed. */
  readonly format?: Extract<Format, 'text' | 'number' | 'date'>;
  readonly list?: ListRule;
}

/** What may stand in the cells of a column: a list that the cell offers. */
export interface ListRule {
  /** Name or range that holds the list, or a formula for the second row: `INDIRECT(A2)` follows the cell beside it. */
  readonly formula: string;
  /** Shown when something else was typed; without it the cell offers the list and takes anything. */
  readonly refusal?: { readonly title: string; readonly text: string };
}

export interface SheetPlan {
  readonly name: string;
  readonly hidden?: boolean;
  readonly columns: readonly ColumnPlan[];
  /** Cells below the heading, asked for once. */
  readonly rows?: Iterable<readonly WriteValue[]> | AsyncIterable<readonly WriteValue[]>;
}

export interface BookPlan {
  readonly sheets: readonly SheetPlan[];
  /** Defined names with what they stand for: `{ states: "'Lists'!$A$2:$A$4" }`. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Rows of a sheet in every spreadsheet program of today. */
export const mostRows = 1_048_576;
const longestText = 32_767;

/** Name that a sheet may bear: at most 31 characters, none of which has a meaning in formulas. */
export const sheetName = (text: string): string =>
  text
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .slice(0, 31);

/**
 * Writes a workbook (.xlsx, ECMA-376 part 1) piece by piece; rows are asked for as they are written and not kept.
 * @throws XlsxError for too many rows or a text longer than a cell takes (32,767)
 */
export async function* writeWorkbook({ sheets, names = {} }: BookPlan): AsyncGenerator<Buffer> {
  const book = sheets.map(
    ({ name, hidden = false, columns }): BookSheet => ({
      name: sheetName(name),
      hidden,
      notes: columns.some(({ note }) => note !== undefined),
    }),
  );
  const each = book.map((_, index) => ({ type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` }));
  const parts = [
    { name: '[Content_Types].xml', content: [contentTypes(book)] },
    { name: '_rels/.rels', content: [relationships([{ type: 'officeDocument', target: 'xl/workbook.xml' }])] },
    { name: 'xl/workbook.xml', content: [workbook(book, names)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [relationships([...each, { type: 'styles', target: 'styles.xml' }])],
    },
    { name: 'xl/styles.xml', content: [styles] },
    ...sheets.flatMap((sheet, index) => sheetParts(sheet, index + 1)),
  ];
  try {
    yield* zip(parts);
  } catch (error) {
    throw ofWorkbook(error);
  }
}

function sheetParts(sheet: SheetPlan, number: number): ZipPart[] {
  const notes = sheet.columns.flatMap(({ note }, column): CellNote[] =>
    note === undefined ? [] : [{ address: addressOf(column, 1), at: [column, 0], text: note }],
  );
  const part = { name: `xl/worksheets/sheet${number}.xml`, content: sheetXml(sheet, notes.length > 0) };
  if (notes.length === 0) return [part];
  const beside = [
    { type: 'vmlDrawing', target: `../drawings/vmlDrawing${number}.vml` },
    { type: 'comments', target: `../comments${number}.xml` },
  ];
  return [
    part,
    { name: `xl/worksheets/_rels/sheet${number}.xml.rels`, content: [relationships(beside)] },
    { name: `xl/comments${number}.xml`, content: [comments(notes)] },
    { name: `xl/drawings/vmlDrawing${number}.vml`, content: [shapes(notes)] },
  ];
}

async function* sheetXml({ name, columns, rows = [] }: SheetPlan, notes: boolean): AsyncGenerator<string> {
  yield `${sheetStart}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(columnXml).join('')}</cols><sheetData>`;
  yield rowXml(
    1,
    columns.map(({ heading, needed }, at) =>
      textCell(addressOf(at, 1), heading, formats[needed ? 'needed' : 'heading']),
    ),
  );
  const letters = columns.map((_, column) => columnName(column));
  const usual = columns.map(({ format }) => formats[format ?? 'general']);
  let number = 1;
  for await (const row of rows) {
    number += 1;
    if (number > mostRows) throw new XlsxError('too_many_rows', name);
    yield rowXml(
      number,
      row.map((value, at) => cellXml(`${letters[at]}${number}`, value, usual[at] ?? 0)),
    );
  }
  yield `</sheetData>${listsXml(columns)}${notes ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`;
}

const rowXml = (number: number, cells: readonly string[]): string => `<row r="${number}">${cells.join('')}</row>`;

function columnXml({ width = 20, format = 'text' }: ColumnPlan, index: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${formats[format]}" customWidth="1"/>`;
}

function textCell(address: string, text: string, format: number): string {
  if (text.length > longestText) throw new XlsxError('too_large', address);
  return `<c r="${address}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
}

function cellXml(address: string, value: WriteValue, format: number): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'string') return textCell(address, value, format);
  if (typeof value === 'boolean') return `<c r="${address}" s="${format}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return `<c r="${address}" s="${format}"><v>${value}</v></c>`;
  return `<c r="${address}" s="${formats.date}"><v>${serialOf(value)}</v></c>`;
}

function listsXml(columns: readonly ColumnPlan[]): string {
  const each = columns.flatMap(({ list }, column) => {
    if (!list) return [];
    const { formula, refusal } = list;
    const letter = columnName(column);
    const shown = refusal
      ? ` showErrorMessage="1" errorTitle="${xml(refusal.title.slice(0, 32))}" error="${xml(refusal.text.slice(0, 225))}"`
      : '';
    return `<dataValidation type="list" allowBlank="1" showInputMessage="1"${shown} sqref="${letter}2:${letter}${mostRows}"><formula1>${xml(formula)}</formula1></dataValidation>`;
  });
  return each.length === 0 ? '' : `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}
