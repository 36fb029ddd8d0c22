import { createHash, type Hash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { sha512 } from '../../../protocols/gateway/record.ts';

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
export const mostOfOne = 2 * largestBody;
/** One gateway alone does not take all of it. */
export const mostUnderWay = 2 * mostOfOne;

/** So many bytes; of a share, what it takes is taken of the whole too. */
export function openBudget(most: number, whole?: Budget): Budget {
  let used = 0;
  return {
    hold() {
      const ofWhole = whole?.hold();
      let own = 0;
      return {
        add(bytes) {
          if (used + bytes > most) throw new TooMuchUnderWay(`over ${most} bytes are under way`);
          ofWhole?.add(bytes);
          [used, own] = [used + bytes, own + bytes];
        },
        release() {
          ofWhole?.release();
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
export async function readBody(stream: Readable, limits: Limits): Promise<Body | undefined> {
  const collector = collectBody(limits);
  await readInto(stream, (chunk) => collector.add(chunk));
  return collector.end();
}

/**
 * Hands on what a stream brings, until its end; what `take` throws ends the reading. By events: an iterator would cost
 * as much as all that is done with a small message.
 */
const readInto = (stream: Readable, take: (chunk: Uint8Array) => void): Promise<void> =>
  new Promise((done, failed) => {
    const broken = () => failed(stream.errored ?? new Error('the stream broke off'));
    if (stream.destroyed) return broken();
    const taking = (chunk: Uint8Array) => {
      try {
        take(chunk);
      } catch (error) {
        stream.off('data', taking).pause();
        // Who asks is still told why; what is fetched from elsewhere is given up.
        if (!(stream instanceof IncomingMessage)) stream.destroy();
        failed(error);
      }
    };
    stream
      .once('end', done)
      .once('error', failed)
      .once('close', () => stream.readableEnded || broken())
      .on('data', taking);
  });

/** A body that is at hand. */
export const bodyOf = (bytes: Buffer): Body => ({ bytes, sha512: sha512(bytes) });

const firstSize = 512;

/** Takes a body piece by piece into one buffer that grows: what it costs is its size, however small the pieces are. */
export function collectBody({ most, hold }: Limits): { add(chunk: Uint8Array): void; end(): Body | undefined } {
  let digest: Hash | undefined;
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
      if (chunk.length === 0) return;
      const end = size + chunk.length;
      if (end > most) throw new BodyTooLarge(`a body of over ${most} bytes`);
      if (end > bytes.length) grow(end);
      // Most bodies come in one piece, and are digested at once.
      if (size > 0) (digest ??= createHash('sha512').update(bytes.subarray(0, size))).update(chunk);
      bytes.set(chunk, size);
      size = end;
    },
    end() {
      if (size === 0) return undefined;
      const whole = bytes.subarray(0, size);
      return digest ? { bytes: whole, sha512: digest.digest() } : bodyOf(whole);
    },
  };
}
