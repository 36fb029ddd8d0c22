import { formatDate, formatDateTime, formatNumber, formatPercent, type Lang, pick } from '../../../language/index.ts';
import { type PrintBlock, type PrintedDocument, printPdf } from '../../../protocols/pdf/index.ts';
import { measureStateNames, measureStates, titleIn } from '../measures/index.ts';
import { figureText } from '../indicators/index.ts';
import type { IndicatorLine, Line, MeasureLine } from './line.ts';
import type { EditionRow } from './store.ts';
import { t } from './text.ts';

export interface Printed {
  readonly edition: EditionRow;
  /** Title of the plan. */
  readonly plan: string;
  readonly lang: Lang;
  readonly acronyms: ReadonlyMap<string, string>;
  readonly lines: readonly Line[];
}

const locales: Readonly<Record<Lang, string>> = { az: 'az-AZ', en: 'en', ru: 'ru-RU' };
const mostPrinted = 500;

/** An edition as PDF/A, A4 across. */
export const editionPdf = (given: Printed): Promise<Buffer> => printPdf(editionDocument(given));

/** How many measures stand in which state, each of them, and the indicators; what is left out it says. */
export function editionDocument({ edition, plan, lang, acronyms, lines }: Printed): PrintedDocument {
  const measures = lines.filter((line) => line.kind === 'measure');
  const indicators = lines.filter((line) => line.kind === 'indicator');
  const taken = formatDateTime(edition.takenAt, lang);
  return {
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
      ...(indicators.length === 0
        ? []
        : [{ heading: t(lang, 'indicators') }, { table: indicatorsTable(indicators, lang) }]),
      { remark: t(lang, 'leftOut') },
      { remark: t(lang, 'atEnd', { digest: edition.digest }) },
    ],
  };
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

function indicatorsTable(indicators: readonly IndicatorLine[], lang: Lang) {
  const none = t(lang, 'noValue');
  const figure = (unit: IndicatorLine['unit'], value: number | null) =>
    value === null ? none : figureText({ unit }, value, lang);
  return {
    name: t(lang, 'indicators'),
    columns: (['indicator', 'value', 'asOfDay', 'source', 'target'] as const).map((key) => t(lang, key)),
    rows: indicators.map((one) => [
      titleIn(one.title, lang),
      figure(one.unit, one.value),
      one.asOf === null ? none : formatDate(one.asOf, lang),
      t(lang, one.sign),
      figure(one.unit, one.target),
    ]),
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
