import { createHash } from 'node:crypto';

/** A body that was read whole: nothing is forwarded before it was checked. */
export interface Body {
  readonly bytes: Buffer;
  readonly sha512: Buffer;
}

/** Default for a service that names no limit of its own. */
export const largestBody = 32 * 1024 * 1024;

export class BodyTooLarge extends Error {}

/** More bodies are under way than the memory of a gateway is meant for. */
export class TooMuchUnderWay extends Error {}

/** What one exchange takes of the memory for bodies. */
export interface Hold {
  /** Throws {@link TooMuchUnderWay}. */
  add(bytes: number): void;
  release(): void;
}

/** Memory for bodies of all exchanges that are under way. */
export interface Budget {
  hold(): Hold;
}

/** Enough for one exchange of the largest bodies, or for thousands of small ones. */
export const mostUnderWay = 2 * largestBody;

export function openBudget(most: number): Budget {
  let used = 0;
  return {
    hold() {
      let own = 0;
      return {
        add(bytes) {
          if (used + bytes > most) throw new TooMuchUnderWay(`over ${most} bytes are under way`);
          [used, own] = [used + bytes, own + bytes];
        },
        release() {
          [used, own] = [used - own, 0];
        },
      };
    },
  };
}

export interface Limits {
  readonly most: number;
  readonly hold: Hold;
}

/** Reads a stream to its end; undefined where nothing came. Throws {@link BodyTooLarge} as soon as it is. */
export async function readBody(stream: AsyncIterable<Uint8Array>, limits: Limits): Promise<Body | undefined> {
  const collector = collectBody(limits);
  for await (const chunk of stream) collector.add(chunk);
  return collector.end();
}

/** A body that is at hand. */
export const bodyOf = (bytes: Buffer): Body => ({ bytes, sha512: createHash('sha512').update(bytes).digest() });

const firstSize = 4096;

/** Takes a body piece by piece into one buffer that grows: what it costs is its size, however small the pieces are. */
export function collectBody({ most, hold }: Limits): { add(chunk: Uint8Array): void; end(): Body | undefined } {
  const hash = createHash('sha512');
  let bytes = Buffer.alloc(0);
  let size = 0;
  const grow = (wanted: number) => {
    const larger = Math.min(most, Math.max(firstSize, 2 * bytes.length, wanted));
    hold.add(larger - bytes.length);
    const grown = Buffer.allocUnsafe(larger);
    bytes.copy(grown, 0, 0, size);
    bytes = grown;
  };
  return {
    add(chunk) {
      const end = size + chunk.length;
      if (end > most) throw new BodyTooLarge(`a body of over ${most} bytes`);
      if (end > bytes.length) grow(end);
      bytes.set(chunk, size);
      hash.update(chunk);
      size = end;
    },
    end: () => (size === 0 ? undefined : { bytes: bytes.subarray(0, size), sha512: hash.digest() }),
  };
}
