import { allow, type Role } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import type { JobKind, Json } from '../../kernel/job.ts';
import { notFound, type Refusal } from '../../kernel/refusal.ts';
import { port, type Vahid } from '../../kernel/vahid.ts';
import type { Text } from '../../language/lang.ts';
import { inChargeOf, substitutesOf } from '../identity/index.ts';
import { deliveriesOf, type Delivery } from './delivery.ts';
import { type Instance, isOwnerOffice, type Office, type OwnerOffice, postOf } from './entities.ts';
import { ownerOfficesOf } from './rules.ts';
import { processOf } from './step.ts';
import * as store from './notice-store.ts';
import { textForAbsent } from './texts.ts';

export interface Notice {
  /** A person as a citizen; with `institution`, as an official of it. */
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
  /** With `role`: everyone who holds that office there, now or later. */
  readonly institution?: string | undefined;
  readonly role?: Role | undefined;
  readonly text: Text;
  /** Path on this site, without a language. */
  readonly link?: string | undefined;
  readonly instance?: string | undefined;
  /** The same key notifies once. */
  readonly effectKey?: string | undefined;
}

/**
 * Leaves a message in the portal, in the caller's transaction. For other rooms' programs, not a user's action: checks
 * no access. What goes to an official reaches who stands in for them as well. `text` must not hold another person's data: whoever is addressed can read it, and it is kept.
 */
export async function notify(ctx: Context, notice: Notice): Promise<void> {
  const { institution, person, effectKey } = notice;
  await leave(ctx, notice);
  if (institution === undefined || person === undefined) return;
  for (const substitute of await substitutesOf(ctx, person, await inChargeOf(ctx, institution))) {
    const key = effectKey === undefined ? undefined : `${effectKey}-${substitute}`;
    await leave(ctx, { ...notice, person: substitute, text: textForAbsent(notice.text), effectKey: key });
  }
}

async function leave(ctx: Context, notice: Notice, at = ctx.vahid.now()): Promise<void> {
  const { institution, person, organisation } = notice;
  const id = newId(at.getTime());
  const isNew = await store.insertNotification(ctx.db, {
    id,
    at,
    person: person ?? null,
    organisation: organisation ?? null,
    institution: institution === undefined ? null : await inChargeOf(ctx, institution),
    role: notice.role ?? null,
    text: notice.text,
    link: notice.link ?? null,
    instance: notice.instance ?? null,
    effect_key: notice.effectKey ?? null,
  });
  // What is left to an office is everybody's there, and nobody's own.
  if (!isNew || (person === undefined && organisation === undefined) || !ctx.vahid.ports.has(noticePort.name)) return;
  await noticePort.of(ctx.vahid)(ctx, { notification: id, person, organisation, desk: institution !== undefined });
}

/** To whom a notification was left: a person, as a citizen or at the desk, or an organisation. */
export interface NoticeTo {
  /** Id of the notification. */
  readonly notification: string;
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
  readonly desk: boolean;
}

/** Told of each notification in the transaction that leaves it, by whoever carries news out of the portal. */
export const noticePort = port<(ctx: Context, to: NoticeTo) => Promise<void>>('process.notice');

/** Where one says by which address one wants to be told, where an installation sends letters. */
export const mailPath = '/bildirisler/e-poct';

/** Who acts for the person that owns an instance, as a parent for a child. */
export interface Representatives {
  /** Whether somebody did when that was last asked. */
  known(ctx: Context, instance: string): Promise<boolean>;
  /** Who does. A register may be asked, so call it outside a transaction. */
  now(ctx: Context, instance: string): Promise<string | undefined>;
}

/** Filled by the room that knows such people. */
export const representativePort = port<Representatives>('representative of an owner');

const representativeKind = 'process.tell_representative';

interface Told {
  readonly instance: string;
  readonly text: Text;
  readonly link: string | undefined;
  readonly effectKey: string;
  /** When the owner was told. */
  readonly at: string;
}

