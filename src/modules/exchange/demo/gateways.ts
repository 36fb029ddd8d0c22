import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { type CommandIo, UsageError } from '../../../kernel/command.ts';
import { type Context, systemContext } from '../../../kernel/context.ts';
import { demoPeople } from '../../identity/index.ts';
import { actOnAnnouncement, announce, withdraw } from '../directory/actions.ts';
import { gatewayAnnounce } from '../directory/commands.ts';
import { command, freePorts, ownDatabase, putSettings, runGateways } from '../directory/demo-process.ts';
import { findOpen } from '../directory/announcement-store.ts';
import { centreKeys } from '../directory/centre-key.ts';
import { announcementFile, gatewayFolder } from '../directory/gateway-folder.ts';
import { subsystemIdOf } from '../directory/instance.ts';
import { publish } from '../directory/publish.ts';
import { findCertificates, findGateway, findKeys, type GatewayRow } from '../directory/store.ts';
import { t } from '../directory/text/index.ts';
import { endpointPath } from '../services/path.ts';
import { gatewayInit } from '../gateway/commands.ts';
import { actorOf } from './cast.ts';
import { members, services } from './content.ts';
import { subjects } from './subjects.ts';

/*
 * Two gateways of the demonstration that run: one asks, in the data of the demonstration itself, as a centre's own gateway
 * does; the other, with a database of its own, answers, and tells the centre whose data it gave out.
 */

const sides = ['rinn', 'din'] as const;
type Side = (typeof sides)[number];

interface Ports {
  readonly rinn: number;
  readonly din: number;
  readonly clients: number;
  readonly others: number;
  readonly provider: number;
}

/** Runs them until told to stop; they are announced and approved first, by the officials of the demonstration. */
export async function besideDemo(folder: string, address: string, io: CommandIo): Promise<void> {
  const centre = address.replace(/\/+$/, '');
  const pem = await keyOf(centre);
  const { vahid, close } = await io.open();
  const ctx = systemContext(vahid, 'exchange-demo');
  const ids = { client: clientOf(ctx, 'rinn'), service: `${clientOf(ctx, 'din')}/${services.people.code}` };
  try {
    if (vahid.config.mode !== 'demo') throw new UsageError('Only the gateways of a demonstration are run like this.');
    await takeOver(ctx, { folder, centre, pem }, io);
  } finally {
    await close();
  }
  const { clients, provider } = portsOf(folder);
  const gateways = [
    [join(folder, 'rinn'), io.env],
    [join(folder, 'din'), ownDatabase(join(folder, 'din'), io)],
  ] as const;
  const running = () => tell(io, { ...ids, centre, clients });
  await runGateways({ gateways, system: { port: provider, answer: tellPerson }, running }, io);
}

async function keyOf(centre: string): Promise<string> {
  const answer = await fetch(`${centre}/exchange/centre.pem`).catch(() => undefined);
  if (!answer?.ok)
    throw new UsageError(`No demonstration with an exchange answers at ${centre}: start vahid serve first.`);
  return answer.text();
}

const clientOf = ({ vahid }: Context, side: Side): string => subsystemIdOf(vahid, side, members[side].system);

interface Given {
  readonly folder: string;
  readonly centre: string;
  /** The centre's key. */
  readonly pem: string;
}

const portsOf = (folder: string): Ports => JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8')) as Ports;

/**
 * The gateways of both institutions become those in the folder, once; after an interruption it goes on.
 * @throws UsageError where the data are not those of the centre that answers
 */
export async function takeOver(ctx: Context, given: Given, io: CommandIo): Promise<void> {
  if (!(await centreKeys(ctx)).some(({ pem }) => pem === given.pem))
    throw new UsageError(
      `These are not the data of the server at ${given.centre}: set VAHID_DATA or DATABASE_URL as it has them.`,
    );
  const path = join(given.folder, 'ports.json');
  mkdirSync(given.folder, { recursive: true });
  if (!existsSync(path)) {
    const [rinn, din, clients, others, provider] = await freePorts(5);
    writeFileSync(path, JSON.stringify({ rinn, din, clients, others, provider } satisfies Ports));
  }
  for (const side of sides) {
    const gateway = await findGateway(ctx.db, { name: subsystemIdOf(ctx.vahid, side, 'gateway-1') });
    if (!gateway) throw new UsageError('This demonstration has no exchange: begin with new data.');
    await makeFolder(ctx, gateway, side, given, io);
    await announceAgain(ctx, gateway, side, given, io);
  }
  await publish(ctx);
}

