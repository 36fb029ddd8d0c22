import type { Readable } from 'node:stream';
import { type Frame, BadFrame, openFrames, writeFrame } from '../../../protocols/gateway/frame.ts';
import { type MessageRecord, recordLeaf, sha512 } from '../../../protocols/gateway/record.ts';
import { packSeal, type Seal, unpackSeal } from '../../../protocols/gateway/seal.ts';
import { type Body, collectBody, type Limits, readInto } from './body.ts';
import type { Station } from './station.ts';

/** A message as one gateway hands it to another: what X-Road would write, when it was sealed, and the seal. */
export interface SealedMessage {
  readonly at: Date;
  readonly head: Buffer;
  readonly body?: Body;
  readonly seal: Seal;
  /** Leaf under which it was sealed. */
  readonly leaf: Buffer;
}

interface Unsealed {
  readonly kind: MessageRecord['kind'];
  readonly head: Buffer;
  readonly body: Body | undefined;
  /** Leaf of the request that is answered. */
  readonly answers?: Buffer;
}

/** Seals a message with the key of this gateway. */
export async function sealMessage(station: Station, { kind, head, body, answers }: Unsealed): Promise<SealedMessage> {
  const at = station.now();
  const leaf = leafOf(station.id, at, { kind, head, body, answers });
  const seal = await station.sealer.seal(leaf);
  return { at, head, ...(body ? { body } : {}), seal, leaf };
}

function leafOf(
  gateway: string,
  at: Date,
  { kind, head, body, answers }: { [K in keyof Unsealed]: Unsealed[K] | undefined } & Pick<Unsealed, 'kind' | 'head'>,
): Buffer {
  return recordLeaf({
    kind,
    gateway,
    at,
    head: sha512(head),
    ...(body ? { body: body.sha512 } : {}),
    ...(answers ? { answers } : {}),
  });
}

const pieceSize = 512 * 1024;

/** The message as frames, ready to be sent: a small one as one piece, which is one write and one record of TLS. */
export function framesOf(message: SealedMessage): Iterable<Buffer> {
  const small = (message.body?.bytes.length ?? 0) <= mostJoined;
  return small ? [Buffer.concat([...partsOf(message)])] : partsOf(message);
}

const mostJoined = 64 * 1024;

function* partsOf({ at, head, body, seal }: SealedMessage): Generator<Buffer> {
  yield* writeFrame('head', Buffer.concat([Buffer.from(`${at.toISOString()}\n`), head]));
  const bytes = body?.bytes ?? Buffer.alloc(0);
  for (let start = 0; start < bytes.length; start += pieceSize)
    yield* writeFrame('body', bytes.subarray(start, start + pieceSize));
  yield* writeFrame('seal', packSeal(seal));
}

/** A message as it came, its seal not yet checked. */
export interface ReceivedMessage {
  readonly at: Date;
  readonly head: Buffer;
  readonly body?: Body;
  readonly seal: Seal;
}

/** Told the head before the body is read; answers how large that may be. */
type Began = (at: Date, head: Buffer) => Limits;

/** Reads a message whole. Throws {@link BadFrame}, BodyTooLarge, TooMuchUnderWay and what `began` does. */
export async function readMessage(stream: Readable, began: Began): Promise<ReceivedMessage> {
  const reader = openMessage(began);
  await readInto(stream, (chunk) => reader.add(chunk));
  return reader.end();
}

/** Takes a message as its bytes come. Throws as {@link readMessage} does. */
export function openMessage(began: Began): { add(chunk: Uint8Array): void; end(): ReceivedMessage } {
  let start: { at: Date; head: Buffer; collect: ReturnType<typeof collectBody> } | undefined;
  let seal: Seal | undefined;
  const frames = openFrames((frame) => {
    if (frame.kind === 'head') {
      const { at, head } = readHead(frame);
      start = { at, head, collect: collectBody(began(at, head)) };
    } else if (frame.kind === 'body') start?.collect.add(frame.bytes);
    else seal = unpackSeal(frame.bytes);
  });
  return {
    add: (chunk) => frames.add(chunk),
    end() {
      frames.end();
      if (start === undefined || seal === undefined) throw new BadFrame('the message has no seal');
      const body = start.collect.end();
      return { at: start.at, head: start.head, ...(body ? { body } : {}), seal };
    },
  };
}

function readHead({ bytes }: Frame): { at: Date; head: Buffer } {
  const end = bytes.indexOf('\n');
  const text = bytes.toString('latin1', 0, Math.max(end, 0));
  const at = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? text : Number.NaN);
  if (Number.isNaN(at.getTime())) throw new BadFrame('the message does not say when it was sealed');
  return { at, head: bytes.subarray(end + 1) };
}

/** Leaf of a received message, if its gateway sealed it with a key that is in the configuration. */
export function sealedLeaf(
  station: Station,
  gatewayId: string,
  { at, head, body, seal }: ReceivedMessage,
  as: Pick<Unsealed, 'kind' | 'answers'>,
): Buffer | undefined {
  const gateway = station.configuration().gateways.find(({ id }) => id === gatewayId);
  const leaf = leafOf(gatewayId, at, { ...as, answers: as.answers, head, body });
  const reader = gateway && station.readers.of(gateway, seal.kid, at);
  return reader?.holds(leaf, seal) === true ? leaf : undefined;
}
