import { sql } from 'kysely';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { type NamedKey, openByChain } from '../../../protocols/merkle/checkpoint.ts';
import { grow, type ReadNode, rootAt } from '../../../protocols/merkle/tree.ts';
import { archivedLines } from '../archive/store.ts';
import { logKeys, successionsOf, verifierOf } from './key.ts';
import { differingNodes, type Leaf, leavesFrom, nodeReader, over } from './leaves.ts';
import type { Log } from './logs.ts';
import { checkpointsBetween, clusterOf, lastCheckpoint, type LoggedLine } from './store.ts';
import { linesOutside } from './turn.ts';

/** What is not as it was when it was logged. */
export type AuditFault = 'changed' | 'gone' | 'content' | 'outside' | 'node' | 'checkpoint';

export interface AuditFinding {
  readonly fault: AuditFault;
  /** Id of a line, `level/place` of a node, size of a checkpoint. */
  readonly at: string;
}

export interface Audited {
  readonly size: number;
  /** Lines that are no longer here but in archives. */
  readonly archived: number;
  /** Lines here whose head and body are no longer kept. */
  readonly emptied: number;
  /** The first ones. */
  readonly findings: readonly AuditFinding[];
  /** The key that signs now. */
  readonly verifier?: NamedKey;
  readonly note?: string;
}

export interface AuditOptions {
  /** A checkpoint of this log that somebody kept elsewhere: the log must have grown from it. */
  readonly kept?: string;
  progress?(done: number, of: number): void;
}

/** By what the checkpoints of a log are opened. */
interface Chain {
  readonly first: NamedKey;
  readonly successions: readonly string[];
}

const mostFindings = 100;

/** Reads a whole log anew: lines, contents that are kept, nodes, checkpoints. Stops at {@link mostFindings}. */
export async function auditLog<L extends LoggedLine>(
  ctx: Context,
  log: Log<L>,
  { kept, progress }: AuditOptions = {},
): Promise<Audited> {
  const [keys, last] = [await logKeys(ctx, log.name), await lastCheckpoint(ctx.db, log.name)];
  const [key, newest] = [keys[0], keys.at(-1)];
  if (key === undefined || newest === undefined || last === undefined) {
    // Of a log that nobody began there is no checkpoint; one without its key proves nothing.
    const signed = last?.note ?? kept;
    const findings = signed === undefined ? [] : [{ fault: 'checkpoint' as const, at: sizeOf(signed) }];
    return { size: last?.size ?? 0, archived: 0, emptied: 0, findings };
  }
  const chain: Chain = { first: verifierOf(key), successions: successionsOf(keys) };
  const found: AuditFinding[] = [];
  const absent: Absent = new Map();
  let emptied = 0;
  for (let start = 0; start < last.size && found.length < mostFindings; ) {
    const leaves = await leavesFrom(ctx.db, log.name, start, (ids, first, to) =>
      log.read(ctx.db, sql`m.id = any(${ids}::uuid[]) and m.at between ${first} and ${to}`),
    );
    if (leaves.length === 0) {
      // Without its leaf nothing can be said of what stands over it.
      found.push({ fault: 'node', at: `0/${start}` });
      break;
    }
    const lines = await judgeLines(ctx, log, leaves);
    emptied += lines.emptied;
    found.push(...lines.found, ...(await faultsOfTree(ctx, log, { start, leaves, chain })));
    for (const { line, id } of leaves) if (line === undefined) noteAbsent(absent, id);
    start += leaves.length;
    progress?.(Math.min(start, last.size), last.size);
  }
  const archived = await takeArchived(ctx, log, absent);
  for (const { first } of absent.values()) found.push(...first.map((at) => ({ fault: 'gone' as const, at })));
  const cluster = await clusterOf(ctx.db);
  const outside = await inTransaction(ctx, ({ db }) =>
    linesOutside(db, log.name, { last, cluster, most: mostFindings }),
  );
  found.push(...outside.map((at) => ({ fault: 'outside' as const, at })));
  if (kept !== undefined && !(await grewFrom(ctx, log, kept, chain)))
    found.push({ fault: 'checkpoint', at: sizeOf(kept) });
  const { size, note } = last;
  return { size, archived, emptied, findings: found.slice(0, mostFindings), verifier: verifierOf(newest), note };
}