async function makeFolder(ctx: Context, { id, name }: GatewayRow, side: Side, given: Given, io: CommandIo) {
  const [at, ports] = [join(given.folder, side), portsOf(given.folder)];
  if (!existsSync(join(at, 'gateway.yaml'))) {
    const order = ['--id', name, '--address', `https://127.0.0.1:${ports[side]}`, '--serves', clientOf(ctx, side)];
    await command(gatewayInit, io, [at, ...order]);
    const kid = `k${(await findKeys(ctx.db, id)).length + 1}`;
    putSettings(at, { gateways: ports[side], clients: 0 }, { signing: { kid, key: 'signing.key' } });
  }
  writeFileSync(join(at, 'centre.pem'), given.pem);
  const configuration = { from: `${given.centre}/exchange/configuration.jws`, centre: 'centre.pem' };
  if (side === 'rinn') return putSettings(at, { gateways: ports.rinn, clients: ports.clients }, { configuration });
  const service = `${clientOf(ctx, side)}/${services.people.code}`;
  return putSettings(
    at,
    { gateways: ports.din, clients: ports.others },
    {
      configuration,
      book: `${given.centre}/exchange/books/${encodeURIComponent(name)}.jws`,
      disclosures: { to: `${given.centre}/api/v1/exchange/disclosures` },
      allowed: { loopback: true },
      services: [{ service, address: `http://127.0.0.1:${ports.provider}` }],
    },
  );
}

const reason = 'Nümunə: şlüz bu kompüterdə yeni açarla işə salınır.';

/** What holds of the gateway so far is withdrawn, because nobody has its keys; the new ones are announced and approved. */
async function announceAgain(ctx: Context, { id, name }: GatewayRow, side: Side, given: Given, io: CommandIo) {
  const folder = join(given.folder, side);
  const { kid } = gatewayFolder(folder);
  const keys = await findKeys(ctx.db, id);
  if (keys.some((one) => one.kid === kid && !one.withdrawnAt)) return;
  const registrar = { ...ctx, actor: await actorOf(ctx, members[side].registrar) };
  for (const one of keys) if (!one.withdrawnAt) await withdraw(registrar, { gateway: id, kid: one.kid, reason });
  for (const { client, withdrawnAt, fingerprint: certificate } of await findCertificates(ctx.db, id))
    if (!client && !withdrawnAt) await withdraw(registrar, { gateway: id, certificate, reason });
  const announcement = (await waiting(registrar, name, folder)) ?? (await handIn(registrar, folder, io));
  const approver = { ...ctx, actor: await actorOf(ctx, 'rinnApprover') };
  await actOnAnnouncement(approver, { id: announcement, action: 'approve' });
}

/**
 * The announcement of a folder that waits since it was handed in and then the command was interrupted. Another one of the
 * same gateway, whose keys nobody has, is taken back, because only one may wait.
 */
async function waiting(registrar: Context, gateway: string, folder: string): Promise<string | undefined> {
  const open = await findOpen(registrar.db);
  const row = open.find(({ kind, subject }) => kind === 'gateway' && subject === gateway);
  if (!row) return undefined;
  const path = join(folder, announcementFile);
  if (existsSync(path) && readFileSync(path, 'utf8') === row.signed) return row.id;
  await actOnAnnouncement(registrar, { id: row.id, action: 'withdraw' });
  return undefined;
}

async function handIn(registrar: Context, folder: string, io: CommandIo): Promise<string> {
  await command(gatewayAnnounce, io, [folder]);
  return announce(registrar, readFileSync(join(folder, announcementFile), 'utf8'));
}

/** The information system behind the provider’s gateway: people of the demonstration by FİN, and more than is granted. */
const tellPerson: RequestListener = (asked, answer) => {
  const fin = /^\/persons\/([^/?]+)$/.exec(asked.url ?? '')?.[1];
  const person = demoPeople.find((one) => one.fin === fin);
  answer.writeHead(person ? 200 : 404, { 'content-type': 'application/json; charset=utf-8' });
  if (!person) return void answer.end('{}');
  const { surname, givenName, patronymic, sex, birthDate } = person;
  answer.end(JSON.stringify({ fin, surname, givenName, patronymic, sex, citizenship: 'AZ', birthDate }));
};

interface Told {
  readonly client: string;
  readonly service: string;
  readonly centre: string;
  readonly clients: number;
}

function tell(io: CommandIo, { client, service, centre, clients }: Told): void {
  const { key } = subjects.citizen;
  const url = `http://127.0.0.1:${clients}/r1/${service}/persons/${key}`;
  if (io.json) return io.out(JSON.stringify({ url, client }));
  io.out(t(io.lang, 'demoRuns'));
  io.out(`\n  curl -i -H 'X-Road-Client: ${client}' -H 'X-Road-Issue: TP-1' ${url}\n`);
  io.out(t(io.lang, 'demoSeen', { centre }));
  const path = endpointPath(members.din.system, services.people.code, 'GET', '/persons/{fin}');
  io.out(t(io.lang, 'demoTry', { centre, path, value: `http://127.0.0.1:${clients}/${client.split('/')[0]}` }));
  io.out(t(io.lang, 'demoStop'));
}
