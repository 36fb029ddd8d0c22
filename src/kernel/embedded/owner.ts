import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './processes.ts';

interface Owner {
  readonly pid: number;
  /** Boot and start time: after a reboot, or in a busy hour, the number belongs to another. */
  readonly identity: string;
  readonly token: string;
}

/** Writes down that this process owns the server, under the caller's token. Call it inside the lock only. */
export function claim(dataDir: string, token: string): void {
  const owner: Owner = { pid: process.pid, identity: identityOf(process.pid) ?? '', token };
  const path = pathIn(dataDir);
  writeFileSync(`${path}.new`, JSON.stringify(owner));
  renameSync(`${path}.new`, path);
}

/** The token of the owner, or null when there is none or its process has ended. */
export function livingOwner(dataDir: string): string | null {
  const path = pathIn(dataDir);
  if (!existsSync(path)) return null;
  const owner = JSON.parse(readFileSync(path, 'utf8')) as Owner;
  return identityOf(owner.pid) === owner.identity ? owner.token : null;
}

export function renounce(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'vahid.owner');
}