const sizeOf = (note: string): string => note.split('\n')[1] ?? '';

/** Contents are read a few at a time: one may be large. */
const contentsAtOnce = 32;

/** What is wrong with lines that are there, and how many of them have no content any more. */
async function judgeLines<L extends LoggedLine>(
  { db, vahid }: Context,
  log: Log<L>,
  leaves: readonly Leaf<L>[],
): Promise<{ readonly found: readonly AuditFinding[]; readonly emptied: number }> {
  const found: AuditFinding[] = [];
  const same: L[] = [];
  for (const { hash, line } of leaves) {
    if (line === undefined) continue;
    if (log.leaf(vahid, line).equals(hash)) same.push(line);
    else found.push({ fault: 'changed', at: line.id });
  }
  const { content } = log;
  let emptied = 0;
  if (content === undefined) return { found, emptied };
  for (let at = 0; at < same.length; at += contentsAtOnce) {
    for (const line of await content.read(db, same.slice(at, at + contentsAtOnce))) {
      if (content.isEmptied(line)) emptied += 1;
      else if (!content.isWhole(vahid.keys, line)) found.push({ fault: 'content', at: line.id });
    }
  }
  return { found, emptied };
}

/** Lines that are gone, by the day of their moment. */
type Absent = Map<string, { count: number; readonly first: string[] }>;

function noteAbsent(absent: Absent, id: string): void {
  const day = absent.get(dayOf(id)) ?? { count: 0, first: [] };
  absent.set(dayOf(id), day);
  day.count += 1;
  if (day.first.length < mostFindings) day.first.push(id);
}

/** Takes out the days that archives account for, wholly or not at all. Answers how many lines that are. */
async function takeArchived<L extends LoggedLine>({ db }: Context, { name }: Log<L>, absent: Absent): Promise<number> {
  if (absent.size === 0 || name !== 'message') return 0;
  let sum = 0;
  for (const [day, lines] of await archivedLines(db)) {
    if (absent.get(day)?.count !== lines) continue;
    absent.delete(day);
    sum += lines;
  }
  return sum;
}

/** The day of a line's moment, with which its id begins. */
const dayOf = (id: string): string =>
  new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString().slice(0, 10);

interface Part<L> {
  readonly start: number;
  readonly leaves: readonly Leaf<L>[];
  readonly chain: Chain;
}

/** Nodes over these leaves that are not what they must be, and checkpoints that say otherwise. */
async function faultsOfTree<L extends LoggedLine>(
  { db }: Context,
  { name }: Log<L>,
  { start, leaves, chain }: Part<L>,
): Promise<readonly AuditFinding[]> {
  const stored = remembering(nodeReader(db, name));
  const hashes = leaves.map(({ hash }) => hash);
  const made = await attempted(() => grow(stored, start, hashes));
  if (made === undefined) return [{ fault: 'node', at: `0/${start}` }];
  const found: AuditFinding[] = (await differingNodes(db, name, made)).map((at) => ({ fault: 'node', at }));
  const read = over(made, stored);
  for (const { size, root, note } of await checkpointsBetween(db, name, { after: start, to: start + leaves.length })) {
    const signed = openByChain(note, chain.first, chain.successions);
    const actual = Buffer.from((await attempted(() => rootAt(read, size))) ?? []);
    const holds = signed?.size === size && actual.equals(root) && actual.equals(signed.root);
    if (!holds) found.push({ fault: 'checkpoint', at: String(size) });
  }
  return found;
}

/** What reading the tree gives; undefined where a node is gone. */
async function attempted<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function remembering(read: ReadNode): ReadNode {
  const known = new Map<string, Uint8Array>();
  return async (level, index) => {
    const name = `${level} ${index}`;
    const hash = known.get(name) ?? (await read(level, index));
    known.set(name, hash);
    return hash;
  };
}

/** Whether the log as it lies here grew from a checkpoint, and that is its own. */
export async function grewFrom<L extends LoggedLine>(
  { db }: Context,
  { name }: Log<L>,
  note: string,
  { first, successions }: Chain,
): Promise<boolean> {
  const kept = openByChain(note, first, successions);
  if (kept === undefined) return false;
  const root = await attempted(() => rootAt(nodeReader(db, name), kept.size));
  return root !== undefined && Buffer.from(kept.root).equals(root);
}
