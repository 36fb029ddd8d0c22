import type { Aside } from './asides.ts';
import type { ProcessGraph } from './graph.ts';

export interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** The gateway before a shape at which several flows arrive. */
export const joinOf = (id: string): string => `join.${id}`;

export const isJoined = ({ edges }: ProcessGraph, id: string): boolean =>
  edges.filter(({ to }) => to === id).length > 1;

const flow = (from: string, to: string): Flow => ({ id: `flow.${from}.${to}`, from, to });

/** Edges as sequence flows: several that arrive at one shape are joined before it. */
export function flowsOf(graph: ProcessGraph): readonly Flow[] {
  return [
    ...graph.edges.map(({ from, to }) => flow(from, isJoined(graph, to) ? joinOf(to) : to)),
    ...graph.nodes.filter(({ id }) => isJoined(graph, id)).map(({ id }) => flow(joinOf(id), id)),
  ];
}

/** Parts of an aside, in their order. */
export function partsOf({ id }: Aside) {
  const [start, step, end] = [`${id}.start`, `${id}.step`, `${id}.end`];
  return { start, step, end, flows: [flow(start, step), flow(step, end)] };
}
