import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import { firstId } from '../../../kernel/identifier.ts';
import { readAlongIndex } from '../journal-order.ts';
import type { LogName } from './entities.ts';
import type { LoggedLine, StoredCheckpoint } from './store.ts';

type Ordered<L> = L & { readonly xid: string };

/** Reads lines of a log: of its table as `m`, by a condition and what follows it. */
export type ReadLines<L extends LoggedLine> = (
  db: Database,
  where: RawBuilder<unknown>,
  tail?: RawBuilder<unknown>,
) => Promise<readonly Ordered<L>[]>;

/** How far a turn brings the log. */
export type Reached = Pick<StoredCheckpoint, 'xid' | 'line' | 'cluster'>;

/** What a turn takes. */
export interface Turn<L> extends Reached {
  readonly lines: readonly L[];
}

/** Where a turn begins, and how many lines it takes at most. */
export interface From {
  readonly last: StoredCheckpoint | undefined;
  readonly cluster: string;
  readonly most: number;
}

/**
 * Lines that come next: by transaction, and only of those before the oldest that is still open. In a cluster to which
 * the log was restored numbers begin anew: there, lines with low ones are new unless they are in the tree, and lines with
 * numbers that were not given yet were written before. To be called in a transaction.
 */
export async function nextTurn<L extends LoggedLine>(
  db: Database,
  { name, read }: { readonly name: LogName; readonly read: ReadLines<L> },
  from: From,
): Promise<Turn<L> | undefined> {
  await readAlongIndex(db);
  const { last, cluster, most } = from;
  const moved = elsewhere(from);
  const strangers = moved !== undefined || (await wasMoved(db, name));
  let at = last === undefined || moved ? { xid: '0', line: firstId } : { xid: last.xid, line: last.line };
  if (moved) {
    const left = await read(db, sql`${after(moved)} and m.xid >= pg_snapshot_xmax(pg_current_snapshot())`, first(most));
    const newest = left.at(-1);
    // The old cluster's turn, until nothing is left of what was written there.
    if (newest !== undefined) return { lines: left, xid: newest.xid, line: newest.id, cluster: moved.cluster };
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

/** The last checkpoint, where another cluster numbered its transactions. */
export const elsewhere = ({ last, cluster }: From): StoredCheckpoint | undefined =>
  last !== undefined && last.cluster !== null && last.cluster !== cluster ? last : undefined;

/** Transactions that no open one can come before. */
export const committed = sql`m.xid < pg_snapshot_xmin(pg_current_snapshot())`;

export type Position = Pick<StoredCheckpoint, 'xid' | 'line'>;

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
export const after = ({ xid, line }: Position): RawBuilder<unknown> =>
  sql`m.xid >= ${xid}::xid8 and (m.xid, m.id) > (${xid}::xid8, ${line}::uuid)`;
export const first = (most: number): RawBuilder<unknown> => sql`order by m.xid, m.id limit ${most}`;

export async function wasMoved(db: Database, log: LogName): Promise<boolean> {
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
