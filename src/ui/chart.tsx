import type { ComponentChildren, VNode } from 'preact';
import { formatMonth, formatNumber, formatPercent, type Lang } from '../language/index.ts';
import { BreakLines, IntervalBand, plot, type Scale } from './chart-marks.tsx';
import { Knot } from './knot.tsx';
import { type IndicatorState, MeasureTag } from './plan.tsx';
import { NoWrap } from './prose.tsx';
import { useLang, useWords } from './surroundings.tsx';
import { TableTwin } from './table.tsx';

/** A figure of one month. */
export interface ChartPoint {
  /** "YYYY-MM". */
  readonly month: string;
  readonly value: number;
  /** `known`: measured in the system; `said`: reported by an institution. */
  readonly sign: 'known' | 'said';
  /** Within what the figure lies, where it is of a sample. */
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
}

/** From this month on the figures come about in another way. */
export interface ChartBreak {
  /** "YYYY-MM". */
  readonly month: string;
  readonly note: string;
}

/** An indicator on its way, from a baseline to a target where it has these. */
export interface Indicator {
  readonly title: string;
  /** `%` (values 0 to 100), or a word written after the figure; empty for a place or a score. */
  readonly unit: string;
  /** Decimals of the figures; 1 by default. */
  readonly digits?: number | undefined;
  /** First and last month of the axis, "YYYY-MM"; the target is due at the last. */
  readonly from: string;
  readonly to: string;
  readonly way?: Way | undefined;
  /** In order of the months. */
  readonly points: readonly ChartPoint[];
  /** What an institution reported of the same months; drawn beside the points, never instead of them. */
  readonly reported?: readonly ChartPoint[] | undefined;
  readonly breaks?: readonly ChartBreak[] | undefined;
}

export interface Way {
  readonly base: number;
  readonly target: number;
}

interface LineChartProps extends Indicator {
  readonly state?: IndicatorState | undefined;
  /** Words of the state's tag, as how far behind. */
  readonly standing?: ComponentChildren;
  /** Target and required figure in words, under the large figure. */
  readonly about?: ComponentChildren;
  /** What has to be said about the source, under the drawing. */
  readonly children?: ComponentChildren;
}

const knotReach = 5.5;
/** What a figure beside a point needs. */
const labelRoom = 48;

const round = (n: number): number => Math.round(n * 10) / 10;

function monthNumber(month: string): number {
  const [year = '', number = ''] = month.split('-');
  return Number(year) * 12 + Number(number) - 1;
}

/**
 * Marks of an axis from 0: at most four steps of 1, 2, 2.5 or 5 times a power of ten, the last above the highest
 * value. A percentage ends at 100.
 */
export function axisMarks(highest: number, percent: boolean): number[] {
  if (percent && highest > 75) return [0, 25, 50, 75, 100];
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 1e-9)));
  const step =
    [0.25, 0.5, 1, 2, 2.5, 5].map((n) => n * power).find((n) => Math.floor(highest / n) + 1 <= 4) ?? power * 5;
  return Array.from({ length: Math.floor(highest / step) + 2 }, (_, index) => index * step);
}

function scaleOf({ from, to, way, points, reported = [], unit }: Indicator): Scale {
  const drawn = [...points, ...reported].flatMap(({ value, interval }) => [value, interval?.high ?? value]);
  const values = [...drawn, ...(way ? [way.base, way.target] : [])];
  const marks = axisMarks(values.length > 0 ? Math.max(...values) : 100, unit === '%');
  const top = marks.at(-1) ?? 1;
  const first = monthNumber(from);
  const months = Math.max(monthNumber(to) - first, 1);
  return {
    x: (month) => round(plot.left + ((monthNumber(month) - first) / months) * (plot.right - plot.left)),
    y: (value) => round(plot.bottom - (value / top) * (plot.bottom - plot.top)),
    marks,
  };
}

/** What the straight way from baseline to target requires in a month. */
export function requiredIn(month: string, { from, to }: Indicator, { base, target }: Way): number {
  const part = (monthNumber(month) - monthNumber(from)) / Math.max(monthNumber(to) - monthNumber(from), 1);
  return base + (target - base) * Math.min(Math.max(part, 0), 1);
}

function written(value: number, { unit, digits = 1 }: Indicator, lang: Lang, exact = digits): string {
  if (unit === '%') return formatPercent(value / 100, lang, exact);
  return [formatNumber(value, lang, exact), unit].filter((part) => part !== '').join('\u00a0');
}

