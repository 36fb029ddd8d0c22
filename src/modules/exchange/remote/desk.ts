import { allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/index.ts';
import { concept, register, registers } from '../../catalogue/index.ts';
import { currentInstitution } from '../../identity/index.ts';
import { type OpenDispatch, undelivered } from '../dispatch/desk.ts';
import { entryNotRefused } from '../refusals.ts';
import type { FallbackRow, RemoteEntryRow } from './entities.ts';
import { scheduleEntry } from './outbox.ts';
import { lockEntry, newestFallbacks, openEntries, updateEntry } from './store.ts';

export interface OpenEntry extends Omit<RemoteEntryRow, 'content'> {
  readonly title: Text;
  readonly maySend: boolean;
}

export interface AskedInPlace extends Pick<FallbackRow, 'id' | 'at' | 'reference'> {
  readonly register: Text;
  readonly concept: Text;
  readonly institution: Text;
}

export interface RemoteDesk {
  readonly entries: readonly OpenEntry[];
  readonly fallbacks: readonly AskedInPlace[];
  /** Messages to systems of one's own institution that none has acknowledged. */
  readonly dispatches: readonly OpenDispatch[];
}

const mostShown = 200;
const months = 12;

/** What concerns the actor's institutions, as who enters or asks and as whose register it is; for an auditor all of it. */
export async function remoteDesk(ctx: Context): Promise<RemoteDesk> {
  const { releases } = ctx.vahid;
  const sees = (institution: string) =>
    permitted(ctx.vahid.access['exchange.watchRemote'] ?? [], ctx.actor, { institution });
  const offices = ctx.actor.appointments.map(({ institution }) => institution);
  allow(ctx, 'exchange.watchRemote', { institution: offices.find(sees) });
  const everybody = ctx.actor.appointments.some(({ role }) => role === 'auditor');
  const institutions = everybody ? undefined : offices.filter(sees);
  const kept = registers(releases).flatMap(({ name, owner }) => (institutions?.includes(owner) ? [name] : []));
  const since = new Date(ctx.vahid.now());
  since.setUTCMonth(since.getUTCMonth() - months);
  const side = { institutions, registers: kept, most: mostShown };
  const entries = await openEntries(ctx.db, side);
  const fallbacks = await newestFallbacks(ctx.db, { ...side, since });
  const titleOf = (name: string): Text => register(releases, name)?.title ?? { az: name, en: name, ru: name };
  return {
    dispatches: await undelivered(ctx, institutions),
    entries: entries.map((one) => ({
      ...one,
      title: titleOf(one.register),
      maySend: one.state === 'refused' && maySend(ctx, one.consumer),
    })),
    fallbacks: await Promise.all(
      fallbacks.map(async ({ id, at, reference, ...one }) => ({
        id,
        at,
        reference,
        register: titleOf(one.register),
        concept: concept(releases, one.concept)?.label ?? { az: one.concept, en: one.concept, ru: one.concept },
        institution: (await currentInstitution(ctx, one.consumer)).name,
      })),
    ),
  };
}

const maySend = ({ vahid, actor }: Context, institution: string): boolean =>
  permitted(vahid.access['exchange.resendEntry'] ?? [], actor, { institution });

/** What the register has refused is sent once more, by the same key. @throws entryNotRefused */
export async function resendEntry(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await lockEntry(inner.db, id);
    if (!row) throw notFound();
    allow(inner, 'exchange.resendEntry', { institution: row.consumer });
    if (row.state !== 'refused') throw entryNotRefused();
    await updateEntry(inner.db, id, { ...row, state: 'waiting', problem: null });
    await scheduleEntry(inner, id);
    await audit(inner, 'exchange.resendEntry', id);
  });
}
