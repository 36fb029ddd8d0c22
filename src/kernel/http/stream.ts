import { Readable } from 'node:stream';

/**
 * Text as a stream of bytes that asks for the next chunk only when the last is taken. Waits for the first, so that what
 * fails at once can still be answered; a reader who leaves ends the iteration.
 */
export async function readable(chunks: AsyncIterable<string>): Promise<Readable> {
  const rest = chunks[Symbol.asyncIterator]();
  const first = await rest.next();
  async function* all(): AsyncGenerator<Buffer> {
    try {
      for (let next = first; !next.done; next = await rest.next()) yield Buffer.from(next.value);
    } finally {
      await rest.return?.();
    }
  }
  // One chunk at a time: a chunk may be as large as its maker likes.
  return Readable.from(all(), { objectMode: false, highWaterMark: 64 * 1024 });
}
