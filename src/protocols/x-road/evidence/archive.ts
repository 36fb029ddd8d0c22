import { createHash } from 'node:crypto';
import { unpack } from './unpack.ts';
import { asInvalid, InvalidEvidence } from './verdict.ts';

const algorithms = new Set(['SHA-256', 'SHA-384', 'SHA-512']);

export interface Archive {
  /** Containers of evidence, by name. */
  readonly containers: ReadonlyMap<string, Buffer>;
  /** Names of those that do not fit the chain. */
  readonly broken: readonly string[];
  /** Digest at which the archive before ended, as this one says; empty where this is the first. */
  readonly before: string;
  /** Digest at which this one ends. */
  readonly last: string;
}

/** Reads an archive, whole and chained. Throws {@link InvalidEvidence} where it is none, or holds nothing. */
export async function readArchive(bytes: Uint8Array): Promise<Archive> {
  try {
    const files = new Map(await unpack(bytes));
    const info = files.get('linkinginfo');
    if (info === undefined) throw new InvalidEvidence('invalid_container', 'linkinginfo is missing');
    files.delete('linkinginfo');
    const links = readLinkingInfo(info);
    const last = links.links.at(-1)?.digest ?? '';
    return { containers: files, broken: brokenLinks(links, files), before: links.before, last };
  } catch (cause) {
    throw asInvalid(cause, 'archive');
  }
}

/** Each digest is that of the digest before it, followed by the file's own, both written in hexadecimal. */
function brokenLinks(info: LinkingInfo, files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const hash = (data: Uint8Array | string) => createHash(info.algorithm).update(data).digest('hex');
  const broken: string[] = [];
  let last = info.before;
  for (const { digest, file } of info.links) {
    const bytes = files.get(file);
    if (bytes === undefined || hash(last + hash(bytes)) !== digest) broken.push(file);
    last = digest;
  }
  const named = new Set(info.links.map(({ file }) => file));
  return [...broken, ...[...files.keys()].filter((file) => !named.has(file))];
}

interface LinkingInfo {
  readonly before: string;
  readonly links: readonly { readonly digest: string; readonly file: string }[];
  readonly algorithm: string;
}

function readLinkingInfo(bytes: Uint8Array): LinkingInfo {
  const [first = '', ...rest] = Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim());
  const [before = '', , algorithm = ''] = first.split(' ');
  const links = rest
    .filter((line) => line !== '')
    .map((line) => ({ digest: line.split(' ')[0] ?? '', file: line.split(' ')[1] ?? '' }));
  const wrong = (message: string) => new InvalidEvidence('invalid_container', message);
  if (!algorithms.has(algorithm) || !/^(?:-|[\da-f]{64,128})$/.test(before)) throw wrong('linkinginfo names no digest');
  if (links.length === 0) throw wrong('the archive holds nothing');
  if (new Set(links.map(({ file }) => file)).size < links.length) throw wrong('linkinginfo names a file twice');
  return { before: before === '-' ? '' : before, links, algorithm: algorithm.replace('-', '').toLowerCase() };
}
