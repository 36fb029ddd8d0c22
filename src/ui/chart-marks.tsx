import type { VNode } from 'preact';
import type { ChartBreak, ChartPoint } from './chart.tsx';

// The drawing's own units; figures stand left of the plot, the target's label right of it.
export const plot = { width: 420, height: 230, left: 34, right: 376, top: 14, bottom: 202 };

/** Where months and values lie in the drawing. */
export interface Scale {
  x(month: string): number;
  y(value: number): number;
  readonly marks: readonly number[];
}

/** Between what the figures of a sample lie: one area for each run of months that have an interval. */
export function IntervalBand({ scale, points }: { scale: Scale; points: readonly ChartPoint[] }): VNode {
  const runs: Required<ChartPoint>[][] = [[]];
  for (const point of points) {
    const { interval } = point;
    if (interval) runs.at(-1)?.push({ ...point, interval });
    else runs.push([]);
  }
  return (
    <>
      {runs.flatMap((run) => {
        if (run.length === 0) return [];
        const [only] = run;
        if (run.length === 1 && only?.interval) return [<Bar scale={scale} month={only.month} {...only.interval} />];
        const upper = run.map(({ month, interval }) => `${scale.x(month)} ${scale.y(interval?.high ?? 0)}`);
        const lower = run.toReversed().map(({ month, interval }) => `${scale.x(month)} ${scale.y(interval?.low ?? 0)}`);
        return [<path class="spread" d={`M${[...upper, ...lower].join('L')}z`} />];
      })}
    </>
  );
}

// A single month has no width of its own.
const barReach = 3;

function Bar({ scale, month, low, high }: { scale: Scale; month: string; low: number; high: number }): VNode {
  const top = scale.y(high);
  return <rect class="spread" x={scale.x(month) - barReach} y={top} width={2 * barReach} height={scale.y(low) - top} />;
}

/** Where the method changed: figures on both sides of the line are not alike. What changed stands below the drawing. */
export function BreakLines({ scale, breaks }: { scale: Scale; breaks: readonly ChartBreak[] }): VNode {
  return (
    <>
      {breaks.map(({ month }) => {
        const x = scale.x(month);
        if (x < plot.left || x > plot.right) return null;
        return <line class="break" x1={x} x2={x} y1={plot.top} y2={plot.bottom} />;
      })}
    </>
  );
}
