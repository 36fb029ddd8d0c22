import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../src/app/commands/run.ts';
import { chooseAccount, giveTo, runAs, spawnAs } from '../../src/kernel/embedded/account.ts';
import { locateNative } from '../../src/kernel/embedded/native.ts';
import { timed } from './measure.ts';
import { answersAt, startProgram } from './program.ts';
import type { Line, Proof, Tools } from './proof.ts';

const firstPage = '/';

export const start: Proof = {
  name: 'start',
  about:
    'From the command to the first page, in a copy of the repository that was never built and has no data folder (as after `git clone` and `npm ci`), then again with both in place. Baseline: bare `initdb` and `postgres` of the same package until the first connection.',
  runs: 3,
  async run(tools) {
    const [first, next] = await ours(tools);
    const [bareFirst, bareNext] = await bare(tools);
    return [
      line('first start', first, 'initdb and postgres', bareFirst, 60),
      line('every other start', next, 'postgres', bareNext, 3),
    ];
  },
};

function line(what: string, value: number, baseline: string, bareValue: number, most: number): Line {
  return { what, value, unit: 's', baseline: { what: baseline, value: bareValue }, limit: { most } };
}

async function ours({ root, folder, after }: Tools): Promise<[first: number, next: number]> {
  const copy = join(folder, 'copy');
  await mkdir(join(copy, 'tools'), { recursive: true });
  for (const part of ['bin', 'src', 'definitions', 'package.json', 'tools/build.mjs'])
    await cp(join(root, part), join(copy, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  const port = await freePort();
  const once = async () => {
    const program = startProgram({ root: copy, dataDir: join(copy, 'data'), port, log: join(folder, 'program.log') });
    after(() => program.lives() && program.end('SIGTERM'));
    const seconds = await timed(async () => {
      await answersAt(program, '/readyz', 120);
      await answersAt(program, firstPage, 10);
    });
    await program.end('SIGTERM');
    return seconds;
  };
  return [await once(), await once()];
}

async function bare({ folder, after }: Tools): Promise<[first: number, next: number]> {
  const native = locateNative();
  const dataDir = join(folder, 'bare');
  await mkdir(dataDir);
  const account = await chooseAccount(native, dataDir);
  giveTo(account, dataDir);
  const options = ['-U', 'vahid', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--locale-provider=builtin'];
  const made = await timed(() =>
    runAs(account, native.initdb, ['-D', dataDir, ...options, '--builtin-locale=C.UTF-8']),
  );
  const once = async () => {
    const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${dataDir}`];
    const server = spawnAs(account, native.postgres, ['-D', dataDir, ...settings], { stdio: 'ignore' });
    const ended = new Promise((resolve) => server.once('close', resolve));
    const stop = async () => {
      server.kill('SIGINT');
      await ended;
    };
    after(() => server.exitCode === null && stop());
    const seconds = await timed(() => connects(dataDir));
    await stop();
    return seconds;
  };
  return [made + (await once()), await once()];
}

async function connects(host: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new Client({ host, port: 5432, user: 'vahid', database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return await client.end();
    } catch (error) {
      if (tries > 2000) throw error;
      await sleep(5);
    }
  }
}
