import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './processes.ts';

interface Owner {
  readonly pid: number;
  /** Boot and start time: after a reboot, or in a busy hour, the number belongs to another. */
  readonly identity: string;
  /** Which of the process's calls it was. */
  readonly token: string;
  /** Will it start the server anew when that ends? */
  readonly restarts: boolean;
}

/** Writes down that this process owns the server. Call it inside the lock only. */
export function claim(dataDir: string, { token, restarts }: Pick<Owner, 'token' | 'restarts'>): void {
  const owner: Owner = { pid: process.pid, identity: identityOf(process.pid) ?? '', token, restarts };
  const path = pathIn(dataDir);
  writeFileSync(`${path}.new`, JSON.stringify(owner));
  renameSync(`${path}.new`, path);
}

/** Null when there is no owner or its process has ended. */
export function livingOwner(dataDir: string): Owner | null {
  const path = pathIn(dataDir);
  if (!existsSync(path)) return null;
  const owner = JSON.parse(readFileSync(path, 'utf8')) as Owner;
  return identityOf(owner.pid) === owner.identity ? owner : null;
}

export function renounce(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'vahid.owner');
}
