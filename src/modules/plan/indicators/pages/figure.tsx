import type { VNode } from 'preact';
import { leastPublished } from '../../../../kernel/measurement.ts';
import {
  formatDateTime,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  type Lang,
  pick,
  suffixed,
} from '../../../../language/index.ts';
import { type ChartPoint, type Frame, LineChart, type IndicatorState, MeasureTag, Tag } from '../../../../ui/index.ts';
import { indicatorPath } from '../path.ts';
import { type Band, leastAnswers } from '../rules.ts';
import type { Sheet, Target } from '../sheet.ts';
import { t } from '../text/index.ts';
import type { IndicatorView, Point } from '../views.ts';

// The axis of an indicator that has neither a baseline nor a target: the years of the plan.
const planStart = '2026-01';
const planEnd = '2028-12';

/** ◆ what the state knows: measured, or made of measured figures; ◇ what somebody says. */
export function signOf({ kind }: Pick<Sheet, 'kind'>): 'known' | 'said' {
  return kind === 'measured' || kind === 'derived' ? 'known' : 'said';
}

/** None where there is nothing to judge. */
const drawnAs: Readonly<Partial<Record<Band, IndicatorState>>> = {
  reached: 'done',
  on_pace: 'pace',
  moderate: 'pace',
  limited: 'late',
  deterioration: 'late',
  missed: 'late',
  stale: 'nodata',
  no_data: 'nodata',
};

export function bandWord(band: Band, lang: Lang, days = 0): string {
  return t(lang, `band_${band}`, { days });
}

/** How an indicator stands, in a word. */
export function BandTag({ view, lang }: { view: IndicatorView; lang: Lang }): VNode {
  const { band, staleDays, withheld } = view;
  const words = withheld ? few(view, lang) : bandWord(band, lang, staleDays);
  const state = drawnAs[band];
  return state ? <MeasureTag state={state}>{words}</MeasureTag> : <Tag state="none">{words}</Tag>;
}

/** An indicator as pages show it: its figure, what that is made of, and its way to the target where it has one. */
export function IndicatorFigure({ frame, view }: { frame: Frame; view: IndicatorView }): VNode {
  const { lang } = frame;
  const { indicator, measuredAt } = view;
  const when = measuredAt ? t(lang, 'measuredAt', { date: formatDateTime(measuredAt, lang) }) : t(lang, 'notMeasured');
  return (
    <IndicatorChart
      view={view}
      lang={lang}
      about={
        <>
          {aboutFigure(view, lang)} {indicator.kind === 'measured' ? `${when}. ` : ''}
          <a href={frame.href(indicatorPath(indicator.code))}>
            {t(lang, indicator.kind === 'measured' ? 'howMeasured' : 'howKnown')}
          </a>
        </>
      }
    />
  );
}

/** The drawing with its figure: measured line, reported line, required line, interval and break lines. */
export function IndicatorChart({
  view,
  lang,
  about,
}: {
  readonly view: IndicatorView;
  readonly lang: Lang;
  readonly about?: VNode;
}): VNode | null {
  const { indicator, points, reported, band, withheld, staleDays } = view;
  const { unit, baseline, targets: [target] = [], breaks = [] } = indicator;
  const sign = signOf(indicator);
  const drawn = points.flatMap((point) => drawnPoint(point, sign));
  const said = reported.flatMap((point) => drawnPoint(point, 'said'));
  const standing = withheld ? few(view, lang) : bandWord(band, lang, staleDays);
  if (drawn.length + said.length === 0 && !target) return <Undrawn {...{ view, lang, about }} />;
  const months = [...drawn, ...said].map(({ month }) => month).sort();
  return (
    <LineChart
      title={pick(indicator.title, lang)}
      unit={t(lang, `unit_${unit}`)}
      digits={digitsOf(view)}
      from={axisStart(earliest([baseline?.asOf.slice(0, 7) ?? planStart, ...months]), target)}
      to={latest([target?.due.slice(0, 7) ?? planEnd, ...months])}
      way={baseline && target && { base: baseline.value, target: target.value }}
      points={drawn}
      reported={said}
      breaks={breaks.map(({ on, note }) => ({ month: on.slice(0, 7), note: pick(note, lang) }))}
      state={drawnAs[band]}
      standing={standing}
      about={about}
    />
  );
}

