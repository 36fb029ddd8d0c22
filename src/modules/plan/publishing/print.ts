import { formatDate, formatDateTime, formatNumber, formatPercent, type Lang, pick } from '../../../language/index.ts';
import { type PrintBlock, printPdf } from '../../../protocols/pdf/index.ts';
import { measureStateNames, measureStates, titleIn } from '../measures/index.ts';
import type { MeasureLine } from './line.ts';
import type { EditionRow } from './store.ts';
import { t } from './text.ts';

export interface Printed {
  readonly edition: EditionRow;
  /** Title of the plan. */
  readonly plan: string;
  readonly lang: Lang;
  readonly acronyms: ReadonlyMap<string, string>;
  readonly measures: readonly MeasureLine[];
}

const locales: Readonly<Record<Lang, string>> = { az: 'az-AZ', en: 'en', ru: 'ru-RU' };
const mostPrinted = 500;

/** An edition as PDF/A, A4 across: how many measures stand in which state, and each of them. */
export async function editionPdf({ edition, plan, lang, acronyms, measures }: Printed): Promise<Buffer> {
  const taken = formatDateTime(edition.takenAt, lang);
  return printPdf({
    title: t(lang, 'named', { number: edition.number, plan }),
    subtitle: t(lang, 'asOf', { date: taken }),
    lang: locales[lang],
    made: edition.takenAt,
    landscape: true,
    blocks: [
      { heading: t(lang, 'states') },
      { table: statesTable(countsOf(measures), lang) },
      { heading: t(lang, 'measures') },
      ...(measures.length > mostPrinted ? [moreThan(measures.length, lang)] : []),
      { table: measuresTable(measures.slice(0, mostPrinted), lang, acronyms) },
      { remark: t(lang, 'atEnd', { digest: edition.digest }) },
    ],
  });
}

function moreThan(count: number, lang: Lang): PrintBlock {
  return { text: t(lang, 'more', { count: formatNumber(count, lang), shown: formatNumber(mostPrinted, lang) }) };
}

function countsOf(measures: readonly MeasureLine[]): ReadonlyMap<MeasureLine['state'], number> {
  return new Map(measureStateNames.map((state) => [state, measures.filter((one) => one.state === state).length]));
}

/** How many measures stand in each state that one is in. */
export function statesTable(counted: ReadonlyMap<MeasureLine['state'], number>, lang: Lang) {
  const counts = measureStateNames
    .map((state) => [state, counted.get(state) ?? 0] as const)
    .filter(([, count]) => count > 0);
  return {
    name: t(lang, 'states'),
    columns: [t(lang, 'state'), t(lang, 'count')],
    rows: counts.map(([state, count]) => [pick(measureStates[state], lang), formatNumber(count, lang)]),
  };
}

function measuresTable(measures: readonly MeasureLine[], lang: Lang, acronyms: ReadonlyMap<string, string>) {
  const none = t(lang, 'noValue');
  const date = (day: string | null) => (day === null ? none : formatDate(day, lang));
  return {
    name: t(lang, 'measures'),
    columns: (['number', 'measure', 'executor', 'state', 'progress', 'dueFirst', 'due'] as const).map((key) =>
      t(lang, key),
    ),
    rows: measures.map((one) => [
      one.number,
      titleIn(one.title, lang),
      one.executor === null ? none : (acronyms.get(one.executor) ?? one.executor),
      pick(measureStates[one.state], lang),
      one.progress === null ? none : formatPercent(one.progress, lang, 0),
      date(one.dueFirst),
      date(one.due),
    ]),
  };
}
