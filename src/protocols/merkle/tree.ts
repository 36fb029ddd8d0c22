import { setImmediate } from 'node:timers/promises';
import { digestOf } from './digest.ts';

/*
 * Merkle trees of RFC 9162 §2.1 over SHA-256. A tree over n leaves has at its left the largest perfect tree with fewer
 * than n leaves. A node is named by its level (0 for leaves) and its place on that level; only perfect nodes are stored,
 * because the others change with every leaf.
 */

/** Text is taken as its UTF-8. */
export const leafHash = (data: string | Uint8Array): Buffer =>
  digestOf('sha256', typeof data === 'string' ? `\0${data}` : Buffer.concat([leafMark, data]));
const leafMark = Buffer.of(0);

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== 32 || right.length !== 32) return digestOf('sha256', Buffer.concat([nodeMark, left, right]));
  node.set(left, 1);
  node.set(right, 33);
  return digestOf('sha256', node);
}
export type NodeHash = (left: Uint8Array, right: Uint8Array) => Uint8Array;
const nodeMark = Buffer.of(1);
/** Mark and two hashes, put together in one place: a tree is hashed for each message, node by node. */
const node = Buffer.alloc(65, nodeMark);

/** Root of a tree without leaves. */
export const emptyRoot = (): Buffer => digestOf('sha256', '');

/** Reads the hash of a perfect node. */
export type ReadNode = (level: number, index: number) => Uint8Array | Promise<Uint8Array>;

/** Leaves of the left subtree: the largest power of two below `size`; `size` is 2 or more. */
export function leftOf(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** By halving: logarithms round from 2^48 on. */
function isPowerOfTwo(size: number): boolean {
  let rest = size;
  while (rest > 1 && rest % 2 === 0) rest /= 2;
  return rest === 1;
}

/** Hash of the subtree over `size` leaves from `start` on, as it lies in a tree. */
async function subtree(read: ReadNode, start: number, size: number): Promise<Uint8Array> {
  if (isPowerOfTwo(size) && start % size === 0) return read(Math.log2(size), start / size);
  const left = leftOf(size);
  return nodeHash(await subtree(read, start, left), await subtree(read, start + left, size - left));
}

/** Root of the tree over the first `size` leaves. */
export const rootAt = async (read: ReadNode, size: number): Promise<Uint8Array> =>
  size === 0 ? emptyRoot() : subtree(read, 0, size);

/** Hashes that lead from a leaf to the root of the tree over `size` leaves, the nearest first (§2.1.3.1). */
export async function inclusionProof(read: ReadNode, index: number, size: number): Promise<readonly Uint8Array[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const path = async (at: number, start: number, n: number): Promise<Uint8Array[]> => {
    if (n === 1) return [];
    const left = leftOf(n);
    return at < left
      ? [...(await path(at, start, left)), await subtree(read, start + left, n - left)]
      : [...(await path(at - left, start + left, n - left)), await subtree(read, start, left)];
  };
  return path(index, 0, size);
}

/** Hashes that show that the tree over `before` leaves is a beginning of that over `size` (§2.1.4.1). */
export async function consistencyProof(read: ReadNode, before: number, size: number): Promise<readonly Uint8Array[]> {
  if (!(before > 0 && before <= size)) throw new RangeError(`no tree of ${before} in a tree of ${size}`);
  const proof = async (m: number, start: number, n: number, whole: boolean): Promise<Uint8Array[]> => {
    if (m === n) return whole ? [] : [await subtree(read, start, n)];
    const left = leftOf(n);
    return m <= left
      ? [...(await proof(m, start, left, whole)), await subtree(read, start + left, n - left)]
      : [...(await proof(m - left, start + left, n - left, false)), await subtree(read, start, left)];
  };
  return proof(before, 0, size, true);
}

export interface Inclusion {
  /** Hash of the leaf. */
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
}

/** Root to which an inclusion proof leads (§2.1.3.2); undefined where the proof cannot be one. */
export function includedRoot(
  { leaf, index, size, proof }: Inclusion,
  node: NodeHash = nodeHash,
): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = node(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = node(hash, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether one tree is a beginning of the other (§2.1.4.2). */
export function isConsistent(first: TreeHead, second: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (first.size === 0 || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && same(first.root, second.root);
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : [...proof];
  let [at, last] = [first.size - 1, second.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const [start, ...rest] = path;
  if (start === undefined) return false;
  let [old, whole] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(sibling, old);
      whole = nodeHash(sibling, whole);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else whole = nodeHash(whole, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(old, first.root) && same(whole, second.root);
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

/** Perfect nodes of one level that lie side by side, from the one at `first` on. */
export interface NewNodes {
  readonly level: number;
  readonly first: number;
  readonly hashes: readonly Uint8Array[];
}

/** Perfect nodes that leaves add to a tree, level by level, the leaves first. `read` gives those that stand already. */
export async function grow(read: ReadNode, size: number, leaves: readonly Uint8Array[]): Promise<readonly NewNodes[]> {
  const made: NewNodes[] = [];
  for (
    let row: NewNodes = { level: 0, first: size, hashes: leaves };
    row.hashes.length > 0;
    row = await above(read, row)
  )
    made.push(row);
  return made;
}

/** A tree may grow by thousands of leaves: whoever else has something to do gets a turn in between. */
const hashesInPiece = 256;

/** Nodes over those of a level; the first of these may be the right one of a pair. */
async function above(read: ReadNode, { level, first, hashes }: NewNodes): Promise<NewNodes> {
  const row = first % 2 === 0 ? hashes : [await read(level, first - 1), ...hashes];
  const parents: Buffer[] = [];
  let left: Uint8Array | undefined;
  for (const hash of row) {
    if (left !== undefined) parents.push(nodeHash(left, hash));
    if (left !== undefined && parents.length % hashesInPiece === 0) await setImmediate();
    left = left === undefined ? hash : undefined;
  }
  return { level: level + 1, first: Math.floor(first / 2), hashes: parents };
}