function Axes({ scale, indicator }: { scale: Scale; indicator: Indicator }): VNode {
  const lang = useLang();
  const firstYear = Number(indicator.from.slice(0, 4));
  const years = Array.from({ length: Number(indicator.to.slice(0, 4)) - firstYear + 1 }, (_, n) => firstYear + n);
  return (
    <>
      {scale.marks.map((mark) => (
        <>
          <line class="grid" x1={plot.left} x2={plot.right} y1={scale.y(mark)} y2={scale.y(mark)} />
          <text x={plot.left - 8} y={scale.y(mark) + 4} text-anchor="end">
            {formatNumber(mark, lang)}
          </text>
        </>
      ))}
      {years.map((year) => {
        // A plan that starts within a year is marked at its first month.
        const x = Math.max(scale.x(`${year}-01`), plot.left);
        return (
          <>
            <line class="grid" x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 5} />
            <text x={x} y={plot.bottom + 22}>
              {year}
            </text>
          </>
        );
      })}
    </>
  );
}

/** The lines between neighbouring points: solid where both ends were measured, thin otherwise. */
function Lines({ scale, points }: { scale: Scale; points: readonly ChartPoint[] }): VNode {
  const runs: { name: 'real' | 'said'; path: string }[] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (!before) return;
    const name = before.sign === 'known' && point.sign === 'known' ? 'real' : 'said';
    const to = `L${scale.x(point.month)} ${scale.y(point.value)}`;
    const open = runs.at(-1);
    if (open?.name === name) open.path += to;
    else runs.push({ name, path: `M${scale.x(before.month)} ${scale.y(before.value)}${to}` });
  });
  return (
    <>
      {runs.map(({ name, path }) => (
        <path class={name} d={path} />
      ))}
    </>
  );
}

function PointKnot({ scale, point }: { scale: Scale; point: ChartPoint }): VNode {
  const [x, y] = [scale.x(point.month), scale.y(point.value)];
  const diamond = `M${x} ${round(y - knotReach)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`;
  return <path class={point.sign === 'known' ? 'dot' : 'ring'} d={diamond} />;
}

/** The last value, written where it does not cross the required line. */
function LastLabel({ scale, indicator, point }: { scale: Scale; indicator: Indicator; point: ChartPoint }): VNode {
  const lang = useLang();
  const [x, y] = [scale.x(point.month), scale.y(point.value)];
  const required = indicator.way ? scale.y(requiredIn(point.month, indicator, indicator.way)) : y;
  const text = formatNumber(point.value, lang, indicator.digits ?? 1);
  const before = indicator.points.at(-2);
  // A line that comes down lies above and to the left of its last point.
  if (y <= required && before && scale.y(before.value) < y) {
    const hasRoom = x + labelRoom <= plot.right;
    return (
      <text
        class="strong"
        x={hasRoom ? x + 10 : x - 2}
        y={hasRoom ? y + 4 : y + 18}
        text-anchor={hasRoom ? 'start' : 'end'}
      >
        {text}
      </text>
    );
  }
  if (y <= required) {
    return (
      <text class="strong" x={x - 2} y={y - 8} text-anchor="end">
        {text}
      </text>
    );
  }
  // On the baseline, which may be the axis, the figure stands above it.
  const onBase = indicator.way !== undefined && Math.abs(y - scale.y(indicator.way.base)) < knotReach;
  return (
    <text class="strong" x={x + 10} y={onBase ? y - 8 : y - required < 16 ? y + 16 : y + 4}>
      {text}
    </text>
  );
}

function EndLabels({ scale, indicator, way }: { scale: Scale; indicator: Indicator; way: Way }): VNode {
  const words = useWords();
  const lang = useLang();
  const { digits = 1 } = indicator;
  const { base, target } = way;
  const baseY = scale.y(base);
  const targetY = scale.y(target);
  const whole = Number.isInteger(target) ? 0 : digits;
  // A word as unit would leave the drawing at the right; the large figure above names it.
  const end = indicator.unit === '%' ? written(target, indicator, lang, whole) : formatNumber(target, lang, whole);
  const crowded = targetY < baseY && baseY - targetY < 24;
  return (
    <>
      <text class="strong" x={plot.right + 8} y={targetY + 4}>
        {end}
      </text>
      <text x={plot.right} y={crowded ? baseY + 14 : baseY - 6} text-anchor="end">
        {words.chart.base} {formatNumber(base, lang, digits)}
      </text>
    </>
  );
}

