import { contentOf, readDirectory, sourceOf } from '../../zip/index.ts';
import { InvalidEvidence } from './verdict.ts';

export type Files = ReadonlyMap<string, Buffer>;

const mostFiles = 5000;
const mostBytes = 256 * 1024 * 1024;

/** Files of a ZIP, by name. */
export async function unpack(bytes: Uint8Array): Promise<Files> {
  const source = sourceOf(bytes);
  const budget = { left: mostBytes };
  const files = new Map<string, Buffer>();
  try {
    const directory = await readDirectory(source);
    if (directory.size > mostFiles) throw new Error(`${directory.size} files`);
    for (const entry of directory.values()) {
      if (leadsElsewhere(entry.name)) throw new Error(`the name ${JSON.stringify(entry.name)}`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of contentOf(source, entry, budget)) chunks.push(chunk);
      files.set(entry.name, Buffer.concat(chunks));
    }
  } catch (cause) {
    throw new InvalidEvidence('invalid_container', 'the container cannot be unpacked', { cause });
  }
  return files;
}

/** A name that a program which unpacks the file could take for another, or for a place outside. */
const leadsElsewhere = (name: string): boolean =>
  /[\\\p{Cc}\uFFFD]/u.test(name) ||
  name
    .split('/')
    .some((part, index, parts) => part === '..' || part === '.' || (part === '' && index < parts.length - 1)) ||
  name === '';

export function fileIn(files: Files, name: string): Buffer {
  const found = files.get(name);
  if (found === undefined) throw new InvalidEvidence('invalid_container', `${name} is missing`);
  return found;
}
