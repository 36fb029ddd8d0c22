import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { releaseFolder, seedDemo } from '../src/app/installation.ts';
import { rooms as allRooms } from '../src/app/rooms.ts';
import type { Actor } from '../src/kernel/access.ts';
import { openProgress } from '../src/kernel/command.ts';
import { type Config, readConfig } from '../src/kernel/config.ts';
import type { Context } from '../src/kernel/context.ts';
import type { Server } from '../src/kernel/database.ts';
import { readMigrations } from '../src/kernel/migrate.ts';
import type { Room } from '../src/kernel/module.ts';
import { openVahid, prepareDatabase } from '../src/kernel/start.ts';
import type { Vahid } from '../src/kernel/vahid.ts';
import { asOwner, makeCopy, testServer } from './server.ts';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Settings by which letters seem to be sent: nobody listens there. */
export const mailServer = { VAHID_SMTP: 'smtp://127.0.0.1:1', VAHID_MAIL_FROM: 'noreply@mygov.example' };

/** A clock that tests turn by hand. */
export interface TestClock {
  now(): Date;
  set(moment: Date | string): void;
  advance(milliseconds: number): void;
}

export interface TestVahid {
  readonly vahid: Vahid;
  readonly clock: TestClock;
  readonly server: Server;
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

export interface TestOptions {
  /** Default: all rooms of the house, with the definitions in `definitions/` in force. */
  readonly rooms?: readonly Room[];
  /** With the demo state of 2,000 people, from a template made once a run. */
  readonly seeded?: boolean;
  /** Default: Monday, 23 November 2026, 09:00 in Baku. */
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A database of the test's own, from a template made once per run; open, migrated, definitions in force. */
export async function openTestVahid(options: TestOptions = {}): Promise<TestVahid> {
  const clock = openClock(options.now ?? usual);
  const rooms = options.rooms ?? allRooms;
  const kind = options.rooms ? partsOf(options.rooms) : options.seeded ? 'seeded' : 'all';
  const at = await testServer();
  const template = await makeTemplate(at, kind, rooms, options.seeded ?? false);
  const name = `vahid_test_${process.env.VAHID_TEST_RUN}_${randomBytes(5).toString('hex')}`;
  await asOwner(at('postgres'), (client) => makeCopy(client, template, name));
  const dataDir = await mkdtemp(join(tmpdir(), 'vahid-data-'));
  const server = at(name);
  // The template is of the present schema, and has the partitions of the usual days.
  const migrate = options.now !== undefined && options.now.slice(0, 10) !== usual.slice(0, 10);
  const config = testConfig(dataDir, options.env);
  const vahid = await openVahid(config, server, rooms, root, () => clock.now(), { migrate });
  return {
    vahid,
    clock,
    server,
    ctx: (actor = { kind: 'system', appointments: [] }) => ({ vahid, db: vahid.db, actor, requestId: 'test' }),
    async close() {
      await vahid.close();
      await asOwner(at('postgres'), (client) => client.query(`drop database if exists "${name}" with (force)`));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const usual = '2026-11-23T05:00:00Z';

/** A room that a test makes smaller has the same name as the whole one, but not the same template. */
const partsOf = (rooms: readonly Room[]): string =>
  rooms
    .map(({ name, entities = [], definitions = [] }) => `${name} ${entities.length} ${definitions.length}`)
    .join('_');

// Keys wrapped in a template must open in its copies.
const key = Buffer.alloc(32, 7).toString('base64');

function testConfig(dataDir: string, env: Readonly<Record<string, string>> = {}): Config {
  return readConfig(
    { VAHID_DATA: dataDir, VAHID_MODE: 'demo', VAHID_KEY: key, LOG_LEVEL: 'fatal', PORT: '0', ...env },
    root,
  );
}

function openClock(start: string): TestClock {
  let moment = new Date(start);
  return {
    now: () => new Date(moment),
    set: (to) => void (moment = new Date(to)),
    advance: (milliseconds) => void (moment = new Date(moment.getTime() + milliseconds)),
  };
}

/** Templates that this worker has seen. */
const templates = new Map<string, Promise<void>>();

async function makeTemplate(
  at: (database: string) => Server,
  kind: string,
  rooms: readonly Room[],
  seeded: boolean,
): Promise<string> {
  // A name of PostgreSQL ends after 63 signs, where two lists of rooms may still be the same. Who watches the tests may
  // write a migration meanwhile.
  const made = createHash('sha256').update(JSON.stringify([kind, await readMigrations(root, rooms)]));
  const name = `vahid_test_${process.env.VAHID_TEST_RUN}_t_${made.digest('hex').slice(0, 16)}`;
  if (!templates.has(name)) templates.set(name, ensureTemplate(at, name, rooms, seeded));
  await templates.get(name);
  return name;
}

async function ensureTemplate(
  at: (database: string) => Server,
  name: string,
  rooms: readonly Room[],
  seeded: boolean,
): Promise<void> {
  // The demo state goes on from what is in force without it.
  const base = seeded ? await makeTemplate(at, 'all', rooms, false) : undefined;
  await asOwner(at('postgres'), async (client) => {
    // Whoever comes first makes it; others may make another one meanwhile.
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rows } = await client.query('select from pg_database where datname = $1 and datistemplate', [name]);
    if (rows.length > 0) return;
    await client.query(`drop database if exists "${name}"`);
    await makeCopy(client, base ?? 'template1', name);
    await fillTemplate(at(name), rooms, seeded);
    await client.query(`alter database "${name}" is_template true`);
  });
}

async function fillTemplate(server: Server, rooms: readonly Room[], seeded: boolean): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vahid-data-'));
  const config = testConfig(dataDir);
  if (!seeded) await prepareDatabase(config, server, rooms, root, new Date(usual));
  const begun = () => new Date('2026-11-02T05:00:00Z');
  const vahid = await openVahid(config, server, rooms, root, begun, { migrate: false });
  try {
    if (seeded) await seedDemo(vahid, openProgress('', process.stderr, true));
    else await releaseFolder(vahid, 'test');
  } finally {
    await vahid.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  // Leaves what each first connection, and the planner, would else work out anew in every copy.
  await asOwner(server, (client) => client.query('analyze'));
}
