import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { freePort } from '../../src/app/commands/run.ts';
import { type Database, openDatabase, openPool } from '../../src/kernel/database.ts';
import { clusterTag, PORT, readPostmaster, SUPERUSER } from '../../src/kernel/embedded/cluster.ts';
import { serverProcesses, signal } from '../../src/kernel/embedded/processes.ts';
import { DATABASE } from '../../src/kernel/embedded/server.ts';

/* Two institutions, each with a gateway as its administrator makes and starts it: processes, keys, databases of their own. */

export const consumerSystem = 'AZ/GOV/rinn/portal';
export const service = 'AZ/GOV/din/population/people';

export interface GatewayProcess {
  /** Where its information systems reach it. */
  readonly port: number;
  /** Holds its certificate and its keys. */
  readonly folder: string;
  readonly pid: number;
  /** Starts it and waits until both its doors are open. */
  start(): Promise<void>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T>;
}

export interface GatewayPair {
  readonly consumer: GatewayProcess;
  readonly provider: GatewayProcess;
  /** Stops both, and their databases. */
  close(): Promise<void>;
}

export interface PairOrder {
  /** Where `bin/vahid.mjs` lies. */
  readonly root: string;
  readonly folder: string;
  /** Port of the provider's information system on this machine. */
  readonly providerPort: number;
}

/** Makes and starts both by `vahid gateway-init`, `gateway-publish` and `gateway`. */
export async function openGateways({ root, folder, providerPort }: PairOrder): Promise<GatewayPair> {
  const subsystem = service.split('/').slice(0, 4).join('/');
  const [consumer, provider] = await Promise.all([
    makeGateway(root, join(folder, 'consumer'), { id: 'AZ/GOV/rinn/gw1', serves: consumerSystem }),
    makeGateway(root, join(folder, 'provider'), { id: 'AZ/GOV/din/gw1', serves: subsystem }),
  ]);
  await publishExchange(root, folder, ['consumer', 'provider']);
  settleGateway(consumer, {});
  settleGateway(provider, {
    allowed: { loopback: true },
    services: [{ service, address: `http://127.0.0.1:${providerPort}`, personal: false }],
    rights: [{ client: consumerSystem, service, method: 'GET', path: '/**', ...purpose }],
  });
  const pair = { consumer: new Gateway(root, consumer), provider: new Gateway(root, provider) };
  const close = async () => void (await Promise.all([pair.consumer.close(), pair.provider.close()]));
  try {
    await Promise.all([pair.consumer.start(), pair.provider.start()]);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...pair, close };
}

const purpose = { purpose: 'residency', act: 'technopark-rules', article: '4.2' };

/** Where a gateway was made, and the ports of its doors on this machine. */
export interface Place {
  readonly folder: string;
  readonly clientPort: number;
  readonly peerPort: number;
}

/** Makes a gateway in a folder, as its administrator does: certificate, keys, settings. */
export async function makeGateway(
  root: string,
  folder: string,
  { id, serves }: { readonly id: string; readonly serves: string },
): Promise<Place> {
  mkdirSync(folder, { recursive: true });
  const [clientPort, peerPort] = [await freePort(), await freePort()];
  const address = `https://127.0.0.1:${peerPort}`;
  await vahid(root, ['gateway-init', join(folder, 'gateway'), '--id', id, '--address', address, '--serves', serves]);
  return { folder, clientPort, peerPort };
}

/** Signs the configuration of an exchange whose gateways were made in these folders. */
export async function publishExchange(root: string, folder: string, names: readonly string[]): Promise<void> {
  const gateways = names.map((name) => yamlIn(join(folder, name, 'gateway/entry.yaml')));
  writeFileSync(join(folder, 'exchange.yaml'), stringify({ instance: 'AZ', gateways }));
  const [key, out] = [join(folder, 'centre.key'), join(folder, 'configuration.jws')];
  await vahid(root, ['gateway-publish', join(folder, 'exchange.yaml'), '--key', key, '--out', out]);
}

/** What an administrator writes into the settings. */
export function settleGateway({ folder, clientPort, peerPort }: Place, own: object): void {
  const path = join(folder, 'gateway/gateway.yaml');
  const listen = { clients: { host: '127.0.0.1', port: clientPort }, gateways: { host: '127.0.0.1', port: peerPort } };
  const configuration = { from: join(folder, '../configuration.jws'), centre: join(folder, '../centre.pem') };
  writeFileSync(path, stringify({ ...yamlIn(path), listen, configuration, ...own }));
}

const yamlIn = (path: string): object => parse(readFileSync(path, 'utf8')) as object;

function envOf(dataDir: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _unused, ...env } = process.env;
  return { ...env, NODE_ENV: 'production', VAHID_MODE: 'demo', VAHID_DATA: dataDir };
}

const run = promisify(execFile);
const vahid = (root: string, words: readonly string[]) =>
  run(process.execPath, [join(root, 'bin/vahid.mjs'), ...words], { cwd: root, env: envOf(join(root, 'none')) });

/** A gateway as a process with a database of its own. */
export class Gateway implements GatewayProcess {
  readonly port: number;
  readonly folder: string;
  readonly #root: string;
  readonly #data: string;
  readonly #log: string;
  #child: ChildProcess | undefined;
  #gone: Promise<unknown> = Promise.resolve();

  constructor(root: string, { folder, clientPort }: Place) {
    this.#root = root;
    this.port = clientPort;
    this.folder = join(folder, 'gateway');
    this.#data = join(folder, 'data');
    this.#log = join(folder, 'gateway.log');
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const output = openSync(this.#log, 'w');
    const words = [join(this.#root, 'bin/vahid.mjs'), 'gateway', join(this.folder, 'gateway.yaml'), '--json'];
    const child = spawn(process.execPath, words, {
      cwd: this.#root,
      env: envOf(this.#data),
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    this.#child = child;
    this.#gone = new Promise((done) => child.once('close', done));
    for (const end = Date.now() + 120_000; ; await sleep(10)) {
      const said = readFileSync(this.#log, 'utf8');
      if (said.includes('{"clients":')) return;
      if (!this.#lives()) throw new Error(`the gateway ended before it was ready: ${said}`);
      if (Date.now() > end) throw new Error(`the gateway was not ready within two minutes: ${said}`);
    }
  }

  async end(by: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#child?.kill(by);
    await this.#gone;
  }

  async withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const socket = readPostmaster(this.#cluster)?.socketDir ?? '';
    const pool = openPool({ socket, port: PORT, database: DATABASE, superuser: SUPERUSER }, 'owner', 1);
    try {
      return await work(openDatabase(pool));
    } finally {
      await pool.end();
    }
  }

  /** An orderly stop takes the database along. */
  async close(): Promise<void> {
    if (this.#lives()) await this.end('SIGTERM');
    signal(serverProcesses(clusterTag(this.#cluster)), 'SIGKILL');
  }

  get #cluster(): string {
    return join(this.#data, 'postgres');
  }

  #lives(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }
}
