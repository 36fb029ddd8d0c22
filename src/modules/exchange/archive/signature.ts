import {
  type Checkpoint,
  foundByChain,
  type NamedKey,
  openNote,
  signNote,
} from '../../../protocols/merkle/checkpoint.ts';
import type { LogKey } from '../log-tree/key.ts';
import { archiveFormat, type SignedManifest } from './format.ts';

/** What an archive says of itself. */
export type Said = Pick<SignedManifest, 'day' | 'part' | 'lines' | 'previous' | 'digest'>;

/** Nine lines, so that it is neither a checkpoint nor the word of a key about the next one. */
function textOf({ day, part, lines, previous, digest }: Said, { origin, size, root }: Checkpoint): string {
  const tree = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
  return `${archiveFormat}\n${tree}${day}\n${part}\n${lines}\n${previous ?? 'none'}\n${digest}\n`;
}

/** Signs an archive that leads to this checkpoint. */
export const signArchive = (said: Said, over: Checkpoint, { origin, privateKey, publicKey }: LogKey): string =>
  signNote(textOf(said, over), { name: origin, key: privateKey }, publicKey);

/** Whether a key of the log signed all that an archive says: the one that is believed, or one that follows from it. */
export function isArchiveSigned(manifest: SignedManifest, over: Checkpoint, believed: NamedKey): boolean {
  const text = textOf(manifest, over);
  const signed = (key: NamedKey) => (openNote(manifest.signature, key) === text ? over : undefined);
  return foundByChain(believed, manifest.keys ?? [], signed) !== undefined;
}
