import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { type Command, type CommandIo, UsageError } from '../../../kernel/command.ts';
import { textOf } from '../../../kernel/text.ts';
import { besideDemo } from '../demo/gateways.ts';
import { gatewayInit, gatewayPublish } from '../gateway/commands.ts';
import { command, freePorts, ownDatabase, putSettings, runGateways } from './demo-process.ts';
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
  options: { centre: { value: 'ADDRESS' } },
  about: `
Makes a whole exchange on this machine in FOLDER, by the same commands that an administrator types, and runs it until it is
told to stop: two institutions, a gateway with a database for each, a provider, keys, a right and the configuration. It
needs no centre. Called again it runs what is in FOLDER.
  --centre ADDRESS   runs two gateways of the demonstration that answers there (http://localhost:8080) instead, in the
                     same folder and with the same data as that: what goes through them is seen at its desk`,
  async run(given, io) {
    if (given.words[0] === undefined) throw new UsageError('FOLDER is missing.');
    const folder = resolve(given.words[0]);
    const centre = given.value('centre');
    await (centre === undefined ? alone(folder, io) : besideDemo(folder, centre, io));
    return 0;
  },
};

async function alone(folder: string, io: CommandIo): Promise<void> {
  const ports = await makeDemo(folder, io);
  await publish(folder, io);
  const signing = setInterval(() => void publish(folder, io).catch(() => undefined), 3_600_000);
  const gateways = Object.keys(sides).map((side) => join(folder, side));
  const envs = gateways.map((at) => [at, ownDatabase(at, io)] as const);
  const order = { gateways: envs, system: { port: ports.provider, answer: tellTown }, running: () => tell(io, ports) };
  await runGateways(order, io).finally(() => clearInterval(signing));
}

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
  const configuration = { from: '../configuration.jws', centre: '../centre.pem' };
  putSettings(join(folder, 'rinn'), { gateways: first, clients }, { configuration });
  const right = { client: consumer, service, method: 'GET', path: '/**', purpose: 'trial', act: 'trial', article: '1' };
  putSettings(
    join(folder, 'in'),
    { gateways: second, clients: others },
    {
      configuration,
      allowed: { loopback: true },
      services: [{ service, address: `http://127.0.0.1:${behind}`, personal: false }],
      rights: [right],
    },
  );
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

export function publish(folder: string, io: CommandIo): Promise<unknown> {
  const at = (name: string) => join(folder, name);
  const words = [at('exchange.yaml'), '--key', at('centre.key'), '--out', at('configuration.jws')];
  return command(gatewayPublish, io, words);
}

const towns: Readonly<Record<string, string>> = {
  AZ1000: 'Bakı',
  AZ2000: 'Gəncə',
  AZ5000: 'Sumqayıt',
  AZ7000: 'Naxçıvan',
};

/** The information system behind the provider’s gateway: names of towns by post code. */
const tellTown: RequestListener = (asked, answer) => {
  const code = /^\/(AZ\d{4})$/.exec(asked.url ?? '')?.[1] ?? '';
  const town = towns[code];
  answer.writeHead(town === undefined ? 404 : 200, { 'content-type': 'application/json; charset=utf-8' });
  answer.end(JSON.stringify(town === undefined ? { known: Object.keys(towns) } : { code, town }));
};
