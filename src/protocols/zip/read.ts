import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { ZipError } from './error.ts';

/** Bytes that can be read from anywhere: a buffer or an open file. */
export interface ByteSource {
  readonly size: number;
  /** `length` bytes from `at`; fewer only at the end. */
  read(at: number, length: number): Promise<Uint8Array>;
}

export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
});

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly crc: number;
  /** Where its local header begins. */
  readonly at: number;
}

/** How much of a file may still be taken, all its parts together: bytes unpacked, or rows. */
export interface Budget {
  left: number;
}

const endSize = 22;
const longestComment = 65_535;
const most = 5000;

async function view(source: ByteSource, at: number, length: number): Promise<Buffer> {
  const bytes = await source.read(at, length);
  if (bytes.length < length) throw new ZipError('damaged');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The directory of a ZIP file (APPNOTE 4.3.12–16), by name. Encrypted files and those over 4 GiB are refused. */
export async function readDirectory(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const tail = Math.min(source.size, endSize + longestComment);
  const end = await view(source, source.size - tail, tail);
  let at = end.length - endSize;
  while (at >= 0 && end.readUInt32LE(at) !== 0x06054b50) at -= 1;
  if (at < 0) throw new ZipError('not_zip');
  const count = end.readUInt16LE(at + 10);
  const size = end.readUInt32LE(at + 12);
  const start = end.readUInt32LE(at + 16);
  if (count > most || start + size > source.size) throw new ZipError('damaged');
  return entriesIn(await view(source, start, size), count);
}

function entriesIn(directory: Buffer, count: number): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw new ZipError('damaged');
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const lengths = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    const [ofName = 0, ofExtra = 0, ofComment = 0] = lengths;
    const name = directory.toString('utf8', at + 46, at + 46 + ofName);
    if ((flags & 1) === 1 || (method !== 0 && method !== 8)) throw new ZipError('not_zip');
    if (entries.has(name)) throw new ZipError('damaged', name);
    const entry = { crc: directory.readUInt32LE(at + 16), packed: directory.readUInt32LE(at + 20) };
    entries.set(name, { name, method, ...entry, at: directory.readUInt32LE(at + 42) });
    at += 46 + ofName + ofExtra + ofComment;
  }
  return entries;
}

const step = 256 * 1024;

async function* packedBytes(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const header = await view(source, entry.at, 30);
  const ofName = header.readUInt16LE(26);
  // Programs that read without the directory go by this name: it must be the same.
  const name = await view(source, entry.at + 30, ofName);
  if (header.readUInt32LE(0) !== 0x04034b50 || name.toString('utf8') !== entry.name)
    throw new ZipError('damaged', entry.name);
  let at = entry.at + 30 + ofName + header.readUInt16LE(28);
  const end = at + entry.packed;
  if (end > source.size) throw new ZipError('damaged', entry.name);
  for (; at < end; at += step) yield await view(source, at, Math.min(step, end - at));
}

/** Content of an entry. What it says of its own size is not believed: every byte is counted against the budget. */
export async function* contentOf(source: ByteSource, entry: ZipEntry, budget: Budget): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(source, entry);
  const inflate = createInflateRaw({ chunkSize: step });
  const chunks =
    entry.method === 0 ? packed : (pipeline(Readable.from(packed), inflate, () => undefined) as AsyncIterable<Buffer>);
  let sum = 0;
  try {
    for await (const chunk of chunks) {
      budget.left -= chunk.length;
      if (budget.left < 0) throw new ZipError('too_large');
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof ZipError ? cause : new ZipError('damaged', entry.name, { cause });
  }
  if (sum !== entry.crc) throw new ZipError('damaged', entry.name);
}
