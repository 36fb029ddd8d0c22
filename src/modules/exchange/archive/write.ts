import { createHash } from 'node:crypto';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { syncFolder } from '../../../kernel/file-folder.ts';
import { inclusionProof, type ReadNode } from '../../../protocols/merkle/tree.ts';
import { zip } from '../../../protocols/zip/index.ts';
import { logKeys, successionsOf } from '../log-tree/key.ts';
import { blockSize, leafHashes, nodeReader } from '../log-tree/leaves.ts';
import { messages } from '../log-tree/logs.ts';
import { writtenLine } from '../log-tree/proof.ts';
import { lastCheckpoint, type StoredCheckpoint } from '../log-tree/store.ts';
import { archiveFormat, entries, type LogRecord, type Manifest, pathInBlock } from './format.ts';
import { batchAfter, type StoredArchive } from './store.ts';

const dayMs = 86_400_000;
/** Lines after which another file begins: far below what a ZIP file can hold. */
const mostInPart = 500_000;

interface Written {
  readonly ctx: Context;
  readonly folder: string;
  readonly day: string;
  readonly last: StoredCheckpoint;
  readonly keys: readonly string[];
  readonly read: ReadNode;
}

/** How far a day was written. */
interface Reached {
  /** Place from which the next part goes on; undefined once the day is whole. */
  next: number | undefined;
  lines: number;
}

/** Writes the lines of a day of the message log that are in the tree; answers the files, in their order. */
export async function writeDay(
  ctx: Context,
  { folder, day, previous, most = mostInPart }: { folder: string; day: string; previous: string | null; most?: number },
): Promise<readonly StoredArchive[]> {
  const last = await lastCheckpoint(ctx.db, 'message');
  if (last === undefined) return [];
  const keys = successionsOf(await logKeys(ctx, 'message'));
  const order: Written = { ctx, folder, day, last, keys, read: nodeReader(ctx.db, 'message') };
  const archives: StoredArchive[] = [];
  const reached: Reached = { next: 0, lines: 0 };
  while (reached.next !== undefined) {
    const before = archives.at(-1)?.digest ?? previous;
    const archive = await writePart(order, { part: archives.length + 1, previous: before, reached, most });
    if (archive.lines > 0) archives.push(archive);
  }
  return archives;
}

interface Part {
  readonly part: number;
  readonly previous: string | null;
  readonly reached: Reached;
  readonly most: number;
}

async function writePart(order: Written, { part, previous, reached, most }: Part): Promise<StoredArchive> {
  const { folder, day, last, keys } = order;
  const name = `message-${day}-${part}.zip`;
  reached.lines = 0;
  const manifest = async function* (): AsyncGenerator<string> {
    const { lines } = reached;
    const own = { format: archiveFormat, day, part, lines, previous, checkpoint: last.note } as const;
    const whole: Manifest = { ...own, ...(keys.length > 0 ? { keys: [...keys] } : {}) };
    yield `${JSON.stringify(whole, null, 1)}\n`;
  };
  const parts = [
    { name: entries.log, content: recordsOf(order, reached, most) },
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
  await rename(`${path}.part`, path);
  // The database drops what is in it.
  await syncFolder(folder);
  return { day, part, name, digest: hash.digest('hex'), previous, lines: reached.lines };
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
    reached.next = batch === undefined ? undefined : batch.start + batch.lines.length;
    if (batch === undefined || batch.start >= last.size) return;
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
