import type { Context } from '../../../kernel/context.ts';
import { openCheckpoint, type NamedKey } from '../../../protocols/merkle/checkpoint.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
import { grow, type NewNode, type ReadNode, rootAt } from '../../../protocols/merkle/tree.ts';
import { type ContentOf, openContent } from '../gateway/message-log.ts';
import { logKey, verifierOf } from './key.ts';
import { lineLeaf } from './line.ts';
import {
  checkpointsBetween,
  differingNodes,
  type Leaf,
  lastCheckpoint,
  leavesFrom,
  linesOutside,
  nodeReader,
} from './store.ts';

/** What is not as it was when it was logged. */
export type AuditFault = 'changed' | 'gone' | 'content' | 'outside' | 'node' | 'checkpoint';

export interface AuditFinding {
  readonly fault: AuditFault;
  /** Id of a line, `level/place` of a node, size of a checkpoint. */
  readonly at: string;
}

export interface Audited {
  readonly size: number;
  /** The first ones. */
  readonly findings: readonly AuditFinding[];
  readonly verifier?: NamedKey;
  readonly note?: string;
}

export interface AuditOptions {
  /** A checkpoint of this log that somebody kept elsewhere: the log must have grown from it. */
  readonly kept?: string;
  readonly atOnce?: number;
  progress?(done: number, of: number): void;
}

const mostFindings = 100;

/** Reads the whole log anew: lines, contents that are kept, nodes, checkpoints. Stops at {@link mostFindings}. */
export async function auditLog(ctx: Context, options: AuditOptions = {}): Promise<Audited> {
  const { kept, atOnce = 2048, progress } = options;
  const [key, last] = [await logKey(ctx), await lastCheckpoint(ctx.db)];
  if (key === undefined || last === undefined) {
    // Of a log that nobody began there is no checkpoint; one without its key proves nothing.
    const signed = last?.note ?? kept;
    return {
      size: last?.size ?? 0,
      findings: signed === undefined ? [] : [{ fault: 'checkpoint', at: sizeOf(signed) }],
    };
  }
  const verifier = verifierOf(key);
  const found: AuditFinding[] = [];
  for (let start = 0; start < last.size && found.length < mostFindings; start += atOnce) {
    const leaves = await leavesFrom(ctx.db, start, Math.min(atOnce, last.size - start));
    found.push(...leaves.flatMap((leaf) => faultOfLine(ctx, leaf)));
    const gap = gapIn(leaves, start, Math.min(start + atOnce, last.size));
    if (gap !== undefined) {
      // Without a leaf nothing can be said of what stands over it.
      found.push({ fault: 'node', at: `0/${gap}` });
      break;
    }
    found.push(...(await faultsOfTree(ctx, { start, leaves, verifier })));
    progress?.(start + leaves.length, last.size);
  }
  found.push(...(await linesOutside(ctx.db, last, mostFindings)).map((at) => ({ fault: 'outside' as const, at })));
  if (kept !== undefined && !(await grewFrom(ctx, kept, verifier)))
    found.push({ fault: 'checkpoint', at: sizeOf(kept) });
  return { size: last.size, findings: found.slice(0, mostFindings), verifier, note: last.note };
}

/** The first place at which there is no leaf. */
function gapIn(leaves: readonly Leaf[], start: number, end: number): number | undefined {
  const found = leaves.findIndex(({ place }, index) => place !== start + index);
  const gap = start + (found < 0 ? leaves.length : found);
  return gap < end ? gap : undefined;
}

const sizeOf = (note: string): string => note.split('\n')[1] ?? '';

function faultOfLine({ vahid }: Context, leaf: Leaf): readonly AuditFinding[] {
  if (leaf.id === null) return [{ fault: 'gone', at: `0/${leaf.place}` }];
  if (!lineLeaf(leaf).equals(leaf.hash)) return [{ fault: 'changed', at: leaf.id }];
  const fits = (part: ContentOf['part'], digest: Buffer | null) => {
    const wrapped = leaf[part];
    if (wrapped === null || digest === null) return true;
    try {
      return sha512(openContent(vahid.keys, { ...leaf, part }, wrapped)).equals(digest);
    } catch {
      return false;
    }
  };
  const whole = fits('head', leaf.headDigest) && fits('body', leaf.bodyDigest);
  return whole ? [] : [{ fault: 'content', at: leaf.id }];
}

interface Part {
  readonly start: number;
  readonly leaves: readonly Leaf[];
  readonly verifier: NamedKey;
}

/** Nodes over these leaves that are not what they must be, and checkpoints that say otherwise. */
async function faultsOfTree({ db }: Context, { start, leaves, verifier }: Part): Promise<readonly AuditFinding[]> {
  const stored = remembering(nodeReader(db));
  const hashes = leaves.map(({ hash }) => hash);
  const made = await attempted(() => grow(stored, start, hashes));
  if (made === undefined) return [{ fault: 'node', at: `0/${start}` }];
  const found: AuditFinding[] = (await differingNodes(db, made)).map((at) => ({ fault: 'node', at }));
  const read = over(made, stored);
  for (const { size, root, note } of await checkpointsBetween(db, start, start + leaves.length)) {
    const signed = openCheckpoint(note, verifier);
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

function over(made: readonly NewNode[], below: ReadNode): ReadNode {
  const known = new Map(made.map(({ level, index, hash }) => [`${level} ${index}`, hash]));
  return (level, index) => known.get(`${level} ${index}`) ?? below(level, index);
}

async function grewFrom({ db }: Context, note: string, verifier: NamedKey): Promise<boolean> {
  const kept = openCheckpoint(note, verifier);
  if (kept === undefined) return false;
  const root = await attempted(() => rootAt(nodeReader(db), kept.size));
  return root !== undefined && Buffer.from(kept.root).equals(root);
}
