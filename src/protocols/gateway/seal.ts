import { type KeyObject, sign, verify } from 'node:crypto';
import { treeOf } from '../merkle/memory.ts';
import { openRemembered } from '../merkle/remembered.ts';
import { includedRoot } from '../merkle/tree.ts';

/** Proof that a record was signed: the way to the root of its batch, and the signature over that root. */
export interface Seal {
  /** Names the key among those of the gateway. */
  readonly kid: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

/** Keeps how it is packed, for the other gateway and for the log; a copy with another field does not. */
class KeptSeal implements Seal {
  readonly kid: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly signature: Uint8Array;
  #packed: Buffer | undefined;

  constructor({ kid, index, size, proof, signature }: Seal, packed?: Buffer) {
    this.kid = kid;
    this.index = index;
    this.size = size;
    this.proof = proof;
    this.signature = signature;
    this.#packed = packed;
  }

  pack(): Buffer {
    return (this.#packed ??= pack(this));
  }
}

export interface SigningKey {
  readonly kid: string;
  /** ECDSA on P-256, or RSA. */
  readonly key: KeyObject;
}

const rootText = (root: Uint8Array, size: number): Buffer =>
  Buffer.concat([Buffer.from(`vahid-exchange/1 root\n${size}\n`), root]);
const encoding = 'ieee-p1363';

/** Signs the leaves of a batch at once; one seal each, in their order. */
export function sealAll(leaves: readonly Uint8Array[], { kid, key }: SigningKey): readonly Seal[] {
  const { root, size, proofs } = treeOf(leaves);
  const signature = sign('sha256', rootText(root, size), { key, dsaEncoding: encoding });
  return proofs.map((proof, index) => new KeptSeal({ kid, index, size, proof, signature }));
}

const mostKept = 1000;

export interface SealReader {
  /** Whether the key signed a batch that holds this leaf. */
  holds(leaf: Uint8Array, seal: Seal): boolean;
}

/**
 * Checks seals of one key; what was found of a batch, nodes and a signed root, is not computed again for its other
 * messages.
 */
export function sealReader(key: KeyObject): SealReader {
  const kept = new Set<string>();
  const node = openRemembered();
  return {
    holds(leaf, { index, size, proof, signature }) {
      const root = includedRoot({ leaf, index, size, proof }, node);
      if (root === undefined) return false;
      const signed = rootText(root, size);
      const name = Buffer.concat([signed, signature]).toString('latin1');
      if (kept.has(name)) return true;
      if (!verify('sha256', signed, { key, dsaEncoding: encoding }, signature)) return false;
      if (kept.size >= mostKept) kept.clear();
      kept.add(name);
      return true;
    },
  };
}

export interface Sealer {
  /** Resolves with the seal once the batch is signed. */
  seal(leaf: Uint8Array): Promise<Seal>;
}

/**
 * Milliseconds from one signature to the next. To sign, and on the other side to check and to commit what came alone,
 * costs as much as for many; so half a load took more than half of the processor.
 */
const paceMs = 5;
/**
 * So many wait for nothing, neither for the pace nor for the end of the turn of the event loop: who comes after us, the
 * database and the other side, has something to do meanwhile.
 */
const mostInBatch = 32;

/** Signs what comes together: one signature serves many, and what comes after a pause does not wait. */
export function openSealer(key: SigningKey): Sealer {
  interface Waiting {
    readonly leaf: Uint8Array;
    readonly done: (seal: Seal) => void;
    readonly failed: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let signed = Number.NEGATIVE_INFINITY;

  function flush(): void {
    const batch = waiting;
    waiting = [];
    signed = performance.now();
    try {
      const seals = sealAll(
        batch.map(({ leaf }) => leaf),
        key,
      );
      for (const [index, { done, failed }] of batch.entries()) {
        const seal = seals[index];
        if (seal) done(seal);
        else failed(new Error('a leaf was not sealed'));
      }
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }

  /** Once the pace allows it, and all that is ready in this turn has come; unless that was a whole batch before. */
  function flushSoon(): void {
    const batch = waiting;
    const flushThese = () => {
      if (waiting === batch) flush();
    };
    const wait = signed + paceMs - performance.now();
    if (wait > 0) setTimeout(flushThese, wait);
    else setImmediate(flushThese);
  }

  return {
    seal(leaf) {
      return new Promise((done, failed) => {
        waiting.push({ leaf, done, failed });
        if (waiting.length === 1) flushSoon();
        else if (waiting.length === mostInBatch) flush();
      });
    },
  };
}

/** A seal as it travels and is stored: 11 bytes and the name of the key, 32 for each step of the way, the signature. */
export const packSeal = (seal: Seal): Buffer => (seal instanceof KeptSeal ? seal.pack() : pack(seal));

function pack({ kid, index, size, proof, signature }: Seal): Buffer {
  const name = Buffer.from(kid);
  const place = Buffer.alloc(9);
  place.writeUInt32BE(index, 0);
  place.writeUInt32BE(size, 4);
  place.writeUInt8(proof.length, 8);
  return Buffer.concat([Buffer.from([1, name.length]), name, place, ...proof, signature]);
}

/** Reads a packed seal; undefined where it is none. */
export function unpackSeal(bytes: Buffer): Seal | undefined {
  const length = bytes[1] ?? 0;
  const at = 2 + length;
  if (bytes[0] !== 1 || bytes.length < at + 9) return undefined;
  const count = bytes[at + 8] ?? 0;
  const end = at + 9 + 32 * count;
  if (count > 32 || bytes.length <= end || bytes.length > end + 1024) return undefined;
  const seal = {
    kid: bytes.toString('utf8', 2, at),
    index: bytes.readUInt32BE(at),
    size: bytes.readUInt32BE(at + 4),
    proof: Array.from({ length: count }, (_, one) => bytes.subarray(at + 9 + 32 * one, at + 41 + 32 * one)),
    signature: bytes.subarray(end),
  };
  // What is kept is what came.
  return new KeptSeal(seal, bytes);
}
