import type { DrawnNode, ProcessGraph } from './graph.ts';

/** Where a node stands: columns follow the course, rows are counted through all lanes. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

export interface Grid {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly columns: number;
  /** First row of each lane, in the order of the graph, and the number of its rows. */
  readonly lanes: readonly { readonly first: number; readonly rows: number }[];
}

/**
 * Puts every node into a column, one after all that lead to it, and into a row of its lane, near those it is joined to.
 * What leads back to an earlier state counts for nothing here. With `most` a lane has at most so many rows, and what
 * finds no room stands further on. The same graph gives the same grid.
 */
export function gridOf(graph: ProcessGraph, most = Number.POSITIVE_INFINITY): Grid {
  const columns = columnsOf(graph, most);
  const lanes = lanesOf(graph, columns);
  const rows = settle(graph, columns, firstRows(graph, columns, lanes), lanes);
  return compact(graph, columns, rows, lanes);
}

/** Place of every node in the order of the definition: an edge to a smaller one leads back. */
function orderOf({ nodes, edges }: Pick<ProcessGraph, 'nodes' | 'edges'>): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  let state = -1;
  for (const { id, kind } of nodes) {
    if (kind === 'state') state += 1;
    order.set(id, kind === 'start' ? -1 : kind === 'state' ? state : kind === 'end' ? state + 0.6 : state + 0.3);
  }
  // What the program does before a state belongs to that state, whatever leads there.
  for (const { id } of nodes.filter(({ kind }) => kind === 'work')) {
    const target = edges.find(({ from }) => from === id)?.to ?? id;
    if (nodes.some((node) => node.id === target && node.kind === 'state'))
      order.set(id, (order.get(target) ?? 0) - 0.3);
  }
  return order;
}

/** Column by column: what may stand there, what belongs to states already begun before another state. */
function columnsOf({ nodes, edges }: ProcessGraph, most: number): ReadonlyMap<string, number> {
  const order = orderOf({ nodes, edges });
  const place = ({ id, kind }: DrawnNode) => (order.get(id) ?? 0) + (kind === 'state' ? nodes.length : 0);
  const isForward = (from: string, to: string) => (order.get(from) ?? 0) < (order.get(to) ?? 0);
  const columns = new Map<string, number>();
  for (let column = 0; columns.size < nodes.length; column += 1) {
    const ready = nodes.filter(
      ({ id }) =>
        !columns.has(id) &&
        edges.every(({ from, to }) => to !== id || !isForward(from, to) || (columns.get(from) ?? column) < column),
    );
    const counts = new Map<string, number>();
    for (const { id, lane } of ready.toSorted((a, b) => place(a) - place(b))) {
      const count = counts.get(lane) ?? 0;
      if (count >= most) continue;
      counts.set(lane, count + 1);
      columns.set(id, column);
    }
  }
  return columns;
}

type Lanes = Grid['lanes'];

/** As many rows as the fullest column of a lane has nodes. */
function lanesOf({ nodes, lanes }: ProcessGraph, columns: ReadonlyMap<string, number>): Lanes {
  let first = 0;
  return lanes.map(({ name }) => {
    const counts = new Map<number, number>();
    for (const { id, lane } of nodes) {
      const column = columns.get(id) ?? 0;
      if (lane === name) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
    const rows = Math.max(1, ...counts.values());
    first += rows;
    return { first: first - rows, rows };
  });
}

type Rows = Map<string, number>;

const laneOf = ({ lanes }: ProcessGraph, { lane }: DrawnNode): number => lanes.findIndex(({ name }) => name === lane);

/** Column by column: each node as near as there is room to those that lead to it. */
function firstRows(graph: ProcessGraph, columns: ReadonlyMap<string, number>, lanes: Lanes): Rows {
  const rows: Rows = new Map();
  for (const node of graph.nodes.toSorted((a, b) => (columns.get(a.id) ?? 0) - (columns.get(b.id) ?? 0))) {
    const { first, rows: count } = lanes[laneOf(graph, node)] ?? { first: 0, rows: 1 };
    const column = columns.get(node.id);
    const taken = new Set(graph.nodes.filter(({ id }) => columns.get(id) === column).map(({ id }) => rows.get(id)));
    const near = graph.edges.filter(({ to }) => to === node.id).flatMap(({ from }) => rows.get(from) ?? []);
    const wanted = near.length > 0 ? near.reduce((sum, row) => sum + row, 0) / near.length : first;
    const free = Array.from({ length: count }, (_, index) => first + index).filter((row) => !taken.has(row));
    rows.set(node.id, free.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)[0] ?? first);
  }
  return rows;
}

