import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chownSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Native } from './native.ts';

/**
 * As whom the server runs, since PostgreSQL refuses root.
 * `own`: as this program. `other`: as another user of the machine. For folders that only root may enter, `namespace`: as
 * this program's user, called `nobody` inside a user namespace, without capabilities; and where containers forbid
 * namespaces, `capability`: as another user who passes file permissions.
 */
export interface Account {
  readonly way: 'own' | 'other' | 'namespace' | 'capability';
  /** Who must own the server's files. */
  readonly uid: number;
  readonly gid: number;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Starts a program of the server as the account, with a clean environment: LD_LIBRARY_PATH and PG* stay outside. */
export function spawnAs(account: Account, file: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const clean = { ...options, env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C', TZ: 'UTC' } };
  if (account.way === 'own') return spawn(file, args, clean);
  if (account.way === 'other') return spawn(file, args, { ...clean, uid: account.uid, gid: account.gid });
  if (account.way === 'capability') return spawn('setpriv', [...capable(account), file, ...args], clean);
  // initdb looks its user up by number, so the name inside must be one that exists everywhere.
  return spawn('unshare', ['--user', `--map-user=${nobody().uid}`, '--', file, ...args], clean);
}

function capable({ uid, gid }: Account): string[] {
  // access(2), by which PostgreSQL looks for its own files, counts capabilities only with this bit.
  const permission = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...permission, '--'];
}

/** Runs a program of the server to its end, in a process group of its own. Fails with its last lines of error output. */
export async function runAs(account: Account, file: string, args: readonly string[]): Promise<void> {
  const child = spawnAs(account, file, args, { cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(output.trim() || `${file} ended with code ${code}`);
}

/**
 * The first account that can enter the data directory's parent, run the server and read its files.
 * Fails with what each account met.
 */
export async function chooseAccount(native: Native, dataDir: string): Promise<Account> {
  const met: string[] = [];
  for (const account of candidates(dataDir)) {
    try {
      await runAs(account, '/bin/sh', ['-c', PROBE, 'sh', dirname(dataDir), native.share, native.postgres]);
      return account;
    } catch (error) {
      met.push(`${account.way} (uid ${account.uid}): ${(error as Error).message}`);
    }
  }
  throw new Error(`PostgreSQL can't be run here; tried ${met.join('; ')}`);
}

const PROBE = 'cd -P "$1" && { [ -r "$2" ] || { echo "$2 is not readable" >&2; exit 1; }; } && exec "$3" --version';

/** Can the account enter this folder? */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return runAs(account, '/bin/sh', ['-c', 'cd -P "$1"', 'sh', folder]).then(
    () => true,
    () => false,
  );
}

function candidates(dataDir: string): Account[] {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid === 0) {
    const other = ownerOf(dataDir);
    return [
      { way: 'other', ...other },
      { way: 'namespace', uid, gid },
      { way: 'capability', ...other },
    ];
  }
  return [...(isKnown() ? [{ way: 'own' as const, uid, gid }] : []), { way: 'namespace', uid, gid }];
}

/** A user without an entry among the machine's users, as containers like to have, can't run initdb under his number. */
function isKnown(): boolean {
  try {
    return userInfo().uid >= 0;
  } catch {
    return false;
  }
}

/** Whoever owns the data, or the folder it will lie in, so that `sudo` takes nothing from the user; never root. */
function ownerOf(dataDir: string): User {
  const { uid } = statSync(existsSync(dataDir) ? dataDir : dirname(dataDir));
  return users().find((user) => user.uid === uid && uid !== 0) ?? nobody();
}

function nobody(): User {
  return users().find((user) => user.name === 'nobody') ?? { uid: 65_534, gid: 65_534 };
}

function users(): (User & { name: string })[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Gives a folder and all in it to the account, the folder itself last, so that an interrupted change is repeated. */
export function giveTo(account: Account, folder: string): void {
  if (process.getuid?.() !== 0 || statSync(folder).uid === account.uid) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, entry), account.uid, account.gid);
  }
  chownSync(folder, account.uid, account.gid);
}
