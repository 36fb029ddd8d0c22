/*
 * Body of a request or an answer between two gateways: frames of one letter, a length of four bytes, and so many bytes.
 * The head comes first, then the body in pieces, and the seal at the end, because it stands over the digest of the body.
 * What ends without a seal is no message.
 */

export const frameKinds = { head: 'H', body: 'B', seal: 'S' } as const;
export type FrameKind = keyof typeof frameKinds;

export interface Frame {
  readonly kind: FrameKind;
  readonly bytes: Buffer;
}

const largestHead = 256 * 1024;
const largestSeal = 4096;
const largestPiece = 1024 * 1024;
const largest: Readonly<Record<FrameKind, number>> = { head: largestHead, body: largestPiece, seal: largestSeal };

export class BadFrame extends Error {}

/** A frame as bytes; the two parts are not copied together. */
export function writeFrame(kind: FrameKind, bytes: Buffer): readonly [Buffer, Buffer] {
  if (bytes.length > largest[kind] || bytes.length === 0) throw new BadFrame(`a ${kind} of ${bytes.length} bytes`);
  const head = Buffer.alloc(5);
  head.write(frameKinds[kind], 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return [head, bytes];
}

const kinds = new Map(Object.entries(frameKinds).map(([kind, letter]) => [letter.charCodeAt(0), kind as FrameKind]));

/**
 * Reads frames as their bytes come: one head, any bodies, one seal, nothing after it. `take` gets each as soon as it is
 * whole. Both functions throw {@link BadFrame}.
 */
export function openFrames(take: (frame: Frame) => void): { add(chunk: Uint8Array): void; end(): void } {
  let state: FrameKind | 'start' = 'start';
  // What comes is copied at once to where it belongs: of pieces, however small, nothing stays.
  const start = Buffer.alloc(prefix);
  let [part, filled, inside] = [start, 0, false];
  return {
    add(chunk) {
      for (let at = 0; ; ) {
        const taken = Math.min(chunk.length - at, part.length - filled);
        part.set(chunk.subarray(at, at + taken), filled);
        [at, filled] = [at + taken, filled + taken];
        if (filled < part.length) return;
        if (inside && state !== 'start') take({ kind: state, bytes: part });
        else state = next(state, kindOf(part));
        [part, filled, inside] = [inside ? start : Buffer.allocUnsafe(part.readUInt32BE(1)), 0, !inside];
      }
    },
    end() {
      if (state !== 'seal' || inside || filled > 0) throw new BadFrame('the message breaks off');
    },
  };
}

/** Letter and length. */
const prefix = 5;

function kindOf(start: Buffer): FrameKind {
  const kind = kinds.get(start[0] ?? 0);
  const length = start.readUInt32BE(1);
  if (kind === undefined) throw new BadFrame('a frame of no kind');
  if (length > largest[kind] || length === 0) throw new BadFrame(`a ${kind} of ${length} bytes`);
  return kind;
}

function next(state: FrameKind | 'start', kind: FrameKind): FrameKind {
  const fits = state === 'start' ? kind === 'head' : state !== 'seal' && kind !== 'head';
  if (!fits) throw new BadFrame(`a ${kind} after ${state}`);
  return kind;
}
