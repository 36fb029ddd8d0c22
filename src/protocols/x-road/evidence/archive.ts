import { createHash } from 'node:crypto';
import { unpack } from './unpack.ts';
import { InvalidEvidence } from './verdict.ts';

const algorithms = new Set(['SHA-256', 'SHA-384', 'SHA-512']);

/**
 * Follows `linkinginfo` over the files of an archive: each digest is that of the digest before it, followed by the
 * file's own, both written in hexadecimal. Returns the names of files that do not fit, none when all is right.
 */
export function brokenLinks(linkingInfo: Uint8Array, files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const { before, links, algorithm } = readLinkingInfo(linkingInfo);
  const hash = (data: Uint8Array | string) => createHash(algorithm).update(data).digest('hex');
  const broken: string[] = [];
  let last = before;
  for (const { digest, file } of links) {
    const bytes = files.get(file);
    if (bytes === undefined || hash(last + hash(bytes)) !== digest) broken.push(file);
    last = digest;
  }
  const named = new Set(links.map(({ file }) => file));
  return [...broken, ...[...files.keys()].filter((file) => !named.has(file))];
}

interface LinkingInfo {
  /** Digest after the last file of the archive before; empty where this is the first. */
  readonly before: string;
  readonly links: readonly { readonly digest: string; readonly file: string }[];
  readonly algorithm: string;
}

function readLinkingInfo(bytes: Uint8Array): LinkingInfo {
  const [first = '', ...rest] = Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim());
  const [digest = '', , algorithm = ''] = first.split(' ');
  if (!algorithms.has(algorithm)) throw new InvalidEvidence('invalid_container', 'linkinginfo names no digest');
  const links = rest
    .filter((line) => line !== '')
    .map((line) => ({ digest: line.split(' ')[0] ?? '', file: line.split(' ')[1] ?? '' }));
  return { before: digest === '-' ? '' : digest, links, algorithm: algorithm.replace('-', '').toLowerCase() };
}

export interface Archive {
  /** Containers of evidence, by name. */
  readonly containers: ReadonlyMap<string, Buffer>;
  /** Names of those that do not fit the chain. */
  readonly broken: readonly string[];
}

/** Reads an archive, whole and chained. Throws {@link InvalidEvidence} where it is none. */
export async function readArchive(bytes: Uint8Array): Promise<Archive> {
  const files = new Map(await unpack(bytes));
  const info = files.get('linkinginfo');
  if (info === undefined) throw new InvalidEvidence('invalid_container', 'linkinginfo is missing');
  files.delete('linkinginfo');
  return { containers: files, broken: brokenLinks(info, files) };
}
