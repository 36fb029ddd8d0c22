import { formatDateTime, type Lang, pick } from '../../../language/index.ts';
import { type ColumnPlan, type WriteValue, writeWorkbook } from '../../../protocols/xlsx/index.ts';
import { units } from '../indicators/index.ts';
import { measureStates, selfRatings, titleIn } from '../measures/index.ts';
import type { IndicatorLine, Line, MeasureLine } from './line.ts';
import { reasonsText, stepText } from './reasons.ts';
import type { EditionRow } from './store.ts';
import { type Key, t } from './text.ts';

export interface BookSource {
  readonly edition: EditionRow;
  /** Title of the plan. */
  readonly plan: string;
  readonly lang: Lang;
  /** Acronyms of institutions by code. */
  readonly acronyms: ReadonlyMap<string, string>;
  /** The lines, from the beginning, each time it is called. */
  lines(): AsyncIterable<Line>;
}

/** An edition as a workbook: cover, a row a measure, a row an indicator; dates and numbers are such. Memory does not grow. */
export function editionBook(source: BookSource): AsyncGenerator<Buffer> {
  const { lang } = source;
  const column = ([key, width, format]: Shape): ColumnPlan => ({
    heading: t(lang, key),
    width,
    ...(format ? { format } : {}),
  });
  return writeWorkbook({
    sheets: [
      {
        name: t(lang, 'cover'),
        columns: [
          { heading: t(lang, 'report'), width: 34 },
          { heading: '', width: 70 },
        ],
        rows: cover(source),
      },
      { name: t(lang, 'measures'), columns: measureColumns.map(column), rows: measureRows(source) },
      { name: t(lang, 'indicators'), columns: indicatorColumns.map(column), rows: indicatorRows(source) },
    ],
  });
}

type Shape = readonly [Key, number, ('text' | 'number' | 'date')?];

const measureColumns: readonly Shape[] = [
  ['number', 12, 'text'],
  ['measure', 60],
  ['direction', 10, 'text'],
  ['executor', 14],
  ['coExecutors', 20],
  ['responsible', 24],
  ['state', 22],
  ['selfRating', 16],
  ['progress', 12, 'number'],
  ['dueFirst', 12, 'date'],
  ['due', 12, 'date'],
  ['slipFirst', 12, 'number'],
  ['slip', 12, 'number'],
  ['nextDue', 12, 'date'],
  ['milestones', 10, 'number'],
  ['reached', 10, 'number'],
  ['evidence', 10, 'number'],
  ['lastReport', 12, 'text'],
  ['reasons', 40],
  ['waitsFor', 24],
];

const indicatorColumns: readonly Shape[] = [
  ['code', 26, 'text'],
  ['indicator', 60],
  ['value', 12, 'number'],
  ['unit', 12],
  ['asOfDay', 12, 'date'],
  ['source', 14],
  ['target', 12, 'number'],
  ['targetDue', 12, 'date'],
];

function cover({ edition, plan, lang }: BookSource): readonly (readonly WriteValue[])[] {
  return [
    [t(lang, 'plan'), plan],
    [t(lang, 'number'), edition.number],
    [t(lang, 'taken'), formatDateTime(edition.takenAt, lang)],
    [t(lang, 'lines'), edition.lines],
    [t(lang, 'digest'), edition.digest],
    ['', t(lang, 'how')],
  ];
}

async function* measureRows({ lang, acronyms, lines }: BookSource): AsyncGenerator<readonly WriteValue[]> {
  for await (const line of lines()) if (line.kind === 'measure') yield measureRow(line, lang, acronyms);
}

export const measureHeadings = (lang: Lang): readonly string[] => measureColumns.map(([key]) => t(lang, key));

export function measureRow(
  line: MeasureLine,
  lang: Lang,
  acronyms: ReadonlyMap<string, string>,
): readonly WriteValue[] {
  const institution = (code: string) => acronyms.get(code) ?? code;
  return [
    line.number,
    titleIn(line.title, lang),
    line.parent,
    line.executor === null ? null : institution(line.executor),
    line.coExecutors.map(institution).join(', '),
    line.responsible,
    pick(measureStates[line.state], lang),
    line.selfRating === null ? null : pick(selfRatings[line.selfRating], lang),
    line.progress,
    day(line.dueFirst),
    day(line.due),
    line.slipFirst,
    line.slip,
    day(line.nextDue),
    line.milestones,
    line.reached,
    line.evidence,
    line.lastReport,
    reasonsText(line.reasons, lang),
    stepText(line.waitsFor, lang),
  ];
}

async function* indicatorRows({ lang, lines }: BookSource): AsyncGenerator<readonly WriteValue[]> {
  for await (const line of lines()) if (line.kind === 'indicator') yield indicatorRow(line, lang);
}

function indicatorRow(line: IndicatorLine, lang: Lang): readonly WriteValue[] {
  return [
    line.number,
    titleIn(line.title, lang),
    line.value,
    pick(units[line.unit], lang),
    day(line.asOf),
    t(lang, line.sign),
    line.target,
    day(line.targetDue),
  ];
}

const day = (date: string | null): WriteValue => (date === null ? null : { date });
