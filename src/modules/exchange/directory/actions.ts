import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText, textOf } from '../../../kernel/text.ts';
import { bakuDate, type Lang, type Text } from '../../../language/index.ts';
import { topicsOf } from '../../catalogue/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { act, type Acted, effectKey, instance, notifyOwner, startProcess } from '../../process/index.ts';
import { type Announcement, type GatewayStatement, readAnnouncement, type Statement } from './announcement.ts';
import * as announcements from './announcement-store.ts';
import { checkAnnouncement, type Checked, ownerOf, refusalOf } from './check.ts';
import { publishSoon } from './job.ts';
import { announcementProcess, releasedAnnouncementProcess } from './process.ts';
import * as refusals from './refusals.ts';
import { remindOf } from './reminder.ts';
import * as store from './store.ts';
import { t, texts } from './text/index.ts';

/** Institution that keeps the exchange: the one that decides on the catalogue, or whoever follows it. */
export const centreOf = (ctx: Context): Promise<string> => inChargeOf(ctx, topicsOf(ctx.vahid.releases).decides);

/** Institutions of which the actor is a registrar. */
export const registrarOf = ({ actor }: Pick<Context, 'actor'>): readonly string[] =>
  actor.appointments.filter(({ role }) => role === 'registrar').map(({ institution }) => institution);

/** Of whom an announcement speaks. */
export const subjectOf = (given: Statement): string => (given.kind === 'gateway' ? given.gateway : given.client);

/**
 * Hands in what a gateway, or a client without one, announces, for the registrar's own institution. Answers its id.
 * @throws notAllowed, and the refusals of this folder
 */
export async function announce(ctx: Context, signed: string): Promise<string> {
  allow(ctx, 'exchange.announce', { institution: registrarOf(ctx)[0] });
  const announcement = readSigned(signed);
  const { statement } = announcement;
  const subject = subjectOf(statement);
  const institution = await inChargeOf(ctx, ownerOf(ctx, subject));
  allow(ctx, 'exchange.announce', { institution });
  return inTransaction(ctx, async (inner) => {
    await store.takeTurn(inner.db);
    if (await announcements.hasOpen(inner.db, { kind: statement.kind, subject }))
      throw refusals.announcedAlready({ id: subject });
    await checkAnnouncement(inner, announcement);
    const number = await announcements.nextNumber(inner.db, bakuDate(ctx.vahid.now()).slice(0, 4));
    const id = await begin(inner, { statement, institution, number });
    const at = ctx.vahid.now();
    const row = { id, kind: statement.kind, subject, institution, number, content: statement, signed, open: true, at };
    await announcements.insertAnnouncement(inner.db, row);
    await audit(inner, 'exchange.announce', id);
    return id;
  });
}

/** @throws unreadable */
function readSigned(signed: string): Announcement {
  try {
    return readAnnouncement(signed);
  } catch (error) {
    throw refusalOf(error);
  }
}

interface Begun {
  readonly statement: Statement;
  readonly institution: string;
  readonly number: string;
}

async function begin(ctx: Context, { statement, institution, number }: Begun): Promise<string> {
  const { version, process } = releasedAnnouncementProcess(ctx.vahid.releases);
  const one = (lang: Lang) => t(lang, titles[statement.kind], { id: subjectOf(statement) });
  return startProcess(ctx, {
    process: { kind: announcementProcess, name: announcementProcess, version },
    definition: process,
    institution: await centreOf(ctx),
    owner: { institution },
    reference: number,
    title: { az: one('az'), en: one('en'), ru: one('ru') },
  });
}

const titles = { gateway: 'titleGateway', client: 'titleClient' } as const;

