import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { ZipError } from './error.ts';

export interface ZipPart {
  readonly name: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
}

// Sizes follow the content (bit 3), names are UTF-8 (bit 11); every part bears the first moment that ZIP knows, so that
// the same content gives the same bytes.
const flags = 0x0808;
const firstDay = 0x21;
const limit = 0xffff_ffff;
const piece = 64 * 1024;

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Packs parts into a ZIP file as they come; nothing is kept but the directory. */
export async function* zip(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Written[] = [];
  let at = 0;
  for (const { name: text, content } of parts) {
    const name = Buffer.from(text, 'utf8');
    const begun = at;
    const count = { crc: 0, size: 0, packed: 0 };
    yield Buffer.concat([localHeader(name), name]);
    const deflate = createDeflateRaw({ level: 3, chunkSize: piece });
    for await (const chunk of pipeline(Readable.from(counted(content, count)), deflate, () => undefined)) {
      count.packed += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
    const { crc, size, packed } = count;
    at = begun + 30 + name.length + packed + 16;
    if (size > limit || at > limit) throw new ZipError('too_large');
    yield words([4, 0x08074b50], [4, crc], [4, packed], [4, size]);
    directory.push({ name, at: begun, crc, packed, size });
  }
  const records = Buffer.concat(directory.flatMap((one) => [centralHeader(one), one.name]));
  yield records;
  const count = directory.length;
  yield words([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, records.length], [4, at], [2, 0]);
}

/** Bytes of the texts in pieces worth packing, counted and summed as they pass. */
async function* counted(
  content: ZipPart['content'],
  count: { crc: number; size: number },
): AsyncGenerator<Buffer, void, undefined> {
  let waiting = '';
  const passed = (): Buffer => {
    const bytes = Buffer.from(waiting, 'utf8');
    waiting = '';
    count.crc = crc32(bytes, count.crc);
    count.size += bytes.length;
    return bytes;
  };
  for await (const text of content) {
    waiting += text;
    if (waiting.length >= piece) yield passed();
  }
  if (waiting !== '') yield passed();
}

const localHeader = (name: Buffer): Buffer =>
  words(
    [4, 0x04034b50],
    [2, 20],
    [2, flags],
    [2, 8],
    [2, 0],
    [2, firstDay],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0],
  );

function centralHeader({ name, at, crc, packed, size }: Written): Buffer {
  const start = words([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, 8], [2, 0], [2, firstDay]);
  const sizes = words([4, crc], [4, packed], [4, size], [2, name.length]);
  return Buffer.concat([start, sizes, words([2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at])]);
}

/** Little-endian numbers of 2 or 4 bytes. */
function words(...given: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    given.map(([length, value]) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUIntLE(value, 0, length);
      return bytes;
    }),
  );
}
