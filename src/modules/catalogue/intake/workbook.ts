import { nearest } from '../../../feel/index.ts';
import { fold, type Text } from '../../../language/index.ts';
import { addressOf, type Row, type Workbook } from '../../../protocols/xlsx/index.ts';
import { type EntryKind, entryKinds, kindNames } from '../kinds.ts';
import { type Column, columnsOf, objectColumns, relationColumns } from './columns.ts';
import type { IntakeErrors } from './errors.ts';
import { intakeError, type Place } from './finding.ts';
import { sheetTitles } from './labels.ts';
import { readCell } from './value.ts';

/** What a row says, by paths of its columns, and where each stands. */
export interface Line {
  readonly values: ReadonlyMap<string, unknown>;
  place(path: string): Place;
}

export interface Lines {
  readonly entries: readonly (Line & { readonly kind: EntryKind })[];
  readonly relations: readonly Line[];
  readonly objects: readonly Line[];
}

interface Found {
  readonly kind?: EntryKind;
  readonly part: 'entries' | 'relations' | 'objects';
  readonly columns: readonly Column[];
}

const called = (title: Text, name: string): boolean => Object.values(title).some((word) => fold(word) === fold(name));

function sheetOf(name: string): Found | undefined {
  const kind = kindNames.find((one) => one === name || called(entryKinds[one], name));
  if (kind) return { kind, part: 'entries', columns: columnsOf(kind) };
  if (called(sheetTitles.relations, name)) return { part: 'relations', columns: relationColumns(entryKinds) };
  return called(sheetTitles.objects, name) ? { part: 'objects', columns: objectColumns } : undefined;
}

/** Reads the sheets of a workbook line by line; hidden ones hold lists and are left alone. */
export async function readWorkbook(book: Workbook, errors: IntakeErrors): Promise<Lines> {
  const lines = { entries: [] as (Line & { kind: EntryKind })[], relations: [] as Line[], objects: [] as Line[] };
  for (const { name } of book.sheets.filter(({ hidden }) => !hidden)) {
    const found = sheetOf(name);
    if (!found) {
      errors.push(intakeError({ sheet: name, row: 1, column: '', cell: 'A1' }, 'sheet'));
      continue;
    }
    let columns: ReadonlyMap<number, Column> | undefined;
    for await (const row of book.rows(name)) {
      if (!columns) columns = headingsOf(name, row, found.columns, errors);
      else {
        const line = lineOf(name, row, columns, errors);
        if (found.kind) lines.entries.push({ ...line, kind: found.kind });
        else if (found.part !== 'entries') lines[found.part].push(line);
      }
    }
  }
  return lines;
}

function headingsOf(
  sheet: string,
  row: Row,
  columns: readonly Column[],
  errors: IntakeErrors,
): ReadonlyMap<number, Column> {
  const found = new Map<number, Column>();
  for (const { column, value } of row.cells) {
    const heading = String(value);
    const match = columns.find(({ path, heading: title }) => path === heading || called(title, heading.trim()));
    const place = { sheet, row: row.number, column: heading, cell: addressOf(column, row.number) };
    if (match) found.set(column, match);
    else
      errors.push(
        intakeError(place, 'column', {
          value: heading,
          wanted: nearest(
            heading,
            columns.map((one) => one.heading.az),
          ),
        }),
      );
  }
  const present = [...found.values()];
  for (const { path, needed, within, heading } of columns)
    if (needed && within === undefined && !/\.(en|ru)$/.test(path) && !present.some((one) => one.path === path))
      errors.push(
        intakeError({ sheet, row: row.number, column: heading.az, cell: addressOf(0, row.number) }, 'noColumn', {
          value: heading.az,
        }),
      );
  return found;
}

function lineOf(sheet: string, row: Row, columns: ReadonlyMap<number, Column>, errors: IntakeErrors): Line {
  const values = new Map<string, unknown>();
  const place = (path: string): Place => {
    const [at, column] = [...columns].find(([, one]) => one.path === path) ?? [0, undefined];
    return { sheet, row: row.number, column: column?.heading.az ?? path, cell: addressOf(at, row.number) };
  };
  for (const { column: at, value } of row.cells) {
    const column = columns.get(at);
    if (!column) continue;
    const read = readCell(column, value);
    if ('value' in read) values.set(column.path, read.value);
    else {
      values.set(column.path, undefined);
      errors.push(intakeError(place(column.path), read.problem, { value: read.shown, wanted: read.wanted }));
    }
  }
  return { values, place };
}
