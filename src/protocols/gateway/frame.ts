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
  if (bytes.length > largest[kind]) throw new BadFrame(`a ${kind} of ${bytes.length} bytes`);
  const head = Buffer.alloc(5);
  head.write(frameKinds[kind], 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return [head, bytes];
}

const kinds = new Map(Object.entries(frameKinds).map(([kind, letter]) => [letter.charCodeAt(0), kind as FrameKind]));

/** Reads frames from a stream: one head, any bodies, one seal, nothing after it. Throws {@link BadFrame}. */
export async function* readFrames(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let rest = Buffer.alloc(0);
  let state: FrameKind | 'start' = 'start';
  for await (const chunk of stream) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (;;) {
      const frame = take(rest);
      if (frame === undefined) break;
      rest = rest.subarray(5 + frame.bytes.length);
      state = next(state, frame.kind);
      yield frame;
    }
  }
  if (state !== 'seal' || rest.length > 0) throw new BadFrame('the message breaks off');
}

function take(rest: Buffer): Frame | undefined {
  if (rest.length < 5) return undefined;
  const kind = kinds.get(rest[0] ?? 0);
  if (kind === undefined) throw new BadFrame('a frame of no kind');
  const length = rest.readUInt32BE(1);
  if (length > largest[kind]) throw new BadFrame(`a ${kind} of ${length} bytes`);
  return rest.length < 5 + length ? undefined : { kind, bytes: rest.subarray(5, 5 + length) };
}

function next(state: FrameKind | 'start', kind: FrameKind): FrameKind {
  const fits = state === 'start' ? kind === 'head' : state !== 'seal' && kind !== 'head';
  if (!fits) throw new BadFrame(`a ${kind} after ${state}`);
  return kind;
}
