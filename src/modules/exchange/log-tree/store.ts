import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { NewNode, ReadNode } from '../../../protocols/merkle/tree.ts';
import type { Line } from './line.ts';

/** How far the log has come: the tree's size, and the last line in it. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly xid: string;
  readonly line: string;
}

const lineColumns: RawBuilder<unknown> = sql`m.id, m.at, m.side, m.kind, m.request_id as "requestId", m.client, m.service,
  m.method, m.peer, m.signer, m.head_digest as "headDigest", m.body_digest as "bodyDigest", m.seal, m.purpose, m.act,
  m.article, m.status, m.fault`;

/** Makes processes that let the tree grow take turns, until the end of the transaction. */
export async function takeTurn(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('exchange.log_node'))`.execute(db);
}

export async function lastCheckpoint(db: Database): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`select size, root, note, xid::text as xid, line
    from exchange.log_checkpoint order by size desc limit 1`.execute(db);
  return rows[0];
}

export async function checkpointsBetween(
  db: Database,
  after: number,
  to: number,
): Promise<readonly Pick<StoredCheckpoint, 'size' | 'root' | 'note'>[]> {
  const { rows } = await sql<Pick<StoredCheckpoint, 'size' | 'root' | 'note'>>`select size, root, note
    from exchange.log_checkpoint where size > ${after} and size <= ${to} order by size`.execute(db);
  return rows;
}

/** Lines that come next: by transaction, and only of those before the oldest that is still open. */
export async function nextLines(
  db: Database,
  last: Pick<StoredCheckpoint, 'xid' | 'line'> | undefined,
  most: number,
): Promise<readonly (Line & { readonly xid: string })[]> {
  const { xid, line } = last ?? { xid: '0', line: '00000000-0000-0000-0000-000000000000' };
  const { rows } = await sql<Line & { readonly xid: string }>`select ${lineColumns}, m.xid::text as xid
    from exchange.message m where (m.xid, m.id) > (${xid}::xid8, ${line}::uuid)
      and m.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by m.xid, m.id limit ${most}`.execute(db);
  return rows;
}

/** Stores nodes; the leaves among them are those of `lines`, in their order. */
export async function addNodes(db: Database, nodes: readonly NewNode[], lines: readonly Line[]): Promise<void> {
  let leaf = 0;
  const lineOf = nodes.map(({ level }) => (level === 0 ? lines[leaf++] : undefined));
  await sql`insert into exchange.log_node (level, place, hash, line, line_at) select * from unnest(
    ${nodes.map(({ level }) => level)}::integer[], ${nodes.map(({ index }) => index)}::bigint[],
    ${nodes.map(({ hash }) => Buffer.from(hash))}::bytea[], ${lineOf.map((line) => line?.id ?? null)}::uuid[],
    ${lineOf.map((line) => line?.at ?? null)}::timestamptz[])`.execute(db);
}

export async function addCheckpoint(db: Database, added: StoredCheckpoint, at: Date): Promise<void> {
  const { size, root, note, xid, line } = added;
  await sql`insert into exchange.log_checkpoint (size, root, at, note, xid, line)
    values (${size}, ${root}, ${at}, ${note}, ${xid}::xid8, ${line})`.execute(db);
}

/** Reads nodes of the tree. Throws RangeError where one is not there. */
export const nodeReader =
  (db: Database): ReadNode =>
  async (level, index) => {
    const { rows } = await sql<{ hash: Buffer }>`select hash from exchange.log_node
      where level = ${level} and place = ${index}`.execute(db);
    if (rows[0] === undefined) throw new RangeError(`no node ${level}, ${index}`);
    return rows[0].hash;
  };

/** Content of a line, still wrapped. */
export interface Content {
  readonly head: Buffer | null;
  readonly body: Buffer | null;
}

/** Everything that is logged of one exchange, in the order of the tree; `place` is null of what is not in it yet. */
export async function linesOfRequest(
  db: Database,
  requestId: string,
): Promise<readonly (Line & Content & { readonly place: number | null })[]> {
  const { rows } = await sql<Line & Content & { readonly place: number | null }>`
    select ${lineColumns}, m.head, m.body, n.place from exchange.message m
    left join exchange.log_node n on n.line = m.id
    where m.request_id = ${requestId} order by n.place`.execute(db);
  return rows;
}

/** A leaf as it is stored, and its line, whose columns are null where that is gone. */
export type Leaf = { readonly place: number; readonly hash: Buffer } & (
  | (Line & Content)
  | { readonly [K in keyof (Line & Content)]: null }
);

export async function leavesFrom(db: Database, start: number, most: number): Promise<readonly Leaf[]> {
  const { rows } = await sql<Leaf>`select n.place, n.hash, ${lineColumns}, m.head, m.body
    from exchange.log_node n left join exchange.message m on m.id = n.line and m.at = n.line_at
    where n.level = 0 and n.place >= ${start} order by n.place limit ${most}`.execute(db);
  return rows;
}

/** Places of these nodes that hold another hash, or none. */
export async function differingNodes(db: Database, nodes: readonly NewNode[]): Promise<readonly string[]> {
  const { rows } = await sql<{ node: string }>`select e.level || '/' || e.place as node from unnest(
      ${nodes.map(({ level }) => level)}::integer[], ${nodes.map(({ index }) => index)}::bigint[],
      ${nodes.map(({ hash }) => Buffer.from(hash))}::bytea[]) as e (level, place, hash)
    left join exchange.log_node n on n.level = e.level and n.place = e.place
    where n.hash is distinct from e.hash order by e.level, e.place`.execute(db);
  return rows.map(({ node }) => node);
}

/** Lines up to the last one in the tree that are not in it. */
export async function linesOutside(
  db: Database,
  { xid, line }: Pick<StoredCheckpoint, 'xid' | 'line'>,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select m.id from exchange.message m
    where (m.xid, m.id) <= (${xid}::xid8, ${line}::uuid)
      and not exists (select from exchange.log_node n where n.line = m.id) order by m.id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}
