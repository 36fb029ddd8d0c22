import { CsvError, type Info, parse } from 'csv-parse/sync';
import { type FileFinding, fileFinding } from './file-finding.ts';
import { type FieldName, type FileContent, type FileLine, type PlanFact, placesOf } from './file-lines.ts';
import type { CsvLevel, PlanMap, PlanPlaces } from './map.ts';

type CsvMap = NonNullable<PlanMap['csv']>;

interface CsvRow {
  readonly line: number;
  /** Trimmed, by the heading of the column. */
  readonly cells: ReadonlyMap<string, string>;
}

/** Reads a plan from CSV (RFC 4180, UTF-8 with or without a byte-order mark) as a map says. */
export function readCsv(text: string, { csv }: PlanMap): FileContent {
  const none = { plan: new Map(), lines: [] };
  if (!csv) return { ...none, findings: [fileFinding({ line: 1, place: '' }, 'noForm', 'csv')] };
  const table = tableOf(text, csv);
  if ('findings' in table) return { ...none, findings: table.findings };
  const lost = [...placesIn(csv)].filter((place) => !table.headings.has(place));
  if (lost.length > 0)
    return { ...none, findings: lost.map((place) => fileFinding({ line: csv.header ?? 1, place }, 'noColumn', place)) };
  const findings: FileFinding[] = [];
  const lines = csv.by === 'depth' ? byDepth(table.rows, csv, findings) : byColumns(table.rows, csv);
  return { plan: factsOf(csv.plan, table.rows[0]), lines, findings };
}

function tableOf(
  text: string,
  { delimiter, header = 1 }: CsvMap,
):
  | { readonly headings: ReadonlySet<string>; readonly rows: readonly CsvRow[] }
  | { readonly findings: readonly FileFinding[] } {
  try {
    const options = { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    const records = parse(text, options) as unknown as { readonly info: Info; readonly record: string[] }[];
    const at = records.findIndex(({ info }) => info.lines >= header);
    const headings = (records[at]?.record ?? []).map((cell) => cell.trim());
    const rows = records.slice(at + 1).map(({ info, record }) => ({
      line: info.lines,
      cells: new Map(record.map((cell, index) => [headings[index] ?? '', cell.trim()])),
    }));
    return { headings: new Set(at < 0 ? [] : headings), rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as { readonly lines?: number }).lines ?? 1;
    return { findings: [fileFinding({ line, place: '' }, 'unreadable', error.code)] };
  }
}

/** Every column that the map names. */
function* placesIn({ plan, levels }: CsvMap): Generator<string> {
  for (const fact of Object.values(plan)) if (typeof fact === 'object') yield fact.at;
  for (const level of levels) for (const [, place] of placesOf(level)) yield place;
}

function factsOf(plan: PlanPlaces, first: CsvRow | undefined): ReadonlyMap<PlanFact, string> {
  const facts = Object.entries(plan) as [PlanFact, PlanPlaces[PlanFact]][];
  return new Map(
    facts.flatMap(([name, fact]) => {
      const value = typeof fact === 'object' ? first?.cells.get(fact.at) : fact;
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

function lineOf(row: CsvRow, level: number, of: CsvLevel): FileLine {
  const places = new Map(placesOf(of));
  const values = [...places].flatMap(([field, place]): [FieldName, string][] => {
    const value = row.cells.get(place);
    return value === undefined || value === '' ? [] : [[field, value]];
  });
  return {
    level,
    kind: of.kind,
    numbered: of.number !== undefined,
    values: new Map(values),
    spot: (field) => ({ line: row.line, place: places.get(field) ?? field }),
  };
}

/** Each level in columns of its own: a row tells of every level whose number or title it gives. */
function byColumns(rows: readonly CsvRow[], { levels }: CsvMap): readonly FileLine[] {
  const open: string[] = [];
  return rows.flatMap((row) =>
    levels.flatMap((level, at) => {
      const line = lineOf(row, at, level);
      const named = (['number', 'title', 'title.az', 'title.en', 'title.ru'] as const).map((field) =>
        line.values.get(field),
      );
      const key = JSON.stringify(named);
      if (named.every((value) => value === undefined) || (open[at] === key && at < levels.length - 1)) return [];
      open.length = at;
      open[at] = key;
      return [line];
    }),
  );
}

/** One column of numbers: as many steps, so deep. */
function byDepth(rows: readonly CsvRow[], { levels }: CsvMap, findings: FileFinding[]): readonly FileLine[] {
  const column = levels[0]?.number ?? '';
  return rows.flatMap((row) => {
    const number = row.cells.get(column) ?? '';
    const level = levels[number.replace(/\.$/, '').split('.').length - 1];
    if ([...row.cells.values()].every((cell) => cell === '')) return [];
    if (number !== '' && level) return [lineOf(row, levels.indexOf(level), level)];
    const problem = number === '' ? 'noNumber' : 'badNumber';
    findings.push(fileFinding({ line: row.line, place: column }, problem, number));
    return [];
  });
}
