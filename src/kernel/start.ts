import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { buildCalendar, type Calendar, type CalendarDefinition } from './calendar.ts';
import type { Config } from './config.ts';
import {
  appRole,
  checkRole,
  type Database,
  mayChangeSchema,
  openDatabase,
  openPool,
  type Server,
  WrongDatabase,
} from './database.ts';
import { startEmbedded } from './embedded/index.ts';
import { openFileFolder } from './file-folder.ts';
import { newId } from './identifier.ts';
import { openJobs } from './job.ts';
import { type KeyRing, loadKey, openKeyRing, otherKey } from './key.ts';
import { openLog } from './log.ts';
import { checkMigrated, migrate, readAsOwner, readMigrations } from './migrate.ts';
import type { Room } from './module.ts';
import { currentDefinitions, openReleases, type ReleasedDefinition } from './release.ts';
import type { Vahid } from './vahid.ts';
import { openWriter } from './writer.ts';

export interface RunningServer {
  readonly server: Server;
  stop(): Promise<void>;
}

/** The database server: one's own by DATABASE_URL, or the one that comes with Vahid; `settings` are for the latter. */
export async function startDatabase(
  config: Config,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl } = config;
  if (url) return { server: { url, ...(ownerUrl ? { ownerUrl } : {}) }, stop: async () => undefined };
  const log = openLog(config.logLevel);
  const embedded = await startEmbedded({
    dataDir: join(config.dataDir, 'postgres'),
    restart: true,
    settings,
    log: (line) => log.warn(line),
  });
  return {
    server: { socket: embedded.host, port: embedded.port, database: embedded.database, superuser: embedded.superuser },
    stop: () => embedded.stop(),
  };
}

export type OpenVahid = Vahid & { close(): Promise<void> };

/** Is there a database to look into? The built-in one is made by the first start, and looking must not make it. */
export function hasDatabase(config: Config): boolean {
  return config.databaseUrl !== undefined || existsSync(join(config.dataDir, 'postgres'));
}

/** The definitions in force, read without writing or migrating anything; none where there is no installation yet. */
export async function readReleased(config: Config): Promise<readonly ReleasedDefinition[]> {
  if (!hasDatabase(config)) return [];
  const { server, stop } = await startDatabase(config);
  try {
    return await readAsOwner(server, async (db) => {
      const { rows } = await sql<{
        there: boolean;
      }>`select to_regclass('kernel.definition') is not null as there`.execute(db);
      return rows[0]?.there ? await currentDefinitions(db) : [];
    });
  } finally {
    await stop();
  }
}

/**
 * Opens an installation: migrates, loads the last release, opens the rooms. `now` may be replaced by a clock
 * that tests turn. With `migrate: false` the schema must be the present one already. Throws WrongDatabase when a demo
 * database is opened for production, or one with another key than it was set up with.
 */
export async function openVahid(
  config: Config,
  server: Server,
  rooms: readonly Room[],
  root: string,
  now: () => Date = () => new Date(),
  options: { readonly migrate?: boolean } = {},
): Promise<OpenVahid> {
  if (options.migrate ?? true) await prepareDatabase(config, server, rooms, root, now());
  else await checkMigrated(server, await readMigrations(root, rooms), rooms);
  const pool = openPool(server, appRole, 20);
  try {
    return await openOn(pool, config, rooms, now);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/**
 * Brings a database to the present schema, and writes on it what the program may not write later. Answers the
 * migrations applied. @throws WrongDatabase
 */
export async function prepareDatabase(
  config: Config,
  server: Server,
  rooms: readonly Room[],
  root: string,
  now: Date,
): Promise<readonly string[]> {
  return migrate(server, await readMigrations(root, rooms), rooms, now, async (tx) => {
    // Only now: a database that does not answer makes no key.
    const keys = openKeyRing(await loadKey(config));
    await claim(config, keys, tx, now);
    await checkInstallation(config, keys, tx);
    for (const room of rooms) await room.migrated?.(tx, keys);
  });
}

async function openOn(pool: Pool, config: Config, rooms: readonly Room[], now: () => Date): Promise<OpenVahid> {
  const db = openDatabase(pool);
  await checkRole(db, appRole);
  const log = openLog(config.logLevel);
  if (config.mode === 'production' && (await mayChangeSchema(db)))
    log.warn(
      'DATABASE_URL logs in as one who may change the schema: give that login to DATABASE_OWNER_URL (README, “For real use”)',
    );
  const keys = openKeyRing(await loadKey(config));
  const installation = await checkInstallation(config, keys, db);
  const releases = await openReleases(db);
  const self: { vahid?: Vahid } = {};
  const writer = openWriter(pool);
  const vahid: Vahid = {
    config,
    log,
    db,
    writer,
    jobs: openJobs(() => self.vahid as Vahid),
    keys,
    // Each installation its own: what no row here names is swept away, and may be a file of another.
    files: openFileFolder(join(config.filesDir, installation), now),
    releases,
    rooms,
    access: Object.assign({}, ...rooms.map((room) => room.access ?? {})),
    now,
    calendar: calendarOf(releases),
    ports: new Map(),
  };
  self.vahid = vahid;
  for (const room of rooms) await room.open?.(vahid);
  return {
    ...vahid,
    async close() {
      await writer.drain();
      await pool.end();
    },
  };
}

/** Writes on a new database what it is for. */
async function claim(config: Config, keys: KeyRing, db: Database, now: Date): Promise<void> {
  await sql`insert into kernel.installation (id, mode, created_at)
    select ${newId()}, ${config.mode}, ${now} where not exists (select from kernel.installation)`.execute(db);
  await sql`update kernel.installation set key_fingerprint = ${fingerprintOf(keys)}
    where key_fingerprint is null`.execute(db);
}

function fingerprintOf(keys: KeyRing): Buffer {
  return keys.digest('kernel.installation', 'fingerprint');
}

/** A database that ever was demo stays demo (law 13), and its secrets stay under one key. Answers which one it is. */
async function checkInstallation(config: Config, keys: KeyRing, db: Database): Promise<string> {
  const { rows } = await sql<{ id: string; mode: string; fingerprint: Buffer | null }>`select id, mode,
    key_fingerprint as fingerprint from kernel.installation`.execute(db);
  if (rows.some(({ mode }) => mode !== config.mode)) {
    throw new WrongDatabase(
      `This database was set up for ${rows[0]?.mode}; it cannot be opened with VAHID_MODE=${config.mode}. Use another database.`,
    );
  }
  if (rows.some(({ fingerprint }) => !fingerprint?.equals(fingerprintOf(keys)))) throw otherKey();
  return rows[0]?.id ?? '';
}

function calendarOf(releases: Awaited<ReturnType<typeof openReleases>>): () => Calendar {
  let built: { readonly version: number; readonly calendar: Calendar } | undefined;
  return () => {
    const released = releases.get<CalendarDefinition>('calendar', 'calendar');
    if (!released) throw new Error('no calendar is released: run vahid release');
    if (built?.version !== released.version)
      built = { version: released.version, calendar: buildCalendar(released.compiled) };
    return built.calendar;
  };
}
