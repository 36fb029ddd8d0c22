import { type Lang, pick } from '../../../language/index.ts';
import type { Aside } from './asides.ts';
import { type Flow, joinOf, partsOf } from './bpmn-flows.ts';
import { bpmnMeasures, bpmnSizes, isBox, isGateway, labelHeight, sizeOf } from './bpmn-sizes.ts';
import type { DrawnNode, ProcessGraph } from './graph.ts';
import { layoutOf, type Place } from './layout.ts';
import { linesOf } from './lettering.ts';
import { element } from './xml.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const { head, joint, gateway, event, task, label, aside: asideSize } = bpmnSizes;

/** The diagram of a process: the course from left to right, lanes one below another. */
export function diagramOf(graph: ProcessGraph, flows: readonly Flow[], lang: Lang): string {
  const layout = layoutOf(graph, bpmnMeasures(lang));
  const { main: width, cross: height } = layout.size;
  const lanes = graph.lanes.map(({ name }, index) => {
    const { start, end } = layout.lanes[index] ?? { start: 0, end: 0 };
    const box = { x: head, y: start, width: width - head, height: end - start };
    return shape(`lane.${name}`, box, { isHorizontal: 'true' });
  });
  const nodes = graph.nodes.flatMap((node) => nodeShapes(node, layout.nodes.get(node.id), flows, lang));
  const edges = layout.edges.map(({ edge, points }) => {
    const flow = flows.find(({ from, to }) => from === edge.from && (to === edge.to || to === joinOf(edge.to)));
    return line(flow?.id ?? '', points.map(pointOf));
  });
  const joints = graph.nodes.flatMap(({ id }) => {
    const flow = flows.find(({ from }) => from === joinOf(id));
    const place = layout.nodes.get(id);
    const node = graph.nodes.find((one) => one.id === id);
    if (!flow || !place || !node) return [];
    const to = place.main - sizeOf(node).width / 2;
    const from = to - joint + gateway;
    return [
      line(flow.id, [
        { x: from, y: place.cross },
        { x: to, y: place.cross },
      ]),
    ];
  });
  const asides = layout.asides.flatMap(({ aside, place }) => asideShapes(aside, place, lang));
  return element(
    'bpmndi:BPMNDiagram',
    { id: 'diagram' },
    element(
      'bpmndi:BPMNPlane',
      { id: 'plane', bpmnElement: 'collaboration' },
      shape('pool', { x: 0, y: 0, width, height }, { isHorizontal: 'true' }),
      ...lanes,
      ...nodes,
      ...edges,
      ...joints,
      ...asides,
    ),
  );
}

const pointOf = ({ main, cross }: Place): Point => ({ x: main, y: cross });

const around = ({ x, y }: Point, width: number, height: number): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

const bounds = ({ x, y, width, height }: Box): string => element('dc:Bounds', { x, y, width, height });

function shape(id: string, box: Box, attributes: Readonly<Record<string, string>> = {}, named?: Box): string {
  const content = named ? [element('bpmndi:BPMNLabel', {}, bounds(named))] : [];
  return element('bpmndi:BPMNShape', { id: `shape.${id}`, bpmnElement: id, ...attributes }, bounds(box), ...content);
}

function line(id: string, points: readonly Point[]): string {
  const waypoints = points.map(({ x, y }) => element('di:waypoint', { x, y }));
  return element('bpmndi:BPMNEdge', { id: `edge.${id}`, bpmnElement: id }, ...waypoints);
}

/** Below a shape, in the middle. */
const below = ({ x, y }: Point, size: number, height: number): Box => ({
  x: x - label.width / 2,
  y: y + size / 2 + label.gap,
  width: label.width,
  height,
});

function nodeShapes(node: DrawnNode, place: Place | undefined, flows: readonly Flow[], lang: Lang): readonly string[] {
  if (!place) return [];
  const { id } = node;
  const centre = pointOf(place);
  const { width, height } = sizeOf(node);
  const named = isBox(node) ? undefined : below(centre, height, labelHeight(node, lang));
  const marker: Record<string, string> =
    isGateway(node) && node.kind === 'state' && node.form !== 'wait' ? { isMarkerVisible: 'true' } : {};
  const drawn = shape(id, around(centre, width, height), marker, named);
  if (!flows.some(({ to }) => to === joinOf(id))) return [drawn];
  const before = { x: centre.x - width / 2 - joint + gateway / 2, y: centre.y };
  return [shape(joinOf(id), around(before, gateway, gateway), { isMarkerVisible: 'true' }), drawn];
}

/** Start, step and end of what may happen at any time, side by side in its frame. */
function asideShapes(aside: Aside, place: Place, lang: Lang): readonly string[] {
  const { flows, ...parts } = partsOf(aside);
  const { x, y: middle } = pointOf(place);
  const y = middle + asideSize.head;
  const left = x - asideSize.width / 2;
  const start = { x: left + 62, y };
  const step = { x, y };
  const end = { x: left + asideSize.width - 62, y };
  const circle = (id: string, at: Point, text: string) =>
    shape(id, around(at, event, event), {}, below(at, event, linesOf(text, label.letters).length * label.line));
  const [first, last] = flows;
  return [
    shape(aside.id, around({ x, y: middle }, asideSize.width, asideSize.height), { isExpanded: 'true' }),
    circle(parts.start, start, pick(aside.start, lang)),
    shape(parts.step, around(step, task.width, task.height)),
    circle(parts.end, end, pick(aside.end, lang)),
    line(first?.id ?? '', [
      { x: start.x + event / 2, y },
      { x: step.x - task.width / 2, y },
    ]),
    line(last?.id ?? '', [
      { x: step.x + task.width / 2, y },
      { x: end.x - event / 2, y },
    ]),
  ];
}
