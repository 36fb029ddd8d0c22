import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parse, stringify } from 'yaml';
import { type Command, type CommandIo, readGiven, UsageError } from '../../../kernel/command.ts';
import { stopSignal } from '../../../kernel/stop.ts';
import { textOf } from '../../../kernel/text.ts';
import { gatewayInit, gatewayPublish } from '../gateway/commands.ts';
import { t, texts } from './text/index.ts';

const instance = 'AZ-TEST';
const consumer = `${instance}/GOV/rinn/portal`;
const provider = `${instance}/GOV/in/addresses`;
const service = `${provider}/towns`;
/** Each with the system that takes part through it. */
const sides = { rinn: consumer, in: provider } as const;
type Side = keyof typeof sides;

interface Ports {
  readonly provider: number;
  readonly clients: number;
}

export const exchangeDemo: Command = {
  name: 'exchange-demo',
  summary: textOf(texts, 'demoSummary'),
  words: ['FOLDER'],
  about: `
Makes a whole exchange on this machine in FOLDER, by the same commands that an administrator types, and runs it until it is
told to stop: two institutions, a gateway with a database for each, a provider, keys, a right and the configuration. It
needs no centre. Called again it runs what is in FOLDER.`,
  async run(given, io) {
    if (given.words[0] === undefined) throw new UsageError('FOLDER is missing.');
    const folder = resolve(given.words[0]);
    const ports = await makeDemo(folder, io);
    await publish(folder, io);
    const towns = await openTowns(ports.provider);
    const signing = setInterval(() => void publish(folder, io).catch(() => undefined), 3_600_000);
    if (!io.json) io.out(t(io.lang, 'demoStarts'));
    const gateways = (Object.keys(sides) as Side[]).map((side) => start(folder, side, io));
    try {
      await Promise.all(gateways.map(({ ready }) => ready));
      tell(io, ports);
      await Promise.race([stopSignal(io.env), ...gateways.map(({ ended }) => ended)]);
    } finally {
      clearInterval(signing);
      towns.close();
      for (const { child } of gateways) child.kill('SIGTERM');
      await Promise.all(gateways.map(({ ended }) => ended));
    }
    return 0;
  },
};

function tell(io: CommandIo, { clients }: Ports): void {
  const url = `http://127.0.0.1:${clients}/r1/${service}/AZ1000`;
  if (io.json) return io.out(JSON.stringify({ url, client: consumer }));
  io.out(t(io.lang, 'demoRuns'));
  io.out(`\n  curl -i -H 'X-Road-Client: ${consumer}' ${url}\n`);
  io.out(t(io.lang, 'demoStop'));
}

/** Makes the files of the exchange, once; answers the ports that stand in them. */
export async function makeDemo(folder: string, io: CommandIo): Promise<Ports> {
  const path = join(folder, 'ports.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Ports;
  if (existsSync(join(folder, 'exchange.yaml'))) throw new UsageError(`${folder} holds another exchange already.`);
  mkdirSync(folder, { recursive: true });
  const [first, second, clients, others, behind] = await freePorts(5);
  const made = (side: Side, port: number) => {
    const words = [join(folder, side), '--id', `${instance}/GOV/${side}/gw1`];
    return [...words, '--address', `https://127.0.0.1:${port}`, '--serves', sides[side]];
  };
  for (const [side, port] of [
    ['rinn', first],
    ['in', second],
  ] as const)
    await command(gatewayInit, io, made(side, port));
  change(folder, 'rinn', first, clients);
  const right = { client: consumer, service, method: 'GET', path: '/**', purpose: 'trial', act: 'trial', article: '1' };
  change(folder, 'in', second, others, {
    allowed: { loopback: true },
    services: [{ service, address: `http://127.0.0.1:${behind}` }],
    rights: [right],
  });
  const gateways = Object.keys(sides).map(
    (side) => parse(readFileSync(join(folder, side, 'entry.yaml'), 'utf8')) as object,
  );
  const members = [
    { id: `${instance}/GOV/rinn`, name: 'RİNN', subsystems: [consumer] },
    { id: `${instance}/GOV/in`, name: 'İN', subsystems: [provider] },
  ];
  writeFileSync(join(folder, 'exchange.yaml'), stringify({ instance, members, gateways }));
  const ports: Ports = { provider: behind, clients };
  writeFileSync(path, JSON.stringify(ports));
  return ports;
}

/** Settings of one side: all on this machine, and the configuration of the folder above. */
function change(folder: string, side: Side, gateways: number, clients: number, more: object = {}): void {
  const path = join(folder, side, 'gateway.yaml');
  const host = '127.0.0.1';
  const listen = { clients: { host, port: clients }, gateways: { host, port: gateways } };
  const configuration = { from: '../configuration.jws', centre: '../centre.pem' };
  const written = parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, stringify({ ...written, listen, configuration, ...more }), { mode: 0o600 });
}

export function publish(folder: string, io: CommandIo): Promise<unknown> {
  const at = (name: string) => join(folder, name);
  const words = [at('exchange.yaml'), '--key', at('centre.key'), '--out', at('configuration.jws')];
  return command(gatewayPublish, io, words);
}

const command = (one: Command, io: CommandIo, words: readonly string[]): Promise<unknown> =>
  one.run(readGiven(one, words), { ...io, out: () => undefined });

interface Started {
  readonly child: ChildProcess;
  /** Resolves once it says that it runs; rejects where it ends before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
}

/** `vahid gateway`, with a database of its own in the folder of the gateway. */
function start(folder: string, side: Side, { root, env, err }: CommandIo): Started {
  const { DATABASE_URL: _database, VAHID_MODE: _mode, ...rest } = env;
  const child = spawn(
    process.execPath,
    [join(root, 'bin/vahid.mjs'), 'gateway', join(folder, side, 'gateway.yaml'), '--json'],
    // Ctrl+C goes to all programs of a terminal: the gateways end when they are told to, after their calls.
    {
      env: { ...rest, VAHID_DATA: join(folder, side, 'data'), VAHID_FILES: join(folder, side, 'files') },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  createInterface({ input: child.stderr }).on('line', (line) => err(`${side}: ${line}`));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const runs = new Promise<void>((done) => createInterface({ input: child.stdout }).once('line', () => done()));
  const fails = ended.then(() => {
    throw new UsageError(`The gateway of ${side} ended before it ran.`);
  });
  fails.catch(() => undefined);
  return { child, ended, ready: Promise.race([runs, fails]) };
}

const towns: Readonly<Record<string, string>> = {
  AZ1000: 'Bakı',
  AZ2000: 'Gəncə',
  AZ5000: 'Sumqayıt',
  AZ7000: 'Naxçıvan',
};

/** The information system behind the provider’s gateway: names of towns by post code. */
function openTowns(port: number): Promise<Server> {
  const server = createServer((asked, answer) => {
    const code = /^\/(AZ\d{4})$/.exec(asked.url ?? '')?.[1] ?? '';
    const town = towns[code];
    answer.writeHead(town === undefined ? 404 : 200, { 'content-type': 'application/json; charset=utf-8' });
    answer.end(JSON.stringify(town === undefined ? { known: Object.keys(towns) } : { code, town }));
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done(server));
  });
}

/** Ports that nobody uses, all held until the last is found. */
async function freePorts(count: 5): Promise<[number, number, number, number, number]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Server>((done) => {
          const server = createServer();
          server.listen(0, '127.0.0.1', () => done(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports as [number, number, number, number, number];
}
