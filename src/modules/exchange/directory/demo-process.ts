import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse, stringify } from 'yaml';
import { type Command, type CommandIo, readGiven, UsageError } from '../../../kernel/command.ts';
import { stopSignal } from '../../../kernel/stop.ts';
import { t } from './text/index.ts';

/* Gateways on this machine: their settings, and running them as programs of their own. */

/** Runs another command, which tells nothing. */
export const command = (one: Command, io: CommandIo, words: readonly string[]): Promise<unknown> =>
  one.run(readGiven(one, words), { ...io, out: () => undefined });

const host = '127.0.0.1';

interface GatewayPorts {
  readonly gateways: number;
  readonly clients: number;
}

/** Lets `gateway.yaml` of a folder say that all is on this machine, and `more`. */
export function putSettings(folder: string, { gateways, clients }: GatewayPorts, more: object): void {
  const path = join(folder, 'gateway.yaml');
  const listen = { clients: { host, port: clients }, gateways: { host, port: gateways } };
  const written = parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, stringify({ ...written, listen, ...more }), { mode: 0o600 });
}

interface Started {
  readonly child: ChildProcess;
  /** Resolves once it says that it runs; rejects where it ends before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
}

/** Environment of a gateway with a database of its own, in its folder. */
export function ownDatabase(folder: string, { env }: CommandIo): CommandIo['env'] {
  const { DATABASE_URL: _database, VAHID_MODE: _mode, ...rest } = env;
  return { ...rest, VAHID_DATA: join(folder, 'data'), VAHID_FILES: join(folder, 'files') };
}

/** `vahid gateway` by the settings in a folder, in a program of its own. */
function startGateway(folder: string, { root, err }: CommandIo, env: CommandIo['env']): Started {
  const child = spawn(
    process.execPath,
    [join(root, 'bin/vahid.mjs'), 'gateway', join(folder, 'gateway.yaml'), '--json'],
    // Ctrl+C goes to all programs of a terminal: the gateways end when they are told to, after their calls.
    {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  const side = basename(folder);
  createInterface({ input: child.stderr }).on('line', (line) => err(`${side}: ${line}`));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const runs = new Promise<void>((done) => createInterface({ input: child.stdout }).once('line', () => done()));
  const fails = ended.then(() => {
    throw new UsageError(`The gateway of ${side} ended before it ran.`);
  });
  fails.catch(() => undefined);
  return { child, ended, ready: Promise.race([runs, fails]) };
}

interface Run {
  /** Folders of gateways, each with the environment that it runs in. */
  readonly gateways: readonly (readonly [folder: string, env: CommandIo['env']])[];
  /** The information system that one of them calls. */
  readonly system: { readonly port: number; readonly answer: RequestListener };
  /** Told once all of them run. */
  readonly running: () => void;
}

/** Runs gateways and an information system until told to stop, or until one of them ends. */
export async function runGateways({ gateways, system, running }: Run, io: CommandIo): Promise<void> {
  const server = await openSystem(system.port, system.answer);
  if (!io.json) io.out(t(io.lang, 'demoStarts'));
  const started = gateways.map(([folder, env]) => startGateway(folder, io, env));
  try {
    await Promise.all(started.map(({ ready }) => ready));
    running();
    await Promise.race([stopSignal(io.env), ...started.map(({ ended }) => ended)]);
  } finally {
    server.close();
    for (const { child } of started) child.kill('SIGTERM');
    await Promise.all(started.map(({ ended }) => ended));
  }
}

function openSystem(port: number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done(server));
  });
}

/** Ports that nobody uses, all held until the last is found. */
export async function freePorts(count: 5): Promise<[number, number, number, number, number]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Server>((done) => {
          const server = createServer();
          server.listen(0, host, () => done(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports as [number, number, number, number, number];
}
