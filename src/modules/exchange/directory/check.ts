import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { Context } from '../../../kernel/context.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { entryPictures, topicsOf } from '../../catalogue/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { isCallable } from '../gateway/provider-call.ts';
import {
  type Announcement,
  AnnouncementRefused,
  type ClientStatement,
  type GatewayStatement,
  isFit,
  publicKeyOf,
  type Statement,
} from './announcement.ts';
import { newestMoment } from './announcement-store.ts';
import { instanceOf, partsOf } from './instance.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** A certificate of an announcement, read. */
export interface ReadCertificate {
  readonly pem: string;
  readonly fingerprint: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

export interface ReadKey {
  readonly kid: string;
  readonly jwk: Readonly<Record<string, string>>;
  readonly thumbprint: string;
}

/** What an announcement would bring about. */
export interface Checked {
  /** Whose it is. */
  readonly institution: string;
  readonly gateway: store.GatewayRow | undefined;
  readonly certificate?: ReadCertificate;
  readonly key?: ReadKey;
}

const day = 86_400_000;
const longest = 3 * 366 * day;

/**
 * Holds an announcement against the directory and the catalogue as they stand now: before it is handed in, and again
 * when it is approved. @throws the refusals of this folder
 */
export async function checkAnnouncement(ctx: Context, announcement: Announcement): Promise<Checked> {
  const { statement } = announcement;
  const instance = instanceOf(ctx.vahid);
  if (statement.exchange !== instance) throw refusals.otherExchange({ found: statement.exchange, instance });
  const checked =
    statement.kind === 'gateway'
      ? await checkGateway(ctx, announcement, statement)
      : await checkClient(ctx, announcement, statement);
  await checkMoment(ctx, statement);
  return checked;
}

/** What was said before is not said again: an old announcement, however well signed, would lead back to what was. */
async function checkMoment(ctx: Context, statement: Statement): Promise<void> {
  const subject = statement.kind === 'gateway' ? statement.gateway : statement.client;
  const newest = await newestMoment(ctx.db, { kind: statement.kind, subject });
  const at = Date.parse(statement.at);
  // One from the future would keep all others out until then.
  if (Number.isNaN(at) || at > ctx.vahid.now().getTime() + day || (newest !== undefined && at < newest.getTime()))
    throw refusals.olderAnnouncement({ id: subject });
}

/** Whose a gateway or a system of this exchange is, by its identifier. @throws badIdentifier */
export function ownerOf({ vahid }: Context, id: string): string {
  const { institution, system } = partsOf(vahid, id) ?? {};
  if (institution === undefined || system === undefined)
    throw refusals.badIdentifier({ id, instance: instanceOf(vahid) });
  return institution;
}

async function checkGateway(ctx: Context, announcement: Announcement, given: GatewayStatement): Promise<Checked> {
  const institution = ownerOf(ctx, given.gateway);
  const gateway = await store.findGateway(ctx.db, { name: given.gateway });
  const keys = gateway ? await store.findKeys(ctx.db, gateway.id) : [];
  if (given.address !== undefined) checkAddress(ctx, given.address);
  for (const id of given.serves ?? []) await checkSystem(ctx, id, institution);
  const key = given.key && (await checkKey(ctx, announcement, given.key, keys));
  const certificate =
    given.certificate === undefined ? undefined : await checkCertificate(ctx, announcement, given.certificate);
  await checkSpeaker(announcement, keys);
  if (!gateway && !(certificate && given.address !== undefined && given.serves)) throw refusals.needsBoth();
  if (gateway?.state === 'retired' && !(certificate && key && given.serves))
    throw refusals.gatewayWithdrawn({ id: given.gateway });
  if (keys.every(({ withdrawnAt }) => withdrawnAt !== null) && !key) throw refusals.needsBoth();
  if (gateway && !certificate && !key && !(await isChange(ctx, gateway, given))) throw refusals.nothingNew();
  return { institution, gateway, ...(certificate ? { certificate } : {}), ...(key ? { key } : {}) };
}

/** One that is in use speaks for itself: else whoever has its folder’s name could put their own keys beside its. */
async function checkSpeaker(announcement: Announcement, keys: readonly store.KeyRow[]): Promise<void> {
  const inForce = keys.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (inForce.length === 0) return;
  const speaking = inForce.find(({ kid }) => kid === announcement.speaksBy);
  const own = speaking && publicKeyOf(speaking.jwk);
  if (!own) throw refusals.notSpeaking();
  await signedBy(announcement, 'gateway', own);
}

async function isChange(
  ctx: Context,
  gateway: store.GatewayRow,
  { address, serves }: GatewayStatement,
): Promise<boolean> {
  if (gateway.state === 'retired' || (address !== undefined && address !== gateway.address)) return true;
  if (serves === undefined) return false;
  const now = (await store.findServing(ctx.db)).filter((one) => one.gateway === gateway.id);
  return now.length !== serves.length || now.some(({ subsystem }) => !serves.includes(subsystem));
}

async function checkClient(ctx: Context, announcement: Announcement, given: ClientStatement): Promise<Checked> {
  const institution = ownerOf(ctx, given.client);
  await checkSystem(ctx, given.client, institution);
  const gateway = await store.findGateway(ctx.db, { name: given.gateway });
  const centre = await inChargeOf(ctx, topicsOf(ctx.vahid.releases).decides);
  // Whoever approves speaks for the centre, and for no other institution's gateway.
  if (gateway?.state !== 'in_use' || ![institution, centre].includes(gateway.institution))
    throw refusals.noGateway({ id: given.gateway });
  return { institution, gateway, certificate: await checkCertificate(ctx, announcement, given.certificate) };
}

/** Of a name where it leads shows only when it is looked up: there the same addresses are refused. */
function checkAddress({ vahid }: Context, address: string): void {
  const allowed = { private: true, loopback: vahid.config.mode === 'demo' };
  if (!/^https:\/\/[\w.:[\]-]+$/.test(address) || !URL.canParse(address) || !isCallable(new URL(address), allowed))
    throw refusals.badAddress();
}

async function checkSystem(ctx: Context, id: string, institution: string): Promise<void> {
  const parts = partsOf(ctx.vahid, id);
  if (
    parts?.system === undefined ||
    parts.institution !== institution ||
    !(await isOwn(ctx, institution, parts.system))
  )
    throw refusals.notYours({ id });
}

/** Whether the catalogue has the system, not finished, for the institution or for the one that follows it. */
export async function isOwn(ctx: Context, institution: string, code: string): Promise<boolean> {
  const [found] = await entryPictures(ctx, [{ kind: 'system', code }]);
  if (!found || found.state === 'finished') return false;
  return (
    found.institution === institution || found.institution === (await inChargeOf(ctx, institution, `system/${code}`))
  );
}

async function checkCertificate(ctx: Context, announcement: Announcement, pem: string): Promise<ReadCertificate> {
  const certificate = read(pem);
  const now = ctx.vahid.now().getTime();
  if (!certificate || !isFit(certificate.publicKey)) throw refusals.badCertificate();
  const { validFromDate: validFrom, validToDate: validTo } = certificate;
  const [from, to] = [validFrom.getTime(), validTo.getTime()];
  if (!(from <= now + day && to >= now + day && to - from <= longest)) throw refusals.badCertificate();
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex');
  if (await store.isKnown(ctx.db, { fingerprint })) throw refusals.usedCertificate();
  await signedBy(announcement, 'certificate', certificate.publicKey);
  return { pem: certificate.toString(), fingerprint, validFrom, validTo };
}

function read(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

async function checkKey(
  ctx: Context,
  announcement: Announcement,
  { kid, jwk }: NonNullable<GatewayStatement['key']>,
  keys: readonly store.KeyRow[],
): Promise<ReadKey> {
  const found = publicKeyOf(jwk);
  if (!found) throw refusals.badKey();
  const thumbprint = await calculateJwkThumbprint(jwk);
  if (keys.some((one) => one.kid === kid) || (await store.isKnown(ctx.db, { thumbprint }))) throw refusals.usedKey();
  await signedBy(announcement, 'key', found);
  return { kid, jwk: jwk as Readonly<Record<string, string>>, thumbprint };
}

async function signedBy(announcement: Announcement, by: Parameters<Announcement['check']>[0], key: KeyObject) {
  await announcement.check(by, key).catch((error: unknown) => {
    throw refusalOf(error);
  });
}

/** What an announcement that cannot be read or believed is told. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof AnnouncementRefused)) throw error;
  return refusalsByReason[error.reason]();
}

const refusalsByReason = {
  unreadable: refusals.unreadable,
  privateKey: refusals.privateKeySent,
  onlyCertificate: refusals.certificateSent,
  signature: refusals.badSignature,
} as const;
