import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { syncFolder } from '../../../kernel/file-folder.ts';
import { inclusionProof, type ReadNode } from '../../../protocols/merkle/tree.ts';
import { zip } from '../../../protocols/zip/index.ts';
import { type LogKey, logKeys, successionsOf } from '../log-tree/key.ts';
import { blockSize, leafHashes, nodeReader } from '../log-tree/leaves.ts';
import { messages } from '../log-tree/logs.ts';
import { writtenLine } from '../log-tree/proof.ts';
import { lastCheckpoint, type StoredCheckpoint } from '../log-tree/store.ts';
import { archiveFormat, entries, type LogRecord, pathInBlock, type SignedManifest } from './format.ts';
import { type Said, signArchive } from './signature.ts';
import { batchAfter, type StoredArchive } from './store.ts';

const dayMs = 86_400_000;
/** Lines after which another file begins: far below what a ZIP file can hold. */
const mostInPart = 500_000;

interface Written {
  readonly ctx: Context;
  readonly folder: string;
  readonly day: string;
  readonly last: StoredCheckpoint;
  readonly signer: LogKey;
  readonly keys: readonly string[];
  readonly read: ReadNode;
}

/** How far a day was written. */
interface Reached {
  /** Place from which the next part goes on; undefined once the day is whole. */
  next: number | undefined;
  lines: number;
}

/** A day to be written. */
export interface DayOrder {
  readonly folder: string;
  readonly day: string;
  /** Lines that it has. */
  readonly lines: number;
  /** Digest of the archive before. */
  readonly previous: string | null;
  /** Lines after which another file begins. */
  readonly most?: number;
}

/**
 * Writes a day of the message log; answers the files, in their order. Undefined where a line of it is not in the tree:
 * an archive that ends before its day does is never signed.
 */
export async function writeDay(
  ctx: Context,
  { folder, day, lines, previous, most = mostInPart }: DayOrder,
): Promise<readonly StoredArchive[] | undefined> {
  const [last, keys] = [await lastCheckpoint(ctx.db, 'message'), await logKeys(ctx, 'message')];
  const signer = keys.at(-1);
  if (last === undefined || signer === undefined) return undefined;
  const read = nodeReader(ctx.db, 'message');
  const order: Written = { ctx, folder, day, last, signer, keys: successionsOf(keys), read };
  const archives: StoredArchive[] = [];
  const reached: Reached = { next: 0, lines: 0 };
  let left = lines;
  while (reached.next !== undefined) {
    const before = archives.at(-1)?.digest ?? previous;
    const archive = await writePart(order, { part: archives.length + 1, previous: before, reached, left, most });
    if (archive === undefined) return undefined;
    left -= archive.lines;
    if (archive.lines > 0) archives.push(archive);
  }
  return archives;
}

interface Part {
  readonly part: number;
  readonly previous: string | null;
  readonly reached: Reached;
  /** Lines of the day that no part holds yet. */
  readonly left: number;
  readonly most: number;
}

/** Undefined where the day would end with this part, and not all of its lines with it. */
async function writePart(
  order: Written,
  { part, previous, reached, left, most }: Part,
): Promise<StoredArchive | undefined> {
  const { folder, day } = order;
  const name = `message-${day}-${part}.zip`;
  reached.lines = 0;
  const log = createHash('sha256');
  const isShort = () => reached.next === undefined && reached.lines !== left;
  // Asked for once the log is written: how many lines it has, and its digest, are known by then.
  const manifest = async function* (): AsyncGenerator<string> {
    if (isShort()) return;
    const said = { day, part, lines: reached.lines, previous, digest: log.digest('hex') };
    yield `${JSON.stringify(signedManifest(order, said), null, 1)}\n`;
  };
  const parts = [
    { name: entries.log, content: seenBy(recordsOf(order, reached, most), (text) => log.update(text)) },
    { name: entries.manifest, content: manifest() },
  ];
  const hash = createHash('sha256');
  const path = join(folder, name);
  const file = await open(`${path}.part`, 'w', 0o600);
  try {
    await copy(zip(parts), file, (bytes) => hash.update(bytes));
    await file.sync();
  } finally {
    await file.close();
  }
  if (isShort() || reached.lines === 0) await rm(`${path}.part`);
  else await rename(`${path}.part`, path);
  // The database drops what is in it.
  await syncFolder(folder);
  return isShort() ? undefined : { day, part, name, digest: hash.digest('hex'), previous, lines: reached.lines };
}

function signedManifest({ last: { size, root, note }, signer, keys }: Written, said: Said): SignedManifest {
  const signature = signArchive(said, { origin: signer.origin, size, root }, signer);
  const own = { format: archiveFormat, ...said, signature, checkpoint: note } as const;
  return { ...own, ...(keys.length > 0 ? { keys: [...keys] } : {}) };
}

async function* seenBy(from: AsyncIterable<string>, seen: (text: string) => void): AsyncGenerator<string> {
  for await (const text of from) {
    seen(text);
    yield text;
  }
}

async function copy(from: AsyncIterable<Buffer>, to: FileHandle, seen: (bytes: Buffer) => void): Promise<void> {
  for await (const bytes of from) {
    seen(bytes);
    await to.write(bytes);
  }
}

/** Blocks and their lines, until the day is whole or the part is full. */
async function* recordsOf(order: Written, reached: Reached, most: number): AsyncGenerator<string> {
  const { ctx, day, last, read } = order;
  const from = new Date(`${day}T00:00:00Z`);
  const span = { from, to: new Date(from.getTime() + dayMs) };
  let current = -1;
  while (reached.next !== undefined && reached.lines < most) {
    const batch = await batchAfter(ctx.db, reached.next, span);
    // What came into the tree later leads to no root that this checkpoint signs.
    reached.next = batch === undefined || batch.start >= last.size ? undefined : batch.start + batch.lines.length;
    if (batch === undefined || reached.next === undefined) return;
    const lines = await messages.read(
      ctx.db,
      sql`m.id = any(${batch.lines}::uuid[]) and m.at >= ${span.from} and m.at < ${span.to}`,
    );
    const byId = new Map(lines.map((line) => [line.id, line]));
    for (const [at, id] of batch.lines.entries()) {
      const line = byId.get(id);
      if (line === undefined) continue;
      const place = batch.start + at;
      const block = Math.floor(place / blockSize);
      if (block !== current) yield jsonLine(await blockOf(order, block, read));
      current = block;
      reached.lines += 1;
      yield jsonLine({ place, line: writtenLine(line) });
    }
  }
}

const jsonLine = (one: LogRecord): string => `${JSON.stringify(one)}\n`;

async function blockOf({ ctx, last: { size } }: Written, block: number, read: ReadNode): Promise<LogRecord> {
  const start = block * blockSize;
  const hashes = await leafHashes(ctx.db, 'message', { start, end: Math.min(start + blockSize, size) });
  const inside = pathInBlock(hashes, 0);
  const way = (await inclusionProof(read, start, size)).slice(inside.length);
  return {
    block,
    hashes: Buffer.concat(hashes).toString('base64'),
    way: way.map((hash) => Buffer.from(hash).toString('base64')),
  };
}
