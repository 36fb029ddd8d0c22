import { leftOf, nodeHash } from './tree.ts';

/** A small tree that is there at once: what one signature stands over. */
export interface MemoryTree {
  readonly size: number;
  readonly root: Uint8Array;
  /** Proofs of its leaves, in their order. */
  readonly proofs: readonly (readonly Uint8Array[])[];
}

/** Builds the tree over these hashes of leaves, at least one. */
export function treeOf(leaves: readonly Uint8Array[]): MemoryTree {
  const proofs: Uint8Array[][] = leaves.map(() => []);
  /** Root of the subtree over leaves from `start` up to `end`; each of them gets the root of the half beside its own. */
  const subtree = (start: number, end: number): Uint8Array => {
    const leaf = leaves[start];
    if (leaf === undefined) throw new RangeError('a tree without leaves');
    if (end - start === 1) return leaf;
    const middle = start + leftOf(end - start);
    const [left, right] = [subtree(start, middle), subtree(middle, end)];
    for (let at = start; at < end; at += 1) proofs[at]?.push(at < middle ? right : left);
    return nodeHash(left, right);
  };
  return { size: leaves.length, root: subtree(0, leaves.length), proofs };
}
