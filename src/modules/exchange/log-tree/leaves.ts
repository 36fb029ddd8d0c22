import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import { nodeHash, type NewNodes, type ReadNode } from '../../../protocols/merkle/tree.ts';
import type { LogName } from './entities.ts';
import type { LoggedLine } from './store.ts';

/* Leaves lie together as they were taken; nodes are kept only over whole blocks of them, those below follow. */

const blockLevel = 8;
export const blockSize = 2 ** blockLevel;
/** Leaves that one row holds at most; the database checks it. */
export const mostInBatch = 4096;

/** Leaves of lines in a row, as a tree takes them. */
export interface Leaves {
  /** Of 32 bytes each. */
  readonly leaves: readonly Buffer[];
  /** Ids of the lines, as PostgreSQL writes an array. */
  readonly ids: string;
  /** The earliest and the latest moment of a line. */
  readonly first: Date;
  readonly last: Date;
}

/** Stores leaves and the nodes that they add. */
export async function addLeaves(
  db: Database,
  log: LogName,
  start: number,
  { nodes, leaves, ids, first, last }: Leaves & { readonly nodes: readonly NewNodes[] },
): Promise<void> {
  await sql`insert into exchange.log_batch (log, start, hashes, lines, first_at, last_at) values (${log}, ${start},
    ${Buffer.concat(leaves)}, ${ids}::uuid[], ${first}, ${last})`.execute(db);
  const kept = storedOf(nodes);
  if (kept.length === 0) return;
  await sql`insert into exchange.log_node (log, level, place, hash) select ${log}, * from ${unnested(kept)}`.execute(
    db,
  );
}

interface StoredNode {
  readonly level: number;
  readonly place: number;
  readonly hash: Buffer;
}

/** Those that are stored one by one. */
const storedOf = (nodes: readonly NewNodes[]): readonly StoredNode[] =>
  nodes.flatMap(({ level, first, hashes }) =>
    level < blockLevel ? [] : hashes.map((hash, at) => ({ level, place: first + at, hash: Buffer.from(hash) })),
  );

const unnested = (nodes: readonly StoredNode[]): RawBuilder<unknown> =>
  sql`unnest(${nodes.map(({ level }) => level)}::integer[], ${nodes.map(({ place }) => place)}::bigint[],
    ${nodes.map(({ hash }) => hash)}::bytea[])`;

/** Hashes of leaves from `start` to before `end`, as far as they are there without a gap. */
export async function leafHashes(
  db: Database,
  log: LogName,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<readonly Buffer[]> {
  const { rows } = await sql<{ begin: number; part: Buffer }>`select greatest(start, ${start}::bigint) as begin,
      substring(hashes from (32 * greatest(${start}::bigint - start, 0) + 1)::int for (32 * (${end}::bigint - greatest(start, ${start}::bigint)))::int) as part
    from exchange.log_batch where log = ${log} and start > ${start}::bigint - ${sql.lit(mostInBatch)} and start < ${end}
      and start + cardinality(lines) > ${start} order by start`.execute(db);
  const hashes: Buffer[] = [];
  for (const { begin, part } of rows) {
    if (begin !== start + hashes.length) break;
    for (let at = 0; at < part.length; at += 32) hashes.push(part.subarray(at, at + 32));
  }
  return hashes;
}

/** Reads nodes of a tree. Throws RangeError where one is not there. */
export function nodeReader(db: Database, log: LogName): ReadNode {
  const blocks = new Map<number, readonly Buffer[]>();
  const blockAt = async (block: number): Promise<readonly Buffer[]> => {
    const start = block * blockSize;
    const found = blocks.get(block) ?? (await leafHashes(db, log, { start, end: start + blockSize }));
    if (blocks.size > 8) blocks.clear();
    blocks.set(block, found);
    return found;
  };
  return async (level, index) => {
    if (level >= blockLevel) return storedNode(db, log, level, index);
    const first = index * 2 ** level;
    const block = Math.floor(first / blockSize);
    const start = first - block * blockSize;
    const leaves = (await blockAt(block)).slice(start, start + 2 ** level);
    if (leaves.length < 2 ** level) throw new RangeError(`no node ${level}, ${index}`);
    return perfect(leaves);
  };
}

async function storedNode(db: Database, log: LogName, level: number, index: number): Promise<Buffer> {
  const { rows } = await sql<{ hash: Buffer }>`select hash from exchange.log_node
    where log = ${log} and level = ${level} and place = ${index}`.execute(db);
  if (rows[0] === undefined) throw new RangeError(`no node ${level}, ${index}`);
  return rows[0].hash;
}

/** Root over leaves whose number is a power of two. */
function perfect(leaves: readonly Buffer[]): Buffer {
  let row = leaves;
  while (row.length > 1) row = row.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(left, row[at + 1] ?? left)] : []));
  return row[0] ?? Buffer.alloc(0);
}

/** Nodes that were just made, before those that are stored. */
export function over(made: readonly NewNodes[], below: ReadNode): ReadNode {
  return (level, index) => {
    const row = made[level];
    return row?.hashes[index - row.first] ?? below(level, index);
  };
}

/** Places of these nodes that hold another hash, or none; of those that are stored. */
export async function differingNodes(
  db: Database,
  log: LogName,
  nodes: readonly NewNodes[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ node: string }>`select e.level || '/' || e.place as node
    from ${unnested(storedOf(nodes))} as e (level, place, hash)
    left join exchange.log_node n on n.log = ${log} and n.level = e.level and n.place = e.place
    where n.hash is distinct from e.hash order by e.level, e.place`.execute(db);
  return rows.map(({ node }) => node);
}

/** A leaf as it is stored, and its line, which is undefined where that is gone. */
export interface Leaf<L> {
  readonly place: number;
  readonly hash: Buffer;
  readonly id: string;
  readonly line: L | undefined;
}

/** Leaves of the row that begins at `start`; none where no row does. */
export async function leavesFrom<L extends LoggedLine>(
  db: Database,
  log: LogName,
  start: number,
  read: (ids: readonly string[], first: Date, last: Date) => Promise<readonly L[]>,
): Promise<readonly Leaf<L>[]> {
  const { rows } = await sql<{ hashes: Buffer; lines: string[]; first: Date; last: Date }>`select hashes, lines,
      first_at as first, last_at as last from exchange.log_batch where log = ${log} and start = ${start}`.execute(db);
  const [row] = rows;
  if (row === undefined) return [];
  const lines = new Map((await read(row.lines, row.first, row.last)).map((line) => [line.id, line]));
  return row.lines.map((id, at) => ({
    place: start + at,
    hash: row.hashes.subarray(32 * at, 32 * at + 32),
    id,
    line: lines.get(id),
  }));
}