function Drawing({ indicator }: { indicator: Indicator }): VNode {
  const scale = scaleOf(indicator);
  const { points, reported = [], breaks = [], way, from, to } = indicator;
  const last = points.at(-1);
  return (
    <svg class="plot" viewBox={`0 0 ${plot.width} ${plot.height}`} role="img" aria-label={useSentence(indicator)}>
      <Axes scale={scale} indicator={indicator} />
      {way ? (
        <>
          <line class="base" x1={plot.left} x2={plot.right} y1={scale.y(way.base)} y2={scale.y(way.base)} />
          <path class="need" d={`M${scale.x(from)} ${scale.y(way.base)}L${scale.x(to)} ${scale.y(way.target)}`} />
        </>
      ) : null}
      <BreakLines scale={scale} breaks={breaks} />
      <IntervalBand scale={scale} points={points} />
      <Lines scale={scale} points={reported} />
      {reported.map((point) => (
        <PointKnot scale={scale} point={point} />
      ))}
      <Lines scale={scale} points={points} />
      {points.map((point) => (
        <PointKnot scale={scale} point={point} />
      ))}
      {last ? <LastLabel scale={scale} indicator={indicator} point={last} /> : null}
      {way ? <EndLabels scale={scale} indicator={indicator} way={way} /> : null}
    </svg>
  );
}

/** What the drawing shows, in words. */
function useSentence(indicator: Indicator): string {
  const words = useWords();
  const lang = useLang();
  const { points, way, to } = indicator;
  const last = points.at(-1);
  const figure = (value: number): string => written(value, indicator, lang);
  return words.chart.sentence({
    ...(way && { base: figure(way.base), target: figure(way.target), end: formatMonth(to, lang) }),
    ...(last && { last: figure(last.value), month: formatMonth(last.month, lang), how: words.chart[last.sign] }),
    ...(last && way && { required: figure(requiredIn(last.month, indicator, way)) }),
  });
}

/** An indicator as a line: baseline, required way, measured and reported figures, and the same as a table. */
export function LineChart({ state, standing, about, children, ...indicator }: LineChartProps): VNode {
  const lang = useLang();
  const last = indicator.points.at(-1);
  return (
    <figure class="chart">
      <figcaption>
        <h3>{indicator.title}</h3>
        <p class="figure">
          {last ? <b>{written(last.value, indicator, lang)}</b> : null}{' '}
          {state ? <MeasureTag state={state}>{standing}</MeasureTag> : null}
        </p>
        {about ? <p class="small soft">{about}</p> : null}
      </figcaption>
      <Drawing indicator={indicator} />
      {indicator.breaks?.map(({ month, note }) => (
        <p class="small soft">
          {formatMonth(month, lang)}: {note}
        </p>
      ))}
      {children ? <p class="small soft">{children}</p> : null}
      {last ? <Twin indicator={indicator} /> : null}
    </figure>
  );
}

/** The same figures as a table; a reported one has a row of its own. */
function Twin({ indicator }: { indicator: Indicator }): VNode {
  const words = useWords();
  const lang = useLang();
  const { points, reported = [], way, digits = 1 } = indicator;
  const [month, required, actual, how] = words.chart.columns;
  const needed = way ? [{ label: required, num: true }] : [];
  const sampled = points.some(({ interval }) => interval) ? [{ label: words.chart.interval, num: true }] : [];
  const figure = (value: number): string => formatNumber(value, lang, digits);
  const rows = [...points, ...reported].toSorted((a, b) => a.month.localeCompare(b.month));
  return (
    <TableTwin
      caption={[indicator.title, indicator.unit].filter((part) => part !== '').join(', ')}
      columns={[{ label: month }, ...needed, { label: actual, num: true }, ...sampled, { label: how }]}
      rows={rows.map((point) => [
        formatMonth(point.month, lang),
        ...(way ? [figure(requiredIn(point.month, indicator, way))] : []),
        figure(point.value),
        ...(sampled.length > 0 ? [intervalText(point, figure) ?? words.chart.noInterval] : []),
        <>
          <Knot sign={point.sign} /> {words.chart[point.sign]}
        </>,
      ])}
    />
  );
}

function intervalText({ interval }: ChartPoint, figure: (value: number) => string): string | undefined {
  return interval && `${figure(interval.low)}–${figure(interval.high)}`;
}

/** What the knots of the charts mean; stands once above them. */
export function ChartKey(): VNode {
  const { known, said } = useWords().chart.key;
  return (
    <p class="small soft">
      <NoWrap>
        <Knot sign="known" /> {known}
      </NoWrap>{' '}
      &ensp;{' '}
      <NoWrap>
        <Knot sign="said" /> {said}
      </NoWrap>
    </p>
  );
}
