import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { registrarOf } from '../access.ts';
import { type EntryRow, findEntry } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import { settleHosting } from './entering.ts';
import * as refusals from './refusals.ts';
import { type HostedKind, type HostingState, stepsFrom, wavePattern } from './states.ts';
import * as store from './store.ts';

export interface HostingMove {
  readonly kind: HostedKind;
  readonly code: string;
  readonly to: HostingState;
  /** The quarter in which it is moved, `2027-1`: needed with `planned`. */
  readonly wave?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * Takes one step of a system's or portal's hosting, for its institution. What can no longer be called moved after it goes
 * back as well. @throws notFound, notAllowed, and the refusals of this folder
 */
export async function moveHosting(ctx: Context, { kind, code, to, wave, note }: HostingMove): Promise<void> {
  const entry = await findEntry(ctx.db, kind, code);
  if (!entry) throw notFound();
  allow(ctx, 'catalogue.moveHosting', { institution: entry.institution });
  await inTransaction(ctx, async (inner) => {
    await store.lockHosting(inner.db);
    const standing = await store.findStanding(inner.db, { kind, code });
    if (!standing || !stepsFrom(standing.state).some((one) => one === to)) throw refusals.noSuchStep();
    if (to === 'planned' && standing.state === 'assessed' && !wavePattern.test(wave ?? '')) throw refusals.waveNeeded();
    if (to === 'cloud') await checkLinks(inner, entry.id);
    const step = {
      entry: entry.id,
      to,
      wave: waveAfter(to, wave, standing.wave),
      cause: 'moved' as const,
      note: note?.trim() ? note.trim().slice(0, 1000) : null,
      person: inner.actor.person ?? null,
    };
    await store.writeSteps(inner.db, [step], inner.vahid.now());
    await settleHosting(inner);
    await audit(inner, 'catalogue.moveHosting', entry.id);
  });
}

function waveAfter(to: HostingState, given: string | undefined, before: string | null): string | null {
  if (to === 'local' || to === 'assessed') return null;
  return to === 'planned' && given !== undefined && wavePattern.test(given) ? given : before;
}

async function checkLinks(ctx: Context, entry: string): Promise<void> {
  const blockers = await store.findBlockers(ctx.db, entry, bakuDate(ctx.vahid.now()));
  if (blockers.length > 0) throw refusals.linkedToLocal(blockers);
}

/** Where an entry runs, how it came there, and what keeps it from the next step. */
export interface HostingView extends store.Standing {
  /** Newest first. */
  readonly steps: readonly store.StepLine[];
  /** What is not in the cloud and it reaches outside the exchange or runs on: systems, what no system holds, a hosting. */
  readonly blockers: readonly store.Named[];
  /** Of a portal: services in use that replace it. */
  readonly replacements: readonly store.Named[];
}

/** Hosting of a system or a portal; undefined for what runs nowhere. Public. */
export async function hostingOf(ctx: Context, ref: EntryRef): Promise<HostingView | undefined> {
  allow(ctx, 'catalogue.read');
  const standing = await store.findStanding(ctx.db, ref);
  if (!standing) return undefined;
  const { entry } = standing;
  const blocked = standing.state === 'cloud' || standing.state === 'retired';
  return {
    ...standing,
    steps: await store.listSteps(ctx.db, entry),
    blockers: blocked ? [] : await store.findBlockers(ctx.db, entry, bakuDate(ctx.vahid.now())),
    replacements: ref.kind === 'portal' ? await store.findReplacements(ctx.db, entry) : [],
  };
}

/** An entry and its hosting, for the registrar of its institution. @throws notFound, notAllowed */
export async function stepOpenedBy(
  ctx: Context,
  ref: EntryRef,
): Promise<{ readonly entry: EntryRow; readonly view: HostingView }> {
  const entry = await findEntry(ctx.db, ref.kind, ref.code);
  if (!entry) throw notFound();
  allow(ctx, 'catalogue.moveHosting', { institution: entry.institution });
  const view = await hostingOf(ctx, ref);
  if (!view) throw notFound();
  return { entry, view };
}

/** Systems and portals of the institutions for which the actor is a registrar, by title. */
export async function ownHosting(
  ctx: Context,
  page: number,
): Promise<{ readonly items: readonly store.HostedLine[]; readonly pages: number }> {
  const own = registrarOf(ctx);
  allow(ctx, 'catalogue.moveHosting', { institution: own[0] });
  const { items, total } = await store.listHosted(ctx.db, own, { limit: listed, offset: (page - 1) * listed });
  return { items, pages: Math.max(1, Math.ceil(total / listed)) };
}

const listed = 50;

/** Whether the actor records where the things of an institution run. */
export function mayMove(ctx: Context, institution: string): boolean {
  return registrarOf(ctx).includes(institution);
}
