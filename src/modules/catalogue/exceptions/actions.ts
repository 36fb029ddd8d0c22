import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { act, type Acted, instance, startProcess } from '../../process/index.ts';
import { ended, type Press, speaksFor, tellOwner } from '../approval.ts';
import { checkAct, concept, primaryOf, readReference } from '../definition/reference.ts';
import { settleHosting } from '../hosting/entering.ts';
import { lockHosting } from '../hosting/store.ts';
import type { EntryKind } from '../kinds.ts';
import { topicsOf } from '../requests/definition.ts';
import { nextNumber } from '../requests/store.ts';
import { registrarOf } from '../access.ts';
import { findEntry } from '../store/entries.ts';
import { yearAfter } from '../year.ts';
import type { ExceptionAbout } from './entities.ts';
import { exceptionProcess, releasedExceptionProcess } from './process.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** Kinds of entries that each exception concerns. */
export const concerned: Readonly<Record<ExceptionAbout, readonly EntryKind[]>> = {
  once_only: ['service'],
  hosting: ['system', 'portal'],
  portal_closing: ['portal'],
};

export interface ExceptionGiven {
  readonly about: ExceptionAbout;
  readonly kind: EntryKind;
  readonly code: string;
  /** Of once-only: the concept that may be asked for though a register holds it. */
  readonly concept?: string | undefined;
  /** As definitions cite: `technopark-rules 4.3`. */
  readonly act: string;
  readonly reason: string;
  /** The last day on which it is in force, `YYYY-MM-DD`: at most a year from now. */
  readonly expiresOn: string;
}

/**
 * Asks for an exception for an entry of the registrar's institution. Answers the id of what is asked, and of the exception
 * should it be granted. @throws notAllowed, and the refusals of this folder
 */
export async function proposeException(ctx: Context, given: ExceptionGiven): Promise<string> {
  allow(ctx, 'catalogue.proposeException', { institution: registrarOf(ctx)[0] });
  return inTransaction(ctx, async (inner) => {
    const entry = await findEntry(inner.db, given.kind, given.code);
    if (!entry) throw refusals.noSuchSubject();
    if (!concerned[given.about].includes(entry.kind)) throw refusals.wrongKind();
    allow(inner, 'catalogue.proposeException', { institution: entry.institution });
    if (given.about === 'once_only' && entry.origin === 'definition')
      throw refusals.definedHere({ source: entry.source });
    checkGiven(inner, given);
    const { about, reason, expiresOn } = given;
    const asked = { about, entry: entry.id, concept: about === 'once_only' ? (given.concept ?? null) : null };
    await lockHosting(inner.db);
    if (await store.hasOpen(inner.db, asked)) throw refusals.askedAlready();
    const id = await begin(inner, entry);
    await store.insertRequest(inner.db, {
      ...asked,
      id,
      act: given.act.trim(),
      reason: reason.trim(),
      expiresOn,
      institution: entry.institution,
      at: inner.vahid.now(),
    });
    await audit(inner, 'catalogue.proposeException', id);
    return id;
  });
}

async function begin(ctx: Context, { title, institution }: { readonly title: Text; readonly institution: string }) {
  const { releases } = ctx.vahid;
  const year = bakuDate(ctx.vahid.now()).slice(0, 4);
  const number = await nextNumber(ctx.db, `exception ${year}`);
  const { version, process } = releasedExceptionProcess(releases);
  return startProcess(ctx, {
    process: { kind: exceptionProcess, name: exceptionProcess, version },
    definition: process,
    institution: topicsOf(releases).decides,
    owner: { institution },
    reference: `Kİ-${year}-${String(number).padStart(5, '0')}`,
    title: { az: `İstisna: ${title.az}`, en: `Exception: ${title.en}`, ru: `Исключение: ${title.ru}` },
  });
}

function checkGiven(ctx: Context, { about, concept: name = '', act: on, reason, expiresOn }: ExceptionGiven): void {
  const { releases } = ctx.vahid;
  if (about === 'once_only' && !(concept(releases, name) && primaryOf(releases, name))) throw refusals.noSuchConcept();
  if (on.trim() === '' || checkAct(releases, readReference(on.trim()), []).length > 0) throw refusals.noSuchAct();
  if (reason.trim() === '') throw refusals.reasonNeeded();
  const today = bakuDate(ctx.vahid.now());
  if (!isDay(expiresOn) || expiresOn <= today || expiresOn > yearAfter(today)) throw refusals.wrongDay();
}

