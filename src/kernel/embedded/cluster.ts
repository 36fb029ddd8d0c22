import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, canEnter, giveTo, runAs } from './account.ts';
import type { Native } from './native.ts';
import { initdbProcesses, signal, waitUntilGone } from './processes.ts';

export const PORT = 5432;
export const SUPERUSER = 'vahid';
const SOCKET = `.s.PGSQL.${PORT}`;

/** sun_path has 108 bytes with the closing zero (unix(7)). */
const LONGEST_SOCKET_PATH = 107;

/** What the running server writes about itself in postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
  readonly status: 'starting' | 'ready' | 'stopping';
}

/** Is there a cluster? It comes by one rename, so it is there whole or not at all. */
export function clusterExists(dataDir: string): boolean {
  return existsSync(join(dataDir, 'PG_VERSION'));
}

/**
 * Makes the cluster under another name and renames it, so that a cut in the middle leaves no half of it.
 * Fails, and touches nothing, when `dataDir` holds something else.
 */
export async function createCluster(native: Native, account: Account, dataDir: string): Promise<void> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new Error(`${dataDir} is not empty and holds no PostgreSQL cluster`);
  }
  const [parent, prefix] = [dirname(dataDir), `${basename(dataDir)}.init-`];
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    // Left by a program that was killed; its initdb and the server inside that may still be writing.
    const left = join(parent, name);
    const writers = initdbProcesses(left);
    signal(writers, 'SIGKILL');
    await waitUntilGone(writers, 5_000);
    rmSync(left, { recursive: true, force: true, maxRetries: 5 });
  }
  const fresh = mkdtempSync(join(parent, prefix));
  giveTo(account, fresh);
  // The builtin provider sorts and folds by Unicode the same on every machine, whatever locales it has.
  await runAs(account, native.initdb, [
    `--pgdata=${fresh}`,
    `--username=${SUPERUSER}`,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  // initdb has flushed what lies inside; the name is ours to flush.
  renameSync(fresh, dataDir);
  const folder = openSync(parent, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/**
 * The name under which the cluster's processes are found. Made of the directory itself, as PostgreSQL makes the key of
 * its shared memory: it survives renaming, and a copy gets another.
 */
export function clusterTag(dataDir: string): string {
  const { dev, ino } = statSync(dataDir, { bigint: true });
  return `vahid-${dev.toString(36)}-${ino.toString(36)}`;
}

/** Null when no server says that it runs; whether the one that says so lives is not looked at. */
export function readPostmaster(dataDir: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    // Not asked for beforehand: the server removes the file when it likes.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const status = lines[7]?.trim();
  return {
    pid: Number(lines[0]),
    socketDir: lines[4] ?? '',
    status: status === 'ready' || status === 'stopping' ? status : 'starting',
  };
}

/** Removes what a dead server left and the next one would take for signs of life when its number was given away. */
export function removeStaleFiles(dataDir: string): void {
  const socketDir = readPostmaster(dataDir)?.socketDir;
  if (socketDir) {
    rmSync(join(socketDir, SOCKET), { force: true });
    rmSync(join(socketDir, `${SOCKET}.lock`), { force: true });
  }
  rmSync(join(dataDir, 'postmaster.pid'), { force: true });
}

export function socketPath(socketDir: string): string {
  return join(socketDir, SOCKET);
}

/**
 * The data directory itself, or, where that makes too long a path for a socket, a private short folder that the
 * cluster remembers, so that the address stays the same from start to start.
 */
export async function socketDirectory(account: Account, dataDir: string): Promise<string> {
  // PostgreSQL reads the setting as a list with commas and quotes.
  if (fits(dataDir) && !/[",]/.test(dataDir)) return dataDir;
  const note = join(dataDir, 'vahid.socket-directory');
  const remembered = existsSync(note) ? readFileSync(note, 'utf8') : '';
  if (remembered !== '' && isPrivate(account, remembered)) return remembered;
  for (const folder of [tmpdir(), '/tmp']) {
    if (!fits(join(folder, 'vahid-123456')) || !(await canEnter(account, folder))) continue;
    const made = mkdtempSync(join(folder, 'vahid-'));
    giveTo(account, made);
    writeFileSync(note, made);
    return made;
  }
  throw new Error(`no folder is short enough for the socket of ${dataDir}`);
}

function fits(socketDir: string): boolean {
  return Buffer.byteLength(socketPath(socketDir)) <= LONGEST_SOCKET_PATH;
}

function isPrivate(account: Account, folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === account.uid && (found.mode & 0o777) === 0o700;
}

/** The server's settings as arguments; later ones win, so the caller can't open the server to the network. */
export function settingArguments(socketDir: string, tag: string, own: Readonly<Record<string, string>>): string[] {
  const fixed = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    port: `${PORT}`,
    cluster_name: tag,
  };
  return Object.entries({ ...SETTINGS, ...own, ...fixed }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  // Filled with zeroes first, each new file of the log (16 MB) makes all commits wait for 50 to 100 ms; it is safe either way.
  wal_init_zero: 'off',
  // What is written out meanwhile goes to the disk at once: else it gathers, and all commits wait while it is written whole.
  backend_flush_after: '256kB',
  full_page_writes: 'on',
  wal_compression: 'pglz',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // No personal data in logs: an error's own text and its detail quote values ("Key (pin)=(…) already exists"), so
  // errors of statements go to the program only; the log has what concerns the server.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};
