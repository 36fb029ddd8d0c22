import { digestOf } from '../merkle/digest.ts';
import { leafHash } from '../merkle/tree.ts';

/*
 * What a gateway signs of a message: not the message, but a record of a few lines that holds its digests. Records of one
 * moment are signed together, by one signature over the root of the Merkle tree (RFC 9162) of which they are the leaves.
 */

export interface MessageRecord {
  readonly kind: 'request' | 'response';
  /** Gateway that signs, as `instance/class/code/gateway`. */
  readonly gateway: string;
  readonly at: Date;
  /** SHA-512 of the bytes before the body, as X-Road writes them. */
  readonly head: Uint8Array;
  /** SHA-512 of the body; absent where there is none. */
  readonly body?: Uint8Array | undefined;
  /** Leaf of the request that a response answers. */
  readonly answers?: Uint8Array | undefined;
}

const base64 = (bytes: Uint8Array): string => (bytes instanceof Buffer ? bytes : Buffer.from(bytes)).toString('base64');

/** The lines that are signed; one after another, each ended by a line feed. */
export const recordText = ({ kind, gateway, at, head, body, answers }: MessageRecord): string =>
  `vahid-exchange/1\n${kind}\n${gateway}\n${at.toISOString()}\n${base64(head)}\n${body ? base64(body) : '-'}\n${answers ? base64(answers) : '-'}\n`;

/** Leaf of the tree under which a record is signed. */
export const recordLeaf = (record: MessageRecord): Buffer => leafHash(recordText(record));

export const sha512 = (bytes: Uint8Array): Buffer => digestOf('sha512', bytes);