/** A day that the calendar has: not 31 February. */
function isDay(day: string): boolean {
  const read = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return read !== undefined && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/**
 * One action on what is asked for. Granted, it is in force at once; only while it could still be asked for, and never by
 * who speaks for the entry's institution or recorded its hosting. @throws notFound, and what `act` and this folder throw
 */
export async function actOnException(ctx: Context, { id, ...given }: Press): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    // Before the instance: what is granted settles hosting, and no second one is granted meanwhile.
    await lockHosting(inner.db);
    const row = await store.findRequest(inner.db, id);
    if (!row) throw notFound();
    await instance(inner, id);
    const judges = given.action === 'approve' || given.action === 'refuse';
    if (judges && (await isPartial(inner, row))) throw refusals.ownEntry();
    if (given.action === 'approve') {
      checkGiven(inner, { ...row, concept: row.concept ?? undefined });
      if (await store.isInForce(inner.db, row, bakuDate(inner.vahid.now()))) throw refusals.inForceAlready();
    }
    const acted = await act(inner, { instance: id, ...given });
    if (acted.state === 'approved') await grant(inner, row);
    if (ended.has(acted.state)) await store.closeRequest(inner.db, id);
    await tellOwner(inner, id, acted);
    return acted;
  });
}

/** Speaks for the entry's institution, or recorded where the entry runs. */
export async function isPartial(ctx: Context, row: store.RequestRow): Promise<boolean> {
  const { person } = ctx.actor;
  return (await speaksFor(ctx, row)) || (person !== undefined && (await store.movedBy(ctx.db, row.entry, person)));
}

async function grant(ctx: Context, row: store.RequestRow): Promise<void> {
  const { id, about, entry, concept: name, act: on, reason, expiresOn } = row;
  const { person } = ctx.actor;
  if (person === undefined) throw new Error(`exception ${id} is granted by nobody`);
  const institution = topicsOf(ctx.vahid.releases).decides;
  const grantedAt = ctx.vahid.now();
  const granted = { id, about, entry, concept: name, act: on, reason, expiresOn, institution, person, grantedAt };
  // The same press again finds it there.
  if (!(await store.insertException(ctx.db, granted))) return;
  await settleHosting(ctx);
  await ctx.vahid.jobs.schedule(ctx, { kind: expiry.kind, key: jobKey(id), at: endOf(expiresOn), payload: id });
  await audit(ctx, 'catalogue.grantException', id);
}

const jobKey = (id: string) => `catalogue.exception:${id}`;

/** Midnight in Baku after a day. */
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+04:00`) + 86_400_000);

/** Ends an exception before its day; what it freed is judged again at once. @throws notFound, notAllowed, endedAlready */
export async function revokeException(ctx: Context, id: string, reason: string): Promise<void> {
  allow(ctx, 'catalogue.grantException', { institution: topicsOf(ctx.vahid.releases).decides });
  await inTransaction(ctx, async (inner) => {
    if (!(await store.findException(inner.db, id))) throw notFound();
    if (reason.trim() === '') throw refusals.reasonNeeded();
    const end = { exception: id, why: 'revoked' as const, reason: reason.trim(), person: inner.actor.person ?? null };
    if (!(await endNow(inner, end))) throw refusals.endedAlready();
    await inner.vahid.jobs.cancel(inner, jobKey(id));
    await audit(inner, 'catalogue.revokeException', id);
  });
}

async function endNow(ctx: Context, end: Omit<store.ExceptionEnd, 'at'>): Promise<boolean> {
  await lockHosting(ctx.db);
  const isOver = await store.insertEnd(ctx.db, { ...end, at: ctx.vahid.now() });
  if (isOver) await settleHosting(ctx);
  return isOver;
}

/** Writes that an exception ran out, the day after its last. */
export const expiry: JobKind = {
  kind: 'catalogue.exception',
  async run(ctx, payload) {
    const exception = String(payload);
    await inTransaction(ctx, (inner) => endNow(inner, { exception, why: 'expired', reason: null, person: null }));
  },
};
