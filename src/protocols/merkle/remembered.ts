import { type NodeHash, nodeHash } from './tree.ts';

const size = 32;
/** Two nodes and the one over them. */
const entry = 3 * size;
/** A power of two. */
const places = 1024;

/**
 * As `nodeHash`, for proofs in one tree: the nodes near its root are the same in all of them, and are hashed once. What
 * was asked for last is remembered, in a table that does not grow; what it gives holds until the next call.
 */
export function openRemembered(): NodeHash {
  const table = Buffer.alloc(places * entry);
  // The one entry that could be asked for as it lies there at first.
  table.set(nodeHash(table.subarray(0, size), table.subarray(0, size)), 2 * size);
  return (left, right) => {
    if (left.length !== size || right.length !== size) return nodeHash(left, right);
    // Nodes are hashes: their bytes are spread evenly.
    const at = ((((left[0] ?? 0) << 8) | (left[1] ?? 0)) % places) * entry;
    const isThere =
      table.compare(left, 0, size, at, at + size) === 0 &&
      table.compare(right, 0, size, at + size, at + 2 * size) === 0;
    if (!isThere) {
      const hash = nodeHash(left, right);
      table.set(left, at);
      table.set(right, at + size);
      table.set(hash, at + 2 * size);
    }
    return table.subarray(at + 2 * size, at + entry);
  };
}
