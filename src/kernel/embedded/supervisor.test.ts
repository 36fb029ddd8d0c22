import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clusterTag } from './cluster.ts';
import { identityOf, serverProcesses } from './processes.ts';
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './supervisor.ts';

let template: string;
let root: string;
let dataDir: string;
let programs: ChildProcess[];

// Making a cluster takes a second, copying one a tenth of it.
beforeAll(async () => {
  template = openFolder();
  const server = await startEmbedded({ dataDir: join(template, 'postgres') });
  await server.stop();
});
afterAll(() => rmSync(template, { recursive: true, force: true }));

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  chmodSync(folder, 0o755);
  return folder;
}

function copyCluster(): void {
  mkdirSync(dirname(dataDir), { recursive: true });
  execFileSync('cp', ['-a', join(template, 'postgres'), dataDir]);
}

beforeEach(() => {
  root = openFolder();
  dataDir = join(root, 'postgres');
  programs = [];
});

afterEach(async () => {
  for (const program of programs) program.kill('SIGKILL');
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    for (const pid of serverProcesses(clusterTag(dataDir))) process.kill(pid, 'SIGKILL');
    await until(() => serverProcesses(clusterTag(dataDir)).length === 0);
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); await sleep(10)) {
    if (Date.now() > end) throw new Error(`waited in vain for ${holds.toString()}`);
  }
}

async function ask(server: EmbeddedServer, text: string): Promise<unknown> {
  const client = await session(server);
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows[0] && Object.values(rows[0])[0];
}

async function session({ host, port, database, superuser }: EmbeddedServer): Promise<Client> {
  const client = new Client({ host, port, database, user: superuser });
  client.on('error', () => {});
  await client.connect();
  return client;
}

interface Program {
  readonly process: ChildProcess;
  readonly said: { readonly pid: number; readonly owned: boolean; readonly fresh: boolean };
}

/** Another program that runs the same database and stays until it is killed. */
async function startProgram(uid?: number): Promise<Program> {
  const child = runProgram(uid);
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return { process: child, said: JSON.parse(line) as Program['said'] };
}

