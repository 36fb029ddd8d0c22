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
export const signCheckpoint = (checkpoint: Checkpoint, by: NamedKey, publicKey: KeyObject): string =>
  signNote(textOf(checkpoint), by, publicKey);

/** A text of whole lines, none of them empty, with the signature of one key. What it is, its first line must say. */
export function signNote(text: string, { name, key }: NamedKey, publicKey: KeyObject): string {
  const signature = Buffer.concat([keyHash(name, publicKey), sign(null, Buffer.from(text), key)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

/** Text of a note; undefined where this key did not sign it. */
export function openNote(note: string, by: NamedKey): string | undefined {
  const [, text = '', signatures = ''] = /^((?:[^\n]+\n)+)\n((?:— \S+ [\w+/=]+\n)+)$/.exec(note) ?? [];
  return isSigned(text, signatures, by) ? text : undefined;
}

/** Reads a checkpoint of the log that bears the key's name; undefined where this key did not sign it. */
export function openCheckpoint(note: string, by: NamedKey): Checkpoint | undefined {
  const shape = /^([^\n]+)\n(\d{1,15})\n([\w+/=]+)\n$/;
  const [, origin = '', size = '', encoded = ''] = shape.exec(openNote(note, by) ?? '') ?? [];
  const root = Buffer.from(encoded, 'base64');
  return origin === by.name && root.length === 32 ? { origin, size: Number(size), root } : undefined;
}

function isSigned(text: string, signatures: string, { name, key }: NamedKey): boolean {
  const own = signatures.split('\n').filter((line) => line.startsWith(`— ${name} `));
  return own.some((line) => {
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    const named = bytes.length === 4 + 64 && bytes.subarray(0, 4).equals(keyHash(name, key));
    return named && verify(null, Buffer.from(text), key, bytes.subarray(4));
  });
}

/** That another key signs for a log once its tree has more leaves than `size`. */
export interface Succession {
  readonly origin: string;
  readonly size: number;
  readonly next: NamedKey;
}

const successionLine = 'vahid-log-key/1';

/** A note in which a key of a log names the one that follows it: four lines, so that it is no checkpoint. */
export const signSuccession = ({ origin, size, next }: Succession, by: NamedKey, publicKey: KeyObject): string =>
  signNote(`${successionLine}\n${origin}\n${size}\n${printVerifierKey(next)}\n`, by, publicKey);

/** Reads such a note; undefined where this key did not sign it, or it is of another log. */
export function openSuccession(note: string, by: NamedKey): Succession | undefined {
  const shape = /^vahid-log-key\/1\n([^\n]+)\n(\d{1,15})\n([^\n]+)\n$/;
  const [, origin = '', size = '', key = ''] = shape.exec(openNote(note, by) ?? '') ?? [];
  const next = readVerifierKey(key);
  return next?.name === by.name && origin === by.name ? { origin, size: Number(size), next } : undefined;
}

/** Reads a checkpoint by a key that is believed, or by one that follows from it. */
export const openByChain = (note: string, believed: NamedKey, successions: readonly string[]): Checkpoint | undefined =>
  foundByChain(believed, successions, (key) => openCheckpoint(note, key));

/**
 * Finds what a key that is believed signed of a tree, or one that follows from it: each must have been named by the one
 * before, which signs nothing of a tree larger than that with which it ended.
 */
export function foundByChain<F extends { readonly size: number }>(
  believed: NamedKey,
  successions: readonly string[],
  open: (key: NamedKey) => F | undefined,
): F | undefined {
  let key = believed;
  const left = [...successions];
  for (;;) {
    const followed = left.findIndex((one) => openSuccession(one, key) !== undefined);
    const end = followed < 0 ? undefined : openSuccession(left[followed] ?? '', key);
    const found = open(key);
    if (found !== undefined) return end === undefined || found.size <= end.size ? found : undefined;
    if (end === undefined) return undefined;
    left.splice(followed, 1);
    key = end.next;
  }
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
