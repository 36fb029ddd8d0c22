import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(import.meta.dirname);

const handover = pathToFileURL(join(root, 'bin/handover.mjs')).href;

/** Starts a program that starts `script` in its place, as an older Node does. */
function start(script: string): ChildProcess {
  const outer = `const { handOver } = await import(${JSON.stringify(handover)});
    process.exit(await handOver(process.execPath, ['-e', ${JSON.stringify(script)}]));`;
  return spawn(process.execPath, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = child.stdout ? ((await once(child.stdout, 'data')) as [Buffer]) : [Buffer.of()];
  return chunk.toString().trim();
}

/** Waits a while for a process that is not our child to end; then ends it. */
async function endedByItself(pid: number): Promise<boolean> {
  for (let left = 100; left > 0 && alive(pid); left -= 1) await sleep(50);
  if (!alive(pid)) return true;
  process.kill(pid, 'SIGKILL');
  return false;
}

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a program that was handed over to', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends in its own way at %s, and is waited for', async (signal) => {
    const child = start(`process.on('${signal}', () => setTimeout(() => process.exit(7), 200));
      setInterval(() => undefined, 1000); console.log(process.pid);`);
    const inner = Number(await firstLine(child));
    child.kill(signal);
    expect(await exitOf(child)).toBe(7);
    expect(alive(inner)).toBe(false);
  });

  it('gives its exit code, also when a signal ended it', async () => {
    expect(await exitOf(start('process.exit(3)'))).toBe(3);
    expect(await exitOf(start(`process.kill(process.pid, 'SIGKILL')`))).toBe(137);
  });
});

describe('a server that was told to stop', () => {
  const stop = pathToFileURL(join(root, 'src/kernel/stop.ts')).href;
  const server = `const { stopSignal } = await import('${stop}'); setInterval(() => undefined, 1000);
    const stopped = stopSignal(process.env); console.log(process.pid); await stopped; process.exit(7);`;

  it('takes the same signal twice for one', async () => {
    const script = server.replace('process.exit(7)', 'setTimeout(() => process.exit(7), 200)');
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await firstLine(child);
    child.kill('SIGINT');
    await sleep(50);
    child.kill('SIGINT');
    expect(await exitOf(child)).toBe(7);
  });

  it('stops when the shell that npx put before it has ended', async () => {
    const args = ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, server];
    const env = { ...process.env, npm_command: 'exec' };
    const child = spawn('sh', args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const inner = Number(await firstLine(child));
    child.kill('SIGTERM');
    await exitOf(child);
    expect(await endedByItself(inner)).toBe(true);
  });
});

describe('the program', () => {
  /** With which options Node ran it, and how many arenas its memory may have, each time that it began. */
  async function beginnings(...words: readonly string[]): Promise<readonly string[]> {
    const tell = encodeURIComponent('console.log(`began ${process.execArgv} ${process.env.MALLOC_ARENA_MAX}`);');
    const child = spawn(process.execPath, [join(root, 'bin/vahid.mjs'), ...words], {
      env: { ...process.env, NODE_OPTIONS: `--import data:text/javascript,${tell}` },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    await once(child, 'close');
    return [
      ...Buffer.concat(said)
        .toString()
        .matchAll(/began (.*)/g),
    ].map(([, options = '']) => options);
  }

  it('runs a gateway with less memory for what lives shortly, and other commands as they were called', async () => {
    expect(await beginnings('gateway', '--help')).toEqual([' undefined', '--max-semi-space-size=16 2']);
    expect(await beginnings('gateway-init', '--help')).toEqual([' undefined']);
  });
});