/** Who represents an owner is left what the owner was, once it is asked whether they still do. */
export const representativeJob: JobKind = {
  kind: representativeKind,
  ask: (ctx, payload) => representativePort.of(ctx.vahid).now(ctx, (payload as unknown as Told).instance),
  async run(ctx, payload, person: string | undefined) {
    const { at, ...notice } = payload as unknown as Told;
    if (person !== undefined) await leave(ctx, { ...notice, person }, new Date(at));
  },
};

async function tellRepresentative(ctx: Context, instance: string, notice: OwnerNotice): Promise<void> {
  const { vahid } = ctx;
  if (!vahid.ports.has(representativePort.name)) return;
  if (!(await representativePort.of(vahid).known(ctx, instance))) return;
  const at = vahid.now();
  const effectKey = `${notice.effectKey ?? newId(at.getTime())}${store.toRepresentative}`;
  const payload: Told = { text: notice.text, link: notice.link, instance, effectKey, at: at.toISOString() };
  await vahid.jobs.schedule(ctx, {
    kind: representativeKind,
    key: `${representativeKind}:${effectKey}`,
    at,
    payload: payload as unknown as Json,
  });
}

type OwnerNotice = Pick<Notice, 'text' | 'link' | 'effectKey'>;

type Owned = Pick<Instance, 'institution' | 'owner_institution'>;

/** An office that stands before an instance, where messages reach it. */
export function addressOf(of: Owned, office: Office): { readonly institution: string; readonly role: Role } {
  const { who: role, where } = postOf(office);
  const institution = where === 'own' ? of.institution : of.owner_institution;
  if (institution === null) throw new Error(`nobody is ${office} of an instance that no institution owns`);
  return { institution, role };
}

/**
 * Tells the owner of an instance, in the caller's transaction: the person, those who act for the organisation, or the
 * offices of the institution that the present state awaits, else the one that speaks for it; nobody where there is no
 * owner. Who represents the person is told after it. Links to the owner's page, unless `link` says otherwise. As `notify`
 * a program's.
 */
export async function notifyOwner(ctx: Context, of: Instance, notice: OwnerNotice): Promise<void> {
  const { text, effectKey } = notice;
  const told = { text, link: notice.link ?? pageOf(ctx, of, 'owner'), instance: of.id };
  const { owner_person: person, owner_organisation: organisation } = of;
  if (person !== null) {
    await notify(ctx, { person, ...told, effectKey });
    return tellRepresentative(ctx, of.id, { ...told, effectKey });
  }
  if (organisation !== null) return notify(ctx, { organisation, ...told, effectKey });
  if (of.owner_institution === null) return;
  for (const [index, office] of (await officesTold(ctx, of)).entries()) {
    const key = index === 0 || effectKey === undefined ? effectKey : `${effectKey}-${office}`;
    await notify(ctx, { ...addressOf(of, office), ...told, effectKey: key });
  }
}

/** Who speaks for an institution while none of its offices is awaited: the first of these that the process knows. */
const speakers = ['registrar', 'owner_deputy_head', 'owner_officer', 'owner_head'] as const;

async function officesTold(ctx: Context, of: Instance): Promise<readonly OwnerOffice[]> {
  const awaited = of.awaits.filter(isOwnerOffice);
  if (awaited.length > 0) return awaited;
  const known = ownerOfficesOf(await processOf(ctx, of));
  return [speakers.find((office) => known.includes(office)) ?? 'registrar'];
}

/** `own`: of the person, or of the organisation one acts for. `desk`: of one's offices. */
export type Box = 'own' | 'desk';

export interface NotificationView {
  readonly id: string;
  readonly at: Date;
  readonly text: Text;
  readonly link: string | null;
  readonly instance: string | null;
  readonly read: boolean;
  /** Absent where no letters are sent, of what is to an office, and of what is too old. */
  readonly letter?: Delivery;
}

