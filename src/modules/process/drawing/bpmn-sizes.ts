import { type Lang, pick } from '../../../language/index.ts';
import type { DrawnNode } from './graph.ts';
import { linesOf } from './lettering.ts';
import type { Measures, Room } from './layout.ts';

/** Pixels, as tools of BPMN draw shapes. */
export const bpmnSizes = {
  event: 36,
  gateway: 50,
  task: { width: 120, height: 80 },
  /** From one gateway to the one before it. */
  joint: 70,
  label: { width: 120, letters: 19, letter: 6.4, line: 14, gap: 6 },
  /** Heads of the pool and of its lanes. */
  head: 30,
  aside: { width: 360, height: 150, gap: 16, head: 14 },
} as const;

const { event, gateway, task, joint, label, head, aside } = bpmnSizes;

export const isBox = ({ kind }: DrawnNode): boolean => kind === 'task' || kind === 'work';
export const isGateway = (node: DrawnNode): boolean => node.kind === 'state' && node.form !== 'pass';

/** Of the shape itself, without its name. */
export function sizeOf(node: DrawnNode): { readonly width: number; readonly height: number } {
  if (isBox(node)) return task;
  const side = isGateway(node) ? gateway : event;
  return { width: side, height: side };
}

/** Of the name below a shape; 0 where it stands within. */
export function labelHeight(node: DrawnNode, lang: Lang): number {
  return isBox(node) ? 0 : linesOf(pick(node.text, lang), label.letters).length * label.line;
}

export function bpmnMeasures(lang: Lang): Measures {
  return {
    roomOf: (node, arriving) => roomOf(node, arriving, lang),
    aside: { main: aside.width, cross: aside.height, gap: aside.gap },
    laneOf: ({ title }) => Math.max(140, pick(title, lang).length * label.letter + 20),
    margin: [2 * head + 10, 20],
    channel: 26,
    corridor: 18,
    track: 10,
  };
}

function roomOf(node: DrawnNode, arriving: number, lang: Lang): Room {
  const { width, height } = sizeOf(node);
  const below = labelHeight(node, lang);
  const half = Math.max(width, below === 0 ? 0 : label.width) / 2;
  const arrive = width / 2 + (arriving > 1 ? joint : 0);
  return {
    main: [Math.max(half, arrive), half],
    cross: [height / 2, height / 2 + (below === 0 ? 0 : label.gap + below)],
    ports: [arrive, width / 2],
  };
}