function runProgram(uid?: number): ChildProcess {
  const code = `import { startEmbedded } from ${JSON.stringify(new URL('./supervisor.ts', import.meta.url).href)};
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, restart: true });
    console.log(JSON.stringify(server));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    ...(uid === undefined ? {} : { uid, gid: uid }),
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  programs.push(child);
  return child;
}

async function kill(program: Program): Promise<void> {
  program.process.kill('SIGKILL');
  await once(program.process, 'exit');
}

const start = (options: Partial<EmbeddedOptions> = {}) => startEmbedded({ dataDir, ...options });

describe('a start', () => {
  test('makes a durable, closed UTF-8 cluster and its database; a stop leaves nothing running', async () => {
    const server = await start();
    expect(server).toMatchObject({ host: dataDir, port: 5432, database: 'vahid', fresh: true, owned: true });
    const shown = `select concat_ws('|', current_setting('server_encoding'), current_setting('fsync'),
      current_setting('synchronous_commit'), current_setting('full_page_writes'), current_setting('wal_compression'),
      current_setting('listen_addresses'), current_setting('data_checksums'), current_setting('TimeZone'), upper('ə'))`;
    expect(await ask(server, shown)).toBe('UTF8|on|on|on|pglz||on|UTC|Ə');
    expect(await ask(server, `select count(*)::int from pg_collation where collname = 'az-x-icu'`)).toBe(1);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(root).toSorted()).toEqual(['postgres', 'postgres.lock', 'postgres.log']);

    await server.stop();
    expect(identityOf(server.pid)).toBeNull();
    expect(serverProcesses(clusterTag(dataDir))).toEqual([]);
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);

    const again = await start({ settings: { max_connections: '50', listen_addresses: '*' } });
    expect(again).toMatchObject({ fresh: false, owned: true });
    expect(await ask(again, `select current_setting('max_connections') || current_setting('listen_addresses')`)).toBe(
      '50',
    );
    await again.stop();
  });

  test('writes no value of a statement to the log', async () => {
    copyCluster();
    const server = await start();
    const client = await session(server);
    await client.query('create table person (pin text primary key)');
    const insert = () => client.query('insert into person values ($1)', ['5ABC123']);
    await insert();
    await expect(insert()).rejects.toThrow('duplicate key');
    await expect(client.query(`select '5ABC123'::int`)).rejects.toThrow('5ABC123');
    await client.end();
    await server.stop();
    const log = readFileSync(join(root, 'postgres.log'), 'utf8');
    expect(log).toContain('database system is shut down');
    expect(log).not.toContain('5ABC123');
  });

  test('joins a running server, and ends it only as its owner', async () => {
    copyCluster();
    const owner = await start();
    const joined = await start();
    expect(joined).toMatchObject({ pid: owner.pid, host: owner.host, fresh: false, owned: false });
    await joined.stop();
    expect(await ask(owner, 'select 1')).toBe(1);
    await owner.stop();
    expect(identityOf(owner.pid)).toBeNull();
  });

  test('of several programs at the same moment happens once', async () => {
    const all = await Promise.all([startProgram(), startProgram(), startProgram(), start()]);
    const said = all.map((one) => ('said' in one ? one.said : one));
    expect(new Set(said.map(({ pid }) => pid)).size).toBe(1);
    expect(said.filter(({ owned }) => owned)).toHaveLength(1);
    expect(said.filter(({ fresh }) => fresh)).toHaveLength(1);
  });

  test('refuses a folder that holds something else, and leaves it alone', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'letter.txt'), 'keep me');
    await expect(start()).rejects.toThrow('is not empty and holds no PostgreSQL cluster');
    expect(readdirSync(dataDir)).toEqual(['letter.txt']);
  });

  test('fails with the words of PostgreSQL', async () => {
    copyCluster();
    await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      'invalid value for parameter "shared_buffers"',
    );
  });
});

describe('after kill -9', () => {
  test('of the program, the next one takes the server over', async () => {
    copyCluster();
    const killed = await startProgram();
    await kill(killed);
    expect(identityOf(killed.said.pid)).not.toBeNull();
    const server = await start();
    expect(server).toMatchObject({ pid: killed.said.pid, owned: true, fresh: false });
    // Another process got the owner's number.
    writeFileSync(join(dataDir, 'vahid.owner'), JSON.stringify({ pid: process.pid, identity: 'boot/1', token: 'x' }));
    const next = await start();
    expect(next.owned).toBe(true);
    await server.stop();
    expect(identityOf(server.pid)).not.toBeNull();
    await next.stop();
    expect(identityOf(server.pid)).toBeNull();
  });

  test('of PostgreSQL, the program has it back, with all that was committed and no orphan', async () => {
    copyCluster();
    const exits: number[] = [];
    const server = await start({ restart: true, onExit: ({ pid }) => exits.push(pid) });
    const joined = await start({ restart: true });
    await ask(server, 'create table kept as select 7 as seven');
    const orphan = Number(
      await (await session(server)).query('select pg_backend_pid() as pid').then(({ rows }) => rows[0].pid),
    );
    const first = server.pid;
    process.kill(orphan, 'SIGSTOP');
    process.kill(first, 'SIGKILL');
    await until(() => server.pid !== first && joined.pid === server.pid);
    expect(exits).toEqual([first]);
    expect(await ask(server, 'select seven from kept')).toBe(7);
    expect(identityOf(orphan)).toBeNull();
    expect([server.owned, joined.owned]).toEqual([true, false]);
    await joined.stop();
    await server.stop();
    await sleep(300);
    expect(serverProcesses(clusterTag(dataDir))).toEqual([]);
  });

  test('of both, the next start recovers', async () => {
    copyCluster();
    const killed = await startProgram();
    const before = await start();
    await ask(before, 'create table kept as select 7 as seven');
    await before.stop();
    process.kill(killed.said.pid, 'SIGKILL');
    await kill(killed);
    const server = await start();
    expect(server.pid).not.toBe(killed.said.pid);
    expect(server).toMatchObject({ owned: true, fresh: false });
    expect(await ask(server, 'select seven from kept')).toBe(7);
    await server.stop();
  });

  test('of a program that is making the cluster, the next start makes it anew', async () => {
    const program = runProgram();
    await until(() => readdirSync(root).some((name) => name.startsWith('postgres.init-')));
    await sleep(150);
    program.kill('SIGKILL');
    await once(program, 'exit');
    expect(existsSync(dataDir)).toBe(false);
    const server = await start();
    expect(server.fresh).toBe(true);
    expect(readdirSync(root).toSorted()).toEqual(['postgres', 'postgres.lock', 'postgres.log']);
    await server.stop();
  });

  test('a program that had joined takes over when owner and server are gone', async () => {
    copyCluster();
    const owner = await startProgram();
    const joined = await start({ restart: true });
    expect(joined.owned).toBe(false);
    // As long as it is there, the owner is the one to start it anew.
    owner.process.kill('SIGSTOP');
    process.kill(owner.said.pid, 'SIGKILL');
    await sleep(400);
    expect(joined.pid).toBe(owner.said.pid);
    await kill(owner);
    await until(() => joined.pid !== owner.said.pid);
    expect(joined.owned).toBe(true);
    await joined.stop();
  });

  test('a program that had joined does what the owner was not asked to do', async () => {
    copyCluster();
    const owner = await start();
    const joined = await start({ restart: true });
    const first = owner.pid;
    process.kill(first, 'SIGKILL');
    await until(() => joined.pid !== first);
    expect(joined.owned).toBe(true);
    await owner.stop();
    expect(await ask(joined, 'select 1')).toBe(1);
    await joined.stop();
  });
});

describe('signs of life that are none', () => {
  test('numbers that now belong to other processes', async () => {
    copyCluster();
    const first = await start();
    const pidFile = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8');
    process.kill(first.pid, 'SIGKILL');
    await until(() => serverProcesses(clusterTag(dataDir)).length === 0);
    // Of the server's own user: PostgreSQL itself takes such a one for its predecessor and refuses.
    const bystander = spawn('sleep', ['60'], { uid: statSync(dataDir).uid });
    await once(bystander, 'spawn');
    writeFileSync(join(dataDir, 'postmaster.pid'), pidFile.replace(`${first.pid}`, `${bystander.pid}`));
    writeFileSync(join(dataDir, '.s.PGSQL.5432.lock'), pidFile.replace(`${first.pid}`, `${bystander.pid}`));
    const server = await start();
    expect(server).toMatchObject({ owned: true, fresh: false });
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
    await server.stop();
  });

  test('a live server whose socket is gone', async () => {
    copyCluster();
    const first = await start();
    rmSync(join(dataDir, '.s.PGSQL.5432'));
    const server = await start();
    expect(server.pid).not.toBe(first.pid);
    expect(await ask(server, 'select 1')).toBe(1);
    await server.stop();
  });
});

describe('a place', () => {
  test('with a path too long for a socket gets a short private one, the same each time', async () => {
    dataDir = join(root, 'uzun-yol-'.repeat(12), 'postgres');
    copyCluster();
    const first = await start();
    expect(first.host.startsWith(join(tmpdir(), 'vahid-'))).toBe(true);
    expect(statSync(first.host)).toMatchObject({ uid: statSync(dataDir).uid });
    expect(statSync(first.host).mode & 0o777).toBe(0o700);
    expect(await ask(first, 'select 1')).toBe(1);
    await first.stop();
    const second = await start();
    expect(second.host).toBe(first.host);
    await second.stop();
    rmSync(first.host, { recursive: true });
  });

  test('with blanks, quotes and commas in its name works', async () => {
    dataDir = join(root, `dövlət, "yeni" qovluq`, 'postgres');
    copyCluster();
    const server = await start();
    expect(await ask(server, 'select 1')).toBe(1);
    await server.stop();
    if (server.host !== dataDir) rmSync(server.host, { recursive: true });
  });

  test.skipIf(process.getuid?.() !== 0)('is served by another user than root, or one without powers', async () => {
    copyCluster();
    const server = await start();
    // From a clone that only root may enter, the server runs in a user namespace: seen from here its user is root.
    expect(everyoneMayEnter && statSync(`/proc/${server.pid}`).uid === 0).toBe(false);
    expect(powersOf(server.pid)).toBe(0n);
    await server.stop();

    chmodSync(root, 0o700);
    const closed = await start();
    expect(await ask(closed, 'select 1')).toBe(1);
    await closed.stop();
    chmodSync(root, 0o755);
    const open = await start();
    expect(everyoneMayEnter && statSync(`/proc/${open.pid}`).uid === 0).toBe(false);
    await open.stop();
  });

  test.skipIf(process.getuid?.() !== 0)('is served by its user, listed among the machine’s users or not', async () => {
    // Nobody but root can run a program that lies where only root may enter.
    for (const uid of everyoneMayEnter ? [65_534, 54_329] : [0]) {
      dataDir = join(root, `${uid}`, 'postgres');
      mkdirSync(join(root, `${uid}`));
      chmodSync(join(root, `${uid}`), 0o777);
      const program = await startProgram(uid);
      expect(uid === 0 || statSync(dataDir).uid === uid).toBe(true);
      expect(program.said).toMatchObject({ owned: true, fresh: true });
      await kill(program);
      process.kill(program.said.pid, 'SIGKILL');
    }
  });
});

/** The clone and every folder above it may be entered by any user of the machine. */
const everyoneMayEnter = process
  .cwd()
  .split('/')
  .every((_, depth, parts) => (statSync(parts.slice(0, depth + 1).join('/') || '/').mode & 0o001) !== 0);

function powersOf(pid: number): bigint {
  return BigInt(`0x${/CapEff:\s*(\w+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]}`);
}
