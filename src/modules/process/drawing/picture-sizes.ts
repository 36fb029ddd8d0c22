import { type Lang, pick } from '../../../language/index.ts';
import type { DrawnNode } from './graph.ts';
import type { Measures, Room } from './layout.ts';
import { linesOf } from './lettering.ts';

/** Pixels of the picture, in which the course goes from top to bottom. */
export const pictureSizes = {
  box: { width: 164, letters: 21 },
  line: 17,
  padding: 8,
  head: 48,
  headLetters: 22,
} as const;

const { box, line, padding, head, headLetters } = pictureSizes;

/** What is written in the box of a node: its name, and below it how long it may take. */
export function linesIn(node: DrawnNode, lang: Lang): { readonly name: readonly string[]; readonly term: string } {
  const term = node.kind === 'state' ? node.terms.map((text) => pick(text, lang)).join(', ') : '';
  const letters = node.kind === 'state' ? box.letters - 2 : box.letters;
  return { name: linesOf(pick(node.text, lang), letters), term };
}

export function heightOf(node: DrawnNode, lang: Lang): number {
  const { name, term } = linesIn(node, lang);
  return (name.length + (term === '' ? 0 : 1)) * line + 2 * padding;
}

export function pictureMeasures(lang: Lang): Measures {
  return {
    roomOf: (node) => roomOf(node, lang),
    aside: { main: 150, cross: box.width, gap: 14 },
    rows: 1,
    sideways: true,
    laneOf: () => box.width + 32,
    margin: [head + 8, 8],
    channel: 20,
    corridor: 16,
    track: 8,
  };
}

export const headLines = (title: string): readonly string[] => linesOf(title, headLetters);

function roomOf(node: DrawnNode, lang: Lang): Room {
  const half = heightOf(node, lang) / 2;
  return { main: [half, half], cross: [box.width / 2, box.width / 2], ports: [half, half] };
}
