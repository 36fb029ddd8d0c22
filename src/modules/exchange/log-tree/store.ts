import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
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

/** Place of a line in the tree; undefined while it is not in it. */
export async function placeOf(db: Database, log: LogName, { id, at }: LoggedLine): Promise<number | undefined> {
  const { rows } = await sql<{ place: number }>`select start + array_position(lines, ${id}::uuid) - 1 as place
    from exchange.log_batch where log = ${log} and last_at >= ${at} and first_at <= ${at} and ${id}::uuid = any(lines)
    order by last_at limit 1`.execute(db);
  return rows[0]?.place;
}
