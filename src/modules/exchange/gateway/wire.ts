import { firstCredit, type Opening } from '../../../protocols/gateway/envelope.ts';
import { gatewayById } from '../../../protocols/gateway/configuration.ts';
import { type MessageRecord, recordLeaf, sha512 } from '../../../protocols/gateway/record.ts';
import { type Seal, unpackSeal } from '../../../protocols/gateway/seal.ts';
import { type Body, collectBody, type Limits } from './body.ts';
import type { Station } from './station.ts';

/** A message as one gateway hands it to another: what X-Road would write, when it was sealed, and the seal. */
export interface SealedMessage {
  readonly at: Date;
  readonly head: Buffer;
  /** SHA-512 of the head. */
  readonly headDigest: Buffer;
  readonly body?: Body | undefined;
  readonly seal: Seal;
  /** Leaf under which it was sealed. */
  readonly leaf: Buffer;
}

interface Unsealed {
  readonly kind: MessageRecord['kind'];
  readonly head: Buffer;
  readonly body: Body | undefined;
  /** Leaf of the request that is answered. */
  readonly answers?: Buffer | undefined;
}

/** Seals a message with the key of this gateway. */
export async function sealMessage(station: Station, { kind, head, body, answers }: Unsealed): Promise<SealedMessage> {
  const at = station.now();
  const headDigest = sha512(head);
  const leaf = recordLeaf({ kind, gateway: station.id, at, head: headDigest, body: body?.sha512, answers });
  const seal = await station.sealer.seal(leaf);
  return { at, head, headDigest, body, seal, leaf };
}

/** A message as it came, its seal not yet checked. */
export interface ReceivedMessage {
  readonly at: Date;
  readonly head: Buffer;
  /** SHA-512 of the head. */
  readonly headDigest: Buffer;
  readonly body?: Body | undefined;
  readonly seal: Seal;
}

/** What a message has no sense without is not there. */
export class BadMessage extends Error {}

/** A message whose head has come, as the rest of it does. */
export interface Arriving {
  /** Throws BodyTooLarge, TooMuchUnderWay. */
  add(piece: Uint8Array): void;
  /** Throws {@link BadMessage} where there is no seal. */
  end(seal: Buffer): ReceivedMessage;
}

/** Takes the rest of a message; `credit` lets the other side send so many bytes more of its body. */
export function openArriving({ at, head }: Opening, limits: Limits, credit: (bytes: number) => void): Arriving {
  const collect = collectBody(limits);
  let [came, allowed] = [0, firstCredit];
  return {
    add(piece) {
      collect.add(piece);
      came += piece.length;
      if (allowed - came > firstCredit / 2) return;
      allowed += firstCredit;
      credit(firstCredit);
    },
    end(bytes) {
      const seal = unpackSeal(Buffer.from(bytes));
      if (seal === undefined) throw new BadMessage('the message has no seal');
      return { at, head, headDigest: sha512(head), body: collect.end(), seal };
    },
  };
}

/** Leaf of a received message, if its gateway sealed it with a key that is in the configuration. */
export function sealedLeaf(
  station: Station,
  gatewayId: string,
  { at, headDigest, body, seal }: ReceivedMessage,
  { kind, answers }: Pick<Unsealed, 'kind' | 'answers'>,
): Buffer | undefined {
  const leaf = recordLeaf({ kind, gateway: gatewayId, at, head: headDigest, body: body?.sha512, answers });
  const gateway = gatewayById(station.configuration(), gatewayId);
  const reader = gateway && station.readers.of(gateway, seal.kid, at);
  return reader?.holds(leaf, seal) === true ? leaf : undefined;
}
