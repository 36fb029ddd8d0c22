import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withLock } from './lock.ts';

let root: string;
let holder: ChildProcess | undefined;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterAll(() => {
  holder?.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

test('only one is inside at a time', async () => {
  let [inside, most, done] = [0, 0, 0];
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(15);
    inside -= 1;
    done += 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => withLock(join(root, 'a'), work)));
  expect([most, done]).toEqual([1, 4]);
});

test('is free again after a failure inside', async () => {
  await expect(withLock(join(root, 'b'), () => Promise.reject(new Error('inside')))).rejects.toThrow('inside');
  expect(await withLock(join(root, 'b'), async () => 'in', 0)).toBe('in');
});

test('is held against other processes, and ends with its holder', async () => {
  const path = join(root, 'c');
  const code = `import { withLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
    await withLock(${JSON.stringify(path)}, () => { console.log('in'); return new Promise(() => setInterval(() => {}, 1000)); });`;
  holder = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout!, 'data');
  await expect(withLock(path, async () => 'in', 100)).rejects.toThrow('another process has held');
  holder.kill('SIGKILL');
  expect(await withLock(path, async () => 'in', 5_000)).toBe('in');
});
