import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What tells this process from any other that had or will have the same number: boot, and start time in clock ticks
 * since boot (proc_pid_stat(5), field 22). Null when it has ended; a zombie has ended, only nobody collected it.
 */
export function identityOf(pid: number): string | null {
  const fields = statFields(pid);
  const [state, start] = [fields[0], fields[19]];
  if (start === undefined || state === 'Z' || state === 'X') return null;
  return `${readProc('sys/kernel/random/boot_id').trim()}/${start}`;
}

/**
 * Is this the server of the cluster with the given tag? Read from its command line, because `/proc/PID/cwd` and `exe`
 * of another user's process are closed even to root where the ptrace capability is missing, as in most containers.
 */
export function isServerOf(tag: string, pid: number): boolean {
  return roleIn(tag, pid) === 'postmaster' && identityOf(pid) !== null;
}

/** The server and every process it started for the cluster with the given tag, orphans too. */
export function serverProcesses(tag: string): number[] {
  return living((pid) => roleIn(tag, pid) !== null);
}

/** An initdb that makes its cluster in the folder, and the processes it started: they are one group, which it leads. */
export function initdbProcesses(folder: string): number[] {
  const leaders = living((pid) => {
    const words = commandLine(pid);
    return words[0]?.endsWith('/initdb') === true && words.includes(`--pgdata=${folder}`);
  });
  return living((pid) => leaders.includes(Number(statFields(pid)[2])));
}

function living(matches: (pid: number) => boolean): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && matches(pid) && identityOf(pid) !== null);
}

function roleIn(tag: string, pid: number): 'postmaster' | 'child' | null {
  const words = commandLine(pid);
  // Children replace their command line by a title: "postgres: <cluster_name>: checkpointer".
  if (words[0]?.startsWith(`postgres: ${tag}: `)) return 'child';
  const isPostgres = words[0] === 'postgres' || words[0]?.endsWith('/postgres');
  return isPostgres && words.includes(`cluster_name=${tag}`) ? 'postmaster' : null;
}

/** Sends the signal to those that still live. Fails when one of them may not be signalled. */
export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Waits until none of the processes lives; false when some still live after the given milliseconds. */
export async function waitUntilGone(pids: readonly number[], milliseconds: number): Promise<boolean> {
  const identities = pids.map((pid) => [pid, identityOf(pid)] as const);
  const end = Date.now() + milliseconds;
  while (identities.some(([pid, identity]) => identity !== null && identityOf(pid) === identity)) {
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}

/** proc_pid_stat(5) from field 3 on: field 2, the command name, is in brackets and may hold brackets and blanks. */
function statFields(pid: number): string[] {
  const stat = readProc(`${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function commandLine(pid: number): string[] {
  return readProc(`${pid}/cmdline`).split('\0');
}

/** Empty when the process is gone: it may end between being listed and being read. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}