const rounds = 8;

/** Moves nodes within their lane and column, or exchanges two, as long as the lines become shorter. */
function settle(graph: ProcessGraph, columns: ReadonlyMap<string, number>, rows: Rows, lanes: Lanes): Rows {
  const costOf = costs(graph, columns);
  let best = costOf(rows);
  for (let round = 0; round < rounds; round += 1) {
    const before = best;
    for (const node of graph.nodes) {
      const { first, rows: count } = lanes[laneOf(graph, node)] ?? { first: 0, rows: 1 };
      for (let row = first; row < first + count; row += 1) {
        const old = rows.get(node.id) ?? 0;
        const other = graph.nodes.find(
          ({ id }) => rows.get(id) === row && columns.get(id) === columns.get(node.id) && id !== node.id,
        );
        rows.set(node.id, row);
        if (other) rows.set(other.id, old);
        const cost = costOf(rows);
        if (cost < best - 1e-9) best = cost;
        else {
          if (other) rows.set(other.id, row);
          rows.set(node.id, old);
        }
      }
    }
    if (best === before) break;
  }
  return rows;
}

/** Length of the lines across the course, shapes in their way, and crossings between neighbouring columns. */
function costs({ nodes, edges }: ProcessGraph, columns: ReadonlyMap<string, number>): (rows: Rows) => number {
  const spans = edges.map(({ from, to }) => ({ from, to, start: columns.get(from) ?? 0, end: columns.get(to) ?? 0 }));
  const at = (rows: Rows, id: string) => rows.get(id) ?? 0;
  return (rows) => {
    const cells = new Set(nodes.map(({ id }) => `${columns.get(id)}:${rows.get(id)}`));
    let cost = 0;
    for (const { from, to, start, end } of spans) {
      const weight = end === start + 1 ? 1 : end > start ? 0.5 : 0.3;
      cost += Math.abs(at(rows, from) - at(rows, to)) * weight;
      for (let column = start + 1; column < end; column += 1)
        if (cells.has(`${column}:${at(rows, from)}`) && cells.has(`${column}:${at(rows, to)}`)) cost += 0.5;
    }
    const short = spans.filter(({ start, end }) => end === start + 1);
    for (const [index, one] of short.entries())
      for (const other of short.slice(index + 1))
        if (
          one.start === other.start &&
          (at(rows, one.from) - at(rows, other.from)) * (at(rows, one.to) - at(rows, other.to)) < 0
        )
          cost += 0.8;
    return cost;
  };
}

/** Leaves out rows in which nothing stands. */
function compact(graph: ProcessGraph, columns: ReadonlyMap<string, number>, rows: Rows, lanes: Lanes): Grid {
  const used = [...new Set(rows.values())].toSorted((a, b) => a - b);
  const cells = new Map<string, Cell>();
  for (const { id } of graph.nodes)
    cells.set(id, { column: columns.get(id) ?? 0, row: used.indexOf(rows.get(id) ?? 0) });
  let next = 0;
  const packed = lanes.map(({ first, rows: count }) => {
    const kept = used.filter((row) => row >= first && row < first + count).length;
    next += kept;
    return { first: next - kept, rows: kept };
  });
  return { cells, columns: Math.max(0, ...columns.values()) + 1, lanes: packed };
}