interface UndrawnProps {
  readonly view: IndicatorView;
  readonly lang: Lang;
  readonly about: VNode | undefined;
}

/** Axes with nothing between them tell nothing: only the words. Alone on its page even they are there already. */
function Undrawn({ view, lang, about }: UndrawnProps): VNode | null {
  if (!about) return null;
  return (
    <div>
      <p>
        <strong>{pick(view.indicator.title, lang)}</strong> <BandTag view={view} lang={lang} />
      </p>
      <p class="small soft">{about}</p>
    </div>
  );
}

function drawnPoint({ ends, value, interval }: Point, sign: ChartPoint['sign']): ChartPoint[] {
  return value === undefined ? [] : [{ month: ends.slice(0, 7), value, sign, interval }];
}

/** A way begins at its baseline; where there is none to draw, the axis begins with a year. */
const axisStart = (month: string, target: Target | undefined) => (target ? month : `${month.slice(0, 4)}-01`);
const earliest = (months: readonly string[]) => months.reduce((a, b) => (a < b ? a : b));
const latest = (months: readonly string[]) => months.reduce((a, b) => (a > b ? a : b));

/** Decimals: one for shares and days, none for counts, as many as an index has. */
function digitsOf({ indicator: { unit }, points }: IndicatorView): number {
  if (unit === 'percent' || unit === 'days') return 1;
  if (unit !== 'index') return 0;
  return points.some(({ value }) => value !== undefined && !Number.isInteger(value)) ? 4 : 0;
}

/** What the figure is a share of, or why there is none. */
export function aboutFigure(view: IndicatorView, lang: Lang): string {
  const { indicator, interval, withheld, value } = view;
  if (withheld) return t(lang, indicator.sampled ? 'withheldAnswers' : 'withheld');
  if (value === undefined) return t(lang, whyNone(indicator));
  const said = interval
    ? t(lang, 'interval', {
        low: formatNumber(interval.low, lang, 1),
        high: formatNumber(interval.high, lang, 1),
      })
    : '';
  return [ofWhat(view, lang), said]
    .map((part) => (part === '' ? '' : `${part}.`))
    .join(' ')
    .trim();
}

const whyNone = ({ kind, measurement = '' }: Sheet) => {
  if (kind === 'external') return 'notEnteredYet';
  if (kind === 'reported') return 'notReportedYet';
  return measurement.startsWith('services.') ? 'notMeasuredYet' : 'nothingYet';
};

/** “5-dən az hal”: so few that the figure is not published. */
export function few({ indicator }: Pick<IndicatorView, 'indicator'>, lang: Lang): string {
  const least = indicator.sampled ? leastAnswers : leastPublished;
  return t(lang, indicator.sampled ? 'fewAnswers' : 'few', {
    least: lang === 'az' ? suffixed(least, 'ablative') : least,
  });
}

/** The value with its unit, one decimal for shares and days. */
export function figureText({ unit }: Pick<Sheet, 'unit'>, value: number, lang: Lang): string {
  if (unit === 'percent') return formatPercent(value / 100, lang, 1);
  if (unit === 'money') return formatMoney(value.toFixed(2), lang);
  if (unit === 'days') return `${formatNumber(value, lang, 1)}\u00a0${t(lang, 'unit_days')}`;
  return formatNumber(value, lang);
}

function ofWhat({ indicator, numerator = 0, denominator = 0, points }: IndicatorView, lang: Lang): string {
  if (indicator.sampled) return t(lang, 'ofAnswers', { count: formatNumber(points.at(-1)?.count ?? 0, lang) });
  if (indicator.unit !== 'percent' || indicator.kind !== 'measured') return '';
  const key = indicator.code === 'once-only' ? 'ofThese' : 'ofDeliveries';
  return t(lang, key, { numerator: formatNumber(numerator, lang), denominator: formatNumber(denominator, lang) });
}

/** A period as a page writes it. */
export function periodText(period: string, lang: Lang): string {
  const quarter = /^(\d{4})-Q(\d)$/.exec(period);
  if (quarter) {
    const [, year = '', number = ''] = quarter;
    return t(lang, 'quarter', { year, number: lang === 'az' ? suffixed(number, 'ordinal') : number });
  }
  return period.length === 4 ? period : formatMonth(period, lang);
}
