import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** `vahid serve` as its users start it, in a process of its own. */
export interface Program {
  readonly url: string;
  readonly pid: number;
  /** Ends it and waits. SIGTERM: an orderly stop. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** False once it has ended, by itself or not. */
  lives(): boolean;
}

export interface ProgramOptions {
  /** Where `bin/vahid.mjs` lies. */
  readonly root: string;
  readonly dataDir: string;
  readonly port: number;
  /** File that takes what it prints. */
  readonly log: string;
  /** More settings. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the program and does not wait for it. */
export function startProgram({ root, dataDir, port, log, env: more }: ProgramOptions): Program {
  const output = openSync(log, 'a');
  const { DATABASE_URL: _unused, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'bin/vahid.mjs'), 'serve', '--json'], {
    cwd: root,
    env: { ...env, ...more, NODE_ENV: 'production', VAHID_MODE: 'demo', VAHID_DATA: dataDir, PORT: String(port) },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const gone = ended(child);
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    lives: () => child.exitCode === null && child.signalCode === null,
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('close', () => resolve());
    child.once('error', reject);
  });
}

/** Waits until the address answers 200. Fails when the program has ended or the seconds are over. */
export async function answersAt(program: Program, path: string, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    if ((await statusOf(program.url + path)) === 200) return;
    if (!program.lives()) throw new Error('the program ended before it answered');
    if (Date.now() > end) throw new Error(`${path} did not answer 200 within ${seconds} s`);
    await sleep(5);
  }
}

/** Status of an answer; 0 when there was none. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 10_000 }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', () => resolve(0));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(0));
  });
}
