import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What the machine itself does at the moment of a run: figures are read beside it. */
export interface Calibration {
  /** SHA-256 of 1 kB, times a second, on one core. */
  readonly hashes: number;
  /** Milliseconds to write 8 kB at the end of a file and wait for the disk; median of a hundred. */
  readonly flush: number;
}

export function calibrate(folder: string): Calibration {
  return { hashes: hashesASecond(), flush: flushMilliseconds(join(folder, 'calibration')) };
}

function hashesASecond(): number {
  const block = Buffer.alloc(1000, 7);
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < 300) {
    for (let times = 0; times < 500; times += 1) createHash('sha256').update(block).digest();
    count += 500;
  }
  return (count / (performance.now() - begun)) * 1000;
}

function flushMilliseconds(path: string): number {
  const block = Buffer.alloc(8192, 7);
  const file = openSync(path, 'a');
  const times = Array.from({ length: 100 }, () => {
    const begun = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  rmSync(path);
  return median(times);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the share `q` of the values lies; the mean of the two in the middle for a median of an even number. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Seconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

/** Seconds of processor time that this process spent on `work`, all its threads together. */
export async function cpuTimed(work: () => Promise<unknown> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
