import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const SQLITE_BUSY = 5;

/**
 * Runs `work` while no other process, and no other call in this one, is inside a lock on the same file.
 * Node has no flock(2); SQLite's lock is one of the kernel, so it ends with its holder, whatever ended that, and no
 * stale lock can exist. The file stays, empty.
 * Fails when the lock is still taken after `patience` milliseconds.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, patience = 120_000): Promise<T> {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    const end = Date.now() + patience;
    while (!take(lock)) {
      if (Date.now() > end) throw new Error(`another process has held ${path} for ${patience / 1000} s`);
      await sleep(20);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function take(lock: DatabaseSync): boolean {
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
