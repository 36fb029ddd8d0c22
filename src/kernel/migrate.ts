import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import {
  appRole,
  checkRole,
  loginRole,
  migratorRole,
  openDatabase,
  openPool,
  retentionRole,
  type Server,
  WrongDatabase,
} from './database.ts';
import type { Entity } from './entity.ts';
import type { Room } from './module.ts';
import { checkPlaces } from './place.ts';

export interface Migration {
  readonly room: string;
  readonly name: string;
  readonly text: string;
}

/** Migrations of the kernel and of each room, in the order in which they run. */
export async function readMigrations(root: string, rooms: readonly Room[]): Promise<readonly Migration[]> {
  const folders = rooms.map((room) => ({
    room: room.name,
    folder:
      room.name === 'kernel' ? join(root, 'src/kernel/migrations') : join(root, 'src/modules', room.name, 'migrations'),
  }));
  const lists = await Promise.all(
    folders.map(async ({ room, folder }) => {
      const files = await readdir(folder).catch((): string[] => []);
      const names = files.filter((file) => file.endsWith('.sql')).sort();
      return Promise.all(names.map(async (name) => ({ room, name, text: await readFile(join(folder, name), 'utf8') })));
    }),
  );
  return lists.flat();
}

/**
 * Brings a database to the present schema: roles, migrations not yet applied, comments and grants from the
 * declared entities. Runs any number of times; two at once take turns. `finish` writes, in the same transaction,
 * what the program must not be able to change later. Answers the names applied.
 */