export interface Press {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

/**
 * One action on what was announced. Approved, it holds from the next publication on, which is at once; only what could
 * still be announced, and never by who announced it. @throws notFound, and what `act` and this folder throw
 */
export async function actOnAnnouncement(ctx: Context, { id, ...given }: Press): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    await store.takeTurn(inner.db);
    const row = await announcements.findAnnouncement(inner.db, id);
    if (!row) throw notFound();
    await instance(inner, id);
    const checked =
      row.open && given.action === 'approve' ? await checkAnnouncement(inner, readSigned(row.signed)) : undefined;
    const acted = await act(inner, { instance: id, ...given });
    // The same press again finds it closed.
    if (acted.state === 'review' || !row.open) return acted;
    await announcements.closeAnnouncement(inner.db, id);
    if (acted.state === 'approved' && checked) await apply(inner, row, checked);
    await tell(inner, id, acted);
    return acted;
  });
}

async function apply(ctx: Context, row: announcements.AnnouncementRow, checked: Checked): Promise<void> {
  const { person } = ctx.actor;
  if (person === undefined) throw new Error(`announcement ${row.id} is approved by nobody`);
  const { content } = row;
  const at = ctx.vahid.now();
  const gateway = await entered(ctx, content, checked);
  const by = { gateway, announcement: row.id, person, at };
  if (checked.key) await store.insertKey(ctx.db, { ...checked.key, ...by });
  if (checked.certificate) {
    const client = content.kind === 'client' ? content.client : null;
    await store.insertCertificate(ctx.db, { ...checked.certificate, ...by, client });
    await remindOf(ctx, checked.certificate);
  }
  if (content.kind === 'client') await serve(ctx, gateway, [content.client], false);
  else if (content.serves) await serve(ctx, gateway, content.serves, true);
  await publishSoon(ctx);
}

/** The gateway as it is from now on; answers its key. */
async function entered(ctx: Context, content: Statement, { gateway, institution }: Checked): Promise<string> {
  if (content.kind === 'client' && gateway) return gateway.id;
  const { address = gateway?.address ?? '' } = content as GatewayStatement;
  if (gateway) {
    await store.updateGateway(ctx.db, { id: gateway.id, address, state: 'in_use' });
    return gateway.id;
  }
  const at = ctx.vahid.now();
  const id = newId(at.getTime());
  const name = subjectOf(content);
  await store.insertGateway(ctx.db, { id, name, institution, address, state: 'in_use', at });
  return id;
}

/** From now on these systems take part through this gateway; with `all`, of its own institution no others. */
async function serve(ctx: Context, gateway: string, subsystems: readonly string[], all: boolean): Promise<void> {
  const now = await store.findServing(ctx.db);
  for (const subsystem of subsystems)
    if (now.find((one) => one.subsystem === subsystem)?.gateway !== gateway) await move(ctx, subsystem, gateway);
  if (!all) return;
  const clients = (await store.findCertificates(ctx.db, gateway)).map(({ client }) => client);
  for (const one of now)
    if (one.gateway === gateway && !subsystems.includes(one.subsystem) && !clients.includes(one.subsystem))
      await move(ctx, one.subsystem, null);
}

async function move(ctx: Context, subsystem: string, gateway: string | null): Promise<void> {
  const at = ctx.vahid.now();
  const person = ctx.actor.person ?? '';
  await store.insertServing(ctx.db, { subsystem, gateway, person, at });
}

/** Tells the institution of the decision, in the transaction of the step. */
async function tell(ctx: Context, id: string, { seq, state }: Acted): Promise<void> {
  if (state !== 'approved' && state !== 'refused') return;
  const program: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  const of = await instance(program, id);
  const one = (lang: Lang) => t(lang, told[state], { reference: of.reference, title: of.title[lang] });
  const text: Text = { az: one('az'), en: one('en'), ru: one('ru') };
  await notifyOwner(program, of, { text, effectKey: effectKey(id, seq, 'tell-owner') });
}

const told = { approved: 'toldApproved', refused: 'toldRefused' } as const;

