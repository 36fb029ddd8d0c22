import { createHash } from 'node:crypto';

/** A body that was read whole: nothing is forwarded before it was checked. */
export interface Body {
  readonly bytes: Buffer;
  readonly sha512: Buffer;
}

/** Default for a service that names no limit of its own. */
export const largestBody = 32 * 1024 * 1024;

export class BodyTooLarge extends Error {}

/** Reads a stream to its end; undefined where nothing came. Throws {@link BodyTooLarge} as soon as it is. */
export async function readBody(stream: AsyncIterable<Uint8Array>, most: number): Promise<Body | undefined> {
  const collector = collectBody(most);
  for await (const chunk of stream) collector.add(chunk);
  return collector.end();
}

/** A body that is at hand. */
export const bodyOf = (bytes: Buffer): Body => ({ bytes, sha512: createHash('sha512').update(bytes).digest() });

/** Takes a body piece by piece. */
export function collectBody(most: number): { add(chunk: Uint8Array): void; end(): Body | undefined } {
  const hash = createHash('sha512');
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add(chunk) {
      size += chunk.length;
      if (size > most) throw new BodyTooLarge(`a body of over ${most} bytes`);
      hash.update(chunk);
      chunks.push(chunk);
    },
    end: () => (size === 0 ? undefined : { bytes: Buffer.concat(chunks, size), sha512: hash.digest() }),
  };
}
