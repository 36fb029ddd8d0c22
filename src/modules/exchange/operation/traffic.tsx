import type { VNode } from 'preact';
import { formatDate, formatDateTime, formatNumber, type Lang } from '../../../language/index.ts';
import { axisMarks, TableTwin } from '../../../ui/index.ts';
import type { Step } from './store.ts';
import { t } from './text/index.ts';

interface TrafficChartProps {
  readonly lang: Lang;
  readonly steps: readonly Step[];
  readonly hourly: boolean;
}

// The drawing's own units, as of the other charts.
const plot = { width: 420, height: 200, left: 44, right: 412, top: 14, bottom: 176 };
const round = (n: number): number => Math.round(n * 10) / 10;

/** Exchanges by hour or day: a column each, what failed hollow on top; the same in a table. */
export function TrafficChart({ lang, steps, hourly }: TrafficChartProps): VNode {
  const most = Math.max(1, ...steps.map(({ succeeded, failed }) => succeeded + failed));
  const marks = axisMarks(most, false);
  const top = marks.at(-1) ?? 1;
  const y = (value: number) => round(plot.bottom - (value / top) * (plot.bottom - plot.top));
  const wide = (plot.right - plot.left) / Math.max(steps.length, 1);
  const title = t(lang, 'traffic');
  const name = (at: Date) => (hourly ? formatDateTime(at, lang) : formatDate(at, lang));
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg
        class="plot"
        viewBox={`0 0 ${plot.width} ${plot.height}`}
        role="img"
        aria-label={sentence(lang, steps, name)}
      >
        {marks.map((mark) => (
          <>
            <line class="grid" x1={plot.left} x2={plot.right} y1={y(mark)} y2={y(mark)} />
            <text x={plot.left - 8} y={y(mark) + 4} text-anchor="end">
              {formatNumber(mark, lang)}
            </text>
          </>
        ))}
        {steps.map((step, place) => (
          <Column step={step} x={plot.left + place * wide} wide={wide} y={y} />
        ))}
        <Ends from={steps[0]} to={steps.at(-1)} name={name} />
      </svg>
      <TableTwin
        caption={title}
        columns={[
          { label: t(lang, hourly ? 'byHour' : 'byDay') },
          { label: t(lang, 'succeeded'), num: true },
          { label: t(lang, 'failed'), num: true },
        ]}
        rows={steps.map(({ at, succeeded, failed }) => [
          name(at),
          formatNumber(succeeded, lang),
          formatNumber(failed, lang),
        ])}
      />
    </figure>
  );
}

interface ColumnProps {
  readonly step: Step;
  readonly x: number;
  readonly wide: number;
  readonly y: (value: number) => number;
}

function Column({ step: { succeeded, failed }, x, wide, y }: ColumnProps): VNode {
  const [from, top] = [y(succeeded), y(succeeded + failed)];
  const place = { x: round(x + wide * 0.15), width: round(wide * 0.7) };
  return (
    <>
      {succeeded > 0 ? <rect class="dot" {...place} y={from} height={round(plot.bottom - from)} /> : null}
      {failed > 0 ? <rect class="ring" {...place} y={top} height={round(from - top)} /> : null}
    </>
  );
}

interface EndsProps {
  readonly from: Step | undefined;
  readonly to: Step | undefined;
  readonly name: (at: Date) => string;
}

function Ends({ from, to, name }: EndsProps): VNode {
  return (
    <>
      <text x={plot.left} y={plot.bottom + 18}>
        {from ? name(from.at) : ''}
      </text>
      <text x={plot.right} y={plot.bottom + 18} text-anchor="end">
        {to ? name(to.at) : ''}
      </text>
    </>
  );
}

function sentence(lang: Lang, steps: readonly Step[], name: (at: Date) => string): string {
  const [first, last] = [steps[0], steps.at(-1)];
  const sum = (of: (step: Step) => number) => steps.reduce((all, step) => all + of(step), 0);
  const all = ({ succeeded, failed }: Step) => succeeded + failed;
  return t(lang, 'chart', {
    from: first ? name(first.at) : '',
    to: last ? name(last.at) : '',
    count: formatNumber(sum(all), lang),
    failed: formatNumber(
      sum((step) => step.failed),
      lang,
    ),
    most: formatNumber(Math.max(0, ...steps.map(all)), lang),
  });
}