/** What is to hold no longer: a certificate, a key, or the whole gateway. */
export interface Withdrawn {
  readonly gateway: string;
  readonly certificate?: string | undefined;
  readonly kid?: string | undefined;
  readonly reason: string;
}

/**
 * Ends a certificate or a key, or with neither the gateway itself, from the next publication on, which is at once. What is
 * in the wrong hands may not wait for a second pair of eyes: a registrar of the institution or an approver of the centre
 * does it alone. @throws notFound, notAllowed, reasonNeeded, withdrawnAlready, retiredAlready
 */
export async function withdraw(ctx: Context, { gateway: id, certificate, kid, reason }: Withdrawn): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await store.takeTurn(inner.db);
    const gateway = await store.findGateway(inner.db, { id });
    if (!gateway) throw notFound();
    const found = await store.findCertificates(inner.db, id);
    const owner = found.find((one) => one.fingerprint === certificate)?.client;
    const institution = await inChargeOf(inner, owner ? ownerOf(inner, owner) : gateway.institution);
    const centre = await centreOf(inner);
    allow(inner, 'exchange.withdrawTrust', { institution: centre, ownerInstitution: institution });
    const why = plainText(reason);
    if (why === '') throw refusals.reasonNeeded();
    const keys = await store.findKeys(inner.db, id);
    const isHere =
      (certificate === undefined || owner !== undefined) && (kid === undefined || keys.some((one) => one.kid === kid));
    if (!isHere) throw notFound();
    const serves = inner.actor.appointments.some((one) => one.role === 'registrar' && one.institution === institution);
    const ends = { gateway: id, reason: why, institution: serves ? institution : centre };
    if (certificate !== undefined || kid !== undefined) {
      if (!(await end(inner, { ...ends, certificate, kid }))) throw refusals.withdrawnAlready();
    } else await retire(inner, gateway, ends);
    if (owner && (await hasNone(inner, id, owner))) await move(inner, owner, null);
    await audit(inner, 'exchange.withdrawTrust', id);
    await publishSoon(inner);
  });
}

type Ends = Pick<store.Withdrawal, 'gateway' | 'reason' | 'institution' | 'certificate' | 'kid'>;

function end(ctx: Context, given: Ends): Promise<boolean> {
  const at = ctx.vahid.now();
  return store.insertWithdrawal(ctx.db, { ...given, id: newId(at.getTime()), person: ctx.actor.person ?? '', at });
}

async function retire(ctx: Context, gateway: store.GatewayRow, ends: Ends): Promise<void> {
  if (gateway.state === 'retired') throw refusals.retiredAlready();
  for (const { fingerprint } of await store.findCertificates(ctx.db, gateway.id))
    await end(ctx, { ...ends, certificate: fingerprint });
  for (const { kid } of await store.findKeys(ctx.db, gateway.id)) await end(ctx, { ...ends, kid });
  for (const one of await store.findServing(ctx.db))
    if (one.gateway === gateway.id) await move(ctx, one.subsystem, null);
  await store.updateGateway(ctx.db, { ...gateway, state: 'retired' });
}

/** A client without a certificate takes part no more, where another gateway does not serve it. */
async function hasNone(ctx: Context, gateway: string, client: string): Promise<boolean> {
  const serving = (await store.findServing(ctx.db)).find(({ subsystem }) => subsystem === client);
  const left = (await store.findCertificates(ctx.db, gateway)).filter(
    (one) => one.client === client && !one.withdrawnAt,
  );
  const own = (await store.findGateway(ctx.db, { id: gateway }))?.institution === ownerOf(ctx, client);
  return serving?.gateway === gateway && left.length === 0 && !own;
}

/** Titles of what is announced, for whoever lists them. */
export const titleOf = (row: announcements.AnnouncementRow): Text => {
  const filled = textOf(texts, titles[row.kind]);
  const one = (lang: Lang) => filled[lang].replace('{id}', row.subject);
  return { az: one('az'), en: one('en'), ru: one('ru') };
};
