import { Readable } from 'node:stream';

/**
 * Text or bytes as a stream that asks for the next chunk only when the last is taken. Waits for the first, so that what
 * fails at once can still be answered; a reader who leaves, even before the first chunk, ends the iteration.
 */
export async function readable(chunks: AsyncIterable<string | Uint8Array>): Promise<Readable> {
  const rest = chunks[Symbol.asyncIterator]();
  let first: IteratorResult<string | Uint8Array> | undefined = await rest.next();
  const all: AsyncIterableIterator<Buffer> = {
    [Symbol.asyncIterator]: () => all,
    async next() {
      const { done, value } = first ?? (await rest.next());
      first = undefined;
      return done ? { done: true, value: undefined } : { done: false, value: Buffer.from(value) };
    },
    // Not a generator: one that was never begun would not pass this on.
    async return() {
      await rest.return?.();
      return { done: true, value: undefined };
    },
  };
  // One chunk at a time: a chunk may be as large as its maker likes.
  return Readable.from(all, { objectMode: false, highWaterMark: 64 * 1024 });
}
