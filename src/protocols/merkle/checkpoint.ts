import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import type { TreeHead } from './tree.ts';

/*
 * Checkpoints of logs (c2sp.org/tlog-checkpoint) as signed notes (c2sp.org/signed-note): three lines of text, an empty
 * one, and a line for each signature. Signed by Ed25519.
 */

export interface Checkpoint extends TreeHead {
  /** Name of the log, one for ever: `vahid.az/exchange/rinn`. */
  readonly origin: string;
}

export interface NamedKey {
  /** Name under which the key signs; usually the origin of its log. */
  readonly name: string;
  readonly key: KeyObject;
}

const ed25519 = 0x01;

const textOf = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/** A checkpoint with the signature of one key. */
export function signCheckpoint(checkpoint: Checkpoint, { name, key }: NamedKey, publicKey: KeyObject): string {
  const text = textOf(checkpoint);
  const signature = Buffer.concat([keyHash(name, publicKey), sign(null, Buffer.from(text), key)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

/** Reads a checkpoint that this key signed; undefined where it did not. */
export function openCheckpoint(note: string, { name, key }: NamedKey): Checkpoint | undefined {
  const [, text, signatures] = /^([^\n]+\n\d{1,15}\n[\w+/=]+\n)\n((?:— \S+ [\w+/=]+\n)+)$/.exec(note) ?? [];
  if (text === undefined || signatures === undefined) return undefined;
  const own = signatures.split('\n').find((line) => line.startsWith(`— ${name} `));
  const bytes = Buffer.from(own?.split(' ')[2] ?? '', 'base64');
  if (bytes.length !== 4 + 64 || !bytes.subarray(0, 4).equals(keyHash(name, key))) return undefined;
  if (!verify(null, Buffer.from(text), key, bytes.subarray(4))) return undefined;
  const [origin = '', size = '', root = ''] = text.split('\n');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

/** Four bytes that tell keys of one name apart. */
function keyHash(name: string, publicKey: KeyObject): Buffer {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const hash = createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ed25519]))
    .update(Buffer.from(x, 'base64url'));
  return hash.digest().subarray(0, 4);
}