/** Newest first. `total`: how many there are in all. */
export async function notifications(
  ctx: Context,
  { box = 'own', limit = 50, offset = 0 }: { box?: Box; limit?: number; offset?: number } = {},
): Promise<{ readonly items: readonly NotificationView[]; readonly total: number }> {
  const found = await store.listNotifications(ctx.db, readerOf(ctx, box), limit, offset);
  const letters = await deliveriesOf(
    ctx,
    found.filter(({ personal }) => personal),
  );
  const items = found.map(({ id, at, text, link, instance, read }) => {
    const letter = letters.get(id);
    return { id, at, text, link, instance, read, ...(letter ? { letter } : {}) };
  });
  return { items, total: found[0]?.total ?? 0 };
}

/** Marks one notification as read, or all of a box; one that is not the actor's own stays as it is. */
export async function markRead(ctx: Context, { box = 'own', id }: { box?: Box; id?: string }): Promise<void> {
  await store.insertReads(ctx.db, readerOf(ctx, box), id, ctx.vahid.now());
}

function readerOf(ctx: Context, box: Box): store.Reader {
  const { actor } = ctx;
  const [office] = actor.appointments;
  if (box === 'own') allow(ctx, 'process.readNotifications');
  else allow(ctx, 'process.readDeskNotifications', { institution: office?.institution });
  const { person, organisation } = actor;
  if (person === undefined) throw notFound();
  if (box === 'desk') return { person, offices: actor.appointments };
  return organisation === undefined ? { person } : { person, organisation };
}

/** Where an instance of a kind is shown to its owner and to officials; for links in the engine's own messages. */
export interface Pages {
  owner(instance: string): string;
  desk(instance: string): string;
  /** Why an instance is not given to this person: what the room knows that the engine does not. */
  refusesReceiver?(ctx: Context, of: Instance, to: string): Promise<Refusal | undefined>;
  /** They stand in a worklist of the room's own, and so not among the approvals. */
  readonly ownList?: boolean;
  /** Its owner is not to learn of whose it is within: reminders name no number. */
  readonly blind?: boolean;
}

const prefix = 'process.pages of ';
const pagesOf = (kind: string) => prefix + kind;

/**
 * Called by the room that owns a kind of definition, from its `open`. Without it officials and registrars are led to the
 * engine's own page of an instance, and other owners nowhere.
 */
export function registerPages(vahid: Vahid, kind: string, pages: Pages): void {
  port<Pages>(pagesOf(kind)).fill(vahid, pages);
}

export function pageOf(
  { vahid }: Context,
  { kind, id, owner_institution }: Pick<Instance, 'kind' | 'id' | 'owner_institution'>,
  reader: 'owner' | 'desk',
): string | undefined {
  if (hasPages(vahid, kind)) return port<Pages>(pagesOf(kind)).of(vahid)[reader](id);
  return reader === 'desk' || owner_institution !== null ? `${approvalsPath}/${id}` : undefined;
}

/** Its owner is told no number. */
export const isBlind = ({ vahid }: Context, kind: string): boolean =>
  hasPages(vahid, kind) && port<Pages>(pagesOf(kind)).of(vahid).blind === true;

/** Why the room that owns the kind does not let this person be given it. */
export async function receiverRefusal(ctx: Context, of: Instance, to: string): Promise<Refusal | undefined> {
  if (!hasPages(ctx.vahid, of.kind)) return undefined;
  return port<Pages>(pagesOf(of.kind)).of(ctx.vahid).refusesReceiver?.(ctx, of, to);
}

/** Where the engine itself shows what has no page of its own. */
export const approvalsPath = '/masa/isler';

export function hasPages(vahid: Vahid, kind: string): boolean {
  return vahid.ports.has(pagesOf(kind));
}

/** Kinds whose instances stand in a worklist of their room's. */
export function kindsListedElsewhere(vahid: Vahid): readonly string[] {
  const kinds = [...vahid.ports.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  return kinds.filter((kind) => port<Pages>(pagesOf(kind)).of(vahid).ownList === true);
}
