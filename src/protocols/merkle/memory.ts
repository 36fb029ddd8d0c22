import { grow, inclusionProof, type ReadNode, rootAt } from './tree.ts';

/** A small tree that is there at once: what one signature stands over. */
export interface MemoryTree {
  readonly size: number;
  readonly root: Uint8Array;
  /** Proofs of its leaves, in their order. */
  readonly proofs: readonly (readonly Uint8Array[])[];
}

/** Builds the tree over these hashes of leaves, at least one. */
export async function treeOf(leaves: readonly Uint8Array[]): Promise<MemoryTree> {
  const nodes = new Map<string, Uint8Array>();
  const read: ReadNode = (level, index) => {
    const found = nodes.get(`${level} ${index}`);
    if (found === undefined) throw new RangeError(`no node ${level}, ${index}`);
    return found;
  };
  for (const { level, index, hash } of await grow(read, 0, leaves)) nodes.set(`${level} ${index}`, hash);
  const size = leaves.length;
  const proofs = await Promise.all(leaves.map((_, index) => inclusionProof(read, index, size)));
  return { size, root: await rootAt(read, size), proofs };
}
