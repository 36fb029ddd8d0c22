import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
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
  const own = signatures.split('\n').filter((line) => line.startsWith(`— ${name} `));
  const signed = own.some((line) => {
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    const named = bytes.length === 4 + 64 && bytes.subarray(0, 4).equals(keyHash(name, key));
    return named && verify(null, Buffer.from(text), key, bytes.subarray(4));
  });
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  return signed && root.length === 32 ? { origin, size: Number(size), root } : undefined;
}

/** Four bytes that tell keys of one name apart. */
const keyHash = (name: string, publicKey: KeyObject): Buffer =>
  createHash('sha256').update(`${name}\n`).update(keyBytes(publicKey)).digest().subarray(0, 4);

function keyBytes(publicKey: KeyObject): Buffer {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.from([ed25519]), Buffer.from(x, 'base64url')]);
}

/** A public key with its name in one line, as a signed note's verifier key is written. */
export const printVerifierKey = ({ name, key }: NamedKey): string =>
  `${name}+${keyHash(name, key).toString('hex')}+${keyBytes(key).toString('base64')}`;

/** Reads a verifier key of Ed25519; undefined where it is none. */
export function readVerifierKey(line: string): NamedKey | undefined {
  const [, name = '', hash, text = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([\w+/=]+)\n?$/.exec(line) ?? [];
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ed25519) return undefined;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return keyHash(name, key).toString('hex') === hash ? { name, key } : undefined;
}
