import type { DrawnEdge, ProcessGraph } from './graph.ts';
import type { Cell, Grid } from './grid.ts';

/**
 * The way of an edge. Channels lie before and after each column, corridors above and below each row of a lane; no shape
 * stands in either. An edge leaves into the channel after its source, runs along a row that is free or along a corridor,
 * and comes from the channel before its target.
 */
export interface Route {
  readonly edge: DrawnEdge;
  readonly from: Cell;
  readonly to: Cell;
  readonly leave: number;
  readonly arrive: number;
  /** Names of the lines it is part of: what leaves one shape, and what arrives at one, is one line. */
  readonly names: { readonly leave: string; readonly along: string; readonly arrive: string };
  readonly along:
    | { readonly kind: 'row'; readonly row: number }
    | { readonly kind: 'corridor'; readonly corridor: number }
    | undefined;
  /** Where it comes from the corridor beside its target: from before it or from behind. */
  readonly side: 'before' | 'behind' | undefined;
}

/** Number of the corridor above a row; the one below it is the next. Each lane has one more than it has rows. */
export const corridorAbove = (row: number, lane: number): number => row + lane;

const key = (column: number, row: number): string => `${column}:${row}`;

/** With `sideways` an edge may come to a shape that no other leads to from the side, if a corridor leads past it. */
export function routesOf({ edges }: ProcessGraph, grid: Grid, sideways = false): readonly Route[] {
  const taken = new Map([...grid.cells].map(([id, { column, row }]) => [key(column, row), `node ${id}`]));
  const busy: { corridor: number; start: number; end: number; name: string }[] = [];
  const routes: Route[] = [];
  for (const edge of shortFirst(edges, grid)) {
    const from = grid.cells.get(edge.from);
    const to = grid.cells.get(edge.to);
    if (!from || !to) throw new Error(`an edge of the drawing leads nowhere: ${edge.from} ${edge.to}`);
    const [leave, arrive] = [from.column + 1, to.column];
    const way = { edge, from, to, leave, arrive, names: namesOf(edge, edges, arrive - leave) };
    const row = freeRow(way, taken);
    if (way.leave === way.arrive) routes.push({ ...way, along: undefined, side: undefined });
    else if (row !== undefined) routes.push({ ...way, along: { kind: 'row', row }, side: undefined });
    else {
      const [start, end] = [Math.min(leave, arrive), Math.max(leave, arrive)];
      const isAlone = sideways && arrive > leave && edges.filter((one) => one.to === edge.to).length === 1;
      const corridor = quietest({ ...way, start, end, isAlone }, grid, busy);
      busy.push({ corridor, start, end, name: way.names.along });
      const side = isAlone ? sideOf(corridor, to, grid) : undefined;
      routes.push({ ...way, along: { kind: 'corridor', corridor }, side });
    }
  }
  return routes;
}

function namesOf({ from, to }: DrawnEdge, edges: readonly DrawnEdge[], length: number): Route['names'] {
  const [leave, arrive] = [`from ${from}`, `to ${to}`];
  const isFan = edges.filter((edge) => edge.from === from).length > 1;
  return { leave, along: isFan && length > 0 ? leave : arrive, arrive: isFan && length === 0 ? leave : arrive };
}

type Way = Pick<Route, 'edge' | 'from' | 'to' | 'leave' | 'arrive' | 'names'>;

function shortFirst(edges: readonly DrawnEdge[], { cells }: Grid): readonly DrawnEdge[] {
  const length = ({ from, to }: DrawnEdge) => {
    const [start, end] = [cells.get(from)?.column ?? 0, cells.get(to)?.column ?? 0];
    return end > start ? end - start : 100 + start - end;
  };
  return edges.toSorted((a, b) => length(a) - length(b));
}

/** The row of the source or of the target, where nothing stands in between but edges with the same end; marks it. */
function freeRow({ edge, from, to, leave, arrive }: Way, taken: Map<string, string>): number | undefined {
  if (arrive <= leave) return undefined;
  const between = Array.from({ length: arrive - leave }, (_, index) => leave + index);
  for (const [row, mark] of [
    [from.row, `from ${edge.from}`],
    [to.row, `to ${edge.to}`],
  ] as const) {
    const isFree = between.every((column) => (taken.get(key(column, row)) ?? mark) === mark);
    if (!isFree) continue;
    for (const column of between) taken.set(key(column, row), mark);
    return row;
  }
  return undefined;
}

interface Stretch extends Way {
  readonly start: number;
  readonly end: number;
  readonly isAlone: boolean;
}

function sideOf(corridor: number, { row }: Cell, { lanes }: Grid): Route['side'] {
  const lane = lanes.findIndex(({ first, rows }) => row >= first && row < first + rows);
  const above = corridorAbove(row, lane);
  return corridor === above ? 'before' : corridor === above + 1 ? 'behind' : undefined;
}

/** The corridor with the shortest way, where few others run. */
function quietest(
  { names, from, to, start, end, isAlone }: Stretch,
  grid: Grid,
  busy: readonly { corridor: number; start: number; end: number; name: string }[],
): number {
  const costs = grid.lanes.flatMap(({ first, rows }, lane) =>
    Array.from({ length: rows === 0 ? 0 : rows + 1 }, (_, index) => {
      const corridor = corridorAbove(first + index, lane);
      const place = first + index - 0.5;
      const others = busy.filter((one) => one.corridor === corridor && one.start <= end && start <= one.end);
      const shared = others.some((one) => one.name === names.along) ? 0.6 : 0;
      const beside = isAlone && sideOf(corridor, to, grid) ? 0.4 : 0;
      const cost = Math.abs(place - from.row) + Math.abs(place - to.row) + others.length * 0.25 - shared - beside;
      return { corridor, cost };
    }),
  );
  return costs.toSorted((a, b) => a.cost - b.cost || a.corridor - b.corridor)[0]?.corridor ?? 0;
}

/** A line that needs a track of its own beside others: along a corridor or across a channel. */
export interface Line {
  /** Lines of the same key are one line. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Where something joins it from before, and from behind: two different lines must not meet there. */
  readonly before?: readonly number[];
  readonly behind?: readonly number[];
}

/** Numbers of tracks by key, so that no two lines lie upon each other, and how many tracks there are. */
export function tracksOf(lines: readonly Line[]): {
  readonly track: ReadonlyMap<string, number>;
  readonly count: number;
} {
  const merged = [...Map.groupBy(lines, (line) => line.key)].map(([name, parts]) => ({
    key: name,
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
    before: parts.flatMap((part) => part.before ?? []),
    behind: parts.flatMap((part) => part.behind ?? []),
  }));
  const left = merged.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const placed: { line: (typeof merged)[number]; track: number }[] = [];
  const mustPrecede = (one: (typeof merged)[number], other: (typeof merged)[number]) =>
    one.before.some((place) => other.behind.includes(place));
  while (left.length > 0) {
    const free = left.findIndex((line) => !left.some((other) => other !== line && mustPrecede(other, line)));
    const [line] = left.splice(Math.max(free, 0), 1);
    if (!line) break;
    const after = placed.filter((one) => mustPrecede(one.line, line)).map((one) => one.track + 1);
    const met = placed.filter((one) => one.line.start <= line.end && line.start <= one.line.end);
    let track = Math.max(0, ...after);
    while (met.some((one) => one.track === track)) track += 1;
    placed.push({ line, track });
  }
  return {
    track: new Map(placed.map(({ line, track }) => [line.key, track])),
    count: Math.max(0, ...placed.map(({ track }) => track + 1)),
  };
}
