import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { openDatabase, openPool, WrongDatabase } from './database.ts';
import { kernelRoom } from './room.ts';
import { openVahid, startDatabase } from './start.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom] });
});
afterAll(() => test.close());

describe('what a database was set up for', () => {
  it('cannot be changed, removed or said again by the program', async () => {
    for (const statement of [
      "update kernel.installation set mode = 'production'",
      'delete from kernel.installation',
      "insert into kernel.installation (id, mode, created_at) values (gen_random_uuid(), 'production', now())",
    ])
      await expect(sql.raw(statement).execute(test.vahid.db), statement).rejects.toThrow(/permission denied/);
    await sql`update kernel.installation set seeded_at = ${test.clock.now()}`.execute(test.vahid.db);
    const { rows } = await sql`select mode from kernel.installation for update`.execute(test.vahid.db);
    expect(rows).toEqual([{ mode: 'demo' }]);
  });
});

describe('a database that was set up with one key', () => {
  const open = (key: number, migrate: boolean) => {
    const config = { ...test.vahid.config, key: Buffer.alloc(32, key).toString('base64') };
    return openVahid(config, test.server, [kernelRoom], root, () => test.clock.now(), { migrate });
  };

  it.each([true, false])('is not opened with another, and says what to do (to write: %s)', async (migrate) => {
    await expect(open(8, migrate)).rejects.toThrow(WrongDatabase);
    await expect(open(8, migrate)).rejects.toThrow(/Set VAHID_KEY to the key it was set up with/);
    const again = await open(7, migrate);
    await again.close();
  });
});

describe('the built-in database', () => {
  it('takes settings from who starts it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vahid-start-'));
    const { databaseUrl: _none, ...config } = test.vahid.config;
    const { server, stop } = await startDatabase({ ...config, dataDir: folder }, { shared_buffers: '32MB' });
    const pool = openPool(server, 'owner', 1);
    const { rows } = await sql`show shared_buffers`.execute(openDatabase(pool));
    await pool.end();
    await stop();
    await rm(folder, { recursive: true });
    expect(rows).toEqual([{ shared_buffers: '32MB' }]);
  });

  it('says in the log that it has ended by itself, and that it runs again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vahid-start-'));
    const { databaseUrl: _none, ...config } = test.vahid.config;
    const code = `import { startDatabase } from ${JSON.stringify(new URL('./start.ts', import.meta.url).href)};
      const { stop } = await startDatabase(${JSON.stringify({ ...config, dataDir: folder, logLevel: 'warn' })});
      console.error('started');
      const living = setInterval(() => {}, 1000);
      process.once('SIGTERM', () => {
        clearInterval(living);
        void stop();
      });`;
    const program = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    for await (const [line] of on(createInterface({ input: program.stderr }), 'line', { close: ['close'] })) {
      said.push(String(line));
      if (line === 'started')
        process.kill(
          Number.parseInt(await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10),
          'SIGKILL',
        );
      if (String(line).includes('runs again')) program.kill();
    }
    await rm(folder, { recursive: true });
    expect(said[0]).toBe('started');
    expect(said.slice(1).map((line) => (JSON.parse(line) as { msg: string }).msg.replace(/\d+/, 'N'))).toEqual([
      'PostgreSQL (pid N) ended',
      'PostgreSQL (pid N) runs again',
    ]);
  }, 60_000);
});
