import type { Lang } from '../../../language/index.ts';
import { daysBetween, pick } from '../../../language/index.ts';
import { measureStateNames, measureStates, selfRatings, titleIn } from '../measures/index.ts';
import type { CsvCell } from '../csv.ts';
import { type Counts, totalOf } from './counts.ts';
import type { MeasureRow } from './store/measures.ts';
import type { DatedMeasure, FullSchedule } from './store/schedule.ts';
import { t } from './text/index.ts';

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

interface Named {
  readonly number?: string | undefined;
  readonly title: string;
  readonly counts: Counts;
}

/** Measures by state, one row for each direction or institution. */
export function countsTable(rows: readonly Named[], name: string, lang: Lang): CsvTable {
  return {
    columns: [
      t(lang, 'number'),
      name,
      ...measureStateNames.map((state) => pick(measureStates[state], lang)),
      t(lang, 'total'),
    ],
    rows: rows.map(({ number, title, counts }) => [
      number,
      title,
      ...measureStateNames.map((state) => counts[state]),
      totalOf(counts),
    ]),
  };
}

/** Measures with all that their standing tells. */
export function measuresTable(rows: readonly MeasureRow[], acronym: (code: string) => string, lang: Lang): CsvTable {
  return {
    columns: [
      t(lang, 'number'),
      t(lang, 'measureTitle'),
      t(lang, 'executor'),
      t(lang, 'state'),
      t(lang, 'selfRating'),
      t(lang, 'progress'),
      t(lang, 'firstDue'),
      t(lang, 'presentDue'),
      t(lang, 'slipFirst'),
      t(lang, 'slip'),
      t(lang, 'nextDue'),
      t(lang, 'lastReport'),
    ],
    rows: rows.map((row) => [
      row.number,
      titleIn(row.title, lang),
      row.executor === null ? null : acronym(row.executor),
      pick(measureStates[row.state], lang),
      row.self_rating === null ? null : pick(selfRatings[row.self_rating], lang),
      row.progress === null ? null : Number(row.progress),
      row.due_first,
      row.due,
      row.slip_first,
      row.slip,
      row.next_due,
      row.last_report,
    ]),
  };
}

const dateColumns = (lang: Lang): readonly string[] => [
  t(lang, 'started'),
  t(lang, 'firstDue'),
  t(lang, 'presentDue'),
  t(lang, 'slip'),
  t(lang, 'doneOn'),
];

type Dated = Pick<DatedMeasure, 'first' | 'present' | 'doneOn'>;

function dateCells({ first, present, doneOn }: Dated): readonly CsvCell[] {
  const slip = first && present ? daysBetween(first.due, present.due) : undefined;
  return [present?.starts ?? first?.starts, first?.due, present?.due, slip, doneOn];
}

/** Milestones of a measure with their first and present dates. */
export function scheduleTable({ milestones }: FullSchedule, lang: Lang): CsvTable {
  return {
    columns: [t(lang, 'milestone'), t(lang, 'measureTitle'), t(lang, 'weight'), ...dateColumns(lang), t(lang, 'needs')],
    rows: milestones.map((one) => [
      one.code,
      titleIn(one.title, lang),
      Number(one.weight),
      ...dateCells(one),
      one.needs.map(({ number, code }) => `${number}/${code}`).join('; '),
    ]),
  };
}

/** Measures with their first and present dates. */
export function datesTable(rows: readonly DatedMeasure[], lang: Lang): CsvTable {
  return {
    columns: [t(lang, 'planName'), t(lang, 'number'), t(lang, 'measureTitle'), ...dateColumns(lang)],
    rows: rows.map((one) => [one.plan, one.number, titleIn(one.title, lang), ...dateCells(one)]),
  };
}
