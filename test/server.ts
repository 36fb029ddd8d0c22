import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Server } from '../src/kernel/database.ts';
import { startEmbedded } from '../src/kernel/embedded/index.ts';

// Tests end with the machine's memory; only the proofs that kill the server need a disk that keeps its word.
const quick = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_compression: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // No database here lives long enough to need it.
  autovacuum: 'off',
};

/** The server for this run: TEST_DATABASE_URL, or one of our own started by whoever comes first. */
export async function testServer(): Promise<(database: string) => Server> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    return (database) => {
      const to = new URL(url);
      to.pathname = `/${database}`;
      return { url: to.href };
    };
  }
  const folder = process.env.VAHID_TEST_FOLDER;
  if (!folder) throw new Error('run the tests through vitest: its global setup names the folder');
  const embedded = await startEmbedded({ dataDir: join(folder, 'postgres'), settings: quick });
  return (database) => ({ socket: embedded.host, port: embedded.port, database, superuser: embedded.superuser });
}

/** A connection as the server's owner, for making and dropping databases. */
export async function asOwner<T>(server: Server, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(
    'url' in server
      ? { connectionString: server.url }
      : { host: server.socket, port: server.port, database: server.database, user: server.superuser },
  );
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes a database as a copy of another, to which nobody is connected. */
export async function makeCopy(client: Client, template: string, name: string): Promise<void> {
  // Copying files costs least where the checkpoint before it does, on our own server.
  const strategy = process.env.TEST_DATABASE_URL ? '' : 'strategy file_copy';
  await client.query(`create database "${name}" template "${template}" ${strategy}`);
  // What a test writes need not outlive a loss of power; our own server keeps it in memory anyway.
  if (process.env.TEST_DATABASE_URL) await client.query(`alter database "${name}" set synchronous_commit = off`);
}

/** Removes what a run left on a server that is not ours to stop. */
export async function dropTestDatabases(run: string): Promise<void> {
  if (!process.env.TEST_DATABASE_URL) return;
  await asOwner({ url: process.env.TEST_DATABASE_URL }, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where datname like $1',
      [`vahid_test_${run}%`],
    );
    for (const { name } of rows) {
      await client.query(`alter database "${name}" is_template false`);
      await client.query(`drop database if exists "${name}" with (force)`);
    }
  });
}

export async function stopTestServer(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'postgres'))) return;
  // Whoever started it has ended by now, so this takes the server over, and as its owner may stop it.
  const embedded = await startEmbedded({ dataDir: join(folder, 'postgres'), settings: quick });
  await embedded.stop();
}
