import { dependentEnd } from './kinds.ts';
import type { Edge } from './store/relations.ts';

/** Who depends on whom, in arrays: `next[start[n] … start[n + 1]]` are the nodes at the other end of node n. */
export interface Direction {
  readonly start: Uint32Array;
  readonly next: Uint32Array;
}

/** The whole register as a graph of dependence. */
export interface Graph {
  readonly ids: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  /** From a thing to what stops with it. */
  readonly dependents: Direction;
  /** From a thing to what it cannot be without. */
  readonly needs: Direction;
}

/** Builds the graph. Entries without a relation are not in it: nothing stops with them. */
export function buildGraph(edges: readonly Edge[]): Graph {
  const index = new Map<string, number>();
  const numberOf = (id: string) => {
    const found = index.get(id) ?? index.size;
    index.set(id, found);
    return found;
  };
  const pairs = edges.flatMap(({ source, kind, target }) => {
    const end = dependentEnd[kind];
    if (end === 'none') return [];
    const from = numberOf(source);
    const to = numberOf(target);
    return [end === 'source' ? { dependent: from, on: to } : { dependent: to, on: from }];
  });
  const size = index.size;
  return {
    ids: [...index.keys()],
    index,
    dependents: direction(
      size,
      pairs.map(({ dependent, on }) => [on, dependent]),
    ),
    needs: direction(
      size,
      pairs.map(({ dependent, on }) => [dependent, on]),
    ),
  };
}

function direction(size: number, pairs: readonly (readonly [number, number])[]): Direction {
  const start = new Uint32Array(size + 1);
  for (const [from] of pairs) start[from + 1] = (start[from + 1] ?? 0) + 1;
  for (let at = 0; at < size; at += 1) start[at + 1] = (start[at + 1] ?? 0) + (start[at] ?? 0);
  const next = new Uint32Array(pairs.length);
  const filled = start.slice();
  for (const [from, to] of pairs) {
    const at = filled[from] ?? 0;
    next[at] = to;
    filled[from] = at + 1;
  }
  return { start, next };
}

/** One thing reached: how many steps away, and by which other it was reached first. */
export interface Reached {
  readonly id: string;
  readonly steps: number;
  readonly through: string;
}

/** Everything reached from an entry, nearest first; the entry itself is not among them, a circle ends. */
export function reach({ ids, index }: Graph, { start, next }: Direction, from: string): readonly Reached[] {
  const first = index.get(from);
  if (first === undefined) return [];
  const seen = new Uint8Array(ids.length);
  seen[first] = 1;
  const reached: Reached[] = [];
  let frontier = [first];
  for (let steps = 1; frontier.length > 0; steps += 1) {
    const further: number[] = [];
    for (const node of frontier) {
      for (const other of next.subarray(start[node] ?? 0, start[node + 1] ?? 0)) {
        if (seen[other] === 1) continue;
        seen[other] = 1;
        further.push(other);
        reached.push({ id: ids[other] ?? '', steps, through: ids[node] ?? '' });
      }
    }
    frontier = further;
  }
  return reached;
}
