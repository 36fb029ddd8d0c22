import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { chooseAccount, giveTo, spawnAs } from './account.ts';
import {
  PORT,
  SUPERUSER,
  clusterExists,
  clusterTag,
  createCluster,
  readPostmaster,
  removeStaleFiles,
  settingArguments,
  socketDirectory,
  socketPath,
} from './cluster.ts';
import { locateNative } from './native.ts';
import { identityOf, isServerOf, serverProcesses, signal, waitUntilGone } from './processes.ts';

export const DATABASE = 'vahid';

/** A server that accepts connections. */
export interface Running {
  readonly pid: number;
  /** As `identityOf` gives it: the number alone may one day be another process. */
  readonly identity: string;
  readonly socketDir: string;
}

/**
 * The server of this data, once it is ready; null when there is none, and then nothing is left of an earlier one.
 * A server that is going down is waited for; one whose socket is gone serves nobody and is ended.
 */
export async function findRunning(dataDir: string): Promise<Running | null> {
  if (!clusterExists(dataDir)) return null;
  const tag = clusterTag(dataDir);
  for (;;) {
    const said = readPostmaster(dataDir);
    const identity = said && isServerOf(tag, said.pid) ? identityOf(said.pid) : null;
    if (said === null || identity === null) break;
    if (said.status === 'ready') {
      if (await answers(said.socketDir)) return { pid: said.pid, identity, socketDir: said.socketDir };
      break;
    }
    // Whoever told it to stop may have told it to wait for its clients, who may stay for ever.
    if (said.status === 'stopping') signal([said.pid], 'SIGINT');
    await sleep(20);
  }
  await endLeftovers(dataDir, tag);
  return null;
}

/** Does a server of this data live, ready or not? */
export function isUp(dataDir: string): boolean {
  const said = readPostmaster(dataDir);
  return said !== null && isServerOf(clusterTag(dataDir), said.pid);
}

/** Orphans of a dead server hold its shared memory, and no other starts until they are gone. */
async function endLeftovers(dataDir: string, tag: string): Promise<void> {
  const left = serverProcesses(tag);
  signal(left, 'SIGKILL');
  if (!(await waitUntilGone(left, 10_000))) throw new Error(`processes ${left.join(', ')} of PostgreSQL do not end`);
  const said = readPostmaster(dataDir);
  // Seen from another container, the server's processes are invisible, but its socket is not.
  if (said && (await answers(said.socketDir))) throw new Error(`a server that can't be seen from here runs ${dataDir}`);
  removeStaleFiles(dataDir);
}

/** Does someone listen there? A listener too busy to accept (EAGAIN) listens. */
function answers(socketDir: string): Promise<boolean> {
  const socket = connect(socketPath(socketDir));
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ENOENT' && error.code !== 'ECONNREFUSED');
    });
  }).finally(() => socket.destroy());
}

/** Starts the server, making the cluster first where there is none. Fails with the end of the server's log. */
export async function launch(dataDir: string, settings: Readonly<Record<string, string>>): Promise<Running> {
  const native = locateNative();
  const account = await chooseAccount(native, dataDir);
  if (!clusterExists(dataDir)) await createCluster(native, account, dataDir);
  giveTo(account, dataDir);
  const socketDir = await socketDirectory(account, dataDir);
  const logPath = join(dirname(dataDir), 'postgres.log');
  const log = openSync(logPath, 'a', 0o600);
  const from = fstatSync(log).size;
  const args = ['-D', dataDir, ...settingArguments(socketDir, clusterTag(dataDir), settings)];
  // A group of its own, so that Ctrl+C in the terminal reaches the program alone, who then stops the server.
  const child = spawnAs(account, native.postgres, args, { cwd: dataDir, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const identity = await ready(child, dataDir);
  if (identity === null) {
    const said = readFileSync(logPath).subarray(from).toString().trim().slice(-2000);
    throw new Error(`PostgreSQL did not start; ${logPath} says:\n${said}`);
  }
  child.unref();
  return { pid: child.pid ?? 0, identity, socketDir };
}

/** The new server's identity, or null when it ended. Recovery after a crash takes the time it takes. */
async function ready(child: ChildProcess, dataDir: string): Promise<string | null> {
  // One that could not be spawned has no number; the event only says so again, but unheard it would end the program.
  child.once('error', () => {});
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const said = readPostmaster(dataDir);
    if (said?.pid === child.pid && said?.status === 'ready') return identityOf(said.pid);
    await sleep(10);
  }
  return null;
}

/**
 * Makes the database when it is absent; true when it was.
 * A server whose connections are all taken has been in use, so its database is there.
 */
export async function createDatabase(socketDir: string): Promise<boolean> {
  const client = await connected(socketDir);
  if (client === null) return false;
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount !== 0) return false;
    await client.query(`create database ${DATABASE}`);
    return true;
  } finally {
    await client.end();
  }
}

/** Null when all connections are taken. A server that recovers from the crash of a session is waited for. */
async function connected(socketDir: string): Promise<Client | null> {
  for (;;) {
    const client = new Client({
      host: socketDir,
      port: PORT,
      user: SUPERUSER,
      database: 'postgres',
      ssl: false,
      connectionTimeoutMillis: 10_000,
    });
    // A connection that breaks also rejects the query under way; without a listener the event would end the program.
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === TOO_MANY_CONNECTIONS) return null;
      if (code !== CANNOT_CONNECT_NOW) throw error;
      await sleep(50);
    }
  }
}

// PostgreSQL, appendix A.
const TOO_MANY_CONNECTIONS = '53300';
const CANNOT_CONNECT_NOW = '57P03';

/** Fast shutdown: sessions are cut off, everything is flushed. Ends the server by force after 30 s. */
export async function shutDown(server: Running, dataDir: string): Promise<void> {
  if (identityOf(server.pid) === server.identity) {
    signal([server.pid], 'SIGINT');
    await waitUntilGone([server.pid], 30_000);
  }
  if (existsSync(dataDir)) await endLeftovers(dataDir, clusterTag(dataDir));
}
