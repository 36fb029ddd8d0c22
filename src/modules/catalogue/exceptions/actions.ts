import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { notAllowed, notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { journal } from '../../process/index.ts';
import { checkAct, concept, primaryOf, readReference } from '../definition/reference.ts';
import { settleHosting } from '../hosting/entering.ts';
import { lockHosting } from '../hosting/store.ts';
import type { EntryKind } from '../kinds.ts';
import { topicsOf } from '../requests/definition.ts';
import { type EntryRow, findEntry } from '../store/entries.ts';
import type { ExceptionAbout } from './entities.ts';
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
  /** The last day on which it is in force, `YYYY-MM-DD`. */
  readonly expiresOn: string;
}

/**
 * Grants an exception. Answers its id. Only an approver of the institution that decides on the catalogue, and not one who
 * wrote of the entry for its institution. @throws notAllowed, and the refusals of this folder
 */
export async function grantException(ctx: Context, given: ExceptionGiven): Promise<string> {
  const institution = topicsOf(ctx.vahid.releases).decides;
  allow(ctx, 'catalogue.grantException', { institution });
  return inTransaction(ctx, async (inner) => {
    const { person } = inner.actor;
    if (person === undefined) throw notAllowed();
    const entry = await findEntry(inner.db, given.kind, given.code);
    if (!entry || !concerned[given.about].includes(entry.kind)) throw refusals.noSuchSubject();
    if (given.about === 'once_only' && entry.origin === 'definition')
      throw refusals.definedHere({ source: entry.source });
    checkGiven(inner, given);
    if (await wrote(inner, entry, person)) throw refusals.ownEntry();
    const at = inner.vahid.now();
    const id = newId(at.getTime());
    await store.insertException(inner.db, {
      id,
      about: given.about,
      entry: entry.id,
      concept: given.about === 'once_only' ? (given.concept ?? null) : null,
      act: given.act.trim(),
      reason: given.reason.trim(),
      institution,
      person,
      grantedAt: at,
      expiresOn: given.expiresOn,
    });
    await inner.vahid.jobs.schedule(inner, {
      kind: expiry.kind,
      key: jobKey(id),
      at: endOf(given.expiresOn),
      payload: id,
    });
    await audit(inner, 'catalogue.grantException', id);
    return id;
  });
}

const jobKey = (id: string) => `catalogue.exception:${id}`;

/** Midnight in Baku after a day. */
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+04:00`) + 86_400_000);

function checkGiven(ctx: Context, { about, concept: name = '', act, reason, expiresOn }: ExceptionGiven): void {
  const { releases } = ctx.vahid;
  if (about === 'once_only' && !(concept(releases, name) && primaryOf(releases, name))) throw refusals.noSuchConcept();
  if (act.trim() === '' || checkAct(releases, readReference(act.trim()), []).length > 0) throw refusals.noSuchAct();
  if (reason.trim() === '') throw refusals.reasonNeeded();
  const wrong = !/^\d{4}-\d\d-\d\d$/.test(expiresOn) || Number.isNaN(Date.parse(expiresOn));
  if (wrong || expiresOn <= bakuDate(ctx.vahid.now())) throw refusals.wrongDay();
}

/** Whether somebody speaks for the entry's institution: its registrar, who asked for it or who recorded its hosting. */
async function wrote(ctx: Context, entry: EntryRow, person: string): Promise<boolean> {
  const registers = ctx.actor.appointments.some(
    ({ role, institution }) => role === 'registrar' && institution === entry.institution,
  );
  if (registers || (await store.movedBy(ctx.db, entry.id, person))) return true;
  const program: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  for (const request of await store.listRequestsOf(ctx.db, entry)) {
    const taken = await journal(program, request);
    if (taken.some((one) => one.person === person && one.actedAs === 'registrar')) return true;
  }
  return false;
}

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
  const ended = await store.insertEnd(ctx.db, { ...end, at: ctx.vahid.now() });
  if (ended) await settleHosting(ctx);
  return ended;
}

/** Writes that an exception ran out, the day after its last. */
export const expiry: JobKind = {
  kind: 'catalogue.exception',
  async run(ctx, payload) {
    const exception = String(payload);
    await inTransaction(ctx, (inner) => endNow(inner, { exception, why: 'expired', reason: null, person: null }));
  },
};

export const exceptionsPage = 50;

/** Every exception, those in force first; `page` counts from 1. Public. */
export async function listExceptions(
  ctx: Context,
  page = 1,
): Promise<{ readonly items: readonly store.ExceptionRow[]; readonly total: number; readonly pages: number }> {
  allow(ctx, 'catalogue.read');
  const part = { limit: exceptionsPage, offset: (page - 1) * exceptionsPage };
  const { items, total } = await store.listExceptions(ctx.db, part);
  return { items, total, pages: Math.max(1, Math.ceil(total / exceptionsPage)) };
}

/** Exceptions in force, for who may grant and revoke them: at most `exceptionsPage`, those that end first. */
export async function grantsOpenedBy(ctx: Context): Promise<readonly store.ExceptionRow[]> {
  allow(ctx, 'catalogue.grantException', { institution: topicsOf(ctx.vahid.releases).decides });
  const { items } = await store.listExceptions(ctx.db, { limit: exceptionsPage, offset: 0 });
  return items.filter(({ ended }) => ended === null);
}
