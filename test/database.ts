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
import type { Room } from '../src/kernel/module.ts';
import { openVahid } from '../src/kernel/start.ts';
import type { Vahid } from '../src/kernel/vahid.ts';
import { asOwner, testServer } from './server.ts';

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
  const clock = openClock(options.now ?? '2026-11-23T05:00:00Z');
  const rooms = options.rooms ?? allRooms;
  const kind = options.rooms ? partsOf(options.rooms) : options.seeded ? 'seeded' : 'all';
  const at = await testServer();
  const template = await makeTemplate(at, kind, rooms, options.seeded ?? false);
  const name = `vahid_test_${process.env.VAHID_TEST_RUN}_${randomBytes(5).toString('hex')}`;
  await asOwner(at('postgres'), (client) => client.query(`create database "${name}" template "${template}"`));
  const dataDir = await mkdtemp(join(tmpdir(), 'vahid-data-'));
  const server = at(name);
  const vahid = await openVahid(testConfig(dataDir, options.env), server, rooms, root, () => clock.now());
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

async function makeTemplate(
  at: (database: string) => Server,
  kind: string,
  rooms: readonly Room[],
  seeded: boolean,
): Promise<string> {
  // A name of PostgreSQL ends after 63 signs, where two lists of rooms may still be the same.
  const name = `vahid_test_${process.env.VAHID_TEST_RUN}_t_${createHash('sha256').update(kind).digest('hex').slice(0, 16)}`;
  await asOwner(at('postgres'), async (client) => {
    await client.query('select pg_advisory_lock(4839299)');
    const { rows } = await client.query('select from pg_database where datname = $1 and datistemplate', [name]);
    if (rows.length > 0) return;
    await client.query(`drop database if exists "${name}"`);
    await client.query(`create database "${name}"`);
    await fillTemplate(at(name), rooms, seeded);
    await client.query(`alter database "${name}" is_template true`);
  });
  return name;
}

async function fillTemplate(server: Server, rooms: readonly Room[], seeded: boolean): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vahid-data-'));
  const vahid = await openVahid(testConfig(dataDir), server, rooms, root, () => new Date('2026-11-02T05:00:00Z'));
  try {
    await releaseFolder(vahid, 'test');
    if (seeded) await seedDemo(vahid, openProgress('', process.stderr, true));
  } finally {
    await vahid.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
