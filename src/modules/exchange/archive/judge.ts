import { createHash } from 'node:crypto';
import type { NamedKey, Checkpoint } from '../../../protocols/merkle/checkpoint.ts';
import { openByChain } from '../../../protocols/merkle/checkpoint.ts';
import { type ByteSource, contentOf, readDirectory, ZipError } from '../../../protocols/zip/index.ts';
import { blockSize } from '../log-tree/leaves.ts';
import { lineLeaf } from '../log-tree/line.ts';
import { type ExchangeProof, lineOf, proofFormat } from '../log-tree/proof.ts';
import {
  type Block,
  compiledManifest,
  compiledRecord,
  digestOf,
  entries,
  isSignedWhole,
  type LogRecord,
  type Manifest,
  pathInBlock,
  readBlock,
  rootOfBlock,
} from './format.ts';
import { isArchiveSigned } from './signature.ts';

/** What does not fit in an archive; `other`: it holds by itself, and is not the one that was written. */
export type ArchiveFault = 'shape' | 'order' | 'checkpoint' | 'signature' | 'inclusion' | 'count' | 'digest' | 'other';

export interface ArchiveVerdict {
  readonly manifest?: Manifest;
  /** SHA-256 of the file, which the next one names. */
  readonly digest: string;
  readonly logged?: Checkpoint;
  readonly fault?: ArchiveFault;
}

/** Whether a ZIP file is an archive of ours, whatever its worth. */
export async function isArchive(source: ByteSource): Promise<boolean> {
  try {
    const directory = await readDirectory(source);
    return directory.has(entries.log) && directory.has(entries.manifest);
  } catch (error) {
    if (error instanceof ZipError) return false;
    throw error;
  }
}

/**
 * Judges an archive by the key of the log, and by the digest of the archive before where one is given. Of the first
 * format only the lines that it holds are proved, not that they are all.
 */
export async function judgeArchive(
  source: ByteSource,
  { log, after }: { readonly log: NamedKey; readonly after?: string | null },
): Promise<ArchiveVerdict> {
  const digest = await digestOf(source);
  try {
    const manifest = await readManifest(source);
    if (manifest === undefined) return { digest, fault: 'shape' };
    if (after !== undefined && manifest.previous !== after) return { digest, manifest, fault: 'order' };
    const logged = openByChain(manifest.checkpoint, log, manifest.keys ?? []);
    if (logged === undefined) return { digest, manifest, fault: 'checkpoint' };
    if (isSignedWhole(manifest) && !isArchiveSigned(manifest, logged, log))
      return { digest, manifest, logged, fault: 'signature' };
    const fault = await faultOfRecords(source, manifest, logged);
    return { digest, manifest, logged, ...(fault ? { fault } : {}) };
  } catch (error) {
    if (error instanceof ZipError || error instanceof UnreadableRecord) return { digest, fault: 'shape' };
    throw error;
  }
}

async function faultOfRecords(
  source: ByteSource,
  manifest: Manifest,
  { size, root }: Checkpoint,
): Promise<ArchiveFault | undefined> {
  let block: Block | undefined;
  let [lines, last] = [0, -1];
  const hash = createHash('sha256');
  for await (const record of recordsIn(source, (bytes) => hash.update(bytes))) {
    if ('block' in record) {
      block = readBlock(record);
      const found = rootOfBlock(block, size);
      if (found === undefined || !Buffer.from(root).equals(found)) return 'inclusion';
      continue;
    }
    const { place, line } = record;
    const leaf = block?.hashes[place - block.block * blockSize];
    const fits = place > last && line.at.startsWith(manifest.day) && leaf?.equals(lineLeaf(lineOf(line))) === true;
    if (!fits) return 'inclusion';
    last = place;
    lines += 1;
  }
  if (lines !== manifest.lines) return 'count';
  return isSignedWhole(manifest) && manifest.digest !== hash.digest('hex') ? 'digest' : undefined;
}

/** The exchange with this request id, as it can be proved from an archive; undefined where it holds none. */
export async function proofIn(source: ByteSource, requestId: string): Promise<ExchangeProof | undefined> {
  const manifest = await readManifest(source);
  if (manifest === undefined) return undefined;
  const messages: ExchangeProof['messages'] = [];
  let block: Block | undefined;
  for await (const record of recordsIn(source)) {
    if ('block' in record) block = readBlock(record);
    else if (record.line.requestId === requestId && block !== undefined) {
      const { place, line } = record;
      const way = [...pathInBlock(block.hashes, place - block.block * blockSize), ...block.way];
      messages.push({ line, place, way: way.map((hash) => Buffer.from(hash).toString('base64')) });
    }
  }
  const { checkpoint, keys } = manifest;
  return messages.length === 0 ? undefined : { format: proofFormat, messages, checkpoint, ...(keys ? { keys } : {}) };
}

export class UnreadableRecord extends Error {}

const mostInManifest = 1024 * 1024;

async function readManifest(source: ByteSource): Promise<Manifest | undefined> {
  const entry = (await readDirectory(source)).get(entries.manifest);
  if (entry === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const bytes of contentOf(source, entry, { left: mostInManifest })) parts.push(bytes);
  const value = parsed(Buffer.concat(parts).toString('utf8'));
  return compiledManifest.Check(value) ? value : undefined;
}

/** Records of the log, one after another; nothing is kept but the one under way. @throws UnreadableRecord */
async function* recordsIn(
  source: ByteSource,
  seen: (bytes: Uint8Array) => void = () => undefined,
): AsyncGenerator<LogRecord> {
  const entry = (await readDirectory(source)).get(entries.log);
  if (entry === undefined) throw new UnreadableRecord('there is no log');
  for await (const text of linesIn(contentOf(source, entry, { left: Number.MAX_SAFE_INTEGER }), seen)) {
    const value = parsed(text);
    if (!compiledRecord.Check(value)) throw new UnreadableRecord('not a record');
    yield value;
  }
}

/** No record is longer. */
const mostInRecord = 256 * 1024;

async function* linesIn(bytes: AsyncIterable<Uint8Array>, seen: (piece: Uint8Array) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bytes) {
    seen(piece);
    rest += decoder.decode(piece, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > mostInRecord) throw new UnreadableRecord('too long');
    yield* lines;
  }
  if (rest !== '') throw new UnreadableRecord('broken off');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
