/*
 * The ornaments are drawn from a knot grid, as a weaver reads a carpet's chart (çeşni): a knot is one unit square,
 * and a run of knots in a row becomes one rectangle, so that the drawing stays sharp at whole pixels and prints.
 */

const abs = Math.abs;

/** Says whether there is a knot at column x of row y. */
export type KnotGrid = (x: number, y: number) => boolean;

/** Border (haşiyə), one repeat of 20 × 9 knots: a stepped diamond, then an hourglass. */
function band(x: number, y: number): boolean {
  const distance = abs(x) + abs(y);
  if (distance === 4 || distance === 3 || distance === 0) return true;
  const fromGap = 10 - abs(x);
  const fromEdge = 4 - abs(y);
  return (fromGap + fromEdge <= 3 && fromEdge < 4) || (fromGap === 0 && y === 0);
}

/** Octagon göl, 47 × 47 knots: frame with teeth, hooked diamond, star, four small diamonds. */
function gol(x: number, y: number): boolean {
  const ax = abs(x);
  const ay = abs(y);
  const distance = ax + ay;
  const least = Math.min(ax, ay);
  const most = Math.max(ax, ay);
  const slope = Math.ceil(distance * 0.69);
  const octagon = Math.max(most, slope);
  if (octagon === 23 || octagon === 22) return true;
  if (octagon === 19 || (octagon === 18 && slope === 18 && most < 18)) return true;
  if ((most === 21 || most === 20) && least < 9 && least % 4 === 0) return true;
  if (distance === 15 || distance === 14) return true;
  if (hook(ax, ay) || hook(ay, ax)) return true;
  if (distance === 10 || distance === 9) return true;
  if (mark(ax, ay)) return true;
  const corner = abs(ax - 11) + abs(ay - 11);
  return corner === 1 || corner === 2;
}

const hooks = new Set(['17,0', '16,0', '17,1', '17,2', '16,2', '13,4', '14,4', '14,5', '13,6', '14,6']);

/** Latch hooks (qarmaq) on the edges of the diamond: a stem outwards and a turn. */
function hook(ax: number, ay: number): boolean {
  return hooks.has(`${ax},${ay}`);
}

/** Mark: the knot itself, a stepped diamond of 9 × 9 with an open heart. */
function mark(x: number, y: number): boolean {
  const distance = abs(x) + abs(y);
  return distance <= 5 && abs(x) <= 4 && abs(y) <= 4 && distance !== 3 && distance !== 2;
}

/** Whether the mark has a knot there, counted from the top left corner of its 9 × 9. */
export const isMark: KnotGrid = (x, y) => mark(x - 4, y - 4);

/** Path data of a grid of `width` × `height` unit squares, counted from the top left corner. */
export function draw(knot: KnotGrid, width: number, height: number): string {
  let path = '';
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (!knot(column, row)) continue;
      const start = column;
      while (column + 1 < width && knot(column + 1, row)) column++;
      const run = column - start + 1;
      path += `M${start} ${row}h${run}v1h-${run}z`;
    }
  }
  return path;
}

/** The same, with the grid's middle as its origin: ornaments are symmetric and are written that way. */
function drawCentred(knot: KnotGrid, width: number, height: number): string {
  const left = Math.floor(width / 2);
  const top = Math.floor(height / 2);
  return draw((x, y) => knot(x - left, y - top), width, height);
}

/** Path data of the ornaments, in units of one knot: band 20 × 9, gol 47 × 47, mark 9 × 9. */
export const paths = {
  band: drawCentred(band, 20, 9),
  gol: drawCentred(gol, 47, 47),
  mark: drawCentred(mark, 9, 9),
};

/** The signs as a weaver's chart, seven rows of seven: what the state knows, what somebody says, how a measure stands. */
const charts = {
  known: ['...#...', '..###..', '.#####.', '#######', '.#####.', '..###..', '...#...'],
  said: ['...#...', '..###..', '.##.##.', '##...##', '.##.##.', '..###..', '...#...'],
  pace: ['...#...', '..###..', '.###.#.', '####..#', '.###.#.', '..###..', '...#...'],
  late: ['...#...', '..###..', '.##.##.', '###.###', '.#####.', '..#.#..', '...#...'],
  nodata: ['...#...', '..#.#..', '.#...#.', '#.....#', '.#...#.', '..#.#..', '...#...'],
  none: ['.......', '.......', '...#...', '..###..', '...#...', '.......', '.......'],
  near: ['...#...', '..#.#..', '.#.#.#.', '#..#..#', '.#...#.', '..###..', '...#...'],
  endless: ['...#...', '..##...', '.##....', '##.....', '.##....', '..##...', '...#...'],
  unsure: ['.......', '.#...#.', '..#.#..', '...#...', '..#.#..', '.#...#.', '.......'],
} as const;

export type Sign = keyof typeof charts;

/** Path data of the signs, 7 × 7 each. */
export const signs = Object.fromEntries(
  Object.entries(charts).map(([sign, rows]) => [sign, draw((x, y) => rows[y]?.[x] === '#', 7, 7)]),
) as Record<Sign, string>;

export const signNames = Object.keys(charts) as Sign[];

/** The mark as a file of its own, for the browser's tab. `styles/mark.svg` must equal it. */
export function markFile(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" shape-rendering="crispEdges" fill="#0b5563"><path d="${paths.mark}"/></svg>\n`;
}
