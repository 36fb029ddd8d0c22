import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/index.ts';
import { systemsInUse } from '../../catalogue/index.ts';
import { inChargeOf, type Institution, institutions } from '../../identity/index.ts';
import { type AvailableAction, availableActions, instance, type Progress, progressOf } from '../../process/index.ts';
import { centreOf, registrarOf } from './actions.ts';
import * as announcements from './announcement-store.ts';
import { ownerOf } from './check.ts';
import { type Content, isInForce, readDirectory, servedBy } from './configuration.ts';
import { instanceOf, subsystemIdOf } from './instance.ts';
import { configurationName, type Published, publishedNow } from './publish.ts';
import * as store from './store.ts';

/** How soon a certificate ends: within 30 days it is warned of. */
export const warnedDays = 30;

export interface GatewayLine {
  readonly gateway: store.GatewayRow;
  readonly institution: Institution | undefined;
  readonly serves: readonly string[];
  /** Of the gateway itself, in force, the one that holds longest first. */
  readonly certificates: readonly store.CertificateRow[];
}

/** A system that takes part through a gateway of another institution, by the certificate that it shows. */
export interface ClientLine {
  readonly client: string;
  readonly gateway: store.GatewayRow;
  readonly certificates: readonly store.CertificateRow[];
}

export interface UnservedSystem {
  readonly id: string;
  readonly title: Text;
}

export interface DirectoryView {
  readonly published: Published | undefined;
  readonly gateways: readonly GatewayLine[];
  readonly clients: readonly ClientLine[];
  /** Systems of the actor’s institutions, or of all for the centre, that take part through none. */
  readonly unserved: readonly UnservedSystem[];
  /** What waits: for the centre all, for a registrar those of their institutions. */
  readonly waiting: readonly announcements.AnnouncementRow[];
  readonly isCentre: boolean;
}

/** The exchange as the desk shows it. @throws notAllowed */
export async function directoryView(ctx: Context): Promise<DirectoryView> {
  allow(ctx, 'exchange.openDirectory');
  const now = ctx.vahid.now();
  const directory = await readDirectory(ctx);
  const byCode = new Map((await institutions(ctx)).map((one) => [one.code, one]));
  const centre = await centreOf(ctx);
  const isCentre = ctx.actor.appointments.some(({ institution }) => institution === centre);
  const own = registrarOf(ctx);
  const certificates = directory.certificates.filter((one) => isInForce(one, now)).sort(longestFirst);
  const gateways = directory.gateways.map((gateway) => ({
    gateway,
    institution: byCode.get(gateway.institution),
    serves: servedBy(directory.serving, gateway.id),
    certificates: certificates.filter((one) => one.gateway === gateway.id && one.client === null),
  }));
  const shown = (code: string) => isCentre || own.includes(code);
  const unserved = (await systemsInUse(ctx))
    .filter(({ institution }) => shown(institution))
    .map(({ institution, code, title }) => ({ id: subsystemIdOf(ctx.vahid, institution, code), title }))
    .filter(({ id }) => !directory.serving.has(id));
  return {
    published: await publishedNow(ctx.db, configurationName),
    gateways,
    clients: clientsOf(directory.gateways, certificates),
    unserved,
    waiting: await announcements.findOpen(ctx.db, isCentre ? undefined : own),
    isCentre,
  };
}

const longestFirst = (a: store.CertificateRow, b: store.CertificateRow) => b.validTo.getTime() - a.validTo.getTime();

function clientsOf(
  gateways: readonly store.GatewayRow[],
  certificates: readonly store.CertificateRow[],
): readonly ClientLine[] {
  const lines = Map.groupBy(
    certificates.filter(({ client }) => client !== null),
    ({ client, gateway }) => `${client} ${gateway}`,
  );
  return [...lines.values()].flatMap((found) => {
    const [first] = found;
    const gateway = gateways.find(({ id }) => id === first?.gateway);
    return first?.client && gateway ? [{ client: first.client, gateway, certificates: found }] : [];
  });
}

export interface GatewayView extends GatewayLine {
  /** All that it ever had, its own and those of clients, the newest first. */
  readonly every: readonly store.CertificateRow[];
  readonly keys: readonly store.KeyRow[];
  /** Whether the actor may end a certificate of a client, or with null what is the gateway’s own. */
  mayWithdraw(client: string | null): boolean;
  readonly mayTest: boolean;
  /** Serves where it was announced or decided. */
  readonly readsAnnouncements: boolean;
}

/** One gateway with its history. @throws notFound, notAllowed */
export async function gatewayView(ctx: Context, id: string): Promise<GatewayView> {
  allow(ctx, 'exchange.openDirectory');
  const gateway = await store.findGateway(ctx.db, { id });
  if (!gateway) throw notFound();
  const directory = await readDirectory(ctx);
  const every = directory.certificates.filter((one) => one.gateway === id);
  const now = ctx.vahid.now();
  const institution = await centreOf(ctx);
  const owners = new Map<string | null, string>([[null, await inChargeOf(ctx, gateway.institution)]]);
  for (const { client } of every) if (client !== null) owners.set(client, await inChargeOf(ctx, ownerOf(ctx, client)));
  const may = (action: string, client: string | null) =>
    permitted(ctx.vahid.access[action] ?? [], ctx.actor, { institution, ownerInstitution: owners.get(client) });
  return {
    gateway,
    institution: (await institutions(ctx)).find(({ code }) => code === gateway.institution),
    serves: servedBy(directory.serving, id),
    certificates: every.filter((one) => one.client === null && isInForce(one, now)).sort(longestFirst),
    every,
    keys: directory.keys.filter((one) => one.gateway === id),
    mayWithdraw: (client) => may('exchange.withdrawTrust', client),
    mayTest: may('exchange.testConnection', null),
    readsAnnouncements: ctx.actor.appointments.some((one) => [institution, owners.get(null)].includes(one.institution)),
  };
}

export interface AnnouncementView extends Progress {
  readonly row: announcements.AnnouncementRow;
  readonly actions: readonly AvailableAction[];
  /** Of the gateway as it stands, where there is one. */
  readonly before: GatewayLine | undefined;
  /** Gateways through which the systems that it names take part now, by the system. */
  readonly throughNow: ReadonlyMap<string, string>;
}

/** What was announced, beside what stands. @throws notFound, notAllowed */
export async function announcementView(ctx: Context, id: string): Promise<AnnouncementView> {
  allow(ctx, 'exchange.openDirectory');
  const row = await announcements.findAnnouncement(ctx.db, id);
  if (!row) throw notFound();
  const of = await instance(ctx, id);
  const { gateways } = await directoryView(ctx);
  return {
    row,
    ...(await progressOf(ctx, of)),
    actions: await availableActions(ctx, of),
    before: gateways.find(({ gateway }) => gateway.name === row.content.gateway),
    throughNow: new Map(gateways.flatMap(({ gateway, serves }) => serves.map((id) => [id, gateway.name] as const))),
  };
}

/** Members and gateways as the configuration that is published names them. Public, as that is. */
export async function listMembers(ctx: Context): Promise<Content> {
  allow(ctx, 'exchange.readConfiguration');
  const published = await publishedNow(ctx.db, configurationName);
  if (!published) return { instance: instanceOf(ctx.vahid), members: [], gateways: [] };
  return payloadOf(published.signed);
}

/** What the centre itself signed needs no check where it is kept. */
const payloadOf = (signed: string): Content =>
  JSON.parse(Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString('utf8')) as Content;
