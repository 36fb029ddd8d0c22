import { readdirSync, readFileSync } from 'node:fs';

/** What a process and those that it started have used; servers of databases are counted by nobody here. */
export interface Usage {
  /** Seconds of processor time. */
  readonly seconds: number;
  /** Megabytes (of 1,000,000 bytes) of resident memory, at its most and now. */
  readonly megabytes: number;
  readonly resident: number;
}

// sysconf(_SC_CLK_TCK), the same on every Linux of today.
const ticksASecond = 100;

export function usageOf(pid: number): Usage {
  const all = familyOf(pid);
  return {
    seconds: all.reduce((sum, one) => sum + secondsOf(one), 0),
    megabytes: all.reduce((sum, one) => sum + megabytesOf(one, 'VmHWM'), 0),
    resident: all.reduce((sum, one) => sum + megabytesOf(one, 'VmRSS'), 0),
  };
}

function familyOf(pid: number): readonly number[] {
  const children = Map.groupBy(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
    parentOf,
  );
  const found = [pid];
  for (const one of found) found.push(...(children.get(one) ?? []).filter((child) => !isDatabase(child)));
  return found;
}

const parentOf = (pid: number): number => Number(fieldsOf(pid)[1]);
const isDatabase = (pid: number): boolean => /postgres/.test(read(`${pid}/cmdline`).split('\0')[0] ?? '');

function secondsOf(pid: number): number {
  const fields = fieldsOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksASecond;
}

const megabytesOf = (pid: number, field: 'VmHWM' | 'VmRSS'): number =>
  (Number(new RegExp(`${field}:\\s+(\\d+)`).exec(read(`${pid}/status`))?.[1] ?? 0) * 1024) / 1e6;

/** proc_pid_stat(5) from field 3 on. */
function fieldsOf(pid: number): readonly string[] {
  const stat = read(`${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}
