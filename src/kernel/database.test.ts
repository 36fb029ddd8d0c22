import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../test/database.ts';
import { outlivesQuickCollections } from '../../test/let-go.ts';
import {
  appRole,
  checkRole,
  isAway,
  mayChangeSchema,
  openDatabase,
  openPool,
  type Server,
  WrongDatabase,
} from './database.ts';
import { migrate } from './migrate.ts';
import { kernelRoom } from './room.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom] });
});
afterAll(() => test.close());

/** The same database by address, with more in the query. */
function addressOf(server: Server, query: Record<string, string>): Server {
  const url = new URL('url' in server ? server.url : `postgres://${server.superuser}@localhost/${server.database}`);
  const place = 'url' in server ? {} : { host: server.socket, port: String(server.port) };
  for (const [name, value] of Object.entries({ ...place, ...query })) url.searchParams.set(name, value);
  return { url: url.href };
}

const addressIn = (server: Server): string => ('url' in server ? server.url : '');

async function seenBy(server: Server) {
  const pool = openPool(server, appRole, 1);
  const { rows } = await sql<{ role: string; zone: string; path: string }>`select current_user as role,
    current_setting('timezone') as zone, current_setting('search_path') as path`.execute(openDatabase(pool));
  await pool.end();
  return rows[0];
}

describe('the address of a database', () => {
  it('may carry options, and none of them takes away the role', async () => {
    const server = addressOf(test.server, { options: '-c search_path=kernel -c role=none -c timezone=Asia/Baku' });
    expect(await seenBy(server)).toEqual({ role: appRole, zone: 'UTC', path: 'kernel' });
  });
});

describe('a connection with other rights than the program’s', () => {
  it('is refused in words that say what to do', async () => {
    const pool = openPool(test.server, 'owner', 1);
    await expect(checkRole(openDatabase(pool), appRole)).rejects.toThrow(WrongDatabase);
    await expect(checkRole(openDatabase(pool), appRole)).rejects.toThrow(/vahid_app/);
    await pool.end();
    await expect(checkRole(test.vahid.db, appRole)).resolves.toBeUndefined();
  });
});

describe('the program’s login', () => {
  /** What a session of the program may do once it has left its role. */
  async function afterLeaving(server: Server) {
    const pool = openPool(server, appRole, 1);
    const may = await mayChangeSchema(openDatabase(pool));
    const client = await pool.connect();
    await client.query('set role none');
    const change = await client.query('alter table kernel.audit add column mine text').then(
      () => 'changed',
      ({ message }: Error) => message,
    );
    client.release();
    await pool.end();
    return { may, change };
  }

  it('cannot change the schema of the built-in server, whatever role it takes', async () => {
    if ('url' in test.server) return;
    expect(await afterLeaving(test.server)).toEqual({ may: false, change: 'permission denied for schema kernel' });
  });

  it('cannot change that of one’s own server, where another login does', async () => {
    const login = `vahid_test_login_${process.pid}`;
    const ownerUrl = 'url' in test.server ? test.server.url : addressIn(addressOf(test.server, {}));
    const owner = openPool({ url: ownerUrl }, 'owner', 1);
    await owner.query(`create role ${login} login noinherit password 'test'`);
    const url = new URL(ownerUrl);
    [url.username, url.password] = [login, 'test'];
    try {
      const server = { url: url.href, ownerUrl };
      await migrate(server, [], [kernelRoom], test.clock.now());
      expect(await afterLeaving(server)).toEqual({ may: false, change: 'permission denied for schema kernel' });
    } finally {
      await owner.query(`drop role ${login}`);
      await owner.end();
    }
  });
});

describe('a database that is away', () => {
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is told from every other failure', async () => {
    const noFile = await failureOf(readFile('/nowhere/at/all'));
    const brokenPipe = Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' });
    const noTable = await failureOf(sql`select * from kernel.nothing`.execute(test.vahid.db));
    for (const error of [noFile, brokenPipe, noTable, new Error('x'), 'x', undefined])
      expect(isAway(error)).toBe(false);
  });

  it.each([
    { url: 'postgres://nobody@localhost:1/none' },
    { url: 'postgres://nobody@nowhere.invalid/none' },
    { socket: '/nowhere', port: 1, database: 'none', superuser: 'nobody' },
  ])('is known by a connection that cannot be made (%o)', async (server) => {
    const pool = openPool(server, appRole, 1);
    expect(isAway(await failureOf(pool.query('select 1')))).toBe(true);
    await pool.end();
  });

  it('is known by a connection that breaks, in the statement under way and in the next', async () => {
    const pool = openPool(test.server, 'owner', 2);
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const underWay = failureOf(client.query('select pg_sleep(10)'));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    expect(isAway(await underWay)).toBe(true);
    expect(isAway(await failureOf(client.query('select 1')))).toBe(true);
    client.release(true);
    await pool.end();
  });
});

it('lets go of an answer as soon as nobody looks at it', async () => {
  const answer = async () => (await sql<{ one: number }>`select 1 as one`.execute(test.vahid.db)).rows;
  expect(await answer()).toEqual([{ one: 1 }]);
  expect(await outlivesQuickCollections(answer)).toBeLessThan(20);
});
