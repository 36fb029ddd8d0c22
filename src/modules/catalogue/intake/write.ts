import { type Lang, pick, type Text } from '../../../language/index.ts';
import { type ColumnPlan, columnName, type SheetPlan, sheetName } from '../../../protocols/xlsx/index.ts';
import { writeWorkbook, type WriteValue } from '../../../protocols/xlsx/index.ts';
import type { Envelope } from '../envelope.ts';
import { type EntryKind, entryKinds, kindNames } from '../kinds.ts';
import { type Column, columnsOf, objectColumns, relationColumns } from './columns.ts';
import { sheetTitles, yesNo } from './labels.ts';

/** Entries of a kind, each time from the first: the sheets of a workbook are written one after another. */
export type EntriesOf = (kind: EntryKind) => Iterable<Envelope> | AsyncIterable<Envelope>;

/** An empty workbook for entries of these kinds, with lists to choose from; labels in `lang`. */
export function writeTemplate(kinds: readonly EntryKind[], lang: Lang): AsyncGenerator<Buffer> {
  return write(kinds, () => [], lang);
}

/** Entries as a workbook: a sheet for each kind, one for relations, one for data objects of registers. */
export function writeEntries(entries: EntriesOf, lang: Lang): AsyncGenerator<Buffer> {
  return write(kindNames, entries, lang);
}

function write(kinds: readonly EntryKind[], entries: EntriesOf, lang: Lang): AsyncGenerator<Buffer> {
  const lists = new Lists(lang);
  const sheet = (title: Text, columns: readonly Column[], rows: AsyncIterable<readonly WriteValue[]>): SheetPlan => ({
    name: pick(title, lang),
    columns: columns.map((column) => planOf(column, lang, lists)),
    rows,
  });
  const sheets = kinds.map((kind) => {
    const columns = columnsOf(kind);
    return sheet(
      entryKinds[kind],
      columns,
      rowsOf(entries(kind), (one) => [columns.map((column) => cellOf(column, at(one, column.path), lang))]),
    );
  });
  const ties = relationColumns(entryKinds);
  const all = async function* () {
    for (const kind of kinds) yield* entries(kind);
  };
  sheets.push(
    sheet(
      sheetTitles.relations,
      ties,
      rowsOf(all(), (one) => relationRows(one, ties, lang)),
    ),
  );
  if (kinds.includes('register'))
    sheets.push(
      sheet(
        sheetTitles.objects,
        objectColumns,
        rowsOf(entries('register'), (one) => objectRows(one, lang)),
      ),
    );
  return writeWorkbook({ sheets: [...sheets, lists.sheet()], names: lists.names });
}

async function* rowsOf(
  entries: Iterable<Envelope> | AsyncIterable<Envelope>,
  rows: (entry: Envelope) => readonly (readonly WriteValue[])[],
): AsyncGenerator<readonly WriteValue[]> {
  for await (const entry of entries) yield* rows(entry);
}

/** What stands in an envelope at a path with dots. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], value);
}

function cellOf({ type, choices }: Column, value: unknown, lang: Lang): WriteValue {
  if (value === undefined) return null;
  if (type === 'list') return (value as readonly string[]).join('; ');
  if (type === 'yesno') return pick(value ? yesNo.yes : yesNo.no, lang);
  if (type === 'number') return value as number;
  const option = choices?.[value as string];
  return option ? pick(option, lang) : (value as string);
}

function relationRows(entry: Envelope, columns: readonly Column[], lang: Lang) {
  return entry.relations.map(({ kind, to, channel, concepts }) => {
    const values: unknown[] = [entry.kind, entry.code, kind, to.kind, to.code, channel, concepts];
    return columns.map((column, index) => cellOf(column, values[index], lang));
  });
}

interface DataObject {
  readonly name: string;
  readonly label: Text;
  readonly fields: readonly { name: string; label: Text; class: string; concept?: string; primary?: boolean }[];
}

function objectRows({ code, spec }: Envelope, lang: Lang) {
  const { objects = [] } = spec as { objects?: readonly DataObject[] };
  const row = (object: DataObject, field?: DataObject['fields'][number]) => {
    const texts = ({ az, en, ru }: Partial<Text> = {}) => [az, en, ru];
    const values = [
      code,
      object.name,
      ...texts(object.label),
      field?.name,
      ...texts(field?.label),
      field?.class,
      field?.concept,
      field?.primary,
    ];
    return objectColumns.map((column, index) => cellOf(column, values[index], lang));
  };
  return objects.flatMap((object) =>
    object.fields.length === 0 ? [row(object)] : object.fields.map((field) => row(object, field)),
  );
}

/** The hidden sheet with what cells offer, a column for each list. */
class Lists {
  readonly names: Record<string, string> = {};
  readonly #columns: (readonly string[])[] = [];
  readonly #lang: Lang;

  constructor(lang: Lang) {
    this.#lang = lang;
  }

  /** Name of the list with these words. */
  of(words: readonly string[]): string {
    const known = this.#columns.findIndex((column) => column.join('\n') === words.join('\n'));
    const index = known < 0 ? this.#columns.push(words) - 1 : known;
    const letter = columnName(index);
    const name = `list_${index + 1}`;
    this.names[name] =
      `'${sheetName(pick(sheetTitles.lists, this.#lang))}'!$${letter}$2:$${letter}$${words.length + 1}`;
    return name;
  }

  sheet(): SheetPlan {
    const longest = Math.max(0, ...this.#columns.map((column) => column.length));
    const rows = Array.from({ length: longest }, (_, row) => this.#columns.map((column) => column[row] ?? null));
    const columns = this.#columns.map((_, index) => ({ heading: `list_${index + 1}` }));
    return { name: pick(sheetTitles.lists, this.#lang), hidden: true, columns, rows };
  }
}

function planOf({ path, heading, needed, within, type, choices }: Column, lang: Lang, lists: Lists): ColumnPlan {
  const options = type === 'yesno' ? yesNo : choices;
  return {
    heading: pick(heading, lang),
    needed: needed && within === undefined,
    note: path,
    width: path.startsWith('title') || path.startsWith('about') ? 40 : 22,
    format: type === 'number' ? 'number' : 'text',
    ...(options ? { list: { formula: lists.of(Object.values(options).map((option) => pick(option, lang))) } } : {}),
  };
}
