import type { Aside } from './asides.ts';
import type { DrawnEdge, DrawnNode, ProcessGraph } from './graph.ts';
import { type Grid, gridOf } from './grid.ts';
import { corridorAbove, type Line, type Route, routesOf, tracksOf } from './routes.ts';

/** A place: `main` along the course, `cross` across the lanes. Pixels. */
export interface Place {
  readonly main: number;
  readonly cross: number;
}

/** Room around the centre of a shape, its label included. */
export interface Room {
  readonly main: readonly [before: number, after: number];
  readonly cross: readonly [before: number, after: number];
  /** From the centre to where edges come in, and to where they leave. */
  readonly ports: readonly [arrive: number, leave: number];
}

/** What a way of drawing needs. */
export interface Measures {
  roomOf(node: DrawnNode, arriving: number): Room;
  readonly aside: { readonly main: number; readonly cross: number; readonly gap: number };
  /** Edges may come to a shape from the side. */
  readonly sideways?: boolean;
  /** Most rows of a lane; as many as are wanted where it is not said. */
  readonly rows?: number;
  /** Least size of a lane across. */
  laneOf(lane: ProcessGraph['lanes'][number]): number;
  /** Before the first column, for the heads of the lanes, and after the last. */
  readonly margin: readonly [number, number];
  /** Least width of a channel and of a corridor, and between two lines in it. */
  readonly channel: number;
  readonly corridor: number;
  readonly track: number;
}

export interface Layout {
  readonly size: Place;
  readonly lanes: readonly { readonly start: number; readonly end: number }[];
  readonly nodes: ReadonlyMap<string, Place>;
  readonly edges: readonly { readonly edge: DrawnEdge; readonly points: readonly Place[] }[];
  /** Centres. */
  readonly asides: readonly { readonly aside: Aside; readonly place: Place }[];
}

/** Places of all shapes and edges. Edges run along and across only, past every shape. */
export function layoutOf(graph: ProcessGraph, measures: Measures): Layout {
  const grid = gridOf(graph, measures.rows);
  const routes = routesOf(graph, grid, measures.sideways);
  const rooms = roomsOf(graph, measures);
  const across = acrossLanes({ graph, grid, routes, rooms, measures });
  const lines = routes.flatMap((route) => linesOf(route, across));
  const along = alongColumns({ graph, grid, rooms, measures }, lines);
  const nodes = new Map<string, Place>();
  for (const [id, { column, row }] of grid.cells)
    nodes.set(id, { main: along.columns[column] ?? 0, cross: across.rows[row] ?? 0 });
  const edges = routes.map((route) => ({ edge: route.edge, points: pointsOf(route, { nodes, rooms, across, along }) }));
  const asides = placedAsides(graph, across.lanes, along.end, measures);
  const widest = Math.max(
    along.end,
    ...asides.map(({ place }) => place.main + measures.aside.main / 2 + measures.aside.gap),
  );
  return { size: { main: widest, cross: across.end }, lanes: across.lanes, nodes, edges, asides };
}

type Rooms = ReadonlyMap<string, Room>;

function roomsOf({ nodes, edges }: ProcessGraph, measures: Measures): Rooms {
  return new Map(
    nodes.map((node) => [node.id, measures.roomOf(node, edges.filter(({ to }) => to === node.id).length)]),
  );
}

interface Across {
  readonly rows: readonly number[];
  readonly lanes: Layout['lanes'];
  readonly end: number;
  /** Place of the line that an edge runs along. */
  line(route: Route): number;
}

interface Given {
  readonly graph: ProcessGraph;
  readonly grid: Grid;
  readonly routes: readonly Route[];
  readonly rooms: Rooms;
  readonly measures: Measures;
}

function acrossLanes({ graph, grid, routes, rooms, measures }: Given): Across {
  const { corridor, track } = measures;
  const tracks = corridorTracks(routes);
  const starts: number[] = [];
  const rows: number[] = [];
  let at = 0;
  const lanes = grid.lanes.map(({ first, rows: count }, lane) => {
    const start = at;
    for (let index = 0; index <= count; index += 1) {
      starts[corridorAbove(first + index, lane)] = at + corridor / 2;
      const lines = tracks.get(corridorAbove(first + index, lane))?.count ?? 0;
      at += corridor + Math.max(0, lines - 1) * track;
      if (index === count) continue;
      const here = [...grid.cells].flatMap(([id, { row }]) => (row === first + index ? (rooms.get(id) ?? []) : []));
      rows[first + index] = at + Math.max(0, ...here.map(({ cross }) => cross[0]));
      at = (rows[first + index] ?? at) + Math.max(0, ...here.map(({ cross }) => cross[1]));
    }
    at = Math.max(at, start + leastOf(graph, lane, measures));
    return { start, end: at };
  });
  const line = ({ along, names, from }: Route): number => {
    if (along?.kind === 'row') return rows[along.row] ?? 0;
    if (along?.kind !== 'corridor') return rows[from.row] ?? 0;
    const number = tracks.get(along.corridor)?.track.get(names.along) ?? 0;
    return (starts[along.corridor] ?? 0) + number * track;
  };
  return { rows, lanes, end: at, line };
}

function corridorTracks(routes: readonly Route[]): ReadonlyMap<number, ReturnType<typeof tracksOf>> {
  const lines = routes.flatMap(({ along, names, leave, arrive }) =>
    along?.kind === 'corridor'
      ? [{ corridor: along.corridor, key: names.along, start: Math.min(leave, arrive), end: Math.max(leave, arrive) }]
      : [],
  );
  return new Map([...Map.groupBy(lines, ({ corridor }) => corridor)].map(([number, of]) => [number, tracksOf(of)]));
}

