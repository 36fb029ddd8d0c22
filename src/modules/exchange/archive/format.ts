import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { treeOf } from '../../../protocols/merkle/memory.ts';
import { includedRoot } from '../../../protocols/merkle/tree.ts';
import type { ByteSource } from '../../../protocols/zip/index.ts';
import { blockSize } from '../log-tree/leaves.ts';
import { base64, lineShape, successions, way } from '../log-tree/proof.ts';

/*
 * An archive is a ZIP file of two entries. `log.jsonl` holds blocks of the tree, each the hashes of up to 256 leaves and
 * the way from their node to the root, and after each block the lines of that day which lie in it. `manifest.json` says
 * what it is, and holds the checkpoint, the digests of the archive before and of `log.jsonl`, and a signature over all
 * of that. The first format had neither digest nor signature: its lines are proved, but not that they are all.
 */

export const archiveFormat = 'vahid-exchange-archive/2';
export const firstFormat = 'vahid-exchange-archive/1';
export const entries = { log: 'log.jsonl', manifest: 'manifest.json' } as const;

const strict = { additionalProperties: false };
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const note = Type.String({ maxLength: 2000 });
const said = {
  day: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  part: Type.Integer({ minimum: 1 }),
  lines: Type.Integer({ minimum: 0 }),
  /** SHA-256 of the archive before, in hexadecimal; null of the first. */
  previous: Type.Union([sha256, Type.Null()]),
  checkpoint: note,
  keys: successions,
};
const signed = Type.Object(
  {
    format: Type.Literal(archiveFormat),
    ...said,
    /** SHA-256 of `log.jsonl` as it is unpacked, in hexadecimal. */
    digest: sha256,
    /** Signed note over what the archive says of itself (`signature.ts`). */
    signature: note,
  },
  strict,
);
const manifest = Type.Union([Type.Object({ format: Type.Literal(firstFormat), ...said }, strict), signed]);
export type SignedManifest = Static<typeof signed>;
export type Manifest = Static<typeof manifest>;
export const compiledManifest = Compile(manifest);

/** Whether an archive is signed as a whole; otherwise lines that were taken out of it do not show. */
export const isSignedWhole = (one: Manifest): one is SignedManifest => one.format === archiveFormat;

const record = Type.Union([
  Type.Object({ block: Type.Integer({ minimum: 0 }), hashes: base64, way }, strict),
  Type.Object({ place: Type.Integer({ minimum: 0 }), line: lineShape }, strict),
]);
/** One line of `log.jsonl`. */
export type LogRecord = Static<typeof record>;
export const compiledRecord = Compile(record);

/** Hashes that lead from one leaf of a block to the node over it. */
export const pathInBlock = (hashes: readonly Buffer[], index: number): readonly Uint8Array[] =>
  treeOf(hashes).proofs[index] ?? [];

/** A block as it is read, its hashes apart. */
export interface Block {
  readonly block: number;
  readonly hashes: readonly Buffer[];
  readonly way: readonly Buffer[];
}

export const readBlock = ({ block, hashes, way: steps }: Extract<LogRecord, { block: number }>): Block => {
  const bytes = Buffer.from(hashes, 'base64');
  return {
    block,
    hashes: Array.from({ length: Math.floor(bytes.length / 32) }, (_, at) => bytes.subarray(32 * at, 32 * at + 32)),
    way: steps.map((one) => Buffer.from(one, 'base64')),
  };
};

/** Root to which a block leads in a tree of this size; undefined where it cannot lie there. */
export function rootOfBlock({ block, hashes, way: steps }: Block, size: number): Uint8Array | undefined {
  const [leaf] = hashes;
  if (leaf === undefined || hashes.length !== Math.min(blockSize, size - block * blockSize)) return undefined;
  const proof = [...pathInBlock(hashes, 0), ...steps];
  return includedRoot({ leaf, index: block * blockSize, size, proof });
}

/** A file of any size, to be read in pieces. */
export async function openSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const handle: FileHandle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(at, length) {
      const bytes = Buffer.alloc(Math.min(length, Math.max(size - at, 0)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
      return bytes.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}

/** SHA-256 of a file, in hexadecimal. */
export async function digestOf(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  const piece = 1024 * 1024;
  for (let at = 0; at < source.size; at += piece) hash.update(await source.read(at, piece));
  return hash.digest('hex');
}