export async function migrate(
  server: Server,
  migrations: readonly Migration[],
  rooms: readonly Room[],
  now: Date,
  finish: (tx: Database) => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const owner = openPool(server, 'owner', 1);
  try {
    await makeRoles(openDatabase(owner), loginOf(server));
  } finally {
    await owner.end();
  }
  const pool = openPool(server, migratorRole, 1);
  const db = openDatabase(pool);
  try {
    await checkRole(db, migratorRole);
    return await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(4839200)`.execute(tx);
      const applied = await applyAll(tx, migrations, rooms, now);
      await sql`select kernel.make_partitions(${now})`.execute(tx);
      await declareAll(tx, rooms, now);
      await checkPlaces(tx, rooms);
      await finish(tx);
      return applied;
    });
  } finally {
    await pool.end();
  }
}

/** Finds out, without writing anything, that the database is as the program needs it. @throws WrongDatabase */
export async function checkMigrated(
  server: Server,
  migrations: readonly Migration[],
  rooms: readonly Room[],
): Promise<void> {
  await readAsOwner(server, async (db) => {
    const is = await sql<{ there: boolean }>`select to_regclass('kernel.migration') is not null as there`.execute(db);
    const found = is.rows[0]?.there
      ? await sql<{ key: string }>`select room || '/' || name as key from kernel.migration`.execute(db)
      : { rows: [] };
    const applied = new Set(found.rows.map(({ key }) => key));
    if (!migrations.every(({ room, name }) => applied.has(`${room}/${name}`)))
      throw new WrongDatabase('The database is not of the present schema: run vahid migrate first.');
    await checkPlaces(db, rooms);
  });
}

/** Reads a database in which nothing need be there yet, not even our roles. Writing is refused. */
export async function readAsOwner<T>(server: Server, work: (db: Database) => Promise<T>): Promise<T> {
  const pool = openPool(server, 'owner', 1);
  try {
    return await openDatabase(pool).transaction().setAccessMode('read only').execute(work);
  } finally {
    await pool.end();
  }
}

/** As whom the program logs in, where that is not the owner. */
function loginOf(server: Server): string | undefined {
  if (!('url' in server)) return loginRole;
  const isOther = server.ownerUrl !== undefined && URL.canParse(server.url);
  return isOther ? decodeURIComponent(new URL(server.url).username) || undefined : undefined;
}

async function makeRoles(db: Database, login: string | undefined): Promise<void> {
  for (const role of [migratorRole, appRole, retentionRole]) {
    // Roles belong to the whole cluster: another database may be making the same one at this moment.
    await sql`do ${sql.raw(`$$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`)}`.execute(
      db,
    );
    await sql`do ${sql.raw(`$$ begin execute format('grant ${role} to %I', current_user); exception when others then null; end $$`)}`.execute(
      db,
    );
  }
  if (login === loginRole)
    await sql`do ${sql.raw(`$$ begin create role ${loginRole} login noinherit; exception when duplicate_object or unique_violation then null; end $$`)}`.execute(
      db,
    );
  if (login !== undefined)
    await retryConcurrent(() =>
      sql`grant ${sql.id(appRole)}, ${sql.id(retentionRole)} to ${sql.id(login)}`.execute(db),
    );
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  await retryConcurrent(() =>
    sql`grant create, connect on database ${sql.id(rows[0]?.name ?? '')} to ${sql.id(migratorRole)}`.execute(db),
  );
}

async function retryConcurrent(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt >= 5 || !(error instanceof Error) || !/concurrently/.test(error.message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * (attempt + 1)));
    }
  }
}

async function applyAll(
  tx: Database,
  migrations: readonly Migration[],
  rooms: readonly Room[],
  now: Date,
): Promise<readonly string[]> {
  await sql`create schema if not exists kernel`.execute(tx);
  await sql`create table if not exists kernel.migration (room text not null, name text not null, hash text not null, at timestamptz not null, primary key (room, name))`.execute(
    tx,
  );
  for (const { name } of rooms) {
    await sql`create schema if not exists ${sql.id(name)}`.execute(tx);
    await sql`grant usage on schema ${sql.id(name)} to ${sql.id(appRole)}, ${sql.id(retentionRole)}`.execute(tx);
  }
  const { rows } = await sql<{
    room: string;
    name: string;
    hash: string;
  }>`select room, name, hash from kernel.migration`.execute(tx);
  const known = new Map(rows.map((row) => [`${row.room}/${row.name}`, row.hash]));
  const applied: string[] = [];
  for (const { room, name, text } of migrations) {
    const hash = createHash('sha256').update(text).digest('hex');
    const before = known.get(`${room}/${name}`);
    if (before === hash) continue;
    if (before !== undefined)
      throw new WrongDatabase(
        `Migration ${room}/${name} was changed after it ran here. Restore the file and write a new one; a demo may also delete its data folder.`,
      );
    await sql.raw(text).execute(tx);
    await sql`insert into kernel.migration (room, name, hash, at) values (${room}, ${name}, ${hash}, ${now})`.execute(
      tx,
    );
    applied.push(`${room}/${name}`);
  }
  await sql`grant select on kernel.migration to ${sql.id(appRole)}`.execute(tx);
  await sql`grant execute on function kernel.make_partitions(timestamptz) to ${sql.id(appRole)}`.execute(tx);
  return applied;
}

export const grants: Readonly<Record<Entity['grant'], readonly string[]>> = {
  full: ['select', 'insert', 'update', 'delete'],
  append: ['select', 'insert'],
  'append and delete by retention': ['select', 'insert'],
  read: ['select'],
};

/** Comments and grants of the entities of each room; skipped while its declarations are those applied last. */
async function declareAll(tx: Database, rooms: readonly Room[], now: Date): Promise<void> {
  const { rows } = await sql<{ room: string; hash: string }>`select room, hash from kernel.migration
    where name = 'declarations'`.execute(tx);
  const applied = new Map(rows.map(({ room, hash }) => [room, hash]));
  for (const { name: room, entities = [] } of rooms) {
    const hash = createHash('sha256').update(JSON.stringify(entities)).digest('hex');
    if (applied.get(room) === hash) continue;
    for (const entity of entities) await declare(tx, entity);
    await sql`insert into kernel.migration (room, name, hash, at) values (${room}, 'declarations', ${hash}, ${now})
      on conflict (room, name) do update set hash = excluded.hash, at = excluded.at`.execute(tx);
  }
}

/** Comments and grants come from the declaration, so they cannot drift from it. */
async function declare(tx: Database, entity: Entity): Promise<void> {
  const table = sql.table(entity.name);
  await sql`comment on table ${table} is ${sql.lit(entity.about)}`.execute(tx);
  for (const [name, field] of Object.entries(entity.fields)) {
    await sql`comment on column ${sql.ref(`${entity.name}.${name}`)} is ${sql.lit(`${field.label.en} (${field.class})`)}`.execute(
      tx,
    );
  }
  await sql`revoke all on ${table} from ${sql.id(appRole)}, ${sql.id(retentionRole)}`.execute(tx);
  await sql`grant ${sql.raw(grants[entity.grant].join(', '))} on ${table} to ${sql.id(appRole)}`.execute(tx);
  for (const column of entity.sets ?? [])
    await sql`grant update (${sql.id(column)}) on ${table} to ${sql.id(appRole)}`.execute(tx);
  if (entity.grant === 'append and delete by retention') {
    await sql`grant select, delete on ${table} to ${sql.id(retentionRole)}`.execute(tx);
  }
}