/** Lines across channels that a route needs, by channel. */
interface ChannelLine extends Line {
  readonly channel: number;
}

function linesOf(route: Route, across: Across): readonly ChannelLine[] {
  const { from, to, leave, arrive, along, names, side } = route;
  const [start, end, middle] = [across.rows[from.row] ?? 0, across.rows[to.row] ?? 0, across.line(route)];
  const line = (channel: number, key: string, one: number, other: number, ends: Pick<Line, 'before' | 'behind'>) =>
    one === other ? [] : [{ channel, key, start: Math.min(one, other), end: Math.max(one, other), ...ends }];
  if (along === undefined) return line(leave, names.arrive, start, end, { before: [start], behind: [end] });
  const isBack = arrive < leave;
  return [
    ...line(
      leave,
      names.leave,
      start,
      middle,
      isBack ? { before: [start, middle] } : { before: [start], behind: [middle] },
    ),
    ...(side
      ? []
      : line(
          arrive,
          names.arrive,
          middle,
          end,
          isBack ? { behind: [middle, end] } : { before: [middle], behind: [end] },
        )),
  ];
}

interface Along {
  readonly columns: readonly number[];
  readonly end: number;
  track(channel: number, key: string): number;
}

function alongColumns({ grid, rooms, measures }: Omit<Given, 'routes'>, lines: readonly ChannelLine[]): Along {
  const { channel: least, track, margin } = measures;
  const byChannel = Map.groupBy(lines, ({ channel }) => channel);
  const starts: number[] = [];
  const columns: number[] = [];
  const tracks = Array.from({ length: grid.columns + 1 }, (_, channel) => tracksOf(byChannel.get(channel) ?? []));
  let at = margin[0];
  for (let column = 0; column <= grid.columns; column += 1) {
    const count = tracks[column]?.count ?? 0;
    const isOuter = column === 0 || column === grid.columns;
    starts[column] = at + (isOuter && count === 0 ? 0 : least / 2);
    at += isOuter && count === 0 ? 0 : least + Math.max(0, count - 1) * track;
    if (column === grid.columns) break;
    const here = [...grid.cells].flatMap(([id, cell]) => (cell.column === column ? (rooms.get(id) ?? []) : []));
    columns[column] = at + Math.max(0, ...here.map(({ main }) => main[0]));
    at = (columns[column] ?? at) + Math.max(0, ...here.map(({ main }) => main[1]));
  }
  return {
    columns,
    end: at + margin[1],
    track: (channel, name) => (starts[channel] ?? 0) + (tracks[channel]?.track.get(name) ?? 0) * track,
  };
}

interface Placed {
  readonly nodes: ReadonlyMap<string, Place>;
  readonly rooms: Rooms;
  readonly across: Across;
  readonly along: Along;
}

function pointsOf(route: Route, { nodes, rooms, across, along }: Placed): readonly Place[] {
  const { edge, leave, arrive, names, side } = route;
  const source = nodes.get(edge.from);
  const target = nodes.get(edge.to);
  if (!source || !target) return [];
  const middle = across.line(route);
  const first = along.track(leave, route.along === undefined ? names.arrive : names.leave);
  const last = along.track(arrive, names.arrive);
  const start = [
    { main: source.main + (rooms.get(edge.from)?.ports[1] ?? 0), cross: source.cross },
    { main: first, cross: source.cross },
    { main: first, cross: middle },
  ];
  const [before, behind] = rooms.get(edge.to)?.cross ?? [0, 0];
  if (side) {
    const reached = target.cross + (side === 'before' ? -before : behind);
    return straightened([...start, { main: target.main, cross: middle }, { main: target.main, cross: reached }]);
  }
  return straightened([
    ...start,
    { main: last, cross: middle },
    { main: last, cross: target.cross },
    { main: target.main - (rooms.get(edge.to)?.ports[0] ?? 0), cross: target.cross },
  ]);
}

/** Without points in which nothing turns. */
function straightened(points: readonly Place[]): readonly Place[] {
  const kept: Place[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last.main === point.main && last.cross === point.cross) continue;
    const isStraight =
      before &&
      last &&
      ((before.main === last.main && last.main === point.main) ||
        (before.cross === last.cross && last.cross === point.cross));
    if (isStraight) kept.pop();
    kept.push(point);
  }
  return kept;
}

const asidesIn = ({ asides, lanes }: ProcessGraph, lane: number): readonly Aside[] =>
  asides.filter((aside) => aside.lane === lanes[lane]?.name);

/** Of a lane across. At most two asides widen it; more stand side by side. */
function leastOf(graph: ProcessGraph, index: number, { aside, laneOf }: Measures): number {
  const lane = graph.lanes[index];
  const count = Math.min(asidesIn(graph, index).length, 2);
  const deep = count === 0 ? 0 : count * (aside.cross + aside.gap) + aside.gap;
  return Math.max(deep, lane ? laneOf(lane) : 0);
}

/** After the last column, where no edge runs. */
function placedAsides(
  graph: ProcessGraph,
  lanes: Layout['lanes'],
  from: number,
  { aside: size }: Measures,
): Layout['asides'] {
  return lanes.flatMap(({ start, end }, lane) => {
    const deep = Math.max(1, Math.floor((end - start - size.gap) / (size.cross + size.gap)));
    return asidesIn(graph, lane).map((aside, index) => {
      const main = from + size.main / 2 + Math.floor(index / deep) * (size.main + size.gap);
      const cross = start + size.gap + size.cross / 2 + (index % deep) * (size.cross + size.gap);
      return { aside, place: { main, cross } };
    });
  });
}
