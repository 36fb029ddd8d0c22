import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { type Command, type CommandIo, readGiven, UsageError } from '../../../kernel/command.ts';
import { gatewayInit, gatewayPublish } from './commands.ts';
import { runGateway, type RunningGateway } from './run.ts';
import { readSettings } from './settings.ts';
import { rooms } from './test-stand.ts';

/* From nothing to an exchange between two gateways, by the commands that an administrator types. */

const folder = mkdtempSync(join(tmpdir(), 'vahid-gateways-'));
const close: (() => Promise<unknown> | undefined)[] = [];
let system: Server;
beforeAll(() => {
  system = createServer((asked, answer) => void answer.end(asked.url)).listen(0, '127.0.0.1');
});
afterAll(async () => {
  for (const step of close.toReversed()) await step();
  system.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(command: Command, words: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const io = { lang: 'en', json: true, out: (line: string) => lines.push(line) } as unknown as CommandIo;
  await command.run(readGiven(command, words), io);
  return lines.join('\n');
}

const at = (...names: string[]) => join(folder, ...names);
const consumer = 'AZ/GOV/rinn/portal';
const provider = 'AZ/GOV/din/population';

async function init(name: string, port: number, serves: string): Promise<void> {
  const id = `AZ/GOV/${name}/gw1`;
  await run(gatewayInit, [at(name), '--id', id, '--address', `https://127.0.0.1:${port}`, '--serves', serves]);
}

function change(name: string, how: (settings: Record<string, unknown>) => object): void {
  const path = at(name, 'gateway.yaml');
  const settings = parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const listen = { clients: { port: 0 }, gateways: { host: '127.0.0.1', port: portOf(settings) } };
  const configuration = { from: at('configuration.jws'), centre: at('centre.pem') };
  writeFileSync(path, stringify({ ...settings, listen, configuration, ...how(settings) }));
}

const portOf = (settings: Record<string, unknown>) => (settings.listen as { gateways: { port: number } }).gateways.port;

async function publish(): Promise<void> {
  const gateways = ['rinn', 'din'].map((name) => parse(readFileSync(at(name, 'entry.yaml'), 'utf8')) as object);
  writeFileSync(at('exchange.yaml'), stringify({ instance: 'AZ', gateways }));
  await run(gatewayPublish, [at('exchange.yaml'), '--key', at('centre.key'), '--out', at('configuration.jws')]);
}

async function start(name: string): Promise<RunningGateway> {
  const test: TestVahid = await openTestVahid({ rooms, now: new Date().toISOString() });
  const running = await runGateway(test.vahid, readSettings(at(name, 'gateway.yaml')));
  close.push(
    () => test.close(),
    () => running.close(),
  );
  return running;
}

/** A port that nobody uses: the address of a gateway stands in the configuration before it runs. */
const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

describe('two institutions', () => {
  it('exchange after four commands', async () => {
    await init('rinn', await freePort(), consumer);
    await init('din', await freePort(), provider);
    await publish();
    const service = `${provider}/people`;
    const right = {
      client: consumer,
      service,
      method: 'GET',
      path: '/**',
      purpose: 'residency',
      act: 'a',
      article: '1',
    };
    change('rinn', () => ({}));
    change('din', () => ({
      allowed: { loopback: true },
      services: [{ service, address: `http://127.0.0.1:${(system.address() as AddressInfo).port}/api` }],
      rights: [right],
    }));
    await start('din');
    const { clientPort } = await start('rinn');
    const answer = await fetch(`http://127.0.0.1:${clientPort}/r1/${service}/v1/7`, {
      headers: { 'X-Road-Client': consumer },
    });
    expect([answer.status, await answer.text()]).toEqual([200, '/api/v1/7']);
  });
});

describe('settings', () => {
  const written = (text: string) => {
    writeFileSync(at('odd.yaml'), text);
    return () => readSettings(at('odd.yaml'));
  };

  it('say what is wrong with them, and where', () => {
    expect(() => readSettings(at('none.yaml'))).toThrow('There is no file');
    expect(written('a: [')).toThrow(UsageError);
    expect(written('gateway: AZ/GOV/x/y')).toThrow('odd.yaml');
    const whole = readFileSync(at('din', 'gateway.yaml'), 'utf8');
    expect(written(whole.replace('method: GET', 'method: FETCH'))).toThrow('odd.yaml/rights/0/method');
    expect(written(whole)).toThrow('There is no file certificate.pem');
  });

  it('are not written over, and no key is lost', async () => {
    const key = readFileSync(at('rinn', 'signing.key'), 'utf8');
    await expect(init('rinn', 1, consumer)).rejects.toThrow('holds a gateway already');
    expect(readFileSync(at('rinn', 'signing.key'), 'utf8')).toBe(key);
    const order = [at('odd.yaml'), '--key', at('centre.key'), '--out', at('other.jws')];
    await expect(run(gatewayPublish, order)).rejects.toThrow('not as it should be');
  });
});
