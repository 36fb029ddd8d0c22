import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import { firstId } from '../../../kernel/identifier.ts';
import { readAlongIndex } from '../journal-order.ts';
import type { LogName } from './entities.ts';

/** How far a log has come: the tree's size, and up to which line of its cluster everything is in it. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly xid: string;
  readonly line: string;
  /** Cluster whose transactions are meant; null of checkpoints from before this was kept. */
  readonly cluster: string | null;
}

/** What every log has in a line, whatever else it says. */
export interface LoggedLine {
  readonly id: string;
  readonly at: Date;
}

type Ordered<L> = L & { readonly xid: string };

/** Reads lines of a log: of its table as `m`, by a condition and what follows it. */
export type ReadLines<L extends LoggedLine> = (
  db: Database,
  where: RawBuilder<unknown>,
  tail?: RawBuilder<unknown>,
) => Promise<readonly Ordered<L>[]>;

/** Makes processes that let a tree grow take turns, until the end of the transaction. */
export async function takeTurn(db: Database, log: LogName): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('exchange.log_node'), hashtext(${log}))`.execute(db);
}

const checkpointColumns = sql`size, root, note, xid::text as xid, line, cluster`;

export async function lastCheckpoint(db: Database, log: LogName): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`select ${checkpointColumns}
    from exchange.log_checkpoint where log = ${log} order by size desc limit 1`.execute(db);
  return rows[0];
}

export async function checkpointsBetween(
  db: Database,
  log: LogName,
  { after, to }: { readonly after: number; readonly to: number },
): Promise<readonly StoredCheckpoint[]> {
  const { rows } = await sql<StoredCheckpoint>`select ${checkpointColumns}
    from exchange.log_checkpoint where log = ${log} and size > ${after} and size <= ${to} order by size`.execute(db);
  return rows;
}

export async function addCheckpoint(db: Database, log: LogName, added: StoredCheckpoint, at: Date): Promise<void> {
  const { size, root, note, xid, line, cluster } = added;
  await sql`insert into exchange.log_checkpoint (log, size, root, at, note, xid, line, cluster)
    values (${log}, ${size}, ${root}, ${at}, ${note}, ${xid}::xid8, ${line}, ${cluster})`.execute(db);
}

/** Names the cluster that numbers the transactions; a database that is restored elsewhere is in another. */
export async function clusterOf(db: Database): Promise<string> {
  const { rows } = await sql<{ id: string }>`select system_identifier::text as id from pg_control_system()`.execute(db);
  return rows[0]?.id ?? '';
}

/** What a turn takes, and how far that brings the log. */
export interface Turn<L> extends Pick<StoredCheckpoint, 'xid' | 'line' | 'cluster'> {
  readonly lines: readonly L[];
}

/**
 * Lines that come next: by transaction, and only of those before the oldest that is still open. In a cluster to which
 * the log was restored numbers begin anew: there, lines with low ones are new unless they are in the tree, and lines with
 * numbers that were not given yet were written before. To be called in a transaction.
 */
export async function nextTurn<L extends LoggedLine>(
  db: Database,
  { name, read }: { readonly name: LogName; readonly read: ReadLines<L> },
  { last, cluster, most }: { last: StoredCheckpoint | undefined; cluster: string; most: number },
): Promise<Turn<L> | undefined> {
  await readAlongIndex(db);
  const committed = sql`m.xid < pg_snapshot_xmin(pg_current_snapshot())`;
  const moved = last !== undefined && last.cluster !== null && last.cluster !== cluster;
  const strangers = moved || (await wasMoved(db, name));
  let at = last === undefined || moved ? { xid: '0', line: firstId } : { xid: last.xid, line: last.line };
  if (moved) {
    const left = await read(db, sql`${after(last)} and m.xid >= pg_snapshot_xmax(pg_current_snapshot())`, first(most));
    const newest = left.at(-1);
    // The old cluster's turn, until nothing is left of what was written there.
    if (newest !== undefined) return { lines: left, xid: newest.xid, line: newest.id, cluster: last.cluster };
  }
  for (;;) {
    const rows = await inPieces(at, most, (from, some) => read(db, sql`${after(from)} and ${committed}`, first(some)));
    const newest = rows.at(-1);
    if (newest === undefined) return undefined;
    at = positionOf(newest);
    const lines = strangers ? await fresh(db, name, rows) : rows;
    if (lines.length > 0) return { lines, ...at, cluster };
  }
}

type Position = Pick<StoredCheckpoint, 'xid' | 'line'>;

const positionOf = ({ xid, id }: Ordered<LoggedLine>): Position => ({ xid, line: id });

/** Rows that the driver takes apart without a pause: messages go through the gateway in between. */
const mostInPiece = 512;

async function inPieces<L extends LoggedLine>(
  from: Position,
  most: number,
  read: (from: Position, most: number) => Promise<readonly Ordered<L>[]>,
): Promise<readonly Ordered<L>[]> {
  const rows: Ordered<L>[] = [];
  for (let at = from; rows.length < most; ) {
    const wanted = Math.min(mostInPiece, most - rows.length);
    const piece = await read(at, wanted);
    rows.push(...piece);
    const newest = piece.at(-1);
    if (newest === undefined || piece.length < wanted) break;
    at = positionOf(newest);
  }
  return rows;
}

/** Said twice: the index holds transactions only. */
const after = ({ xid, line }: Position): RawBuilder<unknown> =>
  sql`m.xid >= ${xid}::xid8 and (m.xid, m.id) > (${xid}::xid8, ${line}::uuid)`;
const first = (most: number): RawBuilder<unknown> => sql`order by m.xid, m.id limit ${most}`;

async function wasMoved(db: Database, log: LogName): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`select coalesce(min(cluster) <> max(cluster), false) as moved
    from exchange.log_checkpoint where log = ${log}`.execute(db);
  return rows[0]?.moved ?? false;
}

/** Those that are not in the tree. */
async function fresh<L extends LoggedLine>(db: Database, log: LogName, rows: readonly L[]): Promise<readonly L[]> {
  if (rows.length === 0) return rows;
  const times = rows.map(({ at }) => at.getTime());
  const { rows: known } = await sql<{ id: string }>`select unnest(lines) as id from exchange.log_batch
    where log = ${log} and last_at >= ${new Date(Math.min(...times))} and first_at <= ${new Date(Math.max(...times))}`.execute(
    db,
  );
  const taken = new Set(known.map(({ id }) => id));
  return rows.filter(({ id }) => !taken.has(id));
}

/** Place of a line in the tree; undefined while it is not in it. */
export async function placeOf(db: Database, log: LogName, { id, at }: LoggedLine): Promise<number | undefined> {
  const { rows } = await sql<{ place: number }>`select start + array_position(lines, ${id}::uuid) - 1 as place
    from exchange.log_batch where log = ${log} and last_at >= ${at} and first_at <= ${at} and ${id}::uuid = any(lines)
    order by last_at limit 1`.execute(db);
  return rows[0]?.place;
}

/** Lines that are not in the tree though all are up to its last one. To be called in a transaction. */
export async function linesOutside(
  db: Database,
  log: LogName,
  { last, cluster, most }: { last: StoredCheckpoint; cluster: string; most: number },
): Promise<readonly string[]> {
  if (last.cluster !== null && last.cluster !== cluster) return [];
  await readAlongIndex(db);
  const found: string[] = [];
  let at: Position = { xid: '0', line: firstId };
  while (found.length < most) {
    const { rows } = await sql<Ordered<LoggedLine>>`select m.id, m.at, m.xid::text as xid
      from ${sql.table(`exchange.${log}`)} m where ${after(at)} and m.xid <= ${last.xid}::xid8
        and (m.xid, m.id) <= (${last.xid}::xid8, ${last.line}::uuid) ${first(4096)}`.execute(db);
    const newest = rows.at(-1);
    if (newest === undefined) break;
    at = { xid: newest.xid, line: newest.id };
    found.push(...(await fresh(db, log, rows)).map(({ id }) => id));
  }
  return found.slice(0, most);
}
