import type { VNode } from 'preact';
import { type Lang, pick } from '../../../language/index.ts';
import type { DrawnNode, ProcessGraph } from './graph.ts';
import { type Layout, layoutOf, type Place } from './layout.ts';
import { headLines, heightOf, linesIn, pictureMeasures, pictureSizes } from './picture-sizes.ts';
import { drawingWords } from './words.ts';

const { box, line, padding, head } = pictureSizes;

interface PictureProps {
  readonly graph: ProcessGraph;
  readonly lang: Lang;
  /** What the picture shows, in words. */
  readonly about: string;
}

/**
 * The course of a process from top to bottom, a lane for each who acts. What stands aside is not in it: `ProcessAsides`
 * tells that, and `ProcessInWords` the same as the picture.
 */
export function ProcessPicture({ graph, lang, about }: PictureProps): VNode {
  return (
    <figure class="stack">
      <Key lang={lang} />
      <div class="scroll" role="region" tabIndex={0} aria-label={pick(graph.title, lang)}>
        <Drawing graph={graph} lang={lang} about={about} />
      </div>
    </figure>
  );
}

const key = [
  ['state', drawingWords.state],
  ['task', drawingWords.byPeople],
  ['event', drawingWords.byProgram],
  ['end', drawingWords.bounds],
] as const;

/** What the shapes mean. */
function Key({ lang }: { lang: Lang }): VNode {
  return (
    <ul class="key">
      {key.map(([kind, text]) => (
        <li>
          <svg class="process" width="34" height="18" aria-hidden="true">
            <g class={kind}>
              <path d={outline(kind, { left: 1, top: 1, width: 32, height: 16 })} />
            </g>
          </svg>
          <span>{pick(text, lang)}</span>
        </li>
      ))}
    </ul>
  );
}

interface DrawingProps extends Omit<PictureProps, 'about'> {
  readonly about?: string;
  /** Rules of style that the drawing brings along, where it is a file of its own. */
  readonly style?: string;
}

export function Drawing({ graph, lang, about, style }: DrawingProps): VNode {
  const layout = layoutOf({ ...graph, asides: [] }, pictureMeasures(lang));
  const [width, height] = [layout.size.cross + 2, layout.size.main];
  return (
    <svg
      xmlns={style === undefined ? undefined : 'http://www.w3.org/2000/svg'}
      class="process"
      width={width}
      height={height}
      viewBox={`-1 0 ${width} ${height}`}
      role="img"
      aria-labelledby={about === undefined ? 'process-title' : 'process-title process-about'}
    >
      <title id="process-title">{pick(graph.title, lang)}</title>
      {about === undefined ? null : <desc id="process-about">{about}</desc>}
      {style === undefined ? null : <style>{style}</style>}
      <defs>
        <marker id="process-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      <Lanes graph={graph} layout={layout} lang={lang} />
      {layout.edges.map(({ points }) => (
        <path class="way" d={pathOf(points)} marker-end="url(#process-arrow)" />
      ))}
      {graph.nodes.map((node) => {
        const place = layout.nodes.get(node.id);
        return place ? <Shape node={node} place={place} lang={lang} /> : null;
      })}
    </svg>
  );
}

const pathOf = (points: readonly Place[]): string =>
  points.map(({ main, cross }, index) => `${index === 0 ? 'M' : 'L'}${round(cross)} ${round(main)}`).join('');

const round = (value: number): number => Math.round(value * 10) / 10;

function Lanes({ graph, layout, lang }: { graph: ProcessGraph; layout: Layout; lang: Lang }): VNode {
  const { main: height, cross: width } = layout.size;
  return (
    <>
      <rect class="head" x={0} y={0} width={width} height={head} />
      {graph.lanes.map(({ title }, index) => {
        const { start, end } = layout.lanes[index] ?? { start: 0, end: 0 };
        return (
          <>
            {index === 0 ? null : <line class="lane" x1={start} x2={start} y1={0} y2={height} />}
            <Words lines={headLines(pick(title, lang))} x={(start + end) / 2} y={head / 2} name="strong" />
          </>
        );
      })}
      <rect class="frame" x={0} y={0} width={width} height={height} />
      <line class="firm" x1={0} x2={width} y1={head} y2={head} />
    </>
  );
}

interface WordsProps {
  readonly lines: readonly string[];
  readonly x: number;
  /** Middle of the lines. */
  readonly y: number;
  readonly name?: string;
}

function Words({ lines, x, y, name }: WordsProps): VNode {
  const top = y - (lines.length * line) / 2 + 13;
  return (
    <text class={name} text-anchor="middle">
      {lines.map((text, index) => (
        <tspan x={round(x)} y={round(top + index * line)}>
          {text}
        </tspan>
      ))}
    </text>
  );
}

function Shape({ node, place, lang }: { node: DrawnNode; place: Place; lang: Lang }): VNode {
  const height = heightOf(node, lang);
  const { name, term } = linesIn(node, lang);
  const [x, y] = [place.cross, place.main];
  const top = y - height / 2;
  return (
    <g class={node.kind}>
      <path d={outline(node.kind, { left: x - box.width / 2, top, width: box.width, height })} />
      <Words lines={name} x={x} y={term === '' ? y : y - line / 2} />
      {term === '' ? null : <Words lines={[term]} x={x} y={top + height - padding - line / 2} name="soft" />}
    </g>
  );
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the process waits has pointed sides, what is done is square, where it begins and ends the corners are cut. */
function outline(kind: DrawnNode['kind'], { left: x, top: y, width, height }: Box): string {
  const [left, right] = [round(x), round(x + width)];
  const [top, bottom] = [round(y), round(y + height)];
  if (kind === 'state') {
    const middle = round(y + height / 2);
    const slope = Math.min(10, height / 2);
    return `M${left} ${middle}L${left + slope} ${top}H${right - slope}L${right} ${middle}L${right - slope} ${bottom}H${left + slope}z`;
  }
  if (kind === 'start' || kind === 'end')
    return `M${left} ${top + 4}h4v-4H${right - 4}v4h4V${bottom - 4}h-4v4H${left + 4}v-4h-4z`;
  return `M${left} ${top}H${right}V${bottom}H${left}z`;
}
