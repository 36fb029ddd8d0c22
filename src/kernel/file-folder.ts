import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Sealed bytes on the way in: nobody finds them until they are placed. */
export interface NewBlob {
  write(bytes: Buffer): Promise<void>;
  read(at: number, length: number): Promise<Buffer>;
  /** Lays them down for good; answers their address. */
  place(): Promise<string>;
  discard(): Promise<void>;
}

export interface OpenBlob {
  read(at: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * Where the sealed bytes of files lie, each under the SHA-256 of itself: a copy can be checked by whoever has no key,
 * and the name tells nothing of the content. Any number of processes share a folder.
 */
export interface FileFolder {
  begin(): Promise<NewBlob>;
  open(address: string): Promise<OpenBlob>;
  remove(address: string): Promise<void>;
  /** Addresses of what was placed before a moment, in parts of some hundred. */
  placedBefore(moment: Date): AsyncGenerator<readonly string[]>;
  /** Removes what was begun before a moment and never placed. */
  forgetBegun(moment: Date): Promise<void>;
}

/** `now` dates what is laid down: all ages go by the installation's clock. */
export function openFileFolder(folder: string, now: () => Date): FileFolder {
  const begun = join(folder, 'new');
  const placeOf = (address: string) => join(folder, address.slice(0, 2), address);
  return {
    async begin() {
      await mkdir(begun, { recursive: true, mode: 0o700 });
      const path = join(begun, randomUUID());
      return newBlob(await open(path, 'wx+', 0o600), path, placeOf, now());
    },
    async open(address) {
      const path = placeOf(address);
      await stat(path);
      return { read: (at, length) => readOnce(path, at, length), close: async () => undefined };
    },
    remove: (address) => rm(placeOf(address), { force: true }),
    async *placedBefore(moment) {
      for (const part of await namesIn(folder))
        if (/^[0-9a-f]{2}$/.test(part)) yield olderIn(join(folder, part), moment);
    },
    async forgetBegun(moment) {
      for (const name of await olderIn(begun, moment)) await rm(join(begun, name), { force: true });
    },
  };
}

function newBlob(handle: FileHandle, path: string, placeOf: (address: string) => string, now: Date): NewBlob {
  const hash = createHash('sha256');
  return {
    async write(bytes) {
      hash.update(bytes);
      await handle.writeFile(bytes);
    },
    read: (at, length) => readAt(handle, at, length),
    async place() {
      const address = hash.digest('hex');
      const target = placeOf(address);
      await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
      await handle.utimes(now, now);
      await handle.sync();
      await handle.close();
      await rename(path, target);
      await syncFolder(join(target, '..'));
      return address;
    },
    async discard() {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

/** Nothing stays open between two readings, so that an answer which nobody takes leaves nothing behind. */
async function readOnce(path: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    return await readAt(handle, at, length);
  } finally {
    await handle.close();
  }
}

/** As much as there is, up to `length`. */
async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** A name is lasting only once its folder is written as well. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(none)).sort();
}

async function olderIn(folder: string, moment: Date): Promise<readonly string[]> {
  const older: string[] = [];
  for (const name of await namesIn(folder)) {
    // Another process may have taken it away or laid it down meanwhile.
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && found.mtime < moment) older.push(name);
  }
  return older;
}

function none(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
